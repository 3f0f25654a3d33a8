"""A board to hang up and fill with notes, as PDF, SVG or PNG."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, FormatOption, NothingToShow
from visavis.exporters.page_exporter import PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

OWN, BLANK = "own", "blank"


class WorkshopBoardExporter(PageExporter):
    """Puts an empty blueprint on the wall, ready to be photographed when it is full."""

    name = "board"
    title = message("Board to fill")
    purpose = message("An empty blueprint for the wall, a place for each sticky note: for a workshop.")
    sizes = MappingProxyType({"A0": None, "A1": None, "A2": None})
    more_options = (FormatOption("headings", message("Phases and lanes"), (OWN, BLANK), choice_titles={
        OWN: message("those of the blueprint"), BLANK: message("to be named by hand")}),)

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets; raise NothingToShow for a part of a blueprint: a board is of all of it."""
        from visavis.blueprint.drawing.workshop_board.workshop_board import draw_workshop_board

        if job.excerpt is not None:
            raise NothingToShow(message("A board is of a whole blueprint: choose no persona, phase, lane or journey"))
        return draw_workshop_board(page_context(job), job.document, paper=self.paper(job),
                                   is_blank=job.options.get("headings") == BLANK)


WORKSHOP_BOARD = WorkshopBoardExporter()
