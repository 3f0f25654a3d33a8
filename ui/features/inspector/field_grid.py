"""Fields side by side: two a row where both are short, a long one over the whole width, its name above."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from visavis.ui.fields import FieldKind, FieldSpec
from visavis.ui.fields.editors import Editor
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.theme_sheet import scale_length, text_scale
from visavis.ui.kit.widgets import label

# What a row has room for twice.
SHORT = frozenset({
    FieldKind.TEXT, FieldKind.TIME, FieldKind.WORK, FieldKind.SPAN, FieldKind.DURATION, FieldKind.NUMBER,
    FieldKind.WHOLE, FieldKind.PERCENT, FieldKind.WEIGHT, FieldKind.CHOICE, FieldKind.DOTS, FieldKind.FACES,
})
# From this size of text on, a row has room for one.
LARGE = 1.25
GAP = 10
# The height of a field beside text of the usual size.
FIELD = 26


class FieldGrid(QWidget):
    """Some fields of one thing. `make` makes the editor of a field; `names` are its labels by key."""

    def __init__(self, specs: tuple[FieldSpec, ...], whole: frozenset[str],
                 make: Callable[[FieldSpec, QWidget], Editor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        row = column = 0
        for spec in specs:
            is_short = spec.kind in SHORT and spec.key not in whole and text_scale() < LARGE
            if not is_short and column:
                row, column = row + 1, 0
            cell = self._make_cell(spec, make)
            self._grid.addWidget(cell, row, column, 1, 1 if is_short else 2, Qt.AlignmentFlag.AlignBottom)
            column = 1 - column if is_short else 0
            row += column == 0

    def _make_cell(self, spec: FieldSpec, make: Callable[[FieldSpec, QWidget], Editor]) -> QWidget:
        cell = QWidget(self)
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        if spec.kind is not FieldKind.TICK:
            self.names[spec.key] = label(tr(spec.title), "field", cell)
            lines.addWidget(self.names[spec.key])
        editor = make(spec, cell)
        field = editor.focusProxy()
        if isinstance(field, QLineEdit | QComboBox):
            # Boxes of choices and lines of text would differ by a pixel.
            field.setFixedHeight(scale_length(FIELD))
        lines.addWidget(editor)
        return cell
