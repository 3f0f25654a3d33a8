"""The SVG backend: real text, named groups, letters inside, nothing fetched, always well-formed."""

from __future__ import annotations

import base64
import re
from io import BytesIO
from itertools import accumulate
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.documents import blueprint_of
from tests.exporters.specimens import LINES, line, specimens
from visavis.blueprint.analysis import analyse
from visavis.blueprint.drawing import DisplayList, Group, Layer, Page, Role, Stroke, Text, draw_picture
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.registry import plugins
from visavis.blueprint.text import Weight
from visavis.exporters.backends.svg import svg
from visavis.exporters.backends.svg_shapes import path_data
from visavis.exporters.backends.svg_style import NUMBERS, spell
from visavis.exporters.backends.woff import woff
from visavis.templates.fonts.catalogue import file_of

SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(text: str, role: Role = Role.TEXT) -> DisplayList:
    group = Group(text, role, Layer.CARDS, Rect(0, 0, 200, 20), (line(text, 12, Weight.BOLD, 5, 15),), text, text)
    return DisplayList(200, 20, (group,), None, "fr", text)


def document_of(steps: int) -> DisplayList:
    """A blueprint of so many steps, with flows, frictions and legend."""
    document = blueprint_of(steps)
    return draw_picture(document, analyse(document, plugins().rules), translator("fr"))


def without_fonts(made: str) -> str:
    """The file beside its fixed part: the letters of its faces, which grow with the alphabet and not with steps."""
    return re.sub(r"@font-face\{[^}]*\}", "", made)


def letter_places(font: TTFont, text: str, size: float) -> list[float]:
    """Where a browser puts each letter of a text, by the widths and the kerned pairs of a font; last its end."""
    glyphs = [font.getBestCmap()[ord(letter)] for letter in text]
    kerned = font["kern"].kernTables[0].kernTable if "kern" in font else {}
    units = [font["hmtx"][glyph][0] + kerned.get((glyph, follower), 0)
             for glyph, follower in zip(glyphs, [*glyphs[1:], ""], strict=True)]
    return [0.0, *[each * size / font["head"].unitsPerEm for each in accumulate(units)]]


def embedded(made: str) -> dict[str, TTFont]:
    found = re.findall(r"font-family:'([^']+)';font-weight:\d+;src:url\(data:font/woff;base64,([^)]+)\)", made)
    return {face: TTFont(BytesIO(base64.b64decode(content))) for face, content in found}


def test_text_is_text() -> None:
    root = ET.fromstring(svg(specimens()))
    told = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert "Demander l’allocation à domicile" in told
    assert "<b>&amp; \"quoted\" 'text' =1+1" in told


@pytest.mark.parametrize("text", [told for told, _, _ in LINES[:5]] + [
    "Où en est-on\u202f?", "«\u202fVoilà\u202f»", "AVAVAV To Ty W.", "LIGNE 1\u202f250,50\u00a0€", "x"])
@pytest.mark.parametrize("weight", Weight)
def test_a_font_sets_each_letter_where_it_was_measured(text: str, weight: Weight) -> None:
    part = line(text, 12, weight, 5, 15)
    made = svg(DisplayList(200, 20, (Group("g", Role.TEXT, Layer.CARDS, Rect(0, 0, 200, 20), (part,)),)))
    (element,) = ET.fromstring(made).iter(f"{SVG}text")
    (font,) = embedded(made).values()
    measured = [segment_x for segment in part.run.segments for segment_x, _ in segment.places]
    assert (element.get("x"), element.text) == ("5", part.run.text)
    assert letter_places(font, part.run.text, 12) == pytest.approx([*measured, part.run.width], abs=0.02)


