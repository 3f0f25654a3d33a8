"""Cards: a step at a glance. Icon and time at the top, title, effort dots and marks at the foot; chips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.descriptions import join_sentences, step_name, step_sentences
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import circle, icon_path, polygon, question_mark, star
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_block
from visavis.blueprint.drawing.theme import Inks, Theme, mix_colours
from visavis.blueprint.layout import CardBox, Rect
from visavis.blueprint.model import BlueprintDocument, Channel, LaneKind, Marker, Outcome, Step, StepKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

RADIUS = 9.0
HAIRLINE = 1.2
WAIT_DASH = (5.0, 4.0)
PAD = 11.0
ICON = 18.0
CHIP_ICON = 15.0
DOT = 4.0
DOT_STEP = 11.0
EFFORTS = 5
FOOT = 15.0
MARK = 15.0
MARK_STEP = 18.0
NOTCH = 6.0

CHANNEL_ICONS: dict[str, str] = {
    Channel.COUNTER: "users", Channel.PHONE: "phone", Channel.POST: "mail", Channel.WEB: "globe",
    Channel.APP: "smartphone", Channel.EMAIL: "at-sign", Channel.SMS: "message-square", Channel.VIDEO: "video",
    Channel.VISIT: "house", Channel.KIOSK: "tablet", Channel.MESSAGING: "messages-square",
    Channel.DIGITAL_SAFE: "folder-lock", Channel.REGISTERED_MAIL: "mail-check", Channel.INTERNAL: "building-2",
}
KIND_ICONS: dict[StepKind, str] = {
    StepKind.START: "play", StepKind.WAIT: "hourglass", StepKind.DECISION: "scale", StepKind.OUTCOME: "flag",
    StepKind.EVIDENCE: "file-text",
}


def icon_of(step: Step, kind: LaneKind) -> str:
    """Return the name of a step's icon: a wait's or decision's, else its channel's, its kind's or its lane's."""
    if step.kind in (StepKind.WAIT, StepKind.DECISION):
        return KIND_ICONS[step.kind]
    return CHANNEL_ICONS.get(step.channel or "") or KIND_ICONS.get(step.kind) or LANE_KINDS[kind].icon


def card_group(context: DrawingContext, document: BlueprintDocument, box: CardBox,
               hotspots: Sequence[Hotspot] = ()) -> Group:
    """Return a step's card, or its chip where the layout made it one."""
    step = document.step_by_id[box.step]
    lane = document.lane_of(step)
    kind, inks = lane.kind, context.theme.of(lane)
    parts = (_chip if box.is_chip else _card)(context, box, step, kind, inks)
    role = Role.EVIDENCE if LANE_KINDS[kind].is_evidence else Role.STEP
    name = step_name(step)
    title = name if isinstance(name, str) else context.translate(name)
    description = join_sentences(context.translate, step_sentences(document, step, hotspots))
    return Group(step.id, role, Layer.CARDS, box.rect, tuple(parts), title, description)


def _chip(context: DrawingContext, box: CardBox, step: Step, kind: LaneKind, inks: Inks) -> Iterator[Primitive]:
    """Yield a piece of evidence, or a step of a folded lane or phase."""
    rect = box.rect
    icon = LANE_KINDS[kind].icon if LANE_KINDS[kind].is_evidence else icon_of(step, kind)
    left = min(PAD, (rect.width - CHIP_ICON) / 2)
    yield Box(rect, min(rect.height / 2, 20.0), context.theme.surface, Stroke(inks.line, HAIRLINE))
    yield icon_path(icon, rect.x + left, rect.y + (rect.height - CHIP_ICON) / 2, CHIP_ICON, inks.ink)
    yield from set_block(box.title, box.title_box, context.theme.ink, middle=True)


def _card(context: DrawingContext, box: CardBox, step: Step, kind: LaneKind, inks: Inks) -> Iterator[Primitive]:
    theme, rect = context.theme, box.rect
    yield Box(rect, RADIUS, theme.surface, _edge(theme, step, inks))
    if step.kind is StepKind.DECISION:
        yield notch(theme, rect, inks.ink)
    if box.is_title_only:
        yield from set_block(box.title, box.title_box, theme.ink, middle=True)
        return
    middle = box.time_box.y + box.time_box.height / 2 if box.time_box else rect.y + PAD + ICON / 2
    yield icon_path(icon_of(step, kind), rect.x + PAD, middle - ICON / 2, ICON, inks.ink)
    if box.time is not None and box.time_box is not None:
        yield from set_block(box.time, box.time_box, theme.muted, align=Align.RIGHT, middle=True)
    yield from set_block(box.title, box.title_box, theme.ink)
    yield from _effort_dots(step, rect, inks)
    yield from _marks(theme, step, rect, inks)


