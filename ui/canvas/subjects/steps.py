"""The steps that can be written in place: in a cell, after another one, as an answer, or a title that is there.

Quick tokens (`editing.capture`) and the marks of lists (`editing.listing`) are understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QRectF

from visavis.blueprint import editing
from visavis.blueprint.editing import Command, commands
from visavis.blueprint.editing.commands.captured_steps import add_missing_items, retitle_step
from visavis.blueprint.layout import GridCell, Layout
from visavis.blueprint.model import BlueprintDocument, LaneKind, StepKind
from visavis.ui.canvas.hit_testing import GUTTER
from visavis.ui.canvas.picture import Picture
from visavis.ui.canvas.subjects.texts import NewText, OnDrawing
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.i18n import tr


class TitleWithTokens(OnDrawing):
    """What the titles of steps share: quick tokens."""

    is_spoken = True

    def tokens(self, text: str, document: BlueprintDocument) -> tuple[editing.QuickToken, ...]:
        """Return what is understood in the text while it is written."""
        return editing.read_typed_step(text, document).tokens


class FollowingTitle(TitleWithTokens):
    """What the titles of steps that follow another share.

    `# Name` goes on in another phase; the mark of a side (`>`, `>>`, `>>>`, `<`) puts the step into its lane.
    """

    after: str

    def tokens(self, text: str, document: BlueprintDocument) -> tuple[editing.QuickToken, ...]:
        """Return what is understood in the text while it is written."""
        phase, line = editing.phase_heading(text), editing.marked_line(text, document)
        if phase is not None:
            return (editing.QuickToken(editing.TokenKind.PHASE, text, phase),)
        if line is None or line.step is None:
            return TitleWithTokens.tokens(self, text, document)
        lane = editing.lane_of_side(line.side, document.lane_of(document.step_by_id[self.after]), document)
        return (editing.QuickToken(editing.TokenKind.LANE, text, lane.name if lane else ""), *line.step.tokens)

    def cell(self, document: BlueprintDocument) -> tuple[str, str, int]:
        """Return from where on the step stands."""
        return document.step_by_id[self.after].cell

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Add the step with a flow that leads to it; a mark at its beginning puts it on another side."""
        line = editing.marked_line(text, document) or editing.ListedLine(editing.read_typed_step(text, document))
        return commands.AddListedSteps((line,), self.cell(document), self.after)


@dataclass(frozen=True, slots=True)
class NewStep(NewText, TitleWithTokens):
    """A step in an empty cell; with `flow`, between the two steps that this flow connects."""

    cell: GridCell
    kind: StepKind = StepKind.ACTION
    flow: str | None = None

    def name(self) -> str:
        """Return the field's name."""
        return tr("Title of the new step")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the cell's card place; where a column will be inserted, over the gap."""
        rect = card_rect(picture.layout, self.cell)
        between = self.flow is not None and picture.document.stack(*self.cell)
        return rect.translated(-(rect.width() + GUTTER) / 2, 0) if between and rect is not None else rect

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Add the step."""
        spoken = editing.read_typed_step(text, document)
        # Undo may have taken the flow away while the title was written; the title stays.
        flow = self.flow if self.flow in document.flow_by_key else None
        command = commands.AddStep(self.cell, spoken.title, self.kind, fields=spoken.fields, items=spoken.named,
                                   into_flow=flow)
        return add_missing_items(command, spoken)


@dataclass(frozen=True, slots=True)
class NextStep(NewText, FollowingTitle):
    """The step that follows another on the same side."""

    after: str

    def name(self) -> str:
        """Return the field's name."""
        return tr("Title of the next step")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the place in the next column."""
        step = picture.document.step_by_id.get(self.after)
        if step is None:
            return None
        return card_rect(picture.layout, GridCell(step.lane, step.phase, step.column + 1))


@dataclass(frozen=True, slots=True)
class FirstInPhase(NewText, FollowingTitle):
    """The step with which the journey goes on in another phase."""

    after: str
    phase: str

    def name(self) -> str:
        """Return the field's name."""
        return tr("Title of the phase’s first step")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the phase's first free place in the lane."""
        step = picture.document.step_by_id.get(self.after)
        if step is None:
            return None
        column = next(column for column in count() if not picture.document.stack(step.lane, self.phase, column))
        return card_rect(picture.layout, GridCell(step.lane, self.phase, column))

    def cell(self, document: BlueprintDocument) -> tuple[str, str, int]:
        """Return the phase's first place in the lane."""
        return document.step_by_id[self.after].lane, self.phase, 0


@dataclass(frozen=True, slots=True)
class AnswerStep(NewText, FollowingTitle):
    """The step with which the other side answers."""

    after: str

    def name(self) -> str:
        """Return the field's name."""
        return tr("Title of the answer on the other side")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the place face to face, in the nearest lane of the other side."""
        step = picture.document.step_by_id.get(self.after)
        if step is None:
            return None
        citizen = picture.document.lane_of(step).kind is LaneKind.CITIZEN
        kind = LaneKind.FRONTSTAGE if citizen else LaneKind.CITIZEN
        lane = next((lane.id for lane in picture.document.head.lanes if lane.kind is kind), step.lane)
        return card_rect(picture.layout, GridCell(lane, step.phase, step.column))

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Add the step with an interaction that leads to it; a mark at its beginning chooses who answers."""
        if editing.marked_line(text, document) is not None:
            return FollowingTitle.command(self, text, document)
        spoken = editing.read_typed_step(text, document)
        command = commands.AddAnsweringStep(self.after, spoken.title, fields=spoken.fields, items=spoken.named)
        return add_missing_items(command, spoken)


@dataclass(frozen=True, slots=True)
class StepTitle(TitleWithTokens):
    """The title on a card."""

    step: str
    is_new = False

    def name(self) -> str:
        """Return the field's name."""
        return tr("Title of the step")

    def rect(self, picture: Picture) -> QRectF | None:
        """Return the card's place."""
        box = picture.layout.cards.get(self.step)
        return qrect(box.rect) if box else None

    def text(self, document: BlueprintDocument) -> str:
        """Return the title such that writing it again changes nothing."""
        step = document.step_by_id.get(self.step)
        return editing.escape_title(step.title) if step else ""

    def command(self, text: str, document: BlueprintDocument) -> Command:
        """Rename the step, and say of it what the tokens say."""
        step = document.step_by_id[self.step]
        return retitle_step(step, document.lane_of(step), editing.read_typed_step(text, document))


def card_rect(layout: Layout, cell: GridCell) -> QRectF | None:
    """Return where a card of a cell would stand; beyond the drawing's columns, one column further to the right."""
    rect = layout.cells.get(cell)
    if rect is not None:
        return qrect(rect)
    before = layout.cells.get(cell._replace(column=cell.column - 1))
    return qrect(before).translated(before.width + GUTTER, 0) if before is not None else None
