"""Exports with a brand kit: logo, colours and letters are in every file, which stays for everybody and for archives."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.brand.kits import EXAMPLE, example, whole_kit, write_kit
from tests.exporters.pdf_judges import faults
from tests.exporters.rasters import misplaced, pdf_picture, qt_picture, svg_picture
from tests.profiles import mostly_deep
from tests.text.brand_files import postscript_font
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing import Bitmap, Box, DisplayList, Group, Page, PageSet, Role, Text
from visavis.blueprint.drawing import Path as Shape
from visavis.blueprint.drawing.brand.brand_kit import BrandKit, load_brand_kit
from visavis.blueprint.drawing.paper_themes import PRINT
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import Exporter, ExportJob, Surroundings, plugins
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.backends.pdf_fonts import register_font
from visavis.exporters.backends.svg import svg
from visavis.exporters.infographic import INFOGRAPHIC
from visavis.exporters.png import PNG
from visavis.exporters.poster import POSTER
from visavis.exporters.svg import SVG
from visavis.templates.fonts.catalogue import TEXT_FACES

FORMATS: tuple[Exporter, ...] = (POSTER, INFOGRAPHIC, SVG, PNG)


@lru_cache(maxsize=1)
def journey() -> tuple[BlueprintDocument, Analysis]:
    made = apa()
    return made, apa_analysis(made)


def job(exporter: Exporter, kit: BrandKit | None, **options: str) -> ExportJob:
    document, report = journey()
    chosen = {**{option.name: option.initial for option in exporter.options}, **options}
    return ExportJob(document, report, "fr", chosen, Surroundings(brand=kit))


def draw(exporter: Exporter, asked: ExportJob) -> PageSet:
    """Return the sheets of a format that draws."""
    pages: PageSet = getattr(exporter, "draw")(asked)  # noqa: B009  the contract has it as what a format may have
    return pages


def groups_of(pages: PageSet) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups]


def without_logo(page: Page) -> Page:
    groups = tuple(group for group in page.drawing.groups if group.id != "logo")
    return replace(page, drawing=replace(page.drawing, groups=groups))


def faces_in(drawing: DisplayList) -> set[str]:
    return {part.face for group in drawing.groups for line in group.primitives if isinstance(line, Text)
            for part in line.run.segments if part.text.strip()}


def colours_in(pages: PageSet) -> set[str]:
    found: set[str | None] = set()
    for group in groups_of(pages):
        for part in group.primitives:
            if isinstance(part, Text):
                found.add(part.colour)
            elif isinstance(part, Box | Shape):
                found |= {part.fill, part.stroke.colour if part.stroke else None}
    return {colour for colour in found if colour}


@pytest.mark.parametrize("exporter", FORMATS, ids=lambda one: one.name)
def test_logo_colours_and_letters_are_drawn(exporter: Exporter) -> None:
    kit = example()
    pages = draw(exporter, job(exporter, kit))
    (logo, *_) = [group for group in groups_of(pages) if group.id == "logo"]
    assert (logo.role, logo.description) == (Role.FIGURE, "Ville de Saint-Exemple")
    assert {"#0B5D57", "#8C5A2B", "#3E3F8F"} <= colours_in(replace(pages, pages=tuple(map(without_logo, pages.pages))))
    assert {PRINT.citizen.ink, PRINT.agent.ink, "#A8450B"} & colours_in(pages) == set()
    faces = faces_in(pages.pages[0].drawing)
    assert {kit.typeface.regular, kit.typeface.bold} <= faces
    assert not faces & set(TEXT_FACES.values()) - {TEXT_FACES["regular"], TEXT_FACES["medium"]}


@pytest.mark.parametrize("exporter", FORMATS, ids=lambda one: one.name)
def test_the_logo_is_no_larger_than_the_title_and_nothing_touches_it(exporter: Exporter) -> None:
    for page in draw(exporter, job(exporter, example())).pages:
        found = {group.id: group for group in page.drawing.groups}
        logo = found.get("logo")
        if logo is None:
            continue
        kit_logo = example().logo
        assert kit_logo is not None
        assert logo.bounds.width / logo.bounds.height == pytest.approx(kit_logo.width / kit_logo.height)
        heads = [found[name].bounds for name in ("title", "subtitle", "state") if name in found]
        assert logo.bounds.height <= max(box.bottom for box in heads) - min(box.y for box in heads) + 0.01
        clear = logo.bounds.inset(-0.2 * logo.bounds.height)
        beside = [group.id for group in page.drawing.groups if group.id != "logo" and group.bounds.right > logo.bounds.x
                  and any(isinstance(part, Text) and part.x + part.run.width > clear.x and part.baseline < logo.bounds.bottom
                          for part in group.primitives)]
        assert beside == []


def test_further_sheets_have_a_small_logo_that_is_not_read_out() -> None:
    pages = POSTER.draw(job(POSTER, example(), paper="A4", annex="no")).pages
    logos = [next(group for group in page.drawing.groups if group.id == "logo") for page in pages]
    assert len(logos) > 1
    assert [logo.role for logo in logos] == [Role.FIGURE, *[Role.DECORATION] * (len(logos) - 1)]


@pytest.mark.parametrize("colours", ["grey", "ink-saving"])
def test_greys_and_little_ink_keep_logo_and_letters_alone(colours: str) -> None:
    kit = example()
    pages, plain = (POSTER.draw(job(POSTER, one, colours=colours, annex="no")) for one in (kit, None))
    assert kit.typeface.bold in faces_in(pages.pages[0].drawing)
    logo = next(group for group in groups_of(pages) if group.id == "logo")
    of_logo = {part.fill for part in logo.primitives if isinstance(part, Shape)}
    assert colours_in(pages) - of_logo <= colours_in(plain) | {"#FFFFFF"}


def test_without_a_kit_every_byte_is_what_it_was() -> None:
    """Before, between and after exports with two kits."""
    plain = INFOGRAPHIC.export(job(INFOGRAPHIC, None))
    one = INFOGRAPHIC.export(job(INFOGRAPHIC, example()))
    assert INFOGRAPHIC.export(job(INFOGRAPHIC, None)) == plain != one
    bare = replace(job(INFOGRAPHIC, None), around=None)
    assert INFOGRAPHIC.export(bare) == plain
    assert INFOGRAPHIC.export(job(INFOGRAPHIC, example())) == one


def test_two_kits_in_one_process_stay_apart(tmp_path: Path) -> None:
    kits = (example(), load_brand_kit(whole_kit(tmp_path)))
    first, second, again = (SVG.export(job(SVG, kit)).decode() for kit in (*kits, kits[0]))
    assert first == again != second
    for made, own, other in ((first, kits[0], kits[1]), (second, kits[1], kits[0])):
        assert own.typeface.bold in made
        assert other.typeface.bold not in made
    assert "data:image/png" in second
    assert "data:image/png" not in first


def test_the_font_of_a_kit_is_never_taken_for_the_shipped_one_of_its_name() -> None:
    """The example's file is a part of Noto Sans, and calls itself so: all of it would be drawn with the first."""
    names = register_font(example().typeface.regular), register_font("NotoSans-Regular")
    own, shipped = (pdfmetrics.getFont(name).face for name in names)
    assert own is not shipped
    assert own.name != shipped.name
    assert ord("Д") in shipped.charWidths


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["example", "picture"])
def test_the_three_backends_draw_the_same_head(kind: str, tmp_path: Path) -> None:
    kit = example() if kind == "example" else load_brand_kit(whole_kit(tmp_path / "kit"))
    page = INFOGRAPHIC.draw(job(INFOGRAPHIC, kit)).pages[0]
    by_qt = qt_picture(page)
    assert misplaced(by_qt, pdf_picture(page, tmp_path)) < 60
    assert misplaced(by_qt, svg_picture(page, tmp_path)) < 60


