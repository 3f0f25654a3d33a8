"""A persona walks through the canvas: step by step, with what both sides say, the time, and what it takes of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.analysis import ConversationStep
from visavis.blueprint.drawing.journeys.conversation import end_words, fault_words
from visavis.blueprint.language import Days, Minutes, Quoted
from visavis.blueprint.language.typography import MINUTES_PER_DAY
from visavis.blueprint.model import Side
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.journeys.journey_finder import ShownJourney
from visavis.ui.features.journeys.rows import cut
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.widgets import button, label, restyle

WIDEST = 880
MARGIN = 16
BUBBLE_HEIGHT = 92
# So many letters stand in the bar; the conversation has all of them.
MOST_NAMES = 48
MOST_SAID = 84
# A replay is watched from farther away than a drawing is drawn.
LEAST_ZOOM = 0.85
_MARKS = "replay"
_NEXT = (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)


class Replay(QFrame):
    """The bar below the drawing while a walk is replayed. `ended` tells that it is over.

    Space, → and Enter go on, ← goes back, Home and End go to the ends, Esc stops.
    """

    ended = Signal()

    def __init__(self, canvas: BlueprintView) -> None:
        super().__init__(canvas)
        self.setObjectName("replay")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._canvas = canvas
        self._walk: ShownJourney | None = None
        self.index = 0
        self.who = self._line("document")
        self.where = self._line("muted")
        self.clock = self._line("clock")
        self.citizen_minutes = self._line("citizenTime")
        self.agent_minutes = self._line("agentTime")
        self.bubbles = {Side.CITIZEN: _Bubble("citizen", self), Side.AGENT: _Bubble("agent", self)}
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.back, self.onward, self.stop = button("", "", self), button("", "primary", self), button("", "", self)
        self.back.clicked.connect(lambda: self.go_to(self.index - 1))
        self.onward.clicked.connect(lambda: self.go_to(self.index + 1))
        self.stop.clicked.connect(self.end)
        for each in (self.back, self.onward, self.stop):
            each.installEventFilter(self)
        canvas.installEventFilter(self)
        self._lay_out()
        self.hide()
        canvas.bridge.document_changed.connect(self._on_changed)
        canvas.bridge.document_replaced.connect(self._on_changed)
        interface_language.language_changed.connect(self.retranslate)
        self.retranslate()

    # -- walking

    @property
    def beats(self) -> tuple[ConversationStep, ...]:
        """The steps that are walked."""
        return self._walk.beats if self._walk is not None else ()

    def begin(self, walk: ShownJourney) -> None:
        """Walk a journey from its first step."""
        if not walk.beats:
            return
        self._walk = walk
        self.show()
        self.raise_()
        self.setFocus()
        self._canvas.status_hint.emit(tr("Space: next step · ←: back · Esc: stop"))
        self._canvas.set_zoom(max(LEAST_ZOOM, self._canvas.zoom()))
        self.go_to(0)

    def go_to(self, index: int) -> None:
        """Go to a step of the walk; beyond the last one, nothing happens."""
        if self._walk is None or not 0 <= index < len(self.beats):
            return
        self.index = index
        self._show_step()
        self._focus_step()
        self._highlight_passed()

    def end(self) -> None:
        """Stop walking."""
        if self._walk is None:
            return
        self._walk = None
        self._canvas.overlays.clear(_MARKS)
        self._canvas.status_hint.emit("")
        self._canvas.keep_below(0)
        self.hide()
        self._canvas.setFocus()
        self.ended.emit()

    def _on_changed(self, *_: object) -> None:
        """Stop, for a journey through another drawing is another journey."""
        self.end()

    # -- keys and place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, or stop."""
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the walk work on its buttons too, and stay where the canvas is."""
        if watched is self._canvas:
            if event.type() == QEvent.Type.Resize and self._walk is not None:
                self._reposition()
                self._focus_step()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            return not pressed and self._handle_key(event)
        return False

    def _handle_key(self, event: QKeyEvent) -> bool:
        indices = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.beats) - 1}
        if event.key() in _NEXT:
            self.go_to(self.index + 1)
        elif event.key() in _BACK:
            self.go_to(self.index - 1)
        elif event.key() in indices:
            self.go_to(indices[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            return False
        return True

    def _reposition(self) -> None:
        """Stand at the foot of the canvas, in its middle; the drawing is looked at above."""
        room = self._canvas.size()
        width = min(WIDEST, room.width() - 2 * MARGIN)
        height = self.minimumSizeHint().height()
        self._canvas.keep_below(height + 2 * MARGIN)
        self.setGeometry((room.width() - width) // 2, room.height() - height - MARGIN, width, height)

    # -- telling

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.back.setText(tr("Back"))
        self.onward.setText(tr("Next"))
        self.stop.setText(tr("Stop"))
        self.progress.setAccessibleName(tr("Progress of the journey"))
        if self._walk is not None:
            self._show_step()

    def _show_step(self) -> None:
        beat, walk = self.beats[self.index], self._walk
        assert walk is not None
        phase = self._canvas.document.phase_by_id[beat.step.phase].name
        step = tr("step {number} of {count}", number=self.index + 1, count=len(self.beats))
        self.who.setText(cut(", ".join(walk.names), MOST_NAMES) or tr("A user"))
        self.where.setText(f"{cut(phase, MOST_NAMES)} · {step}")
        self.clock.setText(self._time(beat))
        self.citizen_minutes.setText(tr("citizen {time}", time=Minutes(beat.citizen)))
        self.agent_minutes.setText(tr("agents {time}", time=Minutes(beat.agent)))
        for side, bubble in self.bubbles.items():
            bubble.show_words(*self._side_words(beat, side), wrong=_is_of(beat, side)
                              and fault_words(beat) is not None)
        last = self.index == len(self.beats) - 1
        self.progress.setRange(0, len(self.beats))
        self.progress.setValue(self.index + 1)
        self.back.setEnabled(self.index > 0)
        self.onward.setEnabled(not last)
        self._reposition()
        self.setAccessibleName(". ".join([self.where.text(), *(bubble.words() for bubble in self.bubbles.values()),
                                          self.clock.text()]))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _time(self, beat: ConversationStep) -> str:
        """Return the day on which a step is done, the wait that comes then, and how the journey ends at its last."""
        if self._walk is not None and self.index == len(self.beats) - 1:
            return tr(end_words(self._walk.journey))
        # The step's own wait has not passed yet when it is shown.
        day = tr("day {number}", number=int((beat.elapsed - beat.wait) // MINUTES_PER_DAY) + 1)
        if beat.wait >= MINUTES_PER_DAY:
            return tr("{day}, then {wait} of waiting", day=day, wait=Days(beat.wait / MINUTES_PER_DAY))
        return day

    def _focus_step(self) -> None:
        """Bring the step into the middle of what the bar leaves of the canvas, and focus it."""
        picture, camera = self._canvas.picture, self._canvas.camera
        step = self.beats[self.index].step.id
        if picture is None or step not in picture.layout.cards:
            return
        self._canvas.navigation.go_to_step(step, reveal=False)
        covered = self._canvas.viewport().height() - self.y()
        camera.fly_to(QPointF(*picture.layout.cards[step].rect.centre) + QPointF(0.0, covered / 2 / camera.scale))

    def _side_words(self, beat: ConversationStep, side: Side) -> tuple[str, str, str]:
        """Return who of a side speaks, what they say, and what they do, at a step."""
        own = _is_of(beat, side)
        sayings = beat.says if own else beat.heard
        said = " ".join(tr("{words}", words=Quoted(saying.words)) for saying in sayings)
        if own:
            fault = fault_words(beat)
            return beat.speaker, tr(fault) if fault is not None else said, beat.title
        return (sayings[-1].speaker, said, "") if sayings else ("", "", _silence(beat))

    def _highlight_passed(self) -> None:
        """Light up the steps passed so far, and what is being said."""
        picture = self._canvas.picture
        if picture is None:
            return
        passed = dict.fromkeys(beat.step.id for beat in self.beats[:self.index])
        rects = [qrect(picture.layout.cards[step].rect) for step in passed if step in picture.layout.cards]
        beat = self.beats[self.index]
        flows = [picture.layout.flows.get(saying.flow) for saying in (*beat.heard, *beat.says)]
        said = [qrect(flow.label.rect) for flow in flows if flow is not None and flow.label is not None]
        self._canvas.overlays.put(_MARKS, [*(Overlay(OverlayKind.SELECTION, rect) for rect in rects),
                                           *(Overlay(OverlayKind.CARD_FOCUS, rect) for rect in said)])

    def _line(self, role: str) -> QLabel:
        made = label("", role, self)
        made.setWordWrap(False)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.who)
        names.addWidget(self.where)
        times = QHBoxLayout()
        times.setSpacing(14)
        for part in (self.clock, self.citizen_minutes, self.agent_minutes):
            times.addWidget(part)
        grid.addLayout(names, 0, 0)
        grid.addLayout(times, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, bubble in enumerate(self.bubbles.values()):
            grid.addWidget(bubble, 1, column)
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.progress, 1)
        for step_button in (self.stop, self.back, self.onward):
            foot.addWidget(step_button)
        grid.addLayout(foot, 2, 0, 1, 2)


def _is_of(beat: ConversationStep, side: Side) -> bool:
    """Return whether a step is of a side; what systems and partners do is the agents' side of the line."""
    return (Side.CITIZEN if beat.side is Side.CITIZEN else Side.AGENT) is side


