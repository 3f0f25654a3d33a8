"""The before/after page: what a redesign does to both sides, on one sheet, as PDF, SVG or PNG."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob, FormatOption, NothingToShow, abbreviations, compare_redesign
from visavis.exporters.backends import write_pages
from visavis.exporters.print_options import COLOURS, choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class BeforeAfterExporter:
    """Compares a redesign with the as-is blueprint that stands beside it, or that the job brings."""

    name = "before-after"
    title: Message = message("Before and after (PDF, SVG, PNG)")
    purpose: Message = message("What a redesign changes for both sides, on one page.")
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
        """Return the file's bytes; raise BlueprintError where there is nothing to compare with."""
        return write_pages(self.draw(job), job.options.get("format", "pdf"))

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
        return draw_before_after(comparison, translator(job.language), paper=job.options.get("paper", "A4"),
                                 theme=theme, look=choose_look(job, theme))


BEFORE_AFTER = BeforeAfterExporter()
