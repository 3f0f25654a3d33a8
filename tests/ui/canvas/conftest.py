"""A canvas on a small blueprint, and hands that press real keys and move a real pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.profiles import IS_DEEP
from visavis.blueprint.analysis import Analysis, FrictionReport, Measures
from visavis.blueprint.drawing import THEMES
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import FORMAT, BlueprintDocument, Flow, FlowKind, Head, Lane, LaneKind, Phase, Step
from visavis.ui.canvas.headings.heading_button import HeadingButton
from visavis.ui.canvas.keys import BINDINGS
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.i18n import interface_language, set_language
from visavis.ui.kit.selection import Selection
from visavis.ui.kit.session import SessionBridge

NOTHING_FOUND = Analysis(Measures(None), FrictionReport())
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
_T = TypeVar("_T")
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def grid(*steps: Step, flows: tuple[Flow, ...] = ()) -> BlueprintDocument:
    """A blueprint with two phases and a lane of each kind."""
    lanes = (Lane(id="seen", name="Preuves", kind=LaneKind.EVIDENCE),
             Lane(id="user", name="Usager", kind=LaneKind.CITIZEN),
             Lane(id="desk", name="Agent · scène", kind=LaneKind.FRONTSTAGE),
             Lane(id="office", name="Agent · coulisses", kind=LaneKind.BACKSTAGE),
             Lane(id="tools", name="Appui", kind=LaneKind.SUPPORT))
    phases = (Phase(id="ask", name="S’informer"), Phase(id="get", name="Demander"))
    head = Head(format=FORMAT, id="service", title="Essai", language="fr", lanes=lanes, phases=phases)
    return BlueprintDocument(head, steps, flows)


def step(step_id: str, title: str, lane: str = "user", column: int = 0, phase: str = "ask") -> Step:
    return Step(id=step_id, title=title, lane=lane, phase=phase, column=column)


def small_service() -> BlueprintDocument:
    """Two steps of the citizen, one answer of the agent, and a free cell beside them."""
    steps = (step("learns", "Apprend"), step("calls", "Appelle", column=1), step("guides", "Oriente", "desk", 1),
             step("waits", "Attend", phase="get"))
    flows = (Flow(source="learns", target="calls", key="then"),
             Flow(source="calls", target="guides", key="asked", kind=FlowKind.INTERACTION, label="À qui demander ?"))
    return grid(*steps, flows=flows)


def told_as(english: _T, french: _T) -> _T:
    """Return what the interface is expected to say, in the language that it speaks."""
    return french if interface_language.translator.language == "fr" else english


@dataclass
class Hands:
    """What a person does: presses keys on whatever has the focus, and moves the pointer over the canvas."""

    qtbot: QtBot
    view: BlueprintView

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, modifiers)

    def choose(self, method: str, argument: str | None = None) -> None:
        """Choose an entry of a menu: what the canvas binds to a method."""
        self.view.perform(next(one for one in BINDINGS if (one.method, one.argument) == (method, argument)))

    def write(self, text: str) -> None:
        """Type letter by letter, each to what has the focus then; QTest's own `keyClicks` stops at Latin-1."""
        for letter in text:
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(QApplication.focusWidget() or self.view, QKeyEvent(kind, key, NONE, letter))

    def at_step(self, step_id: str) -> QPoint:
        return self.at(QPointF(*need(self.view.picture).layout.cards[step_id].rect.centre))

    def at_cell(self, lane: str, phase: str, column: int) -> QPoint:
        return self.at(QPointF(*need(self.view.picture).layout.cells[GridCell(lane, phase, column)].centre))

    def at(self, place: QPointF) -> QPoint:
        return self.view.mapFromScene(place)

    def heading(self, refs: Selection) -> HeadingButton:
        """Return the heading of a lane or a phase."""
        (ref,) = refs
        return self.view.headings.buttons[ref]

    def drag_heading(self, refs: Selection, end: QPoint) -> None:
        """Drag a heading to a pixel of the viewport in several moves, and leave the button down."""
        heading = self.heading(refs)
        start = heading.rect().center()
        QTest.mousePress(heading, Qt.MouseButton.LeftButton, NONE, start)
        way = heading.mapFromGlobal(self.view.viewport().mapToGlobal(end)) - start
        for share in (0.2, 0.5, 1.0):
            there = QPointF(start + way * share)
            QApplication.sendEvent(heading, QMouseEvent(
                QEvent.Type.MouseMove, there, heading.mapToGlobal(there), Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton, NONE))

    def drop_heading(self, refs: Selection, end: QPoint) -> None:
        """Let go of a heading at a pixel of the viewport."""
        heading = self.heading(refs)
        there = heading.mapFromGlobal(self.view.viewport().mapToGlobal(end))
        QTest.mouseRelease(heading, Qt.MouseButton.LeftButton, NONE, there)

    def click(self, position: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifiers, position)

    def double_click(self, position: QPoint) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, position)
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, position)
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, NONE, position)

    def hold(self, position: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mousePress(self.view.viewport(), button, NONE, position)

    def move(self, position: QPoint, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
        """Move the pointer; Qt's own test moves carry no held buttons, real ones do."""
        there = QPointF(position)
        QApplication.sendEvent(self.view.viewport(), QMouseEvent(
            QEvent.Type.MouseMove, there, self.view.viewport().mapToGlobal(there), Qt.MouseButton.NoButton, button,
            NONE))

    def let_go(self, position: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseRelease(self.view.viewport(), button, NONE, position)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Drag in several moves, and leave the button down."""
        self.hold(start)
        for share in (0.2, 0.5, 1.0):
            self.move(start + (end - start) * share, Qt.MouseButton.LeftButton)


OpenCanvas = Callable[[BlueprintDocument], Hands]
LOOKS = [("en", "light"), ("fr", "dark"), ("fr", "high-contrast")]


@pytest.fixture(params=LOOKS if IS_DEEP else LOOKS[:1], ids="-".join)
def look(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A language and a theme: English in light, and in the deep profile every tool and key in the others, too."""
    language, theme = request.param
    return language, theme


@pytest.fixture
def open_canvas(qtbot: QtBot, look: tuple[str, str]) -> Iterator[OpenCanvas]:
    """Return a function that opens a canvas on a document; nothing is analysed."""
    bridges: list[SessionBridge] = []
    language, theme = look
    set_language(language)

    def opened(document: BlueprintDocument) -> Hands:
        bridge = SessionBridge(EditSession(document, identifiers=Identifiers(1)), analyse=lambda *_: NOTHING_FOUND)
        bridges.append(bridge)
        view = BlueprintView(bridge)
        view.set_theme(THEMES[theme])
        view.set_reduced_motion(True)
        view.resize(1200, 800)
        qtbot.addWidget(view)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        return Hands(qtbot, view)

    yield opened
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def hands(open_canvas: OpenCanvas) -> Hands:
    """Hands on a canvas with the small service."""
    return open_canvas(small_service())
