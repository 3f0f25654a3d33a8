"""Brand kits in the window: which one exports are drawn with, and what is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand.brand_colours import BrandColour, ColourAnswer
from visavis.blueprint.drawing.brand.brand_kit import COLOUR_TITLES
from visavis.blueprint.drawing.brand.kit_file import MOST_NAME, MOST_PHONE, MOST_SPOKEN
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import (
    DraftReading,
    KitDraft,
    draft_of,
    import_kit,
    load_kit,
    own_kits,
    remove_kit,
    save_kit,
    share_kit,
)
from visavis.ui.features.brand_kits.colour_field import ColourField
from visavis.ui.features.brand_kits.file_field import FileField
from visavis.ui.features.brand_kits.kit_preview import KitPreview
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.messages import ask, show_message
from visavis.ui.kit.scrolling_dialog import ScrollingDialog, room_for
from visavis.ui.kit.widgets import ChoiceBox, button, label

NONE, FRESH = "", "/"
# Pixels: between the columns of fields, and the width of the dialog with them side by side.
GAP, WIDE = 24, 1000


class BrandDialog(ScrollingDialog):
    """Shows a kit and lets it be changed; once accepted, `chosen` names the one to draw with, empty for none."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis | None, chosen: str,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = chosen
        self._kept = KitDraft()
        self.setWindowTitle(tr("Brand kit"))
        self.kits = ChoiceBox(self)
        self.kits.setAccessibleName(tr("Exports are drawn with"))
        self.name, self.phone, self.spoken = (self._line(most) for most in (MOST_NAME, MOST_PHONE, MOST_SPOKEN))
        self.logo = FileField(tr("Logo"), "*.svg *.png *.jpg *.jpeg", self)
        self.colours = {part: ColourField(tr(COLOUR_TITLES[part]), self) for part in BrandColour}
        self.fonts = {weight: FileField(title, "*.ttf *.otf", self) for weight, title in (
            ("regular", tr("Font of texts")), ("semibold", tr("Font of names")), ("bold", tr("Font of titles")))}
        self.preview = KitPreview(document, analysis, interface_language.translator, self._on_read, self)
        self.import_button = button(tr("Import…"), "", self)
        self.share_button = button(tr("Share…"), "", self)
        self.remove_button = button(tr("Delete"), "", self)
        self.use = button(tr("Draw with it"), "primary", self)
        self._fields = QWidget(self)
        self._build()
        self._connect()
        self._list_kits(chosen)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the columns of fields side by side where the screen is wide enough for them."""
        is_wide = room_for(self).width() > WIDE
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        if is_wide:
            self.setMinimumWidth(WIDE)
        super().showEvent(event)

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self.preview.close_worker()
        super().done(result)

    @property
    def draft(self) -> KitDraft:
        """The kit as it stands in the fields."""
        fonts = {weight: field.path for weight, field in self.fonts.items() if field.path is not None}
        return KitDraft(_flat(self.name), _flat(self.phone), _flat(self.spoken), self.logo.path,
                        {part.value: field.value for part, field in self.colours.items() if field.value}, fonts)

    def show_kit(self, name: str) -> None:
        """Show one of the user's own kits, an empty one (`FRESH`), or none."""
        self._kept = KitDraft()
        if name not in (NONE, FRESH):
            try:
                self._kept = draft_of(load_kit(name))
            except BlueprintError as error:
                show_message(self, tr("The brand kit cannot be used"), tr(error.message))
        self._fill(self._kept)
        is_own = name not in (NONE, FRESH)
        self._fields.setVisible(name != NONE)
        self.share_button.setEnabled(is_own)
        self.remove_button.setEnabled(is_own)
        self._on_changed()
        if self.isVisible():
            self.fit_content()

    def take_kit(self, path: Path) -> None:
        """Keep a copy of a kit that someone sent, and show it; a fault is told in one line."""
        self._try(tr("The brand kit was not imported"), lambda: self._list_kits(import_kit(path)))

    def share_into(self, folder: Path) -> None:
        """Copy the kit that is shown into a folder, to be sent to colleagues."""
        def share() -> None:
            made = share_kit(self.kits.currentData(), folder)
            show_message(self, tr("The brand kit is copied"), str(made), is_fault=False)

        self._try(tr("The brand kit was not copied"), share)

    def _line(self, most: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(most)
        return line

    def _list_kits(self, chosen: str) -> None:
        self.kits.blockSignals(True)
        self.kits.clear()
        self.kits.addItem(tr("No brand kit: the program’s own look"), NONE)
        for name in own_kits():
            self.kits.addItem(_title_of(name), name)
        self.kits.addItem(tr("A new brand kit"), FRESH)
        self.kits.setCurrentIndex(max(0, self.kits.findData(chosen)))
        self.kits.blockSignals(False)
        self.show_kit(self.kits.currentData())

    def _fill(self, draft: KitDraft) -> None:
        for line, text in ((self.name, draft.name), (self.phone, draft.phone), (self.spoken, draft.spoken)):
            line.setText(text)
        self.logo.show_file(draft.logo)
        for part, colour in self.colours.items():
            colour.line.setText(draft.colours.get(part.value, ""))
        for weight, field in self.fonts.items():
            field.show_file(draft.fonts.get(weight))

    def _on_changed(self) -> None:
        is_none = self.kits.currentData() == NONE
        self.use.setText(tr("Draw without a kit") if is_none else tr("Draw with it"))
        self.use.setEnabled(is_none or (bool(_flat(self.name)) and not any(
            field.is_slip for field in self.colours.values())))
        self.preview.ask(KitDraft() if is_none else self.draft)

    def _on_read(self, reading: DraftReading, answers: tuple[ColourAnswer, ...]) -> None:
        told = {answer.part: answer for answer in answers}
        for part, field in self.colours.items():
            field.show_answer(told.get(part))
        self.logo.show_fault(reading.faults.get("logo"))
        for weight, font in self.fonts.items():
            font.show_fault(reading.faults.get(weight))
        if self.isVisible():
            self.fit_content()

    def _use(self) -> None:
        name = self.kits.currentData()
        if name == NONE:
            self.chosen = NONE
            self.accept()
            return
        if name != FRESH and self.draft == self._kept:
            self.chosen = name
            self.accept()
            return

        def save() -> None:
            self.chosen = save_kit(self.draft, "" if name == FRESH else name)
            load_kit(self.chosen)
            self.accept()

        self._try(tr("The brand kit was not saved"), save)

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import a brand kit"), str(Path.home()), "*.toml")
        if name:
            self.take_kit(Path(name))

    def _ask_share(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Copy the brand kit to"), str(Path.home()))
        if folder:
            self.share_into(Path(folder))

    def _ask_remove(self) -> None:
        name = self.kits.currentData()
        if ask(self, tr("Delete the brand kit"), tr(
                "“{title}” will be deleted from your brand kits; this cannot be undone. Files that were exported "
                "stay.", title=_title_of(name)[:80]), {tr("Delete it"): True}, careful=True):
            self._try(tr("The brand kit was not deleted"), lambda: remove_kit(name))
            self._list_kits(NONE)

    def _try(self, title: str, do: Callable[[], object]) -> None:
        try:
            do()
        except BlueprintError as error:
            show_message(self, title, tr(error.message))

    def _connect(self) -> None:
        self.kits.currentIndexChanged.connect(lambda _: self.show_kit(self.kits.currentData()))
        for line in (self.name, self.phone, self.spoken):
            line.textChanged.connect(self._on_changed)
        for colour in self.colours.values():
            colour.changed.connect(self._on_changed)
        for file in (self.logo, *self.fonts.values()):
            file.changed.connect(self._on_changed)
        self.import_button.clicked.connect(self._ask_import)
        self.share_button.clicked.connect(self._ask_share)
        self.remove_button.clicked.connect(self._ask_remove)
        self.use.clicked.connect(self._use)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("Brand kit"), "title", self))
        column.addWidget(label(tr("Exports are drawn with"), "overline", self))
        row = QHBoxLayout()
        row.addWidget(self.kits, 1)
        for part in (self.import_button, self.share_button, self.remove_button):
            row.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.preview)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._fields)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(GAP)
        for rows in (((tr("Name"), self.name), (tr("Logo"), self.logo),
                      (tr("What is read out instead of the logo"), self.spoken),
                      (tr("Telephone for questions"), self.phone)),
                     tuple((tr(COLOUR_TITLES[part]), colour) for part, colour in self.colours.items()),
                     tuple((font.accessibleName(), font) for font in self.fonts.values())):
            self._parts.addLayout(self._column(rows), 1)
        column.addWidget(self._fields)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        give_up = button(tr("Cancel"), "", self)
        give_up.clicked.connect(self.reject)
        self.use.setDefault(True)
        buttons.addWidget(give_up)
        buttons.addWidget(self.use)
        self.set_content(column)
        self.set_buttons(buttons)

    def _column(self, rows: tuple[tuple[str, QWidget], ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for title, field in rows:
            column.addWidget(label(title, "overline", self))
            field.setAccessibleName(title)
            column.addWidget(field)
        column.addStretch(1)
        return column


def _flat(line: QLineEdit) -> str:
    return " ".join(line.text().split())


def _title_of(name: str) -> str:
    """Return what a kit calls itself; the name of its folder where that cannot be read."""
    from visavis.blueprint.drawing.brand.kit_file import read_entries

    try:
        return read_entries(own_kits()[name]).name
    except (BlueprintError, KeyError):
        return name
