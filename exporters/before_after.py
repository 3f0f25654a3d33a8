"""The before/after page: what a redesign does to both sides, on one sheet, as PDF, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob, NothingToShow, compare_redesign
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter
from visavis.exporters.print_options import choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class BeforeAfterExporter(PageExporter):
    """Compares a redesign with the as-is blueprint that stands beside it, or that the job brings."""

    name = "before-after"
    title = message("Before and after")
    purpose = message("What a redesign changes for both sides, on one page.")
    sizes = PAGE_SIZES

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets; raise BlueprintError where there is nothing to compare with."""
        from visavis.blueprint.drawing import draw_before_after

        if job.around is None or job.around.before is None:
            # One that redesigns nothing has no before; of one that does, the before is missing.
            refusal = BlueprintError if job.document.head.redesigns else NothingToShow
            raise refusal(message("There is no as-is blueprint to compare with: save the one that this "
                                         "redesigns in the same folder, or in a terminal name it with --as-is"))
        if job.excerpt is not None:
            raise NothingToShow(message(
                "A redesign is compared as a whole: choose no persona, phase, lane or journey"))
        comparison = compare_redesign(job.around.before.document, job.document, job.around)
        theme = choose_theme(job)
        return draw_before_after(comparison, translator(job.language), paper=self.paper(job),
                                 theme=theme, look=choose_look(job, theme))


BEFORE_AFTER = BeforeAfterExporter()
