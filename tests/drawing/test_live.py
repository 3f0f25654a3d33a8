"""A drawing composed where someone looks shows what is exported, and knows where an edit changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor
from random import Random

import pytest

from tests.benchmarks.documents import blueprint_of
from tests.layout.edits import a_structural_edit, an_edit
from tests.need import need
from tests.profiles import mostly_deep
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing import (
    DARK,
    LIGHT,
    Bitmap,
    Box,
    ComposeOptions,
    Path,
    PlacedGroup,
    Primitive,
    Role,
    Text,
    Theme,
    ViewportDrawing,
    compose,
)
from visavis.blueprint.drawing.blueprint.flows import is_dashed
from visavis.blueprint.drawing.viewport.dirty_regions import find_dirty_regions
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.drawing.viewport.viewport_drawing import WINDOW
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import AddFlow, AddNextStep, AddNote, AddPersona, EditStep
from visavis.blueprint.language import translator
from visavis.blueprint.layout import FlowLine, IncrementalLayout, Layout, Rect, lay_out
from visavis.blueprint.layout.flow_paths import FlowLines
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.registry import Neighbourhood

FRENCH = translator("fr")
ALONG = (Role.LANE, Role.LINE, Role.RIBBON)


def drawn(composer: GroupCache, document: BlueprintDocument, analysis: Analysis | None = None, theme: Theme = LIGHT,
          layout: Layout | None = None) -> ViewportDrawing:
    return ViewportDrawing(composer, document, layout or lay_out(document), analysis, theme, FRENCH)


def whole(drawing: ViewportDrawing) -> list[PlacedGroup]:
    return drawing.groups_in(Rect(-100, -100, drawing.width + 200, drawing.height + 200))


def moved(sprite: PlacedGroup) -> tuple[object, ...]:
    """Return what a sprite shows and where, to a hundredth of a point."""
    group, x, y = sprite
    return (group.id, group.role, group.layer, near(sprite.bounds), group.title, group.description,
            tuple(shown(one, x, y) for one in group.primitives))


def shown(primitive: Primitive, x: float, y: float) -> tuple[object, ...]:
    match primitive:
        case Box():
            return "box", near(primitive.rect.move(x, y)), replace(primitive, rect=Rect(0, 0, 0, 0))
        case Bitmap():
            return "picture", near(primitive.rect.move(x, y)), primitive.pixels
        case Text():
            return ("text", primitive.run, near((primitive.x + x, primitive.baseline + y)), primitive.colour)
        case Path():
            ways = [near((*(float(number) + (y if at % 2 else x) for at, number in enumerate(numbers)),))
                    for _, *numbers in primitive.segments]
            return "path", [segment[0] for segment in primitive.segments], ways, primitive.fill, primitive.stroke


def near(numbers: Iterable[float]) -> tuple[float, ...]:
    """Return numbers without what adding and taking away again costs them: places are 64ths of a point, icons are not."""
    return tuple(round(number + 0.0021, 2) for number in numbers)


def as_a_set(sprites: Iterable[PlacedGroup], *, without: tuple[Role, ...] = ALONG) -> list[tuple[object, ...]]:
    return sorted((moved(sprite) for sprite in sprites if sprite.group.role not in without), key=repr)


def exported(document: BlueprintDocument, analysis: Analysis | None = None, theme: Theme = LIGHT) -> list[PlacedGroup]:
    groups = compose(document, lay_out(document), analysis, theme, FRENCH,
                     options=ComposeOptions(internal=True)).groups
    return [PlacedGroup(group) for group in groups]


@pytest.mark.parametrize("seed", mostly_deep(range(3)))
def test_many_edits_later_what_is_in_sight_is_what_is_exported(seed: int) -> None:
    chance = Random(seed)
    session = EditSession(blueprint_of(24, seed), identifiers=Identifiers(seed))
    relayout, composer, analysis = IncrementalLayout(), GroupCache(), None
    for _ in range(40):
        with suppress(Refused):
            session.do(an_edit(chance, session))
        if chance.random() < 0.2:
            # As in the window, an analysis may be of a document that was edited since.
            analysis = Neighbourhood().assess(session.document)
        document = session.document
        drawing = drawn(composer, document, analysis, layout=relayout.lay_out(document))
        assert as_a_set(whole(drawing)) == as_a_set(exported(document, analysis))
        assert [group.title for group in drawing.groups] == [sprite.group.title for sprite in exported(document, analysis)]


@pytest.mark.parametrize("seed", mostly_deep(range(4)))
def test_what_an_edit_changed_lies_in_the_areas_that_are_told(seed: int) -> None:
    chance = Random(seed)
    session = EditSession(blueprint_of(60, seed), identifiers=Identifiers(seed))
    relayout, composer = IncrementalLayout(), GroupCache()
    analysis = Neighbourhood().assess(session.document)
    before = drawn(composer, session.document, analysis, layout=relayout.lay_out(session.document))
    told, new = 0, None
    for _ in range(60):
        old = by_looks(before) if new is None else new
        with suppress(Refused):
            session.do(chance.choice((an_edit, a_structural_edit))(chance, session))
        if chance.random() < 0.1:
            analysis = Neighbourhood().assess(session.document)
        after = drawn(composer, session.document, analysis, layout=relayout.lay_out(session.document))
        new = by_looks(after)
        seen = Rect(chance.uniform(0, after.width), 0, 400, after.height)
        for areas in filter(None, (find_dirty_regions(before, after), find_dirty_regions(before, after, seen))):
            told += 1
            for looks in (old.keys() ^ new.keys()):
                sprite = old.get(looks) or new[looks]
                if sprite.group.role in ALONG:
                    continue
                if not is_told(areas, sprite.bounds):
                    assert all(is_told(areas, box) for box in differing(sprite, before, after)), sprite.group.id
        before = after
    assert told > 20


def by_looks(drawing: ViewportDrawing) -> dict[str, PlacedGroup]:
    """Return what is seen of a drawing, by everything about it but what is said of it."""
    return {repr((looks := moved(sprite))[:4] + looks[6:]): sprite for sprite in whole(drawing)}


def differing(sprite: PlacedGroup, before: ViewportDrawing, after: ViewportDrawing) -> list[Rect]:
    """Return where something looks different: of the line of a flow that is the same one, only some of its way."""
    key, drawings = sprite.group.id, (before, after)
    if sprite.group.role is not Role.FLOW or any(key not in drawing.layout.flows for drawing in drawings):
        return [sprite.bounds]
    told = [(flow, drawing.document.step_by_id[flow.source], drawing.document.step_by_id[flow.target])
            for drawing in drawings for flow in [drawing.document.flow_by_key[key]]]
    if told[0] != told[1]:
        return [sprite.bounds]
    dashed = is_dashed(before.document, told[0][0])
    old, new = (drawing.layout.flows[key] for drawing in drawings)
    ways = set(whole_points(old, dashed=dashed)) ^ set(whole_points(new, dashed=dashed))
    return [Rect(x, y, 0, 0).inset(-4) for x, y in {*(way[:2] for way in ways), *set(old.bridges) ^ set(new.bridges)}]


def whole_points(line: FlowLine, *, dashed: bool) -> Iterator[tuple[float, float, float]]:
    """Yield every place on a flow's line that is a whole point along it, and, of a dashed one, how far along it is."""
    done = 0.0
    for (x, y), (to_x, to_y) in pairwise(line.points):
        for at in range(ceil(min(x, to_x)), floor(max(x, to_x)) + 1) if x != to_x else ():
            yield at, y, round(done + abs(at - x), 3) if dashed else 0.0
        for at in range(ceil(min(y, to_y)), floor(max(y, to_y)) + 1) if y != to_y else ():
            yield x, at, round(done + abs(at - y), 3) if dashed else 0.0
        done += abs(to_x - x) + abs(to_y - y)


