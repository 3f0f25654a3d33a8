"""The parts of a specification that stand for elements of the document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from visavis.blueprint.model import (
    Basis,
    FlowKind,
    ItemKind,
    Join,
    LaneKind,
    LegalMark,
    Marker,
    NoteKind,
    Outcome,
    PlaceKind,
    Side,
    Split,
    State,
    StepKind,
)
from visavis.exporters.spec.parts import Amount, Extensible, Portion, SpecPart, TimeSpan


class BlueprintSpec(SpecPart):
    """The blueprint that the specification was made from."""

    id: str
    title: str
    summary: str
    language: str
    """BCP 47 tag of the authors' texts."""
    state: State
    """Whether it shows the service as it is, as it should be, or as it was observed."""
    redesigns: str | None
    """The id of the as-is blueprint; steps that survive the redesign keep their ids."""
    format: str
    """The version of the document format."""


class ClockSpec(Extensible):
    """How the law counts the service’s time."""

    starts: str | None
    """Each end of this step sets the clock to zero."""
    stops: str | None
    """The next end of this step freezes it."""
    pauses: tuple[str, ...]
    """What is spent in these steps does not count."""


class RecordSpec(Extensible):
    """What printed pages say of the blueprint itself."""

    version: str | None
    date: str | None
    authors: str | None
    organisation: str | None
    sources: str | None
    """Where the figures come from."""
    contact: str | None
    """Where to ask."""
    appeal: str | None
    """What somebody can do who disagrees."""


class ServiceSpec(Extensible):
    """The public service that the journey is part of."""

    authority: str | None = None
    """Who answers for it."""
    life_event: str | None = None
    """What happens in people’s lives."""
    legal_basis: str | None = None
    """The texts it rests on."""
    cases_per_year: Amount | None = None
    standard_time: TimeSpan | None = None
    """How long it should take."""
    tolerated_time: TimeSpan | None = None
    """How long people bear."""
    legal_deadline: TimeSpan | None = None
    """How long the law gives."""
    legal_clock: ClockSpec | None = None
    """From which step to which the law counts."""
    hours_per_day: Amount | None = None
    """Hours of effort in a day of work; 7 where it is null."""
    price: Amount | None = None
    """Paid by the citizen, per case."""
    fixed_cost: Amount | None = None
    """Per case, beside the cost of time."""
    currency: str | None = None
    """ISO 4217, as a rule."""


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
    """The part of all users: the weight over the sum of weights."""
    channels: tuple[str, ...]
    """Channels this persona can use; none listed means all of them."""
    constraints: tuple[str, ...]
    """What makes things difficult, in words."""
    portrait: str | None
    """A picture of them."""


class ActorSpec(Extensible):
    """Someone or something that does steps."""

    id: str
    name: str
    side: Side
    hourly_cost: Amount | None
    """In the currency of the service."""
    capacity: Amount | None
    """How many people do this work."""
    availability: Portion | None
    """The part of the working time they are there."""
    deputy: str | None
    """Who stands in for them."""


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
    """The band it belongs to, from evidence to support."""
    actor: str | None
    """Who does its steps."""
    side: Side | None
    """Who bears the work of the lane; null for evidence."""


class ItemSpec(Extensible):
    """A document or fact that the journey asks for."""

    id: str
    name: str
    kind: ItemKind
    """A paper, or a fact."""
    source_of_record: str | None
    """The register that already holds it (`held_by` in the document); null where only the person has it."""
    asked_at: tuple[str, ...]
    """Steps that ask for it."""
    given_at: tuple[str, ...]
    """Steps that give it."""
    carried_by: tuple[str, ...]
    """Flows that carry it."""
    used_at: tuple[str, ...]
    """Steps that decide or calculate from it."""
    announced_at: tuple[str, ...]
    """Steps that tell people to have it ready."""
    purpose: str
    """Why it is asked for."""
    valid_for: TimeSpan | None
    """How long it counts."""
    volatile: bool
    """It changes often enough to be confirmed."""
    sensitive: bool
    """Being asked for it may hurt or shame."""


class Information(Extensible):
    """Who is told, and what date is promised."""

    who: str | None
    """Who is told."""
    promise: TimeSpan | None
    """When, as promised."""


class Failure(SpecPart):
    """What happens when a step fails."""

    probability: Portion | None
    """Of failing once it is done."""
    fallback: str | None
    """The step that follows; without one the journey is blocked."""


