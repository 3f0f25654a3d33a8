"""The page in words as Markdown (CommonMark, with the tables of GitHub's dialect): text that any editor opens.

What authors typed is text: every letter that Markdown reads as a sign is escaped (CommonMark 0.31, section 2.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.exporters.text_version.text_page import (
    ColumnText,
    FrictionText,
    PhaseText,
    SpeechText,
    StepText,
    TextPage,
    colon,
)
from visavis.exporters.text_version.typed_text import escape_markdown


def write_markdown(page: TextPage) -> str:
    """Return a page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: TextPage) -> Iterator[str]:
    heads = page.heads
    yield f"# {escape_markdown(page.title)}"
    yield from _paragraphs((" · ".join(page.kinds), page.summary, " ".join(page.verdict)))
    yield from _section(heads.record, (f"{fact.label}{colon(page.language)} {fact.value}" for fact in page.record))
    yield from _section(heads.figures, (
        f"{figure.label}{colon(page.language)} {figure.value}{f' ({figure.remark})' if figure.remark else ''}"
        for figure in page.figures))
    yield from _paragraphs((page.figures_remark,))
    for phase in page.phases:
        yield from _phase(page, phase)
    if page.elsewhere:
        yield from ("", f"## {escape_markdown(heads.elsewhere)}")
        for friction in page.elsewhere:
            yield from _friction(page, friction, "###")
    if page.unknown:
        yield from _section(heads.unknown, page.unknown)


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text.strip():
            yield from ("", escape_markdown(text))


def _section(head: str, items: Iterable[str]) -> Iterator[str]:
    yield from ("", f"## {escape_markdown(head)}", "")
    yield from (f"- {escape_markdown(item)}" for item in items)


def _phase(page: TextPage, phase: PhaseText) -> Iterator[str]:
    heads = page.heads
    time = f" ({escape_markdown(phase.time)})" if phase.time else ""
    yield from ("", f"## {phase.number}\\. {escape_markdown(phase.name)}{time}")
    yield from _paragraphs((" · ".join(f"{work.label}{colon(page.language)} {work.value}" for work in phase.work),))
    if phase.exchanges:
        yield ""
        yield f"| {' | '.join(map(escape_markdown, (heads.citizen, heads.said, heads.agents)))} |"
        yield "| --- | --- | --- |"
        yield from (_row(page, exchange) for exchange in phase.exchanges)
    if phase.frictions:
        yield from ("", f"### {escape_markdown(heads.frictions)}")
        for friction in phase.frictions:
            yield from _friction(page, friction, "####")
    if phase.also:
        listed = ", ".join(f"{number} {name}" for number, name in phase.also)
        yield from _paragraphs((f"{heads.also}{colon(page.language)} {listed}",))


def _row(page: TextPage, exchange: ColumnText) -> str:
    cells = ("<br>".join(_step(page, step) for step in exchange.citizen),
             "<br>".join(map(_speech, exchange.said)),
             "<br>".join(_step(page, step) for step in exchange.agents))
    return f"| {' | '.join(cells)} |"


def _step(page: TextPage, step: StepText) -> str:
    more = [step.whose, *step.times, *step.remarks]
    if step.frictions:
        more.append(f"{page.heads.frictions}{colon(page.language)} {', '.join(map(str, step.frictions))}")
    return f"**{escape_markdown(step.title)}** ({escape_markdown(' · '.join(more))})"


def _speech(speech: SpeechText) -> str:
    """Return what is said as a line: by whom, the words, how often, and with what."""
    more = [part for part in (speech.share, ", ".join(speech.carried)) if part]
    behind = f" ({' · '.join(more)})" if more else ""
    words = f"{speech.speaker} → {speech.words}" if speech.is_said else speech.words
    return escape_markdown(f"{words}{behind}")


def _friction(page: TextPage, friction: FrictionText, level: str) -> Iterator[str]:
    yield from ("", f"{level} {friction.number}\\. {escape_markdown(friction.name)}")
    costs = " · ".join(f"{cost.side}{colon(page.language)} {cost.words}" for cost in friction.costs)
    yield from _paragraphs((*friction.sentences, f"→ {friction.remedy}", friction.lost, costs, friction.note))
