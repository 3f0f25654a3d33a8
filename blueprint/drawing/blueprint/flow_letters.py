"""Letters at the ends of flows that go on in another band: beside their cards, where nothing else stands.

The eye finds a flow again by its letter. Where the other end is on another sheet the letter says on which, in words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from visavis.blueprint.drawing.blueprint.flows import LETTER, PlacedLetter, is_stub
from visavis.blueprint.drawing.blueprint.taken_places import APART, TakenPlaces
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph
from visavis.blueprint.language import message
from visavis.blueprint.layout import FlowLine, Layout, Point, Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight
from visavis.blueprint.text.wrapping import breaks_a_word

# What the disc of a letter has on both sides; so have words, of more letters than these.
LETTER_PAD, WORDS_PAD = 3.0, 6.0
MOST_LETTERS = 2
WORDS_LEADING = 1.05
# What a letter keeps from its card, and from one place that is tried to the next.
OFF_CARD = 0.5
STEP = 6.0
# In a crowd letters stand behind each other, so many deep.
RINGS = 4
# What two letters have between them.
BETWEEN = 1.0
# How much of a line's end a letter beyond it covers, first the least.
COVERED = (2.0, 4.0, 6.0)
# The room that the number of a friction takes at the upper right corner of a card.
CORNER_WIDTH, CORNER_RISE = 26.0, 15.0


@dataclass(frozen=True, slots=True)
class FlowLetter:
    """The letter of a flow that another band has, too; the sheets of its two ends, where these are two.

    `share` of the cases go that way, where the flow's words do not say so at its other end.
    """

    letter: str
    sheets: tuple[int, int] | None = None
    share: str = ""


def find_stubs(layout: Layout, keys: Collection[str]) -> frozenset[str]:
    """Return those of some flows whose lines are not drawn: their letters stand for them."""
    return frozenset(key for key in keys if key in layout.flows and is_stub(layout.flows[key]))


def place_letters(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                  letters: Mapping[str, FlowLetter], numbered: Collection[str],
                  taken: TakenPlaces) -> Mapping[str, PlacedLetter]:
    """Return the letters of a band by flow, where nothing is `taken`, and take their places.

    The steps that are `numbered` keep a corner for the number of a friction.
    """
    cut = [layout.flows[key] for key in letters if key in layout.flows]
    steps = {_step_here(document, line) for line in cut} & {*numbered}
    corners = [_corner(layout.cards[step].rect) for step in steps]
    for corner in corners:
        taken.add(corner)
    places = LetterPlaces(context, document, layout, taken)
    placed = {line.key: places.place(line, letters[line.key].letter) for line in cut}
    # Words come where letters leave them room: that each flow has its letter is worth more.
    for lines, words in _with_words(context, document, cut, letters):
        told = places.place_words(lines[0], words, [placed[line.key] for line in lines])
        if told is not None:
            placed[lines[0].key] = told
            placed.update((line.key, replace(told, is_elsewhere=True)) for line in lines[1:])
        elif len(lines) > 1:
            for line in lines:
                told = places.place_words(line, _words(context, [letters[line.key]], line), [placed[line.key]])
                placed[line.key] = told or placed[line.key]
    for corner in corners:
        taken.remove(corner)
    return placed


def _corner(card: Rect) -> Rect:
    return Rect(card.right - CORNER_WIDTH, card.y - CORNER_RISE, CORNER_WIDTH, CORNER_RISE)


def _with_words(context: DrawingContext, document: BlueprintDocument, cut: Sequence[FlowLine],
                letters: Mapping[str, FlowLetter]) -> Iterator[tuple[Sequence[FlowLine], str]]:
    """Yield the flows that go on on another sheet and what is said of them; those of one card are told together."""
    found: dict[tuple[object, ...], list[FlowLine]] = {}
    for line in cut:
        letter, leaves = letters[line.key], line.goes_to is not None
        if letter.sheets is not None:
            own = "" if is_stub(line) else line.key
            found.setdefault((_step_here(document, line), leaves, letter.sheets[leaves], own), []).append(line)
        elif letter.share and leaves:
            found[line.key,] = [line]
    for lines in found.values():
        yield lines, _words(context, [letters[line.key] for line in lines], lines[0])


def _words(context: DrawingContext, letters: Sequence[FlowLetter], line: FlowLine) -> str:
    """Return which sheet some flows go to or come from, and how many cases go there."""
    sheets, leaves = letters[0].sheets, line.goes_to is not None
    named = ", ".join(f"{each.letter} {each.share}" if each.share and leaves else each.letter
                      for each in letters)
    if sheets is None:
        return named
    if leaves:
        return context.translate(message("{letter} → sheet {number}", letter=named, number=sheets[1]))
    return context.translate(message("{letter} (sheet {number})", letter=named, number=sheets[0]))


def _step_here(document: BlueprintDocument, line: FlowLine) -> str:
    """Return the step of the band at which a flow ends that is cut."""
    flow = document.flow_by_key[line.key]
    return flow.source if line.goes_to is not None else flow.target


@dataclass(frozen=True, slots=True)
class LetterPlaces:
    """Finds places for letters, and takes them."""

    context: DrawingContext
    document: BlueprintDocument
    layout: Layout
    taken: TakenPlaces

    def place(self, line: FlowLine, letter: str) -> PlacedLetter:
        """Return a letter where nothing is; else over lines, and where all is full at its flow's end."""
        fitted = self._fit(letter)
        rect = self._find(line, fitted, crosses=False) or self._find(line, fitted, crosses=True)
        if rect is None:
            width, height = _size(fitted)
            end = line.points[-1] if line.goes_to is not None else line.points[0]
            rect = Rect(end.x - width / 2, end.y - height / 2, width, height)
        self._take(rect)
        return PlacedLetter(fitted, rect)

    def place_words(self, line: FlowLine, words: str, instead: Sequence[PlacedLetter]) -> PlacedLetter | None:
        """Return words in one line or two `instead` of letters, where there is room for them; else None."""
        for letter in instead:
            self.taken.remove(letter.rect.inset(-BETWEEN))
        told = self._fit(words)
        for fitted in (told, self._fit(words, told.width * 0.66, 2).with_leading(WORDS_LEADING)):
            is_whole = not fitted.is_cut and not breaks_a_word(fitted)
            rect = self._find(line, fitted, crosses=False) if is_whole else None
            if rect is not None:
                self._take(rect)
                return PlacedLetter(fitted, rect)
        for letter in instead:
            self._take(letter.rect)
        return None

    def _take(self, rect: Rect) -> None:
        self.taken.add(rect.inset(-BETWEEN))

    def _card(self, line: FlowLine) -> Rect:
        return self.layout.cards[_step_here(self.document, line)].rect

    def _fit(self, words: str, width: float = 400.0, lines: int = 1) -> FittedText:
        return paragraph(self.context, words, TextStyle(self.layout.style.least, Weight.BOLD), width, lines)

    def _find(self, line: FlowLine, fitted: FittedText, *, crosses: bool) -> Rect | None:
        for rect in _places(self.layout, line, self._card(line), *_size(fitted)):
            if self.taken.is_free(rect.inset(-APART), may_speak=True, own=line.key, crosses=crosses):
                return rect
        return None


