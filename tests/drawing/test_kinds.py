"""The kind of a step is told by its shape alone: made small and grey, no two kinds look alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtGui import QImage, QPainter

from tests.drawing.builders import document, step
from visavis.blueprint.drawing import LIGHT, Box, DrawingContext, Group, Path, Primitive
from visavis.blueprint.drawing.blueprint.cards import card_group
from visavis.blueprint.language import translator
from visavis.blueprint.layout import COMPACT, FULL, LayoutStyle, lay_out
from visavis.blueprint.model import StepKind
from visavis.blueprint.text import metrics
from visavis.exporters.backends.qt import paint_group

pytestmark = pytest.mark.usefixtures("qapp")

SMALL = 0.4
# How many pixels of two small grey pictures differ by at least how much of 255.
PIXELS, GREY = 24, 12
KINDS = {"action": "citizen", "wait": "citizen", "decision": "citizen", "outcome": "citizen", "start": "citizen",
         "evidence": "evidence"}


def outlines(group: Group) -> Iterator[Primitive]:
    """Yield what a card is made of without words, icons, dots and marks."""
    width = group.bounds.width
    for part in group.primitives:
        if isinstance(part, Box) and part.rect.width > width / 2:
            yield part
        elif isinstance(part, Path):
            xs = [float(segment[at]) for segment in part.segments for at in range(1, len(segment), 2)]
            if max(xs) - min(xs) > width / 2 or (part.fill is None and min(xs) > group.bounds.right - 12):
                yield part


def small_and_grey(group: Group) -> QImage:
    image = QImage(60, 44, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SMALL, SMALL)
    painter.translate(8 - group.bounds.x, 8 - group.bounds.y)
    paint_group(painter, Group(group.id, group.role, group.layer, group.bounds, tuple(outlines(group))))
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    return sum(abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) >= GREY
               for x in range(one.width()) for y in range(one.height()))


@pytest.mark.parametrize("style", [FULL, COMPACT], ids=["full", "compact"])
def test_no_two_kinds_look_alike_small_and_in_grey(style: LayoutStyle) -> None:
    lanes = {"citizen": "usager", "evidence": "preuves"}
    made = document([step(kind, lane=lanes[lane], column=at, kind=kind)
                     for at, (kind, lane) in enumerate(KINDS.items())])
    layout = lay_out(made, style=style)
    context = DrawingContext(LIGHT, translator("fr"), metrics())
    looks = {kind: small_and_grey(card_group(context, made, layout.cards[kind])) for kind in KINDS}
    alike = [(one, other) for one, other in combinations(looks, 2) if differing(looks[one], looks[other]) < PIXELS]
    assert alike == []
    assert {kind.value for kind in StepKind} == KINDS.keys()
