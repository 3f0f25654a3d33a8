"""One heading: the name of a lane or of a phase, to be selected, dragged, renamed, and asked for its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.canvas.tools.drag_headings import BandGesture
from visavis.ui.canvas.tools.tool import DRAG_DISTANCE, Pointer
from visavis.ui.kit.icons import paint_icon
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import literal_tip

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

# Pixels, with text of the usual size.
NAME, SUBTITLE = 14, 12
PADDING, BAR, SEPARATOR, RING, CHEVRON = 10, 4, 3, 2, 14
# Two lines of a name may stand so much closer than they ask for.
CLOSE = 0.9


@dataclass(frozen=True)
class HeadingLook:
    """What a heading says, and its colours: of the words, of what they stand on, of the bar at the edge."""

    name: str
    subtitle: str
    ink: str
    fill: str
    bar: str
    muted: str
    accent: str
    folded: bool = False
    selected: bool = False


@dataclass(frozen=True)
class HeadingPointer(Pointer):
    """The pointer over a heading: what it points at is the lane or phase, wherever the drawing is."""

    heading: Hit

    @property
    def hit(self) -> Hit:
        """The lane or phase."""
        return self.heading


class HeadingButton(QAbstractButton):
    """The heading of one lane or phase. It paints itself, and gives drags to the canvas' gestures."""

    def __init__(self, view: Canvas, hit: Hit, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.heading = hit
        self.look: HeadingLook | None = None
        self._tell: Callable[[], str] = str
        self._pressed: QPoint | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        self.update()

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
                self._view.toolbox.begin(BandGesture(self.pointer(event)))
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

    # -- how it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name at the beginning of what is in sight of the lane or phase."""
        del event
        if self.look is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = self.part_in_sight if self.is_lane else self.part_in_sight.adjusted(0, 0, -SEPARATOR, 0)
            painter.fillRect(box, QColor(self.look.fill))
            if self.is_lane:
                painter.fillRect(QRect(0, 0, scale_length(BAR), self.height()), QColor(self.look.bar))
            self._paint_words(painter, box.adjusted(scale_length(PADDING), 0, -scale_length(PADDING) // 2, 0))
            if self.look.selected:
                painter.setPen(QPen(QColor(self.look.accent), RING))
                painter.drawRect(QRectF(box).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2))

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        assert self.look is not None  # only what has a look is painted
        if self.look.folded:
            side = scale_length(CHEVRON)
            place = QRectF(box.left() - 2, box.center().y() - side / 2 + 1, side, side)
            paint_icon(painter, "chevron-right", place, self.look.ink)
            box = box.adjusted(side, 0, 0, 0)
        name = heading_font(NAME, bold=True)
        metrics = QFontMetrics(name)
        if box.height() < metrics.capHeight() + 2 or box.width() < metrics.averageCharWidth():
            # Of so little of a lane or a phase no letter would be whole.
            return
        under = heading_font(SUBTITLE)
        below = QFontMetrics(under)
        lines = break_lines(self.look.name, metrics, box.width(), count_lines(metrics, box.height()))
        # A whole name before a subtitle.
        room = box.height() - len(lines) * metrics.height()
        subtitle = self.look.subtitle if room >= below.height() else ""
        height = len(lines) * metrics.height() + (below.height() if subtitle else 0)
        top = box.top() + (box.height() - height) // 2
        painter.setFont(name)
        painter.setPen(QColor(self.look.ink))
        for line in lines:
            painter.drawText(QRect(box.left(), top, box.width(), metrics.height()), _AT_LEFT, line)
            top += metrics.height()
        if subtitle:
            painter.setFont(under)
            painter.setPen(QColor(self.look.muted))
            text = below.elidedText(subtitle, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), top, box.width(), below.height()), _AT_LEFT, text)


_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def heading_font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the window's font in so many pixels beside text of the usual size: never smaller, at any zoom."""
    return _make_font(QApplication.font().family(), scale_length(pixels), bold)


# A frame has the names of all phases in sight set.
@lru_cache(maxsize=64)
def _make_font(family: str, pixels: int, bold: bool) -> QFont:  # noqa: FBT001 - a font is bold or not
    font = QFont(family)
    font.setPixelSize(pixels)
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def count_lines(metrics: QFontMetrics, height: int) -> int:
    """Return how many lines of a name, two at most, a heading of this height holds."""
    return 2 if height >= 2 * CLOSE * metrics.height() else 1


def break_lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Return a name in at most so many lines, the last one cut where there is more of it."""
    words = text.split()
    lines = [""]
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width and len(lines) < most:
            lines.append("")
            continue
        lines[-1] = longer
        words.pop(0)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
