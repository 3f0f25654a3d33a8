"""Importing into the window: a format, its options, a file; read off the GUI thread into a new document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import Importer, find_losses, give_up_when, import_document, plugins
from visavis.blueprint.storage.files import LARGEST_FILE
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.ui.features.option_fields import OptionFields
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.progress import ProgressRunner
from visavis.ui.kit.scrolling_dialog import ScrollingDialog
from visavis.ui.kit.widgets import ChoiceBox, button, label

# Pixels: the dialog's width.
WIDTH = 460
# The format that is chosen where none is asked for: what most people have is a list.
USUAL = "listing"
# So many things that were not understood are told; more are counted.
TOLD = 12


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: a new document, and what of the file it does not hold as it was meant."""

    document: BlueprintDocument
    losses: tuple[Message, ...]
    source: Path

    def describe_losses(self) -> str:
        """Return the losses as lines that people read; a text of no lines where nothing was lost."""
        lines = [tr(loss) for loss in self.losses[:TOLD]]
        rest = len(self.losses) - TOLD
        if rest > 0:
            lines.append(tr("… and {count} more", count=rest))
        return "\n".join(lines)


def make_import(importer: Importer, path: Path, options: Mapping[str, str],
                cancelled: Callable[[], bool] = bool) -> Imported:
    """Read a file and return the document that it makes; for a worker. Raises BlueprintError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BlueprintError(message("{file}: {reason}", file=path.name, reason=reason_of(error))) from None
    if len(content) > LARGEST_FILE:
        raise BlueprintError(message("the file is too large to be imported"))
    with give_up_when(cancelled):
        document = import_document(importer, content, options, path.name)
        return Imported(document, find_losses(importer, content, options), path)


class ImportDialog(ScrollingDialog):
    """Asks how to read a file, and which; `imported` is what it made, once there is something.

    `form` names the format that is chosen first.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None, *, form: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        self.setMinimumWidth(WIDTH)
        self._start = folder
        self._waiting = ProgressRunner(self)
        self.imported: Imported | None = None
        self.formats = ChoiceBox(self)
        for importer in plugins().importers.values():
            self.formats.addItem(tr(importer.title), importer.name)
        self.formats.setAccessibleName(tr("Format"))
        self.formats.setCurrentIndex(max(0, self.formats.findData(form or USUAL)))
        self._purpose = label("", "muted", self)
        self._options = OptionFields(self)
        self._build()
        self.formats.currentIndexChanged.connect(lambda _: self._show_options())
        self._show_options()

    @property
    def importer(self) -> Importer:
        """The chosen format."""
        return plugins().importers[self.formats.currentData()]

    @property
    def options(self) -> OptionFields:
        """The fields of the chosen format."""
        return self._options

    def import_from(self, path: Path) -> None:
        """Read a file off this thread; the dialog closes when there is a document."""
        self._start = path
        importer, options = self.importer, self._options.values()

        def report_failure(error: object) -> None:
            fault = tr(error.message) if isinstance(error, BlueprintError) else f"{type(error).__name__}: {error}"
            show_message(self, tr("Nothing was imported"), fault)

        def done(imported: Imported) -> None:
            self.imported = imported
            self.accept()

        self._waiting.wait_for(tr("Importing…"), lambda stop: make_import(importer, path, options, stop), done,
                               report_failure)

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self._waiting.close()
        super().done(result)

    def _ask_path(self) -> None:
        importer = self.importer
        files = " ".join(f"*{suffix}" for suffix in importer.suffixes)
        names = [f"{tr(importer.title).split(' (')[0]} ({files})"] if files else []
        name, _ = QFileDialog.getOpenFileName(self, tr("Import"), str(self._start),
                                              ";;".join([*names, tr("All files (*)")]))
        if name:
            self.import_from(Path(name))

    def _show_options(self) -> None:
        self._purpose.setText(tr(self.importer.purpose))
        self._options.show_options(self.importer.options)
        if self.isVisible():
            self.fit_content()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(6)
        column.addWidget(label(tr("Import"), "title", self))
        for part in (label(tr("Format"), "overline", self), self.formats, self._purpose):
            column.addWidget(part)
        column.addLayout(self._options)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        give_up = button(tr("Cancel"), "", self)
        give_up.clicked.connect(self.reject)
        go = button(tr("Choose the file…"), "primary", self)
        go.setDefault(True)
        go.clicked.connect(self._ask_path)
        row.addWidget(give_up)
        row.addWidget(go)
        self.set_content(column)
        self.set_buttons(row)
