"""The parts of a specification that are worked out from the document: conversation, journeys, measures, findings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, WithJsonSchema

from visavis.blueprint.graph.interactions import MessageType
from visavis.blueprint.model import Basis, Outcome, Side
from visavis.exporters.spec.parts import Amount, FigureSpec, Number, Portion, SpecPart

# A schema that is told as data: what it must say at least.
PayloadSchema = Annotated[dict[str, JsonValue], WithJsonSchema({
    "type": "object", "required": ["$schema", "$id", "type", "properties", "required"],
    "properties": {"$id": {"type": "string", "pattern": "^urn:visavis:payload:"}, "type": {"const": "object"}}})]


class Exchange(SpecPart):
    """One thing said across the line of interaction, in reading order."""

    number: int
    """Counted from 1."""
    flow: str
    """The key of the flow."""
    speaker: Side | None
    """The side that speaks."""
    source: str
    """The step that speaks."""
    target: str
    """The step that is spoken to."""
    says: str
    """What is said, without quotation marks."""
    carries: tuple[str, ...]
    """Items that change hands."""
    channel: str | None
    """The channel of the step that speaks, else of the other."""
    answers: int | None
    """The number of the last exchange before it that reached the step which speaks now."""
    id: str = ""
    """`source/key/target`: stays when the drawing around it or what is said changes, which `number` does not."""
    answers_id: str | None = None
    """The id of the exchange that `answers` numbers."""
    is_from_citizen: bool = False
    """It is said above the line of interaction, and heard below it."""
    type: MessageType = MessageType.NOTICE
    """What it does: asks, answers, tells unasked, acknowledges, decides, hands over; or nothing is said."""
    follows: tuple[str, ...] = ()
    """The ids of the other side’s exchanges right after which it can be said: between them, the side that speaks goes
    on among its own steps. Whoever heard one may say any that follows it."""
    opens: bool = False
    """It can be said first, before anything was heard."""
    personas: tuple[str, ...] = ()
    """Who can come to say or hear it: personas whose way leads there. Empty where there are no personas, or none
    can."""
    payload: PayloadSchema = Field(default_factory=dict)
    """JSON Schema (2020-12) of what the message carries, with a `$id` of its own: an object with a property for each
    item."""


class PairSpec(SpecPart):
    """A citizen's step and the step of the other side that it speaks with."""

    citizen: str
    """The step above the line of interaction."""
    counterpart: str
    """The step below it."""
    exchanges: tuple[int, ...]
    """The numbers of what they say to each other."""
    exchange_ids: tuple[str, ...] = ()
    """The ids of the same."""


class ConversationSpec(SpecPart):
    """The service as a conversation."""

    exchanges: tuple[Exchange, ...]
    """In reading order."""
    pairs: tuple[PairSpec, ...]
    """Who speaks with whom."""


class SideFigures(SpecPart):
    """Minutes and money of one side, per case."""

    work_minutes: FigureSpec
    """Effort."""
    wait_minutes: FigureSpec
    """Agents and partners: waits of their own steps; citizen: elapsed time less own work."""
    cost: FigureSpec
    """Work at the actors’ hourly cost; no value where no tariff is given."""


class ElapsedFigures(SpecPart):
    """Calendar minutes from the start to the outcome; percentiles where they are known."""

    mean_minutes: FigureSpec
    p50_minutes: FigureSpec
    """Half of the journeys take no longer."""
    p90_minutes: FigureSpec
    """Nine in ten take no longer."""
    p95_minutes: FigureSpec
    """Nineteen in twenty take no longer."""
    sd_minutes: FigureSpec
    """The standard deviation."""


class CaseFigures(SpecPart):
    """What an average case of some population takes."""

    elapsed: ElapsedFigures
    """From the start to the outcome."""
    citizen: SideFigures
    agent: SideFigures
    partner: SideFigures
    phases: dict[str, FigureSpec]
    """Calendar minutes spent in the steps of each phase."""
    visits: dict[str, Amount | None]
    """How often a case comes to each step; null where that rests on probabilities nobody gave."""


