"""The small parts that panels are made of. Labels are plain text, always: authors' words are never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from visavis.ui.kit.icons import paint_icon

# Room at the sides of a button's words, border and padding.
SIDE = 12
_BREAKS = re.compile(r"[ \t\r\n]+")


def label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """Return a plain-text label in one of the style sheet's roles; it wraps."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("role", role)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def literal_tip(lines: Sequence[str]) -> str:
    """Return a tool tip that shows lines as they were typed, wrapped where they are long; none for no lines."""
    if not lines:
        return ""
    from html import escape

    return f"<qt>{'<br>'.join(map(escape, lines))}</qt>"


def link(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(text.replace("&", "&&"), parent)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def button(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button; `kind` is one of the style sheet's (`primary`, `tab`, `filter`, `chip` …)."""
    made = QPushButton(text.replace("&", "&&"), parent)
    if kind:
        made.setProperty(kind, True)
    return made


def clear_layout(layout: QLayout) -> list[QWidget]:
    """Delete the widgets that stand in a layout, and return them: out of sight at once, gone when Qt comes to it.

    That may be much later, where a dialog is open: until then they would lie over what takes their place.
    """
    gone = []
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
            gone.append(widget)
    return gone


def written_text(field: QPlainTextEdit) -> str:
    """Return what stands in a field, its no-break spaces kept: Qt's own `toPlainText` makes plain spaces of them."""
    return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def restyle(widget: QWidget, name: str, value: str | bool) -> None:  # noqa: FBT001 - as Qt's setProperty
    """Set a property that the style sheet knows, and wear what the sheet says of its value."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def chain_stops(*layouts: QLayout) -> None:
    """Let Tab stop at the widgets of layouts, one after the other, as they stand there, whenever they were made."""
    for before, after in pairwise(stop for layout in layouts for stop in list_stops(layout)):
        QWidget.setTabOrder(before, after)


def list_stops(layout: QLayout) -> Iterator[QWidget]:
    """Yield what Tab can stop at in a layout, as it stands there."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget = item.widget()
        inside = item.layout() if widget is None else widget.layout()
        # A button may have a layout of its own; what gives the focus to a part of it is no stop.
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        if inside is not None:
            yield from list_stops(inside)


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis where there is no room; the whole is in the tooltip.

    `most` is how many pixels it takes at most; None: as many as there are. A text of up to `whole` pixels stays
    whole: what stands beside it gives way first.
    """

    def __init__(self, role: str, most: int | None, parent: QWidget | None = None, *, whole: int = 0) -> None:
        super().__init__(parent)
        self._whole = whole
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if most is not None:
            self.setMaximumWidth(most)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._full = ""

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._full = " ".join(text.splitlines())
        self.setToolTip(self._full.replace("&", "&&")[:300])
        self.setAccessibleName(self._full)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again."""
        super().resizeEvent(event)
        self._elide()

    def showEvent(self, event: QShowEvent) -> None:
        """Cut to the room that it was given while it was out of sight."""
        super().showEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        """Want the whole text, up to the most."""
        width = self.fontMetrics().horizontalAdvance(self._full) + 4
        return QSize(min(width, self.maximumWidth()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Shrink to a few letters, or to what stays whole."""
        return QSize(max(80, min(self._whole, self.sizeHint().width())), super().minimumSizeHint().height())

    def _elide(self) -> None:
        room = max(self.width(), self.sizeHint().width()) if not self.isVisible() else self.width()
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))


class WrappingButton(QPushButton):
    """A button whose words go on below when it is narrow; QPushButton would make the panel wider instead."""

    def __init__(self, text: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Never between a quotation mark and its word: those spaces do not break.
        self._words = " ".join(_BREAKS.split(text.strip()))
        self.setProperty(kind, True)
        # Read out, all spaces are alike.
        self.setAccessibleName(" ".join(text.split()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(self._words.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words again for the width."""
        super().resizeEvent(event)
        metrics, room = self.fontMetrics(), self.width() - 2 * SIDE
        lines = [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        broken = "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)
        if broken.replace("&", "&&") != self.text():
            self.setText(broken.replace("&", "&&"))
            self.updateGeometry()


# The arrow beside the height of a line, and its distance from the end in pixels.
ARROW, APART = 0.8, 8.0


class ChoiceBox(QComboBox):
    """A combo box with the arrow of the shipped icons, in the colour of its text."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box with its words cut by an ellipsis, then its arrow: at the other end where text runs so."""
        # Not before it is needed: these have six hundred names for what a style can be asked.
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0 and self.placeholderText():
            option.currentText = self.placeholderText()
            option.palette.setBrush(QPalette.ColorRole.ButtonText, option.palette.placeholderText())
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                           QStyle.SubControl.SC_ComboBoxEditField, self).width()
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        styled = QStylePainter(self)
        styled.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        # Where something can be typed, a line edit shows the words.
        if not self.isEditable():
            styled.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        styled.end()
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        side = ARROW * self.fontMetrics().height()
        left = APART if self.isRightToLeft() else self.width() - APART - side
        box = QRectF(left, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_icon(painter, "chevron-down", box, self.palette().color(group, QPalette.ColorRole.Text).name())
