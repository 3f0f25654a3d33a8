"""One card of a deck, 63 by 88 mm, and the parts that all cards are made of.

Nothing stands within 3 mm of a cut, so that a cut a little out of place takes nothing away, and no bleed is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.drawing.display_list import Box, Primitive, Stroke
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.shapes import circle, icon_path, straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks, Theme
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

# Points.
WIDTH, HEIGHT = 63 * POINTS_PER_MM, 88 * POINTS_PER_MM
SAFE = 3 * POINTS_PER_MM
STRIP = 5.0
DISC = 19.0
BODY = TextStyle(11.5)
BOLD = TextStyle(11.5, Weight.SEMIBOLD)
SMALL = TextStyle(11.0)
NAME = TextStyle(14.0, Weight.BOLD)
TITLE = TextStyle(16.0, Weight.BOLD)
LEAST = 11.0
GAP = 5.0
LINE_STEP = 20.0
# A sign, and how much room it takes before words.
SIGN, SIGN_ROOM = 12.0, 16.0
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on one side of a card, drawn from (0, 0), and how it is said."""

    primitives: tuple[Primitive, ...]
    title: str
    spoken: str


@dataclass(frozen=True, slots=True)
class DeckCard:
    """A card with its two sides."""

    id: str
    front: CardFace
    back: CardFace


def inner() -> Rect:
    """Return what a card may use: within 3 mm of its cuts."""
    return Rect(SAFE, SAFE, WIDTH - 2 * SAFE, HEIGHT - 2 * SAFE)


def strip(colour: str, *, is_blank: bool = False) -> Iterator[Primitive]:
    """Yield the strip at a card's top that tells its deck; a blank card's is broken."""
    box = inner()
    if not is_blank:
        yield Box(Rect(box.x, box.y, box.width, STRIP), STRIP / 2, colour)
        return
    pieces = int(box.width // (2 * STRIP))
    step = (box.width - STRIP) / (pieces - 1)
    for number in range(pieces):
        yield Box(Rect(box.x + number * step, box.y, STRIP, STRIP), 0.0, colour)


def disc_with_icon(icon: str, inks: Inks) -> Iterator[Primitive]:
    """Yield the disc at a card's top left with an icon in it."""
    box, size = inner(), 22.0
    x, y = box.x + DISC, box.y + STRIP + GAP + DISC
    yield circle(x, y, DISC, inks.tint)
    yield icon_path(icon, x - size / 2, y - size / 2, size, inks.ink, 1.8)


def beside_disc(context: DrawingContext, name: str, style: TextStyle, colour: str,
                below: str = "") -> Iterator[Primitive]:
    """Yield a card's name beside its disc, on two lines at most, and a few words below it."""
    box = inner()
    room = box.width - 2 * DISC - 8.0
    title = paragraph(context, name, style, room, 1 if below else 2, least=LEAST)
    if title.is_cut and below:
        title = paragraph(context, name, style.with_size(LEAST), room, 2)
    words = paragraph(context, below, SMALL, room, 1) if below else None
    height = title.height + (words.height if words else 0.0)
    top = box.y + STRIP + GAP + max(0.0, (2 * DISC - height) / 2)
    x = box.x + 2 * DISC + 8.0
    yield from set_block(title, Rect(x, top, room, title.height), colour)
    if words is not None:
        yield from set_block(words, Rect(x, top + title.height, room, words.height), context.theme.muted)


def below_head() -> float:
    """Return where the body of a card begins."""
    return inner().y + STRIP + 2 * GAP + 2 * DISC


def fit_sentences(context: DrawingContext, text: str, width: float, height: float) -> FittedText:
    """Return as many whole sentences as fit, all of them if they do; of one that is too long, its beginning."""
    sentences = _SENTENCE.split(text.strip())
    whole = paragraph(context, text.strip(), BODY, width, 99)
    for count in range(len(sentences), 0, -1):
        fitted = paragraph(context, " ".join(sentences[:count]), BODY, width, 99)
        if fitted.height <= height and not fitted.is_cut:
            return fitted
    lines = max(1, int(height // (whole.height / max(1, len(whole.lines)))))
    return paragraph(context, text.strip(), BODY, width, lines)


def write_lines(theme: Theme, x: float, width: float, top: float, count: int) -> Iterator[Primitive]:
    """Yield lines to write on, the first of them a line's height below `top`."""
    for number in range(1, count + 1):
        y = top + number * LINE_STEP
        yield straight_line(x, y, x + width, y, Stroke(theme.hairline, 1.0))


def signed_words(context: DrawingContext, rows: Sequence[tuple[str, bool]], top: float, *,
                 bottom: float) -> Iterator[Primitive]:
    """Yield words in two columns, each with a tick or a cross before it; what is below `bottom` is left out.

    A cross is said by its colour, its sign and its weight.
    """
    theme, box = context.theme, inner()
    column = box.width / 2
    x, y = box.x, top
    for words, is_good in rows:
        style = BODY if is_good else BOLD
        room = (column if x == box.x else box.right - x) - SIGN - 6.0
        text = paragraph(context, words, style, room, 1, least=LEAST)
        if text.is_cut and x == box.x:
            text = paragraph(context, words, style, box.width - SIGN - 6.0, 1, least=LEAST)
        is_wide = text.width > room
        if x != box.x and text.is_cut:
            x, y = box.x, y + text.height + 2.0
            text = paragraph(context, words, style, box.width - SIGN - 6.0, 1, least=LEAST)
            is_wide = text.width > column - SIGN - 6.0
        if y + text.height > bottom:
            return
        colour = theme.good if is_good else theme.friction.ink
        yield icon_path("check" if is_good else "x", x, y + (text.height - SIGN) / 2, SIGN, colour, 2.0)
        words_box = Rect(x + SIGN + 5.0, y, max(text.width, 1.0) + 1.0, text.height)
        yield from set_block(text, words_box, theme.ink if is_good else theme.friction.ink)
        if x == box.x and not is_wide:
            x = box.x + column
        else:
            x, y = box.x, y + text.height + 2.0


def side_sign(theme: Theme, side: Side | None, x: float, y: float) -> Primitive:
    """Return the sign of whose step it is, before its name: a person, several for the agents, a machine."""
    icon = {Side.CITIZEN: "user", Side.AGENT: "users"}.get(side or Side.SYSTEM, "server")
    return icon_path(icon, x, y, SIGN, theme.of_side(side).ink, 2.0)


def foot_rule(theme: Theme, above: float) -> Primitive:
    """Return the line above the foot of a card, which is `above` points high."""
    box = inner()
    return straight_line(box.x, box.bottom - above, box.right, box.bottom - above, Stroke(theme.hairline))


def dots_row(context: DrawingContext, label: str) -> Iterator[Primitive]:
    """Yield the foot of a card with four places for dots."""
    box, radius, step = inner(), 7.0, 20.0
    text = paragraph(context, label, SMALL, box.width - 4 * step - 6.0, 1, least=LEAST)
    row = Rect(box.x, box.bottom - 2 * radius - 2.0, text.width + 1.0, 2 * radius + 2.0)
    yield foot_rule(context.theme, row.height + GAP)
    yield from set_block(text, row, context.theme.muted, middle=True)
    for number in range(4):
        yield circle(row.right + 12.0 + number * step, row.y + row.height / 2, radius,
                     stroke=Stroke(context.theme.muted, 0.9, (2.4, 2.0)))


def say(parts: Iterable[str]) -> str:
    """Return what is said of a card: its parts, each as a sentence."""
    told = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in told)
