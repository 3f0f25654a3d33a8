"""Measuring: advances of the shipped faces, fallback, what draws nothing, and agreement of width and shape."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.text import TextStyle, Weight, metrics
from visavis.templates.fonts.catalogue import FACES, file_of

STYLE = TextStyle(10.0)
REGULAR = "AtkinsonHyperlegibleNext-Regular"


def faces(text: str, style: TextStyle = STYLE) -> list[str]:
    return [segment.face for segment in metrics().shape(text, style).segments]


def drawn(text: str) -> str:
    return "".join(segment.text for segment in metrics().shape(text, STYLE).segments)


@pytest.mark.parametrize("weight", list(Weight))
def test_a_word_is_as_wide_as_the_advances_in_the_font_file(weight: Weight) -> None:
    style = TextStyle(14.5, weight)
    run = metrics().shape("Réunir 9 pièces", style)
    font = TTFont(file_of(run.segments[0].face))
    names = [font.getBestCmap()[ord(character)] for character in run.text]
    assert run.segments[0].glyphs == tuple(map(font.getGlyphID, names))
    for character, name in zip(run.text, names, strict=True):
        assert metrics().width(character, style) == pytest.approx(font["hmtx"][name][0] / 1000 * 14.5)
    # Words are kerned, in themselves: "ni" no further than "ir" is near.
    kerned = sum(metrics().width(word, style) for word in ("Réunir", " ", "9", " ", "pièces"))
    assert run.width == pytest.approx(kerned)
    assert 0.98 < run.width / (sum(font["hmtx"][name][0] for name in names) / 1000 * 14.5) < 1.0


def test_lines_are_as_high_as_the_face_says() -> None:
    hhea = TTFont(file_of(REGULAR))["hhea"]
    assert metrics().ascent(TextStyle(20)) == pytest.approx(hhea.ascent / 1000 * 20)
    assert metrics().line_height(TextStyle(20)) == pytest.approx((hhea.ascent - hhea.descent) / 1000 * 20)


@pytest.mark.parametrize(("text", "face"), [
    ("école", REGULAR), ("ж", "NotoSans-Regular"), ("λ", "NotoSans-Regular"), ("שלום", "NotoSansHebrew-Regular"),
    ("سلام", "NotoSansArabic-Regular"), ("😀", "NotoEmoji-Regular"), ("⇄", "NotoSansMath-Regular"),
    ("日", REGULAR),
])
def test_each_script_has_its_face(text: str, face: str) -> None:
    assert faces(text) == [face]


def test_heavy_text_falls_back_to_heavy_letters() -> None:
    assert faces("жук", TextStyle(10, Weight.BOLD)) == ["NotoSans-Bold"]
    assert faces("жук", TextStyle(10, Weight.MEDIUM)) == ["NotoSans-Regular"]


def test_segments_stand_end_to_end() -> None:
    run = metrics().shape("Envoie 😀 à λόγος", STYLE)
    assert len(run.segments) == 4
    x = 0.0
    for segment in run.segments:
        assert segment.x == pytest.approx(x)
        assert len(segment.text) == len(segment.glyphs) == len(segment.advances)
        x += sum(segment.advances)
    assert run.width == pytest.approx(x)


def test_letters_typed_in_parts_are_composed() -> None:
    assert drawn("e\u0301cole") == "école"
    assert metrics().width("e\u0301cole", STYLE) == pytest.approx(metrics().width("école", STYLE))


def test_a_mark_takes_its_letter_along_to_a_face_that_has_both() -> None:
    run = metrics().shape("a\u0308\u0323", STYLE)
    assert [segment.face for segment in run.segments] == ["NotoSans-Regular"]
    assert run.segments[0].advances[1] == 0.0


@pytest.mark.parametrize(("text", "shown"), [
    ("a\u200bb", "ab"), ("x\U000e0100y", "xy"), ("👩\u200d👧", "👩👧"), ("👍🏽", "👍"), ("\ufe0fa", "a"),
    ("a\u0b3fb", "ab"), ("a\x00\x1bb", "ab"), ("a\ud800b", "ab"), ("a\nb\tc", "a b c"), ("a\u00adb", "ab"),
    ("\u202eabc", "abc"), ("\ue000a", "a"),
])
def test_what_cannot_be_seen_is_not_drawn(text: str, shown: str) -> None:
    assert drawn(text) == shown


def test_the_narrow_space_of_french_is_narrow() -> None:
    narrow, wide = metrics().width("\u202f", STYLE), metrics().width("\u00a0", STYLE)
    assert narrow > 0
    assert narrow < 0.7 * wide
    assert 0 not in metrics().shape("Quoi\u202f?", STYLE).segments[1].glyphs


@given(st.text(), st.sampled_from(Weight), st.floats(1, 200))
def test_any_text_can_be_shaped_and_is_as_wide_as_measured(text: str, weight: Weight, size: float) -> None:
    style = TextStyle(size, weight)
    run = metrics().shape(text, style)
    assert metrics().width(text, style) == pytest.approx(run.width)
    assert run.width == pytest.approx(sum(sum(segment.advances) for segment in run.segments))
    assert not {"Cc", "Cs"} & {unicodedata.category(character) for character in run.text}
    assert all(segment.face in FACES for segment in run.segments)


def test_measuring_needs_no_font_library() -> None:
    code = ("import sys; from visavis.blueprint.text import TextStyle, fit; fit('Été 😀', TextStyle(9), 90, max_lines=1, "
            "minimum=8); print(sorted({'PySide6', 'reportlab', 'fontTools', 'pikepdf', 'numpy'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
