"""Sheets for the tests of slides: what the shipped examples and the specimens draw, and one text alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tests.exporters.specimens import sheets
from tests.need import need
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
from visavis.blueprint.registry import ExportJob, assess, initial_values, plugins
from visavis.blueprint.storage import load
from visavis.blueprint.text import TextStyle, Weight, metrics
from visavis.exporters.typed_text import inert
from visavis.ui.features.exporting.export_source import draw_sheets

# The box of one text, in points.
ROOM = Rect(40.0, 40.0, 150.0, 120.0)


# Every format that is made of pages; the test of slides says when one is missing here.
FORMATS = ("poster", "slide", "infographic", "conversation", "summary", "cards", "board", "booklet", "day", "figures",
           "friction-points")
# Sheets that every format of slides is tried with.
NAMES = ("specimens", *[f"apa-a-domicile {form}" for form in FORMATS], "home-care-allowance poster",
         "home-care-allowance slide")


@lru_cache(maxsize=len(NAMES))
def pages_of(name: str) -> PageSet:
    """Return sheets by name: the specimens, or an example in one of the formats."""
    if name == "specimens":
        return sheets()
    example, form = name.split()
    made = load(next(path for path in EXAMPLES if path.name == f"{example}.blueprint.json")).document
    exporter = plugins().exporters[form]
    language = made.head.language
    options = {**initial_values(exporter.options, language), "format": "pptx"}
    return need(draw_sheets(exporter, ExportJob(made, assess(made), language, options)))


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
