"""How journeys end, as twenty people: one pictogram for every twentieth of the requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.drawing.display_list import Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.blueprint.text.styles import TextStyle, Weight

PEOPLE = 20
LABEL = TextStyle(10.0, Weight.SEMIBOLD)
LEAST = 9.0
KEY_WIDTH = 10.0
KEY_HEIGHT = 20.0
ENTRY_GAP = 16.0
# The lost are hollow: given up dashed, out of time dotted, blocked a full line. So are, in grey, those of whom the
# drawing does not say how they end.
DASHES = {Outcome.ABANDONED: (2.4, 2.0), Outcome.EXPIRED: (0.5, 2.2)}
_ORDER = tuple(Outcome)


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
    quotas = [share / total * PEOPLE for _, share in known]
    seats = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(known)), key=lambda index: (seats[index] - quotas[index], index))
    for index in by_remainder[: PEOPLE - sum(seats)]:
        seats[index] += 1
    return tuple(OutcomeCount(name, share, people) for (name, share), people in zip(known, seats, strict=True))


def outcome_sentence(outcome: str) -> Message:
    """Return an outcome as people say it."""
    match outcome:
        case Outcome.GRANTED:
            return message("obtain what they asked for")
        case Outcome.REFUSED:
            return message("are refused")
        case Outcome.ABANDONED:
            return message("give up on the way")
        case Outcome.BLOCKED:
            return message("cannot go on")
        case Outcome.UNSPECIFIED:
            return message("come to the end of the drawing, which does not say how they end")
        case _:
            return message("run out of time")


def person(theme: Theme, outcome: str, box: Rect) -> Iterator[Primitive]:
    """Yield one pictogram: filled for those who get an answer, hollow for those who do not, or may not."""
    calm = {Outcome.GRANTED: theme.good, Outcome.REFUSED: theme.muted, Outcome.UNSPECIFIED: theme.muted}
    colour = calm.get(Outcome(outcome), theme.friction.ink)
    stroke = Stroke(colour, 1.2, DASHES.get(Outcome(outcome), ()))
    fill = colour if outcome in (Outcome.GRANTED, Outcome.REFUSED) else None
    radius = box.height * 0.17
    yield circle(box.centre.x, box.y + radius, radius, fill, stroke)
    half, top, shoulder = box.height * 0.21, box.y + 2.45 * radius, box.height * 0.21
    yield Path((("M", box.centre.x - half, box.bottom), ("L", box.centre.x - half, top + shoulder),
                ("C", box.centre.x - half, top, box.centre.x - half * 0.4, top, box.centre.x, top),
                ("C", box.centre.x + half * 0.4, top, box.centre.x + half, top, box.centre.x + half, top + shoulder),
                ("L", box.centre.x + half, box.bottom), ("Z",)), fill, stroke)


def people_block(context: DrawingContext, outcomes: Mapping[str, float], width: float) -> PageBlock:
    """Return a row of twenty people and, below, what each kind of them means with its exact share."""
    counts = count_people(outcomes)
    step = width / PEOPLE
    height = min(38.0, step * 1.25)
    parts: list[Primitive] = []
    row = [crowd.outcome for crowd in counts for _ in range(crowd.people)]
    for index, outcome in enumerate(row):
        parts += person(context.theme, outcome, Rect(index * step + step * 0.1, 0.0, step * 0.8, height))
    y = height + 7.0
    texts, x = [], 0.0
    for crowd in counts:
        what = outcome_sentence(crowd.outcome)
        text = context.translate(message("{share} {what}", share=Share(crowd.share), what=what))
        label = paragraph(context, text, LABEL, width - KEY_WIDTH - 5.0, 1, least=LEAST)
        if x and x + KEY_WIDTH + 5.0 + label.width > width:
            x, y = 0.0, y + KEY_HEIGHT
        parts += person(context.theme, crowd.outcome, Rect(x, y + 2.0, KEY_WIDTH, KEY_HEIGHT - 6.0))
        box = Rect(x + KEY_WIDTH + 5.0, y + (KEY_HEIGHT - label.height) / 2 - 1.0, label.width, label.height)
        parts += set_block(label, box, context.theme.ink)
        x = box.right + ENTRY_GAP
        texts.append(text)
    rect = Rect(0.0, 0.0, width, y + KEY_HEIGHT)
    title = context.translate(message("How requests end"))
    return PageBlock(width, rect.height, (
        Group("outcomes", Role.FIGURE, Layer.PAGE, rect, tuple(parts), title, ". ".join(texts) + "."),))
