"""The list of what can be made: a check box, a format's name, what is asked of it in short, and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from visavis.blueprint.drawing.sheet_words import describe_named_paper
from visavis.blueprint.language import Message
from visavis.blueprint.registry import ExportOrder, plugins
from visavis.ui.features.exporting.export_readers import heading_of, sort_key
from visavis.ui.features.exporting.export_source import ExportSource, find_exporter
from visavis.ui.kit.i18n import language, tr

# Rows that are seen at once; further ones are scrolled to, so that what belongs to a row stays beside it.
MOST_ROWS = 8
DETAILS, PURPOSE, ADDED, ORDERED, HEADING = (Qt.ItemDataRole.UserRole + number for number in range(5))
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
# Pixels: around a row, and between the box and the words.
PADDING, GAP, RADIUS, LINE = 6, 8, 6, 1.2
# Pixels above and below the heading of a group.
ABOVE, BELOW = 8, 2
# The corners of a tick, as parts of its box.
TICK = ((0.26, 0.52), (0.43, 0.69), (0.74, 0.33))


class ExportList(QListWidget):
    """Rows that are chosen to be looked at, and checked to be made; a format may stand in several.

    `row_chosen` tells that another row is looked at, `checks_changed` that others are to be made.
    """

    row_chosen = Signal()
    checks_changed = Signal()

    def __init__(self, source: ExportSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = source
        self.setItemDelegate(_ExportRow(self))
        self.setAccessibleName(tr("What to make"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        told = ""
        for exporter in sorted(plugins().exporters.values(), key=lambda each: sort_key(each.name)):
            item = self._insert(self.count(), ExportOrder(exporter.name))
            if heading_of(exporter.name) != told:
                told = heading_of(exporter.name)
                item.setData(HEADING, tr(told))
        self.currentRowChanged.connect(lambda _: self.row_chosen.emit())
        self.itemChanged.connect(lambda _: self.checks_changed.emit())

    @property
    def current_order(self) -> ExportOrder:
        """The order of the row that is looked at."""
        return self.order_of(max(0, self.currentRow()))

    @property
    def is_added(self) -> bool:
        """Whether the row that is looked at was added by somebody, and may be taken away."""
        item = self.currentItem()
        return item is not None and bool(item.data(ADDED))

    def order_of(self, row: int) -> ExportOrder:
        """Return the order of a row."""
        order: ExportOrder = self.item(row).data(ORDERED)
        return order

    def orders(self) -> list[ExportOrder]:
        """Return what is to be made: the rows that are checked, or else the one that is looked at."""
        checked = self.checked_orders()
        return checked or [self.current_order]

    def checked_orders(self) -> list[ExportOrder]:
        """Return the orders of the rows that are checked."""
        return [item.data(ORDERED) for item in self._checked_items()]

    def choose(self, form: str) -> None:
        """Look at a format; at the first one where there is none of this name."""
        rows = [row for row in range(self.count()) if self.order_of(row).form == form]
        self.setCurrentRow(rows[0] if rows else 0)

    def change_current(self, order: ExportOrder) -> None:
        """Ask something else of the row that is looked at."""
        item = self.currentItem()
        if item is not None and order != item.data(ORDERED):
            self._describe(item, order)
            self.checks_changed.emit()

    def spread_current(self) -> None:
        """Ask of all that is checked for the language and the content of the row that is looked at."""
        like = self.current_order
        for item in self._checked_items():
            self._describe(item, replace(item.data(ORDERED), language=like.language, choice=like.choice))
        self.checks_changed.emit()

    def can_spread(self) -> bool:
        """Return whether something that is checked differs in language or content from what is looked at."""
        like = self.current_order
        others = [(order.language, order.choice) for order in self.checked_orders()]
        return len(others) > 1 and any(other != (like.language, like.choice) for other in others)

    def add_another(self) -> None:
        """Add a row like the one that is looked at, below it; both are to be made."""
        row = max(0, self.currentRow())
        self.item(row).setCheckState(CHECKED)
        self._insert(row + 1, self.order_of(row), is_added=True)
        self.item(row + 1).setCheckState(CHECKED)
        self.setCurrentRow(row + 1)

    def remove_current(self) -> None:
        """Take away the row that is looked at, if it was added."""
        if self.is_added:
            self.takeItem(self.currentRow())
            self.checks_changed.emit()

    def show_orders(self, orders: Sequence[ExportOrder]) -> None:
        """Check these orders and nothing else, and look at the first; a format that comes again gets a row more."""
        with QSignalBlocker(self):
            for row in reversed(range(self.count())):
                if self.item(row).data(ADDED):
                    self.takeItem(row)
                else:
                    self.item(row).setCheckState(UNCHECKED)
            for order in orders:
                self._place(self._source.complete(order, language()))
            checked = self._checked_items()
            first = self.row(checked[0]) if checked else max(0, self.currentRow())
        self.setCurrentRow(-1)
        self.setCurrentRow(first)
        self.checks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take away an added row by the key that deletes."""
        if event.key() == Qt.Key.Key_Delete and self.is_added:
            self.remove_current()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Want the room of all rows, or of the most that are seen at once."""
        rows = sum(self.sizeHintForRow(row) for row in range(min(MOST_ROWS, self.count())))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """Keep that room: the dialog around it scrolls."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _checked_items(self) -> list[QListWidgetItem]:
        items = [self.item(row) for row in range(self.count())]
        return [item for item in items if item.checkState() == CHECKED]

    def _place(self, order: ExportOrder) -> None:
        """Show an order in its format's own row, or below it where that is taken."""
        rows = [row for row in range(self.count()) if self.order_of(row).form == order.form]
        item = self.item(rows[0])
        if item.checkState() == CHECKED:
            item = self._insert(rows[-1] + 1, order, is_added=True)
        self._describe(item, order)
        item.setCheckState(CHECKED)

    def _insert(self, row: int, order: ExportOrder, *, is_added: bool = False) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(UNCHECKED)
        item.setData(ADDED, is_added)
        with QSignalBlocker(self):
            self._describe(item, self._source.complete(order, language()))
            self.insertItem(row, item)
        self.updateGeometry()
        return item

    def _describe(self, item: QListWidgetItem, order: ExportOrder) -> None:
        exporter = find_exporter(order)
        purpose: Message | None = getattr(exporter, "purpose", None)
        told = tr(purpose) if purpose else ""
        details = self._details(order)
        item.setData(ORDERED, order)
        item.setData(DETAILS, details)
        item.setData(PURPOSE, told)
        item.setData(Qt.ItemDataRole.ToolTipRole, told)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{tr(exporter.title)}, {details}")
        readers = tr(heading_of(exporter.name))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"{readers}. {told}" if told else readers)
        item.setText(tr(exporter.title))

    def _details(self, order: ExportOrder) -> str:
        """Return in short what tells a row from another one of its format."""
        tag = (order.language or self._source.document.head.language).split("-")[0]
        paper = order.options.get("paper", "")
        part = "" if order.choice.is_whole else tr("extract")
        return " · ".join(filter(None, (tr(describe_named_paper(paper)) if paper else "", tag.upper(), part)))


