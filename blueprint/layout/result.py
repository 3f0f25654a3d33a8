"""Where everything of a blueprint is: the result of layout, in points, y downward.

A `Layout` holds geometry and fitted text only, no colours. One layout draws one *band*: a run of consecutive
columns. A screen shows one band with all columns; a sheet of paper may stack several.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from visavis.blueprint.layout.boxes import DerivedLine, GridCell, LaneBox, PhaseBox
from visavis.blueprint.layout.card_boxes import CardBoxes
from visavis.blueprint.layout.columns import Column
from visavis.blueprint.layout.flow_index import FlowIndex
from visavis.blueprint.layout.flow_paths import FlowLines
from visavis.blueprint.layout.geometry import Rect
from visavis.blueprint.layout.note_places import NoteBox
from visavis.blueprint.layout.style import FULL, LayoutStyle


@dataclass(frozen=True, slots=True)
class Layout:
    """One band of a blueprint, laid out. The origin is the band's top left corner.

    `conversation` is the strip between the last citizen and the first frontstage lane, in which the line of
    interaction, the effort ribbon and what is said stand (None while either side is missing). `stacks` are the ids of
    the steps of each column, `flow_index` says which flows pass over which columns, `style` is what it was made with,
    `notes` are those that stand in the band, by id.
    """

    width: float
    height: float
    columns: tuple[Column, ...]
    phases: tuple[PhaseBox, ...]
    lanes: tuple[LaneBox, ...]
    cards: CardBoxes
    flows: FlowLines
    lines: tuple[DerivedLine, ...]
    conversation: Rect | None
    band: int = 0
    bands: int = 1
    cells: Mapping[GridCell, Rect] = field(default_factory=dict)
    stacks: Sequence[Sequence[str]] = ()
    flow_index: FlowIndex = field(default_factory=FlowIndex)
    style: LayoutStyle = FULL
    notes: Mapping[str, NoteBox] = field(default_factory=dict)

    def phases_over(self, left: float, right: float) -> Sequence[PhaseBox]:
        """Return the phases that have a part between two xs."""
        first = bisect_left(self.phases, left, key=lambda box: box.rect.right)
        return self.phases[first:max(first, bisect_right(self.phases, right, key=lambda box: box.rect.x))]

    def columns_over(self, left: float, right: float) -> range:
        """Return the numbers of the columns that have a part between two xs."""
        return self.flows.x_axis.columns_over(left, right)
