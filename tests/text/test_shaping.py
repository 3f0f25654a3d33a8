"""Shaping: kerning, joined letters, vowels that change places, marks on their letters; looked up in the font files."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.text import GlyphSegment, TextStyle, Weight, fit, metrics
from visavis.blueprint.text.clusters import split_clusters
from visavis.blueprint.text.kerning import plain_letters
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.shaping import shape_whole, shape_word
from visavis.templates.fonts.catalogue import file_of

STYLE = TextStyle(1000.0)


def segments(text: str, weight: Weight = Weight.REGULAR) -> tuple[GlyphSegment, ...]:
    return metrics().shape(text, TextStyle(1000.0, weight)).segments


def glyph_names(text: str) -> list[str]:
    """Return the names of a text's glyphs from left to right, as its faces call them."""
    return [TTFont(file_of(part.face)).getGlyphName(glyph) for part in segments(text) for glyph in part.glyphs]


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("pair", ["AV", "To", "LT", "Yo"])
def test_letters_that_lean_on_each_other_stand_nearer(pair: str, weight: Weight) -> None:
    style = TextStyle(10.0, weight)
    assert metrics().width(pair, style) < sum(metrics().width(letter, style) for letter in pair) - 0.05
    (part,) = metrics().shape(pair, style).segments
    assert metrics().width(pair, style) == pytest.approx(sum(part.advances))


def test_words_are_kerned_apart_from_the_spaces_between_them() -> None:
    width = metrics().width
    assert width("To AV To", STYLE) == pytest.approx(2 * width("To", STYLE) + 2 * width(" ", STYLE) + width("AV", STYLE))


@given(st.text(alphabet=st.sampled_from([chr(code) for code in (*range(33, 127), *range(0xC0, 0x180), 0x2019, 0xAB)]),
               min_size=1, max_size=12), st.sampled_from(Weight))
def test_words_of_pairs_are_what_harfbuzz_makes_of_them_whole(word: str, weight: Weight) -> None:
    if plain_letters(weight).shape(word) is None:
        return
    made, whole = shape_word(word, weight), shape_whole(word, weight)
    assert made.items[0].glyphs == whole.items[0].glyphs
    assert made.items[0].advances == pytest.approx(whole.items[0].advances)
    assert whole.items[0].offsets == ()
    assert len(whole.items) == 1


@pytest.mark.parametrize(("word", "forms"), [
    ("ب", ["isol"]), ("كتب", ["fina", "medi", "init"]), ("دار", ["isol", "isol", "isol"]),
    ("بَيت", ["fina", "medi", "init"]), ("ب ت", ["isol", "space", "isol"]), ("ماء", ["isol", "fina", "init"]),
    ("بـ", ["isol", "init"]),
    # Persian: heh of "my" does not join what follows its zero-width non-joiner; gaf and peh are letters like others.
    ("می\u200cخواهم", ["fina", "init", "isol", "fina", "init", "fina", "init"]), ("پگ", ["fina", "init"]),
    # Urdu: tteh has all four forms.
    ("ٹیکسٹ", ["fina", "medi", "medi", "medi", "init"]),
])
def test_arabic_letters_take_the_form_their_neighbours_ask_for(word: str, forms: list[str]) -> None:
    clusters = [cluster for part in segments(word) for cluster in part.clusters]
    names = [name for name, cluster in zip(glyph_names(word), clusters, strict=True) if cluster]
    told = ["space" if name == "space" else next((form for form in ("init", "medi", "fina") if f".{form}" in name), "isol")
            for name in names]
    assert told == forms


def test_lam_and_alef_meet() -> None:
    assert glyph_names("لا") == ["uni0627.fina.rlig", "uni0644.init.rlig"]
    assert "uni0644.medi.rlig" in glyph_names("سلام")
    apart = metrics().width("ل", STYLE) + metrics().width("ا", STYLE)
    assert metrics().width("لا", STYLE) < apart


def test_vowel_signs_stand_over_their_letters() -> None:
    (part,) = segments("بَ")
    fatha = glyph_names("بَ").index("uni064E")
    assert part.advances[fatha] == 0
    letter = part.clusters.index("بَ")
    assert abs(part.places[fatha][0] - part.places[letter][0]) < part.advances[letter]
    (tall,) = segments("اُ")
    damma = tall.clusters.index("")
    x, down = tall.places[damma]
    assert down == tall.offsets[damma][1] < -100, "over the top of alef, which is higher than other letters"
    assert x == pytest.approx(sum(tall.advances[:damma]) + tall.offsets[damma][0])


@pytest.mark.parametrize(("word", "names"), [
    # The vowel sign O of "ko" is written on both sides of the letter.
    ("கொ", ["uni0BC6", "uni0B95", "uni0BBE"]),
    ("கெ", ["uni0BC6", "uni0B95"]),
    ("கை", ["uni0BC8", "uni0B95"]),
])
def test_tamil_vowels_change_places(word: str, names: list[str]) -> None:
    cmap = TTFont(file_of("NotoSansTamil-Regular")).getBestCmap()
    expected = [cmap[int(name.removeprefix("uni"), 16)] for name in names]
    (part,) = segments(word)
    found = glyph_names(word)
    assert part.face == "NotoSansTamil-Regular"
    assert [name.partition(".")[0] for name in found] == [name.partition(".")[0] for name in expected]
    assert part.clusters == (word, *[""] * (len(names) - 1))
    assert part.text == word


