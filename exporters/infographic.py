"""The infographic: one sheet that a citizen understands, as PDF, SVG or PNG."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption, abbreviations
from visavis.exporters.backends import write_pages
from visavis.exporters.print_options import COLOURS, choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class InfographicExporter:
    """Tells the journey to the public, before the vocabulary of blueprints."""

    name = "infographic"
    title: Message = message("Infographic (PDF, SVG, PNG)")
    purpose: Message = message("One page that tells the story in figures: for those who decide.")
    options = (
        FormatOption("format", message("File format"), ("pdf", "svg", "png"),
                     choice_titles=abbreviations("pdf", "svg", "png")),
        FormatOption("paper", message("Paper size"), ("A4", "A3")),
        COLOURS,
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the ending of the chosen file format."""
        return f".{options.get('format', 'pdf')}"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; in SVG and PNG further sheets stand below the first."""
        return write_pages(self.draw(job), job.options.get("format", "pdf"))

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets."""
        from visavis.blueprint.drawing import draw_infographic

        theme = choose_theme(job)
        return draw_infographic(job.document, job.analysis, translator(job.language),
                                paper=job.options.get("paper", "A4"), theme=theme, excerpt=job.excerpt,
                                look=choose_look(job, theme))


INFOGRAPHIC = InfographicExporter()
