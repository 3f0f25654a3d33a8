"""SVG: head, blueprint, friction list and legend as one drawing with real text and its fonts inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import WORDS, ExportJob, FormatOption
from visavis.exporters.print_options import choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class SvgExporter:
    """Writes the whole picture as SVG."""

    name = "svg"
    title: Message = message("Picture (SVG)")
    purpose: Message = message("A drawing that is sharp at every size: for designers and web pages.")
    options: tuple[FormatOption, ...] = (WORDS,)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.svg`."""
        del options
        return ".svg"

    def export(self, job: ExportJob) -> bytes:
        """Return the SVG file's bytes."""
        from visavis.exporters.backends.svg import svg_file

        pages = self.draw(job)
        return svg_file(pages.pages[0].drawing, about=pages)

    def tell(self, job: ExportJob) -> str:
        """Return the blueprint in words, as Markdown, for the file beside the picture."""
        from visavis.exporters.text_version.page_words import tell_blueprint

        return tell_blueprint(job)

    def draw(self, job: ExportJob) -> PageSet:
        """Return the picture as the one sheet of its own size."""
        from visavis.blueprint.drawing import ComposeOptions, draw_picture_sheet

        theme = choose_theme(job, is_picture=True)
        return draw_picture_sheet(job.document, job.analysis, translator(job.language),
                                  options=ComposeOptions(internal=job.internal, excerpt=job.excerpt), theme=theme,
                                  look=choose_look(job, theme))


SVG = SvgExporter()
