"""What of a blueprint is exported, in the export dialog: personas, phases, lanes, journeys; public or internal.

Most exports are of the whole: the fields stay folded until someone asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.model import BlueprintDocument, StepKind, words
from visavis.blueprint.registry import WHOLE, ContentChoice
from visavis.ui.fields.pickers import ManyChipsEditor
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import ChoiceBox, button, label

# Pixels between the fields.
GAP = 6
PUBLIC, INTERNAL = "public", "internal"


class ContentFields(QVBoxLayout):
    """A button, and below it, once it is pressed, a field for each thing that can be chosen.

    `changed` tells that something else was chosen, `folded` that the fields came or went.
    """

    changed = Signal()
    folded = Signal()

    def __init__(self, document: BlueprintDocument, dialog: QWidget) -> None:
        super().__init__()
        self.setSpacing(GAP)
        self.toggle = button(tr("Choose what to export"), "", dialog)
        self.toggle.setCheckable(True)
        self.addWidget(self.toggle)
        self.holder = QWidget(dialog)
        self._column = QVBoxLayout(self.holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.addWidget(self.holder)
        self.versions = ChoiceBox(self.holder)
        self.versions.addItem(tr("For everybody"), PUBLIC)
        self.versions.addItem(tr("Internal version, with private notes and details"), INTERNAL)
        self._add(tr("Version"), self.versions)
        self._chosen: dict[str, tuple[str, ...]] = {}
        self.chips = {name: self._chips(name, title, choices) for name, title, choices in _parts(document) if choices}
        self.holder.hide()
        self.versions.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.toggle.toggled.connect(self._fold)

    @property
    def choice(self) -> ContentChoice:
        """What is chosen; everything, for everybody, unless someone said otherwise."""
        return ContentChoice(**self._chosen, internal=self.versions.currentData() == INTERNAL)

    def show_choice(self, choice: ContentChoice) -> None:
        """Show another choice; what is not that of most exports is in sight."""
        self._chosen = {name: getattr(choice, name) for name in self.chips}
        for name, editor in self.chips.items():
            editor.show_value(self._chosen[name])
        with QSignalBlocker(self.versions):
            self.versions.setCurrentIndex(self.versions.findData(INTERNAL if choice.internal else PUBLIC))
        if choice != WHOLE:
            self.toggle.setChecked(True)

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001 - as Qt tells it
        self.holder.setVisible(is_open)
        self.folded.emit()

    def _chips(self, name: str, title: str, choices: Mapping[str, str]) -> ManyChipsEditor:
        editor = ManyChipsEditor(self.holder)
        editor.setAccessibleName(title)
        editor.set_choices(list(choices.items()))
        editor.committed.connect(lambda value, part=name: self._choose(part, value))
        self._add(title, editor)
        return editor

    def _choose(self, part: str, value: tuple[str, ...]) -> None:
        self._chosen[part] = value
        self.changed.emit()

    def _add(self, title: str, field: QWidget) -> None:
        field.setAccessibleName(title)
        self._column.addWidget(label(title, "overline", self.holder))
        self._column.addWidget(field)


def _parts(document: BlueprintDocument) -> tuple[tuple[str, str, Mapping[str, str]], ...]:
    """Return the parts that can be chosen: their names in a choice, what people read, and what there is of each."""
    head = document.head
    ends = dict.fromkeys(step.outcome for step in document.steps if step.kind is StepKind.OUTCOME and step.outcome)
    return (
        ("personas", tr("Only these personas (none chosen: all)"),
         {one.id: one.name or one.id for one in head.personas}),
        ("phases", tr("Only these phases (none chosen: all)"), {one.id: one.name or one.id for one in head.phases}),
        ("lanes", tr("Only these lanes (none chosen: all)"), {one.id: one.name or one.id for one in head.lanes}),
        ("journeys", tr("Only journeys that end so (none chosen: all)"),
         {end.value: tr(words.OUTCOMES[end].in_text) for end in ends}),
    )
