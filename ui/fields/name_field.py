"""A line for names that are known or new: it suggests those that hold what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QStyledItemDelegate, QWidget

from visavis.blueprint import editing
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.icons import themed_icon

# Suggestions in sight at once.
SHOWN = 12


class NamesCompleter(QCompleter):
    """Suggests names for the last of several."""

    def splitPath(self, path: str) -> list[str]:
        """Look for what stands after the last separator."""
        return [path.rsplit(editing.BETWEEN, 1)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the whole line with the chosen name at its end."""
        line = self.widget()
        before = (line.text() if isinstance(line, QLineEdit) else "").rpartition(editing.BETWEEN)[0]
        return f"{before}{editing.BETWEEN} {super().pathFromIndex(index)}" if before else super().pathFromIndex(index)


def popup_of(completer: QCompleter) -> QAbstractItemView:
    """Return the list of suggestions; Qt makes it when it is first asked for."""
    popup = completer.popup()
    assert popup is not None
    return popup


def suggest(line: QLineEdit, names: Sequence[str], *, several: bool) -> QStringListModel:
    """Have a line suggest names that hold what is typed; return their list, to be filled with others.

    Where a line takes several names, they are to be given as `visavis.ui.fields.values.listed` writes each.
    """
    shown = QStringListModel(list(names), line)
    completer = NamesCompleter(line) if several else QCompleter(line)
    completer.setModel(shown)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(SHOWN)
    line.setCompleter(completer)
    # The rows of the list get the style sheet's padding from this delegate only.
    popup = popup_of(completer)
    popup.setItemDelegate(QStyledItemDelegate(completer))
    popup.setObjectName("suggestions")
    return shown


class NameField(QLineEdit):
    """Takes one name after the other, or several between semicolons.

    Down, or the arrow at its end, shows those there are. `named` carries what was typed or chosen; it stays in the
    field until someone clears it.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = suggest(self, (), several=True)
        # Later: the line itself takes over a chosen name after this signal.
        self.completer().activated.connect(self._emit_named, Qt.ConnectionType.QueuedConnection)
        self.editingFinished.connect(self._finish)
        arrow = QAction(themed_icon("chevron-down", self.palette().text().color().name()), "", self)
        arrow.setText(tr("Show all"))
        arrow.triggered.connect(self.show_all)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        self._arrow = arrow

    def offer(self, names: Sequence[str]) -> None:
        """Suggest other names."""
        each = [editing.join_names((name,)) for name in names]
        if each != self._names.stringList():
            self._names.setStringList(each)
        self._arrow.setVisible(bool(each))

    def show_all(self) -> None:
        """Show every name that there is to choose from."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the suggestions with Down, as a box of choices does."""
        if event.key() == Qt.Key.Key_Down and not self.text():
            self.show_all()
            return
        super().keyPressEvent(event)

    def _finish(self) -> None:
        popup = popup_of(self.completer())
        # Enter on a suggestion comes here first, and as that suggestion next.
        if not (popup.isVisible() and popup.currentIndex().isValid()):
            self._emit_named()

    def _emit_named(self, *_: object) -> None:
        if self.text().strip():
            self.named.emit(self.text())