def is_told(areas: Iterable[Rect], bounds: Rect) -> bool:
    """Return whether one of some areas holds a box."""
    return any(holds(area, bounds) for area in areas)


def holds(area: Rect, bounds: Rect) -> bool:
    return (area.x <= bounds.x and bounds.right <= area.right + 0.01
            and area.y <= bounds.y and bounds.bottom <= area.bottom)


def test_a_rename_tells_its_card_and_composes_nothing_else() -> None:
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout, composer = IncrementalLayout(), GroupCache()
    before = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    known = {id(sprite.group) for sprite in whole(before)}
    step = session.document.steps[6]
    session.do(EditStep(step.id, title="Bref"))
    after = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    assert [area.contains(*after.layout.cards[step.id].rect.centre) for area in need(find_dirty_regions(before, after))] == [True, True]
    fresh = {sprite.group.id for sprite in whole(after)
             if id(sprite.group) not in known and sprite.group.role not in (*ALONG, Role.PHASE)}
    ends = {flow.key for flow in session.document.flows if step.id in (flow.source, flow.target)}
    assert fresh == {step.id} | ends


def test_what_only_moved_is_taken_as_it_was() -> None:
    session = EditSession(blueprint_of(40), identifiers=Identifiers(1))
    relayout, composer = IncrementalLayout(), GroupCache()
    before = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    cards = {sprite.group.id: sprite.group for sprite in whole(before) if sprite.group.role is Role.STEP}
    first = session.document.steps[0]
    session.do(AddNextStep(first.id, "Ensuite"))
    after = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    later = [sprite for sprite in whole(after) if sprite.group.role is Role.STEP
             and session.document.step_by_id[sprite.group.id].phase != first.phase]
    assert later
    assert all(sprite.x != before.layout.cards[sprite.group.id].rect.x for sprite in later)
    assert all(cards[sprite.group.id] is sprite.group for sprite in later)