def _edge(theme: Theme, step: Step, inks: Inks) -> Stroke:
    """Return a card's hairline; a wait's is dashed, and darker, since dashes lose ink."""
    width = HAIRLINE * theme.hairline_width
    if step.kind is StepKind.WAIT:
        return Stroke(mix_colours(inks.line, inks.ink, 0.45), width, WAIT_DASH)
    return Stroke(inks.line, width)


def notch(theme: Theme, rect: Rect, colour: str, height: float = NOTCH) -> Path:
    """Return the small roof of a decision over its icon (flows arrive nearer the middle), its foot open."""
    middle, half = rect.x + min(PAD + ICON / 2, rect.width / 2), 1.6 * height
    corners = (("M", middle - half, rect.y), ("L", middle, rect.y - height), ("L", middle + half, rect.y))
    return Path(corners, fill=theme.surface, stroke=Stroke(colour, HAIRLINE))


def _effort_dots(step: Step, rect: Rect, inks: Inks) -> Iterator[Primitive]:
    if step.effort is None:
        return
    y = rect.bottom - FOOT
    ring = Stroke(inks.ink, 1.2)
    for index in range(EFFORTS):
        x = rect.x + PAD + DOT + index * DOT_STEP
        if index < step.effort:
            yield circle(x, y, DOT, inks.ink, ring)
        else:
            yield circle(x, y, DOT, None, ring)


def _marks(theme: Theme, step: Step, rect: Rect, inks: Inks) -> Iterator[Primitive]:
    """Yield the marks at the foot, from the right: outcome or start, moment of truth, fail point, hidden work."""
    x, y = rect.right - PAD - MARK / 2, rect.bottom - FOOT
    for mark in _marks_of(step):
        yield from _mark(theme, mark, x, y, inks)
        x -= MARK_STEP


def _marks_of(step: Step) -> Iterator[str]:
    if step.outcome is not None:
        yield step.outcome.value
    elif step.kind is StepKind.OUTCOME:
        yield Outcome.UNSPECIFIED.value
    elif step.kind is StepKind.START:
        yield "start"
    yield from (marker.value for marker in step.markers)
    if step.hidden:
        yield "hidden"


def _mark(theme: Theme, mark: str, x: float, y: float, inks: Inks) -> Iterator[Primitive]:
    radius = MARK / 2
    match mark:
        case Marker.MOMENT_OF_TRUTH:
            yield star(x, y, radius, inks.ink)
        case Marker.FAIL_POINT:
            yield from warning(x, y, radius, theme.friction.ink)
        case "start":
            yield circle(x, y, radius - 1, None, Stroke(inks.ink, 1.4))
            yield polygon(((x - 2, y - 3.5), (x + 4, y), (x - 2, y + 3.5)), inks.ink)
        case "hidden":
            yield eye_off(x, y, inks.ink)
        case Outcome.GRANTED | Outcome.REFUSED:
            yield circle(x, y, radius, theme.good if mark == Outcome.GRANTED else theme.muted)
            yield _tick(theme, x, y) if mark == Outcome.GRANTED else _bar(theme, x, y)
        case Outcome.UNSPECIFIED:
            yield question_mark(x, y, radius, theme.muted, 1.6)
        case _:
            yield circle(x, y, radius - 0.7, None, Stroke(theme.friction.ink, 1.6))
            yield _cross(theme, x, y)


def warning(x: float, y: float, radius: float, colour: str) -> Iterator[Primitive]:
    """Yield the mark of a fail point around (x, y)."""
    stroke, foot = Stroke(colour, 1.6), y + radius * 0.8
    yield polygon(((x, y - radius), (x + radius, foot), (x - radius, foot)), None, stroke)
    yield Path((("M", x, y - radius * 0.25), ("L", x, y + radius * 0.2)), stroke=stroke)
    yield circle(x, y + radius * 0.5, 0.9, colour)


def eye_off(x: float, y: float, colour: str) -> Path:
    """Return the mark of hidden work around (x, y)."""
    return icon_path("eye-off", x - MARK / 2, y - MARK / 2, MARK, colour, 1.4)


def _tick(theme: Theme, x: float, y: float) -> Path:
    return Path((("M", x - 3.4, y + 0.2), ("L", x - 1, y + 2.8), ("L", x + 3.6, y - 2.6)),
                stroke=Stroke(theme.surface, 1.8))


def _bar(theme: Theme, x: float, y: float) -> Path:
    return Path((("M", x - 3.4, y), ("L", x + 3.4, y)), stroke=Stroke(theme.surface, 2.0))


def _cross(theme: Theme, x: float, y: float) -> Path:
    reach = 2.6
    return Path((("M", x - reach, y - reach), ("L", x + reach, y + reach), ("M", x + reach, y - reach),
                 ("L", x - reach, y + reach)), stroke=Stroke(theme.friction.ink, 1.6))
