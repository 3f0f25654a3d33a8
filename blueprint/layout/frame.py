"""What cards and flows stand in: lanes, phases, derived lines, the conversation; and with these, the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.layout.bands import Band
from visavis.blueprint.layout.boxes import DerivedLine, PhaseBox
from visavis.blueprint.layout.card_boxes import CardBoxes
from visavis.blueprint.layout.cards import place_lane, place_phase
from visavis.blueprint.layout.cell_boxes import Cells
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.flow_paths import FlowLines
from visavis.blueprint.layout.geometry import Rect
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
    lanes = tuple(place_lane(document, lane, *_strip(plan, across, down, settings, lane.id, free), settings.style,
                             settings.metrics) for lane in document.head.lanes)
    columns = across.columns
    lines = tuple(DerivedLine(kind, down.rows.lines[channel], 0.0, across.right)
                  for channel, kind in sorted(plan.grid.lines.items()))
    return Layout(
        width=across.right, height=down.rows.bottom, columns=columns,
        phases=tuple(_phases(document, across, settings, phases)), lanes=lanes, cards=cards, flows=flows, lines=lines,
        conversation=_conversation(plan, across, down), band=band.index, bands=band.count,
        cells=Cells(columns, lanes), stacks=plan.grid.stacks, flow_index=plan.flow_index,
        style=settings.style, notes=notes.place(across, down, settings.style),
    )


def _strip(plan: Plan, across: XAxis, down: YAxis, settings: PlanSettings, lane: str,
           free: LaneRooms) -> tuple[Rect, Rect]:
    """Return a lane's strip, and of it what holds its rows of cards."""
    first, padding = plan.grid.first_row[lane], settings.style.lane_padding
    last = first + plan.grid.rows_of_lane[lane] - 1
    top = down.rows.tops[first]
    body = Rect(0.0, top, across.right, down.rows.tops[last] + down.heights[last] - top)
    above, below = (padding + room for room in free[lane])
    return Rect(0.0, top - above, across.right, body.height + above + below), body


def _conversation(plan: Plan, across: XAxis, down: YAxis) -> Rect | None:
    channel = line_channel(plan.grid)
    if channel is None:
        return None
    top, bottom = down.rows.channels[channel]
    return Rect(0.0, top, across.right, bottom - top)


def _phases(document: BlueprintDocument, across: XAxis, settings: PlanSettings,
            before: Sequence[PhaseBox]) -> Iterator[PhaseBox]:
    known = {box.phase: box for box in before}
    style, language = settings.style, document.head.language
    for phase, first, last in _phase_spans(across):
        rect, old = _box_over(across, first, last, style.phase_height), known.get(phase)
        continues = across.columns[first].index > 0
        shape = rect.width, rect.height, continues
        if old is not None and (old.rect.width, old.rect.height, old.continues) == shape:
            yield old if old.rect == rect else PhaseBox(phase, rect, old.title, continues)
        else:
            yield place_phase(document.phase_by_id[phase], rect, language, style, settings.metrics,
                              continues=continues)


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