def test_lanes_above_the_first_that_moved_are_not_told() -> None:
    before, after = with_another_flow_far_away()
    lanes = [(old.rect, new.rect) for old, new in zip(before.layout.lanes, after.layout.lanes, strict=True)]
    assert lanes[2][0] == lanes[2][1]
    assert before.layout.height != after.layout.height
    seen = Rect(after.width - 900, 0, 900, lanes[1][1].bottom)
    assert not any(area.intersects(seen) for area in need(find_dirty_regions(before, after, seen)))
    below = seen._replace(y=lanes[3][1].y, height=lanes[3][1].height)
    assert any(area.intersects(below) for area in need(find_dirty_regions(before, after, seen)))


def test_of_flows_out_of_sight_no_one_asks_where_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = with_another_flow_far_away()
    asked: list[str] = []
    find_areas = FlowLines.areas

    def ask(lines: FlowLines, key: str) -> Iterator[Rect]:
        asked.append(key)
        return find_areas(lines, key)

    monkeypatch.setattr(FlowLines, "areas", ask)
    seen = Rect(after.width - 900, 0, 900, after.height)
    find_dirty_regions(before, after, seen)
    assert set(asked) <= {*before.flows_near(seen), *after.flows_near(seen)}
    asked.clear()
    find_dirty_regions(before, after)
    assert asked


def with_another_flow_far_away() -> tuple[ViewportDrawing, ViewportDrawing]:
    """Return a drawing, and the next one: a flow between two steps of its lowest lane, at its beginning, moved that."""
    session = EditSession(blueprint_of(120), identifiers=Identifiers(1))
    relayout, composer = IncrementalLayout(), GroupCache()
    before = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    first, *_, last = [step.id for step in session.document.steps if step.lane == "systems"][:5]
    session.do(AddFlow(first, last))
    return before, drawn(composer, session.document, layout=relayout.lay_out(session.document))


def test_an_end_that_moved_though_no_column_did_is_told() -> None:
    composer, document = GroupCache(), blueprint_of(20)
    layout = lay_out(document)
    before = drawn(composer, document, layout=layout)
    after = drawn(composer, document, layout=replace(layout, width=layout.width + 40))
    assert is_told(need(find_dirty_regions(before, after)), Rect(layout.width, 0, 40, layout.height))


