"""The parts of a specification that are worked out from the document: conversation, journeys, measures, findings."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from blueprint.model import Basis, Outcome, Side
from exporters.spec.parts import Amount, Number, Part, Portion


class Exchange(Part):
    """One thing said across the line of interaction, in reading order."""

    number: int
    flow: str
    speaker: Side | None
    source: str
    target: str
    says: str
    carries: tuple[str, ...]
    channel: str | None
    answers: int | None
    """The number of the last exchange before it that reached the step which speaks now."""


class PairSpec(Part):
    """A citizen's step and the step of the other side that it speaks with."""

    citizen: str
    counterpart: str
    exchanges: tuple[int, ...]


class ConversationSpec(Part):
    """The service as a conversation."""

    exchanges: tuple[Exchange, ...]
    pairs: tuple[PairSpec, ...]


class SideFigures(Part):
    """Minutes and money of one side, per started case."""

    work_minutes: Amount
    wait_minutes: Amount
    cost: Amount | None


class ElapsedFigures(Part):
    """Minutes from the start to the outcome; percentiles only where they were simulated."""

    mean_minutes: Amount
    p50_minutes: Amount | None
    p90_minutes: Amount | None
    p95_minutes: Amount | None


class JourneyFigures(Part):
    """The measures of one persona, or of the weighted population (persona null)."""

    persona: str | None
    weight: Portion
    method: Literal["exact", "simulated"]
    runs: int | None
    seed: int | None
    elapsed: ElapsedFigures
    citizen: SideFigures
    agent: SideFigures
    partner: SideFigures
    outcomes: dict[Outcome, Portion]
    completion: Portion
    """Granted and refused: a lawful refusal completes the service."""
    visits: dict[str, Amount]
    """How often a started case comes to each step."""


class WayStep(Part):
    """Where a persona may go on from a step."""

    flow: str
    target: str
    probability: Portion | None
    """Null where all ways are taken at once."""


class JourneyStep(Part):
    """A step as one persona meets it."""

    step: str
    blocked: bool
    """The persona cannot use its channel; only the fallback leads on."""
    fallback: str | None
    ways: tuple[WayStep, ...]


class JourneySpec(Part):
    """The way of one persona (null: of anybody) through the service."""

    persona: str | None
    starts: dict[str, Portion]
    """The steps that it begins at, with probabilities."""
    steps: tuple[JourneyStep, ...]
    """The steps that it can come to, in reading order."""
    blocked_at: tuple[str, ...]


class FindingSpec(Part):
    """A friction, as the rules found it when the specification was made."""

    number: int | None
    """The number that it has on drawings and lists; null for one that is kept on purpose."""
    rule: str
    friction_class: Literal["loss", "law", "shift", "load"] = Field(alias="class")
    severity: Literal["low", "medium", "high", "critical"]
    steps: tuple[str, ...]
    persona: str | None
    citizen_minutes: Number | None
    agent_minutes: Number | None
    share: Portion | None
    basis: Basis | None
    message: str
    remedy: str
    waived: dict[str, Any] | None
    """The waiver that keeps it on purpose."""


class NotAssessedSpec(Part):
    """A rule that could not be judged, and what it lacks."""

    rule: str
    missing: tuple[str, ...]
