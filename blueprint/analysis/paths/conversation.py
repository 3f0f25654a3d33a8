"""A journey as the conversation it is: who does and says what, in order, and what it has cost both sides so far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.paths.distinct_journeys import DistinctJourney, Visit
from visavis.blueprint.analysis.semantics.journeys import is_open
from visavis.blueprint.model import (
    BlueprintDocument,
    Flow,
    FlowKind,
    Persona,
    Side,
    Split,
    Step,
    mean_minutes,
)

_BREAKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that someone says across the line of interaction, and the flow that carries them."""

    speaker: str
    side: Side | None
    words: str
    flow: str


@dataclass(frozen=True, slots=True)
class ConversationStep:
    """One step of a journey as people live it.

    `speaker` is who does it, `says` their words, `heard` what was said to them before. `wait` are the minutes that
    pass afterwards, `work` those that the step takes; `elapsed`, `citizen` and `agent` are minutes since the start
    when it is over, both sides' work among them. `again` says that the step was done before, `frontstage` that it is
    done face to face.
    """

    step: Step
    visit: Visit
    side: Side | None
    speaker: str
    says: tuple[Utterance, ...]
    heard: tuple[Utterance, ...]
    work: float
    wait: float
    elapsed: float
    citizen: float
    agent: float
    again: bool
    frontstage: bool = False

    @property
    def title(self) -> str:
        """The step's title on one line, or its id while it has none."""
        return one_line(self.step.title) or self.step.id

    @property
    def is_seen(self) -> bool:
        """Whether the citizen takes part in it: it is theirs, or face to face, or something is said."""
        return self.side is Side.CITIZEN or self.frontstage or bool(self.says or self.heard)


def one_line(text: str) -> str:
    """Return a text on one line; no-break spaces stay what they are."""
    return _BREAKS.sub(" ", text).strip()


def conversation_steps(document: BlueprintDocument, journey: DistinctJourney,
                       persona: Persona | None) -> tuple[ConversationStep, ...]:
    """Return the steps of a journey in the order in which they begin.

    Steps of systems and partners that take no time and say nothing are left out: no one lives them.
    """
    return tuple(_conversation_steps(document, journey, persona))


def _conversation_steps(document: BlueprintDocument, journey: DistinctJourney,
                        persona: Persona | None) -> Iterator[ConversationStep]:
    own_lane = _own_lane(document, journey)
    said_to: dict[str, tuple[Utterance, ...]] = {}
    minutes = {Side.CITIZEN: 0.0, Side.AGENT: 0.0}
    seen: set[str] = set()
    for visit in journey.visits:
        step = document.step_by_id[visit.step]
        side = document.side_of(step)
        speaker = _speaker(document, step, persona, own_lane)
        works = 0.0 if visit.blocked else document.effort_of(step)
        waits = 0.0 if visit.blocked else mean_minutes(step.wait)
        says = []
        for flow in _spoken_flows(document, visit, step, persona):
            saying = Utterance(speaker, side, one_line(flow.label), flow.key)
            says.append(saying)
            said_to[flow.target] = (*said_to.get(flow.target, ()), saying)
        heard = said_to.pop(step.id, ())
        if side in minutes:
            minutes[side] += works
        if side in minutes or works or waits or says or heard or visit.failed:
            yield ConversationStep(step, visit, side, speaker, tuple(says), heard, works, waits, visit.ends,
                                   minutes[Side.CITIZEN], minutes[Side.AGENT], step.id in seen,
                                   document.lane_of(step).facts.is_in_front)
        seen.add(step.id)


def _own_lane(document: BlueprintDocument, journey: DistinctJourney) -> str | None:
    """Return the lane where the persona acts; what is done in other lanes of citizens is done by others for them."""
    lanes = [document.step_by_id[visit.step].lane for visit in journey.visits]
    mine = Counter(lane for lane in lanes if document.lane_by_id[lane].facts.side is Side.CITIZEN)
    return mine.most_common(1)[0][0] if mine else None


def _speaker(document: BlueprintDocument, step: Step, persona: Persona | None, own_lane: str | None) -> str:
    lane = document.lane_by_id[step.lane]
    if lane.facts.side is Side.CITIZEN:
        return persona.name.strip() or persona.id if persona is not None and lane.id == own_lane else lane.name
    actor = document.actor_by_id.get(lane.actor or "")
    name = actor.name.strip() if actor is not None else ""
    return name[:1].upper() + name[1:] if name else lane.name


def _spoken_flows(document: BlueprintDocument, visit: Visit, step: Step, persona: Persona | None) -> Iterator[Flow]:
    """Yield the flows by which something is said when a step is over; a step that fails says nothing."""
    if visit.failed or visit.blocked:
        return
    for flow in document.flows_from.get(step.id, ()):
        # A step that goes on all ways says all it has to say; an answer is drawn back to who asked.
        taken = step.splits is Split.ALL or flow.target in visit.targets
        if flow.kind is FlowKind.INTERACTION and flow.label.strip() and taken and is_open(flow, persona):
            yield flow
