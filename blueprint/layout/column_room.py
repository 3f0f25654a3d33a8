"""Columns that a drawing has beyond what stands in it, so that it lies under another one (`shared_columns`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.model import BlueprintDocument


@dataclass(frozen=True, slots=True)
class ColumnRoom:
    """The columns that each phase has at least (by id), and the least width of each gutter in points."""

    columns: tuple[tuple[str, int], ...] = ()
    gutters: tuple[float, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.columns or self.gutters)

    def count_columns(self, document: BlueprintDocument) -> Mapping[str, int]:
        """Return how many columns each phase of a document is drawn with."""
        counts = document.columns_of_phase
        if not self.columns:
            return counts
        least = dict(self.columns)
        return {phase: max(count, least.get(phase, 0)) for phase, count in counts.items()}


NO_ROOM = ColumnRoom()
