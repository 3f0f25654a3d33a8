"""The paths of an SVG file as lines and cubic curves (SVG 1.1, chapters 8 and 9): arcs become curves, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import atan2, ceil, cos, isfinite, pi, sin, sqrt, tan

from visavis.blueprint.drawing.display_list import Segment
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError

# How far the handles of a curve reach along a quarter of a circle.
QUARTER = 0.5522847498
MOST_SEGMENTS = 40_000
_FARTHEST = 1e7
_TOKEN = re.compile(r"[MmZzLlHhVvCcSsQqTtAa]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
# The two flags of an arc may stand together without a space (SVG 1.1, 8.3.9).
_ARC_FLAGS = (3, 4)


class LogoRefused(BlueprintError):
    """Says why a file cannot be a logo, in a part of a sentence that whoever names the file begins."""


def read_path(data: str) -> tuple[Segment, ...]:
    """Return the segments of a path's data, up to its first mistake, as SVG asks for; may raise LogoRefused."""
    pen = PathPen()
    for letter, numbers in _commands(data):
        pen.draw(letter, numbers)
        if len(pen.segments) > MOST_SEGMENTS:
            raise LogoRefused(message("the logo has more lines and curves than anyone can see: simplify it"))
    return tuple(pen.segments)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens, at, letter = _tokens(data), 0, ""
    while at < len(tokens):
        if tokens[at][0].isalpha():
            letter, at = tokens[at], at + 1
            if letter in "Zz":
                yield letter, []
                continue
        count = _COUNTS.get(letter.upper(), 0)
        taken = tokens[at:at + count]
        if not count or len(taken) < count or any(one[0].isalpha() for one in taken):
            return
        numbers = [float(one) for one in taken]
        if not all(isfinite(one) and abs(one) < _FARTHEST for one in numbers):
            return
        yield letter, numbers
        at += count
        # Further pairs after a start are lines.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _tokens(data: str) -> list[str]:
    """Return letters and numbers; the flags of arcs, which may be written together, apart."""
    tokens: list[str] = []
    arc_at = -1
    for found in _TOKEN.findall(data):
        if found[0].isalpha():
            arc_at = 0 if found in "Aa" else -1
            tokens.append(found)
            continue
        rest = found
        while rest and arc_at >= 0 and arc_at % 7 in _ARC_FLAGS and rest[0] in "01":
            tokens.append(rest[0])
            rest, arc_at = rest[1:], arc_at + 1
        if rest:
            tokens.append(rest)
            arc_at += arc_at >= 0
    return tokens


