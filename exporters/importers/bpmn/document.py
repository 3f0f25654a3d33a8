"""From the sketch of a model to the document: lanes by who meets whom, columns by layers, ids that stay."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cached_property

from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.language import Quoted, Translator, message
from visavis.blueprint.model import (
    FORMAT,
    Actor,
    Basis,
    BlueprintDocument,
    Flow,
    Head,
    Item,
    Lane,
    LaneKind,
    Note,
    Side,
    Split,
    Step,
    StepKind,
)
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.model.vocabulary import FlowKind, Marker, NoteKind
from visavis.exporters.importers.bpmn.citizen_words import is_system_name
from visavis.exporters.importers.bpmn.citizens import name_of
from visavis.exporters.importers.bpmn.phases import find_phases
from visavis.exporters.importers.bpmn.places import SYSTEMS, Places
from visavis.exporters.importers.bpmn.sketch import Sketch, SketchFlow, SketchStep
from visavis.exporters.importers.bpmn.source_model import SourceModel

# Where each kind of lane stands, and on whose side it is.
_ORDER = (LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE, LaneKind.SUPPORT)
# An id that is kept as the model has it.
_PLAIN_ID = re.compile(r"[\w.\-]{1,120}")


def make_document(sketch: Sketch, places: Places, tr: Translator, language: str) -> BlueprintDocument:
    """Return the document that a sketch makes; its title is empty where the model has none."""
    return _DocumentMaker(sketch, places, tr, language).make()


class _DocumentMaker:
    def __init__(self, sketch: Sketch, places: Places, tr: Translator, language: str) -> None:
        self._sketch = sketch
        self._places = places
        self._tr = tr
        self._language = language
        self._lanes = self._make_lanes()
        self._ids = _stable_ids(sketch.steps)
        self._items = _stable_ids(sketch.items)
        self._drop_fallback_circles()

    def make(self) -> BlueprintDocument:
        model = self._places.model
        lanes = {lane.id: lane for lane in self._lanes.values()}
        of_step = {step.id: self._lanes[step.party].id for step in self._sketch.steps.values()}
        phases, cells = find_phases(model, self._sketch, of_step, self._tr)
        actors = tuple(Actor(id=lane.id, name=lane.name, side=self._side(party, lane))
                       for party, lane in self._lanes.items())
        head = Head(
            format=FORMAT, id="imported", title=_title(model), summary=model.documentation, language=self._language,
            actors=actors, phases=phases,
            lanes=tuple(lanes.values()), notes=tuple(self._notes()),
            items=tuple(Item(id=self._items[name], name=title) for name, title in self._sketch.items.items()))
        steps = tuple(self._step(step, of_step[step.id], *cells[step.id]) for step in self._sketch.steps.values())
        blank = BlueprintDocument(head=head, steps=steps)
        flows = tuple(self._flow(blank, key, flow) for key, flow in zip(
            _stable_ids(self._sketch.flows).values(), self._sketch.flows.values(), strict=True))
        return blank.replace(flows=flows)

    def _make_lanes(self) -> dict[str, Lane]:
        """Return the lane of each party that does something, the citizen's first; one is there in any case."""
        sketch, places = self._sketch, self._places
        parties = (*places.model.lanes, *places.model.pools, SYSTEMS)
        used = {step.party for step in sketch.steps.values()}
        kinds = {party: self._kind(party) for party in parties if party in used}
        lanes: dict[str, Lane] = {}
        taken: set[str] = set()
        ordered = sorted(kinds, key=lambda party: _ORDER.index(kinds[party]))
        if LaneKind.CITIZEN not in kinds.values():
            sketch.losses.add(message("nobody in this model is the citizen, or does anything as such: their lane is "
                                      "empty"))
            lanes[""] = Lane(id="citizen", name=self._tr(message("Citizen")), kind=LaneKind.CITIZEN, actor="citizen")
            taken.add("citizen")
        for party in ordered:
            name = self._name(party)
            identity = slug(name, taken, "lane")
            taken.add(identity)
            lanes[party] = Lane(id=identity, name=name, kind=kinds[party], actor=identity)
        self._tell_empty(used)
        return lanes

    def _name(self, party: str) -> str:
        pool = self._places.model.pools.get(party)
        if party == SYSTEMS:
            return self._tr(message("Tools"))
        if pool is not None and not pool.is_drawn and not pool.name:
            return self._tr(message("Organisation"))
        name, model = name_of(self._places.model, party), self._places.model
        around = model.pools.get(self._places.pool_at(party))
        twins = sum(lane.name == name for lane in model.lanes.values())
        return f"{around.name}: {name}" if party in model.lanes and twins > 1 and around and around.name else name

    def _tell_empty(self, used: Container[str]) -> None:
        model = self._places.model
        closed = {lane.process for lane in model.lanes.values()}
        for party in model.lanes:
            if party not in used and not any(node.lane == party for node in model.nodes.values()) \
                    and not self._has_inner(party):
                self._sketch.losses.tell("lane", name_of(model, party), message("not held: nothing is in it"))
        for pool in model.pools.values():
            if pool.id not in used and pool.is_drawn and pool.process not in closed \
                    and not model.nodes_of(pool):
                self._sketch.losses.tell("participant", name_of(model, pool.id),
                                         message("not held: nothing is in it"))

    def _has_inner(self, party: str) -> bool:
        # A lane around other lanes is called by them.
        model = self._places.model
        around = model.bounds.get(party)
        return around is not None and any(
            other != party and lane.process == model.lanes[party].process and other in model.bounds
            and around.holds(model.bounds[other]) for other, lane in model.lanes.items())

    def _kind(self, party: str) -> LaneKind:
        places = self._places
        if places.is_citizen(party):
            return LaneKind.CITIZEN
        if party == SYSTEMS or is_system_name(name_of(places.model, party)):
            return LaneKind.SUPPORT
        return LaneKind.FRONTSTAGE if party in self._meeting else LaneKind.BACKSTAGE

    @cached_property
    def _meeting(self) -> frozenset[str]:
        """The parties that something goes between and a citizen."""
        steps, citizen = self._sketch.steps, self._places.is_citizen
        ends = [(steps[flow.source].party, steps[flow.target].party) for flow in self._sketch.flows.values()]
        return frozenset(one for pair in ends for one, other in (pair, pair[::-1])
                         if not citizen(one) and citizen(other))

    def _side(self, party: str, lane: Lane) -> Side:
        """Return whose side a lane is on: a pool of which only the border is drawn is a partner's."""
        model = self._places.model
        if lane.kind is LaneKind.CITIZEN:
            return Side.CITIZEN
        if lane.kind is LaneKind.SUPPORT:
            return Side.SYSTEM
        is_partner = party in model.pools and model.is_black_box(model.pools[party])
        return Side.PARTNER if is_partner and len(model.pools) > 2 else Side.AGENT

    def _step(self, step: SketchStep, lane: str, phase: str, column: int) -> Step:
        given = {
            "id": self._ids[step.id], "title": step.title, "detail": "\n".join(dict.fromkeys(step.details)),
            "lane": lane, "phase": phase, "column": column, "kind": step.kind,
            "system": ", ".join(step.systems) or None, "wait": step.wait,
            "basis": Basis.ASSUMED if step.wait else None,
            "fallback": self._ids.get(step.fallback), "markers": (Marker.FAIL_POINT,) if step.may_fail else (),
            "split": Split.ONE if step.takes_one and self._may_choose(step) else None,
            **{name: tuple(self._items[item] for item in getattr(step, name)) for name in ("asks", "gives", "uses")}}
        return Step(**{name: value for name, value in given.items() if value not in (None, "", ())
                       or name in ("lane", "phase", "column")})

    def _may_choose(self, step: SketchStep) -> bool:
        leaving = self._sketch.flows_from(step.id)
        return len(leaving) > 1 and not any(flow.is_message for flow in leaving)

    def _flow(self, document: BlueprintDocument, key: str, flow: SketchFlow) -> Flow:
        source, target = (self._ids[end] for end in (flow.source, flow.target))
        kind = flow_kind(document, document.lane_of(document.step_by_id[source]),
                         document.lane_of(document.step_by_id[target]))
        decides = self._sketch.steps[flow.source].kind is StepKind.DECISION
        text = flow.label or (self._tr(message("otherwise")) if flow.is_default and decides else "")
        says = (flow.is_message or kind is FlowKind.INTERACTION) and not decides
        given = {"source": source, "target": target, "key": key, "kind": kind, "label": text if says else "",
                 "carries": tuple(dict.fromkeys(self._items[item] for item in flow.items)),
                 "condition": "" if says else text}
        return Flow(**{name: value for name, value in given.items() if value or name in ("source", "target", "key")})

    def _notes(self) -> list[Note]:
        return [Note(id=f"note-{number}", at=self._ids.get(at) or None, kind=NoteKind.INSIGHT, text=text)
                for number, (at, text) in enumerate(self._sketch.notes, start=1)]

    def _drop_fallback_circles(self) -> None:
        """Take fallbacks away that lead back to where they come from, or to nothing: the format has none such."""
        steps = self._sketch.steps
        for step in steps.values():
            if step.fallback and step.fallback not in steps:
                step.fallback = ""
            seen, here = {step.id}, step.fallback
            while here and here not in seen:
                seen.add(here)
                here = steps[here].fallback if here in steps else ""
            if here == step.id:
                self._sketch.losses.tell("boundaryEvent", step.title, message("its fallback {name} leads back to it",
                                                                              name=Quoted(step.fallback[:60])))
                step.fallback = ""


def _title(model: SourceModel) -> str:
    """Return what the model says it is of: its own name, or that of its only process."""
    names = [pool.name for pool in model.pools.values() if pool.process]
    return model.title or (names[0] if len(names) == len(model.pools) == 1 else "")


def _stable_ids(names: Mapping[str, object]) -> dict[str, str]:
    """Return an id for each name: the model's own, where it is a plain one."""
    found: dict[str, str] = {}
    taken = {name for name in names if _PLAIN_ID.fullmatch(name)}
    for name in names:
        if name in taken:
            found[name] = name
        else:
            found[name] = slug(name, taken, "element")
            taken.add(found[name])
    return found
