"""The citizen's page: one sheet that says what to do and what the agents do, as PDF, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message, translator
from visavis.blueprint.registry import ExportJob
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter
from visavis.exporters.print_options import choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class InfographicExporter(PageExporter):
    """Tells the journey to citizens, without the vocabulary of blueprints."""

    name = "infographic"
    title = message("The journey, for citizens")
    purpose = message("What to do, what to attach, how long it takes, where to ask: for the public.")
    # It says what lacks plain words, where they are asked for.
    has_plain_words = True
    sizes = PAGE_SIZES

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets."""
        from visavis.blueprint.drawing import draw_infographic

        theme = choose_theme(job)
        return draw_infographic(job.document, job.analysis, translator(job.language), paper=self.paper(job),
                                theme=theme, excerpt=job.excerpt, look=choose_look(job, theme))


INFOGRAPHIC = InfographicExporter()
