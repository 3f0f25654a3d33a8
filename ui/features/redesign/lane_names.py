"""The names of lanes beside one of the two drawings: they follow it up and down, and never scroll out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.ui.canvas.headings.heading_look import HeadingLook
from visavis.ui.canvas.headings.headings import COLUMN
from visavis.ui.canvas.headings.strips import LaneColumn, SeenHeadings, lanes_in_sight
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from visavis.ui.canvas.picture import Picture
    from visavis.ui.canvas.picture_view import PictureView


class LaneNames(LaneColumn):
    """The column of lanes of a drawing that is only looked at: nothing in it can be pressed."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view, self._seen)
        self.fit_text_size()

    def fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        self.setFixedWidth(scale_length(COLUMN))

    def names(self) -> list[tuple[str, QRect]]:
        """Return the lanes in sight, by id, with the place of their names in pixels."""
        picture = self._view.picture
        return [] if picture is None else list(lanes_in_sight(self._view, picture, self.width() - 1))

    def _seen(self, picture: Picture) -> SeenHeadings:
        theme, lanes = self._view.theme, picture.document.lane_by_id
        looks = []
        for lane_id, place in self.names():
            inks, name = theme.of(lanes[lane_id]), " ".join(lanes[lane_id].name.split())
            looks.append((place, HeadingLook(name, "", inks.ink, inks.tint, inks.ink, theme.muted, theme.agent.ink)))
        return looks
