"""Choosing a preset, saving what is checked as one, giving it another name, deleting it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QSizePolicy, QVBoxLayout, QWidget

from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import (
    ExportOrder,
    ExportPreset,
    plugins,
    read_presets,
    remove_preset,
    save_preset,
    shipped_presets,
)
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import ask, show_message
from visavis.ui.kit.widgets import ChoiceBox, button, label


class PresetBox(QVBoxLayout):
    """A box of presets, and a button with what can be done about one's own, which are in `folder` (None: none are).

    `preset_chosen` carries the preset, or None for none. `orders` tells what would be saved now.
    """

    preset_chosen = Signal(object)

    def __init__(self, folder: Path | None, orders: Callable[[], Sequence[ExportOrder]], dialog: QWidget) -> None:
        super().__init__()
        self._dialog = dialog
        self._folder = folder
        self._orders = orders
        self.presets: tuple[ExportPreset, ...] = ()
        self.addWidget(label(tr("Preset"), "overline", dialog))
        row = QHBoxLayout()
        self.box = ChoiceBox(dialog)
        self.box.setAccessibleName(tr("Preset"))
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self.box, 1)
        self.more = button("…", "", dialog)
        self.more.setAccessibleName(tr("Save, rename or delete a preset"))
        self.more.setToolTip(self.more.accessibleName())
        menu = QMenu(self.more)
        self.saving = menu.addAction(tr("Save as a preset…"), self.save)
        self.renaming = menu.addAction(tr("Rename…"), self.rename)
        self.deleting = menu.addAction(tr("Delete…"), self.delete)
        self.more.setMenu(menu)
        row.addWidget(self.more)
        self.addLayout(row)
        # What is wrong with a preset is said where it was chosen.
        self.slips = label("", "wrong", dialog)
        self.addWidget(self.slips)
        self.slips.hide()
        faults = self._read(None)
        self.show_slips([tr(fault) for fault in faults])
        self.box.currentIndexChanged.connect(lambda _: self._choose())

    @property
    def current(self) -> ExportPreset | None:
        """The chosen preset; None for none."""
        row = self.box.currentIndex()
        return self.presets[row - 1] if row > 0 else None

    def show_slips(self, slips: Sequence[str]) -> None:
        """Say what of a preset cannot be done here."""
        self.slips.setText("\n".join(slips))
        self.slips.setVisible(bool(slips))

    def choose(self, title: str) -> None:
        """Choose a preset by what it is called."""
        self.box.setCurrentIndex(max(0, self.box.findText(title)))

    def save(self) -> None:
        """Save what is checked under a name."""
        title = self._ask_title(tr("Save as a preset"), "")
        if title and self._may_replace(title):
            self._keep(title, self._orders())

    def rename(self) -> None:
        """Give one's own preset another name."""
        preset = self.current
        if preset is None or preset.path is None:
            return
        before = tr(preset.title)
        title = self._ask_title(tr("Rename a preset"), before)
        if title and title != before and self._may_replace(title, preset):
            made = self._keep(title, preset.orders)
            if made is not None and made.path != preset.path:
                self._change(lambda: remove_preset(preset))
                self._read(made.path)

    def delete(self) -> None:
        """Delete one's own preset, if that is meant."""
        preset = self.current
        if preset is None or preset.path is None:
            return
        question = tr("Delete the preset “{name}”?", name=tr(preset.title))
        if ask(self._dialog, tr("Delete a preset"), question, {tr("Delete"): True}, careful=True):
            self._change(lambda: remove_preset(preset))
            self._read(None)
            self._tell_possible()

    def _keep(self, title: str, orders: Sequence[ExportOrder]) -> ExportPreset | None:
        """Save a preset and choose it, without checking anything else."""
        folder = self._folder
        made = self._change(lambda: save_preset(folder, title, orders)) if folder is not None else None
        if made is not None:
            self._read(made.path)
            self._tell_possible()
        return made

    def _change(self, change: Callable[[], ExportPreset | None]) -> ExportPreset | None:
        try:
            return change()
        except BlueprintError as error:
            show_message(self._dialog, tr("The preset was not changed"), tr(error.message))
            return None

    def _ask_title(self, title: str, before: str) -> str:
        text, is_meant = QInputDialog.getText(self._dialog, title, tr("Name of the preset"), text=before)
        return " ".join(text.split()) if is_meant else ""

    def _may_replace(self, title: str, renamed: ExportPreset | None = None) -> bool:
        """Return whether a name may be taken; ask where another preset of one's own has it already."""
        same = [preset for preset in self.presets
                if tr(preset.title).casefold() == title.casefold() and preset is not renamed]
        if not same:
            return True
        if same[0].path is None:
            show_message(self._dialog, tr("The preset was not changed"),
                         tr("“{name}” is the name of a preset that ships; choose another one.", name=title[:60]))
            return False
        question = tr("There is a preset “{name}” already. Replace it?", name=title[:60])
        return ask(self._dialog, tr("Save as a preset"), question, {tr("Replace it"): True}, careful=True) is True

    def _read(self, chosen: Path | None) -> Sequence[Message]:
        """Read what there is now, and show the one of this file as chosen."""
        own: tuple[ExportPreset, ...] = ()
        faults: tuple[Message, ...] = ()
        if self._folder is not None:
            read = read_presets(self._folder)
            own, faults = read.presets, read.faults
        self.presets = (*shipped_presets(plugins().exporters), *own)
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(tr("None"))
            self.box.addItems([tr(preset.title) for preset in self.presets])
            rows = [row for row, preset in enumerate(self.presets, start=1) if chosen and preset.path == chosen]
            self.box.setCurrentIndex(rows[0] if rows else 0)
        self._tell_possible()
        return faults

    def _choose(self) -> None:
        self.show_slips([])
        self._tell_possible()
        self.preset_chosen.emit(self.current)

    def _tell_possible(self) -> None:
        preset = self.current
        is_own = preset is not None and preset.path is not None
        self.saving.setEnabled(self._folder is not None)
        self.renaming.setEnabled(is_own)
        self.deleting.setEnabled(is_own)
