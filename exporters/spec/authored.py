"""The parts of a specification that stand for elements of the document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from blueprint.model import (
    Basis,
    FlowKind,
    ItemKind,
    Join,
    LaneKind,
    LimitUnit,
    Marker,
    NoteKind,
    Outcome,
    PlaceKind,
    Side,
    Split,
    State,
    StepKind,
    WaiverReason,
)
from exporters.spec.parts import Amount, Extensible, Part, Portion, TimeSpan


class BlueprintSpec(Part):
    """The blueprint that the specification was made from."""

    id: str
    title: str
    summary: str
    language: str
    """BCP 47 tag of the authors' texts."""
    state: State
    redesigns: str | None
    """The id of the as-is blueprint; steps that survive the redesign keep their ids."""
    format: str
    """The version of the document format."""


class ServiceSpec(Extensible):
    """The public service that the journey is part of."""

    authority: str | None = None
    life_event: str | None = None
    legal_basis: str | None = None
    cases_per_year: Amount | None = None
    standard_time: TimeSpan | None = None
    tolerated_time: TimeSpan | None = None
    legal_deadline: TimeSpan | None = None
    price: Amount | None = None
    fixed_cost: Amount | None = None
    currency: str | None = None


class ChannelSpec(Extensible):
    """A channel that the document declares beside the built-in ones."""

    id: str
    name: str


class PersonaSpec(Extensible):
    """A kind of user."""

    id: str
    name: str
    story: str
    weight: Amount
    """As authored; `share` is the part of all users."""
    share: Portion
    channels: tuple[str, ...]
    """Channels this persona can use; none listed means all of them."""
    constraints: tuple[str, ...]
    portrait: str | None


class ActorSpec(Extensible):
    """Somebody or something that does steps."""

    id: str
    name: str
    side: Side
    hourly_cost: Amount | None
    capacity: Amount | None


class PhaseSpec(Extensible):
    """A chapter of the journey, in order."""

    id: str
    name: str
    columns: int
    """How many columns it has."""


class LaneSpec(Extensible):
    """A row of the blueprint, from top to bottom."""

    id: str
    name: str
    kind: LaneKind
    actor: str | None
    side: Side | None
    """Who bears the work of the lane; null for evidence."""


class ItemSpec(Extensible):
    """A document or fact that the journey asks for."""

    id: str
    name: str
    kind: ItemKind
    source_of_record: str | None
    """The register that already holds it (`held_by` in the document); null where only the person has it."""
    asked_at: tuple[str, ...]
    """Steps that ask for it."""
    given_at: tuple[str, ...]
    """Steps that give it."""
    carried_by: tuple[str, ...]
    """Flows that carry it."""


class Information(Extensible):
    """Who is told, and what date is promised."""

    who: str | None
    promise: TimeSpan | None


class Failure(Part):
    """What happens when a step fails."""

    probability: Portion | None
    fallback: str | None
    """The step that follows; without one the journey is blocked."""


class Gateway(Part):
    """How many ways a journey takes out of a step, and how it comes in."""

    split: Split
    """`one`: exactly one way out is taken; `all`: every one, in parallel."""
    join: Join
    """`wait`: begins once, when nothing more is under way to it; `each`: begins anew for every arrival."""
    authored_split: Split | None
    authored_join: Join | None


class StepSpec(Extensible):
    """One thing that one actor does, waits for or decides."""

    id: str
    title: str
    detail: str
    kind: StepKind
    outcome: Outcome | None
    phase: str
    lane: str
    column: int
    side: Side | None
    actor: str | None
    visible: bool
    """Whether the citizen sees it: it stands above the line of visibility."""
    counterparts: tuple[str, ...]
    """The steps of the other side that it speaks with, directly across the line of interaction."""
    channel: str | None
    place: PlaceKind | None
    system: str | None
    unit: str | None
    work: TimeSpan | None
    """Time of the step's own actor."""
    wait: TimeSpan | None
    """Time that passes before it can go on."""
    basis: Basis | None
    """Where its numbers come from."""
    effort: Annotated[int, Field(ge=1, le=5)] | None
    emotion: Annotated[int, Field(ge=-2, le=2)] | None
    asks: tuple[str, ...]
    gives: tuple[str, ...]
    informs: Information | None
    failure: Failure | None
    gateway: Gateway
    hidden: bool
    """Work that the official procedure does not mention."""
    markers: tuple[Marker, ...]


class Loop(Part):
    """A flow that leads back to a step that led to it."""

    semantics: Literal["geometric", "limited"]
    """`geometric`: every time anew with the same probability; `limited`: at most `max_times` a journey."""
    max_times: int | None


class FlowSpec(Extensible):
    """What follows a step, or what is said across the line of interaction."""

    key: str
    source: str
    target: str
    kind: FlowKind
    label: str
    carries: tuple[str, ...]
    probability: Portion | None
    """As authored."""
    taken: Portion | None
    """The probability once those of the step's ways sum to 1, for somebody to whom all are open; null in parallel."""
    condition: str
    only_for: tuple[str, ...]
    not_for: tuple[str, ...]
    max_times: int | None
    loop: Loop | None


class ScopeSpec(Extensible):
    """Where a to-avoid clause applies; null means everywhere."""

    side: Side | None
    lane: str | None
    phase: str | None
    persona: str | None
    step: str | None


class LimitSpec(Extensible):
    """A number and its unit."""

    value: Amount
    unit: LimitUnit
    minutes: Amount | None
    """The limit in minutes where it is a time."""


class AvoidSpec(Extensible):
    """Something the service must not do to people: an acceptance test."""

    id: str
    text: str
    rule: str | None
    scope: ScopeSpec | None
    limit: LimitSpec | None
    holds: bool | None
    """Whether no open finding of its rule stands in its scope; null where nothing was there to judge it by."""
    findings: tuple[int, ...]
    """The numbers of the open findings that break it."""


class WaiverSpec(Extensible):
    """A friction that is kept on purpose."""

    id: str
    rule: str
    step: str | None
    reason: WaiverReason
    text: str
    author: str | None
    date: str | None


class CellSpec(Extensible):
    """A place in the grid."""

    lane: str
    phase: str
    column: int


class NoteSpec(Extensible):
    """A sticky note."""

    id: str
    at: str | CellSpec | None
    """A step, a place, or null for the parking lot."""
    kind: NoteKind
    text: str
    author: str | None
    source: str | None
    votes: dict[str, int]
    private: bool
