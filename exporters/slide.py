"""The slide: one number to remember, today and the target side by side, as PDF, SVG or PNG."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, compare_redesign
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class SlideExporter(PageExporter):
    """Puts a journey, or its redesign beside it, on one slide for a meeting."""

    name = "slide"
    title = message("Slide")
    purpose = message("One slide with the number to remember and three decisions: for a meeting.")
    sizes = MappingProxyType({"16x9": PAGE_SIZES["16x9"]})

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheet: with what the document redesigns, where that is at hand and all of it is asked for."""
        from visavis.blueprint.drawing.slide.slide import draw_slide

        before = job.around.before if job.around is not None else None
        comparison = compare_redesign(before.document, job.document, job.around) if (
            before is not None and job.excerpt is None) else None
        return draw_slide(page_context(job), job.document, job.analysis, comparison, excerpt=job.excerpt)


SLIDE = SlideExporter()
