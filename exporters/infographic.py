"""The infographic: one sheet that a citizen understands, as PDF, SVG or PNG."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.language import message, translator
from visavis.blueprint.registry import ExportJob
from visavis.exporters.page_exporter import PageExporter
from visavis.exporters.print_options import choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class InfographicExporter(PageExporter):
    """Tells the journey to the public, before the vocabulary of blueprints."""

    name = "infographic"
    title = message("Infographic")
    purpose = message("One page that tells the story in figures: for those who decide.")
    sizes = MappingProxyType({"A4": None, "A3": None})

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets."""
        from visavis.blueprint.drawing import draw_infographic

        theme = choose_theme(job)
        return draw_infographic(job.document, job.analysis, translator(job.language), paper=self.paper(job),
                                theme=theme, excerpt=job.excerpt, look=choose_look(job, theme))


INFOGRAPHIC = InfographicExporter()
