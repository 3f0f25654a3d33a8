"""Phase by phase: how long it takes, and the work of both sides as bars on one scale."""

from __future__ import annotations

from visavis.blueprint.analysis import UNKNOWN, Analysis
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.analysis.measures.phase_times import part_words, phase_times, work_of_phase
from visavis.blueprint.drawing.display_list import Group, Layer, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, STRONG, section_heading, set_lines
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.side_bars import draw_side_bars, fit_side_bars
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side

# Of the width: number and name, how long; the bars have what is left.
NAME_PART, TIME_PART = 0.34, 0.16
BAR_ROW, ROW_PAD, CELL_GAP = 12.5, 2.5, 8.0


def phase_rows(context: DrawingContext, document: BlueprintDocument, analysis: Analysis,
               width: float) -> list[PageBlock]:
    """Return a heading and a row for each phase; nothing without phases or measures."""
    measured = analysis.measures.everybody
    if measured is None or not document.head.phases:
        return []
    cases = measured.headline_cases
    total = cases.elapsed.mean_minutes.known_value
    times = {time.phase: time for time in phase_times(document, cases)}
    works = {phase.id: tuple(work_of_phase(document, cases, phase.id, side) for side in (Side.CITIZEN, Side.AGENT))
             for phase in document.head.phases}
    known = [(citizen or UNKNOWN, agents or UNKNOWN) for citizen, agents in works.values()]
    bars = fit_side_bars(context, known, LEAST_TYPE, BAR_ROW)
    translate, theme = context.translate, context.theme
    rows = [section_heading(context, "phases", translate(message("Phase by phase")), width, theme.ink)]
    for number, phase in enumerate(document.head.phases, start=1):
        named = phase.name.strip() or translate(message("Phase {number}", number=number))
        name, time = f"{number} {named}", times.get(phase.id)
        spent = translate.write(part_words(time.told, total) if time.told else message("the same day")) if (
            time is not None and time.is_known) else translate(message("time unknown"))
        first, second = NAME_PART * width, TIME_PART * width
        parts, tall = set_lines(context, name, STRONG, Rect(0.0, ROW_PAD, first - CELL_GAP, 0.0), theme.ink, 3)
        told, other = set_lines(context, spent, BODY, Rect(first, ROW_PAD, second - CELL_GAP, 0.0), theme.ink, 2)
        x = first + second
        citizen, agents = works[phase.id]
        marks = draw_side_bars(context, bars, citizen, agents, Rect(x, ROW_PAD, width - x, bars.height))
        height = max(tall, other, bars.height) + 2 * ROW_PAD
        rule = straight_line(0.0, 0.0, width, 0.0, Stroke(theme.hairline))
        work = [message("nothing to do") if figure is None else minutes_words(figure) for figure in (citizen, agents)]
        spoken = translate(message("{phase}: {time}. Citizen’s work: {citizen}. Agents’ work: {agents}.", phase=name,
                                   time=spent, citizen=work[0], agents=work[1]))
        rows.append(PageBlock(width, height, (
            Group(f"phase-{phase.id}", Role.FIGURE, Layer.PAGE, Rect(0.0, 0.0, width, height),
                  (rule, *parts, *told, *marks), name, spoken),)))
    return rows
