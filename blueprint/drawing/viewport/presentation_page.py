"""What a projection shows at once: so many columns from a phase on, in lanes that are lit, dimmed or folded away.

Everybody in the room reads one page: its text has one size, whatever the blueprint is. So a page has few columns, and
a long phase has several pages, each of which begins with the last column of the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from visavis.blueprint.drawing.viewport.page_notes import lay_out_page
from visavis.blueprint.layout import Band, Layout, LayoutStyle, lay_out
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind

# Columns that can be read at once from the far end of a room.
MOST_COLUMNS = 8
# Columns that two pages of one phase have in common.
OVERLAP = 1


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Columns `first` to `last` (both included, counted over all phases from 0), begun in the phase `phase`."""

    first: int
    last: int
    phase: str


@dataclass(frozen=True, slots=True)
class DimmedLane:
    """A lane whose turn has not come, and the words that say when it will."""

    lane: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PresentationPage:
    """What is in sight. Without a `span` it is every column; `lanes` are those that are not folded away.

    Notes have all their words, but those in `tabs`. Of the flows only speech between the sides and steps to the next
    column are drawn, and all of the step in `focus`.
    """

    span: PageSpan | None
    lanes: tuple[str, ...]
    dimmed: tuple[DimmedLane, ...] = ()
    frictions: bool = False
    focus: str | None = None
    tabs: frozenset[str] = frozenset()

    def columns(self, document: BlueprintDocument) -> tuple[tuple[str, int], ...]:
        """Return the phase and the number in it of each column in sight, from left to right."""
        listed = list_columns(document)
        return listed if self.span is None else listed[self.span.first:self.span.last + 1]

    def lay_out(self, document: BlueprintDocument, style: LayoutStyle) -> Layout:
        """Return where everything on the page is, notes included; what is not on it has no place."""
        columns = self.columns(document)
        part = self._take_part(document, columns)
        if self.span is None:
            return lay_out(part, style=style)
        first = list_columns(part).index(columns[0]) if columns else 0
        notes = [note for note in document.head.notes if note.at is not None and not note.private]
        return lay_out_page(part, notes, (Band(first, first + max(0, len(columns) - 1)),), style, self.tabs)

    def shows(self, document: BlueprintDocument, flow: Flow) -> bool:
        """Return whether a flow between two steps in sight is drawn from end to end."""
        if self.span is None or self.focus in (flow.source, flow.target):
            return True
        if flow.kind is FlowKind.INTERACTION and flow.label.strip():
            return True
        source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
        columns = self.columns(document)
        between = columns.index((target.phase, target.column)) - columns.index((source.phase, source.column))
        return 0 <= between <= 1

    def _take_part(self, document: BlueprintDocument, columns: Collection[tuple[str, int]]) -> _PageExtract:
        """Return what is laid out of a document: the page's phases, lanes and steps, and the flows that it shows."""
        head, lanes, phases = document.head, set(self.lanes), {phase for phase, _ in columns}
        steps = tuple(step for step in document.steps if step.lane in lanes and (step.phase, step.column) in columns)
        known = {step.id for step in steps}
        flows = tuple(_keep_speech(flow) for flow in document.flows
                      if flow.source in known and flow.target in known and self.shows(document, flow))

        part = head.model_copy(update={
            "phases": tuple(phase for phase in head.phases if phase.id in phases),
            "lanes": tuple(lane for lane in head.lanes if lane.id in lanes),
            "notes": ()})
        width = {phase: count for phase, count in document.columns_of_phase.items() if phase in phases}
        return _PageExtract(part, steps, flows, document.extra, width)


@dataclass(frozen=True, eq=False)
class _PageExtract(BlueprintDocument):
    """Some lanes and columns of a document; columns whose steps stand in other lanes are columns still."""

    width: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def columns_of_phase(self) -> Mapping[str, int]:
        """How many columns each phase has in the whole document."""
        return self.width


def _keep_speech(flow: Flow) -> Flow:
    """Return a flow with nothing written on it but what is said: shares and conditions are for the desk."""
    said = flow.label if flow.kind is FlowKind.INTERACTION else ""
    if (flow.label, flow.condition, flow.probability) == (said, "", None):
        return flow
    return flow.model_copy(update={"label": said, "condition": "", "probability": None})


def list_columns(document: BlueprintDocument) -> tuple[tuple[str, int], ...]:
    """Return the phase and the number in it of every column, from left to right."""
    return tuple((phase.id, number) for phase in document.head.phases
                 for number in range(document.columns_of_phase[phase.id]))


def split_into_pages(document: BlueprintDocument, most: int = MOST_COLUMNS) -> Iterator[PageSpan]:
    """Yield the pages of `most` columns: from each phase's first column on, as many as hold the phase.

    Where a phase leaves room, the columns after it are in sight, too.
    """
    start, total = 0, len(list_columns(document))
    for phase in document.head.phases:
        end = start + document.columns_of_phase[phase.id]
        first = start
        while True:
            last = min(first + most, total) - 1
            yield PageSpan(first, last, phase.id)
            if last + 1 >= end:
                break
            first = last + 1 - min(OVERLAP, most - 1)
        start = end
