"""Pasted text as steps: a list, or a table, whichever it is."""

from __future__ import annotations

from visavis.blueprint.editing.capture.listing import (
    MOST_LINES,
    NO_ANSWERS,
    Answers,
    ListedLine,
    Listing,
    read_list,
)
from visavis.blueprint.editing.capture.pasted_lines import lines_of
from visavis.blueprint.editing.capture.tables import read_table, separator_of
from visavis.blueprint.language import Count, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError


def read_paste(text: str, document: BlueprintDocument, answers: Answers = NO_ANSWERS) -> Listing:
    """Return what a pasted list or table makes; no lines when there is nothing in it.

    Raises BlueprintError for more than `MOST_LINES` lines: half a list would look like the whole.
    """
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise BlueprintError(message("the list has {count} lines, more than {most}; paste it in parts",
                                     count=Count(len(lines)), most=Count(MOST_LINES)))
    separator = separator_of(lines, document)
    return read_table(text, separator, document, answers) if separator else read_list(lines, document)


def read_listing(text: str, document: BlueprintDocument) -> tuple[ListedLine, ...]:
    """Return the lines of a paste about which nothing is asked; raises BlueprintError as `read_paste` does."""
    return read_paste(text, document).lines
