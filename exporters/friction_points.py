"""The page of friction points, as PDF, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, FormatOption
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

FIRST, ALL = "first", "all"


class FrictionPointsExporter(PageExporter):
    """Tells where a journey gets stuck, what that costs both sides, and what would help."""

    name = "friction-points"
    title = message("Friction points")
    purpose = message("Where it gets stuck, what it costs both sides, what would help: for a team.")
    sizes = PAGE_SIZES
    more_options = (FormatOption("which", message("Which friction points"), (FIRST, ALL), choice_titles={
        FIRST: message("as many as one sheet holds"), ALL: message("all of them")}),)

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets."""
        from visavis.blueprint.drawing.friction_points.friction_points import draw_friction_points

        return draw_friction_points(page_context(job), job.document, job.analysis, paper=self.paper(job),
                                    is_whole=job.options.get("which") == ALL, excerpt=job.excerpt)


FRICTION_POINTS = FrictionPointsExporter()