class _ExportRow(QStyledItemDelegate):
    """Two lines beside the check box: name and details, what it is for; above the first of a group its heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Want two lines, and a third for a heading."""
        return QSize(120, 2 * option.fontMetrics.height() + 2 * PADDING + _heading_height(option, index))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
                    index: QModelIndex | QPersistentModelIndex) -> bool:
        """Take a click on the box where it is painted: below the heading."""
        option.rect = option.rect.adjusted(0, _heading_height(option, index), 0, 0)
        return super().editorEvent(event, model, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint a row as the style paints one without words, then the box and the words."""
        self.initStyleOption(option, index)
        option.text = ""
        heading = _heading_height(option, index)
        if heading:
            self._head(painter, option, str(index.data(HEADING)), heading)
        option.rect = option.rect.adjusted(0, heading, 0, 0)
        widget = option.widget
        style = widget.style() if widget is not None else QApplication.style()
        # Where the style has it, and with it the mouse.
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, widget)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        room = option.rect.adjusted(box.right() - option.rect.left() + GAP, PADDING, -PADDING, -PADDING)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            room = option.rect.adjusted(PADDING, PADDING, box.left() - option.rect.right() - GAP, -PADDING)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._mark(painter, QRectF(box), is_checked=option.checkState == CHECKED)
        self._write(painter, option, index, room)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QApplication.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), RADIUS, RADIUS)
        painter.restore()

    def _head(self, painter: QPainter, option: QStyleOptionViewItem, words: str, height: int) -> None:
        """Write the heading of a group above its first row."""
        width = option.rect.width() - 2 * PADDING
        room = QRect(option.rect.left() + PADDING, option.rect.top(), width, height - BELOW)
        painter.save()
        font = QFont(option.font)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom, shown)
        painter.restore()

    def _mark(self, painter: QPainter, box: QRectF, *, is_checked: bool) -> None:
        """Paint the check box in the colours of the text: the style's own is not seen in the dark."""
        palette = QApplication.palette()
        ink, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        side = min(box.width(), box.height())
        square = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        painter.setPen(QPen(ink, LINE))
        painter.setBrush(ink if is_checked else ground)
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 3, 3)
        if is_checked:
            tick = QPolygonF([QPointF(square.x() + part * side, square.y() + down * side) for part, down in TICK])
            painter.setPen(QPen(ground, 1.5 * LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(tick)

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex,
               room: QRect) -> None:
        metrics = option.fontMetrics
        above = QRect(room.left(), room.top(), room.width(), metrics.height())
        below = above.translated(0, metrics.height())
        details = str(index.data(DETAILS) or "")
        wide = metrics.horizontalAdvance(details)
        start, end = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        # Of the application: a style sheet makes that of a widget's hints half transparent.
        palette = QApplication.palette()
        ink, quiet = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        font = option.font
        painter.setFont(font)
        painter.setPen(quiet)
        painter.drawText(above, end, details)
        purpose = metrics.elidedText(str(index.data(PURPOSE) or ""), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, start, purpose)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        title = painter.fontMetrics().elidedText(str(index.data(Qt.ItemDataRole.DisplayRole)),
                                                 Qt.TextElideMode.ElideRight, above.width() - wide - GAP)
        painter.drawText(above, start, title)


def _heading_height(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> int:
    """Return how high the heading above a row is, in pixels; nothing for all but the first of a group."""
    return option.fontMetrics.height() + ABOVE + BELOW if index.data(HEADING) else 0
