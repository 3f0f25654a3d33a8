"""The inspector panel: shows the fields of what is selected and commits each as it is left."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.editing import Command, commands
from visavis.blueprint.model import BlueprintError
from visavis.ui.features.inspector.document_lists import ListEditor
from visavis.ui.features.inspector.field_grid import FieldGrid
from visavis.ui.features.inspector.inspected_subjects import (
    MIXED,
    FlowSubject,
    HeadSubject,
    ListedSubject,
    RecordSubject,
    ServiceSubject,
    StepSubject,
    Subject,
)
from visavis.ui.features.inspector.open_end import OpenEnd
from visavis.ui.features.inspector.page_tabs import PageTabs, SteadyScrollArea
from visavis.ui.features.inspector.step_frictions import FindingCards
from visavis.ui.fields import LIST_TITLES, FieldKind, FieldSpec
from visavis.ui.fields.blueprint_field import BlueprintEditor
from visavis.ui.fields.choices import LATE, choices
from visavis.ui.fields.editors import (
    ChoiceEditor,
    DurationEditor,
    Editor,
    LineEditor,
    LinesEditor,
    NumberEditor,
    PercentEditor,
    SpanEditor,
    TextEditor,
    TickEditor,
    TimeEditor,
    WeightEditor,
    WholeEditor,
    WorkEditor,
)
from visavis.ui.fields.pickers import (
    ChipsEditor,
    ColoursEditor,
    DotsEditor,
    FacesEditor,
    ItemsEditor,
    ManyChipsEditor,
    NamesEditor,
    PortraitsEditor,
    StepsEditor,
)
from visavis.ui.fields.values import ChoiceWords
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.selection import ElementKind, ElementRef, flow_refs, ids_of, keep_existing
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import ElidedLabel, WrappingButton, chain_stops, label, link

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot
    from visavis.ui.features.inspector.step_page import StepPage
    from visavis.ui.fields.refusal_note import Reason

EDITORS: dict[FieldKind, type[Editor]] = {
    FieldKind.TEXT: LineEditor, FieldKind.LONG_TEXT: TextEditor, FieldKind.TIME: TimeEditor,
    FieldKind.WORK: WorkEditor,
    FieldKind.SPAN: SpanEditor, FieldKind.DURATION: DurationEditor, FieldKind.NUMBER: NumberEditor,
    FieldKind.WHOLE: WholeEditor,
    FieldKind.PERCENT: PercentEditor, FieldKind.WEIGHT: WeightEditor, FieldKind.CHOICE: ChoiceEditor,
    FieldKind.CHIPS: ChipsEditor,
    FieldKind.COLOURS: ColoursEditor, FieldKind.PORTRAITS: PortraitsEditor,
    FieldKind.MANY_CHIPS: ManyChipsEditor, FieldKind.DOTS: DotsEditor, FieldKind.FACES: FacesEditor,
    FieldKind.ITEMS: ItemsEditor,
    FieldKind.STEPS: StepsEditor,
    FieldKind.LINES: LinesEditor, FieldKind.TICK: TickEditor, FieldKind.BLUEPRINT: BlueprintEditor,
}
# Pixels: the least width, and what that may grow to with larger text.
WIDTH, WIDEST = 276, 480
# At the sides of what stands in it; the scroll bar takes its room from the one at the right, and moves nothing.
MARGIN, BAR = 12, 10
# The pages of a step.
FIELDS, FRICTIONS, NOTES = "fields", "frictions", "notes"


# The lists of the document whose elements can be selected on the drawing.
_LISTED = {ElementKind.NOTE: "notes", ElementKind.LANE: "lanes", ElementKind.PHASE: "phases"}


def _subject_of(ref: ElementRef) -> Subject:
    if ref.kind in _LISTED:
        return ListedSubject(_LISTED[ref.kind], ref.id)
    return StepSubject(ref.id) if ref.kind is ElementKind.STEP else FlowSubject(ref.id)


class Inspector(Panel):
    """Edits the selected step, flow or note, or several steps together; the document where nothing is selected.

    `fly` asks to be shown a step, `page_asked` to write beside the public's page: "steps" or "record".
    """

    fly = Signal(str)
    page_asked = Signal(str)

    def __init__(self, bridge: SessionBridge, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("inspectorFrame")
        self.setMinimumWidth(min(scale_length(WIDTH), WIDEST))
        self._bridge = bridge
        # What is made before the first one is made in it.
        self._theme: Theme | None = None
        self.subject: Subject = HeadSubject()
        self.editors: dict[str, Editor] = {}
        self._names: dict[str, QLabel] = {}
        # Made where something is refused for the first time.
        self._faults: dict[str, Reason] = {}
        # What was typed and not taken, and why: it comes back with the thing that it was typed about.
        self._kept: dict[tuple[Subject, str], tuple[str, str]] = {}
        self._lists: list[ListEditor] = []
        self._page: StepPage | None = None
        self._page_name = FIELDS
        self._make_frame()
        self._build()
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # no widget is made without one
        application.focusChanged.connect(self._on_focus)
        bridge.selection_changed.connect(self.show_selected)
        bridge.document_changed.connect(lambda _: self.refresh())
        bridge.document_replaced.connect(self._on_replaced)
        bridge.analysis_changed.connect(self._show_analysis)
        interface_language.language_changed.connect(self._build)

    def _make_frame(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.scroll_area = SteadyScrollArea(self)
        self.scroll_area.setObjectName("inspector")
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.addWidget(self.scroll_area)
        # What is made inside it is dressed once: what gets another parent is dressed again with all its parts.
        self._holder = QWidget()
        self._holder.setObjectName("inspectorBody")
        self._holding = QVBoxLayout(self._holder)
        self._holding.setContentsMargins(0, 0, BAR, 0)
        self._body = QWidget(self._holder)
        self.scroll_area.setWidget(self._holder)

    def inspect(self, subject: Subject) -> None:
        """Show another thing."""
        if subject != self.subject or subject.element(self._bridge.document) is None:
            self._commit_typed()
            alike = type(subject) is type(self.subject) and subject.fields == self.subject.fields
            self.subject = subject
            if alike:
                self._show_subject()
            else:
                self._build()

    def show_finding(self, hotspot: Hotspot) -> None:
        """Show the card of a finding: among those of its step, or alone where it is about none."""
        if not hotspot.finding.steps:
            from visavis.ui.features.triage.finding_dialog import FindingDialog

            dialog = FindingDialog(self._bridge, self._settings, hotspot, self.window())
            dialog.exec()
            dialog.deleteLater()
            return
        self.show_page(FRICTIONS)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        for card in self._cards.cards:
            if card.hotspot.finding.key == hotspot.finding.key:
                self.scroll_area.ensureWidgetVisible(card)

    def set_theme(self, theme: Theme) -> None:
        """Show the same thing in the colours and sizes of now: icons keep those that they were made in."""
        if self._theme is not None:
            self._commit_typed()
            self._build()
        self._theme = theme

    def holds_typing(self) -> bool:
        """Return whether a field holds what is not in the document: not committed, or refused."""
        return (any(fault.text() for fault in self._faults.values())
                or any(editor.is_typed() for editor in self.editors.values()))

    def _commit_typed(self) -> None:
        """Let a field that is being typed in commit, as it does when it loses the focus."""
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def refresh(self) -> None:
        """Show what the document says now; go back to the document when the thing is gone."""
        self.setMinimumWidth(min(scale_length(WIDTH), WIDEST))
        document = self._bridge.document
        if self.subject.element(document) is None:
            self.inspect(HeadSubject())
            return
        self._overline.setText(self.subject.overline(document))
        self._title.setText(self.subject.title(document))
        subtitle = self.subject.subtitle(document)
        self._subtitle.show_text(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        for spec in self.subject.fields:
            editor = self.editors[spec.key]
            # Whoever is read the window to hears a box that has no focus, too.
            if spec.choices in LATE and not QAccessible.isActive():
                editor.offer_later(partial(choices, spec.choices, document))
            elif spec.choices:
                offered = choices(spec.choices, document)
                editor.set_choices(offered)
                if spec.kind is FieldKind.MANY_CHIPS:
                    # Without personas no one can be chosen, and a name would stand over nothing.
                    self._names[spec.key].setVisible(bool(offered))
                    editor.setVisible(bool(offered))
            if isinstance(editor, NamesEditor):
                editor.set_document(document)
            self._show_value(spec, self.subject.value(document, spec.key))
        self._show_analysis()

    def _show_value(self, spec: FieldSpec, value: Any) -> None:
        """Show a value; where several things have several, that it is mixed: in the field, or beside its name."""
        editor, is_mixed = self.editors[spec.key], value is MIXED
        if self.subject.is_several:
            words = tr("mixed")
            shows_it = editor.show_mixed(words if is_mixed else "")
            title = tr(spec.title)
            self._names[spec.key].setText(f"{title} · {words}" if is_mixed and not shows_it else title)
        editor.show_value(None if is_mixed else value)

    def _show_analysis(self, *_: object) -> None:
        anew = [self._end.refresh(), *(part.refresh() for part in self._lists)]
        if self._page is not None:
            document = self._bridge.document
            anew.append(self._page.refresh(document, self.subject))
            if self._notes.show_step(getattr(self.subject, "id", "")):
                anew.append(True)
            if self._cards.show_analysis():
                self._page.findings.theme = self._theme or LIGHT
                self._page.show_hotspots(self._cards.hotspots())
                anew.append(True)
            self._tabs.show_counts({FRICTIONS: len(self._cards.cards), NOTES: len(self._notes.notes())})
        if any(anew) or not self._lists:
            # Chips, rows and cards that were made again would be the last stops of Tab. Where there are lists, which
            # may have a thousand rows, nothing else is made again.
            self._chain_column()

    def show_page(self, name: str) -> None:
        """Show a page of a step: its fields, its frictions, or its notes."""
        self._page_name = name
        if self._page is None:
            return
        self._tabs.show_chosen(name)
        for page, part in ((FIELDS, self._page), (FRICTIONS, self._cards), (NOTES, self._notes)):
            part.setVisible(page == name)

    def _chain_column(self) -> None:
        chain_stops(self._column)

    def focus_field(self, key: str) -> None:
        """Put the focus into a field; of one that has parts, into its first."""
        editor = self.editors.get(key) or next(
            (one for name, one in self.editors.items() if name.partition(".")[0] == key), None)
        if editor is not None:
            if self._page is not None:
                self.show_page(FIELDS)
                self._page.reveal(editor)
            self.scroll_area.ensureWidgetVisible(editor)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_section(self, name: str) -> bool:
        """Put the focus into a section of a step's fields, unfolded; return whether a step is shown."""
        if self._page is None:
            return False
        self.show_page(FIELDS)
        stop = self._page.open_section(name)
        self.scroll_area.ensureWidgetVisible(stop)
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo from where no text is typed: text fields take these keys for themselves."""
        moves = {QKeySequence.StandardKey.Undo: self._bridge.undo, QKeySequence.StandardKey.Redo: self._bridge.redo}
        move = next((move for key, move in moves.items() if event.matches(key)), None)
        if move is None:
            super().keyPressEvent(event)
        else:
            move()
            event.accept()

    def _on_replaced(self) -> None:
        """Show another document: its head, whatever of the one before was shown."""
        self._kept.clear()
        self.subject = HeadSubject()
        self._build()

    def show_selected(self, *_: object) -> None:
        """Show what is selected; the document where nothing is."""
        selection = self._bridge.selection
        found = keep_existing(selection, self._bridge.document)
        steps = ids_of(found, ElementKind.STEP)
        if len(steps) > 1:
            self._inspect_several(steps)
            return
        self.inspect(_subject_of(next(iter(found))) if len(selection) == 1 and found else HeadSubject())

    def _inspect_several(self, steps: Collection[str]) -> None:
        """Show several steps together, in the order in which they are read."""
        from visavis.blueprint.graph.queries import reading_order
        from visavis.ui.features.inspector.several_steps import StepsSubject

        self.inspect(StepsSubject(tuple(step.id for step in reading_order(self._bridge.document)
                                        if step.id in steps)))

    def _build(self, *_: object) -> None:
        self.scroll_area.setAccessibleName(tr("Inspector"))
        before, body = self._body, QWidget(self._holder)
        self._body = body
        self._column = column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN - BAR, 4)
        column.setSpacing(3)
        is_chosen = self.subject.is_several or isinstance(self.subject, StepSubject | FlowSubject)
        if not is_chosen and self.subject != HeadSubject():
            back = link(tr("← Blueprint"), body)
            back.clicked.connect(lambda: self.inspect(HeadSubject()))
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._overline = label("", "overline", body)
        self._title = label("", "title", body)
        self._subtitle = ElidedLabel("field", None, body)
        self.editors, self._names, self._faults, self._lists, self._page = {}, {}, {}, [], None
        self._end = OpenEnd(self._bridge, self.subject, body)
        self._end.said.connect(lambda: self.focus_field("outcome"))
        self._cards = FindingCards(self._bridge, self.subject, self._settings, body)
        for part in (self._overline, self._title, self._subtitle):
            column.addWidget(part)
        if isinstance(self.subject, StepSubject):
            self._add_pages(column, body)
        else:
            self._add_fields(column, body)
        if self.subject == HeadSubject():
            self._add_lists(column, body)
        column.addStretch(1)
        # Later: what was pressed may be on it, and Qt is still in the middle of that.
        before.hide()
        before.deleteLater()
        self._holding.addWidget(body)
        body.show()
        self.scroll_area.verticalScrollBar().setValue(0)
        self.refresh()
        self._restore_kept()

    def _show_subject(self) -> None:
        """Show another thing of the same kind in the fields there are: making them takes ten times as long."""
        for editor in self.editors.values():
            editor.forget()
        for reason in self._faults.values():
            reason.show_text("")
        self._end.set_subject(self.subject)
        self._cards.set_subject(self.subject)
        self.refresh()
        self._restore_kept()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _restore_kept(self) -> None:
        """Show again what was typed about this thing and not taken, and why."""
        for (subject, key), (typed, fault) in self._kept.items():
            if subject == self.subject and key in self.editors:
                self.editors[key].keep(typed, fault)
                self._show_reason(key, fault)

    def _show_reason(self, key: str, fault: str) -> None:
        if fault and key not in self._faults:
            from visavis.ui.fields.refusal_note import Reason

            self._faults[key] = Reason(self.editors[key], self._body)
        if key in self._faults:
            self._faults[key].show_text(fault)

    def _add_fields(self, column: QVBoxLayout, body: QWidget) -> None:
        """Add the fields of whatever is no single step."""
        self._end.hide()
        self._cards.hide()
        ahead = 0 if self.subject.is_several else 1
        first = frozenset(spec.key for spec in self.subject.fields[:ahead])
        grid = FieldGrid(self.subject.fields, first, self._make_editor, body)
        self._names = grid.names
        column.addWidget(grid)
        if isinstance(self.subject, RecordSubject):
            column.addWidget(self._link_to_page("record", body))

    def _add_pages(self, column: QVBoxLayout, body: QWidget) -> None:
        """Add the pages of a step, with a tab each."""
        from visavis.ui.features.inspector.step_notes import StepNotes
        from visavis.ui.features.inspector.step_page import StepPage

        self._overline.hide()
        self._tabs = PageTabs({FIELDS: tr("Step"), FRICTIONS: tr("Frictions"), NOTES: tr("Notes")}, body)
        self._tabs.chosen.connect(self.show_page)
        self._page = StepPage(self._settings, self._make_editor, self._end, body)
        self._names = self._page.names
        self._page.flow_chosen.connect(lambda key: self._bridge.select(flow_refs(key)))
        self._page.finding_chosen.connect(self.show_finding)
        self._notes = StepNotes(self._bridge, body)
        self._notes.chosen.connect(lambda note: self.inspect(ListedSubject("notes", note)))
        for part in (self._tabs, self._page, self._cards, self._notes):
            column.addWidget(part)
        self.show_page(self._page_name)

    def _make_editor(self, spec: FieldSpec, parent: QWidget) -> Editor:
        title = tr(spec.title)
        editor = EDITORS[spec.kind](parent)
        if isinstance(editor, BlueprintEditor):
            editor.set_source(self._bridge)
        editor.set_label(title)
        editor.setObjectName(f"field-{spec.key}")
        if spec.hint and isinstance(editor, LineEditor):
            editor.line.setPlaceholderText(tr(spec.hint))
        editor.committed.connect(lambda value, key=spec.key: self._commit(key, value))
        if isinstance(editor, NamesEditor):
            editor.named.connect(lambda typed, of=spec: self._add_names(of, typed))
        editor.misunderstood.connect(lambda text, key=spec.key: self._report_fault(key, text))
        self.editors[spec.key] = editor
        if spec.key == "plain" and isinstance(self.subject, StepSubject):
            editor.box.addWidget(self._link_to_page("steps", editor))
        return editor

    def _link_to_page(self, part: str, parent: QWidget) -> QWidget:
        """Return what opens the public's page beside its fields."""
        button = WrappingButton(tr("Write beside the page"), "link", parent)
        button.clicked.connect(lambda: self.page_asked.emit(part))
        return button

    def _add_lists(self, column: QVBoxLayout, body: QWidget) -> None:
        parts: tuple[tuple[str, Subject], ...] = (
            (tr("Service: authority, deadlines, costs…"), ServiceSubject()),
            (tr("Record: version, authors, contact…"), RecordSubject()))
        for words, subject in parts:
            button = WrappingButton(words, "link", body)
            button.clicked.connect(lambda _=False, shown=subject: self.inspect(shown))
            column.addWidget(button)
        for group, title in LIST_TITLES.items():
            part = ListEditor(self._bridge, group, tr(title), body)
            part.chosen.connect(lambda one, of=group: self.inspect(ListedSubject(of, one)))
            part.rows_made.connect(self._chain_column)
            column.addWidget(part)
            self._lists.append(part)

    def _add_names(self, spec: FieldSpec, typed: str) -> None:
        """Add the documents or steps that someone named; names that are refused stay where they were typed."""
        from visavis.ui.fields.commit import interpret_text

        document, editor = self._bridge.document, self.editors[spec.key]
        if self.subject.element(document) is None or not isinstance(editor, NamesEditor):
            return
        try:
            before, named = interpret_text(document, spec, typed, ChoiceWords(document))
        except BlueprintError as error:
            self._report_fault(spec.key, tr(error.message))
            return
        all_of_them = tuple(dict.fromkeys((*(self.subject.value(document, spec.key) or ()), *named)))
        change = self.subject.change(document, spec.key, all_of_them)
        if self._do(spec.key, commands.CompositeCommand(change.caption, (*before, change))):
            editor.more.clear()

    def _commit(self, key: str, value: Any) -> None:
        document = self._bridge.document
        if self.subject.element(document) is not None:
            self._do(key, self.subject.change(document, key, value), self.subject.gesture(key))

    def _do(self, key: str, command: Command, gesture: str | None = None) -> bool:
        """Carry out what a field asks for, and return whether it was; else tell beside the field why it was not."""
        refusals: list[str] = []
        connection = self._bridge.refused.connect(refusals.append)
        changes = self._bridge.do(command, gesture)
        self._bridge.refused.disconnect(connection)
        self._show_fault(key, refusals[0] if refusals and changes is None else "")
        if changes is None:
            self.refresh()
        return not refusals

    def _report_fault(self, key: str, fault: str) -> None:
        """Tell why what was typed is not taken: beside the field, and where all refusals stand."""
        self._show_fault(key, fault)
        if fault:
            self._bridge.refused.emit(fault)

    def _show_fault(self, key: str, fault: str) -> None:
        """Show why a field was refused, and keep what was typed in it; "": it was taken."""
        editor = self.editors.get(key)
        if editor is None:
            return
        typed = editor.typed_text()
        if fault and typed:
            self._kept[(self.subject, key)] = (typed, fault)
        else:
            self._kept.pop((self.subject, key), None)
        editor.keep(typed, fault)
        self._show_reason(key, fault)

    def _on_focus(self, _: QWidget | None, focused: QWidget | None) -> None:
        for reason in self._faults.values():
            if reason.text():
                reason.avoid(focused)
        if focused is not None and self.isAncestorOf(focused):
            # Tab goes through all of them, in sight or not.
            for part in self._lists:
                part.make_rows()
