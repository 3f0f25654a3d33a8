"""What cards and flows stand in: lanes, phases, derived lines, the conversation; and with these, the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis.blueprint.layout.bands import Band
from visavis.blueprint.layout.boxes import DerivedLine, LaneBox, PhaseBox
from visavis.blueprint.layout.card_boxes import CardBoxes
from visavis.blueprint.layout.cards import empty_lanes, place_lane, place_phase
from visavis.blueprint.layout.cell_boxes import Cells
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.flow_paths import FlowLines
from visavis.blueprint.layout.geometry import Point, Rect, round_length
from visavis.blueprint.layout.nesting import line_levels, nested_spans
from visavis.blueprint.layout.note_places import NoteSpots
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.routing.band_routes import line_channel
from visavis.blueprint.layout.routing.plan import Plan, PlanSettings
from visavis.blueprint.layout.rows import LaneRooms, YAxis
from visavis.blueprint.model import BlueprintDocument


def make_layout(document: BlueprintDocument, plan: Plan, across: XAxis, down: YAxis, settings: PlanSettings,
                band: Band, cards: CardBoxes, flows: FlowLines, notes: NoteSpots, free: LaneRooms,
                phases: Sequence[PhaseBox]) -> Layout:
    """Return the layout of a band; `phases` are those of the layout before, for what stands as it stood."""
    seam, columns = plan.grid.seam, across.columns
    steps = _steps(plan, across, down, notes)
    lanes = _lanes(document, plan, across, down, settings, free, steps)
    lines = tuple(DerivedLine(kind, down.rows.lines[channel], 0.0, across.right, steps if channel == seam else ())
                  for channel, kind in sorted(plan.grid.lines.items()))
    return Layout(
        width=across.right, height=down.rows.bottom, columns=columns,
        phases=tuple(_phases(document, across, settings, band, phases)), lanes=lanes, cards=cards, flows=flows,
        lines=lines, conversation=_conversation(plan, across, down), band=band.index, bands=band.count,
        cells=Cells(columns, lanes), stacks=plan.grid.stacks, flow_index=plan.flow_index,
        style=settings.style, notes=notes.place(across, down, settings.style),
    )


def _steps(plan: Plan, across: XAxis, down: YAxis, notes: NoteSpots) -> tuple[Point, ...]:
    """Return the corners of the line of visibility where it steps: from its caption on, in the middle of gutters."""
    seam = plan.grid.seam
    if seam is None:
        return ()
    y = down.rows.lines[seam]
    corners = [Point(0.0, y)]
    for at, (column, level) in enumerate(line_levels(plan.grid, notes.taken_slots(), down.rows.tops, down.heights)):
        x = round_length(sum(across.gutters[column]) / 2) if at else across.left
        corners += [Point(x, y), Point(x, level)]
        y = level
    return (*corners, Point(across.right, y))


def _lanes(document: BlueprintDocument, plan: Plan, across: XAxis, down: YAxis, settings: PlanSettings,
           free: LaneRooms, steps: tuple[Point, ...]) -> tuple[LaneBox, ...]:
    """Return the lanes' strips; `steps` are those of the line between two of them that share a row."""
    grid, style = plan.grid, settings.style
    lanes = [document.lane_by_id[lane] for lane in grid.rows_of_lane]
    strips = {lane.id: _strip(plan, across, down, lane.id, free) for lane in lanes}
    spans = nested_spans(grid, {lane: rect for lane, (rect, _) in strips.items()},
                         0.0 if grid.seam is None else down.rows.lines[grid.seam])
    empty = empty_lanes(document, grid.row_lanes, grid.in_row) - settings.folds.lanes
    boxes = (place_lane(document, lane, *strips[lane.id], style, settings.metrics, span=spans.get(lane.id),
                        is_rule=style.rule_height is not None and lane.id in empty) for lane in lanes)
    lower = None if grid.seam is None else grid.row_lanes[grid.seam]
    return tuple(replace(box, steps=steps) if box.lane == lower else box for box in boxes)


def _strip(plan: Plan, across: XAxis, down: YAxis, lane: str, free: LaneRooms) -> tuple[Rect, Rect]:
    """Return a lane's strip, and of it what holds its rows of cards."""
    first = plan.grid.first_row[lane]
    last = first + plan.grid.rows_of_lane[lane] - 1
    top = down.rows.tops[first]
    body = Rect(0.0, top, across.right, down.rows.tops[last] + down.heights[last] - top)
    above, below = free[lane]
    return Rect(0.0, top - above, across.right, body.height + above + below), body


def _conversation(plan: Plan, across: XAxis, down: YAxis) -> Rect | None:
    channel = line_channel(plan.grid)
    if channel is None:
        return None
    top, bottom = down.rows.channels[channel]
    return Rect(0.0, top, across.right, bottom - top)


def _phases(document: BlueprintDocument, across: XAxis, settings: PlanSettings, band: Band,
            before: Sequence[PhaseBox]) -> Iterator[PhaseBox]:
    known = {box.phase: box for box in before}
    style, language = settings.style, document.head.language
    numbers = {phase.id: number for number, phase in enumerate(document.head.phases, start=1)}
    for phase, first, last in _phase_spans(across):
        rect, old = _box_over(across, first, last, style.phase_height), known.get(phase)
        continues = across.columns[first].index > 0 or (band.lanes is not None and band.lanes[0] > 0)
        shape = rect.width, rect.height, continues
        if old is not None and (old.rect.width, old.rect.height, old.continues) == shape:
            yield old if old.rect == rect else replace(old, rect=rect)
        else:
            yield place_phase(document.phase_by_id[phase], rect, language, style, settings.metrics,
                              number=numbers[phase], continues=continues)


def _phase_spans(across: XAxis) -> Iterator[tuple[str, int, int]]:
    """Yield each phase with its first and last column in the band."""
    first, columns = 0, across.columns
    for at, column in enumerate(columns):
        if at + 1 == len(columns) or columns[at + 1].phase != column.phase:
            yield column.phase, first, at
            first = at + 1


def _box_over(across: XAxis, first: int, last: int, height: float) -> Rect:
    """Return the box over some columns: from the middle of the gutter before to the middle of that after."""
    gutters = across.gutters
    left = gutters[0][0] if first == 0 else sum(gutters[first]) / 2
    right = gutters[-1][1] if last + 1 == len(across.columns) else sum(gutters[last + 1]) / 2
    return Rect(left, 0.0, right - left, height)
