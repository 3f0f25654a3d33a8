"""Texts of slides: the lines of a wrapped text are one paragraph in one box, so that it can be written anew.

Programs for offices wrap and align by themselves, often with another font. So a text of one line has room for letters
that are a quarter wider, and one of several lines is as wide as it was set, so that it breaks where it did. That a
text shall not be wrapped at all is nothing to ask for: LibreOffice would centre it, whatever its alignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.drawing import Align, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.brand_faces import is_brand_face
from visavis.blueprint.text.direction import base_level, has_right_to_left
from visavis.blueprint.text.faces import face_measures, family_name, text_face
from visavis.blueprint.text.metrics import metrics
from visavis.blueprint.text.styles import TextStyle, Weight
from visavis.blueprint.text.wrapping import join_lines
from visavis.exporters.typed_text import inert
from visavis.templates.fonts.catalogue import FAMILY, HEAVY

# How far a line may stand from the edge or the middle of its box that it was set to, in points.
_NEAR = 0.6
# A text that stands less than this after another, in parts of its size, goes on with its line.
_SPACE = 0.45
# By how much the box of one line is wider than it, and that of several than the widest: in parts of width and size.
_OF_ONE, _OF_SEVERAL = (0.25, 0.5), (0.01, 0.15)


@dataclass(frozen=True, slots=True)
class SlideRun:
    """A part of a paragraph that looks alike, its size in points. Offices know two weights."""

    text: str
    size: float
    is_bold: bool
    colour: str
    family: str = FAMILY


@dataclass(frozen=True, slots=True)
class SlideText:
    """A paragraph: its words, its box in points of the slide, and how it is set.

    `leading` is the distance between lines as a part of what the font asks for; `is_leftward` says that the text is
    read from right to left.
    """

    runs: tuple[SlideRun, ...]
    rect: Rect
    align: Align = Align.LEFT
    leading: float = 1.0
    language: str = ""
    is_leftward: bool = False
    is_title: bool = False

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join([run.text for run in self.runs])

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max([run.size for run in self.runs])


def set_paragraphs(lines: Sequence[Text], language: str, width: float) -> Iterator[SlideText]:
    """Yield the paragraphs of lines that follow each other on a slide so wide, in points, without the blank ones."""
    for blocks in _chain(_join([line for line in lines if inert(line.run.text)])):
        yield _set(blocks, language, width)


def _join(lines: Iterable[Text]) -> Iterator[list[Text]]:
    """Yield the lines of each text together: those of one block, in one box and colour, as many as it has."""
    found: list[Text] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and (line.block is None or line.block is not last.block or line.colour != last.colour
                                 or line.container != last.container or len(found) == len(line.block.lines)):
            yield found
            found = []
        found.append(line)
    if found:
        yield found


def _chain(blocks: Iterable[list[Text]]) -> Iterator[list[list[Text]]]:
    """Yield texts that are read as one together: a word that stands out and what follows it on its line and below."""
    chain: list[list[Text]] = []
    for block in blocks:
        if chain and not (_follows(chain[-1], block) or (len(chain) > 1 and _goes_on(chain, block))):
            yield chain
            chain = []
        chain.append(block)
    if chain:
        yield chain


def _follows(block: Sequence[Text], other: Sequence[Text]) -> bool:
    """Return whether a text of one line stands right after another on the same line, a space apart."""
    one, next_one = block[0], other[0]
    if len(block) > 1 or len(other) > 1 or abs(one.baseline - next_one.baseline) > _NEAR:
        return False
    gap = (next_one.x - one.x - one.run.width) / min(one.run.style.size, next_one.run.style.size)
    return -0.1 < gap < _SPACE and not has_right_to_left(one.run.text + next_one.run.text)


def _goes_on(chain: Sequence[Sequence[Text]], other: Sequence[Text]) -> bool:
    """Return whether a text is the next lines of a chain: below it, from its left, and like what it ends with."""
    first, last, below = chain[0][0], chain[-1][-1], other[0]
    pitch = (below.baseline - last.baseline) / last.run.style.size
    return (len({text[0].baseline for text in chain}) == 1 and abs(below.x - first.x) < _NEAR and 0.9 < pitch < 1.7
            and (below.run.style, below.colour) == (last.run.style, last.colour))


def _set(blocks: Sequence[Sequence[Text]], language: str, width: float) -> SlideText:
    lines = [line for block in blocks for line in block]
    largest = max(lines[:len(blocks)] if len(blocks) > 1 else lines, key=lambda line: line.run.style.size)
    rows = sorted({round(line.baseline, 1) for line in lines})
    size, (ascent, natural) = largest.run.style.size, _measures(largest)
    leading = (rows[1] - rows[0]) / (natural * size) if len(rows) > 1 else 1.0
    # What is set close is lowered in its first line, too: four fifths of the line stand above its baseline.
    above = min(ascent, 0.8 * natural * leading) if leading < 1 else ascent
    align = _alignment(lines) if len(blocks) == 1 else Align.LEFT
    box = _box(lines, len(rows), align, width)
    rect = Rect(box.x, lines[0].baseline - above * size, box.width, len(rows) * natural * leading * size)
    runs = tuple(_runs(blocks))
    text = "".join(run.text for run in runs)
    return SlideText(runs, rect, align, leading, language, has_right_to_left(text) and base_level(text) == 1)


def _runs(blocks: Iterable[Sequence[Text]]) -> Iterator[SlideRun]:
    """Yield what each text says, in its look; a space stands between two."""
    for number, lines in enumerate(blocks):
        first, block = lines[0], lines[0].block
        is_whole = block is not None and len(lines) == len(block.lines)
        said = join_lines(block) if is_whole and block is not None else " ".join(line.run.text for line in lines)
        text = inert(said)
        yield SlideRun(f" {text}" if number else text, first.run.style.size, first.run.style.weight in HEAVY,
                       first.colour, _family(first))


def _alignment(lines: Sequence[Text]) -> Align:
    """Return how lines are set in their box: by what they have in common."""
    box = lines[0].container
    if box is None:
        return Align.LEFT
    if all(abs(line.x - box.x) < _NEAR for line in lines):
        return Align.LEFT
    if all(abs(line.x + line.run.width - box.right) < _NEAR for line in lines):
        return Align.RIGHT
    if all(abs(line.x + line.run.width / 2 - box.centre.x) < _NEAR for line in lines):
        return Align.CENTRE
    return Align.LEFT


def _box(lines: Sequence[Text], rows: int, align: Align, width: float) -> Rect:
    """Return where a text of so many rows stands across, within the slide."""
    size, box = lines[0].run.style.size, lines[0].container
    left, right = min(line.x for line in lines), max(line.x + _width(line) for line in lines)
    of_width, of_size = _OF_ONE if rows == 1 else _OF_SEVERAL
    widest = right - left if align is Align.LEFT else max(map(_width, lines))
    wanted = widest + of_width * widest + of_size * size
    if rows > 1 and box is not None:
        wanted = max(wanted, box.width)
    if align is Align.CENTRE:
        middle = lines[0].x + lines[0].run.width / 2
        wanted = max(1.0, min(wanted, 2 * middle, 2 * (width - middle)))
        return Rect(middle - wanted / 2, 0.0, wanted, 0.0)
    if align is Align.RIGHT:
        right = min(width, max(line.x + line.run.width for line in lines))
        return Rect(max(0.0, right - wanted), 0.0, min(wanted, right), 0.0)
    return Rect(left, 0.0, max(1.0, min(wanted, width - left)), 0.0)


def _width(line: Text) -> float:
    """Return how wide a line is in the weight that offices have for it."""
    style = line.run.style
    if style.weight is not Weight.SEMIBOLD or _brand(line):
        return line.run.width
    return metrics().width(line.run.text, TextStyle(style.size, Weight.BOLD))


def _measures(line: Text) -> tuple[float, float]:
    """Return the ascent of a line and its height, in parts of its size, as its own face has them."""
    brand = _brand(line)
    face = face_measures(brand) if brand else text_face(line.run.style.weight)
    return face.ascent / face.units, (face.ascent - face.descent) / face.units


def _brand(line: Text) -> str:
    return next((part.face for part in line.run.segments if is_brand_face(part.face)), "")


def _family(line: Text) -> str:
    brand = _brand(line)
    return inert(family_name(brand)) or FAMILY if brand else FAMILY
