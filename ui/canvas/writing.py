"""Writing in place: what is written where, and what comes after it. The hands stay on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent

from visavis.blueprint import editing
from visavis.blueprint.drawing import Theme
from visavis.blueprint.editing import commands
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import StepKind
from visavis.ui.canvas import subjects
from visavis.ui.canvas.hit_testing import Hit, HitKind, make_cell
from visavis.ui.canvas.text_editor import InPlaceEditor, WritingEnd
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas
    from visavis.ui.canvas.overlays.capture_preview import CapturePreview

# However far away the drawing is, what is being written is legible: pixels.
SMALLEST_TYPE = 12
SMALLEST_FIELD = (130, 44)
# The field covers the focus ring around its card: pixels.
FRAME = 5
# The size of a card's title, in points of the drawing.
TYPE_SIZE = 14.5


class Writing(QObject):
    """The one in-place editor of a view, and the subject that is being written."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self._subject: subjects.WritingSubject | None = None
        self._is_handing_over = False
        self._theme: Theme | None = None
        self._field: tuple[InPlaceEditor, CapturePreview] | None = None

    @property
    def editor(self) -> InPlaceEditor:
        """The field; it is made when something is first written."""
        return self._make_field()[0]

    @property
    def preview(self) -> CapturePreview:
        """What the tokens in the text will do, at the foot of the field."""
        return self._make_field()[1]

    def _make_field(self) -> tuple[InPlaceEditor, CapturePreview]:
        if self._field is None:
            from visavis.ui.canvas.overlays.capture_preview import CapturePreview

            # In the view, not in its viewport: the names of lanes and phases are written on their headings.
            editor = InPlaceEditor(self._view)
            self._field = editor, CapturePreview(editor)
            editor.written.connect(self._on_written)
            editor.textChanged.connect(self._preview)
            editor.cancelled.connect(self._on_cancelled)
            if self._theme is not None:
                self.set_theme(self._theme)
        return self._field

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._subject is not None

    def set_theme(self, theme: Theme) -> None:
        """Write in the colours of a theme."""
        self._theme = theme
        if self._field is None:
            return
        self.editor.setStyleSheet(
            f"#inPlaceEditor {{ padding: 0; background: {theme.surface}; color: {theme.ink}; border-radius: 6px;"
            f" border: 2px solid {theme.agent.ink}; selection-background-color: {theme.agent.ink};"
            f" selection-color: {theme.surface}; }}")
        self.preview.set_theme(theme)

    # -- beginning

    def begin(self, subject: subjects.WritingSubject, typed: str | None = None) -> None:
        """Write something; `typed` are characters already typed, in place of the text that is there."""
        self.finish()
        rect = subject.rect(self._view.shown_picture)
        if rect is not None and subject.heading is not None:
            self._view.headings.reveal(subject.heading)
        elif rect is not None:
            self._view.camera.reveal(rect)
        elif self._picture_is_current():
            return
        self._subject = subject
        text = subject.text(self._view.document) if typed is None else typed
        self.editor.setAccessibleName(subject.name())
        # While a large document's picture is being made, the field stands where it was last; then it moves.
        area = self._window_rect(subject, rect) if rect is not None else self.editor.geometry()
        self.editor.open_at(area, text, self._font(), select=typed is None)
        self._preview()
        self._view.status_hint.emit(self.hint())

    def hint(self) -> str:
        """Return how to go on writing, in words."""
        if isinstance(self._subject, subjects.NewNote):
            return tr("Enter: next note · - pain point, + praise, * idea, ? question, \" quote, = insight · Enter on "
                      "an empty note: done")
        if self._subject is not None and self._subject.is_spoken:
            return tr("Enter: done · Tab: next step · Ctrl+Enter: answer on the other side · (!20min ~30d @phone "
                      "#item) · Esc: cancel")
        return tr("Enter: done · Esc: cancel")

    def begin_here(self, typed: str = "") -> None:
        """Start a step in the focused empty cell; on a card, go on writing its title: nothing of it is lost."""
        cursor, step = self._view.navigation.cursor, self._view.navigation.step()
        if step is not None:
            self.begin(subjects.StepTitle(step.id), f"{step.title} {typed}" if step.title else typed)
        elif cursor is not None:
            self.begin(subjects.NewStep(cursor.cell, self._kind_here(cursor.cell.lane)), typed)

    def edit_current(self) -> None:
        """Edit the focused title or label, or start a step in the focused empty cell."""
        cursor, step = self._view.navigation.cursor, self._view.navigation.step()
        if cursor is not None and cursor.flow is not None:
            self.begin(subjects.FlowLabel(cursor.flow))
        elif step is not None:
            self.begin(subjects.StepTitle(step.id))
        else:
            self.begin_here()

    def edit_hit(self, hit: Hit) -> None:
        """Edit what was pointed at, or start a step in an empty cell."""
        subject_types: dict[HitKind, Callable[[str], subjects.WritingSubject]] = {
            HitKind.STEP: subjects.StepTitle, HitKind.FLOW: subjects.FlowLabel, HitKind.NOTE: subjects.NoteText,
            HitKind.PHASE: subjects.PhaseName, HitKind.LANE: subjects.LaneName}
        if hit.target in subject_types:
            self.begin(subject_types[hit.target](hit.id))
        elif hit.cell is not None:
            self.begin(subjects.NewStep(hit.cell, self._kind_here(hit.cell.lane)))

    def add_next(self) -> None:
        """Write the step after the focused one, after what is being written is done."""
        if self.is_open:
            self.editor.finish(WritingEnd.NEXT)
        elif (step := self._view.navigation.leading_step()) is not None:
            self.begin(subjects.NextStep(step.id))

    def add_answer(self) -> None:
        """Write the step that answers the focused one, after what is being written is done."""
        if self.is_open:
            self.editor.finish(WritingEnd.ANSWER)
        elif (step := self._view.navigation.leading_step()) is not None:
            self.begin(subjects.AnswerStep(step.id))

    def add_phase(self) -> None:
        """Write the name of a phase after the focused one."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            phases = [phase.id for phase in self._view.document.head.phases]
            self.begin(subjects.NewPhase(cursor.cell.phase, phases.index(cursor.cell.phase) + 1))

    def rename_phase(self) -> None:
        """Edit the name of the focused place's phase."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            self.begin(subjects.PhaseName(cursor.cell.phase))

    def rename_lane(self) -> None:
        """Edit the name of the focused place's lane."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            self.begin(subjects.LaneName(cursor.cell.lane))

    def add_note(self) -> None:
        """Write a note on the focused card, or on the focused cell."""
        cursor, step = self._view.navigation.cursor, self._view.navigation.step()
        if step is not None:
            self.begin(subjects.NewNote(step.id))
        elif cursor is not None:
            self.begin(subjects.NewNote(make_cell(cursor.cell)))

    # -- while it goes on

    def follow(self) -> None:
        """Stay where the subject is, after the drawing or the window moved; give up when the subject is gone."""
        if self._subject is None or self._view.picture is None:
            return
        rect = self._subject.rect(self._view.picture)
        if rect is not None:
            self.editor.setFont(self._font())
            self.editor.move_to(self._window_rect(self._subject, rect))
            self.preview.fit()
        elif self._picture_is_current():
            self.forget()

    def finish(self) -> None:
        """Commit what is being written, if anything."""
        if self._field is not None:
            self.editor.finish(WritingEnd.LEFT)

    def forget(self) -> None:
        """Drop what is being written."""
        if self._field is not None:
            self.editor.give_up()

    def take_key(self, event: QKeyEvent) -> None:
        """Give a key that came to the canvas to the open field, and the focus with it.

        What the field had already and has no use for does nothing here either: it is no key of the canvas now. In a
        window that is not active no field has the focus, yet what it has no use for comes back here all the same.
        """
        if self.editor.hasFocus() or self._is_handing_over:
            event.ignore()
            return
        self._is_handing_over = True
        try:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self.editor, event)
        finally:
            self._is_handing_over = False

    def _preview(self) -> None:
        """Show what the tokens in the text will do, before they do it."""
        self._view.empty.repaint_if_moved()
        document = self._view.document
        tokens = self._subject.tokens(self.editor.text(), document) if self._subject is not None else ()
        text = self.preview.show_tokens(tokens, document)
        self.editor.setAccessibleDescription(text)

    def _picture_is_current(self) -> bool:
        return self._view.picture is not None and self._view.picture.document is self._view.document

    def _window_rect(self, subject: subjects.WritingSubject, rect: QRectF) -> QRect:
        """Return the field's place in the view: over the subject, but never too small to read or out of sight."""
        window = self._view.viewport().geometry()
        area = self._view.mapFromScene(rect).boundingRect().translated(window.topLeft())
        if subject.heading is not None:
            window = self._view.rect()
            area = self._view.headings.place_of(subject.heading) or area
            if isinstance(subject, subjects.NewPhase):
                area.moveLeft(area.right())
        area = area.adjusted(-FRAME, -FRAME, FRAME, FRAME)
        middle = area.center()
        area.setSize(area.size().expandedTo(QSize(*SMALLEST_FIELD)))
        area.moveCenter(middle)
        area.moveLeft(max(window.left(), min(area.left(), window.right() - area.width())))
        area.moveTop(max(window.top(), min(area.top(), window.bottom() - area.height())))
        return area

    def _font(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(max(SMALLEST_TYPE, round(TYPE_SIZE * self._view.camera.scale)))
        return font

    def _kind_here(self, lane: str) -> StepKind:
        is_evidence = self._view.document.lane_by_id[lane].kind == "evidence"
        return StepKind.EVIDENCE if is_evidence else StepKind.ACTION

    # -- ending

    def _on_cancelled(self) -> None:
        self._subject = None
        self._preview()
        self._show_usual_keys()

    def _show_usual_keys(self) -> None:
        self._view.status_hint.emit(self._view.toolbox.hint())

    def _on_written(self, text: str, ending: WritingEnd) -> None:
        """Do what was written; when it is refused, the text stays open so that nothing typed is lost."""
        subject, self._subject = self._subject, None
        self._preview()
        if subject is None:
            return
        self._show_usual_keys()
        if subject.is_new and not text:
            return
        if isinstance(subject, subjects.FollowingTitle) and (phase := editing.phase_heading(text)) is not None:
            if not self._begin_phase(subject.after, phase) and ending is not WritingEnd.LEFT:
                self.begin(subject, text)
            return
        if text == subject.text(self._view.document):
            self._go_on(ending)
            return
        changes = self._view.bridge.do(subject.command(text, self._view.document))
        if changes is None:
            if ending is not WritingEnd.LEFT:
                self.begin(subject, text)
            return
        added = sorted(changes.steps.added_ids)
        if added and ending is not WritingEnd.LEFT:
            self._view.navigation.go_to_step(added[0])
        if isinstance(subject, subjects.NewNote) and ending is WritingEnd.COMMIT:
            # Notes come by the dozen; Enter on nothing, or Esc, ends it.
            self.begin(subjects.NewNote(subject.at))
        if isinstance(subject, subjects.NewPhase):
            self._view.navigation.go_to_phase(self._view.document.head.phases[subject.index].id)
        self._go_on(ending)

    def _begin_phase(self, after: str, name: str) -> bool:
        """Go on from a step in the phase of that name: one that there is, or a new one after the step's own.

        False where a phase cannot be added.
        """
        document = self._view.document
        known = next((phase.id for phase in document.head.phases if fold_text(phase.name) == fold_text(name)), None)
        if known is None:
            index = list(document.phase_by_id).index(document.step_by_id[after].phase) + 1
            if self._view.bridge.do(commands.AddPhase(name=name, index=index)) is None:
                return False
            known = self._view.document.head.phases[index].id
        self.begin(subjects.FirstInPhase(after, known))
        return True

    def _go_on(self, ending: WritingEnd) -> None:
        if ending is WritingEnd.NEXT:
            self.add_next()
        elif ending is WritingEnd.ANSWER:
            self.add_answer()
