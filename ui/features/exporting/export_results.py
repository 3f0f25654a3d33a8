"""What became of several exports: the files that are there, what was left out and why, what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from visavis.blueprint.language import Count, Message, plural
from visavis.blueprint.registry import ExportEnd, ExportOutcome, plugins
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.widgets import button, label

SIZE, MARGIN = (560, 380), 16


class ExportResults(ScreenDialog):
    """A line for each, and a button that opens the folder."""

    def __init__(self, outcomes: Sequence[ExportOutcome], folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Print and export"))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.heading = label(_heading(outcomes), "title", self)
        column.addWidget(self.heading)
        column.addWidget(label(str(folder), "muted", self))
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("What became of each"))
        self.list.addItems(list(describe_outcomes(outcomes)))
        self.list.setCurrentRow(0)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.opening = button(tr("Open the folder"), "", self)
        self.opening.setEnabled(any(outcome.end is ExportEnd.WRITTEN for outcome in outcomes))
        self.opening.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        close = button(tr("Close"), "primary", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(self.opening)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)


def describe_outcomes(outcomes: Sequence[ExportOutcome]) -> Iterator[str]:
    """Yield a sentence for each export, what is there first."""
    for end in ExportEnd:
        for outcome in outcomes:
            if outcome.end is end:
                yield _describe(outcome)


def _describe(outcome: ExportOutcome) -> str:
    exporter = plugins().exporters.get(outcome.form)
    name = tr(exporter.title) if exporter is not None else outcome.form
    reason: Message | str = outcome.reason if outcome.reason is not None else ""
    match outcome.end:
        case ExportEnd.WRITTEN:
            file = outcome.path.name if outcome.path is not None else ""
            return "\n".join(tr("{file}: {fault}", file=file, fault=remark) for remark in outcome.remarks) or file
        case ExportEnd.LEFT_OUT:
            return tr("Left out: {name}. {reason}", name=name, reason=reason)
        case ExportEnd.FAILED:
            return tr("Failed: {name}. {reason}", name=name, reason=reason)
        case _:
            return tr("Not made: {name} (cancelled)", name=name)


def _heading(outcomes: Sequence[ExportOutcome]) -> str:
    """Return how many files there are, of how many."""
    written = sum(outcome.end is ExportEnd.WRITTEN for outcome in outcomes)
    if written == len(outcomes):
        return tr(plural("{count} file written", "{count} files written", written))
    return tr(plural("{count} file written, of {all}", "{count} files written, of {all}", written,
                     all=Count(len(outcomes))))
