"""Sheets in words, as Markdown: what is read out of them, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.blueprint.drawing import Group, PageSet, Role, TextTable
from visavis.exporters.typed_text import escape_markdown

# A friction point's number stands before its name.
_NUMBER = re.compile(r"^\d+\.\s*")
# What is said on every sheet is told once.
_FOOT = frozenset({Role.FOOTER, Role.LEGEND})


def tell_pages(pages: PageSet) -> str:
    """Return sheets as Markdown: a title, headings, a paragraph for each group, the table of what they draw."""
    blocks = list(_blocks(pages))
    if pages.table is not None:
        blocks += _table(pages.table)
    return "\n\n".join(blocks) + "\n"


def _blocks(pages: PageSet) -> Iterator[str]:
    told: set[str] = set()
    feet: dict[str, None] = {}
    has_title = False
    for page in pages.pages:
        for group in page.drawing.groups:
            words = escape_markdown(_words(group))
            if group.role is Role.DECORATION or not words or (group.role is Role.TITLE and has_title):
                continue
            if group.role in _FOOT:
                feet[words] = None
            elif group.role is Role.TITLE:
                has_title = True
                yield f"# {words}"
            elif group.role is Role.HEADING:
                yield f"## {words}"
            elif words not in told:
                # The same line at the top of several sheets.
                told.add(words)
                yield words
    yield from feet


def _words(group: Group) -> str:
    """Return what a group says: its title where the description does not begin with it."""
    title, said = group.title.strip(), group.description.strip()
    if group.role in (Role.TITLE, Role.HEADING):
        return title or said
    bare = _NUMBER.sub("", title)
    if bare and said.startswith(bare):
        return title + said.removeprefix(bare)
    return said if title in said else f"{title}: {said}" if said else title


def _table(table: TextTable) -> Iterator[str]:
    yield f"## {escape_markdown(table.title)}"
    rows = [table.columns, ("---",) * len(table.columns), *table.rows]
    yield "\n".join("| " + " | ".join(cell if cell == "---" else escape_markdown(cell) for cell in row) + " |"
                    for row in rows)
