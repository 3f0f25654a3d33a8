"""Letters that no font has: found in what is drawn, told once, by name, with where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from visavis.blueprint.drawing import (
    DisplayList,
    Group,
    Layer,
    MissingLetter,
    Page,
    PageSet,
    Role,
    Text,
    collect_missing_letters,
    describe_missing_letters,
    find_missing_letters,
)
from visavis.blueprint.drawing.missing_letters import name_character
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.text import TextStyle, metrics
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.backends.qt import png
from visavis.exporters.backends.svg import svg

BIRD = "\U00013171"


def drawing(*titles: str) -> DisplayList:
    return DisplayList(90, 40, tuple(Group(title, Role.STEP, Layer.CARDS, Rect(0, 0, 90, 20), (
        Text(metrics().shape(title, TextStyle(9)), 0, 9, "#000000"),), title) for title in titles))


def told(drawn: DisplayList, language: str = "en") -> str:
    fault = describe_missing_letters(find_missing_letters(drawn))
    assert fault is not None
    return translator(language)(fault)


def test_what_every_font_has_is_not_told() -> None:
    drawn = drawing("Été à 3\u202f€", "سلام لَا", "கொடு", "ที่ 👩\u200d👧", "\ue000\u0b3f\u202e")
    assert find_missing_letters(drawn) == ()
    assert describe_missing_letters(()) is None


def test_each_letter_is_told_once_with_the_first_thing_that_has_it() -> None:
    assert find_missing_letters(drawing("b申a", "申请", "请")) == (MissingLetter("申", "b申a"), MissingLetter("请", "申请"))


def test_a_letter_is_told_by_name() -> None:
    assert told(drawing(f"Voir {BIRD}")) == (
        f"no font has {BIRD} (EGYPTIAN HIEROGLYPH G043, U+13171), so a box stands for it in “Voir {BIRD}”")
    assert told(drawing(f"Voir {BIRD}"), "fr") == (
        f"aucune police n’a {BIRD} (EGYPTIAN HIEROGLYPH G043, U+13171)\u00a0: un carré en tient lieu dans «\u202fVoir {BIRD}\u202f»")


def test_several_are_told_together() -> None:
    assert told(drawing("申", "请")) == ("no font has 申 (CJK UNIFIED IDEOGRAPH-7533, U+7533) and 请 (CJK UNIFIED IDEOGRAPH-8BF7, "
                                       "U+8BF7), so boxes stand for them in “申” and “请”")


def test_many_are_told_in_one_line() -> None:
    line = told(drawing("".join(map(chr, range(0x4E00, 0x4F00)))))
    assert "and 250 more characters" in line
    assert len(line) < 500
    assert "\n" not in line


def test_what_has_no_name_is_told_by_number() -> None:
    assert translator("en")(name_character("\U0003fffd")) == "\U0003fffd (U+3FFFD)"


@pytest.mark.parametrize("draw", [svg, png, lambda drawn: pdf(PageSet((Page(90, 40, drawn),), "t", "fr"))])
def test_every_backend_notes_what_it_draws(draw: Callable[[DisplayList], object]) -> None:
    with collect_missing_letters() as found:
        draw(drawing("a", "申"))
    assert list(found) == ["申"]
    draw(drawing("请"))
    assert list(found) == ["申"], "what is drawn later is no one's"
