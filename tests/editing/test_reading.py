"""The reader of times, numbers and shares: what it takes it writes back, what it doubts it refuses, no digit is lost."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.editing import builders
from tests.editing.typed import NUMBERS, OWN_TIMES, REFUSED, SHARES, TIMES, between, business
from visavis.blueprint.editing import (
    EditSession,
    Identifiers,
    TokenKind,
    escape_title,
    read_number,
    read_share,
    read_typed_step,
    read_weight,
    read_whole,
    write_number,
    write_share,
    write_time,
    write_weight,
)
from visavis.blueprint.editing.capture.times import lacks_unit, read_duration, read_span, read_time
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BlueprintError, Step

DOCUMENT = builders.document()
FRAGMENTS = ("1", "2", "05", "10", "500", "12", "0", "30", " ", " ", " ", ",", ".", ":", "/", "–", "-", " à ", "to", "≈", "½", "h",
             "min", "min.", "j", "jours", "jours ouvrés", "business days", "mois", "an", "months", "sem", "s", "fois", "€", "et ", "P",
             "T", "M", "\u202f", "%", "sur")
WRITTEN = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=7).map("".join)
AMOUNT = st.tuples(st.integers(0, 99_999), st.sampled_from(["", ",5", ",25"]), st.sampled_from(
    ["s", "min", "h", "j", "sem", "mois", "an", "jours ouvrés", "business days", "weeks"])).map(lambda one: f"{one[0]}{one[1]} {one[2]}")
TIMES_TYPED = WRITTEN | AMOUNT | st.tuples(AMOUNT, AMOUNT).map(" – ".join)


def understood(read: Any, *typed: str) -> Any:
    """What a reader makes of it; None where it refuses."""
    try:
        return read(*typed)
    except BlueprintError:
        return None


def as_model(value: Any) -> Any:
    return Step(id="s", lane="l", phase="p", wait=value).wait


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "meant"), TIMES)
def test_a_time_is_understood_or_refused(typed: str, meant: Any, language: str) -> None:
    if meant is REFUSED and typed:
        with pytest.raises(BlueprintError) as refusal:
            read_time(typed, language)
        # The reason names what was typed.
        assert typed[:20] in str(refusal.value.message)
    else:
        assert read_time(typed, language) == meant


@pytest.mark.parametrize(("typed", "language", "meant"), OWN_TIMES)
def test_groups_and_decimals_are_those_of_the_language(typed: str, language: str, meant: str | None) -> None:
    assert understood(read_time, typed, language) == meant


@pytest.mark.parametrize(("value", "french", "english"), [
    ("P1Y", "1 an", "1 year"), ("P2Y", "2 ans", "2 years"), ("P0.5Y", "0,5 an", "0.5 years"), ("P1M", "1 mois", "1 month"),
    ("P18M", "18 mois", "18 months"), ("P1W", "1 sem", "1 week"), ("P10000D", "10 000 j", "10,000 d"), ("P0D", "0 j", "0 d"),
    ("PT0M", "0 min", "0 min"), ("PT90M", "1 h 30", "1 h 30"), ("PT65M", "1 h 05", "1 h 05"), ("PT24H", "24 h", "24 h"),
    ("PT1H30S", "1 h 30 s", "1 h 30 s"), ("P1DT2H", "1 j 2 h", "1 d 2 h"), (business(1), "1 jour ouvré", "1 business day"),
    (business(1.5), "1,5 jour ouvré", "1.5 business days"), (business(2), "2 jours ouvrés", "2 business days"),
    (between("P3M", "P4.5M", "P6M"), "3 mois – 4,5 mois – 6 mois", "3 months – 4.5 months – 6 months"),
    ({"mean": "PT20M", "distribution": "exponential"}, "≈ 20 min", "≈ 20 min")])
def test_a_time_is_written_as_people_say_it(value: Any, french: str, english: str) -> None:
    told = [" ".join(write_time(as_model(value), language).split()) for language in ("fr", "en")]
    assert told == [french, english]


def test_a_share_is_written_as_people_say_it() -> None:
    for value, french in ((0.4, "40 %"), (0.125, "12,5 %"), (1 / 3, "1 sur 3"), (2 / 3, "2 sur 3"), (0, "0 %"), (1, "100 %")):
        assert " ".join(write_share(value, "fr").split()) == french
    assert write_share(1 / 3, "en") == "1 of 3"
    assert [write_weight(value, "en") for value in (0.4, 1, 3, 2.5)] == ["40%", "1", "3", "2.5"]


@pytest.mark.parametrize("typed", ["30", "1 500", "½", "5-10", "2,5"])
def test_a_number_has_the_unit_of_its_field_or_none(typed: str) -> None:
    assert lacks_unit(typed, "fr")
    with pytest.raises(BlueprintError, match="no unit"):
        read_time(typed, "fr")
    assert read_time(typed, "fr", "jours") == read_time(f"{typed} jours", "fr")
    assert not lacks_unit(f"{typed} min", "fr")
    assert not lacks_unit("bientôt", "fr")


@pytest.mark.parametrize(("typed", "span", "duration"), [
    ("2 mois", "P2M", "P2M"), ("2 jours ouvrés", {"business_days": 2}, REFUSED), ("3 à 6 mois", REFUSED, REFUSED),
    ("≈ 2 mois", REFUSED, REFUSED), ("30", REFUSED, REFUSED), ("", None, None)])
def test_a_deadline_is_one_time_and_a_validity_is_on_the_calendar(typed: str, span: Any, duration: Any) -> None:
    assert (understood(read_span, typed), understood(read_duration, typed)) == (span, duration)


@pytest.mark.parametrize(("typed", "language", "meant"), NUMBERS)
def test_a_number_is_understood_or_refused(typed: str, language: str, meant: float | None) -> None:
    assert understood(read_number, typed, language) == meant


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "meant"), SHARES)
def test_a_share_is_understood_or_refused(typed: str, meant: float | None, language: str) -> None:
    assert understood(read_share, typed, language) == meant


def test_a_whole_number_is_whole_and_a_weight_may_be_a_share() -> None:
    assert read_whole("1 200", "fr") == 1200
    with pytest.raises(BlueprintError, match="whole"):
        read_whole("2,5", "fr")
    assert [read_weight(text, "fr") for text in ("40 %", "2 sur 5", "0,4", "3", "")] == [0.4, 0.4, 0.4, 3, None]
    assert read_number("", "fr") is read_share(" ", "fr") is read_whole("", "fr") is None


@given(TIMES_TYPED, st.sampled_from(LANGUAGES))
@example("1 h 5", "fr")
@example("18 mois", "en")
def test_what_is_accepted_is_written_back_to_the_same_value(typed: str, language: str) -> None:
    value = understood(read_time, typed, language)
    if value is None or typed.strip()[:1].upper() == "P":
        return
    # The model takes whatever the reader takes.
    time = as_model(value)
    for other in LANGUAGES:
        assert read_time(write_time(time, other), other) == value


def changed_digits(text: str) -> list[str]:
    """The same text with one digit another, for every digit in it."""
    return [f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1:]}" for at, letter in enumerate(text) if letter in "0123456789"]


@given(TIMES_TYPED | WRITTEN, st.sampled_from(LANGUAGES))
@example("1 500 min", "fr")
@example("12,000 d", "en")
@example("1:30", "fr")
@example("P1D", "fr")
def test_a_digit_never_disappears_from_a_time(typed: str, language: str) -> None:
    """Were a digit dropped, another one in its place would mean the same."""
    value = understood(read_time, typed, language)
    if value is not None:
        for other in changed_digits(typed):
            assert understood(read_time, other, language) != value, (typed, other)


@given(st.from_regex(r"[0-9]{1,7}([.,  ][0-9]{1,4}){0,3}( ?%| sur [0-9]{1,4})?", fullmatch=True), st.sampled_from((*LANGUAGES, "")))
def test_a_digit_never_disappears_from_a_number_or_a_share(typed: str, language: str) -> None:
    for read, write in ((read_number, write_number), (read_share, write_share), (read_weight, write_weight)):
        value = understood(read, typed, language)
        if value is None:
            continue
        for other in changed_digits(typed):
            again = understood(read, other, language)
            # 2 of 4 is 1 of 2: a share may be said in several ways.
            assert again != value or " sur " in typed, (typed, other)
        if language:
            assert read(write(value, language), language) == value


@given(st.floats(0, 1e9) | st.integers(0, 10**12), st.sampled_from(LANGUAGES))
def test_a_number_of_the_file_is_read_as_it_is_written(value: float, language: str) -> None:
    text = write_number(value, language)
    assert read_number(text, language) == value
    assert Fraction(repr(value)) == Fraction(repr(read_number(text, language)))


@given(st.floats(0, 1) | st.fractions(0, 1, max_denominator=100).map(float), st.sampled_from(LANGUAGES))
def test_a_share_of_the_file_is_read_as_it_is_written(value: float, language: str) -> None:
    assert read_share(write_share(value, language), language) == value
    assert read_weight(write_weight(value, language), language) == value


# -- in titles

@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", ["!", "~"])
@pytest.mark.parametrize(("typed", "meant"), [one for one in TIMES if one[0][:1] in set("0123456789½")])
def test_a_title_takes_the_times_that_a_field_takes(typed: str, meant: Any, sign: str, language: str) -> None:
    document = builders.document(head={"language": language})
    title = " ".join(f"Attend {sign}{typed}".split())
    spoken = read_typed_step(title, document)
    field = "work" if sign == "!" else "wait"
    if meant is REFUSED:
        assert (spoken.title, dict(spoken.fields)) == (title, {})
        (token,) = spoken.tokens
        assert token.kind is TokenKind.UNKNOWN
        # The reason is told, and names what was typed.
        assert typed[:1] in str(token.value)
    else:
        # A full stop ends the sentence, not the unit.
        assert (spoken.title, dict(spoken.fields)) == ("Attend." if typed.endswith(".") else "Attend", {field: meant})


@pytest.mark.parametrize(("typed", "title", "fields"), [
    ("Attend la réponse ~2 mois", "Attend la réponse", {"wait": "P2M"}),
    ("Attend ~2 mois, puis rappelle", "Attend, puis rappelle", {"wait": "P2M"}),
    ("Waits ~3 business days then leaves", "Waits then leaves", {"wait": {"business_days": 3}}),
    ("Attend ~5 min et 2 agents", "Attend et 2 agents", {"wait": "PT5M"}),
    ("Attend ~1 h 10 puis part", "Attend puis part", {"wait": "PT1H10M"}),
    ("Attend ~1 h 10 @tel", "Attend", {"wait": "PT1H10M", "channel": "phone"}),
    ("Lit !20", "Lit", {"work": "PT20M"}),
    ("Lit !20, puis part", "Lit, puis part", {"work": "PT20M"}),
    ("Lit !20 @tel", "Lit", {"work": "PT20M", "channel": "phone"}),
    ("Attend ~2 mois deux semaines", "Attend ~2 mois deux semaines", {}),
    ("Attend ~1 h une personne", "Attend une personne", {"wait": "PT1H"}),
    ("Appelle !10 min à 14 h", "Appelle !10 min à 14 h", {}),
    ("Paye !20 €", "Paye !20 €", {}),
    ("Rappelle !5 fois", "Rappelle !5 fois", {}),
    ("Rappelle !5 puis 6 fois", "Rappelle !5 puis 6 fois", {}),
    ("Attend ~30", "Attend ~30", {}),
    ("Attend ~1 h 10 personnes", "Attend ~1 h 10 personnes", {}),
    ("Attend ~2 h 3 fois", "Attend ~2 h 3 fois", {}),
    ("Attend ~2 h – 3 fois", "Attend ~2 h – 3 fois", {}),
    ("Attend ~2 jours ouvrables", "Attend ~2 jours ouvrables", {}),
    ("Attend ~1 h/jour", "Attend ~1 h/jour", {}),
    *((f"Attend {typed}", f"Attend {typed}", {}) for typed in (
        "~48 h ouvrées", "~2 j ouv.", "~2 jours (ouvrés)", "~2 jours non ouvrés", "~2 days (business)", "~2 week days",
        "!1 h et demie", "~2 mois et demi", "~1 mois, 15 jours", "~1 mois + 15 jours", "!10 min x 3", "!10 min × 3",
        "!20 min ± 5 min", "~10 j − 5 j", "!5 min ou 10 min", "~3 sem. 5 fois", "!10 min. 5 fois", "!5 min ５",
        "~2 mois ②", "!01/02/2026", "~1/2/2026 j")),
    ("Attend ~2 j ; signe", "Attend ; signe", {"wait": "P2D"}),
    ("Urgent ! 2 h de route", "Urgent ! 2 h de route", {}),
    ("Rappelle le !1er", "Rappelle le !1er", {}),
])
def test_nothing_beside_a_number_is_cut_off_in_a_title(typed: str, title: str, fields: dict[str, Any]) -> None:
    spoken = read_typed_step(typed, DOCUMENT)
    assert (spoken.title, dict(spoken.fields)) == (title, fields)


@pytest.mark.parametrize("gap", range(60, 90))
def test_a_word_is_never_read_by_its_beginning(gap: int) -> None:
    title = f"Attend ~5{' ' * gap}minutes"
    spoken = read_typed_step(title, DOCUMENT)
    assert (spoken.title, dict(spoken.fields)) in (("Attend", {"wait": "PT5M"}), ("Attend ~5 minutes", {}))


@given(st.lists(st.sampled_from(["!", "~", "Attend ", *FRAGMENTS]), max_size=8).map("".join))
@example("Attend ~2 mois 3 fois !5 min")
def test_a_digit_never_disappears_from_a_title(typed: str) -> None:
    spoken = read_typed_step(typed, DOCUMENT)
    taken = "".join(token.typed for token in spoken.tokens if token.kind is not TokenKind.UNKNOWN)
    digits = {name: Counter(letter for letter in text if letter.isdigit() or letter == "½") for name, text in (
        ("typed", typed), ("title", spoken.title), ("taken", taken))}
    assert digits["typed"] == digits["title"] + digits["taken"]
    plain = " ".join(typed.split())
    assert read_typed_step(escape_title(plain), DOCUMENT).title == plain


@pytest.mark.parametrize("wait", ["P2M", "P1Y6M", "PT25H", {"business_days": 3}, {"min": "P3M", "mode": "P4.5M", "max": "P6M"}])
def test_what_is_spoken_is_taken_by_the_document(wait: Any) -> None:
    session = EditSession(DOCUMENT, identifiers=Identifiers(1))
    session.do(EditStep("stay", wait=wait))
    assert session.document.step_by_id["stay"].wait == as_model(wait)
