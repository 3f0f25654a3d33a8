"""The page in words as Markdown (CommonMark, with the tables of GitHub's dialect): text that any editor opens.

What authors typed is text: every letter that Markdown reads as a sign is escaped (CommonMark 0.31, section 2.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.exporters.text_version.text_blocks import (
    Block,
    CellLine,
    HeadingBlock,
    ListBlock,
    TableBlock,
    page_blocks,
)
from visavis.exporters.text_version.text_page import TextPage
from visavis.exporters.typed_text import escape_markdown


def write_markdown(page: TextPage) -> str:
    """Return a page as Markdown, a blank line between its blocks."""
    return "\n\n".join("\n".join(_lines(block)) for block in page_blocks(page)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, HeadingBlock):
        yield f"{'#' * block.level} {escape_markdown(block.text)}"
    elif isinstance(block, ListBlock):
        yield from (f"- {escape_markdown(item)}" for item in block.items)
    elif isinstance(block, TableBlock):
        yield _row(map(escape_markdown, block.heads))
        yield _row("---" for _ in block.heads)
        yield from (_row("<br>".join(map(_cell_line, cell)) for cell in row) for row in block.rows)
    else:
        yield escape_markdown(block.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell_line(line: CellLine) -> str:
    strong = escape_markdown(line.strong)
    # A text without a letter that can be seen cannot be made strong.
    return f"**{strong}** {escape_markdown(line.rest)}" if strong else escape_markdown(line.rest)
