"""What cards and flows stand in: lanes, phases, derived lines, the conversation; and with these, the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.layout.axes import Across, Down
from visavis.blueprint.layout.bands import Band
from visavis.blueprint.layout.card_boxes import CardPlaces
from visavis.blueprint.layout.cards import lane_place, phase_place
from visavis.blueprint.layout.cell_boxes import Cells
from visavis.blueprint.layout.flow_paths import FlowPlaces
from visavis.blueprint.layout.result import DerivedLine, Layout, PhasePlace, Rect
from visavis.blueprint.layout.routing.band_routes import line_channel
from visavis.blueprint.layout.routing.plan import Plan, Settings
from visavis.blueprint.model import BlueprintDocument


def framed(document: BlueprintDocument, plan: Plan, across: Across, down: Down, settings: Settings, band: Band,
           cards: CardPlaces, flows: FlowPlaces, phases: Sequence[PhasePlace]) -> Layout:
    """Return the layout of a band; `phases` are those of the layout before, for what stands as it stood."""
    lanes = tuple(lane_place(document, lane, _strip(plan, across, down, settings, lane.id), settings.style,
                             settings.metrics) for lane in document.head.lanes)
    columns = across.columns
    lines = tuple(DerivedLine(kind, down.rows.lines[channel], 0.0, across.right)
                  for channel, kind in sorted(plan.grid.lines.items()))
    return Layout(
        width=across.right, height=down.rows.bottom, columns=columns,
        phases=tuple(_phases(document, across, settings, phases)), lanes=lanes, cards=cards, flows=flows, lines=lines,
        conversation=_conversation(plan, across, down), band=band.index, bands=band.count,
        cells=Cells(columns, lanes, settings.style.lane_padding), stacks=plan.grid.stacks, spans=plan.spans,
    )


def _strip(plan: Plan, across: Across, down: Down, settings: Settings, lane: str) -> Rect:
    first, padding = plan.grid.first_row[lane], settings.style.lane_padding
    last = first + plan.grid.rows_of_lane[lane] - 1
    top = down.rows.tops[first] - padding
    bottom = down.rows.tops[last] + down.heights[last] + padding
    return Rect(0.0, top, across.right, bottom - top)


def _conversation(plan: Plan, across: Across, down: Down) -> Rect | None:
    channel = line_channel(plan.grid)
    if channel is None:
        return None
    top, bottom = down.rows.channels[channel]
    return Rect(0.0, top, across.right, bottom - top)


def _phases(document: BlueprintDocument, across: Across, settings: Settings,
            before: Sequence[PhasePlace]) -> Iterator[PhasePlace]:
    known = {place.phase: place for place in before}
    style, language = settings.style, document.head.language
    for phase, first, last in _spans(across):
        rect, old = _over(across, first, last, style.phase_height), known.get(phase)
        continues = across.columns[first].index > 0
        shape = rect.width, rect.height, continues
        if old is not None and (old.rect.width, old.rect.height, old.continues) == shape:
            yield old if old.rect == rect else PhasePlace(phase, rect, old.title, continues)
        else:
            yield phase_place(document.phase_by_id[phase], rect, language, style, settings.metrics,
                              continues=continues)


def _spans(across: Across) -> Iterator[tuple[str, int, int]]:
    """Yield each phase with its first and last column in the band."""
    first, columns = 0, across.columns
    for at, column in enumerate(columns):
        if at + 1 == len(columns) or columns[at + 1].phase != column.phase:
            yield column.phase, first, at
            first = at + 1


def _over(across: Across, first: int, last: int, height: float) -> Rect:
    """Return the box over some columns: from the middle of the gutter before to the middle of that after."""
    gutters = across.gutters
    left = gutters[0][0] if first == 0 else sum(gutters[first]) / 2
    right = gutters[-1][1] if last + 1 == len(across.columns) else sum(gutters[last + 1]) / 2
    return Rect(left, 0.0, right - left, height)
