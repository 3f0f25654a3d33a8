"""How something to begin with is painted: a card with its picture, what it is called and what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visavis.blueprint.drawing import Theme

Index = QModelIndex | QPersistentModelIndex
# What is said below the name.
SUMMARY = Qt.ItemDataRole.UserRole + 1
# Pixels: around what is on a card, between cards, the corners, a border that is looked at.
PAD, APART, CORNER, FOCUSED = 10, 12, 10.0, 3.0


class StartCard(QStyledItemDelegate):
    """Paints cards in a theme's colours; `picture` is the size of their pictures in pixels."""

    def __init__(self, picture: QSize, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture, self._theme = picture, theme

    def size(self, line: int) -> QSize:
        """Return the size of a card and what is apart from the next one, for lines of text so many pixels high."""
        return QSize(self.picture.width() + 2 * PAD + APART, self.picture.height() + 2 * line + 3 * PAD + APART)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a card."""
        del index
        return self.size(option.fontMetrics.lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(2, 2, 2 - APART, 2 - APART)
        self._ground(painter, option, card)
        picture = QRectF(card.x() + PAD, card.y() + PAD, self.picture.width(), self.picture.height())
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, picture.toRect())
        line = option.fontMetrics.lineSpacing()
        name = QRectF(picture.x(), picture.bottom() + PAD, picture.width(), line)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._line(painter, name, index.data(Qt.ItemDataRole.DisplayRole), bold, self._theme.ink)
        self._line(painter, name.translated(0, line), index.data(SUMMARY), option.font, self._theme.muted)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRectF) -> None:
        """Paint the card itself: marked where the keys are, or the pointer, and nowhere else."""
        chosen = option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        inks = self._theme.agent
        painter.setBrush(QColor(inks.tint if chosen or hovered else self._theme.surface))
        painter.setPen(QPen(QColor(inks.ink if chosen else inks.line if hovered else self._theme.hairline),
                            FOCUSED if chosen else self._theme.hairline_width))
        painter.drawRoundedRect(card, CORNER, CORNER)

    def _line(self, painter: QPainter, box: QRectF, words: object, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        text = painter.fontMetrics().elidedText(str(words or ""), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
