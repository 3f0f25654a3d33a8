"""Importing into the window: a file, what is asked of it, and what it makes, before anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import Importer, give_up_when, plugins
from visavis.ui.features.importing.import_drawing import ImportDrawing
from visavis.ui.features.importing.import_reading import (
    ImportOutcome,
    ImportQuestions,
    ImportTarget,
    look_into,
    make_outcome,
)
from visavis.ui.features.importing.import_report import ImportReport
from visavis.ui.features.option_fields import OptionFields
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.import_files import ImportFile, find_file, read_import_file
from visavis.ui.kit.jobs import IsCancelled, Job, JobRunner, Result
from visavis.ui.kit.scrolling_dialog import BAR, ScrollingDialog, room_for
from visavis.ui.kit.widgets import ChoiceBox, button, chain_stops, label

# Pixels: the dialog's usual size; below `BESIDE`, the drawing stands over the questions. The width of these.
SIZE, BESIDE, FIELDS, APART = QSize(1240, 700), 900, 290, 20
QWIDGETSIZE_MAX = 16_777_215
# Returns what was answered of a format, by its name, when the last of its files was taken into this blueprint.
Recall = Callable[[str], Mapping[str, str]]
# Whoever types a title is not read every letter of it.
REST_MILLISECONDS = 300


class ImportDialog(ScrollingDialog):
    """Shows what a file makes, and asks whether it is meant; `outcome` is that, once there is one.

    `document` is the open blueprint, into which a file may go (`target`); `form` names a format that is chosen, else
    a file tells what it is. `file` is what is looked at, once there is one. `recall` tells what was answered of a
    format the last time.
    """

    def __init__(self, document: BlueprintDocument, theme: Theme, parent: QWidget | None = None, *,
                 folder: Path | None = None, form: str = "", recall: Recall = lambda _: {}) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        self.setAcceptDrops(True)
        self.file: ImportFile | None = None
        self.outcome: ImportOutcome | None = None
        self._document, self._folder, self._recall = document, folder or Path.home(), recall
        self._questions: ImportQuestions | None = None
        # The format whose options are shown.
        self._asked: Importer | None = None
        self._jobs = JobRunner(self)
        self._job: Job | None = None
        self._is_busy = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._read)
        self._make_fields(form)
        self.drawing, self.report = ImportDrawing(theme, self), ImportReport(self)
        self._lay_out()
        self._connect()
        self._wait_for_file()

    @property
    def importer(self) -> Importer | None:
        """What the file is read as; None before it is known."""
        return self._questions.importer if self._questions is not None else None

    @property
    def target(self) -> ImportTarget:
        """What becomes of the file."""
        return ImportTarget.INTO_OPEN if self.into_open.isChecked() else ImportTarget.NEW

    def is_still(self) -> bool:
        """Return whether nothing is being read, and what was made is drawn."""
        return not self._is_busy and not self._rest.isActive() and self.drawing.pane.is_still()

    def import_from(self, path: Path) -> None:
        """Look at a file of the disk, read off this thread."""
        self._folder = path.parent
        self._start(lambda _: read_import_file(path), self.look_at)

    def look_at(self, file: ImportFile) -> None:
        """Show what a file makes, as what it seems to be or as the chosen format."""
        self.file = file
        self._name.setText(file.name)
        self._another.setText(tr("Another file…"))
        self._look(None)

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self._rest.stop()
        self._jobs.close()
        self.drawing.close_work()
        super().done(result)

    # -- reading

    def _look(self, target: ImportTarget | None) -> None:
        """Find out what the file is and asks; what was answered before stays where it is asked again."""
        file = self.file
        if file is None:
            self._show_format()
            return
        form, document = self.formats.currentData(), self._document
        self._say_wait()

        def look(is_cancelled: IsCancelled) -> ImportQuestions:
            with give_up_when(is_cancelled):
                return look_into(file, form, document, target)

        self._start(look, partial(self._ask, target))

    def _ask(self, target: ImportTarget | None, questions: ImportQuestions) -> None:
        importer = questions.importer
        same = self._asked is importer
        self._questions, self._asked = questions, importer
        if target is None:
            with QSignalBlocker(self.as_new):
                (self.into_open if questions.belongs else self.as_new).setChecked(True)
        known = {option.name: option.choices for option in questions.options}
        given = self.options.values() if same else self._recall(importer.name)
        answers = {name: value for name, value in given.items()
                   if name in known and (not known[name] or value in known[name])}
        self._found.setText(tr("Read as: {format}", format=importer.title))
        self._show_purpose()
        self.options.show_options(questions.options, answers)
        chain_stops(self._fields, self._shown, self._buttons)
        self._fold()
        self._read()

    def _read(self) -> None:
        file, questions = self.file, self._questions
        if file is None or questions is None:
            return
        answers: Mapping[str, str] = self.options.values()
        document, target = self._document, self.target
        self._say_wait()

        def read(is_cancelled: IsCancelled) -> ImportOutcome:
            with give_up_when(is_cancelled):
                return make_outcome(file, questions.importer, answers, target, document)

        self._start(read, self._show)

    def _start(self, work: Callable[[IsCancelled], Result], done: Callable[[Result], object]) -> None:
        """Begin work for a worker; what is under way is given up."""
        self._rest.stop()
        self._is_busy = True
        self.outcome = None
        self.take.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
        self._job = self._jobs.start(work, done, self._fail)

    def _show(self, outcome: ImportOutcome) -> None:
        self.outcome, self._is_busy = outcome, False
        self.drawing.show_outcome(outcome, self._document)
        self.report.show_outcome(outcome)
        self.take.setEnabled(not outcome.is_nothing)

    def _fail(self, error: BaseException) -> None:
        self._is_busy = False
        self.report.clear()
        self.drawing.say(tr(error.message) if isinstance(error, BlueprintError)
                         else f"{type(error).__name__}: {error}")

    def _say_wait(self) -> None:
        if self.outcome is None:
            self.drawing.say(tr("The file is being read…"))

    def _wait_for_file(self) -> None:
        self.report.clear()
        self.take.setEnabled(False)
        self._show_format()
        self.drawing.say(tr("Choose a file, drop it here or paste it (Ctrl+V).\n\nWhat it makes is shown here before "
                            "it is taken: BPMN models, tables, lists of steps, post-its of a board, records of real "
                            "cases."))

    # -- files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged here."""
        if find_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at a file that is dropped here."""
        path = find_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.import_from(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at what is pasted where no field takes it."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        super().keyPressEvent(event)

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        path = find_file(data)
        if path is not None:
            self.import_from(path)
        elif data is not None and data.text().strip():
            self.look_at(ImportFile(tr("Pasted text"), data.text().encode()))

    def _ask_path(self) -> None:
        importers = plugins().importers
        chosen = importers.get(self.formats.currentData())
        suffixes = chosen.suffixes if chosen is not None else tuple(
            dict.fromkeys(suffix for one in importers.values() for suffix in one.suffixes))
        files = " ".join(f"*{suffix}" for suffix in suffixes)
        title = tr(chosen.title).split(" (")[0] if chosen is not None else tr("All that can be imported")
        names = [f"{title} ({files})"] if files else []
        name, _ = QFileDialog.getOpenFileName(self, tr("Import"), str(self._folder),
                                              ";;".join([*names, tr("All files (*)")]))
        if name:
            self.import_from(Path(name))

    # -- how it stands

    def _show_format(self) -> None:
        """Show what is asked of the chosen format, whatever file will come."""
        self._asked = plugins().importers.get(self.formats.currentData())
        self.options.show_options(self._asked.options if self._asked is not None else ())
        self._show_purpose()

    def _show_purpose(self) -> None:
        questions, chosen = self._questions, plugins().importers.get(self.formats.currentData())
        importer = chosen or (questions.importer if questions is not None else None)
        self._purpose.setText(tr(importer.purpose) if importer is not None else "")
        self._purpose.setVisible(importer is not None)
        self._found.setVisible(chosen is None and questions is not None)
        asks = self.file is not None and questions is not None
        for part in (self._target_title, self.as_new, self.into_open):
            part.setVisible(asks)
        self._name_take()

    def _name_take(self) -> None:
        is_into = self.target is ImportTarget.INTO_OPEN
        self.take.setText(tr("Take it into the blueprint") if is_into else tr("Open as a blueprint"))

    def _make_fields(self, form: str) -> None:
        self.formats = ChoiceBox(self)
        self.formats.addItem(tr("As the file says"), "")
        for importer in plugins().importers.values():
            self.formats.addItem(tr(importer.title), importer.name)
        self.formats.setAccessibleName(tr("Format"))
        self.formats.setCurrentIndex(max(0, self.formats.findData(form)))
        self._name, self._found = label("", "title", self), label("", "", self)
        self._purpose = label("", "muted", self)
        self._another = button(tr("Choose the file…"), "", self)
        self._target_title = label(tr("It becomes"), "overline", self)
        self.as_new = QRadioButton(tr("a new blueprint"), self)
        self.into_open = QRadioButton(tr("a part of the open blueprint"), self)
        self.as_new.setChecked(True)
        self.options = OptionFields(self)

    def _connect(self) -> None:
        self._another.clicked.connect(self._ask_path)
        self.formats.currentIndexChanged.connect(lambda _: self._look(None))
        self.as_new.toggled.connect(lambda _: self._look(self.target))
        self.options.changed.connect(self._rest.start)

    def _lay_out(self) -> None:
        self._fields, self._shown, self._buttons = fields, shown, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fields.setSpacing(6)
        fields.addWidget(label(tr("Import"), "title", self))
        for part in (self._name, self._another, label(tr("Format"), "overline", self), self.formats, self._found,
                     self._purpose, self._target_title, self.as_new, self.into_open):
            fields.addWidget(part)
        fields.addLayout(self.options)
        fields.addStretch(1)
        shown.addWidget(self.drawing, 3)
        shown.addWidget(self.report, 1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setContentsMargins(8, 4, 8, 4)
        self._parts.setSpacing(APART)
        # Beside many questions the drawing stays in sight: they scroll by themselves.
        self._asking = QScrollArea(self)
        self._asking.setWidgetResizable(True)
        self._asking.setFrameShape(QFrame.Shape.NoFrame)
        self._asking.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._asking.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside_asking = QWidget(self._asking)
        self._inside_asking.setLayout(fields)
        fields.setContentsMargins(0, 0, BAR, 0)
        self._asking.setWidget(self._inside_asking)
        self._parts.addWidget(self._asking)
        self._parts.addLayout(shown, 1)
        self.set_content(self._parts)
        self._add_buttons(row)
        self.set_buttons(row)
        chain_stops(fields, shown, row)

    def _add_buttons(self, row: QHBoxLayout) -> None:
        row.addStretch(1)
        give_up = button(tr("Cancel"), "", self)
        give_up.clicked.connect(self.reject)
        self.take = button("", "primary", self)
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        for each in (self._another, give_up):
            # What has the focus is not what Enter presses, but where it is pressed.
            each.setAutoDefault(False)
        row.addWidget(give_up)
        row.addWidget(self.take)

    def sizeHint(self) -> QSize:
        """Want room for a drawing, as far as there is a screen for it."""
        return super().sizeHint().expandedTo(SIZE).boundedTo(room_for(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the drawing over the questions where there is no room beside them."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        beside = self.width() >= BESIDE
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop)
        self._asking.setMinimumWidth(FIELDS if beside else 0)
        self._asking.setMaximumWidth(FIELDS if beside else QWIDGETSIZE_MAX)
        # Under a drawing, all of it scrolls as one.
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if beside else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._asking.setVerticalScrollBarPolicy(policy)
        inside = self._inside_asking
        high = max(inside.sizeHint().height(), inside.heightForWidth(self._asking.viewport().width()))
        self._asking.setMinimumHeight(0 if beside else high)
