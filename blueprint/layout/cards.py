"""Fitting the texts of cards, lanes and phases, and the heights these ask for."""

from __future__ import annotations

from collections.abc import Collection

from visavis.blueprint.language import Translator, message, translator, typography
from visavis.blueprint.layout.boxes import HEAD_GAP, CardBox, CardHead, LaneBox, PhaseBox
from visavis.blueprint.layout.geometry import Rect
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Cell, Lane, Phase, Step, StepKind
from visavis.blueprint.model.durations import time_quantity
from visavis.blueprint.text import FittedText, TextMetrics, fit
from visavis.blueprint.text.styles import TextStyle, Weight

# What the outline of a kind takes of each side of its card: a waist, the slant of a hexagon, round ends.
INSETS = {StepKind.WAIT: 5.0, StepKind.DECISION: 6.0, StepKind.OUTCOME: 8.0, StepKind.START: 4.0}
# How much higher than on other cards the words of an outcome stand, whose second line runs inside its edge.
LIFT = {StepKind.OUTCOME: 3.0}
# No outline takes more of the head line than this: they are narrowest at half their height.
HEAD_INSET = 4.0
# Words stand this far from the left of a folded chip, after its icon, and from the right of a slip, off its fold.
CHIP_TEXT = 28.0
SLIP_RIGHT = 13.0
# What the notch and the tip of a phase's arrow take, together.
PHASE_ENDS = 28.0


def is_chip_lane(lane: Lane, style: LayoutStyle) -> bool:
    """Return whether a lane's steps are low chips instead of cards."""
    return lane.facts.is_evidence or (style.is_support_low and lane.facts.is_supporting)


def lane_padding(lane: Lane, style: LayoutStyle) -> float:
    """Return what a lane keeps free above its cards, and below them."""
    return style.chip_padding if is_chip_lane(lane, style) else style.lane_padding


def title_inset(kind: StepKind) -> float:
    """Return how much of each side of a card its outline takes from its title: shapes differ by kind."""
    return INSETS.get(kind, 0.0)


def chip_height(lane: Lane, style: LayoutStyle) -> float:
    """Return how high the chips of a lane are."""
    return style.chip_height if lane.facts.is_evidence else style.support_height


