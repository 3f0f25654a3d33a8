"""The density that a canvas draws in, and that it looks at the same place in another one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

from visavis.blueprint.layout import FULL, Layout, LayoutStyle
from visavis.ui.canvas.picture import Picture, sides_of

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

# Scale, and the place of the drawing (points) at the top left of the window.
_Look = tuple[float, float, float]


class Density(QObject):
    """Which density a view draws in. In another one the columns at the left stay, and the line where it is in sight.

    Back in full, a view that no one moved meanwhile looks where it looked before; one that took its first look in
    too small a window takes it again (`room_grown`).
    """

    room_grown = Signal()

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.style = FULL
        self._with_room = (FULL, FULL.emotion_height), FULL
        # Where someone had the view look, and in which density; and what sizes and densities made of it since.
        self._chosen: tuple[_Look, LayoutStyle] | None = None
        self._since: _Look | None = None
        self._is_first = False
        self._depth = 0

    def take(self, style: LayoutStyle) -> bool:
        """Draw in a density from the next picture on; return whether it is another one."""
        is_another, self.style = style != self.style, style
        return is_another

    def with_room(self, height: float) -> LayoutStyle:
        """Return the density with so much room for the emotion curve (points): as long as both stay, the same one."""
        if (self.style, height) != self._with_room[0]:
            self._with_room = (self.style, height), replace(self.style, emotion_height=height)
        return self._with_room[1]

    def begin(self) -> None:
        """Note that the view looks where it looks first."""
        self._keep_place()
        self._is_first, self._since = True, self._look()

    @contextmanager
    def no_move(self) -> Iterator[None]:
        """Whatever the view looks at meanwhile is no one's wish: a picture or a size of another kind has it so."""
        if not self._depth:
            self._keep_place()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
        if not self._depth:
            self._since = self._look()

    def _keep_place(self) -> None:
        """Remember where the view looks if someone had it look there."""
        look, picture = self._look(), self._view.picture
        if look != self._since and picture is not None:
            self._chosen, self._is_first = (look, _plain(picture.layout.style)), False

    def follow(self, before: Picture, after: Picture, looked: QRectF) -> None:
        """Look at the same place of another picture, where that is drawn in another density."""
        if before.layout.style is after.layout.style or before.page is not None or after.page is not None:
            return
        was, now = _plain(before.layout.style), _plain(after.layout.style)
        if was == now:
            return
        if now == FULL and self._is_first:
            self.room_grown.emit()
        elif self._chosen is not None and self._chosen[1] == now:
            self._look_at(self._chosen[0])
        else:
            left = _follow(looked.left(), _columns(before.layout), _columns(after.layout))
            self._look_at((self._view.camera.scale, left, _follow_line(looked, before.layout, after.layout)))
        band = before.layout.conversation
        if band is not None and looked.top() <= band.centre.y <= looked.bottom():
            self.reveal_sides()

    def widen(self, rect: QRectF) -> QRectF:
        """Return a box to bring in sight: in a dense drawing with both sides of the line, where they have room."""
        pair = sides_of(self._view.picture)[1] if self._view.picture is not None else QRectF()
        is_one_of_them = pair.top() <= rect.top() and rect.bottom() <= pair.bottom()
        if self.style == FULL or not is_one_of_them or pair.height() > self._view.camera.area().height():
            return rect
        return QRectF(rect.x(), pair.y(), rect.width(), pair.height())

    def reveal_sides(self) -> None:
        """Bring the lanes on both sides of the line of interaction in sight."""
        if self._view.picture is not None:
            camera, pair = self._view.camera, sides_of(self._view.picture)[1]
            camera.reveal(QRectF(camera.area().center().x(), pair.y(), 0.0, pair.height()), 0)

    def _look(self) -> _Look:
        corner = self._view.camera.area().topLeft()
        return self._view.camera.scale, round(corner.x(), 3), round(corner.y(), 3)

    def _look_at(self, look: _Look) -> None:
        scale, left, top = look
        camera = self._view.camera
        camera.zoom_to(scale)
        half = QSizeF(self._view.viewport().size()) / (2 * scale)
        camera.centre_on(QPointF(left + half.width(), top + half.height()))


def _plain(style: LayoutStyle) -> LayoutStyle:
    """Return a style without the room of the emotion curve, which is no part of a density."""
    return replace(style, emotion_height=0.0)


def _follow_line(seen: QRectF, before: Layout, after: Layout) -> float:
    """Return the top of what is seen: with the line of interaction as far down as it was, else the same lane."""
    old, new = before.conversation, after.conversation
    if old is not None and new is not None and seen.top() <= old.centre.y <= seen.bottom():
        return new.centre.y - (old.centre.y - seen.top())
    return _follow(seen.top(), _lanes(before), _lanes(after))


def _columns(layout: Layout) -> list[float]:
    return [edge for column in layout.columns for edge in (column.x, column.x + column.width)]


def _lanes(layout: Layout) -> list[float]:
    return [edge for lane in layout.lanes for edge in (lane.rect.y, lane.rect.bottom)]


def _follow(at: float, before: Sequence[float], after: Sequence[float]) -> float:
    """Return where a coordinate is between the same edges of another drawing; beyond them it is as far away."""
    if not before or len(before) != len(after):
        return at
    index = bisect_right(before, at) - 1
    if index < 0:
        return after[0] - (before[0] - at)
    if index + 1 == len(before):
        return after[-1] + (at - before[-1])
    span = before[index + 1] - before[index]
    share = (at - before[index]) / span if span else 0.0
    return after[index] + share * (after[index + 1] - after[index])