class ClockFigures(SpecPart):
    """The legal clock: times of journeys in which it was stopped, shares of those in which it started."""

    mean_minutes: FigureSpec
    p90_minutes: FigureSpec
    share_late: FigureSpec
    """Stopped past the legal deadline, or over before with the deadline already past."""
    share_open: FigureSpec
    """Never stopped, and not late."""
    share_started: FigureSpec
    """The part of all started cases in which it ever starts."""


class MissingFigures(SpecPart):
    """What the figures leave out."""

    work: tuple[str, ...]
    """Steps without a working time."""
    wait: tuple[str, ...]
    """Waits without a length."""
    probability: tuple[str, ...]
    """Flows without a probability."""


class JourneyFigures(SpecPart):
    """The measures of one persona, or of the weighted population (persona null)."""

    persona: str | None
    """Null for everybody."""
    weight: Portion
    """The persona’s share of all users."""
    method: Literal["exact", "simulated"]
    """Solved exactly, or simulated."""
    runs: int | None
    """How many journeys were simulated."""
    seed: int | None
    """The seed of the simulation."""
    outcomes: dict[Outcome, FigureSpec]
    """The share of journeys that end so."""
    granted: FigureSpec
    completion: FigureSpec
    """Granted and refused: reaches a decision."""
    decided: CaseFigures | None
    """Of cases that are granted or refused; null where none is."""
    started: CaseFigures
    """Of all started cases."""
    legal_clock: ClockFigures | None
    """Null where the service has no legal clock."""
    unknown: MissingFigures
    visits: dict[str, Amount | None]
    """How often a started case comes to each step."""


class WayStep(SpecPart):
    """Where a persona may go on from a step."""

    flow: str
    """The key of the flow."""
    target: str
    probability: Portion | None
    """Null where all ways are taken at once, and where nobody gave it."""


class JourneyStep(SpecPart):
    """A step as one persona meets it."""

    step: str
    blocked: bool
    """The persona cannot use its channel; only the fallback leads on."""
    fallback: str | None
    """Where a failure or a blocked channel leads."""
    ways: tuple[WayStep, ...]
    """Where it goes on."""


class JourneySpec(SpecPart):
    """The way of one persona (null: of anyone) through the service."""

    persona: str | None
    """Null where the document has no personas."""
    starts: dict[str, Portion]
    """The steps that it begins at, with probabilities."""
    steps: tuple[JourneyStep, ...]
    """The steps that it can come to, in reading order."""
    blocked_at: tuple[str, ...]
    """Steps whose channel the persona cannot use and that have no fallback."""


class FindingSpec(SpecPart):
    """A friction, as the rules found it when the specification was made."""

    number: int | None
    """The number of its group (one rule, one remedy) on drawings and lists; null for one kept or dismissed."""
    rule: str
    """The friction rule."""
    friction_class: Literal["loss", "law", "shift", "load"] = Field(alias="class")
    """People lost, a duty missed, effort moved, or minutes; gravest first."""
    severity: Literal["low", "medium", "high", "critical"]
    """By minutes or by the share of people, in the rule’s bands."""
    steps: tuple[str, ...]
    """The first one is marked on the drawing."""
    persona: str | None
    """Whom it concerns; null for everybody."""
    citizen_minutes: Number | None
    """Minutes per started case that the citizen’s side loses; null where unknown."""
    agent_minutes: Number | None
    """Minutes per started case that the agents’ side loses; null where unknown."""
    share: Portion | None
    """The part of the started cases that meets it, or is lost to it."""
    basis: Basis | None
    """The weakest basis among the numbers used; null where no number was."""
    message: str
    """What was found."""
    remedy: str
    """What would mend it."""
    waived: dict[str, Any] | None
    """The waiver that keeps it on purpose."""
    side_effect: str | None
    """What the remedy may cost in its turn."""
    root: dict[str, Any] | None
    """The friction that causes this one: its rule, steps and persona."""
    clauses: tuple[str, ...]
    """The to-avoid clauses that it breaks."""
    decided: dict[str, Any] | None
    """What the team decided about it."""


class NotAssessedSpec(SpecPart):
    """A rule that could not be judged, and what it lacks."""

    rule: str
    missing: tuple[str, ...]
    """What the blueprint does not say."""
