"""The persona's day: one persona's whole way as they live it, as PDF, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, FormatOption
from visavis.exporters.chosen_personas import PERSONA, chosen_personas, join_pages
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class DayExporter(PageExporter):
    """Tells what one persona does from beginning to end, what it costs them, and how it feels."""

    name = "day"
    title = message("A persona’s day")
    purpose = message("One persona’s whole way as they live it: what they do, wait for and feel, and what it costs.")
    sizes = PAGE_SIZES
    more_options: tuple[FormatOption, ...] = (PERSONA,)

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets of each persona that was asked for."""
        from visavis.blueprint.drawing.persona_day.day_page import draw_persona_day
        from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format

        context, page_format = page_context(job), find_page_format(self.paper(job))
        return join_pages([draw_persona_day(context, job.document, job.analysis, page_format, persona, job.excerpt)
                           for persona in chosen_personas(job)])


DAY = DayExporter()
