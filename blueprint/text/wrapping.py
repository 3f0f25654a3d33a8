"""Making text fit: it wraps, then shrinks to a minimum, then is cut with an ellipsis. It never leaves its box."""

from __future__ import annotations

import re
from functools import lru_cache

from blueprint.text.metrics import cleaned
from blueprint.text.metrics import metrics as shipped_metrics
from blueprint.text.styles import FittedText, TextMetrics, TextStyle

ELLIPSIS = "…"
STEP = 0.5
# A line may break at a space (not at a no-break one) and after a hyphen, a slash or a dash inside a word.
_SPACES = re.compile("[ \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+")
_PIECE = re.compile("[^-/\u2010\u2013\u2014]*[-/\u2010\u2013\u2014]+(?=.)|.+", re.DOTALL)
# Far more than any card shows; measuring beyond it would only cost time.
LONGEST = 2000


def fit(text: str, style: TextStyle, width: float, *, max_lines: int, minimum: float,
        metrics: TextMetrics | None = None, height: float | None = None) -> FittedText:
    """Fit `text` into `width` points and `max_lines` lines (and `height` points, when given).

    The size falls from `style.size` to `minimum` in half points until everything fits; if it does not even then,
    the last line that fits ends in an ellipsis and `is_cut` is set. `full` is always the text as it was typed.
    """
    if metrics is None or metrics is shipped_metrics():
        return _fitted(text, style, width, max_lines, minimum, height)
    return _fit(text, style, width, max_lines, minimum, height, metrics)


@lru_cache(maxsize=32768)
def _fitted(text: str, style: TextStyle, width: float, max_lines: int, minimum: float,
            height: float | None) -> FittedText:
    return _fit(text, style, width, max_lines, minimum, height, shipped_metrics())


def _fit(text: str, style: TextStyle, width: float, max_lines: int, minimum: float, height: float | None,
         measure: TextMetrics) -> FittedText:
    shown = cleaned(text[:LONGEST]).strip()
    size = style.size
    while True:
        sized = style.resized(size)
        room = _lines_in(measure, sized, max_lines, height)
        whole_words = size > minimum
        lines = wrapped(shown, sized, width, measure, break_words=not whole_words)
        if lines is not None and len(lines) <= room and len(text) <= LONGEST:
            return _result(text, lines, sized, measure, is_cut=False)
        if not whole_words:
            cut = _cut(lines or [""], room, sized, width, measure)
            return _result(text, cut, sized, measure, is_cut=True)
        size = max(minimum, size - STEP)


def wrapped(text: str, style: TextStyle, width: float, measure: TextMetrics, *,
            break_words: bool = True) -> list[str] | None:
    """Return `text` in lines no wider than `width`; None when a word is wider and may not be broken."""
    lines: list[str] = []
    line, used = "", 0.0
    space = measure.width(" ", style)
    for word in _SPACES.split(text):
        gap = space if line else 0.0
        for part in _PIECE.findall(word) or [""]:
            piece = part
            needed = measure.width(piece, style)
            if line and used + gap + needed > width:
                lines.append(line)
                line, used, gap = "", 0.0, 0.0
            if needed > width:
                if not break_words:
                    return None
                *full, piece = _broken(piece, style, width, measure)
                lines.extend(full)
                needed = measure.width(piece, style)
            line += (" " if gap else "") + piece
            used += gap + needed
            gap = 0.0
    return [*lines, line] if line or not lines else lines


def _broken(word: str, style: TextStyle, width: float, measure: TextMetrics) -> list[str]:
    parts: list[str] = []
    part, used = "", 0.0
    for character in word:
        advance = measure.width(character, style)
        if part and used + advance > width:
            parts.append(part)
            part, used = "", 0.0
        part += character
        used += advance
    return [*parts, part]


def _lines_in(measure: TextMetrics, style: TextStyle, max_lines: int, height: float | None) -> int:
    if height is None:
        return max_lines
    return max(1, min(max_lines, int((height + 1e-6) / measure.line_height(style))))


def _cut(lines: list[str], room: int, style: TextStyle, width: float, measure: TextMetrics) -> list[str]:
    kept = lines[:room]
    last = kept[-1]
    while last and measure.width(last.rstrip() + ELLIPSIS, style) > width:
        last = last[:-1]
    ending = last.rstrip() + ELLIPSIS
    return [*kept[:-1], ending if measure.width(ending, style) <= width else ""]


def _result(full: str, lines: list[str], style: TextStyle, measure: TextMetrics, *, is_cut: bool) -> FittedText:
    runs = tuple(measure.shape(line, style) for line in lines if line or len(lines) > 1)
    return FittedText(runs, style, measure.line_height(style), measure.ascent(style), full, is_cut)
