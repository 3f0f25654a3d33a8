"""Plain words step by step: a list that says what lacks them, the field, and what the rules find in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.analysis import (
    ReadSentence,
    lacking_plain_words,
    plain_reader,
    public_steps,
    read_sentences,
    text_use,
)
from visavis.blueprint.editing import commands
from visavis.blueprint.language import Count, plural
from visavis.blueprint.language.reading.plain_rules import MOST_LETTERS, Remark, TextUse
from visavis.blueprint.model import BlueprintDocument, Step
from visavis.ui.features.plain_words.live_field import LiveField, RemarkMarks, is_ctrl_enter
from visavis.ui.features.plain_words.live_page import PageTarget
from visavis.ui.features.plain_words.sentence_list import SentenceList
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import button, label

# Pixels beside text of the usual size: from where on list and field stand side by side; least sizes; gaps.
SIDE_BY_SIDE, LIST_WIDTH, LIST_HEIGHT, LINES, GAP, LINE_GAP = 540, 220, 120, 3, 16, 4
# Lines of the list above the field; as high as Qt lets a widget be.
ROWS, NO_LIMIT = 4, 16_777_215
# What a row of the list shows of a text.
ROW_LETTERS = 90


class PlainStepsPage(QWidget):
    """Writes plain words. `moved` tells that another step, or another text of it, is in hand."""

    moved = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._visit = 0
        self._step = ""
        # A step that somebody came for although no page tells it: a wait, what agents do among themselves.
        self._asked = ""
        self.count = label("", "strong", self)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Steps that the public reads"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_row)
        self.title, self.where = label("", "strong", self), label("", "muted", self)
        self.editor = QPlainTextEdit(self)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * LINES + 18)
        self.editor.installEventFilter(self)
        self.field = LiveField(self.editor)
        self.marks = RemarkMarks(self.editor.document())
        self.letters = label("", "muted", self)
        self.sentences = SentenceList(self)
        self.next_without = button(tr("Next without"), "", self)
        self.next_without.setToolTip(tr("The next step without plain words (Ctrl+Enter)"))
        self.next_step = button(tr("Next step"), "", self)
        self.next_step.setToolTip(tr("Ctrl+Page down; Ctrl+Page up goes back"))
        self._build()
        self._connect()

    @property
    def step(self) -> Step | None:
        """The step in hand."""
        return self._bridge.document.step_by_id.get(self._step)

    @property
    def target(self) -> PageTarget:
        """Where its words stand on the page."""
        step = self.step
        if step is None:
            return PageTarget()
        return PageTarget((step.plain,) if step.plain.strip() else (step.title,), step.id)

    def refresh(self) -> None:
        """Show the document as it is now."""
        document = self._bridge.document
        steps = self._steps(document)
        if self._step not in {step.id for step in steps}:
            lacking = lacking_plain_words(document)
            self._step = (lacking or steps)[0].id if steps else ""
        self._fill_list(document, steps)
        self.count.setText(_describe_count(document))
        self.next_without.setEnabled(bool(lacking_plain_words(document)))
        self._show_step()

    def choose(self, step: str) -> None:
        """Take a step in hand, told to the public or not; what was typed about the one before is kept."""
        self.field.flush()
        self._bridge.session.end_gesture()
        self._step = step
        if step not in {one.id for one in public_steps(self._bridge.document)}:
            self._asked = step
        self.refresh()
        self.moved.emit()

    def go_on(self, by: int) -> None:
        """Take the next step in hand, or the one before."""
        ids = [step.id for step in self._steps(self._bridge.document)]
        if ids:
            self.choose(ids[(ids.index(self._step) + by) % len(ids) if self._step in ids else 0])

    def go_to_lacking(self) -> None:
        """Take the next step without plain words in hand; from the last one on, the first."""
        self.field.flush()
        document = self._bridge.document
        lacking = {step.id for step in lacking_plain_words(document)} - {self._step}
        ids = [step.id for step in self._steps(document)]
        here = ids.index(self._step) if self._step in ids else 0
        if step := next((one for one in (*ids[here + 1:], *ids[:here]) if one in lacking), ""):
            self.choose(step)
        self.editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from step to step by keys while writing."""
        if is_ctrl_enter(event):
            self.go_to_lacking()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
            if by is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on(by)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the list beside the field where there is room for both."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= scale_length(SIDE_BY_SIDE)
        # Above the field, a few rows are enough: the field is what one came for.
        rows = self.list.fontMetrics().lineSpacing() * ROWS + 16
        self.list.setMaximumHeight(NO_LIMIT if is_wide else max(LIST_HEIGHT, rows))
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _steps(self, document: BlueprintDocument) -> tuple[Step, ...]:
        """Return the steps of the list, in its order."""
        more = document.step_by_id.get(self._asked)
        return public_steps(document) + ((more,) if more is not None else ())

    def _write(self, text: str, gesture: str | None) -> None:
        if self.step is not None:
            self._bridge.do(commands.EditStep(self._step, plain=text), gesture)

    def _use(self, remark: Remark) -> None:
        """Put what is offered in its place, one undo step of its own."""
        self.field.flush()
        self._bridge.session.end_gesture()
        self._write(remark.apply(self.field.text), None)
        self._bridge.session.end_gesture()
        self.editor.setFocus()

    def _begin_visit(self) -> None:
        self._visit += 1
        self._bridge.session.end_gesture()

    def _on_row(self, item: QListWidgetItem | None) -> None:
        step = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if step and step != self._step:
            self.choose(step)

    def _show_step(self) -> None:
        step, document = self.step, self._bridge.document
        self.editor.setEnabled(step is not None)
        self.editor.setReadOnly(self._bridge.is_read_only)
        if step is None:
            self.title.setText(tr("No step is told to the public yet."))
            return
        title = " ".join(step.title.split())
        self.title.setText(title or tr("Step without a title"))
        self.where.setText(tr("{lane} · {phase}", lane=document.lane_of(step).name,
                              phase=document.phase_by_id[step.phase].name))
        self.editor.setPlaceholderText(tr("The verb first: “Call the front desk”")
                                       if text_use(document, step) is TextUse.CITIZEN_STEP else
                                       tr("“We …”: what the citizen notices of it"))
        self.editor.setAccessibleName(tr("Plain words for: {title}", title=title))
        self.field.show_text(step.plain)
        use = text_use(document, step)
        self._show_sentences(tuple(read_sentences(plain_reader(document), step.plain, use)))
        told = plural("{count} letter", "{count} letters", len(step.plain.strip()))
        self.letters.setText(tr("{told} of {most}", told=told, most=Count(MOST_LETTERS))
                             if use is TextUse.CITIZEN_STEP else tr(told))

    def _show_sentences(self, read: tuple[ReadSentence, ...]) -> None:
        self.sentences.show_sentences(read)
        self.marks.show_remarks([remark for one in read for remark in one.remarks])

    def _fill_list(self, document: BlueprintDocument, steps: tuple[Step, ...]) -> None:
        """Say anew what the rows say; the row in hand stays where it is."""
        self.list.blockSignals(True)
        rows = _rows(document, steps)
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(rows):
            self.list.addItem("")
        for number, (step, text) in enumerate(rows):
            item = self.list.item(number)
            item.setText(text)
            font = self.list.font()
            font.setBold(not step)
            item.setFont(font)
            item.setData(Qt.ItemDataRole.UserRole, step)
            chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(chosen if step else Qt.ItemFlag.NoItemFlags)
            if step == self._step and step:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _connect(self) -> None:
        self.field.visited.connect(self._begin_visit)
        self.field.written.connect(lambda text: self._write(text, f"plain-words:{self._step}:{self._visit}"))
        self.sentences.used.connect(self._use)
        self.next_without.clicked.connect(self.go_to_lacking)
        self.next_step.clicked.connect(lambda: self.go_on(1))

    def _build(self) -> None:
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(GAP)
        left, right = QVBoxLayout(), QVBoxLayout()
        right.setSpacing(LINE_GAP)
        left.addWidget(self.count)
        self.list.setMinimumSize(LIST_WIDTH, LIST_HEIGHT)
        left.addWidget(self.list, 1)
        right.addWidget(label(tr("The title, as typed"), "field", self))
        right.addWidget(self.title)
        right.addWidget(self.where)
        right.addWidget(label(tr("In plain words, for the public"), "field", self))
        right.addWidget(self.editor)
        right.addWidget(self.letters)
        right.addWidget(self.sentences)
        row = QHBoxLayout()
        row.addWidget(self.next_without)
        row.addWidget(self.next_step)
        row.addStretch(1)
        right.addLayout(row)
        right.addStretch(1)
        self._halves.addLayout(left, 2)
        self._halves.addLayout(right, 3)


def _describe_count(document: BlueprintDocument) -> str:
    steps, lacking = public_steps(document), lacking_plain_words(document)
    if not steps:
        return ""
    return tr(plural("{done} of {count} step has plain words", "{done} of {count} steps have plain words", len(steps),
                     done=Count(len(steps) - len(lacking))))


def _rows(document: BlueprintDocument, steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """Return what stands in the list: a heading a phase and side, then its steps; headings have no step."""
    rows: list[tuple[str, str]] = []
    before = None
    told = set(public_steps(document))
    for step in steps:
        group = (step.phase, text_use(document, step)) if step in told else ("", TextUse.OTHER)
        if group != before:
            side = tr("what citizens do") if group[1] is TextUse.CITIZEN_STEP else tr("what agents do")
            rows.append(("", tr("{phase}: {side}", phase=document.phase_by_id[step.phase].name, side=side)
                         if step in told else tr("Not told to the public")))
            before = group
        words = " ".join(step.plain.split())[:ROW_LETTERS] or tr("no plain words")
        title = " ".join(step.title.split())[:ROW_LETTERS] or tr("Step without a title")
        rows.append((step.id, f"{title}\n→ {words}"))
    return rows
