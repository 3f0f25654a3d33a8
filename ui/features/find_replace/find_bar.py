"""The bar under the canvas in which text is found and replaced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from visavis.blueprint.editing.find_replace import Match, Query, find, replace_matches
from visavis.blueprint.language import N_, Count
from visavis.ui.fields import LIST_TITLES
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import button

# Letters of a word typed quickly are searched once (milliseconds).
SETTLE = 80
# Around a match, so many letters are shown.
AROUND = 40
ARROW = 40
_GROUPS = {"head": N_("Blueprint"), "service": N_("Service"), "record": N_("Record"), "steps": N_("Step"),
           "flows": N_("Flow"), **LIST_TITLES}


class FindBar(QFrame):
    """Enter goes to the next match, Shift+Enter to the one before, Esc leaves. `went_to` carries the match.

    `found` carries all matches, none when the bar is left; `left` tells that the focus may go back to the canvas.
    """

    matches_changed = Signal(tuple)
    went_to = Signal(object)
    left = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._bridge = bridge
        self.matches: tuple[Match, ...] = ()
        self.at = -1
        self.wanted, self.replacement = QLineEdit(self), QLineEdit(self)
        self.case, self.whole = QCheckBox(self), QCheckBox(self)
        self.count_label = QLabel(self)
        self.count_label.setTextFormat(Qt.TextFormat.PlainText)
        self.count_label.setProperty("role", "muted")
        self.before, self.next, self.replace, self.replace_all, self.close_button = (
            button("", "", self) for _ in range(5))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.find_matches)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    # -- what keys and menus do

    def begin(self, *, replacing: bool) -> None:
        """Show the bar with the focus in it, and look for what was looked for last."""
        self.show()
        for part in (self.replacement, self.replace, self.replace_all):
            part.setVisible(replacing)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.find_matches()

    def leave(self) -> None:
        """Fold the bar away."""
        self._settle.stop()
        self.hide()
        self.matches_changed.emit(())
        self.left.emit()

    def go(self, by: int) -> None:
        """Go to the next match (1) or to the one before (−1), round the end."""
        if self._settle.isActive():
            self._settle.stop()
            self.find_matches()
        if self.matches:
            self.at = (self.at + by) % len(self.matches) if self.at >= 0 or by > 0 else len(self.matches) - 1
            self._show_count()
            self.went_to.emit(self.matches[self.at])

    def find_matches(self) -> None:
        """Find again, and stay at the match nearest to where one was."""
        query = Query(self.wanted.text(), self.case.isChecked(), self.whole.isChecked())
        current = self.matches[self.at] if 0 <= self.at < len(self.matches) else None
        self.matches = find(self._bridge.document, query)
        key = (current.group, current.id, current.field) if current else None
        self.at = next((index for index, match in enumerate(self.matches)
                        if (match.group, match.id, match.field) == key), -1)
        self.matches_changed.emit(self.matches)
        self._show_count()

    def replace_one(self) -> None:
        """Replace the match one is at, and go to the next; first go to one."""
        if not 0 <= self.at < len(self.matches):
            self.go(1)
            return
        if self._do([self.matches[self.at]]):
            self.at -= 1
            self.go(1)

    def replace_each(self) -> None:
        """Replace every match, as one undo step."""
        count = len(self.matches)
        if self._do(list(self.matches)):
            self.count_label.setText(interface_language.translator.plural(
                "{count} replaced · Ctrl+Z: undo", "{count} replaced · Ctrl+Z: undo", count))

    def _do(self, matches: list[Match]) -> bool:
        command = replace_matches(matches, self.replacement.text())
        if command is None or self._bridge.do(command) is None:
            return False
        at = self.at
        self.find_matches()
        self.at = min(at, len(self.matches) - 1)
        self._show_count()
        return True

    # -- how it looks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter, leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.replacement.hasFocus() and not back:
                self.replace_one()
            else:
                self.go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for field, words in ((self.wanted, tr("Find")), (self.replacement, tr("Replace with"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.case.setText(tr("Match case and accents"))
        self.whole.setText(tr("Whole words"))
        for part, words, name in ((self.before, "↑", tr("Previous match")), (self.next, "↓", tr("Next match")),
                                  (self.replace, tr("Replace"), ""), (self.replace_all, tr("Replace all"), ""),
                                  (self.close_button, "×", tr("Close"))):
            part.setText(words)
            part.setAccessibleName(name or words)
            part.setToolTip(name or words)
        self._show_count()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for column, part in enumerate((self.wanted, self.before, self.next, self.case, self.whole, self.count_label,
                                       self.close_button)):
            grid.addWidget(part, 0, column)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.replace, self.replace_all):
            row.addWidget(part)
        row.addStretch(1)
        grid.addWidget(self.replacement, 1, 0)
        grid.addLayout(row, 1, 1, 1, 6)
        for arrow in (self.before, self.next, self.close_button):
            arrow.setFixedWidth(ARROW)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(5, 3)

    def _connect(self) -> None:
        again: Callable[..., None] = lambda *_: self._settle.start()  # noqa: E731 - one line says it
        self.wanted.textEdited.connect(again)
        for box in (self.case, self.whole):
            box.toggled.connect(lambda _: self.find_matches())
        self.before.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.replace.clicked.connect(self.replace_one)
        self.replace_all.clicked.connect(self.replace_each)
        self.close_button.clicked.connect(self.leave)
        self._bridge.document_changed.connect(lambda _: self._settle.start() if self.isVisible() else None)
        self._bridge.document_replaced.connect(lambda: self._settle.start() if self.isVisible() else None)
        interface_language.language_changed.connect(self.retranslate)

    def _show_count(self) -> None:
        """Show how many there are, which one is looked at, and where it stands."""
        for part in (self.before, self.next, self.replace, self.replace_all):
            _enable(part, bool(self.matches))
        if not self.wanted.text():
            self.count_label.setText("")
        elif not self.matches:
            self.count_label.setText(tr("Nothing found"))
        elif self.at < 0:
            self.count_label.setText(interface_language.translator.plural("{count} found", "{count} found",
                                                                          len(self.matches)))
        else:
            match = self.matches[self.at]
            self.count_label.setText(tr("{number} of {count} · {where}: {text}", number=Count(self.at + 1),
                                        count=Count(len(self.matches)), where=tr(_GROUPS[match.group]),
                                        text=_around(match)))


def _enable(part: QPushButton, enabled: bool) -> None:  # noqa: FBT001 - Qt's way with setters
    """Enable a button; one that has the focus keeps it, or the keys would go nowhere."""
    part.setEnabled(enabled or part.hasFocus())


def _around(match: Match) -> str:
    start, end = max(0, match.start - AROUND // 2), match.end + AROUND // 2
    cut = " ".join(match.text[start:end].split())
    return ("… " if start else "") + cut + (" …" if end < len(match.text) else "")
