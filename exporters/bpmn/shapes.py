"""Where every shape and line of the diagram is: as on the canvas, with gateways and events beside their cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from visavis.blueprint.layout import Point, Rect, lay_out
from visavis.blueprint.model import BlueprintDocument, Flow, StepKind
from visavis.exporters.bpmn.axes import HEADING, Axes, place_beside, without_repeats
from visavis.exporters.bpmn.diagram import Link, Node, Part
from visavis.exporters.bpmn.gates import DERIVED
from visavis.exporters.bpmn.name_places import GAP, NamePlaces, beside_line, beside_shape, name_size
from visavis.exporters.bpmn.pools import Pools
from visavis.exporters.bpmn.xml_names import xml_id

GATEWAY, EVENT, STEP_EVENT, STEP_GATEWAY = 32.0, 28.0, 36.0, 44.0
LABEL_HEIGHT, LABEL_WIDTH = 14.0, 90.0
ITEM_WIDTH, ITEM_HEIGHT, ITEM_SLOT, ITEM_ROW = 28.0, 38.0, 128.0, 50.0
ITEM_ROWS = 2
# Where notes stand that are about nothing on the drawing: beside it.
ASIDE, NOTE_GAP = 40.0, 12.0
# How far above a card a line passes over it.
OVER = 4.0


@dataclass
class Shapes:
    """The boxes of the diagram by the ids of their elements, those of names that stand outside, and the lines."""

    boxes: dict[str, Rect] = field(default_factory=dict)
    labels: dict[str, Rect] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemUse:
    """A document beside a step: the id of its element, its pool's number, the step, and the item that it is."""

    id: str
    pool: int
    step: str
    item: str


