"""Exporting from the window: a format, its options, a language; made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visavis.blueprint.drawing import MissingLetter, collect_missing_letters, describe_missing_letters
from visavis.blueprint.language import LANGUAGES, Message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import (
    WHOLE,
    ContentChoice,
    Exporter,
    ExportJob,
    Surroundings,
    give_up_when,
    make_job,
    plugins,
)
from visavis.blueprint.storage import save_bytes
from visavis.blueprint.storage.file_names import file_name_of
from visavis.blueprint.storage.write_targets import Output
from visavis.ui.features.exporting.content_fields import ContentFields
from visavis.ui.features.exporting.export_preview import ExportContent, ExportPreview, first_lines
from visavis.ui.features.option_fields import OptionFields
from visavis.ui.features.safety.save_dialog import ask_path, may_write
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.progress import ProgressRunner
from visavis.ui.kit.scrolling_dialog import ScrollingDialog
from visavis.ui.kit.widgets import ChoiceBox, button, label

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet
    from visavis.ui.kit.session import Analyse

Surround = Callable[[BlueprintDocument], Surroundings]
# What people look for comes first; every other format, of plug-ins too, comes after these by its name.
ORDER = ("poster", "infographic", "before-after", "png", "svg", "spec", "dot", "graphml")
# Pixels. Below `ROOM_FOR_PREVIEW`, the fields have the dialog to themselves.
FIELDS_WIDTH, ROOM_FOR_PREVIEW, LEAST_PREVIEW = 300, 620, 240
NAMES = {"fr": "Français", "en": "English"}


def make_export(document: BlueprintDocument, exporter: Exporter, options: Mapping[str, str], language: str,
                analyse: Analyse, cancelled: Callable[[], bool] = bool, around: Surround | None = None,
                choice: ContentChoice = WHOLE) -> bytes:
    """Analyse the document and return the export's bytes; for a worker. `around` tells what surrounds a document."""
    analysis = analyse(document, cancelled)
    surroundings = around(document) if around is not None else None
    with give_up_when(cancelled):
        return exporter.export(make_job(document, analysis, language, options, surroundings, choice))


def make_preview(document: BlueprintDocument, exporter: Exporter, options: Mapping[str, str], language: str,
                 analyse: Analyse, cancelled: Callable[[], bool] = bool, around: Surround | None = None,
                 choice: ContentChoice = WHOLE) -> ExportContent:
    """Return what an export will hold, by its own drawing where it has one, else by its text; for a worker."""
    analysis = analyse(document, cancelled)
    job = make_job(document, analysis, language, options, around(document) if around is not None else None, choice)
    draw: Callable[[ExportJob], PageSet | None] | None = getattr(exporter, "draw", None)
    with give_up_when(cancelled):
        pages = draw(job) if draw is not None else None
        if pages is not None:
            return ExportContent(pages, is_paper=exporter.suffix(options) == ".pdf")
        return ExportContent(text=first_lines(exporter.export(job)))


def _make_and_collect(*arguments: Any) -> tuple[bytes, tuple[MissingLetter, ...]]:
    """Return what `make_export` does, and the letters in it that no font has."""
    with collect_missing_letters() as missing:
        content = make_export(*arguments)
    return content, tuple(missing.values())


