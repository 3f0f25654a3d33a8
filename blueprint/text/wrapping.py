"""Making text fit: it wraps, then shrinks to a minimum, then is cut with an ellipsis. It never leaves its box."""

from __future__ import annotations

import re
from functools import lru_cache

from visavis.blueprint.text.clusters import split_clusters
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.metrics import HarfBuzzMetrics, clean_text
from visavis.blueprint.text.metrics import metrics as shipped_metrics
from visavis.blueprint.text.styles import FittedText, TextMetrics, TextStyle

ELLIPSIS = "…"
STEP = 0.5
# A line may break at a space (not at a no-break one), after a hyphen, a slash or a dash inside a word, and where
# an author put a zero-width space.
_SPACES = re.compile("[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_PIECE = re.compile("[^-/\u2010\u2013\u2014\u200b]*[-/\u2010\u2013\u2014\u200b]+(?=.)|.+", re.DOTALL)
_BREAKS = re.compile("[-/\u2010\u2013\u2014\u200b]")
# Chinese and Japanese have no spaces: a line may break after any of their letters, but not before punctuation that
# closes or after punctuation that opens (Unicode Standard Annex 14, its classes ID, CL, NS and OP).
_APART = "\u2e80-\u2fff\u3041-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。〃々〉》」』】〕〗！），．：；？!),.:;?…»”’\u00a0\u202f"
_SMALL = "ぁぃぅぇぉっゃゅょゎ゛゜ゝゞァィゥェォッャュョヮ・ーヽヾ"
_BETWEEN = (f"(?<=[{_APART}、。〉》」』】〕〗！），．：；？])"
            f"(?![{_CLOSING}{_SMALL}\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]|$)")
# Far more than any card shows; measuring beyond it would only cost time.
LONGEST = 2000
# What adding the same advances in another order may change, in points.
EPSILON = 1e-6


def fit(text: str, style: TextStyle, width: float, *, max_lines: int, minimum: float,
        metrics: TextMetrics | None = None, height: float | None = None,
        leading: float | None = None) -> FittedText:
    """Fit `text` into `width` points and `max_lines` lines (and `height` points, when given).

    The size falls from `style.size` to `minimum` in half points until everything fits, words whole; at `minimum`
    words longer than a line are broken. If it does not fit even then, the last line that does ends in an ellipsis
    and `is_cut` is set; where not one letter fits, there are no lines. `full` is always the text as it was typed.
    `leading` sets the distance between lines, as a part of their size (default: the face's own).
    """
    measure = metrics or shipped_metrics()
    if isinstance(measure, HarfBuzzMetrics):
        return _fit_kept(text, style, width, max_lines, minimum, height, leading, measure)
    return _fit(text, style, width, max_lines, minimum, height, leading, measure)


# By the typeface, too: what was fitted with one kit's letters is nothing to another's.
@lru_cache(maxsize=32768)
def _fit_kept(text: str, style: TextStyle, width: float, max_lines: int, minimum: float, height: float | None,
              leading: float | None, measure: HarfBuzzMetrics) -> FittedText:
    return _fit(text, style, width, max_lines, minimum, height, leading, measure)


def _fit(text: str, style: TextStyle, width: float, max_lines: int, minimum: float, height: float | None,
         leading: float | None, measure: TextMetrics) -> FittedText:
    fitted = _fit_lines(text, style, width, max_lines, minimum, height, leading, measure)
    return fitted if leading is None else fitted.with_leading(leading)


def _fit_lines(text: str, style: TextStyle, width: float, max_lines: int, minimum: float, height: float | None,
               leading: float | None, measure: TextMetrics) -> FittedText:
    shown = clean_text(text[:LONGEST]).strip()
    size = style.size
    while True:
        sized = style.with_size(size)
        room = _lines_in(measure, sized, max_lines, height, leading)
        whole_words = size > minimum
        lines = wrap_text(shown, sized, width, measure, break_words=not whole_words)
        if lines is not None and len(lines) <= room and len(text) <= LONGEST:
            return _result(text, lines, sized, measure, is_cut=False)
        if not whole_words:
            cut = _cut(lines or [], room, sized, width, measure)
            return _result(text, cut, sized, measure, is_cut=True)
        size = max(minimum, size - STEP)


def breaks_a_word(fitted: FittedText) -> bool:
    """Return whether a line ends inside a word that has no place to break, as it is wider than a line."""
    # No-break spaces are in lines as they were typed.
    text, at = " ".join(_SPACES.split(clean_text(fitted.full).strip())), 0
    for line in fitted.lines[:-1]:
        at = text.find(line.text, at) + len(line.text)
        if at < len(text) and not _SPACES.match(text, at) and not _BREAKS.match(text, at - 1) and not re.match(
                f"[{_APART}]", text[at - 1:at]):
            return True
    return False


def join_lines(fitted: FittedText) -> str:
    """Return what the lines show as one text: with a space where one was left out at their ends."""
    text, at, joined = " ".join(_SPACES.split(clean_text(fitted.full[:LONGEST]).strip())), 0, ""
    for line in fitted.lines:
        joined += (" " if joined and _SPACES.match(text, at) else "") + line.text
        # The last line of a text that was cut is not in it, and has none after it.
        at = max(at, text.find(line.text, at) + len(line.text))
    return joined


def wrap_text(text: str, style: TextStyle, width: float, measure: TextMetrics, *,
              break_words: bool = True) -> list[str] | None:
    """Return `text` in lines no wider than `width`; None when a word is wider, or with `break_words` a letter."""
    lines: list[str] = []
    line, used = "", 0.0
    limit = width + EPSILON
    space = measure.width(" ", style)
    adds_up = not has_right_to_left(text)
    for word in _SPACES.split(text):
        gap = " " if line else ""
        before, begun = used + (space if gap else 0.0), ""
        for piece in _pieces(word):
            longer = line + gap + piece
            reach = measure.width(begun + piece if adds_up else longer, style)
            needed = before + reach if adds_up else reach
            if needed <= limit:
                line, used, gap, begun = longer, needed, "", begun + piece
                continue
            if line:
                lines.append(line)
            used = reach if adds_up and not begun else measure.width(piece, style)
            line, gap = piece, ""
            if used > limit:
                parts = _break_word(piece, style, limit, measure) if break_words else None
                if parts is None:
                    return None
                lines.extend(parts[:-1])
                line, used = parts[-1], measure.width(parts[-1], style)
            before, begun = 0.0, line
    return [*lines, line] if line else lines


def _pieces(word: str) -> list[str]:
    """Return what of a word must stay on one line."""
    # The search between those letters takes longest to make, and most services have none of them.
    parts = re.split(_BETWEEN, word) if max(word, default="") >= _APART[0] else [word]
    return [piece for part in parts for piece in (_PIECE.findall(part) if _BREAKS.search(part) else [part])]


def _break_word(word: str, style: TextStyle, limit: float, measure: TextMetrics) -> list[str] | None:
    """Return a word in parts no wider than `limit`; None when one letter is wider."""
    letters = split_clusters(word)
    parts: list[str] = []
    while letters:
        count = _count_fitting(letters, style, limit, measure)
        if not count:
            return None
        parts.append("".join(letters[:count]))
        del letters[:count]
    return parts or [word]


def _count_fitting(letters: list[str], style: TextStyle, limit: float, measure: TextMetrics) -> int:
    """Return how many of the letters fit on a line, found by halving: kerned letters do not just add up."""
    def fits(count: int) -> bool:
        return measure.width("".join(letters[:count]), style) <= limit

    fine, ahead = 0, 1
    while ahead <= len(letters) and fits(ahead):
        fine, ahead = ahead, ahead * 2
    ahead = min(ahead, len(letters) + 1)
    while ahead - fine > 1:
        middle = (fine + ahead) // 2
        if fits(middle):
            fine = middle
        else:
            ahead = middle
    return fine


def _lines_in(measure: TextMetrics, style: TextStyle, max_lines: int, height: float | None,
              leading: float | None) -> int:
    if height is None:
        return max_lines
    line = measure.line_height(style) if leading is None else style.size * leading
    return min(max_lines, max(1, int(min(float(max_lines), (height + EPSILON) / line))))


def _cut(lines: list[str], room: int, style: TextStyle, width: float, measure: TextMetrics) -> list[str]:
    """Return the first `room` lines, the last of them with an ellipsis (dropped where not even that fits)."""
    *kept, last = lines[:max(room, 0)] or [""]
    if not last:
        return []
    letters = split_clusters(last)
    while letters and measure.width("".join(letters).rstrip() + ELLIPSIS, style) > width + EPSILON:
        letters.pop()
    last = "".join(letters)
    ending = last.rstrip() + ELLIPSIS
    return [*kept, ending] if measure.width(ending, style) <= width + EPSILON else kept


def _result(full: str, lines: list[str], style: TextStyle, measure: TextMetrics, *, is_cut: bool) -> FittedText:
    runs = tuple([measure.shape(line, style) for line in lines])
    return FittedText(runs, style, measure.line_height(style), measure.ascent(style), full, is_cut)
