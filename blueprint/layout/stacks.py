"""Stacks of steps as they stand on paper: one that is higher than a few cards goes on in columns of its own.

On the canvas what happens at one moment is one column, however high; on paper sixty cards would be higher than any
sheet, beside a column of white.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import accumulate
from math import ceil

from visavis.blueprint.layout.empty_columns import move_columns
from visavis.blueprint.model import BlueprintDocument, Cell, Step

# So many cards, of 62 by 47 points on A3, stand one above the other: they leave a sheet of A5 its head and foot.
MOST_STACKED = 4


def spread_stacks(document: BlueprintDocument) -> BlueprintDocument:
    """Return the document with no more than `MOST_STACKED` steps in a cell; the columns after it make room."""
    high = {cell: steps for cell, steps in document.steps_in_cell.items() if len(steps) > MOST_STACKED}
    if not high:
        return document
    more: defaultdict[str, Counter[int]] = defaultdict(Counter)
    parts: dict[str, int] = {}
    for (_, phase, column), steps in high.items():
        count = ceil(len(steps) / MOST_STACKED)
        more[phase][column] = max(more[phase][column], count - 1)
        each = ceil(len(steps) / count)
        parts |= {step.id: depth // each for depth, step in enumerate(steps)}
    # By phase the columns that make room, and how many have come up to and with each of them.
    come = {phase: (sorted(columns), (0, *accumulate(columns[at] for at in sorted(columns))))
            for phase, columns in more.items()}

    def column_of(place: Step | Cell) -> int:
        columns, counts = come.get(place.phase, ((), (0,)))
        part = parts.get(place.id, 0) if isinstance(place, Step) else 0
        return place.column + counts[bisect_left(columns, place.column)] + part

    return move_columns(document, column_of)