class DiagramPlacement:
    """Lays out a diagram: nodes, links and documents in, boxes and lines out."""

    def __init__(self, pools: Pools, nodes: Sequence[Node], links: Sequence[Link], items: Sequence[ItemUse]) -> None:
        self.pools, self.nodes, self.links, self.items = pools, nodes, links, items
        self.shapes = Shapes()
        self.layout = lay_out(_with_ways(pools.document, links))
        self.cores = {node.step.id: node for node in nodes if node.part is Part.STEP}
        beside, left, right = place_beside(self.layout, nodes, pools)
        self.axes = Axes(self.layout, pools, beside, left, right)
        rows, counts, end = self._sort_items()
        self.axes.make_room([count * ITEM_ROW for count in counts], end)
        self._place_lanes()
        self._place_nodes()
        self._place_items(rows)
        for link in links:
            self._draw(link)
        self._place_names()

    # -- boxes

    def card(self, step: str) -> Rect:
        """Return the box of a step's card."""
        return self.axes.move(self.layout.cards.rect(step))

    def _place_lanes(self) -> None:
        rects = self.axes.lane_rects()
        for pool in self.pools.all:
            boxes = [rects[lane.id] for lane in pool.lanes]
            self.shapes.boxes[pool.id] = Rect(-HEADING, boxes[0].y, self.axes.width + HEADING,
                                              boxes[-1].bottom - boxes[0].y)
        self.lanes: Mapping[str, Rect] = rects

    def _place_nodes(self) -> None:
        for node in self.nodes:
            card = self.card(node.step.id)
            self.shapes.boxes[node.id] = self._box_of(node, card)

    def _box_of(self, node: Node, card: Rect) -> Rect:
        if node.is_task:
            return card
        if node.part is Part.STEP:
            return _around(card.centre, STEP_GATEWAY if node.tag.endswith("Gateway") else STEP_EVENT)
        if node.is_on_border:
            corner = card.right - EVENT if node.part is Part.FAILURE else card.x + EVENT
            return _around(Point(corner, card.bottom), EVENT * 0.8)
        place = self.axes.beside[node.id]
        middle = card.centre.y + (place.row - (place.rows - 1) / 2) * card.height / 2
        return _around(Point(card.x - place.away if node.level < 0 else card.right + place.away, middle),
                       GATEWAY if node.tag.endswith("Gateway") else EVENT)

    def _sort_items(self) -> tuple[dict[str, tuple[int, float]], list[int], float]:
        """Return in which row of its pool each document stands, and its x; how many rows there are; and their end."""
        rows: dict[str, tuple[int, float]] = {}
        ends: list[list[float]] = [[] for _ in self.pools.all]
        for item in sorted(self.items, key=lambda item: self.layout.cards.rect(item.step).x):
            x = self.axes.x(self.layout.cards.rect(item.step).x)
            of_pool = ends[item.pool]
            if not of_pool or (len(of_pool) < ITEM_ROWS and min(of_pool) > x):
                of_pool.append(x)
            row = of_pool.index(min(of_pool))
            rows[item.id] = row, max(of_pool[row], x)
            of_pool[row] = rows[item.id][1] + ITEM_SLOT
        last = max((end for of_pool in ends for end in of_pool), default=0.0)
        return rows, [len(of_pool) for of_pool in ends], last

    def _place_items(self, rows: Mapping[str, tuple[int, float]]) -> None:
        for item in self.items:
            row, x = rows[item.id]
            pool = self.pools.all[item.pool]
            box = self.shapes.boxes[pool.id]
            down = row * ITEM_ROW + (ITEM_ROW - ITEM_HEIGHT) / 2
            top = box.y + down if pool.is_citizens else box.bottom - down - ITEM_HEIGHT
            name = self.pools.document.item_by_id[item.item].name
            self._put_paper(item.id, Rect(x, top, ITEM_WIDTH, ITEM_HEIGHT), name)
        for step in self.pools.document.steps:
            if step.kind is StepKind.EVIDENCE:
                card = self.card(step.id)
                height = min(card.height - 2, ITEM_HEIGHT)
                box = Rect(card.x + 2, card.centre.y - height / 2, height * ITEM_WIDTH / ITEM_HEIGHT, height)
                self._put_paper(xml_id("Step", step.id), box, step.title)

    def _put_paper(self, key: str, box: Rect, name: str) -> None:
        self.shapes.boxes[key] = box
        width, height = name_size(name)
        self.shapes.labels[key] = Rect(box.right + GAP, box.centre.y - height / 2, width, height)

    # -- lines

    def _draw(self, link: Link) -> None:
        source, target = self.shapes.boxes[link.source.id], self.shapes.boxes[link.target.id]
        along = link.along
        if along is None or along not in self.layout.flows:
            points = _join_boxes(source, target, starts_below=link.source.is_on_border)
        else:
            points = [self.axes.point(point) for point in self.layout.flows.line(along)]
            if not link.target.is_task:
                points = _attach(points[::-1], target)[::-1]
            if link.source.level < 0:
                points = _pass_over(points, source, self.card(link.source.step.id).y)
            elif not link.source.is_task:
                points = _attach(points, source)
            # The box of a line comes first, then that of its words.
            label = next(islice(self.layout.flows.areas(along), 1, None), None) if link.name else None
            if label is not None:
                self.shapes.labels[link.id] = self.axes.move(label)
        self.shapes.lines[link.id] = without_repeats(points)
        if link.name and link.id not in self.shapes.labels:
            self.shapes.labels[link.id] = _label_beside(self.shapes.lines[link.id])

    # -- names

    def _place_names(self) -> None:
        """Place the names of events and gateways, then those of lines, where they cover the least."""
        places = NamePlaces()
        pools = {pool.id for pool in self.pools.all}
        for key, box in self.shapes.boxes.items():
            if key not in pools:
                places.add_box(box)
        for paper in self.shapes.labels.keys() - self.shapes.lines.keys():
            places.add_box(self.shapes.labels[paper])
        for line in self.shapes.lines.values():
            places.add_line(line)
        for node in self.nodes:
            if node.name and not node.is_task:
                self.shapes.labels[node.id] = places.place(beside_shape(self.shapes.boxes[node.id], node.name))
        for link in self.links:
            if link.name:
                wanted = self.shapes.labels[link.id].centre
                self.shapes.labels[link.id] = places.place(beside_line(self.shapes.lines[link.id], wanted, link.name))


def place_notes(placement: DiagramPlacement, notes: Iterable[str]) -> dict[str, Rect]:
    """Return the boxes of notes by id; those without a place on the drawing stand beside it."""
    found: dict[str, Rect] = {}
    axes, style = placement.axes, placement.layout.style
    y = min((box.y for box in placement.shapes.boxes.values()), default=0.0)
    for note in notes:
        box = placement.layout.notes.get(note)
        if box is not None:
            found[note] = axes.move(box.rect)
        else:
            found[note] = Rect(axes.width + ASIDE, y, style.note_width, style.note_height)
            y += style.note_height + NOTE_GAP
    return found


