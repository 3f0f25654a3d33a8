"""Exporting from the window: a format, its options, a language; made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.language import LANGUAGES, N_, Message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import Exporter, ExportJob, ExportOption, Surroundings, give_up_when, plugins
from visavis.blueprint.storage import save_bytes
from visavis.blueprint.storage.file_names import file_name_of
from visavis.blueprint.storage.write_targets import Output
from visavis.ui.features.safety.save_dialog import ask_path, may_write
from visavis.ui.kit.choice_box import ChoiceBox
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.progress import ProgressRunner
from visavis.ui.kit.session import Analyse
from visavis.ui.kit.widgets import button, label

Surround = Callable[[BlueprintDocument], Surroundings]
# What people look for comes first; formats of plug-ins come after these.
ORDER = ("poster", "infographic", "before-after", "png", "svg", "spec", "dot")
CHOICES = {"landscape": N_("Landscape"), "portrait": N_("Portrait"), "gravest": N_("The gravest"), "all": N_("All"),
           "yes": N_("yes"), "no": N_("no")}
NAMES = {"fr": "Français", "en": "English"}


def make_export(document: BlueprintDocument, exporter: Exporter, options: dict[str, str], language: str,
             analyse: Analyse, cancelled: Callable[[], bool] = bool, around: Surround | None = None) -> bytes:
    """Analyse the document and return the export's bytes; for a worker. `around` tells what surrounds a document."""
    analysis = analyse(document, cancelled)
    surroundings = around(document) if around is not None else None
    with give_up_when(cancelled):
        return exporter.export(ExportJob(document, analysis, language, options, surroundings))


class ExportDialog(QDialog):
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
        self.setMinimumWidth(420)
        self._document = document
        self._folder = folder
        self._waiting = ProgressRunner(self)
        self.written: Path | None = None
        self.formats = ChoiceBox(self)
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
        self._more = QVBoxLayout()
        self._more.setSpacing(6)
        self.options: dict[str, QComboBox | QLineEdit] = {}
        self._build()
        self.formats.currentIndexChanged.connect(lambda _: self._show_options())
        self._show_options()

    @property
    def exporter(self) -> Exporter:
        """The chosen format."""
        return plugins().exporters[self.formats.currentData()]

    def chosen_options(self) -> dict[str, str]:
        """Return the options as they stand."""
        return {name: field.currentData() if isinstance(field, QComboBox) else field.text()
                for name, field in self.options.items()}

    def export_to(self, path: Path) -> None:
        """Make the export off this thread and write it; the dialog closes when it is done."""
        document, exporter = self._document, self.exporter
        options, language = self.chosen_options(), self.languages.currentData()

        def failed(error: object) -> None:
            fault = tr(error.message) if isinstance(error, BlueprintError) else f"{type(error).__name__}: {error}"
            show_message(self, tr("Nothing was exported"), fault)

        self._waiting.wait_for(
            tr("Exporting …"),
            lambda stop: make_export(document, exporter, options, language, self._analyse, stop, self._around),
            lambda content: self._write(path, content), failed)

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self._waiting.close()
        super().done(result)

    def _output(self) -> Output:
        return Output(self.exporter.suffix(self.chosen_options()), self._inputs)

    def _write(self, path: Path, content: object) -> None:
        # Again: making it takes its time.
        if not may_write(self, tr("Nothing was exported"), path, self._output()):
            return
        try:
            save_bytes(bytes(content), path, waits=False)  # type: ignore[call-overload]
        except BlueprintError as error:
            show_message(self, tr("Nothing was exported"), tr(error.message))
            return
        self.written = path
        self.accept()

    def _ask_path(self) -> None:
        try:
            suffix = self.exporter.suffix(self.chosen_options())
        except BlueprintError as error:
            show_message(self, tr("Nothing was exported"), tr(error.message))
            return
        head, what = self._document.head, tr(self.exporter.title).split(" (")[0]
        start = self._folder / f"{file_name_of(f'{head.title or head.id} – {what}')}{suffix}"
        path = ask_path(self, tr("Export"), start, f"*{suffix}", self._output())
        if path is not None:
            self.export_to(path)

    def _show_options(self) -> None:
        while (item := self._more.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self.options = {}
        purpose: Message | None = getattr(self.exporter, "purpose", None)
        self._purpose.setText(tr(purpose) if purpose else "")
        self._purpose.setVisible(bool(purpose))
        for option in self.exporter.options:
            field = self._field(option)
            self._more.addWidget(label(tr(option.title), "overline", self))
            self._more.addWidget(field)
            self.options[option.name] = field
        # Fewer options need less room; until the dialog is shown, it takes what it needs by itself.
        if self.isVisible():
            self.layout().activate()
            self.adjustSize()

    def _field(self, option: ExportOption) -> QComboBox | QLineEdit:
        if not option.choices:
            line = QLineEdit(option.initial, self)
            line.setAccessibleName(tr(option.title))
            return line
        combo = ChoiceBox(self)
        for choice in option.choices:
            combo.addItem(_choice_words(choice), choice)
        combo.setCurrentIndex(max(0, combo.findData(option.initial)))
        combo.setAccessibleName(tr(option.title))
        return combo

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(label(tr("Export"), "title", self))
        for part in (label(tr("Format"), "overline", self), self.formats, self._purpose,
                     label(tr("Language of the export"), "overline", self), self.languages):
            column.addWidget(part)
        column.addLayout(self._more)
        column.addStretch(1)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.addStretch(1)
        give_up = button(tr("Cancel"), "", self)
        give_up.clicked.connect(self.reject)
        go = button(tr("Export …"), "primary", self)
        go.setDefault(True)
        go.clicked.connect(self._ask_path)
        row.addWidget(give_up)
        row.addWidget(go)
        column.addLayout(row)


def _sort_key(exporter: Exporter) -> tuple[int, str]:
    """Return by what a format comes earlier."""
    return (ORDER.index(exporter.name), "") if exporter.name in ORDER else (len(ORDER), exporter.name)


def _choice_words(choice: str) -> str:
    if choice in CHOICES:
        return tr(CHOICES[choice])
    return choice.upper() if len(choice) <= 4 else choice
