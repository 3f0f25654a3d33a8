"""Arabic letters in their contextual forms."""

from __future__ import annotations

import unicodedata

import pytest

from visavis.blueprint.text.joining import join_letters


def forms(word: str) -> list[str]:
    return [unicodedata.name(letter).removeprefix("ARABIC ").removeprefix("LETTER ").removesuffix(" FORM")
            for letter in join_letters(word)]


@pytest.mark.parametrize(("word", "shown"), [
    ("ب", ["BEH ISOLATED"]),
    ("كتب", ["KAF INITIAL", "TEH MEDIAL", "BEH FINAL"]),
    ("دار", ["DAL ISOLATED", "ALEF ISOLATED", "REH ISOLATED"]),
    ("سلام", ["SEEN INITIAL", "LIGATURE LAM WITH ALEF FINAL", "MEEM ISOLATED"]),
    ("لا", ["LIGATURE LAM WITH ALEF ISOLATED"]),
    ("بَيت", ["BEH INITIAL", "FATHA", "YEH MEDIAL", "TEH FINAL"]),
    ("بـ", ["BEH INITIAL", "TATWEEL"]),
    ("ب ت", ["BEH ISOLATED", "SPACE", "TEH ISOLATED"]),
    ("ماء", ["MEEM INITIAL", "ALEF FINAL", "HAMZA ISOLATED"]),
])
def test_letters_take_the_form_their_neighbours_ask_for(word: str, shown: list[str]) -> None:
    assert forms(word) == shown


def test_other_scripts_stay_as_they_are() -> None:
    assert join_letters("Été שלום 😀") == "Été שלום 😀"
