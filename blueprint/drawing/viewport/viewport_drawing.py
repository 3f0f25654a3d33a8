"""A drawing that is composed where someone looks: what the canvas shows of a blueprint, however large.

`LiveDrawing.over` gives the groups that `compose` draws in a part of the plane, made by the same functions.
Nothing is composed before it is looked at, and what an edit left alone is remembered (see `composer`): opening,
editing and panning take as long as what is in sight, not as what there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from visavis.blueprint.drawing.blueprint.cards import card_group
from visavis.blueprint.drawing.blueprint.compose import cards_in_reading_order, compose
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.blueprint.effort_ribbon import EffortProfile
from visavis.blueprint.drawing.blueprint.flows import flow_groups
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import drop_halo, hotspots_by_step, note_groups
from visavis.blueprint.drawing.blueprint.lanes_and_phases import lane_group, line_group, phase_group, ribbon_over
from visavis.blueprint.drawing.display_list import Box, Group, Path, Primitive, Role, Text
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Translator
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.model import BlueprintDocument

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis
    from visavis.blueprint.drawing.viewport.group_cache import GroupCache, Marks

# Halos, badges, tabs of notes and pills reach this far beyond the columns they belong to, in points.
OVERHANG = 60.0
# What runs along the whole drawing is composed in windows of this width, in points: painting a lane, a ribbon or
# dashes of half a million points took 13 ms a frame, of a window less than 1.
WINDOW = 4096.0
MOST_WINDOWS = 64


class PlacedGroup(NamedTuple):
    """A group, and how far from where it was composed it stands."""

    group: Group
    x: float = 0.0
    y: float = 0.0

    @property
    def bounds(self) -> Rect:
        """Where it stands on the drawing, in points."""
        return self.group.bounds.move(self.x, self.y)


class ViewportDrawing:
    """One state of a document as it is drawn; the origin is the drawing's top left corner.

    Without `headings` the names of phases, lanes and lines are left out: a window that keeps them in sight shows them
    beside the drawing, and looks at `body` alone.
    """

    def __init__(self, composer: GroupCache, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
                 theme: Theme, translate: Translator, *, private: bool = True, headings: bool = True) -> None:
        self.document, self.layout, self.analysis = document, layout, analysis
        self.theme, self.translate, self.private, self.headings = theme, translate, private, headings
        self._cache = composer
        self._context = composer.begin(document, theme, translate)
        self.age = composer.age
        self._cards: dict[str, tuple[PlacedGroup, ...]] = {}
        self._flows: dict[str, tuple[PlacedGroup, ...]] = {}
        self._windows: dict[tuple[int, int], tuple[Group, ...]] = {}

    # -- the whole

    @property
    def width(self) -> float:
        """The drawing's width in points."""
        return self.layout.width

    @property
    def height(self) -> float:
        """The drawing's height in points."""
        return self.layout.height

    @cached_property
    def body(self) -> Rect:
        """What is looked at: the whole, or, without headings, what lies below the phases and beside the lanes."""
        layout = self.layout
        left = min((lane.heading.right for lane in layout.lanes), default=0.0)
        top = max((phase.rect.bottom for phase in layout.phases), default=0.0)
        if self.headings or not layout.columns:
            left = top = 0.0
        return Rect(left, top, self.width - left, self.height - top)

    @property
    def background(self) -> str:
        """The colour it stands on."""
        return self.theme.background

    def __len__(self) -> int:
        """Return about how many groups there are."""
        return len(self.layout.cards) + len(self.layout.flows) + len(self.layout.lanes)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group in reading order: for who needs the whole, which takes as long as an export."""
        return compose(self.document, self.layout, self.analysis, self.theme, self.translate,
                       options=ComposeOptions(internal=self.private)).groups

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of the steps in reading order."""
        return tuple(box.step for box in cards_in_reading_order(self.document, self.layout))

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """The frictions to show, by the step they stand on."""
        return hotspots_by_step(self.analysis.frictions.hotspots) if self.analysis else {}

    @cached_property
    def notes(self) -> Mapping[str, Group]:
        """The notes that stand on cards and cells, by id."""
        groups = note_groups(self._context, self.document, self.layout, private=self.private)
        return {group.id: group for group in groups}

    @cached_property
    def profile(self) -> EffortProfile:
        """The effort of every column."""
        return self._cache.profile(self.document, self.layout, self.analysis)

    # -- one thing

    def step(self, step_id: str) -> PlacedGroup | None:
        """Return a step's card or chip; None when it is not drawn."""
        return next(iter(self._card(step_id)), None) if step_id in self.layout.cards else None

    def badges(self, step_id: str) -> Group | None:
        """Return the numbers of a card's frictions as if its corner were the origin; None where none stands on it."""
        if step_id not in self.layout.cards:
            return None
        found = (sprite.group for sprite in self._card(step_id) if sprite.group.role is Role.HOTSPOT)
        return next((drop_halo(group) for group in found), None)

    def flow(self, key: str) -> tuple[PlacedGroup, ...]:
        """Return a flow's line, and its words if it has any; nothing when it is not drawn."""
        return self._flow(key) if key in self.layout.flows else ()

    def lane(self, lane_id: str) -> Group | None:
        """Return a lane's whole strip."""
        box = next((box for box in self.layout.lanes if box.lane == lane_id), None)
        return lane_group(self._context, self.document, box) if box is not None else None

    def phase(self, phase_id: str) -> Group | None:
        """Return a phase's arrow."""
        box = next((box for box in self.layout.phases if box.phase == phase_id), None)
        return phase_group(self._context, self.document, self.layout, box) if box is not None else None

    def part(self, steps: Collection[str], flows: Collection[str]) -> tuple[Group, ...]:
        """Return some cards without their frictions, then some flows, where they stand on the drawing.

        On a page, or while the next picture is made, some may not be drawn: they are left out.
        """
        cards = (self.layout.cards[step] for step in self.order if step in steps)
        lines = (self.layout.flows[flow.key] for flow in self.document.flows
                 if flow.key in flows and flow.key in self.layout.flows)
        return (*(card_group(self._context, self.document, box) for box in cards),
                *(group for line in lines
                  for group in flow_groups(self._context, self.document, self.layout, line)))

    # -- a part of the plane

    def groups_in(self, area: Rect) -> list[PlacedGroup]:
        """Return what has a part in `area` (points), bottom layer first, reading order within a layer."""
        groups = [PlacedGroup(group) for group in self.lanes_and_lines(area)]
        for column in self.columns_near(area):
            for step in self.layout.stacks[column]:
                groups += self._card(step)
        for key in self.flows_near(area):
            groups += self._flow(key)
        near = [sprite for sprite in groups if _touches(sprite, area)]
        near += [PlacedGroup(group) for group in self.notes.values() if area.intersects(group.bounds.inset(-TIE))]
        near.sort(key=_layer)
        return near

    def flows_near(self, area: Rect) -> Iterator[str]:
        """Yield the flows that may have a part in an area (points), by key: no other is drawn there."""
        columns = self.columns_near(area)
        beside = range(max(0, columns.start - 1), min(len(self.layout.columns), columns.stop + 1))
        return self.layout.flow_index.flows_over(beside)

    def columns_near(self, area: Rect) -> range:
        """Return the numbers of the columns whose cards may have a part in an area (points)."""
        return self.layout.columns_over(area.x - OVERHANG, area.right + OVERHANG)

    def _card(self, step_id: str) -> tuple[PlacedGroup, ...]:
        known = self._cards.get(step_id)
        if known is None:
            box = self.layout.cards[step_id]
            groups = self._cache.card(self._context, self.document, box, self.marks.get(step_id, ()))
            known = self._cards[step_id] = tuple(PlacedGroup(group, box.rect.x, box.rect.y) for group in groups)
        return known

    def _flow(self, key: str) -> tuple[PlacedGroup, ...]:
        known = self._flows.get(key)
        if known is None:
            line = self.layout.flows[key]
            groups = self._cache.flow(self._context, self.document, self.layout, line)
            start = line.points[0]
            known = self._flows[key] = tuple(PlacedGroup(group, start.x, start.y) for group in groups)
        return known

    def lanes_and_lines(self, area: Rect) -> tuple[Group, ...]:
        """Return lanes, ribbon, lines and phases, at least as far as they lie in an area."""
        window = floor(area.x / WINDOW), ceil(area.right / WINDOW)
        known = self._windows.get(window)
        if known is None:
            if len(self._windows) >= MOST_WINDOWS:
                self._windows.clear()
            known = self._windows[window] = tuple(self._compose_lanes_and_lines(window[0] * WINDOW,
                                                                                window[1] * WINDOW))
        return known

    def _compose_lanes_and_lines(self, left: float, right: float) -> Iterator[Group]:
        context, layout, body = self._context, self.layout, self.body
        for lane in layout.lanes:
            yield _crop_group(_beside(body, lane_group(context, self.document, lane)), left, right)
        columns = layout.columns_over(left, right)
        ribbon = ribbon_over(context, layout, self.profile, self.profile.peak, columns)
        if ribbon is not None:
            yield _beside(body, ribbon)
        for line in layout.lines:
            yield _crop_group(_beside(body, line_group(context, layout, line)), left, right)
        if self.headings:
            for box in layout.phases_over(left - OVERHANG, right + OVERHANG):
                yield phase_group(context, self.document, layout, box)


