"""The infographic: one sheet that a citizen understands, as PDF, SVG or PNG."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.drawing.display_list import PageSet
from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, ExportOption

# 200 dots an inch: sharp on a screen, and enough to be pasted into minutes.
PNG_SCALE = 200.0 / 72.0


class InfographicExporter:
    """Tells the journey to the public, before the vocabulary of blueprints."""

    name = "infographic"
    title: Message = message("Infographic (PDF, SVG, PNG)")
    purpose: Message = message("One page that tells the story in figures: for those who decide.")
    options = (
        ExportOption("format", message("File format"), ("pdf", "svg", "png")),
        ExportOption("paper", message("Paper size"), ("A4", "A3")),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the ending of the chosen file format."""
        return f".{options.get('format', 'pdf')}"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; in SVG and PNG further sheets stand below the first."""
        from visavis.blueprint.drawing.infographic.infographic import infographic

        pages = infographic(job.document, job.analysis, translator(job.language),
                            paper=job.options.get("paper", "A4"))
        return write_pages(pages, job.options.get("format", "pdf"))


def write_pages(pages: PageSet, form: str) -> bytes:
    """Return the sheets as `pdf`, `svg` or `png`; in the latter two, further sheets stand below the first."""
    from visavis.blueprint.drawing.paper import stack_pages

    match form:
        case "svg":
            from visavis.exporters.backends.svg import svg

            return svg(stack_pages(pages)).encode("utf-8")
        case "png":
            from visavis.exporters.backends.qt import png

            return png(stack_pages(pages), scale=PNG_SCALE)
        case _:
            from visavis.exporters.backends.pdf import pdf

            return pdf(pages)


INFOGRAPHIC = InfographicExporter()