def place_phases(placement: DiagramPlacement) -> dict[str, Rect]:
    """Return a box around all pools for each phase, by its id."""
    boxes = [placement.shapes.boxes[pool.id] for pool in placement.pools.all]
    if not boxes:
        return {}
    top, bottom = boxes[0].y - 34.0, boxes[-1].bottom + 10.0
    columns: dict[str, list[int]] = {}
    for at, column in enumerate(placement.layout.columns):
        columns.setdefault(column.phase, []).append(at)
    found, axes = {}, placement.axes
    for phase, numbers in columns.items():
        first, last = placement.layout.columns[numbers[0]], placement.layout.columns[numbers[-1]]
        x = axes.x(first.x) - axes.left[numbers[0]] - 4
        right = axes.x(last.x) + last.width + axes.right[numbers[-1]] + 4
        found[phase] = Rect(x, top, right - x, bottom - top)
    return found


def _with_ways(document: BlueprintDocument, links: Iterable[Link]) -> BlueprintDocument:
    """Return the document with the ways that links run along beside its flows.

    Nothing is checked of them: they only live here, and two long ids make a longer key than a file may have.
    """
    added = {link.along: Flow.model_construct(key=link.along, source=link.source.step.id, target=link.target.step.id)
             for link in links if link.along is not None and link.along.startswith(DERIVED)}
    return document.replace(flows=(*document.flows, *added.values()))


def _around(middle: Point, size: float) -> Rect:
    return Rect(middle.x - size / 2, middle.y - size / 2, size, size)


def _join_boxes(source: Rect, target: Rect, *, starts_below: bool = False) -> list[Point]:
    """Return a line between two shapes beside the same card."""
    one, other = source.centre, target.centre
    if starts_below:
        low = max(source.bottom, target.bottom) + 6
        return [Point(one.x, source.bottom), Point(one.x, low), Point(other.x, low), Point(other.x, target.bottom)]
    start, end = (source.right, target.x) if one.x <= other.x else (source.x, target.right)
    middle = (start + end) / 2
    return [Point(start, one.y), Point(middle, one.y), Point(middle, other.y), Point(end, other.y)]


def _attach(points: list[Point], box: Rect) -> list[Point]:
    """Return a line whose beginning is moved to a box beside where it began, or inside."""
    first, second, *rest = points
    middle = box.centre
    if abs(first.x - second.x) < 0.01:
        down = second.y > first.y
        begin = Point(middle.x, box.bottom if down else box.y)
        if rest:
            return [begin, Point(middle.x, second.y), *rest]
        half = (first.y + second.y) / 2
        return [begin, Point(middle.x, half), Point(second.x, half), second]
    begin = Point(box.right if second.x > middle.x else box.x, middle.y)
    if rest:
        return [begin, Point(second.x, middle.y), *rest]
    half = (begin.x + second.x) / 2
    return [begin, Point(half, middle.y), Point(half, second.y), second]


def _pass_over(points: list[Point], box: Rect, top: float) -> list[Point]:
    """Return a line that begins before its card: one that would go through it goes over its `top` instead."""
    first, second, *rest = points
    if abs(first.x - second.x) < 0.01:
        return _attach(points, box)
    over, middle = top - OVER, box.centre
    # Into what is right beside, it still comes from the side.
    down = second.x if rest else second.x - 2 * OVER * (1 if second.x > middle.x else -1)
    return [Point(middle.x, box.y), Point(middle.x, over), Point(down, over), Point(down, second.y), second, *rest]


def _label_beside(points: Sequence[Point]) -> Rect:
    # Near its beginning, where the ways of a decision part, and where there is room.
    (x, y), (other_x, other_y) = max(pairwise(points[:3]), key=lambda ends: abs(ends[0].x - ends[1].x))
    return Rect((x + other_x) / 2 - LABEL_WIDTH / 2, (y + other_y) / 2 - LABEL_HEIGHT - 2, LABEL_WIDTH, LABEL_HEIGHT)

