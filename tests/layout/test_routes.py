"""The way each flow takes: straight and short first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.layout.builders import journey
from tests.layout.invariants import faults
from tests.need import need
from visavis.blueprint.drawing.shapes import ARROW_LENGTH
from visavis.blueprint.layout import FlowLine, Layout, LayoutStyle, Point, lay_out, split_into_bands

STYLE = LayoutStyle()


def bends(flow: FlowLine) -> int:
    return len(flow.points) - 2


def tops(layout: Layout, flow: FlowLine) -> float:
    return min(point.y for point in flow.points)


def test_neighbours_in_a_lane_are_joined_by_a_straight_arrow_at_their_middle() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 1)], [("a", "b")]))
    a, b = layout.cards["a"].rect, layout.cards["b"].rect
    assert layout.flows["f0"].points == (Point(a.right, a.centre.y), Point(b.x, b.centre.y))


def test_a_straight_arrow_passes_free_cells() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 4), ("c", "front", 2)], [("a", "b")]))
    assert bends(layout.flows["f0"]) == 0


def test_across_the_line_in_one_column_goes_straight_through_the_middle() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "front", 0)], [("a", "b")]))
    a, b = layout.cards["a"].rect, layout.cards["b"].rect
    assert layout.flows["f0"].points == (Point(a.centre.x, a.bottom), Point(b.centre.x, b.y))


def test_question_and_answer_stand_side_by_side_down_at_the_left() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "front", 0)], [("b", "a"), ("a", "b")]))
    up, down = layout.flows["f0"], layout.flows["f1"]
    middle = layout.cards["a"].rect.centre.x
    assert bends(up) == bends(down) == 0
    assert down.points[0].x == pytest.approx(middle - STYLE.port / 2)
    assert up.points[0].x == pytest.approx(middle + STYLE.port / 2)


def test_to_the_next_column_the_conversation_is_the_way() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "front", 1)], [("a", "b")]))
    flow, strip = layout.flows["f0"], need(layout.conversation)
    assert bends(flow) == 2
    assert strip.y < flow.points[1].y == flow.points[2].y < strip.bottom


def test_down_through_free_cells_goes_straight() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "back", 0)], [("a", "b")]))
    assert bends(layout.flows["f0"]) == 0


def test_past_a_card_the_flow_takes_the_gutter_beside_it() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("f", "front", 0), ("b", "back", 0)], [("a", "b")]))
    flow, card = layout.flows["f0"], layout.cards["f"].rect
    assert bends(flow) == 2
    assert flow.points[1].x < card.x
    assert layout.columns[0].x - STYLE.gutter * 2 < flow.points[1].x


def test_a_loop_goes_over_the_lane() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 1)], [("a", "b"), ("b", "a")]))
    loop = layout.flows["f1"]
    assert bends(loop) == 2
    assert tops(layout, loop) < layout.cards["a"].rect.y


def test_a_loop_goes_under_the_lane_when_that_side_is_calmer() -> None:
    steps = [(f"c{at}", "citizen", at) for at in range(3)] + [(f"f{at}", "front", at) for at in range(3)]
    flows = [(f"c{at}", f"f{at}") for at in range(3)] + [("f2", "f0")]
    layout = lay_out(journey(steps, flows))
    assert max(point.y for point in layout.flows["f3"].points) > layout.cards["f0"].rect.bottom
    assert not any(flow.bridges for flow in layout.flows.values())


def test_loops_nest_without_crossing() -> None:
    steps = [(f"c{at}", "citizen", at) for at in range(5)]
    layout = lay_out(journey(steps, [("c4", "c0"), ("c3", "c1"), ("c2", "c1"), ("c4", "c3")]))
    assert not any(flow.bridges for flow in layout.flows.values())
    assert tops(layout, layout.flows["f0"]) < tops(layout, layout.flows["f1"]) < tops(layout, layout.flows["f2"])


def test_a_flow_to_itself_is_a_loop_that_crosses_nothing() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 1)], [("b", "b"), ("b", "a"), ("a", "b")]))
    assert bends(layout.flows["f0"]) == 2
    assert not any(flow.bridges for flow in layout.flows.values())
    assert faults(layout) == []


def test_several_flows_between_two_steps_stay_apart() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 1)], [("a", "b")] * 4 + [("b", "a")] * 3))
    assert faults(layout) == []


def test_a_staircase_of_flows_does_not_cross_itself() -> None:
    steps = [(f"c{at}", "citizen", at) for at in range(6)] + [(f"f{at}", "front", at) for at in range(6)]
    layout = lay_out(journey(steps, [(f"c{at}", f"f{at + 2}") for at in range(4)]))
    assert not any(flow.bridges for flow in layout.flows.values())


def test_where_flows_must_cross_one_hops_over_the_other() -> None:
    layout = lay_out(journey([("a", "citizen", 0), ("b", "citizen", 2), ("e", "evidence", 1), ("f", "front", 1)],
                             [("a", "b"), ("e", "f")]))
    across, down = layout.flows["f0"], layout.flows["f1"]
    assert across.bridges == (Point(down.points[0].x, across.points[0].y),)
    assert down.bridges == ()


def test_an_arrow_has_room_for_its_head_wherever_it_arrives() -> None:
    steps = [("a", "citizen", 0), ("f", "front", 0), ("b", "back", 0), ("b2", "back", 0), ("c", "citizen", 2),
             ("d", "front", 2), ("e", "front", 1), ("s", "support", 1)]
    flows = [("a", "b"), ("b", "a"), ("b", "b2"), ("b2", "b"), ("a", "d"), ("d", "a"), ("c", "a"), ("e", "b2"),
             ("s", "a"), ("b2", "c")]
    layout = lay_out(journey(steps, flows))
    assert faults(layout) == []
    for flow in layout.flows.values():
        (x1, y1), (x2, y2) = flow.points[-2:]
        assert abs(x1 - x2) + abs(y1 - y2) >= ARROW_LENGTH


def test_between_bands_a_flow_is_tied_at_the_edges_on_its_sources_lane() -> None:
    document = journey([("a", "citizen", 0), ("b", "citizen", 1), ("f", "front", 2), ("c", "citizen", 3)],
                       [("a", "f", {"label": "Bonjour"}), ("b", "c"), ("c", "a")])
    bands = split_into_bands(document, 2)
    first, second = (lay_out(document, bands=bands, band=band.index) for band in bands)
    leaves, arrives = first.flows["f0"].points[-1], second.flows["f0"].points[0]
    assert first.width - 10 < leaves.x < first.width
    assert arrives.x == pytest.approx(STYLE.heading_width, abs=10)
    lane = first.lanes[1].rect
    assert lane.y - STYLE.lane_gap - 10 <= leaves.y <= lane.bottom
    assert second.lanes[1].rect.y <= arrives.y < second.lanes[2].rect.y
    assert first.flows["f0"].label is None
    assert second.flows["f0"].label is not None
    assert second.flows["f2"].points[-1].x == pytest.approx(STYLE.heading_width, abs=10)
    assert first.flows["f2"].points[0].x > first.width - 10


def test_a_phase_that_goes_on_says_so() -> None:
    document = journey([("a", "citizen", 5)])
    bands = split_into_bands(document, 2)
    layouts = [lay_out(document, bands=bands, band=band.index) for band in bands]
    assert [[phase.continues for phase in layout.phases] for layout in layouts] == [[False], [True]]


def test_gutters_widen_for_the_flows_in_them() -> None:
    steps = [("a", "citizen", 0)] + [(f"f{at}", "front", at) for at in range(2)]
    steps += [(f"b{at}", "back", 0) for at in range(4)]
    flows = [("a", f"b{at}") for at in range(4)]
    layout = lay_out(journey(steps, flows))
    assert layout.columns[0].x - STYLE.heading_width > STYLE.gutter
    verticals = sorted(x1 for flow in layout.flows.values() for (x1, _), (x2, _) in pairwise(flow.points)
                       if x1 == x2 < layout.columns[0].x)
    assert all(other - one >= STYLE.track - 1e-6 for one, other in pairwise(verticals))
