"""The page of figures, as a PDF, a picture or slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class FiguresExporter(PageExporter):
    """Tells a journey in figures, for each persona and phase, with how sure they are."""

    name = "figures"
    title = message("Figures")
    purpose = message("How requests end, how long they take, what both sides put into them: to be quoted.")
    sizes = PAGE_SIZES

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets."""
        from visavis.blueprint.drawing.figures.figures_page import draw_figures

        organisation = job.around.organisation if job.around is not None else None
        return draw_figures(page_context(job), job.document, job.analysis, paper=self.paper(job),
                            organisation=organisation, excerpt=job.excerpt)


FIGURES = FiguresExporter()
