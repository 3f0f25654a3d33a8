"""ODP and ODG: valid OpenDocument 1.3 of native shapes, each thing a group, typed text is text, its fonts inside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document

from tests.exporters.opendocument_schema import faults
from tests.exporters.slide_pages import NAMES, ROOM, letters, one_text, pages_of, said_on
from tests.exporters.specimens import sheets
from tests.need import need
from tests.profiles import IS_DEEP, mostly_deep
from visavis.blueprint.drawing import Align, PageSet, Role
from visavis.blueprint.text import Weight
from visavis.exporters.backends.opendocument import opendocument_file
from visavis.exporters.typed_text import inert
from visavis.templates.fonts.catalogue import TEXT_FACES, file_of

BASE = "urn:oasis:names:tc:opendocument:xmlns"
DRAW, SVG, FO = f"{{{BASE}:drawing:1.0}}", f"{{{BASE}:svg-compatible:1.0}}", f"{{{BASE}:xsl-fo-compatible:1.0}}"
TEXT, STYLE, SHOW = f"{{{BASE}:text:1.0}}", f"{{{BASE}:style:1.0}}", f"{{{BASE}:presentation:1.0}}"
BOTH = pytest.mark.parametrize("is_drawing", [False, True], ids=["odp", "odg"])
EDGE = 1.0


def part(pages: PageSet, name: str = "content.xml", *, is_drawing: bool = False) -> ET.Element:
    with ZipFile(io.BytesIO(opendocument_file(pages, is_drawing=is_drawing))) as parts:
        return ET.fromstring(parts.read(name))


def words(element: ET.Element) -> list[str]:
    return ["".join(paragraph.itertext()) for paragraph in element.iter(f"{TEXT}p")]


def points(element: ET.Element, name: str) -> float:
    return float((element.get(f"{SVG}{name}") or "0").removesuffix("pt"))


def looks(root: ET.Element, name: str | None) -> dict[str, str]:
    """Return the properties of a style."""
    style = next(style for style in root.iter(f"{STYLE}style") if style.get(f"{STYLE}name") == name)
    return {key.rpartition("}")[2]: value for properties in style for key, value in properties.attrib.items()}


def named(root: ET.Element, name: str) -> ET.Element:
    return next(element for element in root.iter() if element.get(f"{DRAW}name") == name)


def boxes(page: ET.Element) -> Iterator[tuple[float, float, float, float]]:
    for element in page.iter():
        if element.get(f"{SVG}width"):
            x, y = points(element, "x"), points(element, "y")
            yield x, y, x + points(element, "width"), y + points(element, "height")
        if element.tag == f"{DRAW}line":
            xs = sorted([points(element, "x1"), points(element, "x2")])
            ys = sorted([points(element, "y1"), points(element, "y2")])
            yield xs[0], ys[0], xs[1], ys[1]


@pytest.mark.few(4)
@BOTH
@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_it_is_what_the_standard_says(name: str, is_drawing: bool) -> None:
    assert faults(opendocument_file(pages_of(name), is_drawing=is_drawing)) == []


@pytest.mark.parametrize("typed", ["", "שלום", "a\x00<b>&\"'", "Mot " * 60])
def test_whatever_is_typed_it_is_what_the_standard_says(typed: str) -> None:
    pages = replace(one_text(typed, title=typed, description=typed, file=typed, role=Role.TITLE), author=typed,
                    keywords=(typed, typed), version=typed, date="soon", source=typed, language="en")
    for is_drawing in (False, True):
        assert faults(opendocument_file(pages, is_drawing=is_drawing)) == []


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_every_word_is_there_in_the_order_in_which_it_is_read(name: str) -> None:
    pages = pages_of(name)
    drawn = list(part(pages).iter(f"{DRAW}page"))
    assert len(drawn) == len(pages.pages)
    for made, page in zip(drawn, pages.pages, strict=True):
        assert "".join("".join(words(made)).split()) == "".join(inert(letters(page)).split())


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_what_is_said_of_a_thing_is_its_description(name: str) -> None:
    pages = pages_of(name)
    for made, page in zip(part(pages).iter(f"{DRAW}page"), pages.pages, strict=True):
        told = {"".join(element.itertext()) for element in made.iter(f"{SVG}desc")}
        flat = " ".join(words(made))
        assert [said for said in said_on(page) if said not in told and said not in flat] == []


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_nothing_stands_outside_a_page(name: str) -> None:
    pages = pages_of(name)
    for made in part(pages).iter(f"{DRAW}page"):
        for left, top, right, bottom in boxes(made):
            assert left >= -EDGE
            assert top >= -EDGE
            assert right <= pages.pages[0].width + EDGE
            assert bottom <= pages.pages[0].height + EDGE


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_each_name_is_there_once(name: str) -> None:
    found = [element.get(f"{DRAW}name") for element in part(pages_of(name)).iter() if element.get(f"{DRAW}name")]
    assert len(found) == len(set(found)) > 5


def test_each_person_is_a_group() -> None:
    figure = named(part(pages_of("apa-a-domicile poster")), "Sur 20 demandes")
    people = figure.findall(f"{DRAW}g")
    assert len(people) == 20
    assert [need(each.get(f"{DRAW}name")).startswith("1 accordée") for each in people] == [True] * 13 + [False] * 7
    assert all(len(each) >= 2 for each in people)


@pytest.mark.parametrize(("align", "told"), [(Align.LEFT, "left"), (Align.CENTRE, "center"), (Align.RIGHT, "right")])
def test_a_wrapped_text_is_one_paragraph_in_its_box(align: Align, told: str) -> None:
    typed = "Se rendre au rendez-vous, puis attendre la réponse"
    root = part(one_text(typed, align=align, weight=Weight.SEMIBOLD))
    assert words(root) == [typed]
    (frame,), (paragraph,), (span,) = (list(root.iter(name)) for name in (f"{DRAW}frame", f"{TEXT}p", f"{TEXT}span"))
    assert points(frame, "width") == pytest.approx(ROOM.width, abs=3)
    assert looks(root, paragraph.get(f"{TEXT}style-name"))["text-align"] == told
    letter = looks(root, span.get(f"{TEXT}style-name"))
    assert (letter["font-size"], letter["font-weight"], letter["color"]) == ("14pt", "bold", "#174E8C")
    assert (letter["language"], letter["country"], letter["font-name"]) == ("fr", "FR", "Atkinson Hyperlegible Next")


def test_leftward_text_runs_leftward() -> None:
    root = part(one_text("שלום עולם"))
    (paragraph,) = root.iter(f"{TEXT}p")
    assert looks(root, paragraph.get(f"{TEXT}style-name"))["writing-mode"] == "rl-tb"
    assert words(root) == ["שלום עולם"]


def test_shapes_are_what_they_look_like() -> None:
    root = part(sheets())
    rounded, dashed, faint = (named(root, name) for name in ("rounded box", "dashed box", "see-through box"))
    assert (rounded.tag, rounded.get(f"{DRAW}corner-radius")) == (f"{DRAW}rect", "5pt")
    assert looks(root, rounded.get(f"{DRAW}style-name"))["fill-color"] == "#FFF3E8"
    dash = looks(root, dashed.get(f"{DRAW}style-name"))
    (told,) = [element for element in part(sheets(), "styles.xml").iter(f"{DRAW}stroke-dash")
               if element.get(f"{DRAW}name") == dash["stroke-dash"]]
    assert (told.get(f"{DRAW}dots1-length"), told.get(f"{DRAW}distance")) == ("4pt", "2pt")
    assert looks(root, faint.get(f"{DRAW}style-name"))["opacity"] == "30%"
    assert named(root, "curve").tag == f"{DRAW}path"
    assert need(named(root, "curve").get(f"{SVG}d")).count("C") == 1
    assert named(root, "dashes").tag == f"{DRAW}line"
    assert looks(root, named(root, "ring").get(f"{DRAW}style-name"))["fill-rule"] == "evenodd"
    assert looks(root, named(root, "ring without its hole").get(f"{DRAW}style-name"))["fill-rule"] == "nonzero"
    (picture,) = root.iter(f"{DRAW}image")
    with ZipFile(io.BytesIO(opendocument_file(sheets(), is_drawing=True))) as parts:
        assert parts.read(need(picture.get("{http://www.w3.org/1999/xlink}href"))).startswith(b"\x89PNG")


def test_a_presentation_has_a_title_and_a_drawing_none() -> None:
    pages = pages_of("apa-a-domicile infographic")
    (title,) = [element for element in part(pages).iter() if element.get(f"{SHOW}class") == "title"]
    assert words(title) == [inert(pages.title)]
    assert not [element for element in part(pages, is_drawing=True).iter() if element.get(f"{SHOW}class")]


@BOTH
def test_its_fonts_are_inside_and_each_part_is_listed(is_drawing: bool) -> None:
    content = opendocument_file(sheets(), is_drawing=is_drawing)
    with ZipFile(io.BytesIO(content)) as parts:
        assert parts.infolist()[0].filename == "mimetype"
        assert parts.infolist()[0].compress_type == ZIP_STORED
        kind = parts.read("mimetype").decode()
        for weight in ("regular", "bold"):
            face = TEXT_FACES[weight]
            assert parts.read(f"Fonts/{face}.ttf") == file_of(face).read_bytes()
        listed = parts.read("META-INF/manifest.xml").decode()
        assert f'manifest:media-type="{kind}"' in listed
        assert all(f'"{name}"' in listed for name in parts.namelist() if not name.startswith(("META-INF", "mimetype")))
    opened = Document(io.BytesIO(content))
    assert opened.get_type() == ("graphics" if is_drawing else "presentation")


def test_the_file_says_what_it_is() -> None:
    pages = replace(sheets(), title="Essai", author="Pôle <autonomie>", subject="Un service", publisher="Département",
                    keywords=("as-is", "3"), version="3", date="2026-03-12", source="Entretiens & mesures")
    told = Document(io.BytesIO(opendocument_file(pages, is_drawing=False))).meta
    assert (told.title, told.creator, told.subject, told.language) == ("Essai", "Pôle <autonomie>", "Un service", "fr-FR")
    assert str(told.date).startswith("2026-03-12")
    assert told.user_defined_metadata["hasVersion"] == "3"
    assert told.user_defined_metadata["source"] == "Entretiens & mesures"


@BOTH
def test_the_same_pages_are_the_same_bytes(is_drawing: bool) -> None:
    assert opendocument_file(sheets(), is_drawing=is_drawing) == opendocument_file(sheets(), is_drawing=is_drawing)


@given(st.text(max_size=60))
@settings(max_examples=40 if IS_DEEP else 8, deadline=None)
def test_typed_text_is_text(typed: str) -> None:
    root = part(one_text(f"({typed})", title=typed, description=typed, file=typed))
    assert words(root) in ([inert("".join(words(root)))], [])
    assert {element.tag for element in root.iter()} <= {
        *(f"{DRAW}{name}" for name in ("page", "g", "rect", "frame", "text-box")), f"{TEXT}p", f"{TEXT}span",
        f"{SVG}desc", *(element.tag for element in part(one_text("x")).iter())}
