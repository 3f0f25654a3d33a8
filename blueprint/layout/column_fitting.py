"""Columns as wide as what stands in them needs, where a drawing is made once: on paper, which shrinks no text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visavis.blueprint.language import translator
from visavis.blueprint.layout.cards import fit_time, fit_title, is_chip_lane
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Step
from visavis.blueprint.text import TextMetrics
from visavis.blueprint.text.wrapping import breaks_a_word

# Widths are tried in so many steps.
TRIES = 24


def widen_columns(document: BlueprintDocument, style: LayoutStyle, metrics: TextMetrics, most: float) -> LayoutStyle:
    """Return a style whose columns are just so wide that titles and times on cards are whole, with no broken word.

    None becomes wider than a card by more than `most` points: what is not whole even then is as well cut in a card.
    """
    wider: dict[tuple[str, int], float] = {}
    widths = [most * part / TRIES for part in range(TRIES + 1)]
    for step in document.steps:
        if not is_chip_lane(document.lane_of(step), style):
            column = step.phase, step.column
            needed = next((width for width in widths if all(_are_whole(document, step, style, metrics, width))), 0.0)
            wider[column] = max(wider.get(column, 0.0), needed)
    told = tuple((column, width) for column, width in sorted(wider.items()) if width)
    return replace(style, room=replace(style.room, wider=told))


def _are_whole(document: BlueprintDocument, step: Step, style: LayoutStyle, metrics: TextMetrics,
               wider: float) -> Iterator[bool]:
    """Yield whether a card's title and its time are whole."""
    language, lane = document.head.language, document.lane_of(step)
    title = fit_title(step, lane, language, style, metrics, folded=False, wider=wider)
    yield not title.is_cut and not breaks_a_word(title)
    time = fit_time(step, translator(language), style, metrics, wider=wider)
    yield time is None or not time.is_cut
