"""Adding one blueprint to another: what is called alike is the same, all else comes in, nothing that was there goes."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exporters.table_documents import table_documents
from visavis.blueprint.editing import Identifiers
from visavis.blueprint.editing.joining import join_documents
from visavis.blueprint.model import BlueprintDocument, Cell, Flow, FlowKind, Head, Lane, LaneKind, Note, Phase, Step
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.model.validation import problems
from visavis.blueprint.storage import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))


def blueprint(name: str, *, lanes: tuple[tuple[str, LaneKind], ...], phases: tuple[str, ...]) -> BlueprintDocument:
    """Return a blueprint with a step in each lane of its first phase, one after the other."""
    rows = tuple(Lane(id=f"l{number}", name=title, kind=kind) for number, (title, kind) in enumerate(lanes))
    steps = tuple(Step(id=f"s{number}", title=f"{name} {number}", lane=lane.id, phase="p0", column=number)
                  for number, lane in enumerate(rows))
    flows = tuple(Flow(source=one.id, target=two.id, key=f"f{number}", kind=FlowKind.SEQUENCE)
                  for number, (one, two) in enumerate(itertools.pairwise(steps)))
    head = Head(format="visavis/1", id=name, title=name, lanes=rows, phases=tuple(
        Phase(id=f"p{number}", name=title) for number, title in enumerate(phases)))
    return BlueprintDocument(head=head, steps=steps, flows=flows)


USER, DESK, FILE = ("Usager", LaneKind.CITIZEN), ("Guichet", LaneKind.FRONTSTAGE), ("Dossier", LaneKind.BACKSTAGE)


def test_lanes_and_phases_of_one_name_are_the_same_and_steps_come_after_those_that_are_there() -> None:
    mine = blueprint("a", lanes=(USER, DESK), phases=("Demander", "Attendre"))
    made = join_documents(mine, blueprint("b", lanes=(USER, DESK), phases=("demander",)), Identifiers(1))
    assert [lane.name for lane in made.head.lanes] == ["Usager", "Guichet"]
    assert [phase.name for phase in made.head.phases] == ["Demander", "Attendre"]
    assert [(step.title, step.column) for step in made.steps] == [("a 0", 0), ("a 1", 1), ("b 0", 2), ("b 1", 3)]
    assert len({step.id for step in made.steps}) == 4
    assert made.head.id == "a"
    assert made.head.title == "a"
    ends = {(made.step_by_id[flow.source].title, made.step_by_id[flow.target].title) for flow in made.flows}
    assert ends == {("a 0", "a 1"), ("b 0", "b 1")}


def test_new_lanes_stand_in_their_band_and_new_phases_where_they_follow() -> None:
    mine = blueprint("a", lanes=(USER, DESK), phases=("Demander", "Attendre"))
    other = blueprint("b", lanes=(("Famille", LaneKind.CITIZEN), FILE), phases=("Préparer",))
    made = join_documents(mine, other)
    assert [lane.name for lane in made.head.lanes] == ["Usager", "Famille", "Guichet", "Dossier"]
    assert [phase.name for phase in made.head.phases] == ["Demander", "Attendre", "Préparer"]
    both = blueprint("c", lanes=(USER,), phases=("Demander", "Relancer"))
    steps = (*both.steps, Step(id="x", lane="l0", phase="p1", column=0))
    assert [phase.name for phase in join_documents(mine, both.replace(steps=steps)).head.phases] == [
        "Demander", "Relancer", "Attendre"]


def test_a_lane_of_one_name_on_the_other_side_is_another_lane() -> None:
    mine = blueprint("a", lanes=(("Mairie", LaneKind.FRONTSTAGE),), phases=("",))
    made = join_documents(mine, blueprint("b", lanes=(("Mairie", LaneKind.SUPPORT),), phases=("Demander",)))
    assert [(lane.name, lane.kind) for lane in made.head.lanes] == [
        ("Mairie", LaneKind.FRONTSTAGE), ("Mairie", LaneKind.SUPPORT)]


def test_notes_keep_their_cell_and_what_holds_nothing_does_not_come() -> None:
    mine = blueprint("a", lanes=(USER,), phases=("Demander",))
    other = blueprint("b", lanes=(USER, DESK), phases=("Demander", "Vide"))
    other = other.replace(steps=(), flows=(), head=other.head.model_copy(update={"notes": (
        Note(id="n", text="Long", at=Cell(lane="l0", phase="p0", column=1)), Note(id="m", text="Rien"))}))
    made = join_documents(mine, other)
    assert [(note.text, note.at) for note in made.head.notes] == [
        ("Long", Cell(lane="l0", phase="p0", column=2)), ("Rien", None)]
    assert (len(made.head.lanes), len(made.head.phases)) == (1, 1)


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.name.partition(".")[0])
def test_of_the_examples_both_are_whole_in_the_joined_one(path: Path) -> None:
    mine, other = load(EXAMPLES[-1]).document, load(path).document
    made = join_documents(mine, other, Identifiers(1))
    check_joined(mine, other, made)


@settings(max_examples=25)
@given(table_documents(), table_documents(), st.integers(0, 9))
def test_nothing_goes_and_all_comes(mine: BlueprintDocument, other: BlueprintDocument, seed: int) -> None:
    check_joined(mine, other, join_documents(mine, other, Identifiers(seed)))


def check_joined(mine: BlueprintDocument, other: BlueprintDocument, made: BlueprintDocument) -> None:
    assert not list(problems(made))
    assert made.steps[:len(mine.steps)] == mine.steps
    assert made.flows[:len(mine.flows)] == mine.flows
    assert [step.title for step in made.steps[len(mine.steps):]] == [step.title for step in other.steps]
    assert len(made.flows) == len(mine.flows) + len(other.flows)
    assert len(made.head.notes) == len(mine.head.notes) + len(other.head.notes)
    lanes = [lane for lane in made.head.lanes if lane in mine.head.lanes]
    assert lanes == list(mine.head.lanes)
    for new, old in zip(made.steps[len(mine.steps):], other.steps, strict=True):
        here, there = made.lane_of(new), other.lane_of(old)
        assert (here.name, here.kind) == (there.name, there.kind) or (here.kind is there.kind)
    ranks = [LANE_KINDS[lane.kind].rank for lane in mine.head.lanes]
    if ranks == sorted(ranks):
        assert [LANE_KINDS[lane.kind].rank for lane in made.head.lanes] == sorted(
            LANE_KINDS[lane.kind].rank for lane in made.head.lanes)