@pytest.mark.parametrize(("kind", "exporter"), mostly_deep(
    [("example", POSTER), ("picture", INFOGRAPHIC), ("outlines", INFOGRAPHIC), ("picture", POSTER)], by_default=3))
def test_a_branded_pdf_is_for_everybody_and_for_archives(kind: str, exporter: Exporter, tmp_path: Path) -> None:
    if kind == "outlines":
        kit = load_brand_kit(write_kit(tmp_path / "kit", 'name = "V"\n[fonts]\nregular = "a.otf"\nbold = "a.otf"\n',
                                       a_otf=postscript_font()))
    else:
        kit = example() if kind == "example" else load_brand_kit(whole_kit(tmp_path / "kit"))
    content = exporter.export(job(exporter, kit))
    assert faults(content, tmp_path) == []
    with pikepdf.open(BytesIO(content)) as made:
        fonts = {str(font.BaseFont) for page in made.pages for font in dict(page.obj.Resources.get("/Font", {})).values()}
        images = [image for page in made.pages for image in dict(page.obj.Resources.get("/XObject", {})).values()]
    if kind == "outlines":
        return
    assert {name.split("+")[1].partition("-brand-")[0] for name in fonts if "NotoSans-" in name} == {
        "NotoSans-Regular", "NotoSans-Bold"}
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts)
    for image in images:
        assert image.ColorSpace == "/DeviceRGB"
        assert "/SMask" not in image


