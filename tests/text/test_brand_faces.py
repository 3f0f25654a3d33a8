"""Faces of brand kits: they come first, weight by weight, leak into no other text, and are refused when unsound."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.brand_files import find_table, noto, postscript_font, with_embedding, without_table
from visavis.blueprint.text import TextStyle, Weight, fit, metrics
from visavis.blueprint.text.brand_faces import Typeface, add_face, brand_face, choose_weights, missing_french
from visavis.blueprint.text.faces import face_content, is_drawn_as_outlines, nominal_glyph
from visavis.blueprint.text.font_files import FontRefused, check_font
from visavis.blueprint.text.metrics import HarfBuzzMetrics
from visavis.templates.fonts.catalogue import TEXT_FACES

STYLE = TextStyle(20.0)


def faces(measure: HarfBuzzMetrics, text: str, weight: Weight = Weight.REGULAR) -> list[str]:
    return [part.face for part in measure.shape(text, TextStyle(20.0, weight)).segments]


def test_the_kit_s_face_comes_first_and_others_help_out() -> None:
    own = add_face(postscript_font())
    measure = HarfBuzzMetrics(choose_weights({"regular": own}))
    assert faces(measure, "Demander") == [own]
    assert faces(measure, "d\u00e9but") == [own, TEXT_FACES["regular"], own]
    assert faces(measure, "Ж")[0].startswith("NotoSans")
    assert faces(measure, "\u202f")[0] == faces(HarfBuzzMetrics(), "\u202f")[0]


def test_a_strength_without_a_file_stays_the_text_family_s() -> None:
    own = add_face(noto("Bold"))
    titles_only = choose_weights({"bold": own})
    assert titles_only == Typeface("", "", own, own)
    measure = HarfBuzzMetrics(titles_only)
    assert faces(measure, "Titre", Weight.SEMIBOLD) == [own]
    assert faces(measure, "texte", Weight.MEDIUM) == [TEXT_FACES["medium"]]
    assert choose_weights({"regular": "r", "semibold": "s"}) == Typeface("r", "r", "s", "s")


def test_no_kit_changes_another_s_text() -> None:
    before = fit("Demander l’allocation à domicile", STYLE, 90.0, max_lines=4, minimum=9.0)
    one, two = (HarfBuzzMetrics(choose_weights({"regular": add_face(made)})) for made in (noto(), postscript_font()))
    fitted = [fit("Demander l’allocation à domicile", STYLE, 90.0, max_lines=4, minimum=9.0, metrics=each)
              for each in (one, two, one, HarfBuzzMetrics())]
    assert fitted[0] == fitted[2] != fitted[1]
    assert fitted[3] == before == fit("Demander l’allocation à domicile", STYLE, 90.0, max_lines=4, minimum=9.0)
    assert metrics() == HarfBuzzMetrics()
    assert one.width("Titre", STYLE) != two.width("Titre", STYLE) != metrics().width("Titre", STYLE)


def test_a_face_is_what_is_in_its_file() -> None:
    assert add_face(noto()) == add_face(noto()) != add_face(noto("Bold"))
    assert face_content(add_face(noto())) == noto()
    assert nominal_glyph(add_face(noto()), "A") == nominal_glyph("NotoSans-Regular", "A")
    assert is_drawn_as_outlines(add_face(postscript_font()))
    assert not is_drawn_as_outlines(add_face(noto()))


def test_letters_are_not_joined_for_looks_alone() -> None:
    (part,) = HarfBuzzMetrics(choose_weights({"regular": add_face(noto())})).shape("ffl fi", STYLE).segments
    assert part.clusters == tuple("ffl fi")
    assert part.is_nominal


def test_lines_are_as_high_as_the_kit_s_face_within_reason() -> None:
    own = add_face(noto())
    measure = HarfBuzzMetrics(choose_weights({"regular": own}))
    assert measure.ascent(STYLE) == pytest.approx(20 * brand_face(own).measures.ascent / brand_face(own).measures.units)
    assert 0.88 * 20 <= measure.line_height(STYLE) <= 1.44 * 20


def test_what_french_lacks_is_known() -> None:
    assert missing_french(add_face(noto())) == ""
    assert "é" in missing_french(add_face(postscript_font()))


@pytest.mark.parametrize(("content", "said"), [
    (b"", "not a font"), (b"GIF89a" * 20, "not a font"), (b"wOFF" + bytes(60), "for web pages"),
    (b"wOF2" + bytes(60), "for web pages"), (b"ttcf" + bytes(60), "collection"), (b"\0\1\0\0", "ends too early"),
    (b"\0\1\0\0\xff\xff" + bytes(3000), "missing or too short"), (b"OTTO" + bytes(90), "missing or too short"),
])
def test_what_is_no_font_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(FontRefused, match=said):
        add_face(content)


@pytest.mark.parametrize("table", ["cmap", "glyf", "hmtx", "OS/2", "post", "name"])
def test_a_font_without_a_table_is_refused(table: str) -> None:
    with pytest.raises(FontRefused, match=f"'{table}'"):
        check_font(without_table(table))


@pytest.mark.parametrize(("told", "said"), [
    (0x2, "forbids embedding:"), (0x100, "only the letters"), (0x200, "only its bitmaps"), (0x104, "only the letters"),
])
def test_what_a_licence_forbids_is_not_embedded(told: int, said: str) -> None:
    with pytest.raises(FontRefused, match=said):
        check_font(with_embedding(told))


def test_what_a_licence_allows_is_embedded() -> None:
    assert not check_font(with_embedding(0x0)).is_preview_only
    assert not check_font(with_embedding(0x8)).is_preview_only
    assert check_font(with_embedding(0x4)).is_preview_only
    assert not check_font(with_embedding(0xC)).is_preview_only


def test_a_face_without_the_alphabet_is_refused() -> None:
    with pytest.raises(FontRefused, match="no 'z'"):
        add_face(postscript_font("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy0123456789 "))


def test_a_glyph_that_is_made_of_itself_is_refused() -> None:
    content = bytearray(noto())
    start, _ = find_table(noto(), b"glyf")
    (glyph, parts) = next((glyph, at) for glyph, at in composites(noto()))
    content[start + parts + 12:start + parts + 14] = glyph.to_bytes(2, "big")
    with pytest.raises(FontRefused, match="glyphs"):
        check_font(bytes(content))


def composites(content: bytes) -> list[tuple[int, int]]:
    """Return the composite glyphs and where each begins in `glyf`."""
    loca, length = find_table(content, b"loca")
    start, _ = find_table(content, b"glyf")
    head, _ = find_table(content, b"head")
    size = 4 if content[head + 51] else 2
    places = [int.from_bytes(content[at:at + size], "big") * (1 if size == 4 else 2) for at in range(loca, loca + length, size)]
    return [(glyph, here) for glyph, (here, there) in enumerate(pairwise(places))
            if there > here and content[start + here] >= 0x80]


def test_a_letter_that_is_drawn_by_no_glyph_of_the_face_is_refused() -> None:
    """The number of glyphs is one that leaves out those of some letters; `loca` and `hmtx` are longer than they need be."""
    content = bytearray(noto())
    start, _ = find_table(noto(), b"maxp")
    content[start + 4:start + 6] = (60).to_bytes(2, "big")
    head, _ = find_table(noto(), b"hhea")
    content[head + 34:head + 36] = (60).to_bytes(2, "big")
    with pytest.raises(FontRefused):
        add_face(bytes(content))


@given(st.lists(st.tuples(st.integers(0, len(noto("Bold")) - 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=12),
       st.integers(0, 4000))
def test_broken_fonts_are_used_or_refused(hits: list[tuple[int, bytes]], head: int) -> None:
    content = bytearray(noto("Bold"))
    content[head:head + 2] = b"\xff\xff"
    for at, what in hits:
        content[at:at + len(what)] = what
    try:
        own = add_face(bytes(content))
    except FontRefused:
        return
    run = HarfBuzzMetrics(choose_weights({"regular": own})).shape("Titre", STYLE)
    assert run.text == "Titre"
