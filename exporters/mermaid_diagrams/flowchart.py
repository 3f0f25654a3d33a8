"""Lanes, steps and flows as a flowchart, or as swimlanes, which have the same grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Quoted, Share, Translator
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, Step, StepKind
from visavis.exporters.mermaid_diagrams.mermaid_text import plain_label, quote_label, quote_title
from visavis.exporters.typed_text import inert

# What Mermaid draws where nobody set it otherwise (`maxEdges`, `maxTextSize`): a diagram cannot set it itself.
MOST_FLOWS, MOST_LETTERS = 500, 50_000
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_]+")
_SHAPES: Mapping[StepKind, tuple[str, str]] = MappingProxyType({
    StepKind.START: ("([", "])"), StepKind.ACTION: ("[", "]"), StepKind.WAIT: ("(", ")"),
    StepKind.DECISION: ("{", "}"), StepKind.OUTCOME: ("[[", "]]"), StepKind.EVIDENCE: ("[/", "/]")})
_ARROWS: Mapping[FlowKind, str] = MappingProxyType({
    FlowKind.SEQUENCE: "-->", FlowKind.INTERACTION: "==>", FlowKind.SUPPORT: "-.->"})


def write_flowchart(document: BlueprintDocument, translate: Translator, *, swimlanes: bool = False,
                    titled: bool = True, excerpt: Excerpt | None = None) -> str:
    """Return the text of a diagram; `translate` writes quotation marks and shares.

    With `swimlanes` it is a diagram of that kind, which Mermaid has since 11.16. Without `titled` the title is left
    to what stands around the diagram. What it is an extract of is told beside the summary, to whoever hears it.
    """
    head = document.head
    about = " ".join([*(map(translate, excerpt_sentences(excerpt)) if excerpt is not None else ()), head.summary])
    lines = ["---", f"title: {quote_title(head.title)}", "---"] if titled and inert(head.title) else []
    lines.append("swimlane-beta LR" if swimlanes else "flowchart LR")
    if inert(head.title):
        lines.append(f"  accTitle: {plain_label(head.title)}")
    if inert(about):
        lines.append(f"  accDescr: {plain_label(about)}")
    names = {step.id: _name("s", step.id, number) for number, step in enumerate(document.steps)}
    lines += [*_lanes(document, names), *(_flow(flow, names, translate) for flow in document.flows), *_looks(
        document, names)]
    return "\n".join(lines) + "\n"


def can_be_drawn(document: BlueprintDocument, text: str) -> bool:
    """Return whether Mermaid draws a diagram without being set to draw larger ones."""
    return len(document.flows) < MOST_FLOWS and len(text) <= MOST_LETTERS


def _name(kind: str, typed: str, number: int) -> str:
    """Return the name of a node: with its id where that is plain, else by its number."""
    return f"{kind}_{typed}" if _PLAIN_NAME.fullmatch(typed) else f"{kind}{number}"


def _lanes(document: BlueprintDocument, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the lanes from top to bottom, in each its steps in reading order; a lane without any is left out."""
    in_lane: dict[str, list[Step]] = {lane.id: [] for lane in document.head.lanes}
    for step in reading_order(document):
        in_lane[step.lane].append(step)
    for number, lane in enumerate(document.head.lanes):
        if in_lane[lane.id]:
            yield f"  subgraph {_name('l', lane.id, number)}[{quote_label(lane.name, lane.id)}]"
            for step in in_lane[lane.id]:
                opened, closed = _SHAPES[step.kind]
                yield f"    {names[step.id]}{opened}{quote_label(step.title, step.id)}{closed}"
            yield "  end"


def _flow(flow: Flow, names: Mapping[str, str], translate: Translator) -> str:
    told = []
    if inert(flow.label):
        told.append(translate.write(Quoted(inert(flow.label))) if flow.kind is FlowKind.INTERACTION else flow.label)
    if inert(flow.condition):
        told.append(flow.condition)
    if flow.probability is not None:
        told.append(translate.write(Share(float(flow.probability))))
    label = f"|{quote_label(' · '.join(told))}|" if told else ""
    return f"  {names[flow.source]} {_ARROWS[flow.kind]}{label} {names[flow.target]}"


def _looks(document: BlueprintDocument, names: Mapping[str, str]) -> Iterator[str]:
    """Yield how waits and outcomes look: no colours, which are the theme's."""
    for kind, look in ((StepKind.WAIT, "stroke-dasharray: 4 3"), (StepKind.OUTCOME, "stroke-width: 2px")):
        found = [names[step.id] for step in document.steps if step.kind is kind]
        if found:
            yield f"  classDef {kind.value} {look}"
            yield f"  class {','.join(found)} {kind.value}"
