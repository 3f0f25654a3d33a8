"""A logo beside a head: never higher than the title, never wider than its part, never stretched; hostile titles, too."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.brand.kits import SQUARE, SVG, example, write_kit
from tests.text.brand_files import find_table, noto
from visavis.blueprint.drawing import LIGHT, DrawingContext, PageBlock, draw_poster
from visavis.blueprint.drawing.brand.brand_kit import BrandKit, load_brand_kit
from visavis.blueprint.drawing.brand_look import MOST_WIDE, put_logo_beside
from visavis.blueprint.drawing.imposition.tiling import tile_pages
from visavis.blueprint.drawing.legibility import (
    describe_titles,
    legible_distance,
    title_face,
    title_size,
    x_height,
)
from visavis.blueprint.drawing.poster.brand_sample import draw_brand_sample
from visavis.blueprint.drawing.poster.poster_head import LOGO_HEIGHT, title_row
from visavis.blueprint.drawing.sheet_words import summarise_sheets
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import translator
from visavis.blueprint.text.brand_faces import add_face
from visavis.blueprint.text.metrics import HarfBuzzMetrics, metrics

WIDE = SVG.format('<rect x="1" y="8" width="38" height="2" fill="#0B5D57"/>')
TALL = SVG.format('<rect x="19" y="1" width="2" height="18" fill="#0B5D57"/>')
TITLES = {"short": "APA", "usual": "Demander l’APA à domicile", "long": "Demander l’allocation personnalisée d’autonomie à domicile",
          "400 letters": "Demander l’allocation " * 18, "none": "", "emoji": "👩\u200d👧 👍🏽", "Arabic": "بَيْتٌ كُتِبَ اللُّغَة"}


def kit_with(tmp_path: Path, logo: str) -> BrandKit:
    return load_brand_kit(write_kit(tmp_path, 'name = "V"\n[logo]\nfile = "l.svg"\n', l_svg=logo))


def context_of(kit: BrandKit | None) -> DrawingContext:
    return make_context(LIGHT, translator("fr"), None, kit.look(LIGHT) if kit is not None else None)


def row(kit: BrandKit | None, title: str, width: float) -> PageBlock:
    made = apa()
    named = made.replace(head=made.head.model_copy(update={"title": title}))
    return title_row(context_of(kit), named, apa_analysis(made), width)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("logo", [SQUARE, WIDE, TALL], ids=["square", "wide", "tall"])
@pytest.mark.parametrize("width", [1837.0, 1100.0, 600.0])
def test_a_logo_keeps_to_its_place(tmp_path: Path, title: str, logo: str, width: float) -> None:
    kit = kit_with(tmp_path, logo)
    made = row(kit, title, width)
    (shown,) = [group.bounds for group in made.groups if group.id == "logo"]
    assert kit.logo is not None
    assert shown.width / shown.height == pytest.approx(kit.logo.width / kit.logo.height)
    assert shown.height <= min(LOGO_HEIGHT, max(group.bounds.bottom for group in made.groups if group.id in ("title", "subtitle"))) + 0.01
    assert shown.width <= MOST_WIDE * width + 0.01
    assert shown.right == pytest.approx(width)
    assert all(group.bounds.right <= shown.x - 0.25 * shown.height + 0.01 for group in made.groups if group.id != "logo")
    assert made.height >= shown.bottom - 0.01


def test_without_a_logo_the_head_is_as_wide_as_ever() -> None:
    assert row(None, "APA", 1100.0).groups[0].bounds == put_logo_beside(None, 1100.0, 84.0, lambda room: row(None, "APA", room),
                                                                       gap=34.0).groups[0].bounds


def test_a_context_measures_with_the_kit_unless_told_otherwise() -> None:
    assert context_of(None).metrics is metrics()
    assert context_of(example()).metrics == HarfBuzzMetrics(example().typeface) != metrics()
    assert make_context(LIGHT, translator("fr"), metrics(), example().look(LIGHT)).metrics is metrics()


@pytest.mark.parametrize("kit", [None, example()], ids=["none", "example"])
def test_a_sample_shows_head_bars_and_both_sides(kit: BrandKit | None) -> None:
    made = apa()
    theme = kit.paint(LIGHT) if kit is not None else LIGHT
    sample = draw_brand_sample(made, apa_analysis(made), translator("fr"), theme, kit.look(theme) if kit is not None else None)
    ids = {group.id for group in sample.groups}
    assert {"title", "sample"} <= ids
    assert ("logo" in ids) == (kit is not None)
    assert sample.height < sample.width / 3
    empty = made.replace(steps=(), flows=(), head=made.head.model_copy(update={"phases": (), "lanes": (), "title": ""}))
    assert draw_brand_sample(empty, None, translator("en"), LIGHT, None).groups


def with_x_height(told: int, version: int = 4) -> bytes:
    """Return a sound font whose OS/2 says another height of small letters, in thousandths of an em."""
    content = bytearray(noto())
    start, _ = find_table(bytes(content), b"OS/2")
    struct.pack_into(">H", content, start, version)
    struct.pack_into(">h", content, start + 86, told)
    return bytes(content)


def test_how_far_type_is_legible_is_what_the_face_of_the_kit_says() -> None:
    face = add_face(with_x_height(300))
    assert x_height(face) == pytest.approx(0.3)
    assert legible_distance(9.0, face) == pytest.approx(legible_distance(9.0) * 0.3 / x_height())


@pytest.mark.parametrize("content", [with_x_height(300, version=1), with_x_height(0), with_x_height(-500)],
                         ids=["an old table", "not said", "nonsense"])
def test_a_face_that_does_not_say_how_high_its_small_letters_are_is_measured(content: bytes) -> None:
    assert x_height(add_face(content)) == pytest.approx(x_height(add_face(noto())), abs=0.02)


def test_a_poster_in_the_letters_of_a_kit_tells_how_far_these_are_legible(tmp_path: Path) -> None:
    kit = load_brand_kit(write_kit(tmp_path, 'name = "V"\n[fonts]\nsemibold = "s.ttf"\n', s_ttf=with_x_height(300)))
    look, made = kit.look(LIGHT), apa()
    pages = draw_poster(made, apa_analysis(made), translator("fr"), metrics=look.metrics, look=look)
    size = title_size(pages) or 0.0
    told = [translator("fr")(detail) for detail in summarise_sheets(pages).details]
    assert translator("fr")(describe_titles(size, title_face(pages))) in told
    assert title_face(pages) == add_face(with_x_height(300))
    assert title_face(draw_poster(made, None, translator("fr"))) == ""
    (*_, shown) = tile_pages(context_of(kit), pages, "A4", is_reduced=False).pages
    assert shown.marks is not None
    words = " ".join(group.title for group in shown.marks.groups)
    assert translator("fr")(describe_titles(size, title_face(pages))) in words
