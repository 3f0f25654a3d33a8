"""The effort ribbon tells both sides' felt effort, column by column."""

from __future__ import annotations

from math import nan

import pytest

from tests.drawing.builders import analysis, document, flow, lane, step
from visavis.blueprint.drawing import LIGHT, Path, Role, Stroke, Text, compose
from visavis.blueprint.drawing.blueprint.effort_ribbon import (
    BASE,
    LEAST_PEAK,
    RAMP,
    effort_profile,
    heights,
    ribbon_half,
)
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect, lay_out
from visavis.blueprint.layout.columns import Column


def test_effort_is_weighted_by_visits_and_kept_by_side() -> None:
    made = document([step("a", "usager", effort=4), step("b", "scene", effort=3), step("c", "coulisses", effort=1)])

    profile = effort_profile(made, {"a": 0.5, "b": 2.0, "c": 1.0})

    assert profile.citizen == {("p1", 0): 2.0}
    assert profile.agent == {("p1", 0): 7.0}
    assert profile.peak == 7.0


def test_without_measures_every_step_is_walked_once() -> None:
    made = document([step("a", "usager", effort=4), step("b", "usager", effort=5)], [flow("f", "a", "b")])
    assert effort_profile(made).citizen == {("p1", 0): 9.0}


def test_unrated_work_is_unknown_and_an_unrated_wait_is_nothing() -> None:
    made = document([step("a", "usager"), step("w", "usager", column=1, kind="wait"),
                     step("x", "usager", column=2, kind="wait", effort=4)])
    assert effort_profile(made).citizen == {("p1", 0): None, ("p1", 1): 0.0, ("p1", 2): 4.0}


@pytest.mark.parametrize("lanes", [("usager", "autre"), ("autre", "usager")])
def test_a_wait_beside_unrated_work_does_not_make_it_nothing(lanes: tuple[str, str]) -> None:
    made = document([step("w", lanes[0], kind="wait"), step("a", lanes[1])],
                    lanes=[lane("usager", "citizen"), lane("autre", "citizen")])
    assert effort_profile(made).citizen == {("p1", 0): None}


def test_rated_work_counts_beside_unrated_work() -> None:
    made = document([step("a", "usager", effort=3), step("b", "autre")],
                    lanes=[lane("usager", "citizen"), lane("autre", "citizen")])
    assert effort_profile(made).citizen == {("p1", 0): 3.0}


def test_what_nobody_knows_how_often_it_happens_is_a_gap() -> None:
    made = document([step("a", "usager", effort=4)])
    assert effort_profile(made, {"a": nan}).citizen == {("p1", 0): None}


def test_a_side_that_nobody_rated_is_neither_drawn_nor_named() -> None:
    made = document([step("a", "usager", effort=4), step("w", "usager", column=2, effort=2),
                     step("n", "usager", column=1), step("b", "scene"), step("c", "coulisses", column=2)])
    drawing = compose(made, lay_out(made), analysis(made), LIGHT, translator("en"))
    ribbon = next(group for group in drawing.groups if group.role is Role.RIBBON)
    curves = [part for part in ribbon.primitives if isinstance(part, Path)]
    texts = [part.run.text for part in ribbon.primitives if isinstance(part, Text)]
    assert len(curves) == 4
    assert texts == ["Citizen’s effort"]
    assert "Agents’ effort: nobody rated it." in ribbon.description


def test_partners_and_machines_are_on_neither_side() -> None:
    made = document([step("a", "appui", effort=5)], lanes=[lane("appui", "support")])
    profile = effort_profile(made)
    assert not profile.citizen
    assert not profile.agent
    assert profile.peak == LEAST_PEAK


def test_heights_run_from_the_base_to_the_whole() -> None:
    assert heights([0.0, 5.0, 50.0], 10.0) == [BASE, pytest.approx(BASE + (1 - BASE) / 2), 1.0]


def columns(*widths: float) -> list[Column]:
    return [Column("p1", at, 100.0 + 140.0 * at, width) for at, width in enumerate(widths)]


def ends(path: Path) -> list[tuple[float, ...]]:
    """Return where each segment of a path ends."""
    return [tuple(float(number) for number in segment[-2:]) for segment in path.segments if len(segment) > 1]


def test_the_ribbon_is_flat_on_each_column_and_eased_between_them() -> None:
    area, ink = Rect(0, 50, 500, 80), Stroke("#000000")
    up, edge = ribbon_half([5, 10], columns(120, 120), area, peak=10, upward=True, fill="#111111", stroke=ink)
    down, _ = ribbon_half([5, 10], columns(120, 120), area, peak=10, upward=False, fill="#111111", stroke=ink)
    half = 80 * (BASE + (1 - BASE) / 2)
    assert [segment[0] for segment in edge.segments] == ["M", "C", "L", "C", "L", "C"]
    assert ends(edge) == [(100 - RAMP, 130), (100, 130 - half), (220, 130 - half), (240, 50), (360, 50),
                          (360 + RAMP, 130)]
    assert [130 - y for _, y in ends(up)] == [y - 50 for _, y in ends(down)], "both halves mirror around the line"
    for segment in edge.segments:
        if segment[0] == "C":
            _, x1, _, x2, y2, _, y = segment
            assert (x1, y2) == (x2, y), "it arrives flat"


def test_a_column_without_a_known_effort_has_no_ribbon() -> None:
    made = document([step("a", "usager", effort=4), step("b", "usager", column=1),
                     step("w", "usager", column=2, kind="wait"), step("c", "usager", column=4, effort=1)])
    layout = lay_out(made)
    drawing = compose(made, layout, analysis(made), LIGHT, translator("en"))
    ribbon = next(group for group in drawing.groups if group.role is Role.RIBBON)
    reaches = [(min(x for x, _ in ends(part)), max(x for x, _ in ends(part))) for part in ribbon.primitives
               if isinstance(part, Path) and part.fill]
    assert reaches == [(layout.columns[at].x - RAMP, layout.columns[at].x + layout.columns[at].width + RAMP)
                       for at in (0, 4)]


def test_the_ribbon_takes_at_most_sixteen_points_of_each_side() -> None:
    made = document([step("a", "usager", effort=5), step("b", "scene", effort=5)])
    drawing = compose(made, lay_out(made), analysis(made), LIGHT, translator("en"))
    ribbon = next(group for group in drawing.groups if group.role is Role.RIBBON)
    line = next(group for group in drawing.groups if group.id == "interaction").bounds.centre.y
    ys = [y for part in ribbon.primitives if isinstance(part, Path) for _, y in ends(part)]
    assert (line - min(ys), max(ys) - line) == (16.0, 16.0)


def test_both_sides_share_one_peak() -> None:
    made = document([step("a", "usager", effort=2), step("b", "scene", effort=5), step("c", "scene", effort=4)])
    assert effort_profile(made).peak == 9.0
