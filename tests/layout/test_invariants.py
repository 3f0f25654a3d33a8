"""The invariants themselves: each finds the fault it is made for."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from tests.layout import invariants
from tests.layout.builders import journey
from tests.need import need
from visavis.blueprint.layout import CardBox, FlowLine, Layout, Point, Rect, lay_out
from visavis.blueprint.layout.card_boxes import CardBoxes
from visavis.blueprint.layout.flow_paths import FlowLines


def conversation() -> Layout:
    return lay_out(journey([("a", "citizen", 0), ("b", "front", 0), ("c", "citizen", 2)],
                           [("a", "b", {"label": "Bonjour"}), ("b", "a", {"label": "Oui ?"}), ("a", "c")]))


def with_flows(layout: Layout, flows: dict[str, FlowLine]) -> Layout:
    # The invariants read mappings; which kind of mapping a layout has is no matter of theirs.
    return replace(layout, flows=cast("FlowLines", flows))


def with_cards(layout: Layout, cards: dict[str, CardBox]) -> Layout:
    return replace(layout, cards=cast("CardBoxes", cards))


def with_points(layout: Layout, key: str, *points: tuple[float, float]) -> Layout:
    moved = replace(layout.flows[key], points=tuple(Point(*point) for point in points))
    return with_flows(layout, {**layout.flows, key: moved})


def test_a_sound_layout_has_no_fault() -> None:
    assert invariants.faults(conversation()) == []


def test_finds_a_flow_through_a_card() -> None:
    layout = conversation()
    middle = layout.cards["a"].rect.centre.y
    broken = with_points(layout, "f2", (0, middle), (layout.width, middle))
    assert "f2 crosses card a" in list(invariants.flows_off_cards(broken))


def test_finds_a_flow_under_a_label() -> None:
    layout = conversation()
    middle = need(layout.flows["f0"].label).rect.centre.y
    broken = with_points(layout, "f2", (0, middle), (layout.width, middle))
    assert list(invariants.labels_clear(broken)) == ["f2 passes under the label of f0"]


def test_finds_flows_on_top_of_each_other() -> None:
    layout = conversation()
    broken = with_points(layout, "f1", *layout.flows["f0"].points)
    assert len(list(invariants.flows_apart(broken))) == 1


def test_finds_slanted_flows_and_flows_outside() -> None:
    broken = with_points(conversation(), "f2", (0, 0), (-10, 10))
    assert len(list(invariants.flows_orthogonal(broken))) == 1
    assert list(invariants.inside_bounds(broken)) == ["f2 leaves the drawing"]


def test_finds_cards_and_labels_that_overlap() -> None:
    layout = conversation()
    card = replace(layout.cards["c"], rect=layout.cards["a"].rect)
    broken = with_cards(layout, {**layout.cards, "c": card})
    assert list(invariants.cards_apart(broken)) == ["cards a and c overlap"]
    label = replace(need(layout.flows["f1"].label), rect=need(layout.flows["f0"].label).rect)
    moved = replace(layout.flows["f1"], label=label)
    broken = with_flows(layout, {**layout.flows, "f1": moved})
    assert "the labels of f0 and f1 overlap" in list(invariants.labels_clear(broken))


def test_finds_a_label_off_its_flow_and_a_hop_over_nothing() -> None:
    layout = conversation()
    away = replace(need(layout.flows["f0"].label), rect=Rect(0, 0, 200, 40))
    broken = with_flows(layout, {**layout.flows, "f0": replace(layout.flows["f0"], label=away)})
    assert list(invariants.labels_on_their_flows(broken)) == ["the label of f0 is not on it"]
    hop = replace(layout.flows["f2"], bridges=(Point(1, 1),))
    broken = with_flows(layout, {**layout.flows, "f2": hop})
    assert len(list(invariants.bridges_where_they_cross(broken))) == 1
