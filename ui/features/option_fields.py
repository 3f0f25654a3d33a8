"""The fields of a format's options, for exports and imports alike; their words are the format's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.registry import FormatOption, initial_values
from visavis.ui.kit.i18n import language, tr
from visavis.ui.kit.widgets import ChoiceBox, button, clear_layout, label

# A box of choices shows at least so many letters.
FEWEST_LETTERS = 14
# Pixels between the fields.
GAP = 6
NOTHING_ASKED: Mapping[str, str] = MappingProxyType({})


class OptionFields(QVBoxLayout):
    """A column with a title and a field for each option of a format; `fields` are the latter by name.

    `changed` tells that someone chose or typed something else, `resized` that more or fewer fields are shown: those
    of options that few people want appear when `more` is pressed.
    """

    changed = Signal()
    resized = Signal()

    def __init__(self, dialog: QWidget) -> None:
        super().__init__()
        self.setSpacing(GAP)
        self._dialog = dialog
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        self.more: QPushButton | None = None
        self._rare: list[QWidget] = []

    def show_options(self, options: Iterable[FormatOption], values: Mapping[str, str] = NOTHING_ASKED) -> None:
        """Show the options of another format in place of those that are there: as asked, or as it has them."""
        clear_layout(self)
        self.fields, self._rare, self.more = {}, [], None
        known = tuple(options)
        initial = initial_values(known, language()) | dict(values)
        for option in sorted(known, key=lambda option: option.is_rare):
            if option.is_rare and self.more is None:
                self._add_more()
            field = self._field(option, initial[option.name])
            field.setAccessibleName(tr(option.title))
            title = label(tr(option.title), "overline", self._dialog)
            self.addWidget(title)
            self.addWidget(field)
            self.fields[option.name] = field
            if option.is_rare:
                self._rare += [title, field]
        self._show_rare(shown=any(option.is_rare and initial[option.name] != option.initial for option in known))

    def values(self) -> Mapping[str, str]:
        """Return the options as they stand."""
        return {name: _chosen(field) if isinstance(field, QComboBox) else field.text()
                for name, field in self.fields.items()}

    def _add_more(self) -> None:
        """Add what shows the options that few people want."""
        self.more = more = button(tr("More options"), "", self._dialog)
        more.setCheckable(True)
        more.toggled.connect(lambda shown: self._show_rare(shown=shown))
        self.addWidget(more)

    def _show_rare(self, *, shown: bool) -> None:
        for widget in self._rare:
            widget.setVisible(shown)
        if self.more is not None:
            self.more.setText(tr("Fewer options") if shown else tr("More options"))
            self.more.setChecked(shown)
            self.resized.emit()

    def _field(self, option: FormatOption, initial: str) -> QComboBox | QLineEdit:
        if not option.choices:
            line = QLineEdit(initial, self._dialog)
            line.textChanged.connect(lambda _: self.changed.emit())
            return line
        box = ChoiceBox(self._dialog)
        # As wide as its column: the longest choice is read in its list.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(FEWEST_LETTERS)
        for choice in option.choices:
            box.addItem(tr(option.choice_title(choice)), choice)
        box.setCurrentIndex(max(0, box.findData(initial)))
        if option.is_open:
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            if initial not in option.choices:
                box.setEditText(initial)
            box.editTextChanged.connect(lambda _: self.changed.emit())
        else:
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box


def _chosen(box: QComboBox) -> str:
    """Return the choice of a box, or what was typed into it instead."""
    if not box.isEditable():
        return str(box.currentData())
    known = box.findText(box.currentText())
    return str(box.itemData(known)) if known >= 0 else box.currentText().strip()
