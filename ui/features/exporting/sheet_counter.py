"""Counting the sheets of all that is to be made, one thing after the other, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from visavis.blueprint.language import Message, plural
from visavis.blueprint.registry import ExportOrder
from visavis.ui.features.exporting.export_source import ExportContent, ExportSource
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import Job, JobRunner

# What an order is known by: a mapping has no hash.
Key = tuple[str, tuple[tuple[str, str], ...], str, object]


@dataclass(frozen=True, slots=True)
class SheetTotal:
    """What is known of several orders: their files and sheets, how many cannot be made, whether all were counted."""

    files: int
    sheets: int
    left_out: int
    is_known: bool


class SheetCounter(QObject):
    """Knows how many sheets orders have, once they were counted; `counted` tells that something more is known.

    `paper_proposed` carries larger paper for the order that it was last looked for, and how many sheets that makes.
    """

    counted = Signal()
    paper_proposed = Signal(str, int)

    def __init__(self, source: ExportSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._job_runner = JobRunner(self)
        # None: it cannot be made.
        self._known: dict[Key, int | None] = {}
        self._wanted: list[ExportOrder] = []
        self._counting: Job | None = None
        self._proposing: Job | None = None

    def learn(self, order: ExportOrder, content: ExportContent | None) -> None:
        """Take over what a preview showed; None: that it cannot be made."""
        sheets = None
        if content is not None:
            sheets = content.summary.sheets if content.summary is not None else 0
        self._known[_key(order)] = sheets
        self.counted.emit()

    def count(self, orders: Sequence[ExportOrder]) -> None:
        """Count what is not known of these orders; what was asked before is no longer wanted."""
        self._wanted = list(orders)
        if self._counting is None:
            self._count_next()

    def total(self, orders: Sequence[ExportOrder]) -> SheetTotal:
        """Return what is known of orders."""
        known = [self._known[_key(order)] for order in orders if _key(order) in self._known]
        left_out = sum(sheets is None for sheets in known)
        return SheetTotal(len(orders) - left_out, sum(sheets or 0 for sheets in known), left_out,
                          len(known) == len(orders))

    def look_for_paper(self, order: ExportOrder, sheets: int) -> None:
        """Look for larger paper on which an order has fewer sheets; what was looked for before is given up."""
        self.forget_paper()
        self._proposing = self._job_runner.start(
            lambda stop: self._source.propose_paper(order, sheets, stop),
            lambda found: self.paper_proposed.emit(*found) if found is not None else None, lambda _: None)

    def forget_paper(self) -> None:
        """Look for no larger paper any more."""
        if self._proposing is not None:
            self._proposing.cancel()

    def close(self) -> None:
        """End what is under way."""
        self._job_runner.close()

    def _count_next(self) -> None:
        order = next((order for order in self._wanted if _key(order) not in self._known), None)
        if order is None:
            self._counting = None
            return

        def take(sheets: int | None) -> None:
            self._known[_key(order)] = sheets
            self.counted.emit()
            self._count_next()

        self._counting = self._job_runner.start(lambda stop: self._source.count(order, stop), take,
                                                lambda _: take(None))


def describe_total(total: SheetTotal) -> str:
    """Return what several exports come to, in words."""
    parts: list[Message] = [plural("{count} file", "{count} files", total.files)]
    if total.sheets:
        parts.append(plural("{count} sheet", "{count} sheets", total.sheets))
    if total.left_out:
        parts.append(plural("{count} cannot be made", "{count} cannot be made", total.left_out))
    told = " · ".join(tr(part) for part in parts)
    return told if total.is_known else f"{told}…"


def _key(order: ExportOrder) -> Key:
    return order.form, tuple(sorted(order.options.items())), order.language, order.choice
