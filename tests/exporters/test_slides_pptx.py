"""PPTX: native shapes, each thing a group, wrapped texts one paragraph, nothing outside a slide, typed text is text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from tests.drawing.apa import apa, apa_analysis
from tests.exporters.jobs import job
from tests.exporters.slide_pages import FORMATS, NAMES, ROOM, letters, one_text, pages_of, said_on
from tests.exporters.specimens import sheets, specimens
from tests.need import need
from tests.profiles import IS_DEEP, mostly_deep
from visavis.blueprint.drawing import (
    LIGHT,
    Align,
    Bitmap,
    Box,
    DisplayList,
    DrawingContext,
    Group,
    Layer,
    Page,
    PageSet,
    Path,
    Role,
    Stroke,
    paragraph,
    set_block,
)
from visavis.blueprint.drawing.outcome_pictogram import person
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob, plugins
from visavis.blueprint.text import TextStyle, Weight, metrics
from visavis.exporters.backends import PICTURE_FORMATS, SLIDE_FORMATS, write_pages
from visavis.exporters.backends.pptx import pptx_file
from visavis.exporters.backends.slides import LONGEST_SIDE
from visavis.exporters.infographic import INFOGRAPHIC
from visavis.exporters.poster import POSTER
from visavis.exporters.typed_text import inert

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
# Points: half a line, which a slide's edge may cut.
EDGE = 1.0


def opened(pages: PageSet) -> Any:
    return pptx.Presentation(io.BytesIO(pptx_file(pages)))


def leaves(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield the shapes of groups within groups, in their order."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from leaves(shape.shapes)
        else:
            yield shape


def groups(shapes: Iterable[Any]) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield shape
            yield from groups(shape.shapes)


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in leaves(slide.shapes) if shape.has_text_frame and shape.text_frame.text]


def only(pages: PageSet) -> Any:
    """Return the one text of a slide."""
    return next(shape for shape in leaves(opened(pages).slides[0].shapes) if shape.has_text_frame and shape.text_frame.text)


def about(shape: Any) -> Any:
    return next(shape._element.iter(f"{P}cNvPr"))


def test_every_page_that_is_a_picture_is_tried() -> None:
    offered = {name for name, exporter in plugins().exporters.items()
               if any(option.name == "format" and set(SLIDE_FORMATS) <= set(option.choices) for option in exporter.options)}
    # That one needs two blueprints; how it is drawn is in the other pages, too.
    assert offered - {"before-after"} == set(FORMATS)
    assert {option.choices for name in offered for option in plugins().exporters[name].options
            if option.name == "format"} == {PICTURE_FORMATS, ("pdf", *SLIDE_FORMATS)}


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_every_word_is_there_in_the_order_in_which_it_is_read(name: str) -> None:
    pages = pages_of(name)
    slides = opened(pages).slides
    assert len(slides) == len(pages.pages)
    for slide, page in zip(slides, pages.pages, strict=True):
        words = "".join("".join(inert(text).split()) for text in texts(slide))
        assert words == "".join(inert(letters(page)).split()), page.drawing.title


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_what_is_said_of_a_thing_is_its_alternative_text(name: str) -> None:
    pages = pages_of(name)
    for slide, page in zip(opened(pages).slides, pages.pages, strict=True):
        told = {element.get("descr") for element in slide.shapes._spTree.iter(f"{P}cNvPr")} | set(texts(slide))
        flat = " ".join(texts(slide))
        assert [said for said in said_on(page) if said not in told and said not in flat] == []


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_nothing_stands_outside_a_slide(name: str) -> None:
    made = opened(pages_of(name))
    wide, high = made.slide_width, made.slide_height
    for slide in made.slides:
        for shape in (*leaves(slide.shapes), *groups(slide.shapes)):
            assert shape.left >= -Pt(EDGE), shape.name
            assert shape.top >= -Pt(EDGE), shape.name
            assert shape.left + shape.width <= wide + Pt(EDGE), shape.name
            assert shape.top + shape.height <= high + Pt(EDGE), shape.name


@pytest.mark.parametrize("name", mostly_deep(NAMES, by_default=5))
def test_each_shape_has_a_number_of_its_own(name: str) -> None:
    for slide in opened(pages_of(name)).slides:
        numbers = [element.get("id") for element in slide.shapes._spTree.iter(f"{P}cNvPr")]
        assert len(numbers) == len(set(numbers)) > 1


@pytest.mark.parametrize("name", mostly_deep(NAMES[1:], by_default=5))
def test_nothing_is_a_picture_and_the_title_is_one(name: str) -> None:
    pages = pages_of(name)
    first = opened(pages).slides[0]
    assert {shape.shape_type for shape in leaves(first.shapes)} <= {
        MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.TEXT_BOX, MSO_SHAPE_TYPE.LINE,
        MSO_SHAPE_TYPE.PLACEHOLDER}
    heads = [inert(group.title) for group in pages.pages[0].drawing.groups if group.role is Role.TITLE]
    assert need(first.shapes.title).text_frame.text in heads


@pytest.mark.parametrize("name", ["apa-a-domicile slide", "home-care-allowance slide"])
def test_the_slide_is_of_shapes_that_can_be_read_from_afar(name: str) -> None:
    """Rule 30 of pages for readers: native shapes, each person one group; nothing under 24 of 1,080 pixels."""
    made = opened(pages_of(name))
    (slide,) = made.slides
    assert (made.slide_width * 9, len(slide.shapes._spTree.findall(f".//{P}pic"))) == (made.slide_height * 16, 0)
    people = [group for group in groups(slide.shapes) if group.name.startswith("1 ")]
    assert len(people) == 20
    assert all(len(each.shapes) >= 2 for each in people)
    sizes = [run.font.size for shape in leaves(slide.shapes) if shape.has_text_frame
             for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    assert min(sizes) * 1080 >= 24 * made.slide_height


def test_each_person_is_a_group() -> None:
    slide = opened(pages_of("apa-a-domicile poster")).slides[0]
    figure = next(group for group in groups(slide.shapes) if group.name == "Sur 20 demandes")
    people = [each for each in figure.shapes if each.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert [each.name for each in people] == [
        *["1 accordée"] * 13, *["1 refus"] * 2, *["1 renonce"] * 2, *["1 bloquée"] * 3]
    assert all(len(each.shapes) >= 2 for each in people)


def test_a_person_that_is_drawn_for_itself_is_a_group_that_is_passed_over() -> None:
    shapes = tuple(person(LIGHT, "blocked", Rect(0, 0, 20, 30)))
    group = Group("one", Role.DECORATION, Layer.PAGE, Rect(0, 0, 20, 30), shapes)
    made = PageSet((Page(200, 200, DisplayList(200, 200, (group,))),), "x", "fr")
    (one,) = opened(made).slides[0].shapes
    assert (one.shape_type, one.name, len(one.shapes)) == (MSO_SHAPE_TYPE.GROUP, "1 bloquée", len(shapes))
    assert any(str(element.tag).endswith("}decorative") for element in about(one).iter())


def test_a_wrapped_text_is_one_paragraph() -> None:
    typed = "Se rendre au rendez-vous, puis attendre la réponse 2026/2027 — ou rappeler"
    pages = one_text(typed)
    assert len(pages.pages[0].drawing.groups[0].primitives) > 3, "it takes several lines"
    shape = only(pages)
    assert [paragraph.text for paragraph in shape.text_frame.paragraphs] == [typed]
    assert shape.text_frame.word_wrap
    assert shape.width == pytest.approx(Pt(ROOM.width), abs=Pt(3))


def after(text: str, gap: float, *, below: str = "") -> PageSet:
    """A word that stands out, a text a gap of its size behind it, and perhaps another below."""
    context = DrawingContext(LIGHT, translator("fr"), metrics())
    lead = paragraph(context, "Partenaires :", TextStyle(12.0, Weight.BOLD), 200, 1)
    rest = paragraph(context, text, TextStyle(12.0), 200, 1)
    parts = [*set_block(lead, Rect(10, 10, 280, lead.height), "#174E8C"),
             *set_block(rest, Rect(10 + lead.width + 12 * gap, 10, 280, rest.height), "#000000")]
    if below:
        parts += set_block(paragraph(context, below, TextStyle(12.0), 60, 4), Rect(10, 10 + lead.height, 280, 90), "#000000")
    group = Group("one", Role.TEXT, Layer.CARDS, Rect(0, 0, 300, 200), tuple(parts))
    return PageSet((Page(300, 200, DisplayList(300, 200, (group,))),), "Essai", "fr")


def test_a_word_that_stands_out_is_one_paragraph_with_what_it_begins() -> None:
    shape = only(after("aucune de leurs", 0.3, below="étapes n’est dessinée"))
    (told,) = shape.text_frame.paragraphs
    assert told.text == "Partenaires : aucune de leurs étapes n’est dessinée"
    assert [(run.font.bold, str(run.font.color.rgb)) for run in told.runs] == [
        (True, "174E8C"), (False, "000000"), (False, "000000")]


def test_what_stands_apart_is_a_text_of_its_own() -> None:
    assert texts(opened(after("aucune", 0.6)).slides[0]) == ["Partenaires :", "aucune"]
    assert texts(opened(after("aucune", 0.6, below="étape")).slides[0]) == ["Partenaires :", "aucune", "étape"]


@pytest.mark.parametrize("typed", ["Anticonstitutionnellement" * 3, "日本語の文章は空白なしで折り返される長い文章です",
                                   "mot\u00a0insécable " * 6, "a - b / c " * 12])
def test_lines_are_joined_as_they_were_typed(typed: str) -> None:
    assert only(one_text(typed)).text_frame.text == inert(typed)


@pytest.mark.parametrize(("align", "told"), [(Align.LEFT, "l"), (Align.CENTRE, "ctr"), (Align.RIGHT, "r")])
@pytest.mark.parametrize("typed", ["Un mot", "Plusieurs mots qui prennent au moins deux lignes"])
def test_texts_stand_where_they_were_set(align: Align, told: str, typed: str) -> None:
    shape = only(one_text(typed, align=align))
    assert need(next(shape._element.iter(f"{A}pPr"))).get("algn") == told
    edges = {Align.LEFT: (shape.left, ROOM.x), Align.RIGHT: (shape.left + shape.width, ROOM.right),
             Align.CENTRE: (shape.left + shape.width / 2, ROOM.centre.x)}
    assert edges[align][0] == pytest.approx(Pt(edges[align][1]), abs=Pt(0.5))


@pytest.mark.parametrize(("weight", "bold"), [(Weight.REGULAR, False), (Weight.MEDIUM, False), (Weight.SEMIBOLD, True),
                                              (Weight.BOLD, True)])
def test_letters_have_their_font_size_weight_colour_and_language(weight: Weight, bold: bool) -> None:
    run = only(one_text("Une étape", weight=weight)).text_frame.paragraphs[0].runs[0]
    assert (run.font.name, run.font.size, run.font.bold) == ("Atkinson Hyperlegible Next", Pt(14), bold)
    assert str(run.font.color.rgb) == "174E8C"
    assert run._r.find(f"{A}rPr").get("lang") == "fr-FR"
    assert {need(run._r.find(f"{A}rPr/{A}{script}")).get("typeface") for script in ("latin", "ea", "cs")} == {run.font.name}


def test_what_authors_typed_is_in_their_language() -> None:
    pages = replace(one_text("Une étape", role=Role.NOTE), language="en", typed_language="fr")
    run = only(pages).text_frame.paragraphs[0].runs[0]
    assert run._r.find(f"{A}rPr").get("lang") == "fr-FR"
    run = only(replace(pages, typed_language="")).text_frame.paragraphs[0].runs[0]
    assert run._r.find(f"{A}rPr").get("lang") == "en-GB"


def test_leftward_text_runs_leftward_as_it_was_typed() -> None:
    shape = only(one_text("שלום עולם (123)"))
    assert shape.text_frame.text == "שלום עולם (123)"
    assert next(shape._element.iter(f"{A}pPr")).get("rtl") == "1"
    assert next(only(one_text("Une étape"))._element.iter(f"{A}pPr")).get("rtl") is None


def test_shapes_are_what_they_look_like() -> None:
    slide = opened(sheets()).slides[0]
    kinds = {shape.name: shape for shape in leaves(slide.shapes)}
    assert kinds["plain box"].auto_shape_type is not None
    rounded = kinds["rounded box"]
    assert rounded.adjustments[0] == pytest.approx(5 / 14, abs=1e-4)
    assert (str(rounded.fill.fore_color.rgb), rounded.line.width) == ("FFF3E8", Pt(1.5))
    assert kinds["pill of too large a radius"].adjustments[0] == pytest.approx(0.5)
    dash = next(kinds["dashed box"]._element.iter(f"{A}ds"))
    assert (dash.get("d"), dash.get("sp")) == ("400000", "200000")
    assert next(kinds["see-through box"]._element.iter(f"{A}alpha")).get("val") == "30000"
    assert kinds["curve"].shape_type == MSO_SHAPE_TYPE.FREEFORM
    assert len(list(kinds["curve"]._element.iter(f"{A}cubicBezTo"))) == 1
    assert kinds["dashes"].shape_type == MSO_SHAPE_TYPE.LINE
    assert len(list(kinds["ring"]._element.iter(f"{A}moveTo"))) == 2
    assert "empty box" not in kinds


def test_a_circle_is_an_ellipse() -> None:
    group = Group("g", Role.FIGURE, Layer.CARDS, Rect(0, 0, 20, 20), (Box(Rect(0, 0, 20, 20), 10.0, "#000000"),), "Disc")
    made = PageSet((Page(200, 200, DisplayList(200, 200, (group,))),), "x", "fr")
    assert next(opened(made).slides[0].shapes._spTree.iter(f"{A}prstGeom")).get("prst") == "ellipse"


def test_pixels_are_a_picture_said_in_words() -> None:
    (picture,) = [shape for shape in leaves(opened(sheets()).slides[0].shapes)
                  if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture.image.content_type == "image/png"
    assert about(picture).get("descr") == "A picture."
    (drawn,) = [part for group in specimens().groups for part in group.primitives if isinstance(part, Bitmap)]
    assert (picture.width, picture.height) == (Pt(drawn.rect.width), Pt(drawn.rect.height))


def test_the_box_of_a_curve_is_that_of_its_line() -> None:
    # Its handles reach far above and below.
    wave = Path((("M", 10.0, 50.0), ("C", 40.0, -60.0, 60.0, 160.0, 90.0, 50.0)), stroke=Stroke("#000000"))
    group = Group("g", Role.FIGURE, Layer.CARDS, Rect(0, 0, 100, 100), (wave,), "Wave")
    made = PageSet((Page(100, 100, DisplayList(100, 100, (group,))),), "x", "fr")
    (shape,) = leaves(opened(made).slides[0].shapes)
    assert (shape.left, shape.width) == (Pt(10), Pt(80))
    assert shape.top == pytest.approx(Pt(50 - 110 / 2 / 3 ** 0.5 * 1.0), abs=Pt(1))
    assert shape.top > 0


def test_decoration_is_passed_over_and_says_nothing() -> None:
    slide = opened(one_text("x", role=Role.DECORATION, title="Filet", description="Un filet")).slides[0]
    (group,) = groups(slide.shapes)
    assert about(group).get("descr") is None
    assert any(element.get("val") == "1" for element in group._element.iter() if str(element.tag).endswith("}decorative"))


def test_what_is_said_is_said_once() -> None:
    group = Group("f", Role.FLOW, Layer.FLOWS, Rect(0, 0, 9, 9),
                  (Path((("M", 1.0, 1.0), ("L", 9.0, 9.0)), stroke=Stroke("#000000")),), "A → B", "De A à B.")
    label = replace(group, role=Role.FLOW_LABEL, layer=Layer.LABELS)
    made = PageSet((Page(200, 200, DisplayList(200, 200, (group, label))),), "x", "fr")
    told = [about(shape).get("descr") for shape in leaves(opened(made).slides[0].shapes)]
    assert told == ["De A à B.", None]


def test_a_slide_is_as_large_as_its_sheet_and_others_fit_into_the_first() -> None:
    pages = pages_of("apa-a-domicile poster")
    made = opened(pages)
    assert (made.slide_width, made.slide_height) == (Pt(pages.pages[0].width), Pt(pages.pages[0].height))
    assert pages.pages[-1].height > pages.pages[0].height or pages.pages[-1].width < pages.pages[0].width
    for layout in (made.slide_master, *made.slide_layouts):
        assert all(shape.left + shape.width <= made.slide_width and shape.top + shape.height <= made.slide_height
                   for shape in layout.shapes)


def test_a_sheet_that_is_longer_than_any_slide_is_drawn_smaller() -> None:
    pages = one_text("Une étape")
    (page,) = pages.pages
    long = replace(pages, pages=(replace(page, width=2 * LONGEST_SIDE, scale=2.0),))
    made = opened(long)
    assert (made.slide_width, made.slide_height) == (Pt(LONGEST_SIDE), Pt(page.height / 2))
    assert only(long).text_frame.paragraphs[0].runs[0].font.size == Pt(14)


def test_the_file_says_what_it_is_of_and_nothing_of_the_computer() -> None:
    pages = replace(sheets(), title="Essai", author="Pôle <autonomie>", subject="Un service", publisher="Département",
                    keywords=("as-is", "3"), version="3", date="2026-03-12", source="Entretiens & mesures")
    told = opened(pages).core_properties
    assert (told.title, told.author, told.subject, told.keywords) == ("Essai", "Pôle <autonomie>", "Un service", "as-is, 3")
    assert (told.comments, told.category, told.version) == ("Entretiens & mesures", "Département", "3")
    assert (told.language, str(told.created.date()), told.last_modified_by) == ("fr-FR", "2026-03-12", "")
    parts = ZipFile(io.BytesIO(pptx_file(pages))).namelist()
    assert not [name for name in parts if "printerSettings" in name or "thumbnail" in name or "app.xml" in name]
    assert len([name for name in parts if "slideLayouts/slideLayout" in name]) == 2


def test_the_same_pages_are_the_same_bytes() -> None:
    assert pptx_file(sheets()) == pptx_file(sheets())


@given(st.text(max_size=60))
@settings(max_examples=40 if IS_DEEP else 8, deadline=None)
def test_typed_text_is_text(typed: str) -> None:
    pages = one_text(f"({typed})", title=typed, description=typed, file=typed)
    content = pptx_file(pages)
    slide = pptx.Presentation(io.BytesIO(content)).slides[0]
    assert len([shape for shape in leaves(slide.shapes) if shape.has_text_frame and shape.text_frame.text]) <= 1
    with ZipFile(io.BytesIO(content)) as parts:
        written = parts.read("ppt/slides/slide1.xml").decode()
    assert "hlinkClick" not in written
    assert "<a:fld" not in written


@pytest.mark.parametrize("typed", ["=1+1", "http://x.org", "<a:t>x</a:t>", "a\u202eb\x00\x0b", "&amp; \"quoted\"", "👩‍👧 ok"])
def test_typed_signs_do_nothing(typed: str) -> None:
    assert only(one_text(typed)).text_frame.text == inert(typed).replace("\u202e", "")


def test_a_poster_is_slides_but_not_tiles() -> None:
    assert POSTER.suffix({"format": "pptx"}) == ".pptx"
    assert INFOGRAPHIC.suffix({"format": "odp"}) == ".odp"
    assert POSTER.export(job(POSTER, format="pptx")).startswith(b"PK")
    for asked in ({"tile": "A4"}, {"fold": "4"}, {"bleed": "3"}, {"marks": "crop"}, {"letters": "outlines"}):
        with pytest.raises(BlueprintError, match="PDF"):
            POSTER.export(job(POSTER, format="pptx", **asked))
    tiles = POSTER.draw(job(POSTER, tile="A4"))
    for form in ("pptx", "odp", "odg"):
        with pytest.raises(BlueprintError, match="PDF"):
            write_pages(tiles, form)


def test_hostile_blueprints_are_slides_too() -> None:
    made = apa()
    long = replace_title(made, "Très long " * 40)
    for document in (long, replace_title(made, ""), replace_title(made, "مرحبا 😀")):
        for options in ({"format": "pptx"}, {"format": "odp"}, {"format": "odg"}):
            assert INFOGRAPHIC.export(ExportJob(document, apa_analysis(document), "fr", options)).startswith(b"PK")


def replace_title(made: Any, title: str) -> Any:
    return replace(made, head=made.head.model_copy(update={"title": title}))
