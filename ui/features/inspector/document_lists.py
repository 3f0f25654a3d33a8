"""The document's lists: names to open, to move up and down, to remove, and a button to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from visavis.ui.features.inspector.inspected_subjects import move_command, name_of, new_element, remove_command
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import label, link

if TYPE_CHECKING:
    from visavis.blueprint.analysis import ClauseVerdict

# More rows than this are shown when asked for: hundreds take a second to make, and the table is the place for them.
MOST_ROWS = 40
# Pixels.
TOOL_SIZE = 26
_MARKS = {True: "✓", False: "✗", None: "?"}


class ListEditor(QWidget):
    """One list. `chosen` carries the id of the element to open; `rows_made` tells that there are rows now.

    Its rows are made when it comes in sight: below a document's fields, they are half of what a window is made of.
    Until then it is as high as with them.
    """

    chosen = Signal(str)
    rows_made = Signal()

    def __init__(self, bridge: SessionBridge, group: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._group = group
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(label(title, "section", self))
        self._rows = QWidget(self)
        self._column.addWidget(self._rows)
        self._adder = link(tr("+ Add"), self)
        self._adder.setAccessibleName(f"{tr('+ Add')} · {title}")
        self._adder.clicked.connect(self._add)
        self._column.addWidget(self._adder)
        self._shown: tuple[Any, ...] | None = None
        self._most = MOST_ROWS
        # Whoever is read the window to is read what is out of sight, too.
        self._is_wanted = QAccessible.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the rows: Qt paints what is in sight."""
        super().paintEvent(event)
        if not self._is_wanted:
            QTimer.singleShot(0, self, self.make_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep as much room as the rows will take at another width."""
        super().resizeEvent(event)
        if not self._is_wanted and event.size().width() != event.oldSize().width():
            self.refresh()

    def make_rows(self) -> None:
        """Make the rows, if that was not done."""
        if not self._is_wanted:
            self._is_wanted = True
            self.refresh()
            self.rows_made.emit()

    def refresh(self) -> bool:
        """Show the list as it is now; tell whether its rows were made again."""
        elements = getattr(self._bridge.document.head, self._group)
        if not self._is_wanted:
            row = max(TOOL_SIZE, self._adder.sizeHint().height())
            self._rows.setMinimumHeight(min(len(elements), self._most) * row + self._height_of_faults())
            return False
        verdicts = self._verdicts()
        if self._shown is not None and elements is self._shown[0] and verdicts == self._shown[1]:
            return False
        self._shown = (elements, verdicts)
        fresh = QWidget(self)
        rows = QVBoxLayout(fresh)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for index, element in enumerate(elements[:self._most]):
            verdict = verdicts.get(element.id)
            rows.addLayout(self._row(fresh, element, index, len(elements), verdict))
            if verdict is not None and verdict.holds is False:
                rows.addWidget(label(self._broken(verdict), "known", fresh))
        if len(elements) > self._most:
            rest = link(tr("Show all {count}", count=len(elements)), fresh)
            rest.clicked.connect(self._show_all)
            rows.addWidget(rest)
        self._column.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        return True

    def _height_of_faults(self) -> int:
        """Return the height in pixels of what is told below the rows of clauses that fail."""
        texts = [self._broken(verdict) for verdict in self._verdicts().values() if verdict.holds is False]
        room = QRect(0, 0, max(self.width(), 1), 10_000)
        return sum(self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() for text in texts)

    def _show_all(self) -> None:
        self._most = len(getattr(self._bridge.document.head, self._group))
        self._shown = None
        self.refresh()

    def _verdicts(self) -> dict[str, ClauseVerdict]:
        """Return whether each to-avoid clause holds, as far as the latest analysis tells."""
        analysis = self._bridge.analysis
        if self._group != "avoid" or analysis is None:
            return {}
        return {verdict.clause.id: verdict for verdict in analysis.frictions.clauses}

    def _broken(self, verdict: ClauseVerdict) -> str:
        """Tell for whom a clause fails, and where."""
        document = self._bridge.document
        names = [document.persona_by_id[one].name or one for one in verdict.personas if one in document.persona_by_id]
        steps = [document.step_by_id[one].title or one for one in verdict.steps[:2] if one in document.step_by_id]
        return tr("fails for {who}: {where}", who=", ".join(names) or tr("everybody"), where=" · ".join(steps))

    def _row(self, parent: QWidget, element: Any, index: int, count: int,
             verdict: ClauseVerdict | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        name = " ".join(name_of(element).split())
        if verdict is not None:
            name = f"{_MARKS[verdict.holds]} {name}"
        shown = link(name if len(name) <= 34 else name[:33] + "…", parent)
        shown.setAccessibleName(name)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        shown.clicked.connect(lambda: self.chosen.emit(element.id))
        row.addWidget(shown, 1)
        if index:
            row.addWidget(self._tool(parent, "chevron-up", tr("Move up: {name}", name=name),
                                     lambda: self._bridge.do(move_command(self._group, element.id, index - 1))))
        if index < count - 1:
            row.addWidget(self._tool(parent, "chevron-down", tr("Move down: {name}", name=name),
                                     lambda: self._bridge.do(move_command(self._group, element.id, index + 1))))
        row.addWidget(self._tool(parent, "trash-2", tr("Delete: {name}", name=name),
                                 lambda: self._bridge.do(remove_command(self._group, element.id))))
        return row

    def _tool(self, parent: QWidget, icon_name: str, title: str, act: Any) -> QToolButton:
        tool = QToolButton(parent)
        tool.setProperty("flat", True)
        tool.setIcon(themed_icon(icon_name, self.palette().windowText().color().name()))
        tool.setIconSize(QSize(14, 14))
        tool.setFixedSize(QSize(TOOL_SIZE, TOOL_SIZE))
        tool.setToolTip(title)
        tool.setAccessibleName(title)
        tool.clicked.connect(act)
        return tool

    def _add(self) -> None:
        known = {one.id for one in getattr(self._bridge.document.head, self._group)}
        if self._bridge.do(new_element(self._group)) is None:
            return
        fresh = [one.id for one in getattr(self._bridge.document.head, self._group) if one.id not in known]
        if fresh:
            self.chosen.emit(fresh[0])