class ExportDialog(ScrollingDialog):
    """Asks what to export and does it; `form` names the format that is chosen first.

    `inputs` are the files that the document was read from: no export is written over them.
    `written` is the file, once there is one.
    """

    def __init__(self, document: BlueprintDocument, folder: Path, analyse: Analyse, parent: QWidget | None = None, *,
                 around: Surround | None = None, form: str = "", inputs: tuple[Path, ...] = ()) -> None:
        super().__init__(parent)
        self._inputs = inputs
        self._analyse = analyse
        self._around = around
        self.setWindowTitle(tr("Export"))
        self._document = document
        self._folder = folder
        self._waiting = ProgressRunner(self)
        self.written: Path | None = None
        self.formats = ChoiceBox(self)
        self.formats.setMinimumWidth(FIELDS_WIDTH)
        for exporter in sorted(plugins().exporters.values(), key=_sort_key):
            self.formats.addItem(tr(exporter.title), exporter.name)
        self.formats.setAccessibleName(tr("Format"))
        self.formats.setCurrentIndex(max(0, self.formats.findData(form)))
        self.languages = ChoiceBox(self)
        for tag in LANGUAGES:
            self.languages.addItem(NAMES[tag], tag)
        self.languages.setAccessibleName(tr("Language of the export"))
        self.languages.setCurrentIndex(max(0, self.languages.findData(document.head.language.split("-")[0])))
        self._purpose = label("", "muted", self)
        self._options = OptionFields(self)
        self.content = ContentFields(document, self)
        self.preview = ExportPreview(self)
        self._build()
        self.formats.currentIndexChanged.connect(lambda _: self._show_options())
        self.languages.currentIndexChanged.connect(lambda _: self._ask_preview())
        self._options.changed.connect(self._ask_preview)
        self._options.resized.connect(self._fit)
        self.content.changed.connect(self._ask_preview)
        self.content.folded.connect(self.fit_content)
        self._show_options()

    @property
    def exporter(self) -> Exporter:
        """The chosen format."""
        return plugins().exporters[self.formats.currentData()]

    @property
    def options(self) -> Mapping[str, QComboBox | QLineEdit]:
        """The fields of the chosen format's options, by name."""
        return self._options.fields

    @property
    def more_options(self) -> QPushButton | None:
        """What shows the options that few people want, where the format has some."""
        return self._options.more

    def chosen_options(self) -> Mapping[str, str]:
        """Return the options as they stand."""
        return self._options.values()

    def export_to(self, path: Path) -> None:
        """Make the export off this thread and write it; the dialog closes when it is done."""
        document, exporter = self._document, self.exporter
        options, language = self.chosen_options(), self.languages.currentData()
        choice = self.content.choice

        def report_failure(error: object) -> None:
            fault = tr(error.message) if isinstance(error, BlueprintError) else f"{type(error).__name__}: {error}"
            show_message(self, tr("Nothing was exported"), fault)

        self._waiting.wait_for(
            tr("Exporting…"),
            lambda stop: _make_and_collect(document, exporter, options, language, self._analyse, stop, self._around,
                                           choice),
            lambda made: self._write(path, *made), report_failure)

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self._waiting.close()
        self.preview.close_worker()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is chosen first, too."""
        if not event.spontaneous():
            # The room is asked for with it, and taken back where the screen has none.
            self.preview.show()
        super().showEvent(event)
        self.preview.setVisible(self.width() >= ROOM_FOR_PREVIEW)
        self._ask_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the preview out where the fields need all the room there is."""
        super().resizeEvent(event)
        # Beside fields that have to be scrolled, it stays at the top.
        self.preview.setMaximumHeight(max(LEAST_PREVIEW, self.scroll_area.viewport().height() - 8))
        if self.isVisible():
            self.preview.setVisible(self.width() >= ROOM_FOR_PREVIEW)

    def _ask_preview(self) -> None:
        """Have what is chosen now shown, where someone sees it."""
        if not self.isVisible() or not self.preview.isVisibleTo(self):
            return
        document, exporter, analyse, around = self._document, self.exporter, self._analyse, self._around
        options, language, choice = self.chosen_options(), self.languages.currentData(), self.content.choice
        self.preview.ask(
            lambda stop: make_preview(document, exporter, options, language, analyse, stop, around, choice))

    def _output(self) -> Output:
        return Output(self.exporter.suffix(self.chosen_options()), self._inputs)

    def _write(self, path: Path, content: bytes, missing: tuple[MissingLetter, ...] = ()) -> None:
        # Again: making it takes its time.
        if not may_write(self, tr("Nothing was exported"), path, self._output()):
            return
        try:
            save_bytes(content, path, waits=False)
        except BlueprintError as error:
            show_message(self, tr("Nothing was exported"), tr(error.message))
            return
        self.written = path
        fault = describe_missing_letters(missing)
        if fault is not None:
            show_message(self, tr("The file is written"), f"{path.name}: {tr(fault)}")
        self.accept()

    def _ask_path(self) -> None:
        try:
            suffix = self.exporter.suffix(self.chosen_options())
        except BlueprintError as error:
            show_message(self, tr("Nothing was exported"), tr(error.message))
            return
        start = self._folder / f"{file_name_of(self._usual_name())}{suffix}"
        path = ask_path(self, tr("Export"), start, f"*{suffix}", self._output())
        if path is not None:
            self.export_to(path)

    def _usual_name(self) -> str:
        """Return what the file is called unless someone says otherwise: the title, the format, and its paper."""
        head, what = self._document.head, tr(self.exporter.title).split(" (")[0]
        return " ".join(filter(None, (f"{head.title or head.id} – {what}", self.chosen_options().get("paper", ""))))

    def _show_options(self) -> None:
        purpose: Message | None = getattr(self.exporter, "purpose", None)
        self._purpose.setText(tr(purpose) if purpose else "")
        self._purpose.setVisible(bool(purpose))
        self._options.show_options(self.exporter.options)
        self._fit()
        self._ask_preview()

    def _fit(self) -> None:
        """Take the room that the options need: until the dialog is shown, it does so by itself."""
        if self.isVisible():
            self.fit_content()

    def _build(self) -> None:
        halves = QHBoxLayout()
        halves.setContentsMargins(8, 4, 8, 4)
        halves.setSpacing(24)
        column = QVBoxLayout()
        column.setSpacing(6)
        halves.addLayout(column)
        beside = QVBoxLayout()
        beside.addWidget(self.preview, 1)
        beside.addStretch(0)
        halves.addLayout(beside, 1)
        column.addWidget(label(tr("Export"), "title", self))
        for part in (label(tr("Format"), "overline", self), self.formats, self._purpose,
                     label(tr("Language of the export"), "overline", self), self.languages):
            column.addWidget(part)
        column.addLayout(self._options)
        column.addLayout(self.content)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        give_up = button(tr("Cancel"), "", self)
        give_up.clicked.connect(self.reject)
        go = button(tr("Export…"), "primary", self)
        go.setDefault(True)
        go.clicked.connect(self._ask_path)
        row.addWidget(give_up)
        row.addWidget(go)
        self.set_content(halves)
        self.set_buttons(row)


def _sort_key(exporter: Exporter) -> tuple[int, str]:
    """Return by what a format comes earlier."""
    return (ORDER.index(exporter.name), "") if exporter.name in ORDER else (len(ORDER), exporter.name)