def test_an_equal_drawing_changes_nothing_and_other_inks_everything() -> None:
    composer, document = GroupCache(), blueprint_of(20)
    layout = lay_out(document)
    before = drawn(composer, document, layout=layout)
    assert find_dirty_regions(before, drawn(composer, document, layout=layout)) == []
    assert find_dirty_regions(None, before) is None
    assert find_dirty_regions(before, drawn(composer, document, theme=DARK, layout=layout)) is None


def test_another_persona_may_change_every_card() -> None:
    session = EditSession(blueprint_of(20), identifiers=Identifiers(1))
    composer = GroupCache()
    before = drawn(composer, session.document)
    session.do(AddPersona(name="Léa"))
    assert find_dirty_regions(before, drawn(composer, session.document)) is None


def test_a_note_changes_its_own_place() -> None:
    session = EditSession(blueprint_of(20), identifiers=Identifiers(1))
    relayout, composer = IncrementalLayout(), GroupCache()
    before = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    session.do(AddNote(text="Long", at=session.document.steps[3].id, id="n"))
    after = drawn(composer, session.document, layout=relayout.lay_out(session.document))
    (area,) = need(find_dirty_regions(before, after))
    assert holds(area, after.notes["n"].bounds)


def test_only_what_is_looked_at_is_composed() -> None:
    composer, document = GroupCache(), blueprint_of(400)
    drawing = drawn(composer, document)
    area = Rect(drawing.width / 2, 0, 1000, drawing.height)
    shown_there = drawing.groups_in(area)
    assert 20 < len(shown_there) < 120
    assert len(composer._cards) < 60
    everything = whole(drawing)
    inside = [sprite for sprite in everything if sprite.bounds.intersects(area) and sprite.group.role not in ALONG]
    assert as_a_set(inside) == as_a_set([sprite for sprite in shown_there if sprite.bounds.intersects(area)])


def test_lanes_lines_and_ribbon_look_the_same_in_every_window() -> None:
    drawing = drawn(GroupCache(), blueprint_of(400))
    assert drawing.width > 3 * WINDOW
    groups = {group.id: group for group in drawing.groups if group.role in ALONG}
    area = Rect(1.5 * WINDOW, 0, 600, drawing.height)
    for sprite in drawing.groups_in(area):
        group = sprite.group
        if group.role is Role.LANE:
            strip, cut = need(groups[group.id].primitives[0], Box), need(group.primitives[0], Box)
            assert (cut.fill, cut.rect.y, cut.rect.height) == (strip.fill, strip.rect.y, strip.rect.height)
            assert cut.rect.x < area.x
            assert area.right < cut.rect.right
            assert cut.rect.width < 2 * WINDOW
        elif group.role is Role.LINE:
            line, part = need(groups[group.id].primitives[0], Path), need(group.primitives[0], Path)
            (start, y), (end, _) = ([float(number) for number in numbers] for _, *numbers in part.segments)
            assert start < area.x < area.right < end
            assert y == line.segments[0][2]
            if need(line.stroke).dash:
                assert (start - float(line.segments[0][1])) % sum(need(line.stroke).dash) == pytest.approx(0, abs=1e-6)
        elif group.role is Role.RIBBON:
            full = {near(map(float, segment[1:])) for path in groups["effort"].primitives if isinstance(path, Path)
                    for segment in path.segments}
            curves = [near(map(float, segment[1:])) for path in group.primitives if isinstance(path, Path)
                      for segment in path.segments
                      if segment[0] == "C" and area.x < float(segment[1]) and float(segment[5]) < area.right]
            assert curves
            assert set(curves) <= full


@pytest.mark.parametrize("seed", mostly_deep(range(3)))
def test_efforts_are_mended_to_what_they_are(seed: int) -> None:
    chance = Random(seed)
    session = EditSession(blueprint_of(30, seed), identifiers=Identifiers(seed))
    relayout, composer = IncrementalLayout(), GroupCache()
    for _ in range(50):
        with suppress(Refused):
            session.do(an_edit(chance, session))
        document = session.document
        profile = drawn(composer, document, layout=relayout.lay_out(document)).profile
        fresh = drawn(GroupCache(), document).profile
        for mended, whole_sum in ((profile.citizen, fresh.citizen), (profile.agent, fresh.agent)):
            assert mended == pytest.approx(whole_sum)
