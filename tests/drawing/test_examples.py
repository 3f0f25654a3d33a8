"""Every shipped example and template prints: nothing cut, nothing crowded, nothing left out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, small_texts
from visavis.blueprint.analysis import Analysis, analyse
from visavis.blueprint.drawing import LIGHT, PageSet, Role, Text, compose, draw_infographic, draw_picture, draw_poster
from visavis.blueprint.drawing.blueprint.call_outs import strip_groups
from visavis.blueprint.drawing.paper import FLOORS, Orientation
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import load
from visavis.blueprint.text.styles import Weight

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/*.blueprint.json"), *ROOT.glob("templates/**/*.blueprint.json")])
EVERY_EXAMPLE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.split(".")[0])


@lru_cache(maxsize=1)
def opened(file: Path) -> tuple[BlueprintDocument, Analysis]:
    made = load(file).document
    return made, analyse(made, plugins().rules)


def check(pages: PageSet, least: float) -> None:
    for page in pages.pages:
        drawing = page.drawing
        assert loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) == []
        assert small_texts(drawing, page.scale, min(least, FLOORS["A4"][1]) if page.is_annex else least) == []


def check_poster(file: Path, paper: str, orientation: str, language: str) -> None:
    made, report = opened(file)
    pages = draw_poster(made, report, translator(language), paper=paper, orientation=orientation)
    check(pages, FLOORS[paper][1])
    groups = [group for page in pages.sheets for group in page.drawing.groups]
    cards = {group.id for group in groups if group.role in (Role.STEP, Role.EVIDENCE)}
    assert cards == {step.id for step in made.steps}
    shown = [group.id for group in groups if group.role is Role.FINDING]
    assert shown == [f"friction-{group.number}" for group in strip_groups(report, made)]
    titles = {*(group.title for page in pages.pages if page.is_annex for group in page.drawing.groups)}
    assert all(any(str(group.number) in title for title in titles) for group in report.frictions.groups)


@pytest.mark.parametrize("name", ["apa-a-domicile", "apa-a-domicile-cible", "passeport"])
def test_on_narrow_paper_no_text_is_over_another(name: str) -> None:
    made, report = opened(ROOT / "examples" / f"{name}.blueprint.json")
    pages = draw_poster(made, report, translator("fr"), paper="A4", orientation="portrait")
    assert [overlapping_texts(page.drawing) for page in pages.sheets] == [[]] * len(pages.sheets)


ONE_SHEET = ("apa-a-domicile", "apa-a-domicile-cible", "home-care-allowance", "home-care-allowance-redesigned",
             "hotel-stay", "passeport")


@pytest.mark.few(4)
@pytest.mark.parametrize("name", ONE_SHEET)
@pytest.mark.parametrize("paper", ["A3", "A0"])
def test_every_real_journey_is_one_sheet_of_a3_and_one_of_a0(name: str, paper: str) -> None:
    made, report = opened(ROOT / "examples" / f"{name}.blueprint.json")
    (sheet,) = draw_poster(made, report, translator(made.head.language), paper=paper, annex=False).pages
    titles = [part.run.style.size * sheet.scale for group in sheet.drawing.groups if group.role is Role.STEP
              for part in group.primitives if isinstance(part, Text) and part.run.style.weight is Weight.SEMIBOLD]
    assert min(titles) >= FLOORS[paper][0] - 0.01
    cut = [group.id for group in sheet.drawing.groups if group.role is Role.STEP
           for part in group.primitives if isinstance(part, Text) and part.run.text.endswith("…")
           and part.run.style.weight is Weight.SEMIBOLD]
    assert cut == []


@pytest.mark.few(5)
@EVERY_EXAMPLE
def test_examples_print_as_posters(file: Path) -> None:
    check_poster(file, "A3", "landscape", "fr")
    check_poster(file, "A4", "portrait", "en")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("paper", FLOORS)
@EVERY_EXAMPLE
def test_examples_print_on_every_paper(file: Path, paper: str, orientation: str, language: str) -> None:
    check_poster(file, paper, orientation, language)


@pytest.mark.few(14)
@EVERY_EXAMPLE
def test_examples_print_as_infographics(file: Path) -> None:
    made, report = opened(file)
    for language in ("fr", "en"):
        check(draw_infographic(made, report, translator(language)), 11.0)


@pytest.mark.few(14)
@EVERY_EXAMPLE
def test_examples_are_drawn_whole(file: Path) -> None:
    made, report = opened(file)
    translate = translator(made.head.language)
    for drawing in (compose(made, lay_out(made), report, LIGHT, translate), draw_picture(made, report, translate)):
        assert loose_texts(drawing) + doubled_ids(drawing) == []
        assert outside(drawing, margin=10.0) == []
