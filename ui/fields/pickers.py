"""Editors that show all their choices at once: chips, effort dots, faces, lists of items."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.drawing import DARK, LIGHT
from visavis.blueprint.drawing.persona_facts import EMOTION_ICONS
from visavis.blueprint.language import N_
from visavis.blueprint.model import BlueprintDocument, Colour
from visavis.ui.fields.choices import Choice, word
from visavis.ui.fields.editors import Editor
from visavis.ui.fields.values import ChoiceWords
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.icons import swatch_icon, themed_icon
from visavis.ui.kit.one_tab_stop import OneTabStop
from visavis.ui.kit.widgets import clear_layout, label

EFFORTS = 5
TARGET = 28
# The least that a finger finds: five of them stand in half the width of the panel.
LITTLE = 24


class ChipsEditor(Editor):
    """One of a few, or nothing: a second click takes the choice back."""

    many = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = QWidget(self)
        self._lines = FlowLayout(self._holder)
        self.box.addWidget(self._holder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self._choices: list[Choice] = []
        self.chips: dict[str, QPushButton] = {}

    def set_choices(self, choices: list[Choice]) -> None:
        """Make a chip of each choice."""
        if choices == self._choices:
            return
        self._choices = choices
        clear_layout(self._lines)
        self.chips = {}
        for value, words in choices:
            chip = QPushButton(words.replace("&", "&&"), self._holder)
            chip.setProperty("chip", True)
            chip.setIcon(self.icon_of(value))
            chip.setCheckable(True)
            chip.setAccessibleName(f"{self.accessibleName()} {words}".strip())
            chip.clicked.connect(lambda _=False, chosen=value: self._choose(chosen))
            self._lines.addWidget(chip)
            self.chips[value] = chip
        if self.chips:
            self.setFocusProxy(next(iter(self.chips.values())))
            OneTabStop(self.chips.values(), next(iter(self.chips.values())))

    def icon_of(self, value: str) -> QIcon:
        """Return the picture of a choice: none, unless the choices are pictures."""
        del value
        return QIcon()

    def show_value(self, value: Any) -> None:
        """Check the chosen chips."""
        chosen = {str(one) for one in value or ()} if self.many else {str(value)}
        for name, chip in self.chips.items():
            chip.setChecked(name in chosen)

    def _choose(self, value: str) -> None:
        if self.many:
            self.committed.emit(tuple(name for name, chip in self.chips.items() if chip.isChecked()))
        else:
            self.committed.emit(value if self.chips[value].isChecked() else None)


class ColoursEditor(ChipsEditor):
    """One colour of a few: each chip names it and shows it, as it is with and without light."""

    def icon_of(self, value: str) -> QIcon:
        """Return a swatch."""
        return swatch_icon(LIGHT.colours[Colour(value)].ink, DARK.colours[Colour(value)].ink)


class PortraitsEditor(ChipsEditor):
    """One portrait of a few: each chip says who it is and shows it."""

    def icon_of(self, value: str) -> QIcon:
        """Return the portrait as journeys draw it."""
        # With its drawing comes all that measures journeys, and no window begins with a portrait.
        from visavis.blueprint.drawing.persona_facts import portrait_icon

        return themed_icon(portrait_icon(value), self.palette().windowText().color().name())


class ManyChipsEditor(ChipsEditor):
    """Several of a few."""

    many = True


class DotsEditor(Editor):
    """Felt effort from 1 to 5, as filled dots and the figure; a click on the same dot takes it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.dots = [self._dot(level) for level in range(1, EFFORTS + 1)]
        for dot in self.dots:
            row.addWidget(dot)
        row.addStretch(1)
        self.box.addLayout(row)
        self.setFocusProxy(self.dots[0])
        OneTabStop(self.dots, self)
        self._value: int | None = None

    def show_value(self, value: Any) -> None:
        """Fill the dots up to the value."""
        self._value = value
        colour = self.palette().windowText().color().name()
        for level, dot in enumerate(self.dots, start=1):
            filled = value is not None and level <= value
            dot.setText("●" if filled else "○")
            dot.setStyleSheet(f"font-size: 15pt; padding: 0; color: {'#A8450B' if filled else colour};")
            dot.setChecked(level == value)
        told = tr("effort not stated") if value is None else f"{value} · {word('effort', str(value))}"
        self.setToolTip(told)
        self.setAccessibleDescription(told)

    def _dot(self, level: int) -> QToolButton:
        dot = QToolButton(self)
        dot.setProperty("flat", True)
        dot.setCheckable(True)
        side = max(LITTLE, self.fontMetrics().height())
        dot.setFixedSize(side, side)
        dot.setAccessibleName(tr("Felt effort {level} of 5", level=level))
        dot.setToolTip(f"{level} · {word('effort', str(level))}")
        dot.clicked.connect(lambda: self.committed.emit(None if self._value == level else level))
        return dot


