"""The page of a step: its fields in sections of one order, the frictions last, so that none of them moves a field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from visavis.blueprint.model.step_sections import FINDINGS, FINDINGS_TITLE, SECTIONS, sorted_fields
from visavis.ui.features.inspector.field_grid import FieldGrid
from visavis.ui.features.inspector.inspected_subjects import Subject
from visavis.ui.features.inspector.section_box import SectionBox
from visavis.ui.features.inspector.step_lines import ConversationLines, FindingLines
from visavis.ui.fields import FieldSpec
from visavis.ui.fields.editors import Editor
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import list_stops

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot
    from visavis.blueprint.model import BlueprintDocument

WHOLE = frozenset({"title"})


class StepPage(QWidget):
    """Fields of a step. `make` makes the editor of a field; `end` is what stands above the frictions.

    `flow_chosen` carries a flow's key, `finding_chosen` a hotspot. What is folded is remembered.
    """

    flow_chosen = Signal(str)
    finding_chosen = Signal(object)

    def __init__(self, settings: UserSettings, make: Callable[[FieldSpec, QWidget], Editor], end: QWidget,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.names: dict[str, QLabel] = {}
        self.conversation = ConversationLines(self)
        self.conversation.chosen.connect(self.flow_chosen)
        self.findings = FindingLines(self)
        self.findings.chosen.connect(self.finding_chosen)
        self.boxes: dict[str, SectionBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for section in SECTIONS:
            box = self._make_box(section.name, tr(section.title))
            usual, rare = sorted_fields()[section.name]
            if section.name == "conversation":
                box.body.addWidget(self.conversation)
            if usual:
                box.body.addWidget(self._make_grid(usual, make))
            if rare:
                box.add_rare(self._make_grid(rare, make))
            column.addWidget(box)
        last = self._make_box(FINDINGS, tr(FINDINGS_TITLE))
        last.show_count(0)
        last.body.addWidget(end)
        last.body.addWidget(self.findings)
        # Until the panel has grown for another line, this gives way, and no field above it.
        last.setMinimumHeight(1)
        column.addWidget(last)
        self._show_folds()

    def refresh(self, document: BlueprintDocument, subject: Subject) -> bool:
        """Show whom the step talks to, and how much is filled in; return whether lines were made again."""
        for section in SECTIONS:
            usual, rare = (sum(_is_filled(subject.value(document, spec.key)) for spec in specs)
                           for specs in sorted_fields()[section.name])
            self.boxes[section.name].show_summary(usual, rare)
        return self.conversation.show_step(document, getattr(subject, "id", ""))

    def show_hotspots(self, hotspots: tuple[Hotspot, ...]) -> None:
        """Show the frictions of the step."""
        self.findings.show_hotspots(hotspots)
        self.boxes[FINDINGS].show_count(len(hotspots))

    def open_section(self, name: str) -> QWidget:
        """Unfold a section, and return what can be written or pressed first in it: its head where nothing can."""
        box = self.boxes[name]
        box.open()
        # Forms have a focus proxy, and what is out of sight takes no focus: as Tab would go.
        return next((stop for stop in list_stops(box.body) if stop.isVisibleTo(self)), box.head)

    def reveal(self, editor: QWidget) -> None:
        """Unfold what hides a field."""
        for box in self.boxes.values():
            if box.isAncestorOf(editor):
                box.reveal(editor)

    def _make_box(self, name: str, title: str) -> SectionBox:
        box = self.boxes[name] = SectionBox(name, title, self)
        box.folded.connect(self._keep_fold)
        box.asked.connect(self._keep_rare)
        return box

    def _make_grid(self, specs: tuple[FieldSpec, ...], make: Callable[[FieldSpec, QWidget], Editor]) -> FieldGrid:
        grid = FieldGrid(specs, WHOLE, make, self)
        self.names |= grid.names
        return grid

    def _show_folds(self) -> None:
        folded, rare = self._settings.folded_sections, self._settings.full_sections
        for name, box in self.boxes.items():
            box.show_state(is_open=name not in folded, shows_rare=name in rare)

    def _keep_fold(self, name: str, folded: bool) -> None:  # noqa: FBT001 - Qt's signal
        kept = self._settings.folded_sections
        self._settings.folded_sections = kept | {name} if folded else kept - {name}

    def _keep_rare(self, name: str, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        kept = self._settings.full_sections
        self._settings.full_sections = kept | {name} if shown else kept - {name}


def _is_filled(value: object) -> bool:
    return value not in (None, "", (), False)
