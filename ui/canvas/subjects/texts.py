"""What can be written in place: where its field stands, the text that is there, and what writing it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QRectF

from visavis.blueprint import editing
from visavis.blueprint.editing import Command, commands
from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import BlueprintDocument, Cell
from visavis.ui.canvas.hit_testing import cell_rect
from visavis.ui.canvas.picture import Picture
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ElementRef

# The field of a label or a new note, in points, where nothing on the drawing gives a size.
LABEL_SIZE = (150.0, 26.0)
NOTE_SIZE = (130.0, 80.0)


class WritingSubject(Protocol):
    """One thing to write; what stands on a heading beside the drawing has that `heading`.

    `is_new` tells that nothing is made unless something is written, `is_spoken` that quick tokens
    (`visavis.blueprint.editing.capture.tokens`) are understood in it.
    """

    is_new: bool
    is_spoken: bool

    @property
    def heading(self) -> ElementRef | None:
        """The lane or phase on whose heading it is written; None for what is written on the drawing."""

    def name(self) -> str:
        """Return what the field is called for a screen reader."""

    def rect(self, picture: Picture) -> QRectF | None:
        """Return where the field stands, in points; None when its place is gone."""

    def text(self, document: BlueprintDocument) -> str:
        """Return the text that is there now."""

    def tokens(self, text: str, document: BlueprintDocument) -> tuple[editing.QuickToken, ...]:
        """Return what is understood in the text while it is written; nothing where it is not spoken."""

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Return what writing `text` does to a document."""


class OnDrawing:
    """What the subjects share that are written on the drawing itself."""

    @property
    def heading(self) -> ElementRef | None:
        """No heading."""
        return None


class PlainWords:
    """What the subjects share in which nothing but words is understood."""

    is_spoken = False

    def tokens(self, text: str, document: BlueprintDocument) -> tuple[editing.QuickToken, ...]:
        """Return nothing: these are words."""
        del text, document
        return ()


class NewText:
    """What the subjects share of which nothing is there before it is written."""

    is_new = True

    def text(self, document: BlueprintDocument) -> str:
        """Return nothing: it is new."""
        del document
        return ""


@dataclass(frozen=True, slots=True)
class FlowLabel(OnDrawing, PlainWords):
    """What is said on a flow."""

    flow: str
    is_new = False

    def name(self) -> str:
        """Return the field's name."""
        return tr("What is said")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the label's place, or the middle of the flow when nothing is said on it yet."""
        line = picture.layout.flows.get(self.flow)
        if line is None or not line.points:
            return None
        if line.label is not None:
            return qrect(line.label.rect)
        across, down = [point.x for point in line.points], [point.y for point in line.points]
        middle = QRectF(0, 0, *LABEL_SIZE)
        middle.moveCenter(QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down)).center())
        return middle

    def text(self, document: BlueprintDocument) -> str:
        """Return the label."""
        flow = document.flow_by_key.get(self.flow)
        return flow.label if flow else ""

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Change what is said."""
        del document
        return commands.EditFlow(self.flow, label=text)


@dataclass(frozen=True, slots=True)
class PhaseName(PlainWords):
    """The name on a phase's heading."""

    phase: str
    is_new = False

    @property
    def heading(self) -> ElementRef | None:
        """The phase."""
        return ElementRef(ElementKind.PHASE, self.phase)

    def name(self) -> str:
        """Return the field's name."""
        return tr("Name of the phase")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the place of the phase's columns."""
        return next((qrect(box.rect) for box in picture.layout.phases if box.phase == self.phase), None)

    def text(self, document: BlueprintDocument) -> str:
        """Return the phase's name."""
        phase = document.phase_by_id.get(self.phase)
        return phase.name if phase else ""

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Rename the phase."""
        del document
        return commands.EditPhase(self.phase, name=text)


@dataclass(frozen=True, slots=True)
class NewPhase(NewText, PlainWords):
    """A phase after another."""

    after: str
    index: int

    @property
    def heading(self) -> ElementRef | None:
        """The phase before it."""
        return ElementRef(ElementKind.PHASE, self.after)

    def name(self) -> str:
        """Return the field's name."""
        return tr("Name of the new phase")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the place of the phase before it."""
        return PhaseName(self.after).rect(picture)

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Add the phase."""
        del document
        return commands.AddPhase(name=text, index=self.index)


@dataclass(frozen=True, slots=True)
class LaneName(PlainWords):
    """The name on a lane's heading."""

    lane: str
    is_new = False

    @property
    def heading(self) -> ElementRef | None:
        """The lane."""
        return ElementRef(ElementKind.LANE, self.lane)

    def name(self) -> str:
        """Return the field's name."""
        return tr("Name of the lane")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the lane's place."""
        return next((qrect(box.rect) for box in picture.layout.lanes if box.lane == self.lane), None)

    def text(self, document: BlueprintDocument) -> str:
        """Return the lane's name."""
        lane = document.lane_by_id.get(self.lane)
        return lane.name if lane else ""

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Rename the lane."""
        del document
        return commands.EditLane(self.lane, name=text)


@dataclass(frozen=True, slots=True)
class NoteText(OnDrawing, PlainWords):
    """The text of a note."""

    note: str
    is_new = False

    def name(self) -> str:
        """Return the field's name."""
        return tr("Text of the note")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the note's place."""
        note = picture.drawing.notes.get(self.note)
        return qrect(note.bounds) if note is not None else None

    def text(self, document: BlueprintDocument) -> str:
        """Return what the note says."""
        return next((note.text for note in document.head.notes if note.id == self.note), "")

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Change what the note says."""
        del document
        return commands.EditNote(self.note, text=text)


@dataclass(frozen=True, slots=True)
class NewNote(OnDrawing, NewText):
    """A note on a step (by its id) or on a cell."""

    at: str | Cell
    is_spoken = True

    def name(self) -> str:
        """Return the field's name."""
        return tr("Text of the new note")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return a place at the corner of what the note stands on."""
        if isinstance(self.at, Cell):
            on = cell_rect(picture.layout, GridCell(self.at.lane, self.at.phase, self.at.column))
        else:
            box = picture.layout.cards.get(self.at)
            on = qrect(box.rect) if box else None
        return QRectF(on.x() + on.width() / 3, on.y() + on.height() / 3, *NOTE_SIZE) if on else None

    def tokens(self, text: str, document: BlueprintDocument) -> tuple[editing.QuickToken, ...]:
        """Return the kind that the sign before the text tells."""
        del document
        kind, _ = editing.read_note(text)
        return (editing.QuickToken(editing.TokenKind.NOTE, text, kind),) if kind is not None else ()

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Add the note; a sign before its text tells its kind."""
        del document
        kind, said = editing.read_note(text)
        fields: dict[str, Any] = {"kind": kind} if kind is not None else {}
        return commands.AddNote(text=said, at=self.at, **fields)