class PathPen:
    """Draws the commands of a path; relative ones from where it is."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._here = self._start = (0.0, 0.0)
        self._handle: tuple[str, float, float] | None = None

    def draw(self, letter: str, numbers: Sequence[float]) -> None:
        """Draw one command with its numbers."""
        command = letter.upper()
        values = list(numbers)
        if letter.islower() and command not in "HVA":
            values = [value + self._here[at % 2] for at, value in enumerate(values)]
        x, y = self._here
        before, self._handle = self._handle, None
        match command:
            case "M":
                self._start = self._here = (values[0], values[1])
                self.segments.append(("M", *values))
            case "Z":
                self.segments.append(("Z",))
                self._here = self._start
            case "L":
                self._line(values[0], values[1])
            case "H":
                self._line(values[0] + (x if letter.islower() else 0.0), y)
            case "V":
                self._line(x, values[0] + (y if letter.islower() else 0.0))
            case "A":
                end = (values[5] + x, values[6] + y) if letter.islower() else (values[5], values[6])
                self._arc(values, end)
            case _:
                self._curve(command, values, before)

    def _line(self, x: float, y: float) -> None:
        self.segments.append(("L", x, y))
        self._here = (x, y)

    def _curve(self, command: str, values: list[float], before: tuple[str, float, float] | None) -> None:
        """Draw a cubic or quadratic curve; S and T begin as the curve before them ends."""
        x, y = self._here
        kind = "C" if command in "CS" else "Q"
        if command in "ST":
            handle = (2 * x - before[1], 2 * y - before[2]) if before is not None and before[0] == kind else (x, y)
            values = [*handle, *values]
        if kind == "C":
            self._handle = ("C", values[2], values[3])
            self.segments.append(("C", *values))
        else:
            self._handle = ("Q", values[0], values[1])
            one, two, end_x, end_y = values
            self.segments.append(("C", (x + 2 * one) / 3, (y + 2 * two) / 3, (end_x + 2 * one) / 3,
                                  (end_y + 2 * two) / 3, end_x, end_y))
        self._here = (values[-2], values[-1])

    def _arc(self, values: list[float], end: tuple[float, float]) -> None:
        """Draw an arc of an ellipse as curves of at most a quarter (SVG 1.1, appendix F.6)."""
        across, down, turned, is_large, is_sweep = abs(values[0]), abs(values[1]), values[2] * pi / 180, *values[3:5]
        (x1, y1), (x2, y2) = self._here, end
        if not across or not down or self._here == end:
            self._line(*end)
            return
        half_x, half_y = (x1 - x2) / 2, (y1 - y2) / 2
        px, py = (cos(turned) * half_x + sin(turned) * half_y, -sin(turned) * half_x + cos(turned) * half_y)
        grown = sqrt(max(1.0, (px / across) ** 2 + (py / down) ** 2))
        across, down = across * grown, down * grown
        rest = (across * down) ** 2 - (across * py) ** 2 - (down * px) ** 2
        reach = sqrt(max(0.0, rest / ((across * py) ** 2 + (down * px) ** 2)))
        reach *= -1 if bool(is_large) == bool(is_sweep) else 1
        cx, cy = reach * across * py / down, -reach * down * px / across
        first = atan2((py - cy) / down, (px - cx) / across)
        sweep = (atan2((-py - cy) / down, (-px - cx) / across) - first) % (2 * pi)
        sweep -= 0 if is_sweep else 2 * pi
        middle = (cos(turned) * cx - sin(turned) * cy + (x1 + x2) / 2,
                  sin(turned) * cx + cos(turned) * cy + (y1 + y2) / 2)
        count = max(1, ceil(abs(sweep) / (pi / 2) - 1e-9))
        for number in range(count):
            self.segments.append(_arc_piece(middle, across, down, turned, first + sweep * number / count,
                                            sweep / count))
        self._here = end


def _arc_piece(middle: tuple[float, float], across: float, down: float, turned: float, start: float,
               sweep: float) -> Segment:
    reach = 4 / 3 * tan(sweep / 4)
    end = start + sweep
    corners = ((cos(start) - reach * sin(start), sin(start) + reach * cos(start)),
               (cos(end) + reach * sin(end), sin(end) - reach * cos(end)), (cos(end), sin(end)))
    numbers: list[float] = []
    for x, y in corners:
        numbers += [middle[0] + cos(turned) * across * x - sin(turned) * down * y,
                    middle[1] + sin(turned) * across * x + cos(turned) * down * y]
    return ("C", *numbers)


def ellipse(x: float, y: float, across: float, down: float) -> tuple[Segment, ...]:
    """Return an ellipse around (x, y)."""
    a, b = across * QUARTER, down * QUARTER
    return (("M", x + across, y), ("C", x + across, y + b, x + a, y + down, x, y + down),
            ("C", x - a, y + down, x - across, y + b, x - across, y),
            ("C", x - across, y - b, x - a, y - down, x, y - down),
            ("C", x + a, y - down, x + across, y - b, x + across, y), ("Z",))


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """Return a rectangle, its corners rounded by quarters of ellipses."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if rx <= 0 or ry <= 0:
        return (("M", x, y), ("L", x + width, y), ("L", x + width, y + height), ("L", x, y + height), ("Z",))
    a, b, right, bottom = rx * (1 - QUARTER), ry * (1 - QUARTER), x + width, y + height
    return (("M", x + rx, y), ("L", right - rx, y), ("C", right - a, y, right, y + b, right, y + ry),
            ("L", right, bottom - ry), ("C", right, bottom - b, right - a, bottom, right - rx, bottom),
            ("L", x + rx, bottom), ("C", x + a, bottom, x, bottom - b, x, bottom - ry),
            ("L", x, y + ry), ("C", x, y + b, x + a, y, x + rx, y), ("Z",))
