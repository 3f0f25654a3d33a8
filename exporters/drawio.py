"""draw.io: the blueprint as a pool of lanes that opens where it was drawn and stays editable.

Lanes are containers, and what stands in one moves with it: its coordinates are the lane's, those of flows between
lanes the pool's. A style says beside its looks what a cell is in the blueprint, by keys of its own that draw.io
keeps.
Whatever authors typed is plain text: no cell is read as HTML, and none has a link or a placeholder.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import hypot
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from visavis.blueprint.language import Message, Translator, message, translator, typography
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, Head, Lane, Phase, Step, Time, words
from visavis.blueprint.model.durations import Exponential, Pert, durations_of, time_quantity
from visavis.blueprint.registry import ExportJob, FormatOption, count_losses, describe_losses
from visavis.blueprint.registry.losses import KeptFields
from visavis.exporters.drawio_shapes import style_of
from visavis.exporters.print_options import choose_theme
from visavis.exporters.typed_text import inert, inert_lines

if TYPE_CHECKING:
    from visavis.blueprint.drawing import Theme
    from visavis.blueprint.drawing.excerpt import Excerpt
    from visavis.blueprint.layout import FlowLine, Layout, Point, Rect

KEPT: KeptFields = MappingProxyType({
    Head: {"format", "title", "channels", "phases", "lanes"}, Phase: {"id", "name", "colour"},
    Lane: {"id", "name", "kind", "colour"},
    Step: {"id", "title", "lane", "phase", "column", "kind", "outcome", "channel", "work", "wait"},
    Flow: {"source", "target", "key", "kind", "label", "probability", "condition"},
})
# The heights of the pool's title and of the lanes' names, which are read from bottom to top, in points.
TITLE, NAME, BEFORE_CARDS = 34, 48, 10
# Letters of a line of what stands on a flow, about the width of a card.
LINE = 20
# Where there is less room: how wide a letter is, in points.
LETTER = 6.5
# A name without a value is that of a style of draw.io's.
_CONTAINER: Mapping[str, object] = MappingProxyType({
    "swimlane": None, "shape": "swimlane", "container": 1, "collapsible": 0})
_STROKES: Mapping[FlowKind, Mapping[str, object]] = MappingProxyType({
    FlowKind.SEQUENCE: {}, FlowKind.INTERACTION: {"strokeWidth": 2}, FlowKind.SUPPORT: {"dashed": 1}})


class DrawioExporter:
    """Writes an uncompressed file of draw.io (diagrams.net)."""

    name = "drawio"
    title: Message = message("Diagram for draw.io")
    purpose: Message = message("Lanes, steps and flows as shapes to go on drawing with: for draw.io and "
                               "diagrams.net.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.drawio`."""
        del options
        return ".drawio"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the shapes do not say: effort, feelings, documents, personas among others."""
        return describe_losses(count_losses(job.document, KEPT))

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.blueprint.layout import lay_out

        theme = choose_theme(job, is_picture=True)
        root = _Diagram(job.document, lay_out(job.document), theme, translator(job.language)).cells(job.excerpt)
        file = ET.Element("mxfile", agent="Vis-à-vis")
        diagram = ET.SubElement(file, "diagram", id="blueprint", name=inert(job.document.head.title) or "1")
        # No letters of authors are mathematics, and the page is as large as the drawing.
        model = ET.SubElement(diagram, "mxGraphModel", grid="1", gridSize="10", guides="1", tooltips="1", connect="1",
                              arrows="1", fold="1", page="0", pageScale="1", math="0", shadow="0")
        model.append(root)
        ET.indent(file)
        written: bytes = ET.tostring(file, encoding="utf-8", xml_declaration=True)
        return written + b"\n"


DRAWIO = DrawioExporter()


class _Diagram:
    """The cells of one blueprint: the pool, in it phases and lanes, in these the steps, then the flows."""

    def __init__(self, document: BlueprintDocument, layout: Layout, theme: Theme, translate: Translator) -> None:
        self._document, self._layout, self._theme, self._translate = document, layout, theme, translate
        self._root = ET.Element("root")
        # The layout has room for names that are read from left to right; here they are turned.
        left = min((column.x for column in layout.columns), default=NAME) - BEFORE_CARDS - NAME
        self._across, self._down = -left, TITLE
        self._lanes = {box.lane: box.rect._replace(x=left, width=layout.width - left).move(self._across, self._down)
                       for box in layout.lanes}
        self._cards = {step: box.rect.move(self._across, self._down) for step, box in layout.cards.items()}

    def cells(self, excerpt: Excerpt | None) -> ET.Element:
        """Return the root with all cells, each after its parent."""
        ET.SubElement(self._root, "mxCell", id="0")
        ET.SubElement(self._root, "mxCell", {"id": "1", "parent": "0"})
        self._add_pool(excerpt)
        self._add_phases()
        self._add_lanes()
        for step in self._document.steps:
            self._add_step(step)
        for flow in self._document.flows:
            self._add_flow(flow)
        return self._root

    def _add_pool(self, excerpt: Excerpt | None) -> None:
        from visavis.blueprint.drawing.excerpt import excerpt_sentences
        from visavis.blueprint.layout import Rect

        told = map(self._translate, excerpt_sentences(excerpt)) if excerpt is not None else ()
        title = inert(self._document.head.title) or self._translate(message("Untitled blueprint"))
        self._add_box("pool", ". ".join([title, " ".join(told)]) if excerpt is not None else title, "1", Rect(
            0, 0, self._layout.width + self._across, self._layout.height + TITLE), {
                **_CONTAINER, "horizontal": 1, "startSize": TITLE,
                "fillColor": self._theme.surface, "swimlaneFillColor": self._theme.background,
                "strokeColor": self._theme.hairline, "fontColor": self._theme.ink, "fontSize": 16, "fontStyle": 1})

    def _add_phases(self) -> None:
        for number, box in enumerate(self._layout.phases):
            phase = self._document.phase_by_id[box.phase]
            self._add_box(_name("phase", phase.id), inert(phase.name), "pool",
                          box.rect.move(self._across, self._down), {
                "shape": "step", "perimeter": "stepPerimeter", "fixedSize": 1, "size": 10, "strokeColor": "none",
                "fillColor": self._theme.of_phase(phase, number), "fontColor": self._theme.on_phase, "fontStyle": 1,
                **({} if phase.colour is None else {"visavisColour": phase.colour.value})})

    def _add_lanes(self) -> None:
        for lane in self._document.head.lanes:
            inks = self._theme.of(lane)
            self._add_box(_name("lane", lane.id), inert(lane.name), "pool", self._lanes[lane.id], {
                **_CONTAINER, "horizontal": 0, "startSize": NAME,
                "fillColor": inks.line, "swimlaneFillColor": inks.tint, "strokeColor": inks.line,
                "fontColor": self._theme.ink, "fontSize": 10, "fontStyle": 1, "visavisKind": lane.kind.value,
                **({} if lane.colour is None else {"visavisColour": lane.colour.value})})

    def _add_step(self, step: Step) -> None:
        lane, card = self._document.lane_of(step), self._cards[step.id]
        row, inks = self._lanes[lane.id], self._theme.of(lane)
        facts = " · ".join(self._facts(step))
        label = "\n".join(filter(None, (inert_lines(step.title) or inert(step.id), facts)))
        self._add_box(_name("step", step.id), label, _name("lane", lane.id), card.move(-row.x, -row.y), {
            "fillColor": self._theme.surface, "strokeColor": inks.ink, "fontColor": self._theme.ink,
            **style_of(step.kind, label, card), "visavisKind": step.kind.value,
            **({} if step.outcome is None else {"visavisOutcome": step.outcome.value})})

    def _facts(self, step: Step) -> Iterable[str]:
        """Yield channel and times in words."""
        if step.channel:
            yield inert(self._translate(words.channel_name(self._document, step.channel)))
        if step.work is not None:
            yield self._time(step.work)
        if step.wait is not None:
            yield self._translate(message("then wait {time}", time=self._time(step.wait)))

    def _time(self, time: Time) -> str:
        if isinstance(time, Pert):
            return " – ".join(self._translate.write(time_quantity(span)) for span in durations_of(time))
        told = self._translate.write(time_quantity(time))
        return self._translate(message("on average {time}", time=told)) if isinstance(time, Exponential) else told

    def _add_flow(self, flow: Flow) -> None:
        from visavis.blueprint.layout.flow_words import words_of

        source, target = (self._document.step_by_id[end] for end in (flow.source, flow.target))
        parent = _name("lane", source.lane) if source.lane == target.lane else "pool"
        line = self._layout.flows[flow.key]
        told = _wrap(inert(words_of(flow, self._translate)), line)
        if flow.label.strip() and flow.condition.strip():
            told += _wrap(inert(typography.punctuate(flow.condition, self._translate.language)))
        side = self._document.side_of(source)
        colour = self._theme.of_side(side).ink if flow.kind is FlowKind.INTERACTION else self._theme.flow
        cell = self._add_cell(_name("flow", flow.key), "\n".join(told), parent, {
            "edgeStyle": "orthogonalEdgeStyle", "rounded": 1, "strokeColor": colour, "fontColor": self._theme.ink,
            "fontSize": 11, "labelBackgroundColor": self._theme.background, "endArrow": "classic",
            **_STROKES[flow.kind], **self._ends(flow, line), "visavisKind": flow.kind.value})
        cell.attrib.update(edge="1", source=_name("step", flow.source), target=_name("step", flow.target))
        geometry = ET.SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry", **_label_share(line)})
        _add_offset(geometry, line)
        self._add_bends(geometry, line, parent)

    def _ends(self, flow: Flow, line: FlowLine) -> Mapping[str, object]:
        """Return where a flow leaves and reaches its cards, as parts of their width and height."""
        found: dict[str, object] = {}
        for end, step, point in (("exit", flow.source, line.points[0]), ("entry", flow.target, line.points[-1])):
            card = self._layout.cards[step].rect
            across, down = (point.x - card.x) / card.width, (point.y - card.y) / card.height
            found |= {f"{end}X": _number(min(max(across, 0), 1), 3), f"{end}Y": _number(min(max(down, 0), 1), 3),
                      f"{end}Perimeter": 1}
        return found

    def _add_bends(self, geometry: ET.Element, line: FlowLine, parent: str) -> None:
        """Add the points between a flow's ends, as its parent counts them."""
        if len(line.points) < 3:
            return
        origin = next((rect for lane, rect in self._lanes.items() if _name("lane", lane) == parent), None)
        left, top = (0.0, 0.0) if origin is None else (origin.x, origin.y)
        array = ET.SubElement(geometry, "Array", {"as": "points"})
        for point in line.points[1:-1]:
            ET.SubElement(array, "mxPoint", x=_number(point.x + self._across - left),
                          y=_number(point.y + self._down - top))

    def _add_box(self, name: str, text: str, parent: str, rect: Rect, style: Mapping[str, object]) -> None:
        cell = self._add_cell(name, text, parent, {**style, "whiteSpace": "wrap"})
        cell.set("vertex", "1")
        ET.SubElement(cell, "mxGeometry", {
            "x": _number(rect.x), "y": _number(rect.y), "width": _number(rect.width), "height": _number(rect.height),
            "as": "geometry"})

    def _add_cell(self, name: str, text: str, parent: str, style: Mapping[str, object]) -> ET.Element:
        # Without it, a text would be read as HTML.
        style = {**style, "html": 0}
        written = "".join(f"{key};" if value is None else f"{key}={value};" for key, value in style.items())
        return ET.SubElement(self._root, "mxCell", {
            "id": name, "value": text, "style": written, "parent": parent})


