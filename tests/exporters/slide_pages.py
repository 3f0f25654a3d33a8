"""Sheets for the tests of slides: what the shipped examples and the specimens draw, and one text alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from tests.exporters.specimens import sheets
from tests.profiles import EXAMPLES
from visavis.blueprint.drawing import (
    LIGHT,
    Align,
    Box,
    DisplayList,
    DrawingContext,
    Group,
    Layer,
    Page,
    PageSet,
    Role,
    Text,
    paragraph,
    set_block,
)
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import load
from visavis.blueprint.text import TextStyle, Weight, metrics
from visavis.exporters.infographic import INFOGRAPHIC
from visavis.exporters.poster import POSTER
from visavis.exporters.slide import SLIDE
from visavis.exporters.summary import SUMMARY
from visavis.exporters.typed_text import inert

# The box of one text, in points.
ROOM = Rect(40.0, 40.0, 150.0, 120.0)


@lru_cache(maxsize=1)
def pages_by_name() -> Mapping[str, PageSet]:
    """Return the sheets that every format is tried with."""
    found = {"specimens": sheets()}
    for name, language in (("apa-a-domicile", "fr"), ("home-care-allowance", "en")):
        path = next(path for path in EXAMPLES if path.name == f"{name}.blueprint.json")
        made = load(path).document
        job = ExportJob(made, assess(made), language)
        found[f"{name} poster"], found[f"{name} infographic"] = POSTER.draw(job), INFOGRAPHIC.draw(job)
        found[f"{name} slide"], found[f"{name} summary"] = SLIDE.draw(job), SUMMARY.draw(job)
    return found


def one_text(text: str, *, align: Align = Align.LEFT, weight: Weight = Weight.REGULAR, lines: int = 9,
             role: Role = Role.TEXT, **said: str) -> PageSet:
    """Return a sheet with one text, wrapped in ROOM, over a box."""
    context = DrawingContext(LIGHT, translator("fr"), metrics())
    block = set_block(paragraph(context, text, TextStyle(14.0, weight), ROOM.width, lines), ROOM, "#174E8C", align=align)
    group = Group("one", role, Layer.CARDS, ROOM, (Box(ROOM, 4.0, "#EAF2FC"), *block),
                  said.get("title", ""), said.get("description", ""))
    drawing = DisplayList(300.0, 200.0, (group,), "#FFFFFF", "fr", "Essai")
    return PageSet((Page(300.0, 200.0, drawing),), said.get("file", "Essai"), "fr")


def letters(page: Page) -> str:
    """Return what a sheet has in words, in the order in which it is painted, without blanks."""
    from visavis.exporters.backends.pdf_order import paint_order

    return "".join("".join(part.run.text.split()) for group in paint_order(page.drawing.groups)
                   for part in group.primitives if isinstance(part, Text))


def said_on(page: Page) -> Iterator[str]:
    """Yield what is said of the groups of a sheet."""
    for group in page.drawing.groups:
        if group.role is not Role.DECORATION and group.primitives and group.title != "empty box":
            yield inert(group.description or group.title)
