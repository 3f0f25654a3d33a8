"""The poster: exact sheets as a PDF for everybody (PDF/UA-1) and for archives (PDF/A-2b), or slides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob, FormatOption, as_written
from visavis.exporters.backends import FORMAT_TITLES, SLIDE_FORMATS, write_pages
from visavis.exporters.print_options import (
    PRINT_OPTIONS,
    PrintOptions,
    choose_look,
    choose_theme,
    finish_sheets,
    read_print_options,
)

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

# A picture of it is a format of its own (`svg`, `png`), which knows no sheets.
FORMATS = ("pdf", *SLIDE_FORMATS)
# What is offered; width and height, or a roll, can be typed instead (`blueprint.drawing.paper_sizes`).
PAPERS = ("A3", "A0", "A1", "A2", "A4", "A5", "letter", "legal", "tabloid", "ansi-c", "ansi-d", "ansi-e", "arch-c",
          "arch-d", "arch-e", "roll-914mm")
PAPER_TITLES: Mapping[str, Message] = {
    "letter": as_written("US Letter"), "legal": as_written("US Legal"), "tabloid": as_written("US Tabloid / Ledger"),
    "ansi-c": as_written("ANSI C"), "ansi-d": as_written("ANSI D"), "ansi-e": as_written("ANSI E"),
    "arch-c": as_written("ARCH C"), "arch-d": as_written("ARCH D"), "arch-e": as_written("ARCH E"),
    "roll-914mm": message("Roll, 914 mm (36 in) wide"),
}


class PosterExporter:
    """Prints the blueprint with head, the gravest frictions and legend on sheets, and all frictions in an annex."""

    name = "poster"
    title: Message = message("Poster")
    purpose: Message = message("The whole blueprint on sheets that any printer takes: for the wall and the meeting.")
    options = (
        FormatOption("paper", message("Paper size"), PAPERS, choice_titles=PAPER_TITLES, is_open=True),
        FormatOption("orientation", message("Orientation"), ("landscape", "portrait"), choice_titles={
            "landscape": message("Landscape"), "portrait": message("Portrait")}),
        FormatOption("annex", message("Annex with all frictions"), ("yes", "no"), choice_titles={
            "yes": message("Yes"), "no": message("No")}),
        *PRINT_OPTIONS,
        # Most posters are printed.
        FormatOption("format", message("File format"), FORMATS, choice_titles=FORMAT_TITLES, is_rare=True),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the ending of the chosen file format."""
        return f".{options.get('format', 'pdf')}"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        return write_pages(self.draw(job), job.options.get("format", "pdf"))

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets; raise BlueprintError for paper or options that are not possible."""
        from visavis.blueprint.drawing import ComposeOptions, draw_poster

        asked = read_print_options(job.options)
        is_slides = job.options.get("format", "pdf") in SLIDE_FORMATS
        if is_slides and asked != PrintOptions(margin=asked.margin, is_reduced=asked.is_reduced):
            from visavis.exporters.backends.slides import PAPER_ONLY

            raise BlueprintError(PAPER_ONLY)
        translate, theme = translator(job.language), choose_theme(job)
        pages = draw_poster(job.document, job.analysis, translate, paper=job.options.get("paper", "A3"),
                            orientation=job.options.get("orientation", "landscape"), margin=asked.margin,
                            theme=theme, look=choose_look(job, theme),
                            options=ComposeOptions(internal=job.internal, excerpt=job.excerpt),
                            annex=job.options.get("annex") != "no")
        return pages if is_slides else finish_sheets(pages, asked, translate)

    def propose_paper(self, job: ExportJob, sheets: int) -> tuple[str, int] | None:
        """Return the next larger paper on which a poster of so many `sheets` is one, and that one: else the fewest.

        None where no larger paper makes them fewer, and for tiles and folds, which are several by intent.
        """
        from visavis.blueprint.drawing import ComposeOptions
        from visavis.blueprint.drawing.poster.sheet_count import count_sheets, larger_papers

        asked = read_print_options(job.options)
        if asked.tile or asked.panels:
            return None
        best, fewest = None, sheets
        for larger in larger_papers(job.options.get("paper", "A3")) if sheets > 1 else ():
            count = count_sheets(job.document, job.analysis, translator(job.language), paper=larger,
                                 orientation=job.options.get("orientation", "landscape"), margin=asked.margin,
                                 options=ComposeOptions(internal=job.internal, excerpt=job.excerpt))
            if count < fewest:
                best, fewest = (larger, count), count
            if count == 1:
                break
        return best


POSTER = PosterExporter()
