"""All notes as a list: the parking lot, what sticks where, dots, and a field in which Enter writes the next note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.editing import read_note
from visavis.blueprint.editing.commands import AddNote, CompositeCommand, EditNote, RemoveElements
from visavis.blueprint.language import message
from visavis.blueprint.model import Note, NoteKind
from visavis.ui.canvas.tools.drag_notes import NOTES, notes_data
from visavis.ui.features.workshop.presentation_keys import vote_of
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.fields.choices import word
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import button, label

Index = QModelIndex | QPersistentModelIndex
NOTE = Qt.ItemDataRole.UserRole + 1
PADDING = 10
MOST_LETTERS = 400
# Filters by name: what stands nowhere yet, everything, and what people gave dots to.
_FILTERS = ("parked", "all", "voted")


def count_dots(note: Note) -> int:
    """Return how many dots a note has."""
    return sum(note.votes.values())


class NotesModel(QAbstractListModel):
    """The notes of a filter; by votes, the most first. What is private is shown to the desk only."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.filter = "parked"
        self.shows_private = True
        self.notes: list[Note] = []

    def refresh(self) -> None:
        """Read the document's notes."""
        notes = [note for note in self._bridge.document.head.notes if self.shows_private or not note.private]
        if self.filter == "parked":
            notes = [note for note in notes if note.at is None]
        elif self.filter == "voted":
            notes = sorted((note for note in notes if count_dots(note)), key=count_dots, reverse=True)
        if notes == self.notes:
            return
        same = [note.id for note in notes] == [note.id for note in self.notes]
        if same:
            self.notes = notes
            self.dataChanged.emit(self.index(0), self.index(len(notes) - 1))
        else:
            self.beginResetModel()
            self.notes = notes
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many notes there are."""
        return 0 if parent is not None and parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the note for the painter, and its words for everybody else."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        if role == NOTE:
            return note
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            dots = interface_language.translator.plural("{count} dot", "{count} dots",
                                                        count_dots(note)) if count_dots(note) else ""
            return " · ".join(filter(None, (word("note-kind", note.kind), " ".join(note.text.split()), dots)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let notes be dragged onto the drawing."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return the form in which notes are dragged."""
        return [NOTES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the dragged notes."""
        return notes_data(tuple(self.notes[index.row()].id for index in indexes))


class NoteRow(QStyledItemDelegate):
    """Paints a note as a piece of coloured paper with its words and dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words need."""
        width = max(120, option.widget.viewport().width() if isinstance(option.widget, QListView) else 240)
        text = option.fontMetrics.boundingRect(0, 0, width - 4 * PADDING, 10_000, Qt.TextFlag.TextWordWrap,
                                               self._words(index))
        return QSize(width, text.height() + 3 * PADDING + option.fontMetrics.lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one note."""
        note = index.data(NOTE)
        if not isinstance(note, Note):
            return
        box = option.rect.adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = option.state & QStyle.StateFlag.State_Selected
        painter.setPen(QPen(QColor(self.theme.agent.ink if selected else self.theme.hairline), 3 if selected else 1))
        painter.setBrush(QColor(self.theme.notes[note.kind]))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(self.theme.on_note))
        inside = box.adjusted(PADDING, PADDING // 2, -PADDING, -PADDING // 2)
        painter.drawText(inside, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), self._words(index))
        text = " · ".join(filter(None, ("●" * min(12, count_dots(note)) + (f" {count_dots(note)}" if count_dots(note)
                                                                           else ""),
                                        word("note-kind", note.kind), note.author or "")))
        text = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()

    def _words(self, index: Index) -> str:
        note = index.data(NOTE)
        return (note.text.strip() or tr("Without a title"))[:MOST_LETTERS] if isinstance(note, Note) else ""


