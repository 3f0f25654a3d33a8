"""The lists of the head: adding, changing, moving and removing, and what happens to what names them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.builders import document, session
from tests.editing.intents import LISTS, REQUIRED
from tests.need import see
from visavis.blueprint.editing import commands
from visavis.blueprint.editing.commands import (
    AddChannel,
    AddLane,
    AddNote,
    AddPersona,
    AddPhase,
    AddWaiver,
    CompositeCommand,
    EditActor,
    EditAvoidClause,
    EditHead,
    EditLane,
    EditNote,
    EditPersona,
    EditService,
    EditStep,
    MoveLane,
    MovePhase,
    RemoveActor,
    RemoveChannel,
    RemoveItem,
    RemoveLane,
    RemovePersona,
    RemovePhase,
    ReplaceDocument,
    VoteNote,
)
from visavis.blueprint.language import message
from visavis.blueprint.model import Cell, FlowKind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import encode

ALLOWED: dict[str, dict[str, Any]] = {"Waiver": {"rule": "other"}, "Lane": {"kind": "support"}, "Note": {"text": "Une idée"}}


def ids(given: Any, field: str) -> list[str]:
    return [element.id for element in getattr(given.document.head, field)]


@pytest.mark.parametrize(("ending", "field"), sorted(LISTS.items()))
def test_each_list_can_be_added_to_edited_and_taken_from(ending: str, field: str) -> None:
    given = session()
    before, known = encode(given.document), ids(given, field)
    fields = {**REQUIRED.get(ending, {}), **ALLOWED.get(ending, {})}
    changes = given.do(getattr(commands, f"Add{ending}")(**fields))
    assert changes.head_fields == {field}
    fresh = next(name for name in ids(given, field) if name not in known)
    text = {"Triage": "reason"}.get(ending, "text" if ending in ("Note", "AvoidClause", "Waiver") else "name")
    given.do(getattr(commands, f"Edit{ending}")(fresh, **{text: "Autrement"}))
    element = next(element for element in getattr(given.document.head, field) if element.id == fresh)
    assert getattr(element, text) == "Autrement"
    given.do(getattr(commands, f"Remove{ending}")(fresh))
    assert encode(given.document) == before


@pytest.mark.parametrize(("ending", "field"), sorted(LISTS.items()))
def test_each_list_has_words_for_the_undo_menu(ending: str, field: str) -> None:
    add, edit, move, remove = (getattr(commands, f"{verb}{ending}") for verb in ("Add", "Edit", "Move", "Remove"))
    captions = {str(command.caption) for command in (add(), edit("x"), move("x", 0), remove("x"))}
    assert len(captions) == 4


@pytest.mark.parametrize(("command", "reason"), [
    (AddPersona(name="Z", id="roux"), "the id 'roux' is taken"),
    (AddPersona(), "'name' is missing"),
    (AddPersona(name="Z", weight=-1), "weight -1 is too small; the least is 0"),
    (EditPersona("rous", name="Z"), "persona 'rous' does not exist; did you mean 'roux'?"),
    (EditPersona("roux", channels=["pigeon"]), "persona roux: channel 'pigeon' does not exist"),
    (EditAvoidClause("v1", limit={"value": 5}), "'limit.unit' is missing"),
    (EditNote("n1", at="nobody"), "step 'nobody' does not exist"),
    (EditNote("n1", at={"lane": "vous", "phase": "jamais"}), "phase 'jamais' does not exist"),
    (EditNote("n1", at=3), "at 3 is not right: it must be a text"),
    (AddLane(name="Z", kind="citizen", index=5), "lanes keep their order"),
    (MoveLane("bureau", 0), "lanes keep their order"),
    (MoveLane("bureau", 9), "there is no position 10"),
    (RemoveLane("vous"), "this lane has 4 steps; say where they go"),
    (RemoveLane("bureau"), "this lane has 1 step; say where it goes"),
    (RemoveLane("vous", move_to="vous"), "choose another lane"),
    (RemoveLane("vous", move_to="rue"), "lane 'rue' does not exist"),
    (RemovePhase("avant"), "this phase has 4 steps"),
    (RemovePhase("avant", move_to="avant"), "choose another phase"),
    (RemoveChannel("borne"), "“M. Diallo” can use no other channel"),
    (AddWaiver(rule="repeat", step="ask", reason="legal"), "justified already"),
    (AddWaiver(rule="repeat", step="check", reason="lega"), "did you mean 'legal'?"),
    (VoteNote("n1", "eva", -1), "votes.eva -1 is too small"),
    (EditHead(redesigns="permis"), "it redesigns itself"),
    (EditHead(language="français"), "it must be a language tag such as fr or en-GB"),
    (EditHead(notes=()), "there is no 'notes' to change here"),
    (EditHead(format="visavis/2"), "there is no 'format' to change here"),
    (EditService(legal_deadline="bientôt"), "'bientôt' is not a duration"),
])
def test_what_cannot_be_is_refused_with_its_reason(command: Any, reason: str) -> None:
    given = session()
    with pytest.raises(Refused) as refusal:
        given.do(command)
    assert reason in str(refusal.value)
    assert not given.can_undo


def test_the_last_lane_and_the_last_phase_stay() -> None:
    head = {"lanes": [{"id": "l", "name": "", "kind": "citizen"}], "phases": [{"id": "p", "name": ""}], "notes": [],
            "avoid": [], "waivers": []}
    for command in (RemoveLane("l"), RemovePhase("p")):
        with pytest.raises(Refused, match="its only one"):
            session(head, steps=[], flows=[]).do(command)


def test_a_lane_joins_its_band() -> None:
    given = session()
    given.do(AddLane(id="tel", name="Téléphone", kind="frontstage"))
    assert ids(given, "lanes") == ["preuves", "vous", "guichet", "maison", "tel", "bureau", "appui"]
    given.do(MoveLane("tel", 2))
    assert ids(given, "lanes")[2] == "tel"


def test_a_lane_of_another_kind_changes_band_and_flows() -> None:
    given = session()
    given.do(EditLane("bureau", kind="citizen"))
    assert ids(given, "lanes") == ["preuves", "vous", "bureau", "guichet", "maison", "appui"]
    assert given.document.flow_by_key["f5"].kind is FlowKind.SEQUENCE
    assert given.document.flow_by_key["f4"].kind is FlowKind.INTERACTION


def test_a_lane_that_goes_can_leave_its_steps_to_another() -> None:
    given = session()
    given.do(RemoveLane("guichet", move_to="bureau"))
    assert given.document.step_by_id["check"].lane == "bureau"
    note = given.document.head.notes[1]
    assert isinstance(note.at, Cell)
    assert note.at.lane == "bureau"


def test_a_lane_that_goes_with_its_contents_loses_no_note() -> None:
    given = session()
    given.do(RemoveLane("guichet", with_contents=True))
    assert "check" not in given.document.step_by_id
    assert [note.at for note in given.document.head.notes] == ["ask", None]


def test_phases_move_with_everything_in_them() -> None:
    given = session()
    given.do(AddPhase(id="debut", name="Avant tout", index=0))
    given.do(MovePhase("apres", 0))
    assert ids(given, "phases") == ["apres", "debut", "avant"]


@pytest.mark.parametrize(("gone", "to", "columns"), [
    ("apres", "avant", {"ask": 0, "again": 1, "decide": 3, "got": 4}),
    ("avant", "apres", {"ask": 0, "again": 1, "decide": 3, "got": 4}),
])
def test_a_phase_that_goes_keeps_the_order_of_the_journey(gone: str, to: str, columns: dict[str, int]) -> None:
    given = session()
    given.do(RemovePhase(gone, move_to=to))
    found = {step.id: step.column for step in given.document.steps if step.id in columns}
    assert found == columns
    note = given.document.head.notes[1]
    assert isinstance(note.at, Cell)
    assert (note.at.phase, note.at.column) == (to, 2)


def test_a_phase_that_goes_with_its_contents_loses_no_note() -> None:
    given = session()
    given.do(RemovePhase("avant", with_contents=True))
    assert [step.id for step in given.document.steps] == ["decide", "got"]
    assert [note.at for note in given.document.head.notes] == [None, None]


def test_a_persona_who_goes_opens_no_flow_to_everybody() -> None:
    given = session()
    given.do(commands.EditFlow("f3", only_for=["roux"]))
    with pytest.raises(Refused, match="1 flow is for “Mme Roux” only"):
        given.do(RemovePersona("roux"))
    given.do(RemovePersona("roux", with_flows=True))
    assert "f3" not in given.document.flow_by_key
    assert given.document.head.avoid[0].scope is not None


def test_a_persona_who_goes_is_named_nowhere() -> None:
    given = session()
    given.do(RemovePersona("diallo"))
    assert given.document.flow_by_key["f5"].not_for == ()


def test_an_actor_who_goes_leaves_the_lanes_to_their_kind() -> None:
    given = session()
    given.do(EditActor("agent", side="system"))
    given.do(RemoveActor("agent"))
    assert [lane.actor for lane in given.document.head.lanes] == [None, "usager", None, None, None, "registre"]


def test_an_actor_of_another_side_changes_the_flows_behind_the_line() -> None:
    given = session()
    given.do(EditActor("agent", side="system"))
    assert see(given.document.flow_by_key["f4"].kind) is FlowKind.SEQUENCE
    given.do(EditStep("decide", lane="appui"))
    assert see(given.document.flow_by_key["f4"].kind) is FlowKind.SEQUENCE
    given.do(EditActor("agent", side="agent"))
    assert given.document.flow_by_key["f4"].kind is FlowKind.SUPPORT


def test_an_item_that_goes_is_asked_for_no_more() -> None:
    given = session()
    given.do(RemoveItem("facture"))
    assert given.document.step_by_id["check"].asks == ()
    assert given.document.step_by_id["ask"].gives == ()
    assert given.document.flow_by_key["f1"].carries == ()


def test_a_channel_has_a_readable_id() -> None:
    given = session()
    for name in ("Écran d’accueil", "Écran d’accueil", "Web", "日本"):
        given.do(AddChannel(name=name))
    assert ids(given, "channels")[1:] == ["ecran-daccueil", "ecran-daccueil-2", "web-2", "channel"]


def test_a_channel_that_goes_is_used_no_more() -> None:
    given = session()
    given.do(EditPersona("diallo", channels=["borne", "phone"]))
    given.do(RemoveChannel("borne"))
    assert given.document.step_by_id["again"].channel is None
    assert given.document.persona_by_id["diallo"].channels == ("phone",)


def test_notes_stand_on_steps_on_cells_or_apart() -> None:
    given = session()
    for at in ("check", {"lane": "vous", "phase": "apres", "column": 3}, Cell(lane="vous", phase="avant"), None):
        given.do(AddNote(at=at, text="Ici"))
    assert [type(note.at) for note in given.document.head.notes[2:]] == [str, Cell, Cell, type(None)]
    assert "at" not in given.document.head.notes[-1].to_json()


def test_votes_are_counted_by_voter() -> None:
    given = session()
    given.do(VoteNote("n1", "eva", 2))
    given.do(VoteNote("n1", "ali", 1))
    given.do(VoteNote("n1", "eva", 0))
    assert given.document.head.notes[0].votes == {"ali": 1}
    given.do(VoteNote("n1", "ali", 0))
    assert "votes" not in given.document.head.notes[0].to_json()


def test_the_service_says_only_what_is_known() -> None:
    given = session()
    before = encode(given.document)
    given.do(EditService(authority="Commune", cases_per_year=1200))
    assert given.document.head.service.to_json() == {"authority": "Commune", "cases_per_year": 1200}
    given.do(EditService(authority=None, cases_per_year=None))
    assert given.document.head.service.to_json() == {}
    given.undo()
    given.undo()
    assert encode(given.document) == before


def test_several_commands_happen_together_or_not_at_all() -> None:
    given = session()
    good, bad = EditStep("ask", title="Oui"), EditStep("ask", effort=9)
    with pytest.raises(Refused):
        given.do(CompositeCommand(message("Both"), (good, bad)))
    assert given.document.step_by_id["ask"].title == "Demande"
    given.do(CompositeCommand(message("Both"), (good, EditHead(title="Oui"))))
    assert given.undo() is not None
    assert not given.can_undo


def test_another_version_can_be_taken_over_and_left_again() -> None:
    given = session()
    before = encode(given.document)
    other = document(steps=[{"id": "only", "lane": "vous", "phase": "avant"}], flows=[],
                     head={"notes": [], "avoid": [], "waivers": []})
    given.do(ReplaceDocument(message("Go back to Monday’s version"), other))
    assert encode(given.document) == encode(other)
    given.undo()
    assert encode(given.document) == before


def test_a_version_that_contradicts_itself_is_not_taken_over() -> None:
    given = session()
    broken = given.document.replace(steps=given.document.steps[1:])
    with pytest.raises(Refused, match="'ask' does not exist"):
        given.do(ReplaceDocument(message("Merge"), broken))