class FacesEditor(Editor):
    """Emotion from -2 to +2, as faces."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.faces: dict[int, QAbstractButton] = {}
        side = max(LITTLE, self.fontMetrics().height())
        for level, icon_name in EMOTION_ICONS.items():
            face = QToolButton(self)
            face.setIcon(themed_icon(icon_name, self.palette().windowText().color().name()))
            face.setIconSize(QSize(side - 6, side - 6))
            face.setFixedSize(QSize(side, side))
            face.setCheckable(True)
            face.setProperty("flat", True)
            face.setProperty("bare", True)
            face.setAccessibleName(word("emotion", str(level)))
            face.setToolTip(word("emotion", str(level)))
            face.clicked.connect(lambda _=False, chosen=level: self._choose(chosen))
            row.addWidget(face)
            self.faces[level] = face
        row.addStretch(1)
        self.box.addLayout(row)
        self.setFocusProxy(self.faces[-2])
        OneTabStop(self.faces.values(), self)

    def show_value(self, value: Any) -> None:
        """Check the face of the value."""
        for level, face in self.faces.items():
            chosen = level == value
            face.setChecked(chosen)
            colour = "#A8450B" if chosen else self.palette().windowText().color().name()
            face.setIcon(themed_icon(EMOTION_ICONS[level], colour))

    def _choose(self, level: int) -> None:
        self.committed.emit(level if self.faces[level].isChecked() else None)


class NamesEditor(Editor):
    """Several things by their names: each with a button to take it off, and a line for more to add.

    `named` carries names to add, as they were typed.
    """

    named = Signal(str)
    inviting: str

    def __init__(self, parent: QWidget | None = None) -> None:
        from visavis.ui.fields.name_field import NameField

        super().__init__(parent)
        self._rows = QWidget(self)
        self.box.addWidget(self._rows)
        self.more = NameField(self)
        self.more.named.connect(self.named)
        self.box.addWidget(self.more)
        self.setFocusProxy(self.more)
        self._names: dict[str, str] = {}
        self._value: tuple[str, ...] = ()

    def is_typed(self) -> bool:
        """Return whether names were typed that are not added."""
        return bool(self.more.text().strip())

    @abstractmethod
    def set_document(self, document: BlueprintDocument) -> None:
        """Learn what there is to name."""

    def remark_on(self, one: str) -> str:
        """Return what is told beside a name: nothing, unless there is something to tell."""
        del one
        return ""

    def set_label(self, text: str) -> None:
        """Name the box as well, since it takes the focus."""
        super().set_label(text)
        self.more.setAccessibleName(text)

    def forget(self) -> None:
        """Forget names that were not taken."""
        self.keep("", "")
        self.more.clear()

    def typed_text(self) -> str:
        """Return the names that are not taken."""
        return self.more.text()

    def keep(self, typed: str, fault: str) -> None:
        """Show names that were not taken, and why."""
        if fault and self.more.text() != typed:
            self.more.setText(typed)
        self.more.setAccessibleDescription(fault)
        self.more.setToolTip(fault.replace("&", "&&"))

    def show_value(self, value: Any) -> None:
        """Show what is chosen, and suggest the others."""
        self._value = tuple(value or ())
        fresh = QWidget(self)
        rows = QVBoxLayout(fresh)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for item in self._value:
            rows.addWidget(self._row(fresh, item))
        self.box.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        fresh.setVisible(bool(self._value))
        self.more.setPlaceholderText(tr(self.inviting))
        self.more.offer([name for item, name in self._names.items() if item not in self._value])

    def _row(self, parent: QWidget, item: str) -> QWidget:
        name, text = self._names.get(item, item), self.remark_on(item)
        row = QFrame(parent)
        row.setProperty("role", "card")
        line = QHBoxLayout(row)
        line.setContentsMargins(10, 4, 4, 4)
        line.setSpacing(6)
        line.addWidget(label(name, "", row), 3)
        if text:
            line.addWidget(label(text, "known", row), 2)
        away = QToolButton(row)
        away.setProperty("flat", True)
        away.setIcon(themed_icon("x", self.palette().windowText().color().name()))
        away.setFixedSize(QSize(TARGET, TARGET))
        away.setAccessibleName(tr("Leave out {item}", item=name))
        away.setToolTip(tr("Leave out"))
        away.clicked.connect(lambda: self.committed.emit(tuple(one for one in self._value if one != item)))
        line.addWidget(away)
        return row


class ItemsEditor(NamesEditor):
    """Documents and data, known or new: each with the register that already holds it."""

    inviting = N_("Add one, known or new…")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: dict[str, str | None] = {}

    def set_document(self, document: BlueprintDocument) -> None:
        """Learn which items there are and who holds them."""
        self._names = {item.id: item.name for item in document.head.items}
        self._held = {item.id: item.held_by for item in document.head.items}

    def remark_on(self, one: str) -> str:
        """Return the register that already holds an item."""
        held = self._held.get(one)
        return tr("held by {register}", register=held) if held else ""


class StepsEditor(NamesEditor):
    """Several steps of the drawing, by their titles."""

    inviting = N_("Add a step…")

    def set_document(self, document: BlueprintDocument) -> None:
        """Learn which steps there are; two of the same title are told apart."""
        self._names = dict(ChoiceWords(document).of("steps"))
