"""Legend and footer: what the signs of this drawing mean, and what sheet of which blueprint this is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.cards import eye_off, warning
from visavis.blueprint.drawing.blueprint.outlines import outline
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import circle, star
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, MessageList, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Basis, BlueprintDocument, Lane, LaneKind, Marker, StepKind
from visavis.blueprint.text.styles import TextStyle

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis

TEXT = TextStyle(14.0)
SWATCH_WIDTH = 22.0
SWATCH_HEIGHT = 15.0
GAP = 8.0
ENTRY_GAP = 26.0
LEAST_ENTRY_GAP = 14.0
LINE = 26.0
PROGRAM = "Vis-à-vis"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and what it means; `draw` paints it into a box of `width` by SWATCH_HEIGHT."""

    meaning: Message
    draw: Callable[[Theme, Rect], Iterator[Primitive]]
    width: float = SWATCH_WIDTH


def signs(document: BlueprintDocument, analysis: Analysis | None) -> Iterator[Sign]:
    """Yield the signs that this blueprint uses, the two sides first."""
    first = {lane.kind: lane for lane in reversed(document.head.lanes)}
    lanes = ((LaneKind.CITIZEN, message("What the citizen does")),
             (LaneKind.FRONTSTAGE, message("Agent, face to face")),
             (LaneKind.BACKSTAGE, message("Agent, behind the scenes")))
    for kind, meaning in lanes:
        if kind in first:
            yield Sign(meaning, _lane_swatch(first[kind]))
    findings = analysis.frictions.open if analysis else ()
    if any(not finding.is_hypothesis for finding in findings):
        yield Sign(message("Friction to avoid"), _halo)
    if any(finding.is_hypothesis for finding in findings):
        yield Sign(message("Hypothesis (assumed numbers)"), _dashed_number)
    steps = document.steps
    if any(step.kind is StepKind.WAIT for step in steps):
        yield Sign(message("Wait"), _wait)
    if any(step.kind is StepKind.DECISION for step in steps):
        yield Sign(message("Decision"), _decision)
    if any(step.effort is not None for step in steps):
        yield Sign(message("Felt effort, 1 to 5"), _dots, 5 * 11.0)
    if any(Marker.MOMENT_OF_TRUTH in step.markers for step in steps):
        yield Sign(message("Moment of truth"), _star, SWATCH_HEIGHT)
    if any(Marker.FAIL_POINT in step.markers for step in steps):
        yield Sign(message("Fail point"), _fail_point, SWATCH_HEIGHT)
    if any(step.hidden for step in steps):
        yield Sign(message("Hidden work"), _hidden, SWATCH_HEIGHT)


def legend_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                 width: float) -> PageBlock:
    """Return the legend in as many lines as `width` asks for."""
    parts: list[Primitive] = []
    names: list[str] = []
    x = y = 0.0
    shown = list(signs(document, analysis))
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


def footer_block(context: DrawingContext, document: BlueprintDocument, width: float, page: int,
                 pages: int) -> PageBlock:
    """Return the footer: where the numbers come from at the left, the program and the sheet's number at the right."""
    theme, translate = context.theme, context.translate
    number = translate(message("{program} · sheet {page}/{pages}", program=PROGRAM, page=page, pages=pages))
    right = paragraph(context, number, TEXT, width / 2, 1, least=LEAST_SIZE)
    room = width - right.width - ENTRY_GAP
    basis = basis_sentence(document)
    left = paragraph(context, translate(basis) if basis else "", TEXT, room, 2, least=LEAST_SIZE)
    height = max(left.height, right.height)
    parts = (*set_block(left, Rect(0.0, 0.0, room, height), theme.muted),
             *set_block(right, Rect(width - right.width, 0.0, right.width, height), theme.muted, align=Align.RIGHT))
    text = f"{left.full} {number}".strip()
    group = Group("footer", Role.FOOTER, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, number, text)
    return PageBlock(width, height, (group,))


def basis_sentence(document: BlueprintDocument) -> Message | None:
    """Say how many of the timed steps' numbers were measured, estimated, assumed or left open; None without times."""
    timed = [step for step in document.steps if step.work is not None or step.wait is not None]
    if not timed:
        return None
    counts = {basis: sum(step.basis is basis for step in timed) for basis in (*Basis, None)}
    parts = tuple(_basis_part(basis, Share(count / len(timed))) for basis, count in counts.items() if count)
    return message("Numbers: {parts}.", parts=MessageList(parts))


def _basis_part(basis: Basis | None, share: Share) -> Message:
    match basis:
        case Basis.MEASURED:
            return message("{share} measured", share=share)
        case Basis.ESTIMATED:
            return message("{share} estimated", share=share)
        case Basis.ASSUMED:
            return message("{share} assumed", share=share)
        case _:
            return message("{share} of unknown origin", share=share)


def _lane_swatch(lane: Lane) -> Callable[[Theme, Rect], Iterator[Primitive]]:
    def draw(theme: Theme, box: Rect) -> Iterator[Primitive]:
        inks = theme.of(lane)
        yield Box(box, 4.0, inks.tint, Stroke(inks.ink, 1.4))

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
        yield circle(box.x + 4.5 + index * 11.0, box.y + box.height / 2, 4.0, fill, Stroke(theme.ink, 1.2))


def _star(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield star(box.centre.x, box.centre.y, box.height / 2, theme.ink)


def _fail_point(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield from warning(box.centre.x, box.centre.y, box.height / 2, theme.friction.ink)


def _hidden(theme: Theme, box: Rect) -> Iterator[Primitive]:
    yield eye_off(box.centre.x, box.centre.y, theme.ink)
