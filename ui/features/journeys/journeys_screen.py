"""The place of journeys in a window, with the replay over the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.screen import Screen

if TYPE_CHECKING:
    from visavis.ui.features.journeys.journey_finder import ShownJourney
    from visavis.ui.features.journeys.journeys_panel import JourneysPanel
    from visavis.ui.features.journeys.replay import Replay


class JourneysScreen(Screen):
    """Shows the journeys, and lets one be replayed on the canvas after `go_to("draw")`.

    While it is replayed what stands `beside` the canvas is folded away.
    """

    panel: JourneysPanel | None

    def __init__(self, canvas: BlueprintView, layout: QBoxLayout, go_to: Callable[[str], None],
                 beside: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(layout, parent)
        self._canvas = canvas
        self._go_to = go_to
        self._beside = tuple(beside)
        self._folded: list[QWidget] = []
        self.replay: Replay | None = None

    def make_panel(self) -> JourneysPanel:
        """Make the strips of the journeys."""
        from visavis.ui.features.journeys.journeys_panel import JourneysPanel

        panel = JourneysPanel(self._canvas.bridge)
        panel.replay_asked.connect(self._on_replay)
        panel.draw_asked.connect(lambda: self._go_to("draw"))
        return panel

    def show(self) -> None:
        """Show the journeys; a replay that goes on ends."""
        self._end_replay()
        super().show()

    def hide(self) -> None:
        """Give way to another place, with the replay."""
        self._end_replay()
        super().hide()

    def _end_replay(self) -> None:
        if self.replay is not None:
            self.replay.end()

    def _on_replay(self, walk: ShownJourney) -> None:
        self._go_to("draw")
        if self.replay is None:
            from visavis.ui.features.journeys.replay import Replay

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
