"""Who of a BPMN model is the citizen: by the name, by what a pool does, by who is asked."""

from __future__ import annotations

import pytest

from tests.exporters.bpmn_models import crossings, lane_kinds, lost, model, read, refusal, task, ways
from visavis.blueprint.model import LaneKind
from visavis.exporters.importers.bpmn.citizen_words import score_name
from visavis.exporters.importers.bpmn.importer import find_citizens


@pytest.mark.parametrize("name", [
    "Citizen", "the CUSTOMER", "Customers", "Private customer", "Insurance customer", "customer of the bank", "Patient 1",
    "Claimant", "Aplicant", "Usager", "usagers", "Usagère", "L’usager·ère", "Demandeur / demandeuse", "Client de la banque",
    "Personne âgée", "Bénéficiaire du RSA", "Bürger", "Buerger", "Bürgerin", "BürgerInnen", "Bürger*innen", "Neukunde",
    "Antragsteller/in", "Antragstellerinnen", "Kund:innen", "Versicherungsnehmer", "Parents", "Student", "Élève",
])
def test_people_are_known_by_their_names(name: str) -> None:
    assert score_name(name) >= 60


@pytest.mark.parametrize("name", [
    "", "Pool 1", "Customer service", "Private Customer Account Manager", "Service client", "Kundenservice",
    "Bürgermeister", "Bürgeramt", "Insurer", "Banque", "Sachbearbeiter", "Claims office", "CRM", "Patient administration",
    "Customer journey", "Client application", "User", "Owner", "Hamburg", "Student office", "Gestion des usagers",
    "Customer Onboarding", "Guichet d’accueil", "Agent", "\u0394", "💡",
])
def test_others_are_not_taken_for_people(name: str) -> None:
    assert score_name(name) < 60


def pools(*names: str, messages: str = "", closed: str = "") -> bytes:
    """Return a model of some pools, the first with a process; `closed` names it anew."""
    drawn = "".join(f'<participant id="p{number}" name="{name}"{" processRef=" + chr(34) + "p" + chr(34) if not number else ""}/>'
                    for number, name in enumerate(names))
    return model(task("s", "startEvent"), task("t"), ways("s-t"), collaboration=drawn + messages)


ASKS = '<messageFlow id="m" sourceRef="p1" targetRef="s"/>'


def test_the_lone_pool_of_which_only_the_border_is_drawn_is_the_citizen() -> None:
    document = read(pools("Acme", "Zoé", messages=ASKS))
    assert lane_kinds(document) == {"Zoé": LaneKind.CITIZEN, "Acme": LaneKind.FRONTSTAGE}
    assert len(crossings(document)) == 1


@pytest.mark.parametrize("content", [
    pools("Acme", "Zoé"), pools("Acme", "Zoé", "Bolt", messages=ASKS), pools("Acme", "Garage", messages=ASKS),
    pools("Acme", "Customer service", messages=ASKS)])
def test_where_it_is_not_plain_the_pools_are_listed(content: bytes) -> None:
    told = refusal(content)
    assert "which of them is the citizen" in told
    assert "“Acme”" in told
    assert "--citizen" in told
    assert not any(found.is_chosen for found in find_citizens(content))


@pytest.mark.parametrize("asked", ["Garage", " garage ", "gar", "p1", "GARAGE"])
def test_the_citizen_is_named_by_name_or_id(asked: str) -> None:
    assert lane_kinds(read(pools("Acme", "Garage", messages=ASKS), citizen=asked))["Garage"] is LaneKind.CITIZEN


def test_several_may_be_named_and_nobody() -> None:
    content = pools("Acme", "Garage", "Zoé; mother", messages=ASKS + ASKS.replace('"m"', '"n"').replace("p1", "p2"))
    kinds = lane_kinds(read(content, citizen="garage; p2"))
    assert [name for name, kind in kinds.items() if kind is LaneKind.CITIZEN] == ["Garage", "Zoé; mother"]
    assert lane_kinds(read(content, citizen="Zoé; mother"))["Garage"] is LaneKind.BACKSTAGE
    nobody = read(content, citizen="none")
    assert lane_kinds(nobody)["Citizen"] is LaneKind.CITIZEN
    assert not crossings(nobody)
    assert any("nobody in this model is the citizen" in line for line in lost(content, citizen="none"))


def test_a_name_that_nobody_has_is_refused_with_those_there_are() -> None:
    assert "no pool and no lane is called “Bolt”; there are “Acme” and “Garage”" in refusal(
        pools("Acme", "Garage"), citizen="Bolt")
    assert "leave out --citizen" in refusal(model(task("t")), citizen="Bolt")


def test_people_who_are_called_so_are_several_citizens() -> None:
    messages = ASKS + '<messageFlow id="n" sourceRef="t" targetRef="p2"/>'
    kinds = lane_kinds(read(pools("Town", "Applicant", "Family", "Post office", messages=messages)))
    assert [name for name, kind in kinds.items() if kind is LaneKind.CITIZEN] == ["Applicant", "Family"]


def test_the_citizen_may_be_a_lane() -> None:
    lanes = ('<laneSet><lane id="l" name="Patient"><flowNodeRef>a</flowNodeRef></lane><lane id="k" name="Ward">'
             '<flowNodeRef>b</flowNodeRef><flowNodeRef>c</flowNodeRef></lane></laneSet>')
    content = model(lanes, *map(task, "abc"), ways("a-b", name="Good morning"), ways("b-c"))
    document = read(content)
    assert lane_kinds(document) == {"Patient": LaneKind.CITIZEN, "Ward": LaneKind.FRONTSTAGE}
    (crossing,) = crossings(document)
    assert crossing.label == "Good morning"


def test_one_party_alone_needs_no_question() -> None:
    assert lane_kinds(read(model(task("t")))) == {"Citizen": LaneKind.CITIZEN, "Organisation": LaneKind.BACKSTAGE}
    alone = model(task("t"), collaboration='<participant id="x" name="Onboarding" processRef="p"/>')
    assert lane_kinds(read(alone, language="fr"))["Onboarding"] is LaneKind.BACKSTAGE
    assert read(alone).head.title == "Onboarding"


def test_candidates_are_ranked_for_a_dialog() -> None:
    found = find_citizens(pools("Town", "Applicant", "Zoé", messages=ASKS))
    assert [one.name for one in found] == ["Applicant", "Town", "Zoé"]
    assert [one.is_chosen for one in found] == [True, False, False]
    assert found[0].score > found[1].score > found[2].score
    assert found[0].id == "p1"


def test_a_pool_goes_before_a_lane_of_its_name() -> None:
    lanes = '<laneSet><lane id="l" name="Zoé"><flowNodeRef>t</flowNodeRef></lane></laneSet>'
    content = pools("Acme", "Zoé", messages=ASKS).replace(b'<process id="p">', f'<process id="p">{lanes}'.encode())
    (crossing,) = crossings(read(content, citizen="zoe"))
    assert crossing.key == "m"
