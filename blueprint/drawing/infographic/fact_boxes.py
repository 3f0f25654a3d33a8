"""The three boxes of the citizen's page: how long it takes, how much work it is, and where to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import round_to_error
from visavis.blueprint.analysis.plain.public_words import about_time, whole_time
from visavis.blueprint.analysis.plain.told_phases import own_lane
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.infographic.told_journey import ToldJourney
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message, Period, Quoted, message
from visavis.blueprint.language.typography import NO_BREAK
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, LegalMark, Side
from visavis.blueprint.model.durations import period_of
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

HEADING = TextStyle(14.0, Weight.BOLD)
LEAST_HEADING, HEADING_LINES = 12.5, 3
BODY = TextStyle(LEAST_TYPE)
LEADING = 1.23
ICON, ICON_ROOM = 20.0, 34.0
PAD, RADIUS, GAP = 7.0, 8.0, 8.0
# The parts of the width for where to ask, of which the one is taken that makes the row lowest, unless a row of its
# own is lower still. No box is narrower than this.
NARROWEST = 110.0
CONTACT_PARTS = (0.33, 0.42, 0.46, 0.5, 0.54)
# Of what is left, the part for how long it takes.
FIRST_PARTS = (0.5, 0.55, 0.6)
LINES = 9
# Where no one wrote down where to ask, there is a line to fill in by hand.
BLANK = "_" * 18
_DIALLED = re.compile(r"(?<=\d)[ \u00a0](?=\d\d)")


@dataclass(frozen=True, slots=True)
class FactBox:
    """A box: its icon, its inks, what it says in large and in small type, and whose it is, if one side's."""

    id: str
    icon: str
    inks: Inks
    heading: str
    body: str
    side: Side | None = None


def fact_boxes_block(context: DrawingContext, journey: ToldJourney, width: float) -> PageBlock:
    """Return the boxes side by side, or the last one below the others, whichever is lower and cuts nothing."""
    boxes = _fact_boxes(context, journey)
    parts = [[first * (width - wide - 2 * GAP), (1 - first) * (width - wide - 2 * GAP), wide]
             for wide in (width * part for part in CONTACT_PARTS) for first in FIRST_PARTS]
    rows = [_row(context, boxes, widths) for widths in parts if min(widths) >= NARROWEST]
    below = (_row(context, boxes[:2], [(width - GAP) / 2] * 2), _row(context, boxes[2:], [width]))
    tried = [*rows, (stack_blocks([block for block, _ in below], GAP), any(is_cut for _, is_cut in below))]
    return min(tried, key=lambda each: (each[1], each[0].height))[0]


def _fact_boxes(context: DrawingContext, journey: ToldJourney) -> list[FactBox]:
    theme, translate = context.theme, context.translate
    elapsed, remark = _elapsed_words(journey.document, journey.measured)
    work, whose = _work_words(journey.document, journey.measured)
    return [FactBox("elapsed", "clock", theme.backstage, translate(elapsed), translate(remark)),
            FactBox("work", "user-round", theme.citizen, translate(work), translate(whose), Side.CITIZEN),
            FactBox("contact", "phone", theme.agent, translate(message("A question?")),
                    contact_words(context, journey.document))]


def fact_pair(context: DrawingContext, journey: ToldJourney, width: float) -> PageBlock:
    """Return how long it takes and how much work it is, side by side."""
    return _row(context, _fact_boxes(context, journey)[:2], [(width - GAP) / 2] * 2)[0]


def contact_box(context: DrawingContext, journey: ToldJourney, width: float) -> PageBlock:
    """Return where to ask, as wide as the page."""
    return _row(context, _fact_boxes(context, journey)[2:], [width])[0]


def contact_words(context: DrawingContext, document: BlueprintDocument) -> str:
    """Return where to ask: as the record says it, else by a brand kit's telephone, else on a line to fill in."""
    # A number that is dialled is not broken at a line's end.
    contact = _DIALLED.sub(NO_BREAK, " ".join((document.head.record.contact or "").split()))
    phone = context.look.phone if context.look is not None else ""
    return contact or context.translate(message("Call {phone}", phone=phone or BLANK))


