"""Flows: rounded orthogonal lines with small arrowheads, bridges over other flows, and what is said on a pill."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.blueprint.descriptions import flow_sentences, join_sentences, step_name
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import (
    ARROW_LENGTH,
    arrowhead,
    bounding_box,
    circle,
    rounded_line,
    shared_stroke,
)
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_block, set_line
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import FlowLine, Layout, Point, Rect
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind
from visavis.blueprint.text.styles import TextStyle, Weight

INTERACTION_WIDTH = 1.9
SEQUENCE_WIDTH = 1.5
DASH = (5.0, 4.0)
LOOSE_END = 4.0
# Half the height of the disc of a letter.
LETTER = 8.0
# How many points a flow has that goes straight out of a card and ends.
STUB = 3
# Round ends for one line; what takes more lines needs the corners.
PILL_RADIUS = 14.0


def flow_groups(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                line: FlowLine, letter: str = "") -> Iterator[Group]:
    """Yield a flow's line and, where something is said on it, its pill; `letter` stands where it is cut."""
    flow = document.flow_by_key[line.key]
    colour = _colour(context, document, flow)
    title = _title(context, document, flow)
    sentences = [*flow_sentences(document, flow), *_elsewhere(line, layout)]
    description = join_sentences(context.translate, sentences)
    drawn = _line(line, context.theme.surface, _stroke(document, flow, colour), has_letter=bool(letter))
    yield Group(flow.key, Role.FLOW, Layer.FLOWS, bounding_box(line.points, 5.0), tuple(drawn), title, description)
    if letter:
        discs = tuple(_letters(context, layout, line, letter, colour))
        yield Group(flow.key, Role.FLOW_LABEL, Layer.LABELS, bounding_box(line.points, LETTER), discs, letter, title)
    if line.label is not None:
        rect = line.label.rect
        pill = Box(rect, min(rect.height / 2, PILL_RADIUS), context.theme.surface, shared_stroke(colour, 1.2))
        texts = set_block(line.label.text, line.label.rect, colour, align=Align.CENTRE, middle=True)
        yield Group(flow.key, Role.FLOW_LABEL, Layer.LABELS, line.label.rect, (pill, *texts), title, description)


def _colour(context: DrawingContext, document: BlueprintDocument, flow: Flow) -> str:
    """Return the speaker's ink for what crosses the line of interaction, and the quiet ink for the rest."""
    if flow.kind is FlowKind.INTERACTION:
        return context.theme.of_side(document.side_of(document.step_by_id[flow.source])).ink
    return context.theme.flow


def _stroke(document: BlueprintDocument, flow: Flow, colour: str) -> Stroke:
    if flow.kind is FlowKind.INTERACTION:
        return shared_stroke(colour, INTERACTION_WIDTH)
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    stays = document.lane_of(source).kind is document.lane_of(target).kind
    return shared_stroke(colour, SEQUENCE_WIDTH, () if stays and flow.kind is FlowKind.SEQUENCE else DASH)


def _line(line: FlowLine, hollow: str, stroke: Stroke, *, has_letter: bool) -> Iterator[Primitive]:
    points, colour = line.points, stroke.colour
    if len(points) < 2 or (has_letter and _is_stub(line)):
        return
    arrives = line.goes_to is None
    yield Path(rounded_line(points, line.bridges, shorten=ARROW_LENGTH - 1 if arrives else 0.0), stroke=stroke)
    if arrives:
        yield arrowhead(_before(points), points[-1], colour)
    elif not has_letter:
        yield circle(points[-1].x, points[-1].y, LOOSE_END, hollow, shared_stroke(colour, stroke.width))
    if line.comes_from is not None and not has_letter:
        yield circle(points[0].x, points[0].y, LOOSE_END, colour)


def _letters(context: DrawingContext, layout: Layout, line: FlowLine, letter: str,
             colour: str) -> Iterator[Primitive]:
    """Yield the letter by which the eye finds a flow again, at its end in another band."""
    style = TextStyle(layout.style.least, Weight.BOLD)
    width = max(2 * LETTER, context.metrics.width(letter, style) + LETTER)
    points = line.points
    ends = ((points[0], points[1], points[-1], line.comes_from), (points[-1], points[-2], points[0], line.goes_to))
    for end, before, card, is_cut in ends:
        if is_cut is not None:
            # A stub's disc stands on its card's edge, that of a line beyond its end.
            x, y = card if _is_stub(line) else _beyond(before, end)
            box = Rect(x - width / 2, y - LETTER, width, 2 * LETTER)
            yield Box(box, LETTER, context.theme.surface, shared_stroke(colour, 1.2))
            yield set_line(context, letter, style, box, colour, align=Align.CENTRE)


def _is_stub(line: FlowLine) -> bool:
    """Return whether a flow ends so near to its card that a disc covers it."""
    first, last = line.points[0], line.points[-1]
    return len(line.points) <= STUB and abs(first.x - last.x) + abs(first.y - last.y) < 2 * LETTER


def _beyond(before: Point, end: Point) -> Point:
    """Return the middle of a disc that a line from `before` ends in."""
    away = LETTER - 2.0
    return Point(end.x + away * ((end.x > before.x) - (end.x < before.x)),
                 end.y + away * ((end.y > before.y) - (end.y < before.y)))


def _before(points: tuple[Point, ...]) -> Point:
    """Return the last point that differs from the tip: the direction in which the flow arrives."""
    return next((point for point in reversed(points[:-1]) if point != points[-1]), points[0])


def _title(context: DrawingContext, document: BlueprintDocument, flow: Flow) -> str:
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    return context.translate(message("{source} → {target}", source=step_name(source), target=step_name(target)))


def _elsewhere(line: FlowLine, layout: Layout) -> Iterator[Message]:
    if line.comes_from is not None and line.comes_from != layout.band:
        yield message("It comes from band {number}.", number=line.comes_from + 1)
    if line.goes_to is not None and line.goes_to != layout.band:
        yield message("It goes on in band {number}.", number=line.goes_to + 1)
