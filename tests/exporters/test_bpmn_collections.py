"""Real models that others drew: all are imported, nothing lies on another, and what is said is found again."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.exporters.bpmn_models import crossings, find_model, overlapping, read
from visavis.blueprint.model import LaneKind
from visavis.exporters.importers.bpmn.importer import find_citizens

# The citizen's pool of each file, as somebody says who has read it; "none" where nobody is.
MIWG = {
    "A.1.0": "", "A.2.0": "", "A.2.1": "", "A.3.0": "", "A.4.0": "Pool", "A.4.1": "Pool 1", "B.1.0": "Participant",
    "B.2.0": "Participant", "C.1.0": "Team-Assistant", "C.1.1": "", "C.2.0": "Customer", "C.3.0": "", "C.4.0": "none",
    "C.5.0": "none", "C.6.0": "", "C.7.0": "none", "C.8.0": "", "C.8.1": "", "C.9.0": "", "C.9.1": "", "C.9.2": ""}
HDBPMN = {
    "ex02_ex02_writer0001": "customer", "ex02_ex02_writer0021": "Customer", "ex02_ex02_writer0038": "customer",
    "ex02_ex02_writer0056": "Customer", "ex02_ex02_writer0073": "customer", "ex02_ex02_writer0093": "Costumer",
    "ex03_ex03_writer0006": "Claimant", "ex03_ex03_writer0028": "Claimant", "ex03_ex03_writer0045": "claimant",
    "ex03_ex03_writer0063": "claimant", "ex03_ex03_writer0080": "Claimant", "ex03_ex03_writer0104": "customer",
    "ex04_ex04_writer0063": "owner", "ex05_ex05_writer0028": "Customer", "ex05_ex05_writer0079": "Customer",
    "ex07_ex07_writer0007": "experts", "ex07_ex07_writer0022": "External Expert", "ex07_ex07_writer0034": "none",
    "ex07_ex07_writer0047": "Expert", "ex07_ex07_writer0060": "Patient", "ex07_ex07_writer0073": "External Expert",
    "ex07_ex07_writer0087": "External expert", "ex07_ex07_writer0099": "External Experts",
    "ex09_ex09_writer0028": "Student"}
CITIZENS = {**{f"miwg/{name}": who for name, who in MIWG.items()},
            **{f"hdbpmn/{name}": who for name, who in HDBPMN.items()}}
# Those whose names, or whose place in the model, leave no doubt; the others are asked about.
PLAIN = [name for name, who in CITIZENS.items() if who.casefold() in {
    "customer", "costumer", "claimant", "owner", "patient", "student"}]


def said(content: bytes, citizen: str) -> int:
    """Return how many messages go between the citizen's pool and others, counted in the XML itself."""
    root = etree.fromstring(content)
    pools = {pool.get("id"): pool for pool in root.iter("{*}participant")}
    processes = {process.get("id"): {element.get("id") for element in process.iter() if isinstance(element.tag, str)}
                 for process in root.iter("{*}process")}
    (mine,) = [name for name, pool in pools.items() if " ".join((pool.get("name") or "").split()) == citizen]
    inside = {mine} | processes.get((pools[mine].get("processRef") or "").rpartition(":")[2], set())
    return sum((flow.get("sourceRef") in inside) is not (flow.get("targetRef") in inside)
               for flow in root.iter("{*}messageFlow"))


def test_the_table_names_every_file() -> None:
    assert (len(MIWG), len(HDBPMN)) == (21, 24)


@pytest.mark.parametrize(("name", "citizen"), CITIZENS.items(), ids=list(CITIZENS))
def test_each_model_is_imported_and_its_messages_are_found(name: str, citizen: str) -> None:
    content = find_model(name)
    document = read(content, citizen=citizen)
    assert document.steps
    assert not overlapping(document)
    if citizen in ("", "none"):
        assert not crossings(document)
        return
    kinds = {lane.kind for lane in document.head.lanes}
    assert LaneKind.CITIZEN in kinds
    assert LaneKind.FRONTSTAGE in kinds or LaneKind.SUPPORT in kinds
    assert len(crossings(document)) >= 0.9 * said(content, citizen)
    assert said(content, citizen) > 0


@pytest.mark.parametrize("name", PLAIN)
def test_who_is_the_citizen_is_seen(name: str) -> None:
    content = find_model(name)
    assert [found.name for found in find_citizens(content) if found.is_chosen] == [CITIZENS[name]]
    assert read(content) == read(content, citizen=CITIZENS[name])
