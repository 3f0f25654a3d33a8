"""The summary for deciders: one page with the verdict, five figures and three decisions, as PDF, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class SummaryExporter(PageExporter):
    """Tells those who decide who stays outside, what to decide and what is not known yet."""

    name = "summary"
    title = message("Summary for decision-makers")
    purpose = message("One page with the verdict, five figures and three decisions: for those who decide.")
    sizes = PAGE_SIZES

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets."""
        from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format
        from visavis.blueprint.drawing.summary.summary import draw_summary

        return draw_summary(page_context(job), job.document, job.analysis, find_page_format(self.paper(job)),
                            excerpt=job.excerpt)


SUMMARY = SummaryExporter()
