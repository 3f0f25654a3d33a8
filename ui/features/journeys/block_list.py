"""A list whose rows are drawn by `drawing`: strips, beads, bubbles; each is also a sentence to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visavis.blueprint.drawing import LIGHT, PageBlock, Theme, mix_colours, scale_block
from visavis.exporters.backends.qt import paint_group

ENTRY = Qt.ItemDataRole.UserRole + 1
RADIUS = 8.0
# Pixels of text with which a row's points are pixels of the screen.
USUAL_TEXT = 14


@dataclass(frozen=True, eq=False)
class BlockEntry:
    """A row: what it says, how it is drawn at a width (points are pixels of usual text), and what it stands for.

    `height` is known beforehand where all rows of a kind are equally high; `block` is then only asked for what is in
    sight. Only an `active` row can be chosen.
    """

    text: str
    block: Callable[[float], PageBlock]
    subject: object = None
    height: float | None = None
    active: bool = True
    above: float = 0.0


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[BlockEntry, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        return entry.text if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole) else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        usual = super().flags(index)
        active = index.isValid() and self.entries[index.row()].active
        return usual if active else usual & ~Qt.ItemFlag.ItemIsSelectable

    def show_entries(self, entries: Sequence[BlockEntry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()


class _Row(QStyledItemDelegate):
    def __init__(self, view: BlockList) -> None:
        super().__init__(view)
        self._view = view
        self._blocks: dict[int, tuple[BlockEntry, tuple[float, float], PageBlock]] = {}

    def block(self, index: QModelIndex | QPersistentModelIndex) -> PageBlock:
        """Return a row's drawing at the list's width."""
        entry, width, scale = index.data(ENTRY), self._view.room(), self._view.scale()
        known = self._blocks.get(index.row())
        if known is None or known[0] is not entry or known[1] != (width, scale):
            block = scale_block(entry.block(width / scale), scale)
            known = self._blocks[index.row()] = (entry, (width, scale), block)
        return known[2]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        entry = index.data(ENTRY)
        height = self.block(index).height if entry.height is None else entry.height * self._view.scale()
        return QSize(round(self._view.room()), round(height + entry.above))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        entry, theme = index.data(ENTRY), self._view.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(1, 1 + entry.above, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and entry.active
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.agent.tint if chosen else mix_colours(theme.background, theme.ink, 0.04)))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.translate(option.rect.x(), option.rect.y() + entry.above)
        for group in self.block(index).groups:
            paint_group(painter, group)
        painter.restore()
        if focused:
            self._ring(painter, rect, theme)

    def _ring(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.agent.ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.restore()


class BlockList(QListView):
    """Shows entries; arrows move through them, and what is current is what is shown beside the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.entries_model = _Model(self)
        self._row = _Row(self)
        self.setModel(self.entries_model)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)

    def scale(self) -> float:
        """Return how much larger rows are than with text of the usual size."""
        return QFontInfo(self.font()).pixelSize() / USUAL_TEXT

    def room(self) -> float:
        """Return the width of rows."""
        return float(max(80, self.viewport().width() - 2))

    def show_entries(self, entries: Sequence[BlockEntry]) -> None:
        """Show other rows, and stay where one was as far as that is possible."""
        index = self.verticalScrollBar().value()
        self.entries_model.show_entries(entries)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(index)

    def entry(self) -> BlockEntry | None:
        """Return the current row."""
        index = self.currentIndex()
        return index.data(ENTRY) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.entries_model.index(row))

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
