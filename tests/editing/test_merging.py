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
    AddItem,
    AddLane,
    AddPhase,
    AddStep,
    EditHead,
    EditRecord,
    EditService,
    EditStep,
    MovePhase,
    RemoveElements,
    RemoveLane,
    VoteNote,
)
from visavis.blueprint.editing.describe_changes import describe_changes
from visavis.blueprint.editing.merge import describe_conflict, merge
from visavis.blueprint.editing.merge_rows import Conflict, merge_order
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, FlowKind, LegalClock

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


def test_what_i_refer_to_and_they_removed_comes_back_unless_theirs_is_chosen() -> None:
    theirs = edited(RemoveElements(("stay",)), seed=2)
    mine = edited(AddFlow("ask", "stay"))
    merged = merge(BASE, mine, theirs)
    assert [flow.target for flow in merged.document.flows].count("stay") == 1
    assert merged.document == mine
    assert [(one.kind, one.id, one.field) for one in merged.conflicts] == [("step", "stay", "")]
    assert merge(BASE, mine, theirs, lambda _: True).document.step_by_id.keys() == theirs.step_by_id.keys()
    mine = edited(EditStep("again", fallback="stay"))
    merged = merge(BASE, mine, theirs)
    assert merged.document == mine
    assert merge(BASE, mine, theirs, lambda _: True).document.step_by_id["again"].fallback is None


def test_what_they_refer_to_and_i_removed_stays_away_and_is_told() -> None:
    mine = edited(RemoveElements(("stay",)), seed=2)
    for command, conflict in ((AddFlow("ask", "stay"), "flow"), (EditStep("again", fallback="stay"), "step")):
        theirs = edited(command)
        merged = merge(BASE, mine, theirs)
        assert merged.document == mine
        (told,) = merged.conflicts
        assert (told.kind, told.needs) == (conflict, "stay")
        assert merge(BASE, mine, theirs, lambda _: True).document.step_by_id.keys() == theirs.step_by_id.keys()


def test_a_step_of_theirs_keeps_its_lane_that_i_removed() -> None:
    mine = edited(RemoveLane("maison"))
    theirs = edited(AddStep(("maison", "avant", 0), "Accueille"), seed=2)
    merged = merge(BASE, mine, theirs)
    assert phases_and_lanes(merged.document) == phases_and_lanes(theirs)
    assert [(one.kind, one.id) for one in merged.conflicts] == [("lanes", "maison")]


def test_a_step_that_i_changed_and_they_removed_keeps_its_flows() -> None:
    mine, theirs = edited(EditStep("again", title="Repasse")), edited(RemoveElements(("again",)))
    for here, there in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, here, there)
        assert merged.document.flow_by_key.keys() == here.flow_by_key.keys()
        assert [(one.kind, one.id, one.field) for one in merged.conflicts] == [("step", "again", "")]


def test_fallbacks_that_lead_to_each_other_stay_as_mine() -> None:
    mine, theirs = edited(EditStep("again", fallback="stay")), edited(EditStep("stay", fallback="again"))
    merged = merge(BASE, mine, theirs)
    assert merged.document == mine
    assert [(one.id, one.theirs) for one in merged.conflicts] == [("stay", "again")]


def test_what_both_added_to_a_list_is_in_it() -> None:
    mine = edited(AddItem(id="rib", name="RIB"), EditStep("ask", gives=("facture", "rib")))
    theirs = edited(AddItem(id="cni", name="CNI"), EditStep("ask", gives=("cni",)))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.document.step_by_id["ask"].gives == ("rib", "cni")


def test_what_one_took_out_of_a_list_stays_out_where_the_other_added() -> None:
    base = edited(AddItem(id="rib", name="RIB"), EditStep("ask", gives=("facture", "rib")))
    mine = after(base, AddItem(id="cni", name="CNI"), EditStep("ask", gives=("facture", "rib", "cni")))
    theirs = after(base, EditStep("ask", gives=("rib",)))
    for here, there in ((mine, theirs), (theirs, mine)):
        assert merge(base, here, there).document.step_by_id["ask"].gives == ("rib", "cni")


def test_a_flow_is_of_the_kind_that_its_lanes_give_it_after_the_merge() -> None:
    mine = edited(AddFlow("ask", "stay", id="new"))
    theirs = edited(EditStep("stay", lane="guichet"), seed=2)
    for here, there in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, here, there)
        assert merged.conflicts == ()
        assert merged.document.flow_by_key["new"].kind is FlowKind.INTERACTION
    assert mine.flow_by_key["new"].kind is FlowKind.SEQUENCE


def test_what_cannot_be_combined_at_all_stays_as_mine_and_all_of_theirs_is_told() -> None:
    mine, theirs = edited(EditHead(id="permis-2")), edited(EditHead(redesigns="permis-2"), EditStep("ask", title="Là"))
    merged = merge(BASE, mine, theirs)
    assert merged.document == mine
    assert {(one.kind, one.id, one.field) for one in merged.conflicts} == {
        ("graph", "", "id"), ("graph", "", "redesigns"), ("step", "ask", "")}


def test_votes_of_two_people_are_both_counted() -> None:
    merged = merge(BASE, edited(VoteNote("n1", "k1", 2)), edited(VoteNote("n1", "k2", 1)))
    assert merged.conflicts == ()
    assert merged.document.head.notes[0].votes == {"k1": 2, "k2": 1}


def test_other_keys_of_the_file_are_merged_too() -> None:
    base, mine, theirs = (BASE.replace(extra=extra) for extra in ({"a": 1}, {"a": 1, "b": 2}, {"a": 3}))
    assert dict(merge(base, mine, theirs).document.extra) == {"a": 3, "b": 2}


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


@pytest.mark.parametrize("sides", [(0, 1), (1, 0)])
def test_the_order_that_one_side_gave_is_taken(sides: tuple[int, int]) -> None:
    both = [edited(MovePhase("apres", 0)), edited(EditHead(summary="Résumé"), AddPhase(id="x", name="X"))]
    mine, theirs = (both[side] for side in sides)
    merged = merge(BASE, mine, theirs).document
    assert phases_and_lanes(merged)[0] == ["apres", "x", "avant"]


def test_two_orders_that_fit_are_both_kept_and_others_are_told() -> None:
    told: list[Conflict] = []

    def keep_mine(conflict: Conflict) -> bool:
        told.append(conflict)
        return False

    names = ["a", "b", "c", "d"]
    assert merge_order("phases", names, ["b", "a", "c", "d"], ["a", "b", "d", "c"], bool) == ["b", "a", "d", "c"]
    assert merge_order("phases", names[:3], ["c", "a", "b"], ["b", "c", "a"], bool) == ["c", "b", "a"]
    sides = ["a", "c", "b"], ["b", "a", "c"]
    assert merge_order("phases", names[:3], *sides, keep_mine) == ["a", "c", "b"]
    assert told == [Conflict("phases", "", "order", *sides, names[:3])]
    assert merge_order("phases", names[:3], *sides, lambda _: True) == ["b", "a", "c"]


def test_the_order_that_i_gave_stays() -> None:
    mine = edited(MovePhase("apres", 0))
    theirs = edited(AddPhase(id="x", name="X"), EditHead(summary="Résumé"), seed=2)
    assert phases_and_lanes(merge(BASE, mine, theirs).document)[0] == ["apres", "x", "avant"]
