"""In which order a PDF paints: as it is read, where the layers of a drawing allow it.

Many readers (browsers, previews, reflow, plain text) know no structure tree and go by the order of a page's content.
A group only needs what it covers to be painted before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visavis.blueprint.drawing import Group


def paint_order(groups: Sequence[Group]) -> list[Group]:
    """Return groups, which come in reading order, so that each comes after all it covers: the picture is the same."""
    if not groups:
        return []
    covered = _Covered(groups)
    ordered: list[Group] = []
    looked_at = [False] * len(groups)
    painted = [False] * len(groups)
    for first in range(len(groups)):
        waiting = [first]
        while waiting:
            index = waiting[-1]
            if not looked_at[index]:
                looked_at[index] = True
                waiting.extend(each for each in reversed(covered.by(index)) if not painted[each])
                continue
            waiting.pop()
            if not painted[index]:
                painted[index] = True
                ordered.append(groups[index])
    return ordered


class _Covered:
    """Which groups lie below which: those of a lower layer, or earlier in the same one, whose boxes meet."""

    def __init__(self, groups: Sequence[Group]) -> None:
        boxes = np.array([(group.bounds.x, group.bounds.y, group.bounds.right, group.bounds.bottom)
                          for group in groups])
        self._left, self._top, self._right, self._bottom = boxes.T
        layers = np.array([int(group.layer) for group in groups])
        self._rank = np.empty(len(groups), dtype=int)
        self._rank[np.argsort(layers, kind="stable")] = np.arange(len(groups))

    def by(self, index: int) -> list[int]:
        """Return those that group `index` covers, lowest first."""
        meet = ((self._rank < self._rank[index])
                & (self._left <= self._right[index]) & (self._right >= self._left[index])
                & (self._top <= self._bottom[index]) & (self._bottom >= self._top[index]))
        found = np.flatnonzero(meet)
        return [int(each) for each in found[np.argsort(self._rank[found])]]
