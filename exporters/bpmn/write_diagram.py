"""The picture in a BPMN file (BPMN DI): the bounds of every shape and name, and the corners of every line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visavis.blueprint.layout import Point, Rect
from visavis.blueprint.model import Cell
from visavis.exporters.bpmn.diagram import Node
from visavis.exporters.bpmn.model import BpmnModel
from visavis.exporters.bpmn.shapes import DiagramPlacement, place_notes, place_phases
from visavis.exporters.bpmn.xml_names import BPMNDI, DC, DI, xml_id

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

# Readers expect a drawing that begins near the corner, not beyond it.
MARGIN = 40.0


def add_diagram(root: XmlElement, made: BpmnModel, placement: DiagramPlacement, plane_of: str) -> None:
    """Add the diagram of a model that has been laid out."""
    from lxml import etree

    diagram = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", id="Diagram_1")
    plane = etree.SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", id="Plane_1", bpmnElement=plane_of)
    phases = place_phases(placement)
    corner = min((box.y for box in (*phases.values(), *placement.shapes.boxes.values())), default=0.0)
    left = min((box.x for box in placement.shapes.boxes.values()), default=0.0)
    drawer = _Drawer(plane, made, placement, Point(MARGIN - left, MARGIN - corner))
    drawer.draw_pools()
    drawer.draw_nodes()
    drawer.draw_links()
    drawer.draw_artifacts(phases)


class _Drawer:
    """Draws a model on a plane, everything moved by the same distance."""

    def __init__(self, plane: XmlElement, made: BpmnModel, placement: DiagramPlacement, moved: Point) -> None:
        self.plane, self.made, self.placement, self.moved = plane, made, placement, moved
        self.shapes = placement.shapes

    def draw_pools(self) -> None:
        """Draw pools and lanes."""
        for pool, process in zip(self.made.pools.all, self.made.processes, strict=True):
            self._shape(pool.id, self.shapes.boxes[pool.id], isHorizontal="true")
            for lane in pool.lanes if process.nodes else ():
                self._shape(xml_id("Lane", lane.id), self.placement.lanes[lane.id], isHorizontal="true")

    def draw_nodes(self) -> None:
        """Draw the nodes, those on a border last, and the papers."""
        for node in sorted(self.made.nodes, key=lambda node: node.is_on_border):
            self._node(node)
        for paper in (*(xml_id("Step", step.id) for step in self.made.evidence),
                      *(item.id for item in self.made.items)):
            self._shape(paper, self.shapes.boxes[paper], self.shapes.labels[paper])

    def draw_links(self) -> None:
        """Draw the links, and lines between tasks and papers."""
        for link in self.made.links:
            self._edge(link.id, self.shapes.lines[link.id], self.shapes.labels.get(link.id) if link.name else None)
        for node in self.made.nodes:
            for item in self.made.needs.get(node.id, ()):
                self._edge(f"Needs_{node.id}-{item}", self._straight(item, node.id))
            for item in self.made.gives.get(node.id, ()):
                self._edge(f"Gives_{node.id}-{item}", self._straight(node.id, item))
        for flow in self.made.shown:
            self._edge(xml_id("Shown", flow.key), self._straight(xml_id("Step", flow.source),
                                                                xml_id("Step", flow.target)))

    def draw_artifacts(self, phases: dict[str, Rect]) -> None:
        """Draw phases and notes."""
        none = Rect(0, 0, 100, 20)
        for phase in self.made.document.head.phases:
            box = phases.get(phase.id, none)
            self._shape(xml_id("Group", phase.id), box, Rect(box.x, box.y + 7, box.width, 20))
        notes = self.made.document.head.notes
        boxes = place_notes(self.placement, [note.id for note in notes])
        for note in notes:
            self._shape(xml_id("Note", note.id), boxes[note.id])
            if note.at is not None and not isinstance(note.at, Cell):
                self._edge(xml_id("About", note.id), _between(self.shapes.boxes[xml_id("Step", note.at)],
                                                              boxes[note.id]))

    def _node(self, node: Node) -> None:
        marked = {"isMarkerVisible": "true"} if node.tag == "exclusiveGateway" else {}
        self._shape(node.id, self.shapes.boxes[node.id], self.shapes.labels.get(node.id), **marked)

    def _straight(self, source: str, target: str) -> list[Point]:
        return _between(self.shapes.boxes[source], self.shapes.boxes[target])

    def _shape(self, element: str, box: Rect, label: Rect | None = None, **attributes: str) -> None:
        from lxml import etree

        shape = etree.SubElement(self.plane, f"{{{BPMNDI}}}BPMNShape", id=f"Shape_{element}", bpmnElement=element,
                                 **attributes)
        self._bounds(shape, box)
        if label is not None:
            self._bounds(etree.SubElement(shape, f"{{{BPMNDI}}}BPMNLabel"), label)

    def _edge(self, element: str, points: Sequence[Point], label: Rect | None = None) -> None:
        from lxml import etree

        edge = etree.SubElement(self.plane, f"{{{BPMNDI}}}BPMNEdge", id=f"Edge_{element}", bpmnElement=element)
        for point in points:
            etree.SubElement(edge, f"{{{DI}}}waypoint", x=_number(point.x + self.moved.x),
                             y=_number(point.y + self.moved.y))
        if label is not None:
            self._bounds(etree.SubElement(edge, f"{{{BPMNDI}}}BPMNLabel"), label)

    def _bounds(self, parent: XmlElement, box: Rect) -> None:
        from lxml import etree

        etree.SubElement(parent, f"{{{DC}}}Bounds", x=_number(box.x + self.moved.x), y=_number(box.y + self.moved.y),
                         width=_number(box.width), height=_number(box.height))


def _between(source: Rect, target: Rect) -> list[Point]:
    """Return a straight line between the edges of two boxes that face each other."""
    one, other = source.centre, target.centre
    if target.y >= source.bottom or source.y >= target.bottom:
        down = other.y > one.y
        begin, end = (source.bottom, target.y) if down else (source.y, target.bottom)
        return [Point(one.x, begin), Point(other.x, end)]
    right = other.x > one.x
    return [Point(source.right if right else source.x, one.y), Point(target.x if right else target.right, other.y)]


def _number(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