def _silence(beat: ConversationStep) -> str:
    """Return what the other side does at a step at which it has not spoken."""
    if beat.visit.blocked:
        return tr("cannot be reached this way")
    if not beat.is_seen:
        return tr("sees nothing of this")
    return tr("hears it") if beat.says else tr("nobody opposite")


class _Bubble(QFrame):
    """What one side says and does."""

    def __init__(self, side: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bubble", side)
        self.setFixedHeight(BUBBLE_HEIGHT)
        self._speaker = label("", f"{side}Time", self)
        self._said = label("", "said", self)
        self._done = label("", "muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(1)
        for part in (self._speaker, self._said, self._done):
            part.setWordWrap(part is not self._speaker)
            column.addWidget(part)
        column.addStretch(1)

    def show_words(self, speaker: str, said: str, done: str, *, wrong: bool) -> None:
        """Show a side's words, or what is `wrong`; what is done stands in their place where nothing is said."""
        spoken = said or (done if speaker else "")
        self._speaker.setText(cut(speaker, MOST_NAMES))
        self._said.setText(cut(spoken, MOST_SAID))
        self._done.setText(cut(done, MOST_NAMES) if done != spoken else "")
        for part in (self._speaker, self._said, self._done):
            part.setVisible(bool(part.text()))
        restyle(self, "quiet", not speaker)
        restyle(self, "wrong", wrong)

    def words(self) -> str:
        """Return what is shown as one sentence."""
        return " ".join(text for text in (self._speaker.text(), self._said.text(), self._done.text()) if text)
