"""Moving steps in between others, splitting phases, lining steps up."""

from __future__ import annotations

import pytest

from tests.editing import builders
from tests.need import need
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.commands import AlignSteps, MoveStepsBetween, SplitPhase
from visavis.blueprint.model import BlueprintDocument, Cell
from visavis.blueprint.model.problems import Refused

ROW = builders.document(
    head={"notes": [{"id": "n", "at": {"lane": "guichet", "phase": "avant", "column": 3}, "kind": "idea"}],
          "avoid": [], "waivers": []},
    steps=[{"id": name, "title": name, "lane": lane, "phase": phase, "column": column, "kind": "action"}
           for name, lane, phase, column in (
               ("a", "vous", "avant", 0), ("b", "vous", "avant", 1), ("c", "vous", "avant", 2),
               ("x", "guichet", "avant", 1), ("z", "vous", "apres", 0))],
    flows=[{"source": "a", "target": "b", "key": "f", "kind": "sequence"},
           {"source": "b", "target": "x", "key": "g", "kind": "interaction"}])


def done(command: Command, document: BlueprintDocument = ROW) -> BlueprintDocument:
    session = EditSession(document, identifiers=Identifiers(2))
    session.do(command)
    after = session.document
    session.undo()
    assert session.document == document
    return after


def places(document: BlueprintDocument) -> dict[str, tuple[str, int]]:
    return {step.id: (step.phase, step.column) for step in document.steps}


@pytest.mark.parametrize(("steps", "column", "expected"), [
    # The column that a leaves closes; b and the answer below it keep face to face.
    (("a",), 2, {"a": 1, "b": 0, "x": 0, "c": 2}),
    (("c",), 0, {"c": 0, "a": 1, "b": 2, "x": 2}),
    # x stays in the column that b leaves.
    (("b",), 0, {"b": 0, "a": 1, "x": 2, "c": 3}),
    (("a", "b"), 3, {"x": 0, "c": 1, "a": 2, "b": 3}),
    (("a",), 0, {"a": 0, "b": 1, "x": 1, "c": 2}),
])
def test_steps_go_in_between(steps: tuple[str, ...], column: int, expected: dict[str, int]) -> None:
    after = places(done(MoveStepsBetween(steps, "avant", column)))
    assert {name: after[name][1] for name in expected} == expected
    assert after["z"] == ("apres", 0)


def test_steps_go_in_between_in_another_phase_and_lane() -> None:
    after = done(MoveStepsBetween(("b",), "apres", 0, lanes=1))
    assert after.step_by_id["b"].cell == ("guichet", "apres", 0)
    assert after.step_by_id["z"].cell == ("vous", "apres", 1)
    # The flow to the answer no longer crosses the line.
    assert {flow.key: flow.kind.value for flow in after.flows} == {"f": "interaction", "g": "sequence"}


@pytest.mark.parametrize(("column", "lanes"), [(-1, 0), (9, 0), (0, -5), (0, 9)])
def test_there_must_be_a_place(column: int, lanes: int) -> None:
    with pytest.raises(Refused):
        done(MoveStepsBetween(("a",), "avant", column, lanes))


def test_a_phase_is_split_with_its_notes() -> None:
    after = done(SplitPhase("avant", 2))
    assert [phase.name for phase in after.head.phases] == ["Avant", "Avant", "Après"]
    fresh = after.head.phases[1].id
    assert places(after) == {"a": ("avant", 0), "b": ("avant", 1), "x": ("avant", 1), "c": (fresh, 0), "z": ("apres", 0)}
    place = need(after.head.notes[0].at, Cell)
    assert (place.phase, place.column) == (fresh, 1)


@pytest.mark.parametrize("column", [0, -1, 4, 9])
def test_a_phase_is_split_inside_only(column: int) -> None:
    with pytest.raises(Refused, match="between two of its columns"):
        done(SplitPhase("avant", column))


def test_steps_are_lined_up_in_a_lane_or_a_column() -> None:
    after = done(AlignSteps(("b", "x"), "b"))
    assert after.step_by_id["x"].cell == ("vous", "avant", 3)
    after = done(AlignSteps(("a", "x"), "a", in_column=True))
    assert after.step_by_id["x"].cell == ("guichet", "avant", 0)
    assert done(AlignSteps(("a",), "a")) == ROW
