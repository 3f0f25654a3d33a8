"""The booklet “My journey”: four small pages to fill in, or the sheets to fold, as PDF, SVG or PNG."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.language import message, translator
from visavis.blueprint.registry import ExportJob
from visavis.exporters.page_exporter import PageExporter
from visavis.exporters.print_options import choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class BookletExporter(PageExporter):
    """Gives citizens their journey to take along: what to do and when, documents to tick, room to write.

    On A4 both sides of a sheet hold the pages as they are to be folded (4 and 1, 2 and 3); print it on both sides,
    turned over on the short edge. A5 gives the pages one by one.
    """

    name = "booklet"
    title = message("Booklet to fill in: “My journey”")
    purpose = message("Four small pages with room to write: for people on their way through the service.")
    # It says what lacks plain words, where they are asked for.
    has_plain_words = True
    sizes = MappingProxyType({
        "A4": message("A4 sheet to fold, both sides"),
        "A5": message("A5, page by page"),
    })

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sides of the sheets, or the pages."""
        from visavis.blueprint.drawing import draw_booklet

        theme = choose_theme(job)
        return draw_booklet(job.document, job.analysis, translator(job.language), paper=self.paper(job), theme=theme,
                            excerpt=job.excerpt, look=choose_look(job, theme))


BOOKLET = BookletExporter()