class Gateway(SpecPart):
    """How many ways a journey takes out of a step, and how it comes in."""

    split: Split
    """`one`: exactly one way out is taken; `all`: every one, in parallel."""
    join: Join
    """`wait`: begins once, when nothing more is under way to it; `each`: begins anew for every arrival."""
    authored_split: Split | None
    """As the document has it; null where the step’s kind decides."""
    authored_join: Join | None
    """As the document has it; null where nothing is said."""


class StepSpec(Extensible):
    """One thing that one actor does, waits for or decides."""

    id: str
    title: str
    """One short sentence with a verb."""
    detail: str
    kind: StepKind
    """Start, action, wait, decision, outcome or evidence."""
    outcome: Outcome | None
    """How the journey ends here, for outcomes."""
    phase: str
    lane: str
    column: int
    """Counted from 0 inside the phase."""
    side: Side | None
    """Who bears the work; null for evidence."""
    actor: str | None
    """The actor of its lane."""
    visible: bool
    """Whether the citizen sees it: it stands above the line of visibility."""
    counterparts: tuple[str, ...]
    """The steps of the other side that it speaks with, directly across the line of interaction."""
    channel: str | None
    """Built in, or declared among the channels."""
    place: PlaceKind | None
    """Where it happens."""
    system: str | None
    """The tool used."""
    unit: str | None
    """The organisational unit that does it."""
    work: TimeSpan | None
    """Time of the step's own actor."""
    wait: TimeSpan | None
    """Time that passes before it can go on."""
    basis: Basis | None
    """Where its numbers come from."""
    effort: Annotated[int, Field(ge=1, le=5)] | None
    """Felt by its actor, from 1 to 5."""
    emotion: Annotated[int, Field(ge=-2, le=2)] | None
    """From −2 to +2."""
    asks: tuple[str, ...]
    """Items required of the other side."""
    gives: tuple[str, ...]
    """Items handed to the other side."""
    informs: Information | None
    """Who is told meanwhile, and the date promised."""
    failure: Failure | None
    """Set where it can fail."""
    gateway: Gateway
    """How journeys come in and go on."""
    hidden: bool
    """Work that the official procedure does not mention."""
    markers: tuple[Marker, ...]
    """Moment of truth, fail point."""
    uses: tuple[str, ...]
    """Items that the decision, calculation or archive is made from."""
    announces: tuple[str, ...]
    """Items that people are told to have ready later."""
    appointment: bool
    """The wait is for an appointment."""
    deadline: TimeSpan | None
    """By when it must be done, from the start of the case."""
    helped: Portion | None
    """The part of the people whom somebody must help here."""
    help: TimeSpan | None
    """The helper’s time."""
    legal: tuple[LegalMark, ...]
    """What the law sees here."""
    replaces: tuple[str, ...]
    """Steps of the as-is blueprint that this one stands for."""
    plain: str
    """The step in plain words for the public; empty where the author wrote none."""


class Loop(SpecPart):
    """A flow that leads back to a step that led to it."""

    semantics: Literal["geometric", "limited"]
    """`geometric`: every time anew with the same probability; `limited`: at most `max_times` a journey."""
    max_times: int | None
    """The limit of a limited loop."""


class FlowSpec(Extensible):
    """What follows a step, or what is said across the line of interaction."""

    key: str
    """Unique in the blueprint."""
    source: str
    """The step it leaves."""
    target: str
    """The step it leads to."""
    kind: FlowKind
    """Along one side, across the line of interaction, or to a system or partner."""
    label: str
    """What is said or done."""
    carries: tuple[str, ...]
    """Items that travel along."""
    probability: Portion | None
    """As authored."""
    taken: Portion | None
    """The probability once those of the step's ways sum to 1, for somebody to whom all are open.

    Null where all are taken at once, and where nobody gave it."""
    condition: str
    """When it is taken, in words."""
    only_for: tuple[str, ...]
    """Personas to whom alone it is open; none means everybody."""
    not_for: tuple[str, ...]
    """Personas to whom it is closed."""
    max_times: int | None
    """How often it is taken at most in one journey; null means no limit."""
    loop: Loop | None
    """Set where it leads back."""


class CellSpec(Extensible):
    """A place in the grid."""

    lane: str
    phase: str
    column: int
    """Counted from 0 inside the phase."""


class NoteSpec(Extensible):
    """A sticky note."""

    id: str
    at: str | CellSpec | None
    """A step, a place, or null for the parking lot."""
    kind: NoteKind
    text: str
    author: str | None
    source: str | None
    """Where it comes from."""
    votes: dict[str, int]
    """Votes by voter."""
    private: bool
    """Not meant for others."""
