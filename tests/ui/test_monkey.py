"""A monkey at the window: seeded random keys, clicks, drags, words and places; the document stays whole throughout."""

from __future__ import annotations

import random
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.profiles import mostly_deep
from tests.storage.reading_back import is_read_back
from tests.ui.conftest import APA, LOOKS, Open, write
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.canvas.keys import BINDINGS, sequence
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.panels import screens

NONE, SHIFT, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
# What asks questions of the desktop or ends the window is left alone; dialogs are closed again.
ALONE = ("open", "save", "save_as", "create_to_be", "quit", "dialogs.export", "dialogs.save_as_template")
WORDS = ("Appelle", "!20min", "~30j", "@tel", "#Pièce", "> Répond", ">> Classe", "< Revient", "# Phase", "é🙂", "مرحبا", "<b>x</b>",
         "=1+1", "- pénible", "  ")
LOOKED_AT = 250


class Monkey:
    """Does one seeded thing after the other to a window."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.chance = random.Random(seed)
        self.done: list[str] = []
        # A monkey may begin another document: everything can be taken back to where that one began.
        self.before = window.bridge.document
        window.bridge.document_replaced.connect(self._begin_anew)
        self._closer = QTimer(window, interval=5)
        self._closer.timeout.connect(self._close_dialogs)
        self._closer.start()

    def go(self) -> None:
        """Do something."""
        act = self.chance.choices(
            (self.key, self.words, self.click, self.drag, self.action, self.wheel, self.place, self.tab, self.undo),
            (30, 12, 18, 14, 7, 4, 2, 8, 5))[0]
        self.done.append(act.__name__)
        act()

    def key(self) -> None:
        binding = self.chance.choice([binding for binding in BINDINGS if binding.keys])
        # The stubs do not know that a sequence has parts.
        parts: Any = sequence(self.chance.choice(binding.keys))
        combination = parts[0]
        self.done[-1] += f" {binding.method} {binding.argument}"
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())

    def words(self) -> None:
        for letter in self.chance.choice(WORDS):
            write(self._focus(), letter)

    def click(self) -> None:
        modifiers = self.chance.choice((NONE, NONE, SHIFT, CTRL))
        target = self._pointed()
        place = self._somewhere(target)
        self._press_and_release(target, place, modifiers)
        if self.chance.random() < 0.2 and shiboken6.isValid(target):
            there = QPointF(place)
            QApplication.sendEvent(target, QMouseEvent(QEvent.Type.MouseButtonDblClick, there, target.mapToGlobal(there),
                                                       Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, modifiers))
            if shiboken6.isValid(target):
                QTest.mouseRelease(target, Qt.MouseButton.LeftButton, modifiers, place)

    @staticmethod
    def _press_and_release(target: QWidget, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Click, in two halves: a press may rebuild the panel it is on, and QTest would release on what is gone."""
        QTest.mousePress(target, Qt.MouseButton.LeftButton, modifiers, place)
        if shiboken6.isValid(target):
            QTest.mouseRelease(target, Qt.MouseButton.LeftButton, modifiers, place)

    def drag(self) -> None:
        target = self._pointed()
        start, end = self._somewhere(target), self._somewhere(target)
        QTest.mousePress(target, Qt.MouseButton.LeftButton, self.chance.choice((NONE, NONE, SHIFT)), start)
        for share in (0.1, 0.5, 1.0):
            if not shiboken6.isValid(target):
                # A press may have rebuilt the panel that it was on.
                return
            there = QPointF(start + (end - start) * share)
            QApplication.sendEvent(target, QMouseEvent(QEvent.Type.MouseMove, there, target.mapToGlobal(there),
                                                       Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, NONE))
        if self.chance.random() < 0.2:
            QTest.keyClick(self._focus(), Qt.Key.Key_Escape)
        if shiboken6.isValid(target):
            QTest.mouseRelease(target, Qt.MouseButton.LeftButton, NONE, end)

    def wheel(self) -> None:
        target = self.window.canvas.viewport()
        there = QPointF(self._somewhere(target))
        turn = QPoint(0, self.chance.choice((-120, 120)))
        QApplication.sendEvent(target, QWheelEvent(there, target.mapToGlobal(there), turn, turn, Qt.MouseButton.NoButton,
                                                   self.chance.choice((NONE, CTRL)), Qt.ScrollPhase.NoScrollPhase, False))

    def action(self) -> None:
        table = self.window.actions_table.by_name
        name = self.chance.choice([name for name, action in table.items() if action.isEnabled() and name not in ALONE])
        self.done[-1] += f" {name}"
        table[name].trigger()

    def place(self) -> None:
        self.window.go_to(self.chance.choice(screens())[0])

    def tab(self) -> None:
        QTest.keyClick(self._focus(), self.chance.choice((Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return,
                                                          Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Delete)))

    def undo(self) -> None:
        self.chance.choice((self.window.bridge.undo, self.window.bridge.redo))()

    def _begin_anew(self) -> None:
        self.before = self.window.bridge.document

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.canvas

    def _pointed(self) -> QWidget:
        """Return the canvas mostly, else whatever lies somewhere in the window."""
        canvas = self.window.canvas.viewport()
        if self.chance.random() < 0.8 and canvas.isVisible():
            return canvas
        found = need(self.window.centralWidget()).childAt(self._somewhere(need(self.window.centralWidget())))
        return found or canvas

    def _somewhere(self, widget: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height())))

    def _close_dialogs(self) -> None:
        for opened in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if opened is not None and opened is not self.window:
                opened.close()


def until_the_end(window: MainWindow, seed: int, events: int, qtbot: QtBot) -> Monkey:
    """Let a monkey do so many things, and look at the document every now and then."""
    monkey = Monkey(window, seed)
    for number in range(events):
        monkey.go()
        if number % 25 == 0:
            QTest.qWait(1)
        if number % LOOKED_AT == 0:
            document = window.bridge.document
            assert is_read_back(document), monkey.done[-LOOKED_AT:]
    # What is still being computed would open its dialog when no one is there to close it.
    window.dialogs.close()
    window.canvas.finish_writing()
    return monkey


def check(window: MainWindow, before: BlueprintDocument) -> None:
    """Everything can be taken back to where it began, and done again, and the file reads what it writes."""
    document, session = window.bridge.document, window.bridge.session
    assert is_read_back(document)
    undone = 0
    while session.can_undo:
        window.bridge.undo()
        undone += 1
    assert window.bridge.document == before
    for _ in range(undone):
        window.bridge.redo()
    assert window.bridge.document == document


@pytest.mark.parametrize("seed", mostly_deep([1, 2]))
def test_a_monkey_for_a_moment(open_window: Open, qtbot: QtBot, seed: int) -> None:
    window = open_window(APA)
    monkey = until_the_end(window, seed, 150, qtbot)
    assert len(monkey.done) == 150
    check(window, monkey.before)


@pytest.mark.slow
def test_a_monkey_for_five_thousand_events(open_window: Open, qtbot: QtBot, window_look: tuple[str, str]) -> None:
    """Half of them in each of the two looks, each half another one."""
    window = open_window(APA)
    seed = 2026 + [look for look, _ in LOOKS].index(window_look[0])
    monkey = until_the_end(window, seed, 2_500, qtbot)
    assert len(monkey.done) == 2_500
    check(window, monkey.before)
