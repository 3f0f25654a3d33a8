"""Making text fit: it wraps, then shrinks to a minimum, then is cut with an ellipsis. It never leaves its box."""

from __future__ import annotations

import re
from functools import lru_cache

from visavis.blueprint.text.metrics import clean_text, is_plain
from visavis.blueprint.text.metrics import metrics as shipped_metrics
from visavis.blueprint.text.styles import FittedText, TextMetrics, TextStyle

ELLIPSIS = "…"
STEP = 0.5
# A line may break at a space (not at a no-break one), after a hyphen, a slash or a dash inside a word, and where
# an author put a zero-width space.
_SPACES = re.compile("[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_PIECE = re.compile("[^-/\u2010\u2013\u2014\u200b]*[-/\u2010\u2013\u2014\u200b]+(?=.)|.+", re.DOTALL)
_BREAKS = re.compile("[-/\u2010\u2013\u2014\u200b]")
# Far more than any card shows; measuring beyond it would only cost time.
LONGEST = 2000
# What adding the same advances in another order may change, in points.
EPSILON = 1e-6


def fit(text: str, style: TextStyle, width: float, *, max_lines: int, minimum: float,
        metrics: TextMetrics | None = None, height: float | None = None) -> FittedText:
    """Fit `text` into `width` points and `max_lines` lines (and `height` points, when given).

    The size falls from `style.size` to `minimum` in half points until everything fits, words whole; at `minimum`
    words longer than a line are broken. If it does not fit even then, the last line that does ends in an ellipsis
    and `is_cut` is set; where not one letter fits, there are no lines. `full` is always the text as it was typed.
    """
    if metrics is None or metrics is shipped_metrics():
        return _fit_shipped(text, style, width, max_lines, minimum, height)
    return _fit(text, style, width, max_lines, minimum, height, metrics)


@lru_cache(maxsize=32768)
def _fit_shipped(text: str, style: TextStyle, width: float, max_lines: int, minimum: float,
            height: float | None) -> FittedText:
    return _fit(text, style, width, max_lines, minimum, height, shipped_metrics())


def _fit(text: str, style: TextStyle, width: float, max_lines: int, minimum: float, height: float | None,
         measure: TextMetrics) -> FittedText:
    shown = clean_text(text[:LONGEST]).strip()
    size = style.size
    while True:
        sized = style.with_size(size)
        room = _lines_in(measure, sized, max_lines, height)
        whole_words = size > minimum
        lines = wrap_text(shown, sized, width, measure, break_words=not whole_words)
        if lines is not None and len(lines) <= room and len(text) <= LONGEST:
            return _result(text, lines, sized, measure, is_cut=False)
        if not whole_words:
            cut = _cut(lines or [], room, sized, width, measure)
            return _result(text, cut, sized, measure, is_cut=True)
        size = max(minimum, size - STEP)


def wrap_text(text: str, style: TextStyle, width: float, measure: TextMetrics, *,
            break_words: bool = True) -> list[str] | None:
    """Return `text` in lines no wider than `width`; None when a word is wider, or with `break_words` a letter."""
    lines: list[str] = []
    line, used = "", 0.0
    limit = width + EPSILON
    space = measure.width(" ", style)
    adds_up = is_plain(text)
    for word in _SPACES.split(text):
        gap = " " if line else ""
        for piece in _pieces(word):
            advance = measure.width(piece, style)
            longer = line + gap + piece
            needed = used + (space if gap else 0.0) + advance if adds_up else measure.width(longer, style)
            if needed <= limit:
                line, used, gap = longer, needed, ""
                continue
            if line:
                lines.append(line)
            line, used, gap = piece, advance, ""
            if advance > limit:
                parts = _break_word(piece, style, limit, measure) if break_words else None
                if parts is None:
                    return None
                lines.extend(parts[:-1])
                line, used = parts[-1], measure.width(parts[-1], style)
    return [*lines, line] if line else lines


def _pieces(word: str) -> list[str]:
    """Return what of a word must stay on one line."""
    return _PIECE.findall(word) if _BREAKS.search(word) else [word]


def _break_word(word: str, style: TextStyle, limit: float, measure: TextMetrics) -> list[str] | None:
    """Return a word in parts no wider than `limit`; None when one letter is wider."""
    adds_up = is_plain(word)
    parts: list[str] = []
    part, used = "", 0.0
    for character in word:
        advance = measure.width(character, style)
        needed = used + advance if adds_up else measure.width(part + character, style)
        if needed > limit:
            if advance > limit:
                return None
            parts.append(part)
            part, needed = "", advance
        part += character
        used = needed
    return [*parts, part]


def _lines_in(measure: TextMetrics, style: TextStyle, max_lines: int, height: float | None) -> int:
    if height is None:
        return max_lines
    return min(max_lines, max(1, int(min(float(max_lines), (height + EPSILON) / measure.line_height(style)))))


def _cut(lines: list[str], room: int, style: TextStyle, width: float, measure: TextMetrics) -> list[str]:
    """Return the first `room` lines, the last of them with an ellipsis (dropped where not even that fits)."""
    *kept, last = lines[:max(room, 0)] or [""]
    if not last:
        return []
    while last and measure.width(last.rstrip() + ELLIPSIS, style) > width + EPSILON:
        last = last[:-1]
    ending = last.rstrip() + ELLIPSIS
    return [*kept, ending] if measure.width(ending, style) <= width + EPSILON else kept


def _result(full: str, lines: list[str], style: TextStyle, measure: TextMetrics, *, is_cut: bool) -> FittedText:
    runs = tuple([measure.shape(line, style) for line in lines])
    return FittedText(runs, style, measure.line_height(style), measure.ascent(style), full, is_cut)
