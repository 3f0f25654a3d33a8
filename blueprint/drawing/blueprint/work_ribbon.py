"""The ribbon on paper: the minutes of work that stand on the cards, added up by column and side, and their peaks.

Who stands before a sheet can add up the cards below and above: the ribbon shows what these say and nothing else, on
one linear scale for both sides and all bands. The peak of each side of a band is told in words where it is long and
there is room beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from visavis.blueprint.drawing.blueprint.effort_ribbon import ColumnKey, EffortProfile
from visavis.blueprint.drawing.blueprint.lanes_and_phases import ribbon_areas
from visavis.blueprint.drawing.blueprint.taken_places import TakenPlaces
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_line
from visavis.blueprint.language import message
from visavis.blueprint.language.quantities import Minutes
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.layout.columns import Column
from visavis.blueprint.model import BlueprintDocument, Side, StepKind
from visavis.blueprint.text.styles import TextStyle, Weight

# A peak of fewer minutes is not told.
LEAST_TOLD = 45.0
# How far from the middle of its column a peak is told at most, and from one place that is tried to the next.
AWAY, STEP = 35.0, 7.0
WORDS = TextStyle(13.7, Weight.BOLD)
OFF_LINE = 2.0
_NEVER_WORK = (StepKind.WAIT, StepKind.OUTCOME, StepKind.EVIDENCE)


def work_profile(document: BlueprintDocument) -> EffortProfile:
    """Return the minutes of work on the cards of each column, by side.

    A side that works in a column and of which no card says how long has none known there.
    """
    found: Mapping[Side, dict[ColumnKey, float | None]] = {Side.CITIZEN: {}, Side.AGENT: {}}
    for step in document.steps:
        side, column = document.side_of(step), (step.phase, step.column)
        if side is None or side not in found or step.kind in _NEVER_WORK:
            continue
        before = found[side].get(column)
        found[side][column] = before if step.work is None else (before or 0.0) + document.effort_of(step)
    return EffortProfile(found[Side.CITIZEN], found[Side.AGENT], in_minutes=True)


def place_peaks(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                taken: TakenPlaces) -> tuple[Group, ...]:
    """Return the peak of each side of a band in words, near the middle of its column, where nothing is `taken`."""
    profile = work_profile(document)
    areas = ribbon_areas(layout)
    if areas is None:
        return ()
    groups = []
    for name, minutes, area, is_above in (("citizen", profile.citizen, areas[0], True),
                                          ("agent", profile.agent, areas[1], False)):
        peak = _find_peak(layout, minutes)
        if peak is None:
            continue
        column, most = peak
        words = context.translate.write(Minutes(most))
        width, height = context.metrics.width(words, WORDS), context.metrics.line_height(WORDS)
        level = area.height * most / profile.peak
        place = next((rect for rect in _places(column, area, level, width, height, is_above=is_above)
                      if rect.x >= layout.style.heading_width and rect.right <= layout.width
                      and taken.is_free(rect, may_speak=True)), None)
        if place is not None:
            taken.add(place)
            colour = (context.theme.citizen if is_above else context.theme.agent).ink
            line = set_line(context, words, WORDS, place, colour, align=Align.CENTRE)
            told = context.translate(message("The most work in one column of this band: {time}.", time=Minutes(most)))
            groups.append(Group(f"peak-{name}-{layout.band}", Role.TEXT, Layer.LABELS, place, (line,), words, told))
    return tuple(groups)


def _find_peak(layout: Layout, minutes: Mapping[ColumnKey, float | None]) -> tuple[Column, float] | None:
    """Return the column of a band in which a side works longest, if that is long."""
    worked = [(minutes.get((column.phase, column.index)) or 0.0, column) for column in layout.columns]
    most, column = max(worked, key=lambda each: each[0], default=(0.0, None))
    return (column, most) if column is not None and most >= LEAST_TOLD else None


def _places(column: Column, area: Rect, level: float, width: float, height: float, *,
            is_above: bool) -> Iterator[Rect]:
    """Yield places at the line, where the ribbon is, then beyond it, each from the middle of the column outward."""
    middle = column.x + column.width / 2
    near, far = OFF_LINE, level + OFF_LINE
    for off in (near, far):
        y = area.bottom - off - height if is_above else area.y + off
        for at in range(int(AWAY // STEP) + 1):
            for aside in sorted({at * STEP, -at * STEP}):
                yield Rect(middle + aside - width / 2, y, width, height)
