"""The conversation: one persona's exchanges with the agents, silences to scale, as PDF, SVG or PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, FormatOption
from visavis.exporters.chosen_personas import PERSONA, chosen_personas, join_pages
from visavis.exporters.page_exporter import PAGE_SIZES, PageExporter, page_context

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet


class ConversationExporter(PageExporter):
    """Tells what one persona and the agents say to each other, and how long nobody says anything."""

    name = "conversation"
    title = message("The conversation")
    purpose = message("What one persona and the agents say to each other, and how long nobody says anything.")
    sizes = PAGE_SIZES
    more_options: tuple[FormatOption, ...] = (PERSONA,)

    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets of each persona that was asked for."""
        from visavis.blueprint.drawing.conversation.conversation_page import draw_conversation
        from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format

        context, page_format = page_context(job), find_page_format(self.paper(job))
        return join_pages([draw_conversation(context, job.document, job.analysis, page_format, persona, job.excerpt)
                           for persona in chosen_personas(job)])


CONVERSATION = ConversationExporter()
