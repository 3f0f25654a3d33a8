"""Where cards stand, worked out for those that someone looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from visavis.blueprint.language import translator
from visavis.blueprint.layout.boxes import CardBox
from visavis.blueprint.layout.cards import fit_time, is_chip_lane, place_card, place_chip, widen_chip
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.folding import Folds
from visavis.blueprint.layout.geometry import Rect
from visavis.blueprint.layout.grid import Slot
from visavis.blueprint.layout.rows import YAxis
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text import FittedText, TextMetrics


@dataclass(eq=False)
class CardBoxes(Mapping[str, CardBox]):
    """The places of a band's cards by their steps' ids."""

    document: BlueprintDocument
    slots: Mapping[str, Slot]
    titles: Mapping[str, FittedText]
    x_axis: XAxis
    y_axis: YAxis
    folds: Folds
    style: LayoutStyle
    metrics: TextMetrics
    _boxes: dict[str, CardBox] = field(default_factory=dict)

    def __getitem__(self, step_id: str) -> CardBox:
        box = self._boxes.get(step_id)
        if box is None:
            box = self._boxes[step_id] = self._card(step_id)
        return box

    def __contains__(self, step_id: object) -> bool:
        return step_id in self.slots

    def __iter__(self) -> Iterator[str]:
        return iter(self.slots)

    def __len__(self) -> int:
        return len(self.slots)

    def find_moved(self, before: CardBoxes, columns: int) -> set[str]:
        """Return the steps in the first so many columns, then or now, that stand in another slot, changed or not."""
        old, new = before.slots, self.slots
        if all(len(boxes.y_axis.rows.tops) == len(boxes.document.head.lanes) for boxes in (before, self)):
            # Without stacks a step stands in another slot only when it changed, or its column moved.
            return set()
        found = {step for step, slot in new.items() if slot.column < columns and old.get(step) != slot}
        return found | {step for step, slot in old.items() if slot.column < columns and new.get(step) != slot}

    def reuse_boxes(self, before: CardBoxes, changed: Iterable[str]) -> CardBoxes:
        """Take over the boxes of an earlier state with the same slots and axes, but for those of `changed` steps."""
        self._boxes = dict(before._boxes)
        for step_id in changed:
            self._boxes.pop(step_id, None)
        return self

    def rect(self, step_id: str) -> Rect:
        """Return the box of a card."""
        slot = self.slots[step_id]
        column = self.x_axis.columns[slot.column]
        return Rect(column.x, self.y_axis.rows.tops[slot.row], column.width, self.y_axis.heights[slot.row])

    def _card(self, step_id: str) -> CardBox:
        step, rect = self.document.step_by_id[step_id], self.rect(step_id)
        title, folded = self.titles[step_id], self.folds.is_folded(step)
        lane = self.document.lane_by_id[step.lane]
        if self.style.widens_support and lane.facts.is_supporting:
            rect = widen_chip(rect, title, self.style)
        if folded or is_chip_lane(lane, self.style):
            return place_chip(step, rect, title, self.style, is_slip=lane.facts.is_evidence)
        words = translator(self.document.head.language)
        time = None if self.style.is_title_only else fit_time(
            step, words, self.style, self.metrics, wider=rect.width - self.style.card_width)
        return place_card(step, rect, title, time, self.style)
