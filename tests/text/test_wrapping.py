"""Fitting: wrap, shrink, cut. Whatever is typed, nothing leaves its box."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work import count_calls
from visavis.blueprint.language.typography import NARROW, punctuate
from visavis.blueprint.text import FittedText, TextStyle, Weight, fit, metrics
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.wrapping import breaks_a_word, join_lines

STYLE = TextStyle(14.5, Weight.SEMIBOLD)
HOSTILE = st.one_of(st.text(max_size=120), st.text(alphabet="ab -/\u00a0\u202f\u200b\n😀\u0301שלا؟", max_size=120))


def lines(fitted: FittedText) -> list[str]:
    return [line.text for line in fitted.lines]


def fitted(text: str, width: float = 150, *, max_lines: int = 4, minimum: float = 9.0,
           height: float | None = None) -> FittedText:
    return fit(text, STYLE, width, max_lines=max_lines, minimum=minimum, height=height)


def test_short_text_stays_as_it_is() -> None:
    made = fitted("Appeler la mairie")
    assert lines(made) == ["Appeler la mairie"]
    assert made.style == STYLE
    assert not made.is_cut
    assert made.height == pytest.approx(metrics().line_height(STYLE))


def test_empty_text_has_no_lines() -> None:
    assert lines(fitted(" \n ")) == []
    assert not fitted("").is_cut
    assert fitted("").width == fitted("").height == 0


def test_lines_break_at_spaces() -> None:
    assert lines(fitted("Réunir les pièces justificatives", 120)) == ["Réunir les pièces", "justificatives"]


@pytest.mark.parametrize(("text", "first"), [
    ("demandes/renouvellements", "demandes/"), ("porte-parapluies", "porte-"), ("arrondissement–préfecture", "arrondissement–"),
    ("arrondissement\u200bpréfecture", "arrondissement\u200b"),
])
def test_long_words_break_where_they_may(text: str, first: str) -> None:
    width = metrics().width(first, STYLE) + 12
    assert lines(fitted(text, width)) == [first, text[len(first):]]


@pytest.mark.parametrize("space", ["\u00a0", NARROW])
def test_lines_do_not_break_at_no_break_spaces(space: str) -> None:
    words = f"Quel dossier{space}?"
    width = metrics().width("Quel dossier", STYLE) + 1
    assert lines(fitted(words, width)) == ["Quel", f"dossier{space}?"]


def test_french_punctuation_stays_with_its_word() -> None:
    text = punctuate("Vous dites « bonjour » ? Oui !", "fr")
    for width in range(60, 220, 7):
        for line in lines(fitted(text, width, max_lines=9)):
            assert not line.startswith(("?", "!", "»"))
            assert not line.endswith("«")


def test_text_shrinks_before_it_is_cut() -> None:
    made = fitted("Transmettre le dossier complet au service instructeur", 110, max_lines=3)
    assert STYLE.size > made.style.size > 9.0
    assert (STYLE.size - made.style.size) % 0.5 == 0
    assert not made.is_cut


def test_words_stay_whole_while_shrinking_helps() -> None:
    made = fitted("Anticonstitutionnellement", 140)
    assert lines(made) == ["Anticonstitutionnellement"]
    assert made.style.size < STYLE.size


def test_words_longer_than_a_line_go_on_in_the_next() -> None:
    made = fitted("x" * 60, 100)
    assert made.style.size == 9.0
    assert len(made.lines) > 1
    assert "".join(lines(made)) == "x" * 60
    assert not made.is_cut


def test_what_does_not_fit_ends_in_an_ellipsis_and_is_kept_whole() -> None:
    text = "Vérifier chaque pièce du dossier " * 12
    made = fitted(text, max_lines=2)
    assert made.is_cut
    assert made.full == text
    assert len(made.lines) == 2
    assert made.lines[-1].text.endswith("…")
    assert not made.lines[-1].text.endswith(" …")


def test_a_height_limits_the_lines() -> None:
    text = "Vérifier chaque pièce du dossier de la personne"
    height = metrics().line_height(TextStyle(9.0, STYLE.weight)) * 2
    made = fitted(text, 90, max_lines=9, height=height)
    assert made.height <= height + 1e-6
    assert len(fitted(text, 90, max_lines=9, height=1.0).lines) == 1
    assert len(fitted(text, 90, max_lines=2, height=float("inf")).lines) <= 2


@pytest.mark.parametrize("width", [0.0, -5.0, 1.0])
def test_where_not_one_letter_fits_nothing_is_drawn(width: float) -> None:
    made = fitted("Wagon", width)
    assert lines(made) == []
    assert made.is_cut
    assert made.full == "Wagon"


def test_no_lines_allowed_means_none() -> None:
    assert lines(fitted("abc", max_lines=0)) == []


@given(HOSTILE, st.floats(-10, 300), st.integers(0, 6), st.floats(4, 20),
       st.none() | st.floats(0, 120))
def test_any_text_stays_in_any_box(text: str, width: float, max_lines: int, minimum: float,
                                   height: float | None) -> None:
    made = fit(text, STYLE, width, max_lines=max_lines, minimum=minimum, height=height)
    assert made.full == text
    assert len(made.lines) <= max_lines
    assert all(line.width <= width + 1e-5 for line in made.lines)
    if height is not None and len(made.lines) > 1:
        assert made.height <= height + 1e-5
    if not made.is_cut:
        assert "".join("".join(lines(made)).split()) == "".join(clean_text(text).split())


@given(HOSTILE, st.floats(20, 300))
def test_lines_that_are_joined_are_the_text_again(text: str, width: float) -> None:
    made = fit(text, STYLE, width, max_lines=500, minimum=6)
    shown = clean_text(text).strip()
    assert join_lines(made) == " ".join(part for part in re.split("[ \u2000-\u2006\u2008-\u200a\u205f\u3000\u1680]+", shown))


@pytest.mark.parametrize(("text", "expected"), [
    ("Se rendre au rendez-vous demain", "Se rendre au rendez-vous demain"), ("a - b", "a - b"), ("日本語の文章", "日本語の文章"),
    ("Anticonstitutionnellement", "Anticonstitutionnellement")])
def test_a_space_is_put_only_where_one_was(text: str, expected: str) -> None:
    made = fitted(text, 40, max_lines=9, minimum=14.5)
    assert len(made.lines) > 1 or text == "a - b"
    assert join_lines(made) == expected


def test_what_was_cut_ends_with_an_ellipsis_when_it_is_joined() -> None:
    made = fitted("Réunir les pièces justificatives du dossier", 90, max_lines=2, minimum=14.5)
    assert made.is_cut
    assert join_lines(made) == " ".join(lines(made))


@given(HOSTILE, st.floats(20, 300))
def test_only_what_is_cut_loses_text(text: str, width: float) -> None:
    made = fit(text, STYLE, width, max_lines=500, minimum=6)
    assert not made.is_cut


def test_ten_thousand_titles_take_ten_times_as_long_as_a_thousand() -> None:
    def calls(numbers: range) -> int:
        titles = [f"Réunir les pièces justificatives du dossier numéro {number} à la mairie" for number in numbers]
        return count_calls(lambda: [fitted(title) for title in titles])

    calls(range(100))
    assert calls(range(20_000, 30_000)) < 12 * calls(range(10_000, 11_000))


@pytest.mark.parametrize(("text", "width", "expected"), [
    ("«\u202fQui appelle ?\u202f»", 60.0, False), ("2\u00a0mois de plus", 50.0, False),
    ("Anticonstitutionnellement", 60.0, True), ("peut-être", 45.0, False)])
def test_a_word_is_broken_only_where_it_has_no_place_to_break(text: str, width: float, expected: bool) -> None:
    found = fitted(text, width, max_lines=9, minimum=14.5)
    assert len(found.lines) > 1
    assert breaks_a_word(found) is expected