class NotesList(QListView):
    """The notes under keys: 1 gives a dot, Shift+1 takes it back, Enter takes up, P parks, Del removes."""

    voted = Signal(object, int)
    taken_up = Signal(tuple)
    removed = Signal(tuple)
    parked = Signal(tuple)

    def selected_notes(self) -> tuple[Note, ...]:
        """Return the selected notes."""
        return tuple(index.data(NOTE) for index in sorted(self.selectedIndexes(), key=lambda one: one.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Vote, take up, remove."""
        note, dots = self.currentIndex().data(NOTE), vote_of(event)
        if dots and note is not None:
            self.voted.emit(note, dots)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if note is not None:
                self.taken_up.emit(tuple(one.id for one in self.selected_notes()))
            case Qt.Key.Key_Delete if note is not None:
                self.removed.emit(tuple(one.id for one in self.selected_notes()))
            case Qt.Key.Key_P if note is not None:
                self.parked.emit(tuple(one.id for one in self.selected_notes()))
            case _:
                super().keyPressEvent(event)


class NotesPanel(QFrame):
    """Field, filters and list. `taken_up` carries the ids of notes to be put down on the drawing."""

    taken_up = Signal(tuple)
    left = Signal()

    def __init__(self, bridge: SessionBridge, session: WorkshopSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPanel")
        self._bridge = bridge
        self._session = session
        self.model = NotesModel(bridge, self)
        self.field, self.voter = QLineEdit(self), QLineEdit(self)
        self.counter = label("", "section", self)
        self.title = label("", "section", self)
        self.filters = {name: button("", "filter", self) for name in _FILTERS}
        self.list = NotesList(self)
        self.list.setModel(self.model)
        self.row = NoteRow(self.list)
        self.list.setItemDelegate(self.row)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setDragEnabled(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        # Notes are as wide as the list: a bar at the right may take a part of it.
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hint = label("", "muted", self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self.row.theme = theme
        self.list.viewport().update()

    def take_focus(self) -> None:
        """Begin with the next note."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, *_: object) -> None:
        """Show the notes and the dots as they are now."""
        current = self.list.currentIndex().data(NOTE)
        self.model.refresh()
        name = current.id if current is not None else None
        row = next((row for row, note in enumerate(self.model.notes) if note.id == name), None)
        if row is not None and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))
        left = self._session.dots_left()
        self.counter.setText(interface_language.translator.plural("{count} dot left", "{count} dots left", left))

    def show_filter(self, name: str) -> None:
        """Show the notes of a filter."""
        self.filters[name].setChecked(True)
        self.model.filter = name
        self.refresh()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.title.setText(tr("Notes"))
        for name, words in (("parked", tr("Parking lot")), ("all", tr("All")), ("voted", tr("By dots"))):
            self.filters[name].setText(words)
        signs = tr("- pain point · + praise · * idea · ? question")
        # Short enough for the field of a projection, too.
        self.field.setPlaceholderText(tr("A note, then Enter"))
        self.field.setAccessibleName(tr("Text of the new note"))
        self.field.setAccessibleDescription(signs)
        self.field.setToolTip(signs)
        self.voter.setPlaceholderText(tr("First name"))
        self.voter.setAccessibleName(tr("Who gives dots?"))
        self.list.setAccessibleName(tr("Notes"))
        keys = tr("1: one more dot · Shift+1: one dot fewer · Enter: place the note on the drawing · P: "
                  "park · Del: delete")
        self.hint.setText(f"{signs}\n{keys}")
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.field)
        holder, group = QWidget(self), QButtonGroup(self)
        row = FlowLayout(holder)
        for name, each in self.filters.items():
            each.setCheckable(True)
            each.clicked.connect(lambda _=False, of=name: self.show_filter(of))
            group.addButton(each)
            row.addWidget(each)
        self.filters["parked"].setChecked(True)
        column.addWidget(holder)
        column.addWidget(self.list, 1)
        column.addWidget(self.counter)
        column.addWidget(self.voter)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._write)
        self.voter.textChanged.connect(self._session.set_voter)
        self.list.voted.connect(self._session.vote)
        self.list.taken_up.connect(self.taken_up)
        self.list.parked.connect(self.park)
        self.list.removed.connect(lambda notes: self._bridge.do(RemoveElements(notes=notes)))
        self.list.doubleClicked.connect(lambda index: self._session.vote(index.data(NOTE), 1))
        self._session.changed.connect(self.refresh)
        self._bridge.document_replaced.connect(self.refresh)
        interface_language.language_changed.connect(self.retranslate)

    def _write(self) -> None:
        """Park the note that is written; the next one can be written at once."""
        kind, text = read_note(self.field.text().strip())
        if not text:
            return
        activity = self._session.activity
        usual = activity.note if activity is not None and activity.writes == "notes" else NoteKind.IDEA
        if self._bridge.do(AddNote(text=text, kind=kind or usual)) is not None:
            self.field.clear()

    def park(self, notes: tuple[str, ...]) -> None:
        """Take notes off the drawing, back to the parking lot."""
        self._bridge.do(CompositeCommand(message("Park the notes"), tuple(EditNote(note, at=None) for note in notes)))
