"""How the friction table is painted: numbers in discs, both sides in their colours, one line a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visavis.blueprint.drawing import LIGHT, Theme, mix_colours
from visavis.ui.features.frictions.friction_model import HOTSPOT, IS_MARKED, IS_UNKNOWN, FrictionColumn
from visavis.ui.features.triage.friction_number import NUMBER, paint_number
from visavis.ui.kit.icons import paint_icon
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

# Pixels beside text of the usual size.
ROW, HEADING = 28, 25
PAD = 8
CHEVRON = 16
BAR = 4
# The part of the usual text that headings are written in: 12.5 of 14 px.
HEADING_SIZE = 0.9


class FrictionCells(QStyledItemDelegate):
    """Paints cells in a theme's colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell at the interface's type size: its words, and room at both sides."""
        width = option.fontMetrics.horizontalAdvance(str(index.data())) + 2 * PAD
        return QSize(width, scale_length(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell."""
        hotspot: Hotspot | None = index.data(HOTSPOT)
        if hotspot is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        box = option.rect.adjusted(PAD, 0, -PAD, 0)
        column = FrictionColumn(index.column())
        if column is FrictionColumn.NUMBER:
            disc = QRectF(0, 0, scale_length(NUMBER), scale_length(NUMBER))
            disc.moveCenter(QRectF(option.rect).center())
            paint_number(painter, disc, hotspot, self.theme)
        else:
            if column is FrictionColumn.REMEDY:
                box.setRight(box.right() - scale_length(CHEVRON))
                self._paint_chevron(painter, option.rect)
            self._paint_words(painter, option, index, box)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem,
                      index: QModelIndex | QPersistentModelIndex) -> None:
        marked = bool(index.data(IS_MARKED))
        fill = self.theme.friction.tint if marked else self.theme.background
        if option.state & QStyle.StateFlag.State_MouseOver and not marked:
            fill = mix_colours(self.theme.background, self.theme.ink, 0.05)
        painter.fillRect(option.rect, QColor(fill))
        painter.setPen(QColor(self.theme.hairline))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if marked and index.column() == FrictionColumn.NUMBER:
            painter.fillRect(QRect(option.rect.topLeft(), QSize(BAR, option.rect.height())),
                             QColor(self.theme.friction.ink))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.agent.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem,
                     index: QModelIndex | QPersistentModelIndex, box: QRect) -> None:
        column, unknown = FrictionColumn(index.column()), bool(index.data(IS_UNKNOWN))
        inks = {FrictionColumn.CITIZEN: self.theme.citizen.ink,
                FrictionColumn.AGENTS: self.theme.agent.ink,
                FrictionColumn.REMEDY: self.theme.agent.ink}
        is_bold = not unknown and (column in inks or column is FrictionColumn.TITLE)
        painter.setFont(_bold(option.font) if is_bold else option.font)
        painter.setPen(QColor(self.theme.muted if unknown else inks.get(column, self.theme.ink)))
        words = painter.fontMetrics().elidedText(" ".join(str(index.data()).split()), Qt.TextElideMode.ElideRight,
                                                 box.width())
        painter.drawText(box, int(index.data(Qt.ItemDataRole.TextAlignmentRole)) | Qt.TextFlag.TextSingleLine, words)

    def _paint_chevron(self, painter: QPainter, cell: QRect) -> None:
        side = scale_length(CHEVRON)
        box = QRectF(cell.right() - side - PAD / 2, cell.center().y() - side / 2 + 1, side, side)
        paint_icon(painter, "chevron-right", box, self.theme.muted)


class FrictionHeadings(QHeaderView):
    """The headings: each side's minutes in its colour, the column that orders the rows with a mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme: Theme = LIGHT
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Return the height of the row of headings at the interface's type size."""
        return QSize(super().sizeHint().width(), scale_length(HEADING))

    def least_width(self, section: int) -> int:
        """Return what a heading needs in pixels, its mark counted."""
        self.ensurePolished()
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        mark = scale_length(CHEVRON) if section == FrictionColumn.NUMBER else 2
        return _metrics_width(self, words) + 2 * PAD + mark

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        theme = self.theme
        column = FrictionColumn(section)
        painter.save()
        painter.fillRect(rect, QColor(mix_colours(theme.background, theme.ink, 0.04)))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inks = {FrictionColumn.CITIZEN: theme.citizen.ink, FrictionColumn.AGENTS: theme.agent.ink}
        painter.setPen(QColor(inks.get(column, theme.muted)))
        painter.setFont(heading_font(self.font()))
        box = rect.adjusted(PAD, 0, -PAD, 0)
        across = Qt.AlignmentFlag.AlignRight if column in inks else Qt.AlignmentFlag.AlignLeft
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        if self.sortIndicatorSection() == section:
            self._paint_order(painter, rect, column in inks, painter.fontMetrics().horizontalAdvance(words))
        painter.restore()

    def _paint_order(self, painter: QPainter, rect: QRect, at_left: bool, words: int) -> None:  # noqa: FBT001
        side = scale_length(12)
        left = rect.right() - PAD - words - side - 2 if at_left else rect.x() + PAD + words + 2
        name = "chevron-down" if self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder else "chevron-up"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, name, QRectF(left, rect.center().y() - side / 2 + 1, side, side), self.theme.muted)


def heading_font(font: QFont) -> QFont:
    """Return the font of a heading beside a text's."""
    small = _bold(font)
    small.setPointSizeF(small.pointSizeF() * HEADING_SIZE)
    return small


def _metrics_width(widget: QWidget, words: str) -> int:
    return QFontMetrics(heading_font(widget.font())).horizontalAdvance(words)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
