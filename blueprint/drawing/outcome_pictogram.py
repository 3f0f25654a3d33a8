"""How journeys end, as twenty people: one pictogram for every twentieth of the requests.

Each outcome has a fill and a form of its own, so that none rests on its colour: full, grey, dashed, barred,
half full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.drawing.display_list import (
    Box,
    Group,
    Layer,
    Path,
    Piece,
    Primitive,
    Role,
    Stroke,
    Text,
)
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import circle, straight_line
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Theme, mix_colours, outcome_colour
from visavis.blueprint.language import Message, MessageList, message, plural
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

PEOPLE = 20
# The lost are hollow: given up dashed, out of time dotted and half full, blocked a full line with a bar across. So
# are, in grey, those of whom the drawing does not say how they end.
DASHES = {Outcome.ABANDONED: (2.4, 2.0), Outcome.EXPIRED: (0.5, 2.2)}
_ORDER = tuple(Outcome)
# The row of a poster's head, in its own units.
HEADING = TextStyle(14.0, Weight.SEMIBOLD)
CROWD = TextStyle(13.5, Weight.SEMIBOLD)
UNKNOWN_DASH = TextStyle(40.5, Weight.BOLD)
LEADING = 1.15
PERSON_STEP = 21.0
CLOSE_PERSON_STEP = 16.0
PERSON_HEIGHT = 31.0
HEADING_GAP = 3.0
WORDS_GAP = 4.0
CROWD_GAP = 12.0


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many of PEOPLE end with each outcome, and the exact share."""

    outcome: str
    share: float
    people: int


def count_people(outcomes: Mapping[str, float]) -> tuple[OutcomeCount, ...]:
    """Return the outcomes in their usual order with their people, by largest remainders (Hamilton's method)."""
    known = [(name, share) for name, share in outcomes.items() if share > 0]
    known.sort(key=lambda each: _ORDER.index(Outcome(each[0])))
    total = sum(share for _, share in known)
    if total <= 0:
        return ()
    seats = apportion([share for _, share in known], PEOPLE)
    return tuple(OutcomeCount(name, share, people) for (name, share), people in zip(known, seats, strict=True))


def count_outcomes(measured: JourneyMeasures | None) -> dict[str, int]:
    """Return how many of twenty requests end in each outcome, in order; empty where that is not known."""
    shares = measured.outcomes if measured is not None else {}
    if any(share.value is None for share in shares.values()):
        return {}
    counted = count_people({name: share.known_value for name, share in shares.items()})
    return {each.outcome: each.people for each in counted}


def people_words(outcome: str, people: int) -> Message:
    """Return how many end with an outcome, in the fewest words: below a row of people."""
    match outcome:
        case Outcome.GRANTED:
            return plural("{count} granted", "{count} granted", people)
        case Outcome.REFUSED:
            return plural("{count} refused", "{count} refused", people)
        case Outcome.ABANDONED:
            return plural("{count} gives up", "{count} give up", people)
        case Outcome.BLOCKED:
            return plural("{count} stuck", "{count} stuck", people)
        case Outcome.UNSPECIFIED:
            return plural("{count} not stated", "{count} not stated", people)
        case _:
            return plural("{count} out of time", "{count} out of time", people)


def person(theme: Theme, outcome: str, box: Rect) -> Iterator[Primitive]:
    """Yield one pictogram: full for the granted, pale for the refused, hollow for those who get no answer."""
    one = Piece(people_words(outcome, 1))
    for shape in _person_shapes(theme, outcome, box):
        yield replace(shape, piece=one)