def _name(kind: str, key: str) -> str:
    """Return the id of a cell: what it is and its id in the blueprint, of which every letter stays."""
    return f"{kind}-{quote(key, safe='')}"


def _number(amount: float, digits: int = 2) -> str:
    return f"{amount:.{digits}f}".rstrip("0").rstrip(".") if amount else "0"


def _wrap(text: str, line: FlowLine | None = None) -> list[str]:
    """Return what stands on a flow in the lines that it has on the drawing, where they hold all of it."""
    if line is None or line.label is None:
        return textwrap.wrap(text, LINE, break_on_hyphens=False)
    lines = [inert(run.text) for run in line.label.text.lines]
    if " ".join(lines).split() == text.split():
        return lines
    longest = min(LINE, max(map(len, text.split()), default=0))
    return textwrap.wrap(text, max(longest, round(line.label.rect.width / LETTER)), break_on_hyphens=False)


def _label_share(line: FlowLine) -> Mapping[str, str]:
    """Return how far along a flow its words stand, from −1 at its beginning to 1 at its end."""
    if line.label is None:
        return {}
    share, _ = _nearest(line)
    return {"x": _number(2 * share - 1, 3)}


def _add_offset(geometry: ET.Element, line: FlowLine) -> None:
    """Add how far beside a flow its words stand."""
    if line.label is not None:
        _, point = _nearest(line)
        centre = line.label.rect.centre
        ET.SubElement(geometry, "mxPoint", {"x": _number(centre.x - point.x), "y": _number(centre.y - point.y),
                                            "as": "offset"})


def _nearest(line: FlowLine) -> tuple[float, Point]:
    """Return the point of a flow that is nearest to its words, and how far along it that is, from 0 to 1."""
    from visavis.blueprint.layout import Point

    assert line.label is not None
    centre = line.label.rect.centre
    length, best = 0.0, (float("inf"), 0.0, line.points[0])
    for (left, top), (right, bottom) in pairwise(line.points):
        # Every part runs across or down.
        point = Point(min(max(centre.x, min(left, right)), max(left, right)),
                      min(max(centre.y, min(top, bottom)), max(top, bottom)))
        along = length + hypot(point.x - left, point.y - top)
        best = min(best, (hypot(centre.x - point.x, centre.y - point.y), along, point))
        length += hypot(right - left, bottom - top)
    return (best[1] / length if length else 0.5), best[2]