def test_the_logo_is_told_once_and_a_picture_is_in_the_file_once(tmp_path: Path) -> None:
    kit = load_brand_kit(whole_kit(tmp_path))
    content = POSTER.export(job(POSTER, kit, paper="A4", annex="no"))
    with pikepdf.open(BytesIO(content)) as made:
        told = [str(each.Alt) for each in made.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
                and str(each.get("/Alt")) == "Trois-Ponts"]
        images = [each for each in made.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert len(made.pages) > 1
    assert told == ["Trois-Ponts"]
    assert len(images) == 1


def test_tiles_of_a_branded_poster_have_its_logo(tmp_path: Path) -> None:
    kit = load_brand_kit(whole_kit(tmp_path / "kit"))
    content = POSTER.export(job(POSTER, kit, tile="A4", annex="no"))
    with pikepdf.open(BytesIO(content)) as made:
        assert any(isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" for each in made.objects)


def test_the_phone_of_a_kit_is_on_the_infographic() -> None:
    def contact(kit: BrandKit | None) -> list[str]:
        return [group.description for group in groups_of(INFOGRAPHIC.draw(job(INFOGRAPHIC, kit))) if group.id == "contact"]

    assert contact(example()) == ["Une question\u202f? Appelez le 01 23 45 67 89"]
    assert contact(None) == ["Une question\u202f? Appelez le __________________"], "a line to fill in by hand"


def test_a_font_that_reportlab_cannot_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.blueprint.model import BlueprintError
    from visavis.exporters.backends import pdf_fonts

    def refuse(*_: object, **__: object) -> None:
        raise TTFError("no cmap for Unicode")

    pdf_fonts.register_font.cache_clear()
    monkeypatch.setattr(pdf_fonts, "TTFont", refuse)
    with pytest.raises(BlueprintError, match="cannot be put into a PDF"):
        pdf(INFOGRAPHIC.draw(job(INFOGRAPHIC, example())))
    monkeypatch.undo()
    pdf_fonts.register_font.cache_clear()


def test_every_format_that_draws_takes_the_kit() -> None:
    """A new one must, too: its sheets have the logo, or it is about something else."""
    for exporter in plugins().exporters.values():
        if not hasattr(exporter, "draw") or exporter.name == "before-after":
            continue
        assert "logo" in {group.id for group in groups_of(draw(exporter, job(exporter, example())))}, exporter.name


def test_svg_has_the_logo_as_paths_with_its_words() -> None:
    made = svg(SVG.draw(job(SVG, example())).pages[0].drawing)
    assert 'data-id="logo"' in made
    assert "fill-rule:nonzero" in made
    assert EXAMPLE.name not in made


def test_a_picture_fills_its_rectangle(tmp_path: Path) -> None:
    pages = PNG.draw(job(PNG, load_brand_kit(whole_kit(tmp_path))))
    (logo,) = [group for group in groups_of(pages) if group.id == "logo"]
    (picture,) = logo.primitives
    assert isinstance(picture, Bitmap)
    assert picture.rect == logo.bounds
