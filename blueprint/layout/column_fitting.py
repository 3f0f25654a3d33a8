"""Columns as wide as what stands in them needs, where a drawing is made once: on paper, which shrinks no text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from visavis.blueprint.language import translator
from visavis.blueprint.layout.cards import fit_time, fit_title, is_chip_lane
from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Step
from visavis.blueprint.text import TextMetrics
from visavis.blueprint.text.wrapping import breaks_a_word

# Widths are tried in so many steps.
TRIES = 24
# Of a card whose title is neither cut nor broken inside a word, and whose time is not cut.
WHOLE = 3
NOTHING_MORE: Mapping[str, float] = MappingProxyType({})


def widen_columns(document: BlueprintDocument, style: LayoutStyle, metrics: TextMetrics, most: float,
                  needed: Mapping[str, float] = NOTHING_MORE) -> LayoutStyle:
    """Return a style whose columns are just so wide that titles and times on cards are whole, with no broken word.

    None becomes wider than a card by more than `most` points. A title that is not whole even then is cut where no
    word is broken, and if no width is enough for that, as well in a card: its time alone is whole always. Cards are
    at least as wide as they are `needed`, by step.
    """
    wider: dict[tuple[str, int], float] = {}
    widths = [most * part / TRIES for part in range(TRIES + 1)]
    for step in document.steps:
        if not is_chip_lane(document.lane_of(step), style):
            column = step.phase, step.column
            wider[column] = max(wider.get(column, 0.0), _least_width(document, step, style, metrics, widths),
                                round_length_up(needed.get(step.id, 0.0)) - style.card_width)
    told = tuple((column, width) for column, width in sorted(wider.items()) if width)
    return replace(style, room=replace(style.room, wider=told))


def _least_width(document: BlueprintDocument, step: Step, style: LayoutStyle, metrics: TextMetrics,
                 widths: Sequence[float]) -> float:
    """Return the least of some widths, from nothing up, at which as much of a card is whole as at any of them."""
    best, needed = -1, 0.0
    for width in widths:
        found = _judge_fit(document, step, style, metrics, width)
        if found > best:
            best, needed = found, width
        if best == WHOLE:
            break
    return needed


def _judge_fit(document: BlueprintDocument, step: Step, style: LayoutStyle, metrics: TextMetrics,
               wider: float) -> int:
    """Return how well a card takes its texts: WHOLE, less where its title is cut or broken, 0 where its time is."""
    language, lane = document.head.language, document.lane_of(step)
    time = fit_time(step, translator(language), style, metrics, wider=wider)
    if time is not None and time.is_cut:
        return 0
    title = fit_title(step, lane, language, style, metrics, folded=False, wider=wider)
    if breaks_a_word(title):
        return 1
    return 2 if title.is_cut else WHOLE
