"""A document as it stands on paper: lanes of one side share a row, and a column in which they would meet is several.

Paper is short of height. What citizens do takes one row there, whoever of them does it, and so does what agents do
where the line of visibility steps between them (`nesting`). On the canvas a column is one moment, and stays one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from visavis.blueprint.language import message, translator
from visavis.blueprint.layout.empty_columns import close_gaps, move_columns
from visavis.blueprint.layout.stacks import spread_stacks
from visavis.blueprint.model import BlueprintDocument, Cell, Lane, LaneKind, Step

# A band with both lanes of agents in one row is lower by a tenth, with all citizens in one by almost a fifth: so
# many more columns are worth it.
MOST_PARTED_BY_AGENTS, MOST_PARTED_BY_CITIZENS = 0.1, 0.25

# The lanes, by id, that share a row, the nearest to the line of interaction first.
SharedRow = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A document as it stands on paper. `homes` are the lanes of those steps, by id, that stand in another one."""

    document: BlueprintDocument
    homes: Mapping[str, Lane]


def arrange_for_paper(document: BlueprintDocument) -> PaperDocument:
    """Return the document as it saves paper: gaps closed, stacks spread, columns parted, lanes of a kind joined."""
    document = spread_stacks(close_gaps(document))
    citizens, front, back = (tuple(lane.id for lane in document.head.lanes if lane.kind is kind) for kind in (
        LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE))
    rows = [row for row, most in ((citizens[::-1], MOST_PARTED_BY_CITIZENS), ((*front, *back), MOST_PARTED_BY_AGENTS))
            if row and _is_worth_it(document, row, most)]
    arranged = PaperDocument(move_columns(document, _Parting(document, rows).column_of) if rows else document, {})
    for lanes in (citizens[::-1], front, back):
        if len(lanes) > 1 and any(set(lanes) <= set(row) for row in rows):
            arranged = join_lanes(arranged, lanes)
    return arranged


def _is_worth_it(document: BlueprintDocument, row: SharedRow, most: float) -> bool:
    """Return whether lanes that share a row cost few enough columns; steps stacked in a cell cost some, too."""
    more = sum(_Parting(document, [row]).more.values())
    return more <= most * sum(document.columns_of_phase.values())


def join_lanes(arranged: PaperDocument, lanes: SharedRow) -> PaperDocument:
    """Return the document with the steps and notes of some lanes in the first of them, which is named for all.

    No two steps of theirs may stand in one column.
    """
    document = arranged.document
    by_id = document.lane_by_id
    first, others = by_id[lanes[0]], frozenset(lanes[1:])
    translate = translator(document.head.language)
    name = first.name
    for other in lanes[1:]:
        name = translate(message("{lane} and {other}", lane=name, other=by_id[other].name))
    head_lanes = tuple(lane.model_copy(update={"name": name, "actor": None}) if lane is first else lane
                       for lane in document.head.lanes if lane.id not in others)
    notes = tuple(note.model_copy(update={"at": note.at.model_copy(update={"lane": first.id})})
                  if isinstance(note.at, Cell) and note.at.lane in others else note for note in document.head.notes)
    steps = tuple(step.model_copy(update={"lane": first.id}) if step.lane in others else step
                  for step in document.steps)
    homes = {step.id: by_id[step.lane] for step in document.steps if step.lane in others}
    head = document.head.model_copy(update={"lanes": head_lanes, "notes": notes})
    return PaperDocument(document.replace(steps=steps, head=head), {**arranged.homes, **homes})


@dataclass(frozen=True, eq=False)
class _Parting:
    """Where steps come when the columns in which lanes of a row would meet are parted."""

    document: BlueprintDocument
    rows: Sequence[SharedRow]

    @cached_property
    def parts(self) -> Mapping[str, int]:
        """In which part of its column each step comes, from 0."""
        return {step: part for steps in self._columns.values() for step, part in self._part(steps).items()}

    @cached_property
    def more(self) -> Mapping[tuple[str, int], int]:
        """How many columns come to each that is parted."""
        counted = {column: max(self.parts[step.id] for step in steps) for column, steps in self._columns.items()}
        return {column: count for column, count in sorted(counted.items()) if count}

    @cached_property
    def _before(self) -> Mapping[str, tuple[Sequence[int], Sequence[int]]]:
        """By phase the parted columns, and how many columns have come up to and with each of them."""
        columns: defaultdict[str, list[int]] = defaultdict(list)
        counts: defaultdict[str, list[int]] = defaultdict(list)
        for (phase, column), count in self.more.items():
            columns[phase].append(column)
            counts[phase].append(count)
        return {phase: (columns[phase], (0, *accumulate(counts[phase]))) for phase in columns}

    def column_of(self, place: Step | Cell) -> int:
        """Return where a step comes, or a cell; a cell is in the first part of its column."""
        columns, come = self._before.get(place.phase, ((), (0,)))
        part = self.parts[place.id] if isinstance(place, Step) else 0
        return place.column + come[bisect_right(columns, place.column - 1)] + part

    @cached_property
    def _columns(self) -> Mapping[tuple[str, int], Sequence[Step]]:
        columns: defaultdict[tuple[str, int], list[Step]] = defaultdict(list)
        for step in self.document.steps:
            columns[step.phase, step.column].append(step)
        return columns

    @cached_property
    def _row_of(self) -> Mapping[str, tuple[int, int]]:
        """The row of each lane that shares one, and its place there."""
        return {lane: (row, at) for row, lanes in enumerate(self.rows) for at, lane in enumerate(lanes)}

    def _part(self, steps: Sequence[Step]) -> Mapping[str, int]:
        """Return the parts of one column's steps, in the order of the flow; what stands in no row follows."""
        parts: dict[str, int] = {}
        taken: set[tuple[int, int]] = set()
        for step in self._in_order([step for step in steps if step.lane in self._row_of]):
            row, _ = self._row_of[step.lane]
            part = max((parts[source] + (self._row_of[lane][0] == row)
                        for source, lane in self._sources(step) if source in parts), default=0)
            while (row, part) in taken:
                part += 1
            taken.add((row, part))
            parts[step.id] = part
        for step in steps:
            if step.id not in parts:
                parts[step.id] = min((parts[end] for end in self._ends(step) if end in parts), default=0)
        return parts

    def _in_order(self, steps: Collection[Step]) -> Iterator[Step]:
        """Yield what comes from none of the others first; of several the nearest to the line of interaction."""
        left = sorted(steps, key=lambda step: self._row_of[step.lane][1])
        while left:
            waiting = {step.id for step in left}
            ready = next((step for step in left
                          if not any(source in waiting for source, _ in self._sources(step))), left[0])
            left.remove(ready)
            yield ready

    def _sources(self, step: Step) -> Iterator[tuple[str, str]]:
        """Yield the steps of its own column that lead to a step, with their lanes."""
        for flow in self.document.flows_to.get(step.id, ()):
            source = self.document.step_by_id[flow.source]
            if source.id != step.id and (source.phase, source.column) == (step.phase, step.column) and (
                    source.lane in self._row_of):
                yield source.id, source.lane

    def _ends(self, step: Step) -> Iterator[str]:
        """Yield what a step is joined to."""
        yield from (flow.target for flow in self.document.flows_from.get(step.id, ()))
        yield from (flow.source for flow in self.document.flows_to.get(step.id, ()))