def _beside(body: Rect, group: Group) -> Group:
    """Return a group without what stands at the left of the body: names, captions and spines."""
    if body.x <= 0.0:
        return group
    kept = (_begin_at(body.x, one) for one in group.primitives if not _is_left_of(body.x, one))
    return replace(group, primitives=tuple(kept))


def _is_left_of(x: float, primitive: Primitive) -> bool:
    match primitive:
        case Text():
            return primitive.x < x
        case Box(rect=rect):
            return rect.right <= x
        case _:
            return False


def _begin_at(x: float, primitive: Primitive) -> Primitive:
    """Return a level line that begins where the body does, though a caption stood before it; else what was given."""
    match primitive:
        case Path(segments=(("M", float(), float(y)), ("L", float(end), float(other)))) if y == other:
            return replace(primitive, outline=(("M", x, y), ("L", end, y)), x=0.0, y=0.0)
        case _:
            return primitive


def _touches(sprite: PlacedGroup, area: Rect) -> bool:
    """Return whether a sprite's ink, halos and arrowheads included, may reach into an area."""
    bounds = sprite.group.bounds
    x, y = bounds.x + sprite.x - INK, bounds.y + sprite.y - INK
    return (x < area.right and area.x < x + bounds.width + 2 * INK
            and y < area.bottom and area.y < y + bounds.height + 2 * INK)


