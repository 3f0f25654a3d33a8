"""The SVG backend: real text, named groups, letters inside, nothing fetched, always well-formed."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tests.exporters.specimens import line, specimens
from visavis.blueprint.drawing import DisplayList, Group, Layer, Page, Role, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text import Weight
from visavis.exporters.backends.svg import svg
from visavis.exporters.backends.woff import woff
from visavis.templates.fonts.catalogue import file_of

SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(text: str, role: Role = Role.TEXT) -> DisplayList:
    group = Group(text, role, Layer.CARDS, Rect(0, 0, 200, 20), (line(text, 12, Weight.BOLD, 5, 15),), text, text)
    return DisplayList(200, 20, (group,), None, "fr", text)


def embedded(made: str) -> dict[str, TTFont]:
    found = re.findall(r"font-family:'([^']+)';font-weight:\d+;src:url\(data:font/woff;base64,([^)]+)\)", made)
    return {face: TTFont(BytesIO(base64.b64decode(content))) for face, content in found}


def test_text_is_text() -> None:
    root = ET.fromstring(svg(specimens()))
    told = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert "Demander l’allocation à domicile" in told
    assert "<b>&amp; \"quoted\" 'text' =1+1" in told


def test_each_letter_stands_where_it_was_measured() -> None:
    drawing = drawing_of("Été à 3")
    (element,) = ET.fromstring(svg(drawing)).iter(f"{SVG}text")
    (text,) = drawing.groups[0].primitives
    assert isinstance(text, Text)
    x, expected = 5.0, []
    for advance in text.run.segments[0].advances:
        expected.append(x)
        x += advance
    assert [float(value) for value in (element.get("x") or "").split()] == pytest.approx(expected, abs=0.001)


def test_groups_say_what_they_are() -> None:
    root = ET.fromstring(svg(drawing_of("Une étape")))
    (group,) = root.iter(f"{SVG}g")
    assert (group.get("role"), group.get("aria-label"), group.get("data-role")) == ("group", "Une étape", "text")
    assert group.findtext(f"{SVG}title") == group.findtext(f"{SVG}desc") == "Une étape"
    assert root.get("lang") == "fr"
    assert root.findtext(f"{SVG}title") == "Une étape"


def test_decoration_is_hidden_from_screen_readers() -> None:
    (group,) = ET.fromstring(svg(drawing_of("x", Role.DECORATION))).iter(f"{SVG}g")
    assert group.get("aria-hidden") == "true"
    assert group.find(f"{SVG}title") is None


def test_leftward_text_is_said_as_it_was_typed() -> None:
    (element,) = ET.fromstring(svg(drawing_of("שלום"))).iter(f"{SVG}text")
    assert element.text == "םולש"
    assert element.get("aria-label") == "שלום"


def test_lower_layers_are_painted_first() -> None:
    groups = tuple(Group(name, Role.TEXT, layer, Rect(0, 0, 1, 1), (), name)
                   for name, layer in (("top", Layer.NOTES), ("bottom", Layer.LANES), ("second", Layer.LANES)))
    root = ET.fromstring(svg(DisplayList(10, 10, groups)))
    assert [group.get("data-id") for group in root.iter(f"{SVG}g")] == ["bottom", "second", "top"]


def test_only_the_letters_used_are_embedded() -> None:
    made = svg(drawing_of("Quoi\u202f?"))
    # The narrow space comes from another face, which draws nothing and is left out.
    (face,) = embedded(made)
    font = embedded(made)[face]
    assert sorted(font.getBestCmap()) == sorted(map(ord, "Quoi?"))
    assert len(made) < 10_000


def test_nothing_is_embedded_when_not_asked_for() -> None:
    made = svg(specimens(), embed_fonts=False)
    assert "data:" not in made
    assert 'font-weight="600"' in made


def test_nothing_is_fetched() -> None:
    made = re.sub(r"data:font/woff;base64,[^)]+", "", svg(specimens()))
    assert re.findall(r"https?://[^\"' ]+", made) == ["http://www.w3.org/2000/svg"]
    assert "href" not in made


def test_a_page_moves_and_scales_its_drawing() -> None:
    root = ET.fromstring(svg(Page(400, 300, drawing_of("x"), 10, 20, 0.5)))
    assert root.get("viewBox") == "0 0 400 300"
    assert root[2].get("transform") == "translate(10 20) scale(0.5)"


@given(st.text(max_size=40))
def test_any_text_makes_well_formed_xml(text: str) -> None:
    ET.fromstring(svg(drawing_of(text), embed_fonts=False))


@pytest.mark.parametrize(("face", "text"), [("AtkinsonHyperlegibleNext-Regular", "AÉç"), ("NotoEmoji-Regular", "😀👍"),
                                            ("NotoSansArabic-Regular", "ﻢﻟ"), ("NotoSans-Bold", "ǻж")])
def test_a_subset_draws_the_same_letters(face: str, text: str) -> None:
    whole = TTFont(file_of(face))
    glyphs = {ord(letter): whole.getGlyphID(whole.getBestCmap()[ord(letter)]) for letter in text}
    content = woff(face, glyphs)
    part = TTFont(BytesIO(content), checkChecksums=2)
    assert len(content) < 25_000
    for letter, glyph in glyphs.items():
        name = whole.getGlyphName(glyph)
        assert part.getGlyphID(part.getBestCmap()[letter]) == glyph
        ours, theirs = part["glyf"][part.getGlyphName(glyph)], whole["glyf"][name]
        assert ours.getCoordinates(part["glyf"])[0] == theirs.getCoordinates(whole["glyf"])[0]
        assert part["hmtx"][part.getGlyphName(glyph)] == whole["hmtx"][name]


def test_the_same_drawing_is_the_same_file() -> None:
    assert svg(specimens()) == svg(specimens())
