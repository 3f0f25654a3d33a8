"""Cards: a step at a glance. One line of icon, effort and time, then the title; marks; slips and chips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.descriptions import join_sentences, step_name, step_sentences
from visavis.blueprint.drawing.blueprint.outlines import HAIRLINE, edge_of, outline, slip
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import circle, icon_path, polygon, question_mark, star
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_block, set_line
from visavis.blueprint.drawing.theme import Inks, Theme, mix_colours, outcome_colour
from visavis.blueprint.language import message
from visavis.blueprint.layout import CardBox, CardHead, Rect
from visavis.blueprint.model import BlueprintDocument, Channel, Lane, LaneKind, Marker, Outcome, Side, Step, StepKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.text.styles import TextMetrics, TextStyle, Weight

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

PAD = 9.0
CHIP_ICON = 15.0
EFFORTS = 5
# The bar of a card that stands in another lane than its own, and how far it keeps from the card's corners.
HOME_BAR, HOME_BAR_INSET = 3.5, 8.0
# The radius of a dot of effort, as a part of the distance between two of them.
DOT = 0.4154
MARK = 14.0
MARK_STEP = 17.0
# Marks stand inside the card beside a title that leaves them a line, else on its lower edge.
MARK_ROOM = 15.0
# How many come to an outcome, what the curves of its outline take of each side of these words, and of above them.
REACHED, REACHED_INSET, REACHED_DROP = TextStyle(12.9, Weight.BOLD), 12.0, 1.5
CENTRED = (StepKind.DECISION, StepKind.OUTCOME)

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
               hotspots: Sequence[Hotspot] = (), home: Lane | None = None, reached: str | None = None) -> Group:
    """Return a step's card, or its chip where the layout made it one.

    A card that stands in another lane than its own, its `home`, has a bar at its left end. That of an outcome says
    how many have `reached` it, where that is given, instead of effort and time; empty where nobody knows.
    """
    step = document.step_by_id[box.step]
    lane = home or document.lane_of(step)
    kind, inks = lane.kind, context.theme.of(lane)
    parts = [*(_chip(context, box, step, kind, inks) if box.is_chip else
               _card(context, box, step, kind, inks, reached))]
    if home is not None:
        parts.append(_home_bar(box.rect, inks))
    role = Role.EVIDENCE if LANE_KINDS[kind].is_evidence else Role.STEP
    name = step_name(step)
    title = name if isinstance(name, str) else context.translate(name)
    sentences = [*step_sentences(document, step, hotspots, lane)]
    if reached:
        sentences.append(message("{people} come to this end.", people=reached))
    description = join_sentences(context.translate, sentences)
    side = Side.CITIZEN if LANE_KINDS[kind].is_on_citizen_side else Side.AGENT
    return Group(step.id, role, Layer.CARDS, box.rect, tuple(parts), title, description, side)


def _home_bar(card: Rect, inks: Inks) -> Primitive:
    return Box(Rect(card.x, card.y + HOME_BAR_INSET, HOME_BAR, card.height - 2 * HOME_BAR_INSET), HOME_BAR / 2,
               inks.ink)


def _chip(context: DrawingContext, box: CardBox, step: Step, kind: LaneKind, inks: Inks) -> Iterator[Primitive]:
    """Yield a piece of evidence, or a step of a folded lane or phase."""
    rect, theme = box.rect, context.theme
    if LANE_KINDS[kind].is_evidence and box.title.lines:
        yield from slip(rect, theme.surface, Stroke(mix_colours(inks.line, inks.ink, 0.4), HAIRLINE))
    else:
        left = min(PAD, (rect.width - CHIP_ICON) / 2)
        icon = LANE_KINDS[kind].icon if LANE_KINDS[kind].is_evidence else icon_of(step, kind)
        yield Box(rect, min(rect.height / 2, 20.0), theme.surface, Stroke(inks.line, HAIRLINE))
        yield icon_path(icon, rect.x + left, rect.y + (rect.height - CHIP_ICON) / 2, CHIP_ICON, inks.ink)
    yield from set_block(box.title, box.title_box, theme.ink, middle=True)


def _card(context: DrawingContext, box: CardBox, step: Step, kind: LaneKind, inks: Inks,
          reached: str | None) -> Iterator[Primitive]:
    theme, rect = context.theme, box.rect
    yield from outline(step.kind, rect, theme.surface, edge_of(theme, step.kind, inks))
    align = Align.CENTRE if step.kind in CENTRED else Align.LEFT
    if box.head is None:
        yield from set_block(box.title, box.title_box, theme.ink, align=align, middle=True)
        return
    if reached:
        yield set_line(context, reached, REACHED, _place_reached(box.rect, box.head.rect),
                       outcome_colour(theme, step.outcome or Outcome.UNSPECIFIED), align=Align.CENTRE)
    else:
        yield from _head(theme, box, box.head, step, kind, inks, has_dots=reached is None)
    yield from set_block(box.title, box.title_box, theme.ink, align=align)
    yield from _marks(theme, step, box, inks, is_told=bool(reached))


def _place_reached(card: Rect, head: Rect) -> Rect:
    """Return where it is said how many reach an outcome: between the curves of its second line."""
    return Rect(card.x + REACHED_INSET, head.y + REACHED_DROP, card.width - 2 * REACHED_INSET, head.height)


def reached_width(metrics: TextMetrics, words: str) -> float:
    """Return how wide the card of an outcome is at least that says some words."""
    return metrics.width(words, REACHED) + 2 * REACHED_INSET


def _head(theme: Theme, box: CardBox, head: CardHead, step: Step, kind: LaneKind, inks: Inks, *,
          has_dots: bool) -> Iterator[Primitive]:
    """Yield the line at a card's top: icon, effort, time; an outcome has what it is in the middle."""
    if step.kind is StepKind.OUTCOME and (step.effort is None or not has_dots) and box.time is None:
        yield from _mark(theme, (step.outcome or Outcome.UNSPECIFIED).value, *head.rect.centre, inks)
        return
    icon = head.icon
    yield icon_path(icon_of(step, kind), icon.x, icon.y, icon.width, inks.ink)
    if step.effort is not None and has_dots:
        yield from _effort_dots(step.effort, head.dots, inks)
    if box.time is not None:
        colour = inks.ink if step.kind is StepKind.WAIT else theme.muted
        yield from set_block(box.time, head.time, colour, align=Align.RIGHT, middle=True)


