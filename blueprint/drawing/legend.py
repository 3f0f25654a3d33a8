"""The legend: what the signs of this drawing mean. Each sheet has all of it: sheets hang apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS, eye_off, icon_of, warning
from visavis.blueprint.drawing.blueprint.outlines import outline, slip
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.excerpt import Excerpt, loose_end
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import circle, icon_path, star
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Lane, Marker, StepKind, words
from visavis.blueprint.text.styles import TextStyle

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis

TEXT = TextStyle(14.0)
SWATCH_WIDTH = 20.0
SWATCH_HEIGHT = 13.0
GAP = 6.0
ENTRY_GAP = 26.0
LEAST_ENTRY_GAP = 12.0
LINE = 16.8
PROGRAM = "Vis-à-vis"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and what it means; `draw` paints it into a box of `width` by SWATCH_HEIGHT."""

    meaning: Message
    draw: Callable[[Theme, Rect], Iterator[Primitive]]
    width: float = SWATCH_WIDTH


def signs(document: BlueprintDocument, analysis: Analysis | None) -> Iterator[Sign]:
    """Yield the signs that this blueprint uses; lanes, lines and phases have their names on the drawing."""
    findings = analysis.frictions.open if analysis else ()
    if any(not finding.is_hypothesis for finding in findings):
        yield Sign(message("Friction"), _halo)
    if any(finding.is_hypothesis for finding in findings):
        yield Sign(message("Assumed friction"), _dashed_number, SWATCH_HEIGHT + 5.0)
    steps = document.steps
    evidence = next((lane for lane in document.head.lanes if lane.facts.is_evidence), None)
    if evidence is not None and any(step.lane == evidence.id for step in steps):
        yield Sign(message("What people receive"), _slip(evidence))
    if any(step.kind is StepKind.WAIT for step in steps):
        yield Sign(message("Wait"), _wait)
    if any(step.kind is StepKind.DECISION for step in steps):
        yield Sign(message("Decision"), _decision)
    if any(step.effort is not None for step in steps):
        yield Sign(message("Felt effort, 1 to 5"), _dots, 5 * 10.0)
    if any(Marker.MOMENT_OF_TRUTH in step.markers for step in steps):
        yield Sign(message("Moment of truth"), _star, SWATCH_HEIGHT)
    if any(Marker.FAIL_POINT in step.markers for step in steps):
        yield Sign(message("Fail point"), _fail_point, SWATCH_HEIGHT)
    if any(step.hidden for step in steps):
        yield Sign(message("Hidden work"), _hidden, SWATCH_HEIGHT)
    yield from _channels(document)


def _loose_ends(excerpt: Excerpt | None) -> Iterator[Sign]:
    """Yield the signs of the flows that lead out of an extract or into it."""
    ends = {end.goes_out for end in excerpt.loose_ends} if excerpt else set()
    if True in ends:
        yield Sign(message("Goes on outside"), _loose_end(goes_out=True), SWATCH_HEIGHT)
    if False in ends:
        yield Sign(message("Comes from outside"), _loose_end(goes_out=False), SWATCH_HEIGHT)


def _loose_end(*, goes_out: bool) -> Callable[[Theme, Rect], Iterator[Primitive]]:
    def draw(theme: Theme, box: Rect) -> Iterator[Primitive]:
        yield loose_end(theme.surface, theme.ink, box.centre.x, box.centre.y, goes_out=goes_out)

    return draw


def _channels(document: BlueprintDocument) -> Iterator[Sign]:
    """Yield the channels whose icons stand on cards."""
    shown = {icon_of(step, document.lane_of(step).kind): step.channel for step in document.steps}
    for channel, name in CHANNEL_ICONS.items():
        if shown.get(name) is not None:
            yield Sign(words.CHANNELS[channel].in_text, _icon(name), SWATCH_HEIGHT + 1.0)


def legend_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                 width: float, excerpt: Excerpt | None = None) -> PageBlock:
    """Return the legend in as many lines as `width` asks for."""
    parts: list[Primitive] = []
    names: list[str] = []
    x = y = 0.0
    shown = [*signs(document, analysis), *_loose_ends(excerpt)]
    gap = _entry_gap(context, shown, width)
    for sign in shown:
        name = context.translate(sign.meaning)
        label = paragraph(context, name, TEXT, width - sign.width - GAP, 1, least=LEAST_SIZE)
        entry = sign.width + GAP + label.width
        if x and x + entry > width:
            x, y = 0.0, y + LINE
        middle = y + LINE / 2
        swatch = Rect(x, middle - SWATCH_HEIGHT / 2, sign.width, SWATCH_HEIGHT)
        parts += sign.draw(context.theme, swatch)
        box = Rect(swatch.right + GAP, middle - label.height / 2, label.width, label.height)
        parts += set_block(label, box, context.theme.muted)
        names.append(name)
        x += entry + gap
    if not parts:
        return PageBlock(width, 0.0)
    rect = Rect(0.0, 0.0, width, y + LINE)
    title = context.translate(message("Legend"))
    return PageBlock(width, rect.height, (
        Group("legend", Role.LEGEND, Layer.PAGE, rect, tuple(parts), title, " · ".join(names)),))


def _entry_gap(context: DrawingContext, shown: Sequence[Sign], width: float) -> float:
    """Return the gap between entries: narrower when that keeps the legend on one line."""
    entries = sum(sign.width + GAP + context.metrics.width(context.translate(sign.meaning), TEXT) for sign in shown)
    between = (width - entries) / max(1, len(shown) - 1)
    return min(ENTRY_GAP, between - 0.1) if between >= LEAST_ENTRY_GAP else ENTRY_GAP


def _slip(lane: Lane) -> Callable[[Theme, Rect], Iterator[Primitive]]:
    def draw(theme: Theme, box: Rect) -> Iterator[Primitive]:
        yield from slip(box, theme.surface, Stroke(theme.of(lane).ink, 1.0))

    return draw


def _icon(name: str) -> Callable[[Theme, Rect], Iterator[Primitive]]:
    def draw(theme: Theme, box: Rect) -> Iterator[Primitive]:
        yield icon_path(name, box.x, box.y + (box.height - box.width) / 2, box.width, theme.muted)

    return draw


def _halo(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield Box(box, 4.0, theme.surface, Stroke(theme.friction.ink, 2.0))


def _dashed_number(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield Box(box, box.height / 2, theme.surface, Stroke(theme.friction.ink, 1.6, (3.0, 2.6)))


def _wait(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield from outline(StepKind.WAIT, box, theme.surface, Stroke(theme.ink, 1.3, (4.0, 3.0)))


def _decision(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield from outline(StepKind.DECISION, box, theme.surface, Stroke(theme.ink, 1.3))


def _dots(theme: Theme, box: Rect) -> Iterator[Primitive]:
    for index in range(5):
        fill = theme.ink if index < 3 else None
        yield circle(box.x + 4.5 + index * 10.0, box.y + box.height / 2, 3.6, fill, Stroke(theme.ink, 1.2))


def _star(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield star(box.centre.x, box.centre.y, box.height / 2, theme.ink)


def _fail_point(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield from warning(box.centre.x, box.centre.y, box.height / 2, theme.friction.ink)


def _hidden(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield eye_off(box.centre.x, box.centre.y, theme.ink)
