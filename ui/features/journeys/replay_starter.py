"""From the list of journeys to the replay of one on the canvas, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.journeys.journeys_panel import JourneysPanel

if TYPE_CHECKING:
    from visavis.ui.features.journeys.journey_finder import ShownJourney
    from visavis.ui.features.journeys.replay import Replay


class ReplayStarter(QObject):
    """Replays a journey on the canvas when `panel` asks for it, after `draw` has gone there.

    `beside` returns what stands beside the canvas: while a journey is replayed it is folded away.
    """

    def __init__(self, panel: JourneysPanel, canvas: BlueprintView, draw: Callable[[], None],
                 beside: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(panel)
        self._canvas = canvas
        self._draw = draw
        self._beside = beside
        self._folded: Sequence[QWidget] = ()
        self._replay: Replay | None = None
        panel.replay_asked.connect(self._begin)
        panel.draw_asked.connect(draw)

    def end(self, *_: object) -> None:
        """End the replay that goes on, if one does."""
        if self._replay is not None:
            self._replay.end()

    def _begin(self, journey: ShownJourney) -> None:
        self._draw()
        if self._replay is None:
            from visavis.ui.features.journeys.replay import Replay

            self._replay = Replay(self._canvas)
            self._replay.ended.connect(self._unfold)
        self._folded = self._beside()
        for part in self._folded:
            part.hide()
        self._replay.begin(journey)

    def _unfold(self) -> None:
        for part in self._folded:
            part.show()
        self._folded = ()
