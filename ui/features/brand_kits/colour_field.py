"""A colour of a brand kit: written or picked, told how it reads, changed to the nearest that passes with a click."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.drawing.brand.brand_colours import ColourAnswer
from visavis.blueprint.drawing.brand.brand_kit import colour_reasons
from visavis.blueprint.language import Decimal
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import button, label

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
SWATCH = 28


class ColourField(QWidget):
    """Holds a colour as `#RRGGBB` in `value`, empty for none or for what is no colour; `changed` tells of another."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self.line = QLineEdit(self)
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText(tr("the program’s own"))
        self.swatch = _Swatch(self)
        self.swatch.setAccessibleName(tr("Choose: {what}", what=title))
        self.swatch.setToolTip(tr("Choose: {what}", what=title))
        self.told = label("", "muted", self)
        self.take = button("", "", self)
        self._nearest = ""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.swatch)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.line.textChanged.connect(self._on_typed)
        self.swatch.clicked.connect(self._pick)
        self.take.clicked.connect(lambda: self.line.setText(self._nearest))
        self.show_answer(None)

    @property
    def value(self) -> str:
        """The colour as `#RRGGBB`; empty where none is written."""
        found = _COLOUR.fullmatch(self.line.text().strip())
        digits = found[1] if found else ""
        return f"#{digits if len(digits) != 3 else ''.join(2 * digit for digit in digits)}".upper() if digits else ""

    @property
    def is_slip(self) -> bool:
        """Whether something is written that is no colour."""
        return bool(self.line.text().strip()) and not self.value

    def show_answer(self, answer: ColourAnswer | None) -> None:
        """Tell what becomes of the colour, and offer the nearest that passes where it does not."""
        self._nearest = ""
        words = ""
        if self.is_slip:
            words = tr("Write it as # and six signs from 0 to F, as in {example}.", example="#0B5D57")
        elif answer is not None and answer.given == self.value:
            told = [tr(reason) for reason in colour_reasons(answer)]
            words = "\n".join(f"{one[:1].upper()}{one[1:]}." for one in told) or tr(
                "Contrast {ratio}:1: it can be read.", ratio=Decimal(answer.ratio))
            self._nearest = answer.used if answer.used is not None and not answer.is_fine else ""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.take.setText(tr("Use {colour}", colour=self._nearest))
        self.take.setVisible(bool(self._nearest))

    def _on_typed(self) -> None:
        self.swatch.show_colour(self.value)
        self.show_answer(None)
        self.changed.emit()

    def _pick(self) -> None:
        start = QColor(self.value) if self.value else QColor(Qt.GlobalColor.white)
        chosen = QColorDialog.getColor(start, self, self._title)
        if chosen.isValid():
            self.line.setText(chosen.name().upper())


class _Swatch(QPushButton):
    """A button in the colour itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setFixedSize(SWATCH, SWATCH)

    def show_colour(self, colour: str) -> None:
        """Show another colour; empty: none."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the colour in it; a stroke across where there is none."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside = QRectF(self.rect()).adjusted(5, 5, -5, -5)
            painter.setPen(self.palette().text().color())
            if self._colour:
                painter.setBrush(QColor(self._colour))
                painter.drawRoundedRect(inside, 3, 3)
            else:
                painter.drawLine(inside.bottomLeft(), inside.topRight())
