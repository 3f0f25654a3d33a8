"""Arranging: what follows stands after, what answers stands face to face, nothing stands on anything, twice is once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.need import need
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import AddNote, PlaceSteps
from visavis.blueprint.model import FORMAT, BlueprintDocument, Cell, Flow, FlowKind, Head, Lane, LaneKind, Phase, Step
from visavis.blueprint.storage import load
from visavis.exporters.auto_arrange import arrange_cells, arrange_steps

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
LANES = (Lane(id="u", name="Usager", kind=LaneKind.CITIZEN), Lane(id="a", name="Agent", kind=LaneKind.FRONTSTAGE))


def document(cells: dict[str, tuple[str, int]], flows: list[tuple[str, str]]) -> BlueprintDocument:
    head = Head(format=FORMAT, id="x", lanes=LANES, phases=(Phase(id="p", name="P"),))
    steps = tuple(Step(id=name, title=name, lane=lane, phase="p", column=column) for name, (lane, column) in cells.items())
    kinds = {True: FlowKind.SEQUENCE, False: FlowKind.INTERACTION}
    made = tuple(Flow(source=a, target=b, key=f"f{n}", kind=kinds[cells[a][0] == cells[b][0]]) for n, (a, b) in enumerate(flows))
    return BlueprintDocument(head, steps, made)


def after(before: BlueprintDocument) -> BlueprintDocument:
    session = EditSession(before)
    cells = arrange_cells(before)
    if cells:
        session.do(PlaceSteps(cells))
    return session.document


def columns(found: BlueprintDocument) -> dict[str, int]:
    return {step.id: step.column for step in found.steps}


def test_what_follows_stands_after_and_answers_stand_face_to_face() -> None:
    found = columns(after(document({"asks": ("u", 4), "answers": ("a", 0), "files": ("a", 2), "goes": ("u", 1)},
                                   [("asks", "answers"), ("answers", "files"), ("asks", "goes")])))
    assert found == {"asks": 0, "answers": 0, "files": 1, "goes": 1}


def test_two_at_once_in_one_lane_stand_side_by_side() -> None:
    found = columns(after(document({"a1": ("u", 3), "b1": ("u", 5), "b2": ("u", 9), "c1": ("u", 0)},
                                   [("a1", "b1"), ("a1", "b2"), ("b1", "c1"), ("b2", "c1")])))
    assert found["a1"] == 0
    assert sorted((found["b1"], found["b2"])) == [1, 2]
    assert found["c1"] == 3


def test_a_cycle_and_a_step_alone_are_arranged_too() -> None:
    found = columns(after(document({"a1": ("u", 2), "b1": ("u", 1), "alone": ("a", 1)}, [("a1", "b1"), ("b1", "a1")])))
    assert len({found["a1"], found["b1"]}) == 2
    assert found["alone"] == found["b1"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])
def test_examples_are_arranged_without_overlap_and_once(path: Path) -> None:
    before = load(path).document
    found = after(before)
    together = {step.id: {other.id for other in before.steps_in_cell[step.cell]} for step in before.steps}
    for cell, steps in found.steps_in_cell.items():
        assert {step.id for step in steps} <= together[steps[0].id], cell
    assert [(step.lane, step.phase) for step in found.steps] == [(step.lane, step.phase) for step in before.steps]
    assert sum(found.columns_of_phase.values()) <= sum(before.columns_of_phase.values()) + len(before.steps) // 4
    assert arrange_cells(found) == {}


@pytest.mark.parametrize("seed", range(12))
def test_without_cycles_no_flow_goes_back(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"s{number}" for number in range(12)]
    cells = {name: (chance.choice("ua"), place) for place, name in enumerate(chance.sample(names, 12))}
    flows = [(a, b) for place, a in enumerate(names) for b in names[place + 1:] if chance.random() < 0.2]
    found = after(document(cells, flows))
    assert len({step.cell for step in found.steps}) == len(found.steps)
    place = columns(found)
    for a, b in flows:
        # Across the line both may stand in one column; a rank of several columns may even turn them.
        if cells[a][0] == cells[b][0]:
            assert place[a] < place[b], (a, b)


def test_notes_on_cells_go_with_the_steps_beside_them() -> None:
    before = document({"asks": ("u", 4), "answers": ("a", 0), "files": ("a", 2), "goes": ("u", 1)},
                      [("asks", "answers"), ("answers", "files"), ("asks", "goes")])
    session = EditSession(before)
    session.do(AddNote(text="en face", at=Cell(lane="u", phase="p", column=2), id="near"))
    session.do(AddNote(text="sur l’étape", at="asks", id="on"))
    session.do(AddNote(text="loin", at=Cell(lane="a", phase="p", column=6), id="far"))
    command = arrange_steps(session.document)
    assert command is not None
    session.do(command)
    at = {note.id: note.at for note in session.document.head.notes}
    assert at["on"] == "asks"
    # "files" went from column 2 to 1, "asks" from 4 to 0.
    near, far = need(at["near"], Cell), need(at["far"], Cell)
    assert (near.lane, near.column) == ("u", 1)
    assert (far.lane, far.column) == ("a", 2)
    assert arrange_steps(session.document) is None
    session.undo()
    assert columns(session.document) == columns(before)
    assert need({note.id: note.at for note in session.document.head.notes}["near"], Cell).column == 2
