"""What a heading is taken hold of by: to be selected, dragged, renamed, and asked for its menu; read out as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from visavis.ui.canvas import tools
from visavis.ui.canvas.headings.heading_look import CHEVRON, PADDING, HeadingLook
from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.canvas.tools.tool import DRAG_DISTANCE, Pointer
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import literal_tip

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


@dataclass(frozen=True)
class HeadingPointer(Pointer):
    """The pointer over a heading: what it points at is the lane or phase, wherever the drawing is."""

    heading: Hit

    @property
    def hit(self) -> Hit:
        """The lane or phase."""
        return self.heading


class HeadingButton(QAbstractButton):
    """The place of one heading for hands and screen readers. It gives drags to the canvas' gestures."""

    def __init__(self, view: Canvas, hit: Hit, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.heading = hit
        self.look: HeadingLook | None = None
        self._tell: Callable[[], str] = str
        self._pressed: QPoint | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The strip paints it: nothing is to be painted again because a place moves.
        self.setUpdatesEnabled(False)
        # What assistive technology presses; the mouse selects on its press, as it does with cards.
        self.clicked.connect(self._choose)

    @property
    def is_lane(self) -> bool:
        """Whether it is a lane's."""
        return self.heading.target is HitKind.LANE

    def show_look(self, look: HeadingLook, name: str, tell: Callable[[], str]) -> None:
        """Look so; a screen reader says its `name` and what else there is to `tell` of it.

        That counts steps or columns, ten thousand at times: it is asked for when someone reads it.
        """
        self._tell = tell
        if QAccessible.isActive():
            self.setAccessibleDescription(tell())
        if look == self.look and name == self.accessibleName():
            return
        self.look = look
        self.setText(look.name.replace("&", "&&"))
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Tell in the tool tip what there is to tell now."""
        if event.type() is QEvent.Type.ToolTip and self.look is not None:
            self.setToolTip(literal_tip([self.look.name, *filter(None, [self._tell()])]))
        return super().event(event)

    @property
    def part_in_sight(self) -> QRect:
        """Return what is in sight of it: the strip it stands in cuts it off."""
        strip = self.parentWidget()
        assert strip is not None  # it is made in one
        return self.rect().intersected(strip.rect().translated(-self.pos()))

    # -- the mouse

    def pointer(self, event: QMouseEvent) -> HeadingPointer:
        """Return the pointer as gestures take it: beside the drawing it counts along the heading's own axis only."""
        viewport = self._view.viewport()
        at = viewport.mapFromGlobal(event.globalPosition().toPoint())
        middle = viewport.rect().center()
        place = QPoint(middle.x(), at.y()) if self.is_lane else QPoint(at.x(), middle.y())
        return HeadingPointer(self._view, place, event.button(), event.modifiers(), self.heading)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select it; a drag that follows moves it. On the chevron of what is folded, unfold it."""
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_chevron(event):
            ref = self.heading.ref
            assert ref is not None  # lanes and phases can be selected
            self._view.folding.toggle(ref)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()
            self._choose()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it, once the pointer has gone far enough."""
        if self._pressed is not None:
            if not self._dragged:
                far = (event.globalPosition().toPoint() - self._pressed).manhattanLength()
                if far < DRAG_DISTANCE:
                    return
                self._dragged = True
                self._view.toolbox.begin(tools.BandGesture(self.pointer(event)))
            self._view.toolbox.move(self.pointer(event))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go where it was dragged to."""
        dragged, self._dragged, self._pressed = self._dragged, False, None
        if dragged and event.button() == Qt.MouseButton.LeftButton:
            self._view.toolbox.release(self.pointer(event))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._view.writing.edit_hit(self.heading)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open its menu."""
        self._choose()
        self._view.open_menu(self._view.viewport().mapFromGlobal(event.globalPos()))
        event.accept()

    def _is_on_chevron(self, event: QMouseEvent) -> bool:
        start = self.part_in_sight.left()
        return self.look is not None and self.look.folded and (
            start <= event.position().x() <= start + scale_length(PADDING + CHEVRON))

    def _choose(self) -> None:
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._view.point_at(self.heading)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the strip paints all its headings at once, at each frame where they are then."""
