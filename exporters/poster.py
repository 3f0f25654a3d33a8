"""The poster: a tagged PDF of exact sheets."""

from __future__ import annotations

from collections.abc import Mapping

from blueprint.language import Message, message, translator
from blueprint.registry import ExportJob, ExportOption


class PosterExporter:
    """Prints the blueprint with head, friction list and legend on ISO paper."""

    name = "poster"
    title: Message = message("Poster (PDF)")
    options = (
        ExportOption("paper", message("Paper size"), ("A3", "A0", "A1", "A2", "A4")),
        ExportOption("orientation", message("Orientation"), ("landscape", "portrait")),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.pdf`."""
        del options
        return ".pdf"

    def export(self, job: ExportJob) -> bytes:
        """Return the PDF's bytes."""
        from blueprint.drawing.pages import poster
        from exporters.backends.pdf import pdf

        pages = poster(job.document, job.analysis, translator(job.language), paper=job.options.get("paper", "A3"),
                       orientation=job.options.get("orientation", "landscape"))
        return pdf(pages)


POSTER = PosterExporter()
