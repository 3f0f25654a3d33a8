"""The order in which mixed directions stand on a line (examples checked against Qt's text layout)."""

from __future__ import annotations

import pytest
from bidi import get_display
from bidi.mirror import MIRRORED
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.text.direction import base_level, directed_parts


def reorder_visually(text: str) -> str:
    """Return the letters of a line as they stand from left to right, brackets mirrored where need be."""
    return "".join("".join([MIRRORED.get(letter, letter) for letter in reversed(text[start:end])]) if is_leftward
                   else text[start:end] for start, end, is_leftward in directed_parts(text))


@pytest.mark.parametrize(("typed", "seen"), [
    ("plain (text)", "plain (text)"),
    ("שלום", "םולש"),
    ("abc אבג def", "abc גבא def"),
    ("אבג def", "def גבא"),
    ("אבג!", "!גבא"),
    ("abc אבג 123 דה", "abc הד 123 גבא"),
    ("אב 12:30", "12:30 בא"),
    ("אב (גד)", "(דג) בא"),
    ("אבג (def) ghi", "ghi (def) גבא"),
    ("a אב) ב", "a ב (בא"),
    ("مدة 3,5", "3,5 ةدم"),
    ("א 5%", "5% א"),
    ("abc אבג ", "abc גבא "),
    ("«אב»", "«בא»"), ("abc אב (גד) ef", "abc (דג) בא ef"), ("אב ab (12) גד", "דג ab (12) בא"),
])
def test_lines_stand_as_they_are_read(typed: str, seen: str) -> None:
    assert reorder_visually(typed) == seen


@pytest.mark.parametrize(("text", "level"), [("", 0), ("123", 0), ("abc אבג", 0), ("12 אבג abc", 1), ("سلام", 1)])
def test_the_first_strong_letter_decides(text: str, level: int) -> None:
    assert base_level(text) == level


@given(st.text(alphabet="abאבدو12 ()[]{}.,:-+%!٣\u05b7\u064e", max_size=30))
def test_no_letter_is_lost_or_made(text: str) -> None:
    seen = reorder_visually(text)
    brackets = str.maketrans("()[]{}", "(([[{{")
    assert sorted(seen.translate(brackets)) == sorted(text.translate(brackets))


@given(st.text(alphabet="אבגדה ", min_size=1).filter(str.strip))
def test_text_of_one_leftward_script_is_reversed(text: str) -> None:
    assert reorder_visually(text.strip()) == text.strip()[::-1]


@given(st.text(alphabet="abאבدو12 ()[]{}⟨⟩«».,:-+%!/€٣\u05b7\u064e\u00a0", max_size=30))
def test_the_order_is_that_of_the_compiled_algorithm(text: str) -> None:
    seen = "".join(text[start:end][::-1] if is_leftward else text[start:end]
                   for start, end, is_leftward in directed_parts(text))
    assert seen == get_display(text)


@given(st.text(alphabet="אבדا ab1)(\u200c\u200d\u05b7", max_size=20))
def test_joiners_stay_with_the_letters_before_them(text: str) -> None:
    parts = sorted(directed_parts(text))
    assert "".join(text[start:end] for start, end, _ in parts) == text
