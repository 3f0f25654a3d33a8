"""The page in words as a run of blocks, for formats that are read from top to bottom: headings, texts, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from visavis.blueprint.drawing import LIGHT
from visavis.exporters.text_version.text_page import (
    ColumnText,
    FrictionText,
    PhaseText,
    SpeechText,
    StepText,
    TextPage,
    colon,
)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading; the page's title is of level 1."""

    level: int
    text: str


class Manner(Enum):
    """What a paragraph is."""

    PLAIN = "plain"
    LEADING = "leading"
    QUIET = "quiet"
    REMEDY = "remedy"


# How paragraphs look that are not plain text; those that stand out are bold.
INKS = {Manner.QUIET: LIGHT.muted, Manner.REMEDY: LIGHT.good, Manner.LEADING: LIGHT.ink}
STRONG_MANNERS = (Manner.LEADING, Manner.REMEDY)


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """A paragraph."""

    text: str
    manner: Manner = Manner.PLAIN


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of facts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell: what stands out, and what follows it."""

    strong: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its heads, and of each row as many cells with their lines.

    `widths` are parts of the width of the page, `inks` the colours of the heads (none: that of text). Rows are at
    least `least_height` millimetres high, where somebody writes into them.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[CellLine, ...], ...], ...]
    widths: tuple[float, ...]
    inks: tuple[str, ...] = ()
    least_height: float = 0.0


Block = HeadingBlock | ParagraphBlock | ListBlock | TableBlock
# Both sides, and between them what is said: as on the web page.
SIDE_WIDTHS = (0.38, 0.24, 0.38)
SIDE_INKS = (LIGHT.citizen.ink, LIGHT.ink, LIGHT.agent.ink)


@dataclass(frozen=True, slots=True)
class BlockText:
    """A whole text for word processors; `is_wide` where its tables need a page of A4 across."""

    language: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    is_wide: bool = True


def page_text(page: TextPage) -> BlockText:
    """Return the page in words as a text for word processors: both sides stand beside each other."""
    return BlockText(page.language, page.title, page.summary, tuple(page_blocks(page)))


def page_blocks(page: TextPage) -> Iterator[Block]:
    """Yield a page from top to bottom."""
    heads = page.heads
    yield HeadingBlock(1, page.title)
    yield from _paragraphs((" · ".join(page.kinds),), Manner.QUIET)
    yield from _paragraphs((page.summary,))
    yield from _paragraphs((" ".join(page.verdict),), Manner.LEADING)
    yield from _facts(heads.record, (f"{fact.label}{colon(page.language)} {fact.value}" for fact in page.record))
    yield from _facts(heads.figures, (
        f"{figure.label}{colon(page.language)} {figure.value}{f' ({figure.remark})' if figure.remark else ''}"
        for figure in page.figures))
    yield from _paragraphs((page.figures_remark,), Manner.QUIET)
    for phase in page.phases:
        yield from _phase_blocks(page, phase)
    if page.elsewhere:
        yield HeadingBlock(2, heads.elsewhere)
        for friction in page.elsewhere:
            yield from _friction_blocks(page, friction, 3)
    if page.unknown:
        yield from _facts(heads.unknown, page.unknown)


def _paragraphs(texts: Iterable[str], manner: Manner = Manner.PLAIN) -> Iterator[Block]:
    yield from (ParagraphBlock(text, manner) for text in texts if text.strip())


def _facts(head: str, items: Iterable[str]) -> Iterator[Block]:
    yield HeadingBlock(2, head)
    yield ListBlock(tuple(items))


def _phase_blocks(page: TextPage, phase: PhaseText) -> Iterator[Block]:
    heads = page.heads
    yield HeadingBlock(2, f"{phase.number}. {phase.name}{f' ({phase.time})' if phase.time else ''}")
    yield from _paragraphs((" · ".join(f"{work.label}{colon(page.language)} {work.value}" for work in phase.work),),
                           Manner.QUIET)
    if phase.exchanges:
        yield TableBlock((heads.citizen, heads.said, heads.agents),
                         tuple(_row(page, column) for column in phase.exchanges), SIDE_WIDTHS, SIDE_INKS)
    if phase.frictions:
        yield HeadingBlock(3, heads.frictions)
        for friction in phase.frictions:
            yield from _friction_blocks(page, friction, 4)
    if phase.also:
        listed = ", ".join(f"{number} {name}" for number, name in phase.also)
        yield ParagraphBlock(f"{heads.also}{colon(page.language)} {listed}", Manner.QUIET)


def _row(page: TextPage, column: ColumnText) -> tuple[tuple[CellLine, ...], ...]:
    return (tuple(_step_line(page, step) for step in column.citizen), tuple(map(_speech_line, column.said)),
            tuple(_step_line(page, step) for step in column.agents))


def _step_line(page: TextPage, step: StepText) -> CellLine:
    more = [step.whose, *step.times, *step.remarks]
    if step.frictions:
        more.append(f"{page.heads.frictions}{colon(page.language)} {', '.join(map(str, step.frictions))}")
    return CellLine(step.title, f"({' · '.join(more)})")


def _speech_line(speech: SpeechText) -> CellLine:
    """Return what is said: by whom, the words, how often, and with what."""
    more = [part for part in (speech.share, ", ".join(speech.carried)) if part]
    words = f"{speech.speaker} → {speech.words}" if speech.is_said else speech.words
    behind = f" ({' · '.join(more)})" if more else ""
    return CellLine("", f"{words}{behind}")


def _friction_blocks(page: TextPage, friction: FrictionText, level: int) -> Iterator[Block]:
    yield HeadingBlock(level, f"{friction.number}. {friction.name}")
    yield from _paragraphs(friction.sentences)
    yield from _paragraphs((f"→ {friction.remedy}",), Manner.REMEDY)
    costs = " · ".join(f"{cost.side}{colon(page.language)} {cost.words}" for cost in friction.costs)
    yield from _paragraphs((friction.lost, costs))
    yield from _paragraphs((friction.note,), Manner.QUIET)
