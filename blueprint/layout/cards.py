"""Fitting the texts of cards, lanes and phases, and the heights these ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from visavis.blueprint.language import Translator, typography
from visavis.blueprint.layout.boxes import CardBox, LaneBox, PhaseBox
from visavis.blueprint.layout.folding import FOLDED_HEIGHT
from visavis.blueprint.layout.geometry import Rect, round_length_up
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Lane, Phase, Step, StepKind
from visavis.blueprint.model.durations import time_quantity
from visavis.blueprint.text import FittedText, TextMetrics, fit


def is_chip_lane(lane: Lane) -> bool:
    """Return whether a lane's steps are low chips instead of cards."""
    return lane.facts.is_evidence


def fit_title(step: Step, language: str, style: LayoutStyle, metrics: TextMetrics, *, chip: bool,
              lines: int | None = None) -> FittedText:
    """Fit a step's title into its card or chip, in at most `lines` lines (default: what its kind has)."""
    text = typography.punctuate(step.title, language)
    if chip:
        width = style.card_width - style.chip_text_left - style.card_padding
        return fit(text, style.chip, width, max_lines=lines or 2, minimum=style.least, metrics=metrics)
    width = style.card_width - 2 * style.card_padding
    return fit(text, style.card, width, max_lines=style.card_lines, minimum=style.least, metrics=metrics)


def fit_time(step: Step, translate: Translator, style: LayoutStyle, metrics: TextMetrics) -> FittedText | None:
    """Fit a step's time: its work, or for a wait (or where there is no work) its wait; None when neither is known."""
    shown = (step.wait or step.work) if step.kind is StepKind.WAIT else (step.work or step.wait)
    if shown is None:
        return None
    width = style.card_width - 2 * style.card_padding - style.card_header - style.label_gap
    return fit(translate.write(time_quantity(shown)), style.time, width, max_lines=1, minimum=style.least,
               metrics=metrics)


def lane_feet(document: BlueprintDocument, style: LayoutStyle) -> dict[str, float]:
    """Return how much of each lane's cards is foot, where effort and marks stand.

    Systems and partners seldom have either: their cards stay low until one does.
    """
    if style.is_title_only:
        return {lane.id: style.card_padding for lane in document.head.lanes}
    feet = {lane.id: style.card_foot if lane.facts.has_effort else style.card_padding
            for lane in document.head.lanes}
    for step in document.steps:
        if has_foot(step):
            feet[step.lane] = style.card_foot
    return feet


def has_foot(step: Step) -> bool:
    """Return whether something stands in the foot of a step's card."""
    return (step.effort is not None or bool(step.outcome or step.markers or step.hidden)
            or step.kind in (StepKind.START, StepKind.OUTCOME))


def tallest_titles(document: BlueprintDocument, titles: Mapping[str, FittedText]) -> dict[str, float]:
    """Return the height of the tallest of some titles (by step) in each lane that has one."""
    tallest: dict[str, float] = {}
    for step in document.steps:
        if step.id in titles:
            tallest[step.lane] = max(tallest.get(step.lane, 0.0), titles[step.id].height)
    return tallest


def row_heights(document: BlueprintDocument, row_lanes: tuple[str, ...], tallest: Mapping[str, float],
                feet: Mapping[str, float], style: LayoutStyle, metrics: TextMetrics, *,
                is_part: bool = False, folded: Collection[str] = ()) -> dict[int, float]:
    """Return each row's height: one for all rows of a lane, decided by its `tallest` title.

    An empty lane is as high as one with cards, so that there is room to draw; in one band of several (`is_part`) it
    is low, as are `folded` lanes.
    """
    header = 0.0 if style.is_title_only else style.card_header + style.card_header_gap
    above = style.card_padding + header
    least = style.card_least_lines * metrics.line_height(style.card)
    heights = {}
    for row, lane_id in enumerate(row_lanes):
        if lane_id in folded:
            heights[row] = FOLDED_HEIGHT
        elif is_chip_lane(document.lane_by_id[lane_id]):
            heights[row] = round_length_up(max(style.chip_height, tallest.get(lane_id, 0.0) + style.label_gap))
        elif is_part and lane_id not in tallest:
            heights[row] = style.empty_height
        else:
            heights[row] = round_length_up(above + max(least, tallest.get(lane_id, 0.0)) + feet[lane_id])
    return heights


def place_card(step: Step, rect: Rect, title: FittedText, time: FittedText | None, style: LayoutStyle, *,
               foot: float, chip: bool) -> CardBox:
    """Return the card of a step in its box, whose lowest `foot` points are kept for effort and marks."""
    if chip:
        left = style.chip_text_left
        box = Rect(rect.x + left, rect.y, max(0.0, rect.width - left - style.card_padding), rect.height)
        return CardBox(step.id, rect, title, box, None, None, is_chip=True)
    pad = style.card_padding
    if style.is_title_only:
        return CardBox(step.id, rect, title, rect.inset(pad), None, None, is_title_only=True)
    top = rect.y + pad + style.card_header + style.card_header_gap
    box = Rect(rect.x + pad, top, rect.width - 2 * pad, rect.bottom - foot - top)
    left = rect.x + pad + style.card_header + style.label_gap
    time_box = Rect(left, rect.y + pad, rect.right - pad - left, style.card_header)
    return CardBox(step.id, rect, title, box, time, time_box if time else None)


def place_lane(document: BlueprintDocument, lane: Lane, rect: Rect, style: LayoutStyle,
               metrics: TextMetrics) -> LaneBox:
    """Return a lane's strip with its fitted heading, and its actor's name below, unless that is the same."""
    left = rect.x + style.heading_margin
    heading = Rect(left, rect.y + style.lane_padding, style.heading_width - style.heading_margin - style.label_gap,
                   rect.height - 2 * style.lane_padding)
    language = document.head.language
    actor = document.actor_by_id.get(lane.actor or "")
    under = actor.name if actor and actor.name.casefold() != lane.name.casefold() else ""
    title = fit(typography.punctuate(lane.name, language), style.lane, heading.width, max_lines=2,
                minimum=style.least, metrics=metrics, height=heading.height)
    room = heading.height - title.height - style.label_gap
    subtitle = None
    if under and room >= metrics.line_height(style.lane_subtitle):
        subtitle = fit(typography.punctuate(under, language), style.lane_subtitle, heading.width, max_lines=2,
                       minimum=style.least, metrics=metrics, height=room)
    return LaneBox(lane.id, lane.kind, rect, heading, title, subtitle)


def place_phase(phase: Phase, rect: Rect, language: str, style: LayoutStyle, metrics: TextMetrics, *,
                continues: bool) -> PhaseBox:
    """Return a phase's arrow with its fitted name."""
    width = max(rect.width - 2 * style.phase_gap - 2 * style.label_padding, style.phase.size)
    title = fit(typography.punctuate(phase.name, language), style.phase, width, max_lines=2, minimum=style.least,
                metrics=metrics, height=rect.height)
    return PhaseBox(phase.id, rect, title, continues)