def fit_title(step: Step, lane: Lane, language: str, style: LayoutStyle, metrics: TextMetrics, *,
              folded: bool, wider: float = 0.0) -> FittedText:
    """Fit a step's title into its card, its slip of evidence, its chip or, in one line, its folded chip.

    What stands in its column may be so much `wider` than a card.
    """
    text = typography.punctuate(step.title, language)
    if is_chip_lane(lane, style):
        room = 1 if folded else int(chip_height(lane, style) // (style.chip.size * style.leading))
        beside = SLIP_RIGHT if lane.facts.is_evidence else CHIP_TEXT
        width, lines, type_ = style.card_width - style.card_padding - beside, max(1, min(2, room)), style.chip
    elif folded:
        width, lines, type_ = style.card_width - CHIP_TEXT - style.card_padding, 1, style.chip
    else:
        inset = style.card_padding + title_inset(step.kind)
        width, lines, type_ = style.card_width - 2 * inset, style.card_lines, style.card
    least = min(style.least, type_.size) if style.shrinks_titles else type_.size
    return fit(text, type_, width + wider, max_lines=lines, minimum=least, metrics=metrics, leading=style.leading)


def fit_time(step: Step, translate: Translator, style: LayoutStyle, metrics: TextMetrics, *,
             wider: float = 0.0) -> FittedText | None:
    """Fit a step's time: its work, or for a wait (or where there is no work) its wait; None when neither is known.

    Its card may be so much `wider` than usual. The duration of a wait is bold: it is what a wait is about.
    """
    shown = (step.wait or step.work) if step.kind is StepKind.WAIT else (step.work or step.wait)
    if shown is None:
        return None
    width = style.card_width + wider - 2 * _head_left(step, style) - _time_left(step, style)
    time = TextStyle(style.time.size, Weight.BOLD) if step.kind is StepKind.WAIT else style.time
    return fit(translate.write(time_quantity(shown)), time, width, max_lines=1, minimum=style.least, metrics=metrics)


def _time_left(step: Step, style: LayoutStyle) -> float:
    """Return how far in its head line a card's time may begin: after the icon, and the dots where there are any."""
    dots = style.effort_width + HEAD_GAP if step.effort is not None else 0.0
    return style.head_icon + HEAD_GAP + dots


def _head_left(step: Step, style: LayoutStyle) -> float:
    return style.card_padding + min(title_inset(step.kind), HEAD_INSET)


def row_heights(document: BlueprintDocument, row_lanes: tuple[str, ...], occupied: Collection[int],
                style: LayoutStyle, *, folded: Collection[str] = (), slips: float | None = None) -> dict[int, float]:
    """Return each row's height: all cards are alike, chips are low, as are `folded` lanes; `slips` say how low.

    An empty lane is as high as one with cards, so that there is room to draw, unless the style makes a rule of it.
    """
    empty = empty_lanes(document, row_lanes, occupied)
    heights = {}
    for row, lane_id in enumerate(row_lanes):
        lane = document.lane_by_id[lane_id]
        if lane_id in folded:
            heights[row] = style.folded_height
        elif style.rule_height is not None and lane_id in empty:
            # Below another rule it is as high as its name, which stands in its middle.
            is_below = row > 0 and row_lanes[row - 1] in empty
            heights[row] = max(style.rule_height, style.lane_subtitle.size) if is_below else style.rule_height
        elif is_chip_lane(lane, style):
            heights[row] = slips if slips is not None and lane.facts.is_evidence else chip_height(lane, style)
        else:
            heights[row] = style.card_height
    return heights


def empty_lanes(document: BlueprintDocument, row_lanes: tuple[str, ...], occupied: Collection[int]) -> frozenset[str]:
    """Return the lanes without an `occupied` row in a band, and without a note on a cell of theirs."""
    noted = {note.at.lane for note in document.head.notes if isinstance(note.at, Cell)}
    return frozenset(row_lanes) - {row_lanes[row] for row in occupied} - noted


def place_card(step: Step, rect: Rect, title: FittedText, time: FittedText | None, style: LayoutStyle) -> CardBox:
    """Return the card of a step in its box."""
    inset = title_inset(step.kind)
    left = style.card_padding + inset
    width = rect.width - 2 * left
    if style.is_title_only:
        box = Rect(rect.x + left, rect.y + style.card_foot, width, rect.height - 2 * style.card_foot)
        return CardBox(step.id, rect, title, box)
    lift = LIFT.get(step.kind, 0.0)
    top = rect.y + style.title_top - lift
    box = Rect(rect.x + left, top, width, rect.bottom - style.card_foot - lift - top)
    head = CardHead(rect, _head_left(step, style), style.card_padding - lift, style.card_header, style.head_icon,
                    style.effort_width, _time_left(step, style))
    return CardBox(step.id, rect, title, box, time, head)


def place_chip(step: Step, rect: Rect, title: FittedText, style: LayoutStyle, *, is_slip: bool) -> CardBox:
    """Return the slip of a piece of evidence, which has no icon, or the chip of a step that is folded."""
    left, right = (style.card_padding, SLIP_RIGHT) if is_slip else (CHIP_TEXT, style.card_padding)
    box = Rect(rect.x + left, rect.y, max(0.0, rect.width - left - right), rect.height)
    return CardBox(step.id, rect, title, box, is_chip=True)


def widen_chip(rect: Rect, title: FittedText, style: LayoutStyle) -> Rect:
    """Return a chip's box as wide as its title asks for, around the same middle."""
    width = max(rect.width, CHIP_TEXT + title.width + style.card_padding)
    return Rect(rect.centre.x - width / 2, rect.y, width, rect.height)


def place_lane(document: BlueprintDocument, lane: Lane, rect: Rect, body: Rect, style: LayoutStyle,
               metrics: TextMetrics, *, span: tuple[float, float] | None = None, is_rule: bool = False) -> LaneBox:
    """Return a lane's strip with its fitted heading, and its actor's name below, unless that is the same.

    The heading stands in the middle of the strip, or of the `span` that it has of it.
    """
    left = rect.x + style.heading_margin
    top, bottom = span or (rect.y, rect.bottom)
    # The caption of the line between two spans takes half its height of each; a rule is as high as its name.
    caption = style.caption_lines * style.least * style.leading / 2 + 1.0
    margin = 0.0 if is_rule else caption if span else lane_padding(lane, style)
    heading = Rect(left, top + margin, style.heading_width - style.heading_margin - style.label_gap,
                   bottom - top - 2 * margin)
    language = document.head.language
    actor = document.actor_by_id.get(lane.actor or "")
    under = actor.name if actor and actor.name.casefold() != lane.name.casefold() else ""
    # Beside its name an empty lane has only its rule: a long name reaches under the first card, where no flow passes.
    width, lines = (heading.width + style.card_width / 3, 1) if is_rule else (heading.width, 2)
    title = fit(typography.punctuate(lane.name, language), style.lane, width, max_lines=lines,
                minimum=style.least, metrics=metrics, height=heading.height, leading=style.leading)
    room = heading.height - title.height - style.label_gap
    subtitle = None
    if under and room >= metrics.line_height(style.lane_subtitle):
        subtitle = fit(typography.punctuate(under, language), style.lane_subtitle, heading.width, max_lines=2,
                       minimum=style.least, metrics=metrics, height=room)
    return LaneBox(lane.id, lane.kind, rect, body, heading, title, subtitle, span=span, is_rule=is_rule)


def place_phase(phase: Phase, rect: Rect, language: str, style: LayoutStyle, metrics: TextMetrics, *,
                number: int, continues: bool) -> PhaseBox:
    """Return a phase's arrow with its fitted name, behind its number where the style has that."""
    width = max(rect.width - max(2 * style.phase_gap + 2 * style.label_padding, PHASE_ENDS), style.phase.size)
    words = typography.punctuate(phase.name, language)
    if style.numbers_phases:
        words = f"{number}\N{NO-BREAK SPACE}{words}"
        if continues:
            words = translator(language)(message("{phase} (continued)", phase=words))
    title = fit(words, style.phase, width, max_lines=2, minimum=style.least, metrics=metrics, height=rect.height)
    return PhaseBox(phase.id, rect, title, continues, is_numbered=style.numbers_phases)
