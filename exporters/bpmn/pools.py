"""Which pool each lane is in: the citizens' above, the administration's below, and one for each partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import BlueprintDocument, Lane, Side, Step
from visavis.blueprint.model.words import SIDES
from visavis.exporters.bpmn.xml_names import visible_name, xml_id

CITIZENS, ADMINISTRATION = "citizens", "administration"


@dataclass(frozen=True, slots=True)
class BpmnPool:
    """A pool: its id in the file, its name, its lanes from top to bottom, and whether it is the citizens'."""

    id: str
    name: str
    lanes: tuple[Lane, ...]
    is_citizens: bool


@dataclass(frozen=True)
class Pools:
    """The pools of a document from top to bottom, and the number of each step's."""

    all: tuple[BpmnPool, ...]
    number: Mapping[str, int]
    document: BlueprintDocument

    def of(self, step: Step) -> int:
        """Return the number of a step's pool."""
        return self.number[step.lane]


def find_pools(document: BlueprintDocument, tr: Translator) -> Pools:
    """Return the document's pools; the lanes of its `document` are sorted by pool, each pool's in their order.

    Whatever is on the citizens' side of the line of interaction is in their pool, evidence too. Partners are other
    organisations: each has a pool. Systems are lanes of the administration, whose tools they are.
    """
    groups: dict[str, list[Lane]] = {}
    for lane in document.head.lanes:
        groups.setdefault(_key(document, lane), []).append(lane)
    order = [CITIZENS, *(key for key in groups if key not in (CITIZENS, ADMINISTRATION)), ADMINISTRATION]
    # Partners stand below the administration: citizens and agents are face to face.
    order = [key for key in (CITIZENS, ADMINISTRATION, *order[1:-1]) if key in groups]
    found = tuple(BpmnPool(xml_id("Participant", key), _name(document, key, groups[key], tr), tuple(groups[key]),
                       key == CITIZENS) for key in order)
    lanes = tuple(lane for pool in found for lane in pool.lanes)
    return Pools(found, {lane.id: number for number, pool in enumerate(found) for lane in pool.lanes},
                 document.replace(head=document.head.model_copy(update={"lanes": lanes})))


def _key(document: BlueprintDocument, lane: Lane) -> str:
    if lane.facts.is_on_citizen_side:
        return CITIZENS
    if document.side_of_lane(lane) is Side.PARTNER:
        return f"partner:{lane.actor or lane.id}"
    return ADMINISTRATION


def _name(document: BlueprintDocument, key: str, lanes: list[Lane], tr: Translator) -> str:
    actors = {lane.actor for lane in lanes if lane.actor is not None}
    if key == CITIZENS:
        names = [document.actor_by_id[actor].name for actor in actors] if len(actors) == 1 else []
        return visible_name(names[0] if names else "", tr(SIDES[Side.CITIZEN].label))
    if key == ADMINISTRATION:
        return visible_name(document.head.service.authority or "", tr(message("Administration")))
    actor = document.actor_by_id.get(lanes[0].actor or "")
    return visible_name(actor.name if actor is not None else lanes[0].name, key)