def test_thai_tone_marks_stand_over_vowels_over_letters() -> None:
    (part,) = segments("ที่")
    assert part.face == "NotoSansThai-Regular"
    assert part.clusters == ("ที่", "", "")
    assert part.advances[1:] == (0.0, 0.0)
    # The tone mark comes in a form of its own, or is moved: unshaped, both would lie on each other.
    cmap = TTFont(file_of(part.face)).getBestCmap()
    assert glyph_names("ที่") != [cmap[ord(letter)] for letter in "ที่"] or part.offsets
    (am,) = segments("น้ำ")
    assert len(am.glyphs) == 4, "SARA AM is a ring and a vowel, and the tone mark stands between the ring and the letter"


@pytest.mark.parametrize(("text", "glyphs"), [("👩\u200d👧", 1), ("🇫🇷", 1), ("❤\ufe0f", 1), ("👍🏽", 1)])
def test_signs_of_several_characters_are_one(text: str, glyphs: int) -> None:
    (part,) = segments(text)
    assert part.face == "NotoEmoji-Regular"
    assert len(part.glyphs) == glyphs


def test_brackets_in_leftward_text_are_mirrored_and_still_what_was_typed() -> None:
    text = "(אב)"
    parts = segments(text)
    assert "".join(part.text for part in parts) == text[::-1]
    cmap = TTFont(file_of(parts[0].face)).getBestCmap()
    assert glyph_names(text)[0] == cmap[ord("(")]
    assert glyph_names(text)[-1] == cmap[ord(")")]


def test_leftward_words_stand_from_right_to_left_and_numbers_do_not() -> None:
    assert "".join(part.text for part in segments("אב גד 12")) == "12 דג בא"
    assert "".join(part.text for part in segments("abc (אב) 12")) == "abc (בא) 12"


def test_heavy_lines_have_heavy_tamil_and_thai() -> None:
    assert [part.face for part in segments("தமிழ்", Weight.BOLD)] == ["NotoSansTamil-Bold"]
    assert [part.face for part in segments("ไทย", Weight.SEMIBOLD)] == ["NotoSansThai-Bold"]


@pytest.mark.parametrize(("text", "clusters"), [
    ("abc", ["a", "b", "c"]), ("e\u0301t", ["e\u0301", "t"]), ("👩\u200d👧!", ["👩\u200d👧", "!"]),
    ("🇫🇷🇩🇪", ["🇫🇷", "🇩🇪"]), ("กำ", ["กำ"]), ("கொடு", ["கொ", "டு"]), (" \u0301", [" ", "\u0301"]),
    ("\u1112\u1161\u11ab가", ["\u1112\u1161\u11ab", "가"]), ("می\u200cخ", ["م", "ی\u200c", "خ"]), ("", []),
])
def test_letters_are_counted_as_people_count_them(text: str, clusters: list[str]) -> None:
    assert split_clusters(text) == clusters


@given(st.lists(st.sampled_from(["கொ", "டு", "ที่", "น้ำ", "👩\u200d👧", "e\u0323\u0301", "بَ", "a"]), min_size=1, max_size=40),
       st.floats(14, 60))
def test_words_too_long_break_between_letters_only(letters: list[str], width: float) -> None:
    made = fit("".join(letters), TextStyle(12.0), width, max_lines=400, minimum=12)
    if not made.is_cut:
        found = [cluster for line in made.lines for cluster in split_clusters(line.text)]
        assert found == split_clusters(clean_text("".join(letters)))


@pytest.mark.parametrize("letter", ["கொ", "น้ำ", "👩\u200d👧"])
def test_no_letter_is_torn(letter: str) -> None:
    # So narrow that a part of the third letter would still fit.
    width = metrics().width(letter * 3, TextStyle(12.0)) - 1
    made = fit(letter * 9, TextStyle(12.0), width, max_lines=9, minimum=12)
    assert [line.text for line in made.lines] == [letter * 2] * 4 + [letter]


def test_chinese_breaks_between_letters_but_not_before_a_full_stop() -> None:
    made = fit("填写申请表，提交给市政府。", TextStyle(10.0), 65, max_lines=9, minimum=10)
    assert [line.text for line in made.lines] == ["填写申请表，", "提交给市政", "府。"]


@pytest.mark.parametrize("text", [
    "x" * 400, "سلام" * 600, "கொ" * 800, "ที่" * 700, "👩\u200d" * 500, "\u0301" * 300, "\u202e\u2066abc\u202c" * 100, "\ud800\udfff" * 50,
    "\x00\x1b\u0085", "(" * 300 + "א" + ")" * 300, "\u200d\u200c" * 200, "🇫" * 301, "日本" * 900, "\ue000\U000f0000\U0010fffd",
])
def test_whatever_is_typed_is_set(text: str) -> None:
    run = metrics().shape(text, TextStyle(9.0))
    assert run.width >= 0
    made = fit(text, TextStyle(9.0), 80, max_lines=5, minimum=7)
    assert all(line.width <= 80 + 1e-5 for line in made.lines)


def test_shaping_is_loaded_when_something_is_measured_not_before() -> None:
    code = ("import sys, visavis; from visavis.blueprint.text import metrics; metrics(); "
            "print(sorted({'uharfbuzz', 'bidi'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
