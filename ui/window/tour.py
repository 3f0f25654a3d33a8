"""A tour of two minutes on the real canvas: each stop says one thing to do, and goes on once it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from visavis.blueprint.language import N_
from visavis.blueprint.model import BlueprintDocument, FlowKind
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.widgets import button, label
from visavis.ui.window.window_parts import WindowParts

WIDTH, MARGIN = 560, 24


@dataclass(frozen=True, slots=True)
class TourStop:
    """What to do, and how it is seen that it was done: by the window, beside the document as the stop began."""

    words: str
    is_done: Callable[[WindowParts, BlueprintDocument], bool]


def _has_title(window: WindowParts, before: BlueprintDocument) -> bool:
    return len([step for step in window.bridge.document.steps if step.title]) > len(
        [step for step in before.steps if step.title])


def _has_answer(window: WindowParts, before: BlueprintDocument) -> bool:
    return _crossings(window.bridge.document) > _crossings(before)


def _crossings(document: BlueprintDocument) -> int:
    return sum(flow.kind is FlowKind.INTERACTION for flow in document.flows)


def _has_time(window: WindowParts, before: BlueprintDocument) -> bool:
    times = {step.id: (step.work, step.wait, step.channel) for step in before.steps}
    return any(times.get(step.id, (None,) * 3) != (step.work, step.wait, step.channel)
               for step in window.bridge.document.steps)


def _has_moved(window: WindowParts, before: BlueprintDocument) -> bool:
    cells = {step.id: step.cell for step in before.steps}
    return any(cells.get(step.id, step.cell) != step.cell for step in window.bridge.document.steps)


def _has_note(window: WindowParts, before: BlueprintDocument) -> bool:
    return len(window.bridge.document.head.notes) > len(before.head.notes)


def _has_undone(window: WindowParts, before: BlueprintDocument) -> bool:
    del before
    return window.bridge.session.can_redo


def _is_searching(window: WindowParts, before: BlueprintDocument) -> bool:
    del before
    return window.search_field.hasFocus()


def _is_elsewhere(window: WindowParts, before: BlueprintDocument) -> bool:
    del before
    return window.header.current_screen() != "draw"


STOPS: tuple[TourStop, ...] = (
    TourStop(N_("Type what the person does first, for instance “Looks for the form”, then Tab."), _has_title),
    TourStop(N_("Type what the person does next, then Enter."), _has_title),
    TourStop(N_("Press Ctrl+Enter and type what the agent answers, on the other side of the line, then Tab."),
             _has_answer),
    TourStop(N_("Type “Waits ~10d @post”, then Enter: wait and channel are filled in."), _has_time),
    TourStop(N_("Move a step with Shift and an arrow, or drag its card."), _has_moved),
    TourStop(N_("Undo that with Ctrl+Z: nothing you do here can go wrong."), _has_undone),
    TourStop(N_("Press Ctrl+M and write a note: “- nobody tells them when”, then Enter."), _has_note),
    TourStop(N_("Press Ctrl+K: this field finds anything that can be done, by its name."), _is_searching),
    TourStop(N_("Press Esc, then Ctrl+Tab: the same service as a table, its frictions, its journeys."),
             _is_elsewhere),
)


class Tour(QFrame):
    """Stands at the foot of the window. `ended` tells that it is over."""

    ended = Signal()

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self.setObjectName("replay")
        self._window = window
        self.index = 0
        self._before = window.bridge.document
        self.title = label("", "overline", self)
        self.words = label("", "said", self)
        self.skip, self.stop = button("", "", self), button("", "", self)
        self.skip.clicked.connect(self.go_on)
        self.stop.clicked.connect(self.end)
        for each in (self.skip, self.stop):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.addWidget(self.title)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.stop)
        column.addLayout(row)
        window.bridge.document_changed.connect(self._check_done)
        window.header.screen_shown.connect(self._check_done)
        window.search_field.began.connect(self._check_done)
        interface_language.language_changed.connect(self._show_stop)
        window.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Begin at the first stop, on an empty blueprint."""
        self._go_to(0)
        self.show()
        self.raise_()
        self._window.go_to("draw")

    def go_on(self) -> None:
        """Go to the next stop; after the last one it is over."""
        if self.index + 1 < len(STOPS):
            self._go_to(self.index + 1)
        else:
            self.end()

    def end(self) -> None:
        """End the tour."""
        if self.isVisible():
            self.hide()
            self._window.status.show_message(tr("That was the tour. F1 has the guide; Ctrl+E prints."))
            self._window.canvas.setFocus()
            self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the window's foot."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._reposition()
        return False

    def _go_to(self, index: int) -> None:
        self.index = index
        self._before = self._window.bridge.document
        self._show_stop()

    def _check_done(self, *_: object) -> None:
        if self.isVisible() and STOPS[self.index].is_done(self._window, self._before):
            self.go_on()

    def _show_stop(self, *_: object) -> None:
        self.title.setText(tr("Tour · {number} of {count}", number=self.index + 1, count=len(STOPS)))
        self.words.setText(tr(STOPS[self.index].words))
        self.skip.setText(tr("Skip this") if self.index + 1 < len(STOPS) else tr("Done"))
        self.stop.setText(tr("End the tour"))
        self.setAccessibleName(f"{self.title.text()}. {self.words.text()}")
        self._reposition()

    def _reposition(self) -> None:
        width = min(WIDTH, self._window.width() - 2 * MARGIN)
        self.words.setFixedWidth(width - 44)
        height = self._column.totalHeightForWidth(width)
        if height <= 0:
            height = self.sizeHint().height()
        bottom = self._window.height() - self._window.status.height() - MARGIN
        self.setGeometry((self._window.width() - width) // 2, bottom - height, width, height)
