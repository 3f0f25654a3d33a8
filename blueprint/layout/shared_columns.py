"""Columns that two drawings have in common, so that each phase begins above its counterpart.

A blueprint and its redesign are laid out by the one layout, each with the room that the other needs: as many columns
a phase as either has, and gutters as wide as either's flows ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.pipeline import lay_out_columns
from visavis.blueprint.layout.style import ColumnRoom, LayoutStyle
from visavis.blueprint.model import BlueprintDocument

# The phases of two blueprints that stand above each other, by id; None where one of them has none there.
PhasePair = tuple[str | None, str | None]


def share_columns(documents: tuple[BlueprintDocument, BlueprintDocument], phases: Sequence[PhasePair],
                  style: LayoutStyle) -> tuple[LayoutStyle, LayoutStyle]:
    """Return the style of each of two drawings with which their phases begin at the same xs.

    A phase without a counterpart takes its room from the phase before it in the other drawing, or from the one after
    it where it is the first.
    """
    styles = [replace(style, room=ColumnRoom(columns)) for columns in _shared_counts(documents, phases)]
    axes = [lay_out_columns(*drawn) for drawn in zip(documents, styles, strict=True)]
    widths = [max(end - start for start, end in pair) for pair in zip(*(axis.gutters for axis in axes), strict=True)]
    one, other = (replace(style, room=replace(style.room, gutters=_name_gutters(axis, widths)))
                  for style, axis in zip(styles, axes, strict=True))
    return one, other


def _name_gutters(axis: XAxis, widths: Sequence[float]) -> tuple[tuple[tuple[str, int] | None, float], ...]:
    """Return the widths of a drawing's gutters, each with the column that follows it."""
    following = [(column.phase, column.index) for column in axis.columns]
    return tuple(zip((*following, None), widths, strict=True))


def _shared_counts(documents: Sequence[BlueprintDocument],
                   phases: Sequence[PhasePair]) -> Iterator[tuple[tuple[str, int], ...]]:
    """Yield how many columns each phase of each document needs."""
    needed = [max(document.columns_of_phase[phase] for document, phase in zip(documents, pair, strict=True)
                  if phase is not None) for pair in phases]
    for side in (0, 1):
        counts: dict[str, int] = {}
        last, waiting = "", 0
        for pair, count in zip(phases, needed, strict=True):
            phase = pair[side]
            if phase is not None:
                counts[phase], last, waiting = count + waiting, phase, 0
            elif last:
                counts[last] += count
            else:
                waiting += count
        yield tuple(counts.items())
