"""A designer at the window: real keys and a real pointer, each counted, for whoever draws a whole service."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import Step
from visavis.ui.kit.selection import ElementKind, ElementRef
from visavis.ui.window.main_window import MainWindow

NONE, CTRL, ALT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
                   Qt.KeyboardModifier.AltModifier)
Key = Qt.Key


@dataclass
class Designer:
    """Draws in a window as people do. `actions` counts keys and clicks: a capital or a combination is two keys."""

    window: MainWindow
    qtbot: QtBot
    actions: int = 0

    def write(self, text: str) -> None:
        """Type letter by letter, each to what has the focus then."""
        for letter in text:
            self.actions += 1 if letter.isspace() or letter.islower() or letter.isdigit() or letter in "'-,." else 2
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, key, NONE, letter))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key, or a combination."""
        self.actions += 1 if modifiers == NONE else 2
        QTest.keyClick(self._focus(), key, modifiers)

    def write_step(self, text: str, *then: Qt.Key) -> None:
        """Write a title with its tokens; Tab goes on along the side, no key stays there."""
        self.write(text)
        for key in then or (Key.Key_Return,):
            self.press(key)

    def answer(self, text: str) -> None:
        """Cross the line from what is written, and write what is answered."""
        self.press(Key.Key_Return, CTRL)
        self.write_step(text)

    def go_on_from(self, title: str, text: str) -> None:
        """Click a card, and write the step after it."""
        self.click(title)
        self.press(Key.Key_F2)
        self.press(Key.Key_Tab)
        self.write(text)

    def step(self, title: str) -> Step:
        """Return the step of a title."""
        return next(step for step in self.window.bridge.document.steps if step.title == title)

    def click(self, title: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click a card; who would scroll to it scrolls."""
        canvas, step_id = self.window.canvas, self.step(title).id
        canvas.fly_to(step_id)
        self.wait()
        place = canvas.mapFromScene(QPointF(*need(canvas.picture).layout.cards[step_id].rect.centre))
        self._click(canvas.viewport(), place, modifiers)

    def click_cell(self, lane: str, phase: str, column: int) -> None:
        """Click an empty cell."""
        self.wait()
        canvas = self.window.canvas
        cell = need(canvas.picture).layout.cells[GridCell(lane, phase, column)]
        self._click(canvas.viewport(), canvas.mapFromScene(QPointF(*cell.centre)))

    def rename_phase(self, name: str, new: str) -> None:
        """Double click the heading of a phase, and write another name."""
        phase = next(phase for phase in self.window.bridge.document.head.phases if phase.name == name)
        heading = self.window.canvas.headings.buttons[ElementRef(ElementKind.PHASE, phase.id)]
        place = heading.rect().center()
        self._click(heading, place)
        QTest.mouseDClick(heading, Qt.MouseButton.LeftButton, NONE, place)
        self.actions += 1
        self.press(Key.Key_A, CTRL)
        self.write_step(new)

    def run_command(self, words: str) -> None:
        """Find a command by its words, and run it."""
        self.press(Key.Key_K, CTRL)
        self.write(words)
        self.press(Key.Key_Return)
        self.wait()

    def click_button(self, widget: QWidget) -> None:
        """Click the middle of a part of the window."""
        self._click(widget, widget.rect().center())

    def come_back(self) -> None:
        """Have the window active again after a dialog: a desktop does it by itself."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        if QApplication.focusWidget() is None:
            self.window.canvas.setFocus()

    def wait(self) -> None:
        """Wait until everything is drawn."""
        self.qtbot.waitUntil(self.window.canvas.is_still, timeout=20_000)

    def _click(self, widget: QWidget, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.actions += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, place)
        self.wait()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.canvas
