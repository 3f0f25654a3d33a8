"""What stands beside pictures, as Markdown: sheets as they are read out, and a whole blueprint in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.blueprint.drawing import Group, PageSet, Role, TextTable
from visavis.blueprint.language import Translator, message, translator
from visavis.blueprint.model import Side
from visavis.blueprint.registry import ExportJob
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.text_version.markdown_text import write_markdown
from visavis.exporters.typed_text import escape_markdown

# A friction point's number stands before its name.
_NUMBER = re.compile(r"^\d+\.\s*")
# What is said on every sheet is told once.
_FOOT = frozenset({Role.FOOTER, Role.LEGEND})
_HEADINGS = frozenset({Role.HEADING, Role.PHASE})


def tell_pages(pages: PageSet) -> str:
    """Return sheets as Markdown: headings, what each side does, a paragraph for each other group, then the table."""
    blocks = list(_blocks(pages))
    if pages.table is not None:
        blocks += _table(pages.table)
    return "\n\n".join(blocks) + "\n"


def _blocks(pages: PageSet) -> Iterator[str]:
    told: set[str] = set()
    feet: dict[str, None] = {}
    has_title = False
    translate = translator(pages.language)
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
            elif group.role in _HEADINGS:
                yield f"## {words}"
            elif group.role is Role.ITEM or (group.role is Role.TEXT and group.side is not None):
                # Whose it is, is said each time; the same may be done in several phases.
                yield f"- {_whose(group, translate)}{words}"
            elif words not in told:
                # The same line at the top of several sheets.
                told.add(words)
                yield words
    yield from feet


def _whose(group: Group, translate: Translator) -> str:
    """Return which side does or says something, with a colon; nothing for what is no one's."""
    if group.side is None:
        return ""
    side = message("Citizen") if group.side is Side.CITIZEN else message("Agents")
    return escape_markdown(translate(message("{label}: {value}", label=side, value="")).strip()) + " "


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


def tell_blueprint(job: ExportJob) -> str:
    """Return the page in words of a job's document, in the language of the job."""
    page = make_text_page(job.document, job.analysis, translator(job.language), internal=job.internal,
                          excerpt=job.excerpt)
    return write_markdown(page)
