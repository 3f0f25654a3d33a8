"""A blueprint as a machine of XState 5: a region for each side, in which it is in one state at a time.

What one side says to the other is an event that its transition raises and the other's region takes, in whatever state
it is; whoever waits for the other side is in `~idle`. A journey that ends ends every region. Waits are delays by
name, whose milliseconds stand in `meta.delays`: a timer of JavaScript holds no more than 24 days.
How a drawing is read as a journey (questions and answers, failures, starts) is the analysis's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from visavis.blueprint.analysis import Journey, journey
from visavis.blueprint.analysis.semantics.journeys import Branch, Stop
from visavis.blueprint.graph.interactions import interaction_id
from visavis.blueprint.model import (
    BlueprintDocument,
    Flow,
    Outcome,
    Side,
    Step,
    StepKind,
    Time,
    durations,
    mean_minutes,
)
from visavis.exporters.typed_text import inert
from visavis.exporters.xstate.javascript_text import encode_id, event_of, said_event

Config = dict[str, Any]
IDLE, BLOCKED, ENDED, ANSWERED = "~idle", "~blocked", "~ended", "~answered"
_MILLISECONDS = 60_000
_ALWAYS_THERE = (Side.CITIZEN, Side.AGENT)


def make_machine(document: BlueprintDocument) -> Config:
    """Return the configuration that a machine is created of; guards, actions and delays are those of the module."""
    return _MachineMaker(document).make()


class _MachineMaker:
    """Makes the machine of one document."""

    def __init__(self, document: BlueprintDocument) -> None:
        self.document = document
        self.whole = journey(document)
        self.game: Journey = self.whole.game
        self.ends = [name for name, stop in self.game.stops.items() if stop.ends]
        self.delays: dict[str, int] = {}
        self.heard: dict[Side, Config] = {}
        self.barred: dict[str, list[str]] = {}
        for persona in document.head.personas:
            for name, stop in journey(document, persona).stops.items():
                if stop.blocked:
                    self.barred.setdefault(name, []).append(persona.id)
        found = {document.side_of(step) for step in document.steps if step.kind is not StepKind.EVIDENCE}
        self.sides = tuple(side for side in Side if side in _ALWAYS_THERE or side in found)

    def make(self) -> Config:
        """Return the whole machine."""
        self.heard = {side: {} for side in self.sides}
        states: dict[Side, Config] = {side: {IDLE: {"id": f"{side}{IDLE}"}} for side in self.sides}
        for name, stop in self.game.stops.items():
            states[self._side(name)][self._key(name)] = self._state(name, stop)
        regions = {side.value: self._region(side, states[side]) for side in self.sides}
        head = self.document.head
        return {
            "id": encode_id(head.id), "type": "parallel", "description": inert(head.title),
            "context": {"persona": None, "taken": {}},
            "meta": {"blueprint": head.id, "language": head.language, "state": head.state.value,
                     "delays": self.delays,
                     "personas": [{"id": each.id, "name": inert(each.name)} for each in head.personas]},
            "states": regions}

    # -- regions

    def _region(self, side: Side, states: Config) -> Config:
        """Return a region: where it begins, what it hears, and that it is over once another side's journey is."""
        starts = [name for name, _ in self.game.starts if self._side(name) is side]
        heard = self.heard[side]
        alone = len(starts) == 1 == len(self.game.starts)
        if not alone:
            heard |= {event_of("start", name): {"target": self._target(name)} for name in starts}
        for other in self.sides:
            if other is not side:
                heard[f"end/{other}"] = {"target": f"#{side}{ENDED}"}
        states[BLOCKED] = {"id": f"{side}{BLOCKED}", "type": "final", "tags": ["outcome", Outcome.BLOCKED.value],
                           "entry": [self._end_of(side)]}
        states[ENDED] = {"id": f"{side}{ENDED}", "type": "final"}
        return {"id": side.value, "initial": self._key(starts[0]) if alone else IDLE, "on": heard, "states": states}

    def _end_of(self, side: Side) -> Config:
        return {"type": "say", "params": {"event": f"end/{side}"}}

    def _side(self, name: str) -> Side:
        return self.document.side_of(self.game.stops[name].step) or Side.SYSTEM

    def _key(self, name: str) -> str:
        asker = self.game.askers.get(name)
        return encode_id(name) if asker is None else f"{encode_id(asker)}{ANSWERED}"

    def _target(self, name: str) -> str:
        return f"#{self._key(name)}"

    # -- states

    def _state(self, name: str, stop: Stop) -> Config:
        step = stop.step
        if name in self.game.askers:
            return {"id": self._key(name), **self._exits(name, stop, "always")}
        told = {"id": self._key(name), "description": inert(step.title), "meta": self._meta(step)}
        if stop.ends:
            outcome = step.outcome or Outcome.UNSPECIFIED
            return {**told, "type": "final", "tags": ["outcome", outcome.value],
                    "entry": [self._end_of(self._side(name))]}
        told |= self._barring(name, stop)
        failing = self._failing(name, stop)
        if step.wait is None:
            exits = self._exits(name, stop, event_of("do", name))
            return {**told, **exits, "on": {**exits.get("on", {}), **failing}} if failing else {**told, **exits}
        delay = self._delay(step.wait)
        leaving = self._exits(name, stop, "after", delay)
        waiting: Config = {"~waiting": leaving if "after" in leaving else {"after": {delay: "~over"}}}
        if "after" not in leaving:
            waiting["~over"] = leaving
        if step.kind is not StepKind.WAIT:
            waiting = {"~doing": {"on": {event_of("do", name): "~waiting"}}, **waiting}
        return {**told, **({"on": failing} if failing else {}), "initial": next(iter(waiting)), "states": waiting}

    def _delay(self, wait: Time) -> str:
        minutes = mean_minutes(wait)
        name = wait if isinstance(wait, str) else durations.write_iso(minutes)
        self.delays[name] = round(minutes * _MILLISECONDS)
        return name

    def _meta(self, step: Step) -> Config:
        """Return what a state means: where it stands, by which channel, in plain words."""
        told = {"step": step.id, "lane": step.lane, "phase": step.phase, "kind": step.kind.value,
                "channel": step.channel, "plain": inert(step.plain), "system": inert(step.system or ""),
                "asks": list(step.asks), "gives": list(step.gives)}
        return {key: value for key, value in told.items() if value}

    # -- ways out

    def _exits(self, name: str, stop: Stop, unasked: str, delay: str = "") -> Config:
        """Return how a state is left: by `unasked` where there is nothing to choose, else by an event for each way.

        `unasked` is an event, or `after` a delay, or `always`.
        """
        side = self._side(name)
        own = self._onward([branch for branch in stop.branches if self._side(branch.target) is side], stop)
        across = [branch for branch in stop.branches if self._side(branch.target) is not side]
        for branch in across:
            self._hear(self.game.askers.get(name, name), branch)
        choices: dict[str, list[Config]] = {}
        if stop.one and len(stop.branches) > 1:
            choices = {event_of("take", branch.flow): [self._way(name, branch, ())] for branch in stop.branches}
        elif len(own) > 1:
            choices = {event_of("take", branch.flow): [self._way(name, branch, across)] for branch in own}
        if choices:
            return {"on": choices}
        ways = [self._way(name, branch, across) for branch in own]
        if across and (not own or "guard" in ways[0]):
            ways.append(self._speak(name, across))
        if not ways:
            return {}
        return {"after": {delay: ways}} if unasked == "after" else (
            {"always": ways} if unasked == "always" else {"on": {unasked: ways}})

    def _onward(self, own: list[Branch], stop: Stop) -> list[Branch]:
        """Return the ways on one side without those beside the journey: which lead to no end while another does."""
        if stop.one or len(own) < 2:
            return own
        return [branch for branch in own if self._leads_to_end(branch.target)] or own

    def _leads_to_end(self, name: str) -> bool:
        return name in self.ends or any(self.game.leads(name, end) for end in self.ends)

    def _way(self, name: str, branch: Branch, across: Sequence[Branch]) -> Config:
        """Return the transition of a way; what is said `across` the line with it is raised."""
        if self._side(branch.target) is not self._side(name):
            return {**self._speak(name, (branch,)), **self._guard(branch)}
        flow = self.document.flow_by_key[branch.flow]
        actions = [*self._count(branch), *self._sayings(name, across)]
        return {"target": self._target(branch.target), **self._guard(branch),
                **({"actions": actions} if actions else {}), **self._told(flow)}

    def _speak(self, name: str, across: Sequence[Branch]) -> Config:
        return {"target": f"#{self._side(name)}{IDLE}", "actions": self._sayings(name, across)}

    def _sayings(self, name: str, across: Iterable[Branch]) -> list[Config]:
        speaker = self.game.askers.get(name, name)
        said: list[Config] = []
        for branch in across:
            event = said_event(speaker, branch.flow, self._listener(branch))
            said += [{"type": "say", "params": {"event": event, **self._limits(branch)}}, *self._count(branch)]
        return said

    def _listener(self, branch: Branch) -> str:
        """Return the step that a flow leads to in the drawing: an answer leads to the step that asked."""
        return self.game.askers.get(branch.target, branch.target)

    def _hear(self, speaker: str, branch: Branch) -> None:
        event = said_event(speaker, branch.flow, self._listener(branch))
        self.heard[self._side(branch.target)][event] = {
            "target": self._target(branch.target), **self._told(self.document.flow_by_key[branch.flow])}

    def _guard(self, branch: Branch) -> Config:
        limits = self._limits(branch)
        return {"guard": {"type": "isOpen", "params": limits}} if limits else {}

    def _limits(self, branch: Branch) -> Config:
        """Return for whom a way is open, and how often; nothing where it always is."""
        flow = self.document.flow_by_key[branch.flow]
        limits: Mapping[str, Any] = {
            "onlyFor": list(flow.only_for), "notFor": list(flow.not_for),
            **({"flow": encode_id(flow.key), "most": branch.limit} if branch.limit is not None else {})}
        return {key: value for key, value in limits.items() if value not in ([], None)}

    def _count(self, branch: Branch) -> list[Config]:
        return [] if branch.limit is None else [{"type": "count", "params": {"flow": encode_id(branch.flow)}}]

    def _told(self, flow: Flow) -> Config:
        """Return what a transition means: its id, what is said and carried, how often, when."""
        told = {"flow": interaction_id(flow), "carries": list(flow.carries),
                "probability": flow.probability, "condition": inert(flow.condition)}
        said = inert(flow.label)
        return {**({"description": said} if said else {}),
                "meta": {key: value for key, value in told.items() if value not in ("", [], None)}}

    def _failing(self, name: str, stop: Stop) -> Config:
        """Return the event by which a step fails: to its fallback, or to where the journey is blocked."""
        if not stop.fails and stop.fallback is None:
            return {}
        return {event_of("fail", name): self._recovery(name, stop)}

    def _barring(self, name: str, stop: Stop) -> Config:
        """Return how those leave a step at once who cannot use its channel."""
        if name not in self.barred:
            return {}
        guard = {"type": "isBarred", "params": {"personas": self.barred[name]}}
        return {"always": [{"guard": guard, **self._recovery(name, stop)}]}

    def _recovery(self, name: str, stop: Stop) -> Config:
        side = self._side(name)
        if stop.fallback is None:
            return {"target": f"#{side}{BLOCKED}"}
        if self._side(stop.fallback) is side:
            return {"target": self._target(stop.fallback)}
        event = event_of("fallback", name)
        self.heard[self._side(stop.fallback)][event] = {"target": self._target(stop.fallback)}
        return {"target": f"#{side}{IDLE}", "actions": [{"type": "say", "params": {"event": event}}]}
