"""Cards for a workshop, nine a sheet, to cut out: personas, channels, feelings, friction points."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, FormatOption, NothingToShow
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

BOTH, FRONTS = "both", "fronts"


class CardsExporter(PageExporter):
    """Puts what a workshop talks about into people's hands."""

    name = "cards"
    title = message("Workshop cards")
    purpose = message("Personas, channels, feelings and friction points to cut out, with blank ones: for a workshop.")
    sizes = MappingProxyType({"A4": PAGE_SIZES["A4"], "letter": PAGE_SIZES["letter"]})
    more_options = (
        FormatOption("deck", message("Which cards"), ("all", "personas", "channels", "emotions", "friction-points"),
                     choice_titles={"all": message("all of them"), "personas": message("personas only"),
                                    "channels": message("channels only"), "emotions": message("feelings only"),
                                    "friction-points": message("friction points only")}),
        FormatOption("sides", message("Printed sides"), (BOTH, FRONTS), choice_titles={
            BOTH: message("fronts and backs"), FRONTS: message("fronts only")}),
    )

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets; raise NothingToShow for a part of a blueprint: cards are of all of it."""
        from visavis.blueprint.drawing.card_decks.card_decks import draw_card_decks

        if job.excerpt is not None:
            raise NothingToShow(message("Cards are of a whole blueprint: choose no persona, phase, lane or journey"))
        return draw_card_decks(page_context(job), job.document, job.analysis, paper=self.paper(job),
                               deck=job.options.get("deck", "all"), has_backs=job.options.get("sides") != FRONTS)


CARDS = CardsExporter()
