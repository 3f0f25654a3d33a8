"""Between the edit session, which knows no Qt, and the widgets, which know nothing else of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from visavis.blueprint.editing import Command, DocumentChange, EditSession
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.registry import Neighbourhood
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import Job, JobRunner
from visavis.ui.kit.selection import NOTHING, ElementRef, Selection, keep_existing

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis
    from visavis.blueprint.editing import ChangeSet
    from visavis.blueprint.registry import Surroundings

    # Analyses a document; the second argument says whether anyone still wants the answer.
    Analyse = Callable[[BlueprintDocument, Callable[[], bool]], Analysis]

# Long enough to skip the letters of a word typed quickly, short enough to feel live.
SETTLE_MILLISECONDS = 120



class SessionBridge(QObject):
    """The session's document, its analysis and the selection, as signals.

    `document_changed` carries a ChangeSet, `analysis_changed` an Analysis, `selection_changed` a `Selection`,
    `refused` a sentence for people. `analysis_fault` says why there is no analysis of the document as it is, "" while
    there is none to tell; `analysis_failed` carries it. Analysis runs off the GUI thread; an answer about an older
    revision is never shown. `undone` carries the `UndoStep` that was taken back, `redone` the ChangeSet of the one
    done again.
    """

    document_changed = Signal(object)
    document_replaced = Signal()
    analysis_changed = Signal(object)
    selection_changed = Signal(object)
    analysis_failed = Signal(str)
    undone = Signal(object)
    redone = Signal(object)
    refused = Signal(str)
    saved_changed = Signal(bool)

    def __init__(self, session: EditSession, parent: QObject | None = None, *,
                 analyse: Analyse | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.analysis: Analysis | None = None
        self.analysis_fault = ""
        self.selection: Selection = NOTHING
        # Whether the document that was put in place last is another state of the one before it.
        self.is_reloaded = False
        self._around = Neighbourhood()
        self.analyse = analyse or self._around.assess
        self._job_runner = JobRunner(self)
        self._job: Job | None = None
        self._was_saved = session.is_saved
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._start_analysis)
        self._replacing = False
        # Tells whether something more urgent is being computed: what is drawn comes before what is measured.
        self.waits_for: Callable[[], bool] = lambda: False
        self._unsubscribe = session.subscribe(self._on_changed)

    @property
    def document(self) -> BlueprintDocument:
        """The document as it is now."""
        return self.session.document

    @property
    def is_read_only(self) -> bool:
        """Whether the document is only looked at: the session then refuses every command."""
        return self.session.is_read_only

    @is_read_only.setter
    def is_read_only(self, read_only: bool) -> None:
        self.session.is_read_only = read_only

    def do(self, command: Command, gesture: str | None = None) -> ChangeSet | None:
        """Carry out a command; a refusal is told by `refused` and nothing has happened."""
        try:
            changes = self.session.do(command, gesture)
        except Refused as refusal:
            self.refused.emit(tr(refusal.message))
            return None
        self._tell_saved()
        return changes

    def attempt(self, command: Command, gesture: str | None = None) -> str:
        """Carry out a command and return "", or why it was refused, for whoever shows that in its place."""
        try:
            self.session.do(command, gesture)
        except Refused as refusal:
            return tr(refusal.message)
        self._tell_saved()
        return ""

    def undo(self) -> None:
        """Take back the last undo step."""
        step = self.session.undo_step
        if self.session.undo() is not None:
            self.undone.emit(step)
            self._tell_saved()

    def redo(self) -> None:
        """Do the last undone step again."""
        changes = self.session.redo()
        if changes is not None:
            self.redone.emit(changes)
            self._tell_saved()

    def select(self, refs: Iterable[ElementRef]) -> None:
        """Select exactly these steps, flows and notes."""
        chosen = frozenset(refs)
        if chosen != self.selection:
            self.selection = chosen
            self.selection_changed.emit(chosen)

    def replace(self, document: BlueprintDocument, *, saved: bool = True, reloaded: bool = False) -> None:
        """Show another document; history and analysis start again.

        `reloaded` tells that it is what the file of the one before says now: whoever looks at it keeps their place.
        """
        self.analysis = None
        self.analysis_fault = ""
        self.is_reloaded = reloaded
        kept = self.selection if reloaded else NOTHING
        self._replacing = True
        try:
            self.session.replace(document, saved=saved)
        finally:
            self._replacing = False
        self.selection = keep_existing(kept, document)
        self.document_replaced.emit()
        self.selection_changed.emit(self.selection)
        self._tell_saved(always=True)
        self.ask_analysis()

    def mark_saved(self) -> None:
        """Remember that the document as it is now is on the disk."""
        self.session.mark_saved()
        self._tell_saved()

    def ask_analysis(self) -> None:
        """Analyse once things have settled; a running analysis of an older revision stops."""
        if self._job is not None:
            self._job.cancel()
        self._settle.start()

    def is_settled(self) -> bool:
        """Return whether the document as it is now was analysed, or could not be."""
        is_done = self.analysis is not None or bool(self.analysis_fault)
        return not self._settle.isActive() and self._job is None and is_done

    def close(self) -> None:
        """Stop analysing and let go of the session."""
        self._settle.stop()
        self._job_runner.close()
        self._unsubscribe()

    def _on_changed(self, changed: DocumentChange) -> None:
        if self._replacing:
            return
        self.document_changed.emit(changed.changes)
        self.select(keep_existing(self.selection, self.document))
        self.ask_analysis()

    def _tell_saved(self, *, always: bool = False) -> None:
        saved = self.session.is_saved
        if always or saved != self._was_saved:
            self._was_saved = saved
            self.saved_changed.emit(saved)

    def _start_analysis(self) -> None:
        if self.waits_for():
            self._settle.start()
            return
        document, revision = self.document, self.session.revision
        self._job = self._job_runner.start(
            lambda cancelled: self.analyse(document, cancelled),
            lambda result: self._on_analysed(revision, result),
            self._on_failed,
        )

    def surroundings(self, document: BlueprintDocument) -> Surroundings:
        """Return what surrounds a document in the folder where this one's file is."""
        return self._around.surroundings(document)

    def as_is_document(self) -> BlueprintDocument | None:
        """Return the blueprint that the document redesigns, as the last analysis found it."""
        return self._around.before(self.document)

    def folder(self) -> Path:
        """Return the folder of the document's file, or the home folder while it has none."""
        return self._around.path.absolute().parent if self._around.path is not None else Path.home()

    def set_path(self, path: Path | None) -> None:
        """Say where the document's file is: its folder may hold settings and the blueprint it redesigns."""
        if path != self._around.path:
            self._around.path = path
            self.ask_analysis()

    def _on_analysed(self, revision: int, result: Analysis) -> None:
        self._job = None
        if revision == self.session.revision:
            self.analysis, self.analysis_fault = result, ""
            self.analysis_changed.emit(result)

    def _on_failed(self, error: object) -> None:
        self._job = None
        reason = tr(error.message) if isinstance(error, BlueprintError) else type(error).__name__
        self.analysis_fault = tr("The analysis failed ({reason}); drawing and saving are not affected.",
                                 reason=reason)
        self.analysis_failed.emit(self.analysis_fault)
        self.refused.emit(self.analysis_fault)