def _size(fitted: FittedText) -> tuple[float, float]:
    """Return the size of what words stand in; a letter alone is in a disc."""
    height = 2 * LETTER if len(fitted.lines) == 1 else fitted.height + 2.0
    pad = LETTER_PAD if len(fitted.full) <= MOST_LETTERS else WORDS_PAD
    return max(2 * LETTER, fitted.width + 2 * pad), height


def _places(layout: Layout, line: FlowLine, card: Rect, width: float, height: float) -> Iterator[Rect]:
    """Yield where a letter may stand: on the end of its line, or outside of its card, first where the flow ends."""
    if not is_stub(line):
        # At the band's edge a disc may reach out of it, as far as no more than itself.
        yield from (rect for rect in _places_on_end(line, width, height)
                    if rect.x > 0.0 and rect.right <= layout.width + 2 * LETTER)
        return
    end = line.points[-1] if line.goes_to is not None else line.points[0]
    first = next((name for name, met in (("top", end.y <= card.y), ("bottom", end.y >= card.bottom),
                                         ("left", end.x <= card.x)) if met), "right")
    space = Rect(0.0, layout.style.phase_height, layout.width, layout.height - layout.style.phase_height)
    for ring in range(RINGS):
        sides = _sides(card, end, width, height, ring)
        for name in sorted(sides, key=lambda name: name != first):
            yield from (rect for rect in sides[name] if space.encloses(rect))


def _sides(card: Rect, end: Point, width: float, height: float, ring: int) -> Mapping[str, Sequence[Rect]]:
    """Return the places along each side of a card, the nearest to a flow's `end` first; `ring` by ring outward."""
    across, down = OFF_CARD + ring * (width + BETWEEN), OFF_CARD + ring * (height + BETWEEN)
    xs, ys = _along(card.x, card.right, width, end.x), _along(card.y, card.bottom, height, end.y)
    return {"top": [Rect(x, card.y - down - height, width, height) for x in xs],
            "bottom": [Rect(x, card.bottom + down, width, height) for x in xs],
            "left": [Rect(card.x - across - width, y, width, height) for y in ys],
            "right": [Rect(card.right + across, y, width, height) for y in ys]}


def _along(start: float, stop: float, size: float, wanted: float) -> list[float]:
    """Return where something of a size may begin on an edge, the nearest to a wanted middle first."""
    first, last = start, max(start, stop - size)
    count = int((last - first) // STEP)
    found = [*(first + at * STEP for at in range(count + 1)), last, min(max(wanted - size / 2, first), last)]
    return sorted(found, key=lambda at: abs(at + size / 2 - wanted))


def _places_on_end(line: FlowLine, width: float, height: float) -> Iterator[Rect]:
    """Yield the places of a letter beyond the end of its line, then back along it."""
    points = line.points[::-1] if line.goes_to is not None else line.points
    first, second = points[0], points[1]
    along_x, along_y = _direction(second, first)
    # The near edge of what stands beyond covers the line's end.
    for aside in (0.0, -0.5, 0.5):
        for covered in COVERED:
            x = first.x + along_x * (width / 2 - covered) + abs(along_y) * aside * width
            y = first.y + along_y * (height / 2 - covered) + abs(along_x) * aside * height
            yield Rect(x - width / 2, y - height / 2, width, height)
    for start, end in pairwise(points):
        along_x, along_y = _direction(start, end)
        for at in range(int((abs(end.x - start.x) + abs(end.y - start.y)) // STEP) + 1):
            x, y = start.x + along_x * at * STEP, start.y + along_y * at * STEP
            yield Rect(x - width / 2, y - height / 2, width, height)


def _direction(before: Point, end: Point) -> tuple[int, int]:
    return (end.x > before.x) - (end.x < before.x), (end.y > before.y) - (end.y < before.y)