def _effort_dots(effort: int, box: Rect, inks: Inks) -> Iterator[Primitive]:
    """Yield the dots from the left end of their box to its right end, a ring wide around them."""
    ring = Stroke(inks.ink, 1.0)
    step = (box.width - ring.width) / (EFFORTS - 1 + 2 * DOT)
    for index in range(EFFORTS):
        x = box.x + ring.width / 2 + (DOT + index) * step
        yield circle(x, box.centre.y, DOT * step, inks.ink if index < effort else None, ring)


def marks_box(step: Step, box: CardBox) -> Rect:
    """Return where the marks of a card stand, which is on its lower edge where its title leaves them no line."""
    count = sum(1 for _ in _marks_of(step, box))
    return Rect(box.title_box.right - count * MARK_STEP, _marks_middle(box) - MARK / 2, count * MARK_STEP, MARK)


def _marks_middle(box: CardBox) -> float:
    is_inside = box.title_box.y + box.title.height + MARK_ROOM <= box.rect.bottom
    return box.rect.bottom - MARK_ROOM / 2 - 2.0 if is_inside else box.rect.bottom


def _marks(theme: Theme, step: Step, box: CardBox, inks: Inks, *, is_told: bool) -> Iterator[Primitive]:
    """Yield the marks at the foot, from the right: outcome, moment of truth, fail point, hidden work.

    The outcome's is there where the head has something else to tell.
    """
    x, y = box.title_box.right - MARK / 2, _marks_middle(box)
    is_inside = y < box.rect.bottom
    for mark in _marks_of(step, box, is_told=is_told):
        if not is_inside:
            yield circle(x, y, MARK / 2 + 1.5, theme.surface)
        yield from _mark(theme, mark, x, y, inks)
        x -= MARK_STEP


def _marks_of(step: Step, box: CardBox, *, is_told: bool = True) -> Iterator[str]:
    if step.kind is StepKind.OUTCOME:
        if is_told or box.time is not None:
            yield (step.outcome or Outcome.UNSPECIFIED).value
    elif step.outcome is not None:
        yield step.outcome.value
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
