"""Three-way merging: both sides' work, conflicts told, nothing contradictory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editing import builders
from tests.editing.test_journal import some_edits
from visavis.blueprint.editing import Command, EditSession, Identifiers, diff
from visavis.blueprint.editing.commands import (
    AddFlow,
    AddLane,
    AddPhase,
    AddStep,
    EditHead,
    EditRecord,
    EditService,
    EditStep,
    MovePhase,
    RemoveElements,
)
from visavis.blueprint.editing.describe_changes import describe_changes
from visavis.blueprint.editing.merge import describe_conflict, merge
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, LegalClock

BASE = builders.document()


def edited(*commands: Command, seed: int = 1) -> BlueprintDocument:
    session = EditSession(BASE, identifiers=Identifiers(seed))
    for command in commands:
        session.do(command)
    return session.document


def test_what_each_side_did_is_in_the_merge() -> None:
    mine = edited(EditStep("ask", title="Demande ici"), AddStep(("vous", "apres", 3), "Nouveau"))
    theirs = edited(EditStep("ask", work="PT9M"), EditHead(summary="Résumé"), RemoveElements(("stay",)), seed=2)
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    document = merged.document
    assert (document.step_by_id["ask"].title, document.step_by_id["ask"].work) == ("Demande ici", "PT9M")
    assert document.head.summary == "Résumé"
    assert "stay" not in document.step_by_id
    assert document.steps[-1].title == "Nouveau"


def test_both_changed_the_same_field_is_a_conflict_and_mine_stays_unless_chosen() -> None:
    mine, theirs = edited(EditStep("ask", title="Ici")), edited(EditStep("ask", title="Là"))
    merged = merge(BASE, mine, theirs)
    (conflict,) = merged.conflicts
    assert merged.document.step_by_id["ask"].title == "Ici"
    assert str(describe_conflict(conflict)) == "ask, title: here “Ici”, in the file “Là”"
    assert merge(BASE, mine, theirs, lambda _: True).document.step_by_id["ask"].title == "Là"


def test_removed_on_one_side_and_changed_on_the_other_is_a_conflict() -> None:
    mine, theirs = edited(RemoveElements(("stay",))), edited(EditStep("stay", title="Attend longtemps"))
    merged = merge(BASE, mine, theirs)
    assert "stay" not in merged.document.step_by_id
    assert "deleted here" in str(describe_conflict(merged.conflicts[0]))
    assert merge(BASE, mine, theirs, lambda _: True).document.step_by_id["stay"].title == "Attend longtemps"


def test_a_flow_to_what_the_other_side_removed_goes_with_it() -> None:
    mine = edited(AddFlow("ask", "stay"))
    theirs = edited(RemoveElements(("stay",)), seed=2)
    assert all(flow.target != "stay" for flow in merge(BASE, mine, theirs).document.flows)


def test_what_contradicts_itself_is_refused_in_words() -> None:
    mine = edited(EditStep("again", fallback="stay"))
    theirs = edited(RemoveElements(("stay",)), seed=2)
    with pytest.raises(BlueprintError, match="cannot be combined"):
        merge(BASE, mine, theirs)


def after(document: BlueprintDocument, *commands: Command) -> BlueprintDocument:
    session = EditSession(document)
    for command in commands:
        session.do(command)
    return session.document


def test_the_service_and_the_record_are_merged_field_by_field() -> None:
    base = edited(EditService(authority="Commune", price=3), EditRecord(version="1", authors="Anne"))
    mine = after(base, EditService(authority="Département"), EditRecord(version="2"))
    theirs = after(base, EditService(price=4), EditRecord(authors=None, contact="08 00"))
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document.head.service.to_json() == {"authority": "Département", "price": 4}
    assert merged.document.head.record.to_json() == {"version": "2", "contact": "08 00"}


def test_both_changed_the_same_part_is_a_conflict_of_that_part() -> None:
    mine, theirs = edited(EditRecord(version="2", date="mai")), edited(EditRecord(version="3"))
    merged = merge(BASE, mine, theirs)
    assert [translator("en")(describe_conflict(one)) for one in merged.conflicts] == [
        "record, version: here “2”, in the file “3”"]
    assert merge(BASE, mine, theirs, lambda _: True).document.head.record.to_json() == {"version": "3", "date": "mai"}


def test_what_one_side_cleared_and_the_other_left_is_cleared() -> None:
    base = edited(EditRecord(version="1"), EditService(price=3))
    mine, theirs = after(base, EditRecord(version=None)), after(base, EditService(price=4))
    head = merge(base, mine, theirs).document.head
    assert "record" not in head.to_json()
    assert head.service.price == 4


@pytest.mark.parametrize("sides", [(0, 1), (1, 0)])
def test_a_clock_that_names_what_the_other_side_removed_lets_go_of_it(sides: tuple[int, int]) -> None:
    both = [edited(EditService(legal_clock={"starts": "ask", "stops": "again", "pauses": ("stay",)})),
            edited(RemoveElements(("ask", "stay")), seed=2)]
    mine, theirs = (both[side] for side in sides)
    merged = merge(BASE, mine, theirs)
    assert merged.document.head.service.legal_clock == LegalClock(stops="again")
    assert "ask" not in merged.document.step_by_id
    gone = merge(BASE, edited(EditService(legal_clock={"starts": "ask"})), edited(RemoveElements(("ask",))))
    assert gone.document.head.service.legal_clock is None


def test_two_halves_of_a_clock_become_one() -> None:
    mine, theirs = edited(EditService(legal_clock={"starts": "ask"})), edited(EditService(legal_clock={"stops": "stay"}))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document.head.service.legal_clock == LegalClock(starts="ask", stops="stay")


def test_one_step_for_both_ends_is_a_conflict_not_a_failure() -> None:
    mine, theirs = edited(EditService(legal_clock={"starts": "ask"})), edited(EditService(legal_clock={"stops": "ask"}))
    merged = merge(BASE, mine, theirs)
    (conflict,) = merged.conflicts
    assert translator("en")(describe_conflict(conflict)) == (
        "service, legal_clock: here “starts ask”, in the file “stops ask”")
    assert merged.document.head.service.legal_clock == LegalClock(starts="ask")
    theirs_chosen = merge(BASE, mine, theirs, lambda _: True).document
    assert theirs_chosen.head.service.legal_clock == LegalClock(stops="ask")


@pytest.mark.parametrize(("command", "told_as"), [
    (EditService(price=3), ["service"]), (EditService(legal_clock={"starts": "ask"}), ["legal clock"]),
    (EditService(price=3, legal_clock={"starts": "ask"}), ["service", "legal clock"]),
    (EditRecord(version="2"), ["record"]),
])
def test_what_changed_beside_the_drawing_is_named(command: Command, told_as: list[str]) -> None:
    (sentence,) = describe_changes(diff(BASE, edited(command)))
    assert translator("en")(sentence) == f"changed outside the drawing: {' and '.join(told_as)}"


@given(st.integers(0, 300))
def test_one_side_alone_is_that_side(seed: int) -> None:
    session = EditSession(BASE, identifiers=Identifiers(seed))
    some_edits(session, seed, 6)
    changed = session.document
    for merged in (merge(BASE, changed, BASE), merge(BASE, changed, changed)):
        assert merged.conflicts == ()
        assert merged.document == changed
    theirs = merge(BASE, BASE, changed)
    assert theirs.conflicts == ()
    assert theirs.document.step_by_id == changed.step_by_id
    assert theirs.document.flow_by_key == changed.flow_by_key


def phases_and_lanes(document: BlueprintDocument) -> tuple[list[str], list[str]]:
    return [phase.id for phase in document.head.phases], [lane.id for lane in document.head.lanes]


@pytest.mark.parametrize(("index", "order"), [(0, ["x", "avant", "apres"]), (1, ["avant", "x", "apres"]),
                                              (2, ["avant", "apres", "x"])])
def test_a_phase_that_they_added_stands_where_it_stood_there(index: int, order: list[str]) -> None:
    theirs = edited(AddPhase(id="x", name="X", index=index))
    mine = edited(EditHead(summary="Résumé"))
    assert phases_and_lanes(merge(BASE, mine, theirs).document)[0] == order


@pytest.mark.parametrize("index", [2, 3, 4])
def test_a_lane_that_they_added_stands_where_it_stood_there(index: int) -> None:
    theirs = edited(AddLane(id="x", name="X", kind="citizen" if index == 2 else "frontstage", index=index))
    merged = merge(BASE, edited(EditHead(summary="Résumé")), theirs).document
    assert phases_and_lanes(merged) == phases_and_lanes(theirs)


def test_several_that_follow_each_other_stay_in_their_order_beside_mine() -> None:
    theirs = edited(AddPhase(id="x", name="X", index=1), AddPhase(id="y", name="Y", index=2), seed=2)
    mine = edited(AddPhase(id="mine", name="M", index=1))
    assert phases_and_lanes(merge(BASE, mine, theirs).document)[0] == ["avant", "x", "y", "mine", "apres"]


def test_the_order_that_i_gave_stays() -> None:
    mine = edited(MovePhase("apres", 0))
    theirs = edited(AddPhase(id="x", name="X"), EditHead(summary="Résumé"), seed=2)
    assert phases_and_lanes(merge(BASE, mine, theirs).document)[0] == ["apres", "x", "avant"]