# Halos, marks on the lower edge of cards and arrowheads reach beyond a group's bounds by at most this many points.
INK = 9.0
# The line that ties a note to its card reaches so far beyond the note.
TIE = 30.0


def _layer(sprite: PlacedGroup) -> int:
    return sprite.group.layer


def _crop_group(group: Group, left: float, right: float) -> Group:
    """Return a group whose boxes and level lines end soon beyond two xs; what is drawn between them is the same."""
    return replace(group, primitives=tuple(_crop(one, left, right) for one in group.primitives))


def _crop(primitive: Primitive, left: float, right: float) -> Primitive:
    match primitive:
        case Box(rect=rect) if rect.width > WINDOW:
            start, end = max(rect.x, left - OVERHANG), min(rect.right, right + OVERHANG)
            return replace(primitive, rect=Rect(start, rect.y, max(0.0, end - start), rect.height))
        case Path(segments=(("M", float(x), float(y)), ("L", float(end), float(other)))) if y == other:
            period = sum(primitive.stroke.dash) if primitive.stroke is not None else 0.0
            gone = max(0.0, left - OVERHANG - x)
            # Dashes go on as they began: only whole ones are left out.
            start = x + (floor(gone / period) * period if period else gone)
            outline = (("M", start, y), ("L", max(start, min(end, right + OVERHANG)), y))
            return replace(primitive, outline=outline, x=0.0, y=0.0)
        case _:
            return primitive