def _person_shapes(theme: Theme, outcome: str, box: Rect) -> Iterator[Box | Path]:
    colour = outcome_colour(theme, outcome)
    stroke = Stroke(colour, 1.2, DASHES.get(Outcome(outcome), ()))
    fills = {Outcome.GRANTED: colour, Outcome.REFUSED: mix_colours(colour, theme.background, 0.65)}
    fill = fills.get(Outcome(outcome))
    radius = box.height * 0.17
    yield circle(box.centre.x, box.y + radius, radius, fill, stroke)
    half, top, shoulder = box.height * 0.21, box.y + 2.45 * radius, box.height * 0.21
    middle = (top + box.bottom) / 2
    if outcome == Outcome.EXPIRED:
        yield Box(Rect(box.centre.x - half, middle, 2 * half, box.bottom - middle), 0.0, colour)
    yield Path((("M", box.centre.x - half, box.bottom), ("L", box.centre.x - half, top + shoulder),
                ("C", box.centre.x - half, top, box.centre.x - half * 0.4, top, box.centre.x, top),
                ("C", box.centre.x + half * 0.4, top, box.centre.x + half, top, box.centre.x + half, top + shoulder),
                ("L", box.centre.x + half, box.bottom), ("Z",)), fill, stroke)
    if outcome == Outcome.BLOCKED:
        reach = min(1.25 * half, 0.45 * box.width)
        yield straight_line(box.centre.x - reach, middle, box.centre.x + reach, middle, Stroke(colour, 2.4))


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Those of the twenty who end alike, and the line of words below them."""

    outcome: str
    people: int
    words: str
    told: FittedText


def outcomes_row(context: DrawingContext, measured: JourneyMeasures | None, room: float,
                 step: float = PERSON_STEP) -> PageBlock:
    """Return twenty people under a heading, each outcome's number and words below its own people.

    From one person to the next it is `step`, or less where the row is narrow; the words then take more lines. Where
    it is not known how journeys end, that is said in their place. Shares that are lower bounds say so.
    """
    translate, theme = context.translate, context.theme
    heading = paragraph(context, translate(message("Out of 20 requests")), HEADING, room, 1, least=LEAST_SIZE,
                        leading=LEADING)
    crowds = _crowds(context, measured, room)
    step = min(step, room / PEOPLE)
    top = heading.height + HEADING_GAP
    parts: list[Primitive] = list(set_block(heading, Rect(0.0, 0.0, heading.width, heading.height), theme.good))
    if not crowds:
        return _unknown_row(context, room, parts, heading.full, top)
    row = [crowd.outcome for crowd in crowds for _ in range(crowd.people)]
    for index, outcome in enumerate(row):
        parts += person(theme, outcome, Rect(index * step, top, step, PERSON_HEIGHT))
    y = top + PERSON_HEIGHT + WORDS_GAP
    right, places = PEOPLE * step, _place_words(crowds, step, room)
    for crowd, (x, line) in zip(crowds, places, strict=True):
        box = Rect(x, y + line * crowd.told.height, crowd.told.width, crowd.told.height)
        parts += set_block(crowd.told, box, outcome_colour(theme, crowd.outcome))
        y_end, right = box.bottom, max(right, box.right)
    listed = MessageList(tuple(crowd.words for crowd in crowds))
    text = translate(message("Out of 20 requests: {crowds}.", crowds=listed))
    rect = Rect(0.0, 0.0, right, y_end)
    return PageBlock(right, rect.height, (
        Group("outcomes", Role.FIGURE, Layer.PAGE, rect, tuple(parts), heading.full, text),))


def _crowds(context: DrawingContext, measured: JourneyMeasures | None, room: float) -> tuple[_Crowd, ...]:
    """Return the crowds of a journey; none where some share of the cases ends nobody knows how often in what."""
    if measured is None or any(share.value is None for share in measured.outcomes.values()):
        return ()
    found = []
    for crowd in count_people({name: share.known_value for name, share in measured.outcomes.items()}):
        if not crowd.people:
            continue
        words: Message = people_words(crowd.outcome, crowd.people)
        if crowd.outcome == Outcome.GRANTED and measured.granted.at_least:
            words = message("at least {granted}", granted=words)
        text = context.translate(words)
        told = paragraph(context, text, CROWD, room, 1, least=LEAST_SIZE, leading=LEADING)
        found.append(_Crowd(crowd.outcome, crowd.people, text, told))
    return tuple(found)


def _place_words(crowds: Sequence[_Crowd], step: float, room: float) -> list[tuple[float, int]]:
    """Return where each crowd's words stand: x and line. Below its people where there is room, else beside them.

    What is too long for the row goes on on a second line.
    """
    lines: list[list[int]] = [[]]
    used = 0.0
    for index, crowd in enumerate(crowds):
        if lines[-1] and used + CROWD_GAP + crowd.told.width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(index)
        used += crowd.told.width + (CROWD_GAP if len(lines[-1]) > 1 else 0.0)
    places: list[tuple[float, int]] = []
    for number, line in enumerate(lines):
        widths = [crowds[index].told.width for index in line]
        whole = sum(widths) + CROWD_GAP * (len(line) - 1)
        right, x = max(PEOPLE * step, whole), 0.0
        for index, width in zip(line, widths, strict=True):
            start = step * sum(crowd.people for crowd in crowds[:index])
            # What is still to come on the line needs `whole` of it.
            x = max(x, min(start, right - whole))
            places.append((x, number))
            x += width + CROWD_GAP
            whole -= width + CROWD_GAP
    return places


def _unknown_row(context: DrawingContext, room: float, parts: list[Primitive], heading: str, top: float) -> PageBlock:
    """Return the heading with the words that no one knows how requests end."""
    words = context.translate(message("unknown"))
    dash = paragraph(context, "—", UNKNOWN_DASH, room, 1, least=LEAST_SIZE, leading=LEADING)
    told = paragraph(context, words, CROWD, room, 1, least=LEAST_SIZE, leading=LEADING)
    colour = context.theme.muted
    parts += set_block(dash, Rect(0.0, top - HEADING_GAP - 4.0, dash.width, dash.height), colour)
    y = top - HEADING_GAP + dash.height - 8.0
    parts += set_block(told, Rect(0.0, y, told.width, told.height), colour)
    rect = Rect(0.0, 0.0, max(part.container.right for part in parts if isinstance(part, Text) and part.container),
                y + told.height)
    return PageBlock(rect.width, rect.height, (
        Group("outcomes", Role.FIGURE, Layer.PAGE, rect, tuple(parts), heading, f"{heading}, {words}."),))
