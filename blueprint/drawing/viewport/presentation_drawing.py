"""A page of a projection as it is drawn: lanes whose turn has not come are dimmed, flows that lead away are stubs.

The groups are those of the canvas, made by the same functions; what differs is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.effort_ribbon import is_rated
from visavis.blueprint.drawing.display_list import Bitmap, Box, Group, Layer, Path, Primitive, Role, Stroke, Text
from visavis.blueprint.drawing.page_block import move_group
from visavis.blueprint.drawing.shapes import ARROW_LENGTH, arrowhead, straight_line
from visavis.blueprint.drawing.text_setting import paragraph, set_line
from visavis.blueprint.drawing.theme import Theme, contrast, mix_colours
from visavis.blueprint.drawing.viewport.page_notes import PaperBox
from visavis.blueprint.drawing.viewport.page_paper import paper_group
from visavis.blueprint.drawing.viewport.presentation_page import PresentationPage
from visavis.blueprint.drawing.viewport.viewport_drawing import PlacedGroup, ViewportDrawing
from visavis.blueprint.language import Translator, message
from visavis.blueprint.layout import LaneBox, Layout, LineKind, Point, Rect
from visavis.blueprint.model import BlueprintDocument

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis
    from visavis.blueprint.drawing.viewport.group_cache import GroupCache, Marks

# What WCAG asks of text, and a little more: a projector takes some of it.
DIMMED_CONTRAST = 4.6
# How far a stub reaches from its card, in points, and how far above a card's lower corner it stands.
STUB = 9.0
STUB_RISE = 9.0
STUB_WIDTH = 1.9
_CITIZEN, _AGENTS = message("Citizen effort"), message("Agent effort")
# No two pages look alike: of one that follows another everything is painted.
_FIRST_AGE = -1
_ages = count(_FIRST_AGE, -1)


class PresentationDrawing(ViewportDrawing):
    """One page of a projection; the origin is the page's top left corner."""

    def __init__(self, composer: GroupCache, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
                 theme: Theme, translate: Translator, page: PresentationPage, *, private: bool = False) -> None:
        super().__init__(composer, document, layout, analysis, theme, translate, private=private)
        self.page = page
        self.age = next(_ages)
        self._captions = {lane.lane: lane.caption for lane in page.dimmed}
        self._faint = dimmed_ink(theme)
        self.layout = replace(layout, lanes=tuple(map(self._caption, layout.lanes)))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group of the page, as it is painted."""
        return tuple(move_group(*placed) for placed in self.groups_in(Rect(0.0, 0.0, self.width, self.height)))

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """The frictions to show, by the step they stand on: none while people collect."""
        found: Mapping[str, Marks] = super().marks if self.page.frictions else {}
        return found

    @cached_property
    def notes(self) -> Mapping[str, Group]:
        """The notes of the page, by id: paper with all its words and dots."""
        known = {note.id: note for note in self.document.head.notes}
        return {name: paper_group(self._context, known[name], box) for name, box in self.layout.notes.items()
                if isinstance(box, PaperBox) and name in known and (self.private or not known[name].private)}

    def groups_in(self, area: Rect) -> list[PlacedGroup]:
        """Return what has a part in `area` (points), bottom layer first, reading order within a layer."""
        placed = [*super().groups_in(area), *map(PlacedGroup, self.stubs)]
        placed.sort(key=lambda one: one.group.layer)
        return placed

    @cached_property
    def stubs(self) -> tuple[Group, ...]:
        """The ends of the flows that are not drawn whole: a short arrow out of a card, or into one."""
        return tuple(self._make_stubs())

    def _make_stubs(self) -> Iterator[Group]:
        if self.page.span is None:
            return
        cards, drawn = self.layout.cards, self.layout.flows
        leaving = {flow.source for flow in self.document.flows if flow.key not in drawn and flow.source in cards}
        arriving = {flow.target for flow in self.document.flows if flow.key not in drawn and flow.target in cards}
        for step in self.order:
            for ends, outward in ((leaving, True), (arriving, False)):
                if step in ends:
                    yield self._stub(step, outward=outward)

    def _stub(self, step: str, *, outward: bool) -> Group:
        rect = self.layout.cards[step].rect
        dimmed = self._is_dimmed(self.document.step_by_id[step].lane)
        ink = mix_colours(self.theme.hairline, self._faint, 0.4) if dimmed else self.theme.flow
        y = rect.bottom - STUB_RISE
        start, tip = (rect.right, rect.right + STUB) if outward else (rect.x - STUB, rect.x)
        line = straight_line(start, y, tip - ARROW_LENGTH + 1, y, Stroke(ink, STUB_WIDTH))
        bounds = Rect(start, y - STUB_RISE / 2, STUB, STUB_RISE)
        return Group(f"stub-{step}-{outward}", Role.DECORATION, Layer.FLOWS, bounds,
                     (line, arrowhead(Point(start, y), Point(tip, y), ink)))

    # -- dimming

    def _is_dimmed(self, lane: str) -> bool:
        return lane in self._captions

    def _card(self, step_id: str) -> tuple[PlacedGroup, ...]:
        made = tuple(one._replace(group=self._enlarge(one.group)) if one.group.role is Role.HOTSPOT else one
                     for one in super()._card(step_id))
        if not self._is_dimmed(self.document.step_by_id[step_id].lane):
            return made
        return tuple(one._replace(group=self._dim(one.group)) for one in made)

    def _flow(self, key: str) -> tuple[PlacedGroup, ...]:
        made, flow = super()._flow(key), self.document.flow_by_key[key]
        lanes = (self.document.step_by_id[end].lane for end in (flow.source, flow.target))
        if not all(map(self._is_dimmed, lanes)):
            # Speech with a lane that is lit stays in the speaker's colour.
            return made
        return tuple(one._replace(group=self._dim(one.group)) for one in made)

    def _compose_lanes_and_lines(self, left: float, right: float) -> Iterator[Group]:
        for group in super()._compose_lanes_and_lines(left, right):
            if group.role is Role.LANE and self._is_dimmed(group.id):
                yield self._dim(group, outlined=True)
            elif group.role is Role.LINE:
                yield self._unname(group)
            elif group.role is Role.RIBBON:
                yield self._name_sides(group)
            elif group.role is Role.PHASE and self.page.span is not None and group.id != self.page.span.phase:
                yield self._quieten(group)
            else:
                yield group

    def _caption(self, box: LaneBox) -> LaneBox:
        """Return a lane's heading with the words that say when its turn comes, instead of who works in it."""
        words, style = self._captions.get(box.lane, ""), self.layout.style.lane_subtitle
        room = box.heading.height - box.title.height
        fits = bool(words) and room >= self._context.metrics.line_height(style)
        return replace(box, subtitle=paragraph(self._context, words, style, box.heading.width, 1) if fits else None)

    def _unname(self, group: Group) -> Group:
        """Return a line from edge to edge: its name is for those who draw."""
        lines = [replace(one, outline=(("M", 0.0, one.segments[0][2]), *one.segments[1:]), x=0.0, y=0.0)
                 for one in group.primitives if isinstance(one, Path)]
        return replace(group, primitives=tuple(lines))

    def _name_sides(self, group: Group) -> Group:
        """Return the ribbon with whose effort it is in a few large words at both sides of the line."""
        line = next((line for line in self.layout.lines if line.kind is LineKind.INTERACTION), None)
        shapes = tuple(one for one in group.primitives if not isinstance(one, Text))
        if line is None or not self.layout.lanes or len(shapes) == len(group.primitives):
            return replace(group, primitives=shapes)
        style, heading = self.layout.style.label, self.layout.lanes[0].heading
        height = self._context.metrics.line_height(style)
        words: list[Primitive] = []
        for text, efforts, top, inks in ((_CITIZEN, self.profile.citizen, line.y - height, self.theme.citizen),
                                         (_AGENTS, self.profile.agent, line.y, self.theme.agent)):
            if is_rated(efforts):
                box = Rect(heading.x, top, heading.width + self.layout.style.label_gap, height)
                words.append(set_line(self._context, self.translate(text), style, box, inks.ink))
        return replace(group, primitives=(*shapes, *words))

    def _dim(self, group: Group, *, outlined: bool = False) -> Group:
        """Return a group in grey, without a tint; a lane keeps a thin outline."""
        parts = [self._grey(one) for one in group.primitives]
        if outlined:
            parts[:1] = [replace(one, stroke=Stroke(self.theme.hairline)) if isinstance(one, Box) else one
                         for one in parts[:1]]
        return replace(group, primitives=tuple(parts))

    def _grey(self, primitive: Primitive) -> Primitive:
        theme = self.theme
        if isinstance(primitive, Text):
            return replace(primitive, colour=self._faint)
        if isinstance(primitive, Bitmap):
            return primitive
        line = mix_colours(theme.hairline, self._faint, 0.25)
        stroke = replace(primitive.stroke, colour=line) if primitive.stroke is not None else None
        areas = {theme.surface, theme.background, theme.citizen.tint, theme.agent.tint, theme.backstage.tint,
                 theme.support.tint, *(inks.tint for inks in theme.colours.values())}
        fill = primitive.fill if primitive.fill is None else theme.background if primitive.fill in areas else line
        return replace(primitive, fill=fill, stroke=stroke)

    def _enlarge(self, group: Group) -> Group:
        """Return a group with no text below the least size of the page, around where it stood."""
        least, metrics = self.layout.style.least, self._context.metrics

        def enlarge(one: Primitive) -> Primitive:
            if not isinstance(one, Text) or one.run.style.size >= least:
                return one
            run = metrics.shape(one.run.text, one.run.style.with_size(least))
            deeper = (metrics.ascent(run.style) - metrics.ascent(one.run.style)) / 2
            return replace(one, run=run, x=one.x - (run.width - one.run.width) / 2, baseline=one.baseline + deeper)

        return replace(group, primitives=tuple(map(enlarge, group.primitives)))

    def _quieten(self, group: Group) -> Group:
        """Return a phase that is only in sight because there is room for it."""
        behind = mix_colours(self.theme.background, self.theme.ink, 0.1)
        return replace(group, primitives=tuple(
            replace(one, colour=dimmed_ink(self.theme, behind)) if isinstance(one, Text)
            else replace(one, fill=behind) if isinstance(one, Box | Path) else one for one in group.primitives))


def dimmed_ink(theme: Theme, behind: str | None = None) -> str:
    """Return the faintest ink in which text can be read on the background (or on `behind`)."""
    area = behind or theme.background
    shares = (0.3, 0.2, 0.1, 0.0)
    inks = (mix_colours(theme.muted, area, share) for share in shares)
    return next((ink for ink in inks if contrast(ink, area) >= DIMMED_CONTRAST), theme.ink)
