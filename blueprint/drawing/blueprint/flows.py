"""Flows: rounded orthogonal lines with small arrowheads, bridges over other flows, and what is said on a pill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.blueprint.descriptions import flow_sentences, join_sentences, step_name
from visavis.blueprint.drawing.blueprint.flow_looks import FlowLook, exit_colour
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import (
    ARROW_LENGTH,
    arrowhead,
    bounding_box,
    circle,
    rounded_line,
    shared_stroke,
)
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import FlowLine, Layout, Point, Rect
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind
from visavis.blueprint.text.styles import FittedText

INTERACTION_WIDTH = 1.9
SEQUENCE_WIDTH = 1.5
DASH = (5.0, 4.0)
# The stub of what supports an agent, and an exit to an outcome.
DOTS, EXIT_DASH = (1.5, 3.5), (6.0, 3.5)
LOOSE_END = 4.0
# Half the height of the disc of a letter, where a flow is cut.
LETTER = 8.0
# How many points a flow has that goes straight out of a card and ends.
STUB = 3
# Round ends for one line; what takes more lines needs the corners.
PILL_RADIUS = 14.0


@dataclass(frozen=True, slots=True)
class PlacedLetter:
    """A letter, or the words of some flows, where they stand; the others of these flows have them elsewhere."""

    words: FittedText
    rect: Rect
    is_elsewhere: bool = False

    def group(self, context: DrawingContext, key: str, colour: str, title: str) -> Group:
        """Return it as it is drawn, in the colour of its flow; its description is the name of that."""
        disc = Box(self.rect, min(LETTER, self.rect.height / 2), context.theme.surface, shared_stroke(colour, 1.2))
        texts = set_block(self.words, self.rect, colour, align=Align.CENTRE, middle=True)
        return Group(key, Role.FLOW_LABEL, Layer.LABELS, self.rect, (disc, *texts), self.words.full, title)


def flow_groups(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                line: FlowLine, letter: PlacedLetter | None = None,
                look: FlowLook = FlowLook.WAY) -> Iterator[Group]:
    """Yield a flow's line and, where something is said on it, its pill; `letter` stands where it is cut."""
    flow = document.flow_by_key[line.key]
    is_exit = look is FlowLook.EXIT
    colour = exit_colour(context.theme, document, flow) if is_exit else _colour(context, document, flow)
    title, description = describe_flow(context, document, layout, line)
    stroke = _stroke(document, flow, colour, look)
    drawn = _line(line, context.theme.surface, stroke, has_letter=letter is not None,
                  has_head=look is not FlowLook.STUB)
    yield Group(flow.key, Role.FLOW, Layer.FLOWS, bounding_box(line.points, 5.0), tuple(drawn), title, description)
    if letter is not None and not letter.is_elsewhere:
        yield letter.group(context, flow.key, colour, title)
    if line.label is not None:
        rect = line.label.rect
        pill = Box(rect, min(rect.height / 2, PILL_RADIUS), context.theme.surface, shared_stroke(colour, 1.2))
        texts = set_block(line.label.text, line.label.rect, colour, align=Align.CENTRE, middle=True)
        yield Group(flow.key, Role.FLOW_LABEL, Layer.LABELS, line.label.rect, (pill, *texts), title, description)


def is_stub(line: FlowLine) -> bool:
    """Return whether a flow ends so near to its card that a letter beside that stands for it."""
    first, last = line.points[0], line.points[-1]
    return len(line.points) <= STUB and abs(first.x - last.x) + abs(first.y - last.y) < 2 * LETTER


def describe_flow(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                  line: FlowLine) -> tuple[str, str]:
    """Return a flow's name and everything that is known of it."""
    flow = document.flow_by_key[line.key]
    sentences = [*flow_sentences(document, flow), *_elsewhere(line, layout)]
    return _title(context, document, flow), join_sentences(context.translate, sentences)


def _colour(context: DrawingContext, document: BlueprintDocument, flow: Flow) -> str:
    """Return the speaker's ink for what crosses the line of interaction, and the quiet ink for the rest."""
    if flow.kind is FlowKind.INTERACTION:
        return context.theme.of_side(document.side_of(document.step_by_id[flow.source])).ink
    return context.theme.flow


def _stroke(document: BlueprintDocument, flow: Flow, colour: str, look: FlowLook) -> Stroke:
    if look is not FlowLook.WAY:
        return shared_stroke(colour, SEQUENCE_WIDTH, DOTS if look is FlowLook.STUB else EXIT_DASH)
    if flow.kind is FlowKind.INTERACTION:
        return shared_stroke(colour, INTERACTION_WIDTH)
    return shared_stroke(colour, SEQUENCE_WIDTH, DASH if is_dashed(document, flow) else ())


def is_dashed(document: BlueprintDocument, flow: Flow) -> bool:
    """Return whether a flow is dashed as a way from step to step: all but what is said, and what stays in lanes."""
    if flow.kind is FlowKind.INTERACTION:
        return False
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    return flow.kind is not FlowKind.SEQUENCE or document.lane_of(source).kind is not document.lane_of(target).kind


def _line(line: FlowLine, hollow: str, stroke: Stroke, *, has_letter: bool, has_head: bool) -> Iterator[Primitive]:
    points, colour = line.points, stroke.colour
    if len(points) < 2 or (has_letter and is_stub(line)):
        return
    if not has_head:
        yield Path(rounded_line(points, line.bridges), stroke=stroke)
        return
    arrives = line.goes_to is None
    yield Path(rounded_line(points, line.bridges, shorten=ARROW_LENGTH - 1 if arrives else 0.0), stroke=stroke)
    if arrives:
        yield arrowhead(_before(points), points[-1], colour)
    elif not has_letter:
        yield circle(points[-1].x, points[-1].y, LOOSE_END, hollow, shared_stroke(colour, stroke.width))
    if line.comes_from is not None and not has_letter:
        yield circle(points[0].x, points[0].y, LOOSE_END, colour)


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