@given(st.text(st.characters(max_codepoint=0x17F, categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30))
def test_lines_of_european_words_say_only_where_they_begin(text: str) -> None:
    for element in ET.fromstring(svg(drawing_of(text))).iter(f"{SVG}text"):
        assert len((element.get("x") or "0").split()) == 1
        assert (element.find(f"{SVG}tspan") is None) or not text.isascii()


def test_letters_have_places_where_their_font_does_not_set_them() -> None:
    (element,) = ET.fromstring(svg(drawing_of("a日b"))).iter(f"{SVG}tspan")
    assert element.text == "a日b"
    assert len((element.get("x") or "").split()) == 3


def test_without_fonts_inside_letters_have_places() -> None:
    (element,) = ET.fromstring(svg(drawing_of("Été à 3"), embed_fonts=False)).iter(f"{SVG}tspan")
    assert len((element.get("x") or "").split()) == len("Été à 3")


def test_only_long_lines_are_told_how_long_they_are() -> None:
    for text, is_long in (("Demander une aide", False), ("Demander une aide à domicile pour une personne âgée", True)):
        drawing = drawing_of(text)
        (part,) = drawing.groups[0].primitives
        assert isinstance(part, Text)
        (element,) = ET.fromstring(svg(drawing)).iter(f"{SVG}text")
        length = element.get("textLength")
        assert (length is not None) == is_long
        assert length is None or float(length) == pytest.approx(part.run.width, abs=0.01)


def test_blanks_are_kept() -> None:
    for text in ("two  blanks", " first", "last "):
        (element,) = ET.fromstring(svg(drawing_of(text))).iter(f"{SVG}text")
        assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert "xml:space" not in svg(drawing_of("one blank"))


def test_the_root_says_what_it_is_and_what_it_shows() -> None:
    for sheet in (drawing_of("Une <étape> & \"plus\""), Page(400, 300, drawing_of("Une <étape> & \"plus\""))):
        root = ET.fromstring(svg(sheet))
        assert root.get("role") == "graphics-document document"
        # A name in an attribute besides would make the title a description: the same words twice.
        assert (root.get("aria-label"), root.findtext(f"{SVG}title")) == (None, "Une <étape> & \"plus\"")
        assert root.get("lang") == "fr"


@pytest.mark.parametrize(("language", "name"), [("en", "Service blueprint"), ("fr", "Blueprint de service")])
def test_a_drawing_without_title_has_a_name_too(language: str, name: str) -> None:
    root = ET.fromstring(svg(DisplayList(10, 10, (), None, language, " ")))
    assert root.findtext(f"{SVG}title") == name


def said(title: str, description: str, role: Role = Role.STEP, text: str = "x") -> ET.Element:
    group = Group("s1", role, Layer.CARDS, Rect(0, 0, 9, 9), (line(text, 12, Weight.BOLD, 5, 15),), title, description)
    (element,) = ET.fromstring(svg(DisplayList(200, 20, (group,)))).iter(f"{SVG}g")
    return element


@pytest.mark.parametrize(("title", "description", "more"), [
    ("Une étape", "Une étape. Usager, colonne 1.", "Usager, colonne 1."),
    ("Où en est-on ?", "Où en est-on ? Usager, colonne 1.", "Usager, colonne 1."),
    ("Une étape", "Une étape", None), ("Une étape", "Une étape.", None), ("Une étape", "", None),
    ("Une", "Une étape. Usager", "Une étape. Usager"), ("A → B", "De A à B.", "De A à B."), ("", "Alone.", "Alone."),
    ("Un. Deux", "Un. Deuxième", "Un. Deuxième"), ("Délai", "Délai\u00a0: 98 j.", "98 j."), ("Time", "Time: 98 d.", "98 d."),
])
def test_groups_say_what_they_are_and_nothing_twice(title: str, description: str, more: str | None) -> None:
    element = said(title, description)
    assert (element.get("role"), element.get("data-role"), element.get("data-id")) == ("group", "step", "s1")
    assert element.get("aria-label") is None
    assert element.findtext(f"{SVG}title") == (title or None)
    assert element.findtext(f"{SVG}desc") == more


def test_a_line_of_text_says_itself() -> None:
    element = said("Une étape", "Une étape", Role.TEXT, "Une étape")
    assert (element.get("role"), element.find(f"{SVG}title"), element.find(f"{SVG}desc")) == (None, None, None)
    assert element.findtext(f"{SVG}text") == "Une étape"


def test_what_a_flow_said_its_label_does_not_say_again() -> None:
    words = ("A → B", "De A à B. Ce qui se dit.")
    groups = [Group("f1", role, layer, Rect(0, 0, 9, 9), (), *words)
              for role, layer in ((Role.FLOW_LABEL, Layer.LABELS), (Role.FLOW, Layer.FLOWS))]
    made = svg(DisplayList(200, 20, tuple(groups)))
    assert made.count(words[1]) == made.count(f"<title>{words[0]}</title>") == 1
    assert made.index('data-role="flow"') < made.index(words[1]) < made.index('data-role="flow-label"')


def test_every_step_and_flow_of_a_blueprint_has_its_role_and_name() -> None:
    drawing = document_of(40)
    told = {(element.get("data-role"), element.get("data-id")): element
            for element in ET.fromstring(svg(drawing)).iter(f"{SVG}g")}
    for group in drawing.groups:
        if group.role in (Role.STEP, Role.FLOW, Role.LANE, Role.PHASE, Role.HOTSPOT):
            element = told[group.role.value, group.id]
            assert (element.get("role"), element.findtext(f"{SVG}title")) == ("group", group.title)
            assert element.findtext(f"{SVG}desc")


def test_decoration_is_hidden_from_screen_readers() -> None:
    (group,) = ET.fromstring(svg(drawing_of("x", Role.DECORATION))).iter(f"{SVG}g")
    assert group.get("aria-hidden") == "true"
    assert group.find(f"{SVG}title") is None


def test_leftward_text_is_said_as_it_was_typed() -> None:
    (element,) = ET.fromstring(svg(drawing_of("שלום"))).iter(f"{SVG}text")
    assert "".join(element.itertext()) == "םולש"
    assert element.get("aria-label") == "שלום"


def test_lower_layers_are_painted_first() -> None:
    groups = tuple(Group(name, Role.TEXT, layer, Rect(0, 0, 1, 1), (), name)
                   for name, layer in (("top", Layer.NOTES), ("bottom", Layer.LANES), ("second", Layer.LANES)))
    root = ET.fromstring(svg(DisplayList(10, 10, groups)))
    assert [group.get("data-id") for group in root.iter(f"{SVG}g")] == ["bottom", "second", "top"]


def test_only_the_letters_used_are_embedded() -> None:
    made = svg(drawing_of("Quoi\u202f?"))
    # The narrow space comes from another face, which draws nothing: this one has it too.
    (face,) = embedded(made)
    font = embedded(made)[face]
    assert sorted(font.getBestCmap()) == sorted(map(ord, "Quoi?\u202f"))
    # The box of missing letters, and what an i is made of.
    assert font["maxp"].numGlyphs == len("Quoi?\u202f") + 3
    assert len(made) < 4_000


def test_each_face_is_inside_once() -> None:
    made = svg(specimens())
    faces = re.findall(r"@font-face\{font-family:'([^']+)'", made)
    assert len(faces) == len(set(faces)) > 5
    assert set(faces) <= set(re.findall(r"font-family:([\w-]+)[,;]", made))


def test_nothing_is_embedded_when_not_asked_for() -> None:
    made = svg(specimens(), embed_fonts=False)
    assert "data:font" not in made
    assert "font-weight:600" in made


def test_nothing_is_fetched_and_nothing_runs() -> None:
    made = re.sub(r"data:font/woff;base64,[^)]+", "", svg(document_of(20)))
    assert set(re.findall(r"https?://[^\"' ]+", made)) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert made.count("href") == len(re.findall(r'xlink:href="#\w+"', made)) > 0
    assert made.count("url(") == made.count("src:url(")
    assert "<script" not in made


def test_what_is_defined_is_used_and_what_is_used_is_defined() -> None:
    made = svg(document_of(40))
    rules = set(re.findall(r"\.(\w+)\{", made))
    assert rules == set(re.findall(r'class="(\w+)"', made))
    shapes = re.findall(r'<path id="(\w+)"', made)
    assert len(shapes) == len(set(shapes))
    assert set(shapes) == set(re.findall(r'href="#(\w+)"', made))


def test_a_look_has_the_same_name_in_every_file() -> None:
    """Two drawings in one web page share its style sheets and its ids."""
    one, other = svg(document_of(20)), svg(specimens())
    rules = [dict(re.findall(r"\.(\w+)\{([^}]*)\}", made)) for made in (one, other)]
    assert set(rules[0]) & set(rules[1])
    assert all(rules[0][name] == rules[1][name] for name in set(rules[0]) & set(rules[1]))
    assert not re.search(r"(?:^|[}>])[a-z*]+\{", without_fonts(one)), "a rule for all elements of a page"


def test_a_step_takes_two_kilobytes() -> None:
    made = svg(document_of(200))
    assert len(without_fonts(made).encode("utf-8")) / 200 <= 2_048
    assert len(made) - len(without_fonts(made)) < 40_000


@pytest.mark.slow
def test_a_file_grows_with_its_steps() -> None:
    """Each hundred steps more add as much, and the fixed part does not grow at all."""
    files = [svg(document_of(steps)) for steps in (200, 400, 800)]
    sizes = [len(without_fonts(made)) for made in files]
    elements = [made.count("<") for made in files]
    for counted in (sizes, elements):
        assert (counted[2] - counted[1]) / (counted[1] - counted[0]) == pytest.approx(2.0, rel=0.1)
    fixed = [len(re.findall(r"<path id=", made)) for made in files]
    assert fixed[2] <= fixed[0] * 1.2


def test_dots_in_a_row_are_one_shape_and_those_that_touch_are_not() -> None:
    ink = Stroke("#A8450B")
    apart = tuple(circle(10 + 8 * place, 10, 3, "#A8450B", ink) for place in range(4))
    nearer = tuple(circle(10 + 6.5 * place, 30, 3, "#A8450B", ink) for place in range(4))
    group = Group("dots", Role.FIGURE, Layer.CARDS, Rect(0, 0, 50, 40), (*apart, *nearer))
    made = svg(DisplayList(50, 40, (group,)))
    assert made.count("<use") == 1 + 4
    assert re.findall(r'<use class="\w+" xlink:href="#\w+" x="([\d.]+)" y="([\d.]+)"/>', made) == [
        ("7", "10"), ("7", "30"), ("13.5", "30"), ("20", "30"), ("26.5", "30")]


def test_steps_from_point_to_point_add_up() -> None:
    outline = (("M", 0.0, 0.0), *[("L", place / 3, place / 7) for place in range(1, 600)], ("Z",), ("L", 2.0, 0.0))
    numbers = re.findall(r"[hvlz][^hvlz]*", path_data(outline, 0.004, 0.0))
    steps = [[float(each) for each in re.findall(r"-?\d*\.?\d+", told)] for told in numbers[:599]]
    assert sum(step[0] for step in steps) == pytest.approx(599 / 3 + 0.004, abs=0.006)
    assert sum(step[-1] for step in steps if len(step) == 2) == pytest.approx(599 / 7, abs=0.006)
    assert numbers[599:] == ["z", "h2"]


@pytest.mark.parametrize(("number", "told"), [(0.0, "0"), (-0.001, "0"), (0.5, ".5"), (-0.25, "-.25"), (10.0, "10"),
                                              (100.10, "100.1"), (3.999, "4"), (12302.25, "12302.25")])
def test_numbers_are_as_short_as_they_can_be(number: float, told: str) -> None:
    assert spell(number) == told == NUMBERS[round(number * 100)]


def test_a_page_moves_and_scales_its_drawing() -> None:
    root = ET.fromstring(svg(Page(400, 300, drawing_of("x"), 10, 20, 0.5)))
    assert root.get("viewBox") == "0 0 400 300"
    assert root[2].get("transform") == "translate(10 20) scale(.5)"


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
        name, own = whole.getGlyphName(glyph), part.getBestCmap()[letter]
        ours, theirs = part["glyf"][own], whole["glyf"][name]
        assert ours.getCoordinates(part["glyf"])[0] == theirs.getCoordinates(whole["glyf"])[0]
        assert part["hmtx"][own] == whole["hmtx"][name]
    assert part["maxp"].numGlyphs <= 1 + 3 * len(text)


def test_the_same_drawing_is_the_same_file() -> None:
    assert svg(specimens()) == svg(specimens())


def test_what_a_friction_says_at_its_steps_does_not_name_them_all() -> None:
    """A friction of a thousand steps is called out at each of them: a million names."""
    longest = [max(len(group.description) for group in document_of(steps).groups if group.role is Role.HOTSPOT)
               for steps in (100, 400)]
    assert longest[1] < longest[0] * 1.2
