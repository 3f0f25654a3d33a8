"""The place of journeys in a window: made when somebody first goes there, with the replay over the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from blueprint.drawing.theme import LIGHT, Theme
from ui.canvas.view import BlueprintView

if TYPE_CHECKING:
    from ui.journeys.panel import Journeys
    from ui.journeys.replay import Replay
    from ui.journeys.walks import Walk


class JourneysPlace(QObject):
    """Shows the journeys in `layout`, and lets one be replayed on the canvas after `go_to("draw")`.

    While it is replayed what stands `beside` the canvas is folded away.
    """

    def __init__(self, canvas: BlueprintView, layout: QBoxLayout, go_to: Callable[[str], None],
                 beside: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._layout = layout
        self._go_to = go_to
        self._beside = tuple(beside)
        self._folded: list[QWidget] = []
        self._theme: Theme = LIGHT
        self.panel: Journeys | None = None
        self.replay: Replay | None = None

    def show(self) -> None:
        """Show the journeys."""
        self._end_replay()
        if self.panel is None:
            # What computes journeys is loaded when somebody wants to see them: a window starts sooner.
            from ui.journeys.panel import Journeys

            self.panel = Journeys(self._canvas.bridge)
            self.panel.set_theme(self._theme)
            self.panel.replay_asked.connect(self._on_replay)
            self._layout.addWidget(self.panel, 1)
        self.panel.setVisible(True)
        self.panel.list.setFocus()

    def hide(self) -> None:
        """Give way to another place."""
        self._end_replay()
        if self.panel is not None:
            self.panel.setVisible(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        if self.panel is not None:
            self.panel.set_theme(theme)

    def close(self) -> None:
        """Stop computing."""
        if self.panel is not None:
            self.panel.close_work()

    def _end_replay(self) -> None:
        if self.replay is not None:
            self.replay.end()

    def _on_replay(self, walk: Walk) -> None:
        self._go_to("draw")
        if self.replay is None:
            from ui.journeys.replay import Replay

            self.replay = Replay(self._canvas)
            self.replay.ended.connect(self._unfold)
        window = self._canvas.window()
        self._folded = [part for part in self._beside if part.isVisibleTo(window)]
        for part in self._folded:
            part.hide()
        self.replay.begin(walk)

    def _unfold(self) -> None:
        for part in self._folded:
            part.show()
        self._folded = []