def _elapsed_words(document: BlueprintDocument, measured: JourneyMeasures | None) -> tuple[Message, Message]:
    """Return how long it takes until an answer, and what the law gives; what is not known is said."""
    elapsed = measured.headline_cases.elapsed.mean_minutes if measured else None
    deadline = document.head.service.legal_deadline
    law = _law_words(document, period_of(deadline)) if deadline is not None else None
    if measured is None or elapsed is None or elapsed.value is None:
        return message("How long? Not known"), law or message("No one has measured it.")
    exact, rough = whole_time(round_to_error(elapsed)), about_time(round_to_error(elapsed))
    if measured.completion.is_known and not measured.completion.known_value:
        return message("No answer"), message("It stops after {time}, without a decision.", time=exact)
    if elapsed.at_least:
        return message("At least {time}", time=exact), law or message("Some times are not known.")
    is_decided = measured.decided is not None
    if rough.text == exact.text:
        mean = message("on average, from start to end") if is_decided else message("on average")
        return exact, law or mean
    mean = message("{time} on average, from start to end", time=exact) if is_decided else message(
        "{time} on average", time=exact)
    return rough, mean if law is None else message("{time}; {law}", time=mean, law=law)


def _law_words(document: BlueprintDocument, limit: Period) -> Message:
    """Return the time that the law gives the service, and from which step on, where that is told."""
    starts = document.step_by_id.get(document.legal_clock.starts or "") if document.legal_clock is not None else None
    if starts is None:
        return message("the law gives the service {limit}", limit=limit)
    if LegalMark.RECEIPT in starts.legal:
        return message("by law {limit} from the receipt", limit=limit)
    return message("by law {limit} from {step}", limit=limit, step=Quoted(starts.title.strip() or starts.id))


def _work_words(document: BlueprintDocument, measured: JourneyMeasures | None) -> tuple[Message, Message]:
    """Return how much work it is for the citizen and whoever helps them."""
    lane = own_lane(document)
    has_family = any(lane is not None and step.lane != lane.id and document.side_of(step) is Side.CITIZEN
                     for step in document.steps)
    whose = message("for you and your family") if has_family else message("for you")
    work = measured.headline_cases.citizen.work_minutes if measured else None
    if work is None or work.value is None:
        return message("How much work? Not known"), message("No one has measured it.")
    time = whole_time(round_to_error(work))
    told = message("{work} of work", work=time)
    if work.at_least:
        return message("At least {time}", time=told), message("{whose}; some times are not known", whose=whose)
    if measured is not None and measured.decided is not None:
        whose = message("{whose}, in all", whose=whose)
    return told, whose


def _row(context: DrawingContext, boxes: Sequence[FactBox], widths: Sequence[float]) -> tuple[PageBlock, bool]:
    """Return boxes side by side, and whether a text in them is cut."""
    fitted = [(_fit_heading(context, box.heading, width - ICON_ROOM - PAD),
               paragraph(context, box.body, BODY, width - ICON_ROOM - PAD, LINES, leading=LEADING))
              for box, width in zip(boxes, widths, strict=True)]
    height = max(heading.height + body.height for heading, body in fitted) + 2 * PAD
    groups, x = [], 0.0
    for box, width, texts in zip(boxes, widths, fitted, strict=True):
        rect = Rect(x, 0.0, width, height)
        said = f"{box.heading} {box.body}"
        groups.append(Group(box.id, Role.TEXT, Layer.CARDS, rect, tuple(_draw(context, box, rect, *texts)),
                            box.heading, said))
        x += width + GAP
    is_cut = any(text.is_cut for texts in fitted for text in texts)
    return PageBlock(x - GAP, height, tuple(groups)), is_cut


def _fit_heading(context: DrawingContext, text: str, width: float) -> FittedText:
    """Return a heading on one line where it may be a little smaller, else on several."""
    line = paragraph(context, text, HEADING, width, 1, least=LEAST_HEADING, leading=1.2)
    if not line.is_cut:
        return line
    return paragraph(context, text, HEADING, width, HEADING_LINES, least=LEAST_TYPE, leading=1.2)


def _draw(context: DrawingContext, box: FactBox, rect: Rect, heading: FittedText,
          body: FittedText) -> Iterator[Primitive]:
    yield Box(rect, RADIUS, box.inks.tint)
    yield icon_path(box.icon, rect.x + PAD, rect.centre.y - ICON / 2, ICON, box.inks.ink, 1.5)
    room, top = rect.width - ICON_ROOM - PAD, rect.centre.y - (heading.height + body.height) / 2
    upper = Rect(rect.x + ICON_ROOM, top, room, heading.height)
    yield from set_block(heading, upper, context.theme.ink if box.id == "elapsed" else box.inks.ink)
    yield from set_block(body, Rect(upper.x, upper.bottom, room, body.height), context.theme.ink)
