"""The frozen parts of a document. Field order is the order of keys in the file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictFloat, StrictInt

from visavis.blueprint.model.durations import Duration, Span, Time
from visavis.blueprint.model.vocabulary import (
    Basis,
    Colour,
    FlowKind,
    ItemKind,
    Join,
    LaneKind,
    LegalMark,
    LimitUnit,
    Marker,
    NoteKind,
    Outcome,
    PlaceKind,
    Side,
    Split,
    State,
    StepKind,
    TriageState,
    WaiverReason,
)

Identifier = Annotated[str, Field(min_length=1, max_length=200)]
# More than any service has of anything, and little enough that sums and products of amounts stay numbers.
GREATEST_AMOUNT = 10**12
# A number keeps the form it has in the file: 1 stays 1, and 1.0 stays 1.0; neither "1" nor true is one.
Amount = Annotated[StrictInt | StrictFloat, Field(ge=0, le=GREATEST_AMOUNT, allow_inf_nan=False)]


def _drop_fraction(value: object) -> object:
    """Take 3.0 for 3, as some programs write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_Whole = Annotated[StrictInt, BeforeValidator(_drop_fraction)]
# Far more columns than anyone draws, and few enough to lay out.
LAST_COLUMN = 100_000
Probability = Annotated[StrictInt | StrictFloat, Field(ge=0, le=1, allow_inf_nan=False)]


class Element(BaseModel):
    """A frozen record of the file. Keys it does not know are kept and written back."""

    # Validators are built with the first document, not with the import: a window starts sooner.
    model_config = ConfigDict(frozen=True, extra="allow", strict=False, hide_input_in_errors=True, defer_build=True)

    def to_json(self) -> dict[str, Any]:
        """Return what the file says of this element: the keys that were set, in the file's order."""
        return self.model_dump(mode="json", exclude_unset=True)


class LegalClock(Element):
    """How the law counts a service's time.

    Each end of the step `starts` (the file is complete) sets the clock to zero. The next end of `stops` (the
    notification) freezes it; what is spent in the steps `pauses` does not count. While either end is missing there is
    no clock.
    """

    starts: str | None = None
    stops: str | None = None
    pauses: tuple[str, ...] = ()


class Service(Element):
    """The public service that the journey is part of. Times are ISO 8601 durations, or business days.

    `hours_per_day` are the hours of effort in a day of work (7 where it is absent).
    """

    authority: str | None = None
    life_event: str | None = None
    legal_basis: str | None = None
    cases_per_year: Amount | None = None
    standard_time: Span | None = None
    tolerated_time: Span | None = None
    legal_deadline: Span | None = None
    legal_clock: LegalClock | None = None
    hours_per_day: Annotated[StrictInt | StrictFloat, Field(gt=0, le=24, allow_inf_nan=False)] | None = None
    price: Amount | None = None
    fixed_cost: Amount | None = None
    currency: Annotated[str, Field(min_length=1, max_length=10)] | None = None


class Record(Element):
    """What the footer of a printed page and the citizen's page say of the blueprint itself, each as it was typed.

    `sources` tells where the figures come from, `contact` where to ask (phone, address, page), and `appeal` what
    someone can do who disagrees with the decision.
    """

    version: str | None = None
    date: str | None = None
    authors: str | None = None
    organisation: str | None = None
    sources: str | None = None
    contact: str | None = None
    appeal: str | None = None


class DeclaredChannel(Element):
    """A channel beyond the built-in ones."""

    id: Identifier
    name: str = ""


class Persona(Element):
    """A kind of user, with what they can and cannot do. `weight` is their share of all users."""

    id: Identifier
    name: str
    story: str = ""
    weight: Amount = 1
    channels: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    portrait: str | None = None


class Actor(Element):
    """Someone or something that does steps. `hourly_cost` is in the service's currency.

    `capacity` is how many people (or machines) there are; `availability` the part of the working time they are there;
    `deputy` the actor who stands in for them.
    """

    id: Identifier
    name: str
    side: Side
    hourly_cost: Amount | None = None
    capacity: Amount | None = None
    availability: Probability | None = None
    deputy: str | None = None


class Phase(Element):
    """A chapter of the journey, left to right. Without a `colour` it has the theme's."""

    id: Identifier
    name: str
    colour: Colour | None = None


class Lane(Element):
    """A row of the blueprint, done by one actor. Without a `colour` it has that of its kind."""

    id: Identifier
    name: str
    kind: LaneKind
    actor: str | None = None
    colour: Colour | None = None


class Item(Element):
    """A document or a fact that the journey asks for; `held_by` names the register that already has it.

    `purpose` tells people why it is asked for (a law, a calculation, statistics); `valid_for` is how long it counts;
    `volatile` facts (address, income) change often enough to be confirmed; `sensitive` ones may hurt or shame.
    """

    id: Identifier
    name: str
    kind: ItemKind = ItemKind.DOCUMENT
    held_by: str | None = None
    purpose: str = ""
    valid_for: Duration | None = None
    volatile: bool = False
    sensitive: bool = False


class Cell(Element):
    """A place in the grid; `column` counts from 0 inside its phase."""

    lane: str
    phase: str
    column: Annotated[_Whole, Field(ge=0, le=LAST_COLUMN)] = 0


class Note(Element):
    """A sticky note, on a step, on a cell, or (`at` absent) in the parking lot."""

    id: Identifier
    at: str | Cell | None = None
    kind: NoteKind = NoteKind.IDEA
    text: str = ""
    author: str | None = None
    source: str | None = None
    votes: dict[str, Annotated[_Whole, Field(ge=0)]] = Field(default_factory=dict)
    private: bool = False


class Scope(Element):
    """Where a to-avoid clause applies; an absent part means everywhere."""

    side: Side | None = None
    lane: str | None = None
    phase: str | None = None
    persona: str | None = None
    step: str | None = None


class Limit(Element):
    """A number and its unit."""

    value: Amount
    unit: LimitUnit


class AvoidClause(Element):
    """Something the service must not do to people."""

    id: Identifier
    text: str
    rule: str | None = None
    scope: Scope | None = None
    limit: Limit | None = None


class Waiver(Element):
    """A friction that is kept on purpose, and why."""

    id: Identifier
    rule: str
    step: str | None = None
    reason: WaiverReason
    text: str = ""
    author: str | None = None
    date: str | None = None


class ThresholdSetting(Element):
    """A limit of a friction rule that this document sets otherwise, and where its value comes from."""

    id: Identifier
    rule: str
    name: str
    value: Amount
    unit: LimitUnit
    source: str = ""


class TriageNote(Element):
    """What a team decided about a finding: the rule, the step it is marked on, the persona, and why.

    `cause` fingerprints what the finding rested on; when that has changed, the finding comes back.
    """

    id: Identifier
    rule: str
    step: str | None = None
    persona: str | None = None
    state: TriageState
    reason: str = ""
    author: str | None = None
    date: str | None = None
    cause: str = ""


class Informs(Element):
    """Who is told during a wait or after a decision, and the date that is promised."""

    who: str | None = None
    promise: str | None = None


class Step(Element):
    """A node of the graph: one thing that one actor does, waits for or decides.

    `uses` are the items that a decision, a calculation or an archive is made from; `announces` those that people are
    told to have ready later. `appointment` says that the wait is for an appointment; `deadline` by when, from the
    start of the case, the step must be done. `helped` is the share of people whom someone must help here, and `help`
    the helper's time. `replaces` names the steps of the as-is blueprint that this one stands for. `plain` says the
    step in plain words for the public, where the author wrote them.
    """

    id: Identifier
    title: str = ""
    detail: str = ""
    lane: str
    phase: str
    column: Annotated[_Whole, Field(ge=0, le=LAST_COLUMN)] = 0
    kind: StepKind = StepKind.ACTION
    outcome: Outcome | None = None
    channel: str | None = None
    place: PlaceKind | None = None
    system: str | None = None
    unit: str | None = None
    work: Time | None = None
    wait: Time | None = None
    basis: Basis | None = None
    effort: Annotated[_Whole, Field(ge=1, le=5)] | None = None
    emotion: Annotated[_Whole, Field(ge=-2, le=2)] | None = None
    asks: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    informs: Informs | None = None
    fails: Probability | None = None
    fallback: str | None = None
    split: Split | None = None
    join: Join | None = None
    hidden: bool = False
    markers: tuple[Marker, ...] = ()
    uses: tuple[str, ...] = ()
    announces: tuple[str, ...] = ()
    appointment: bool = False
    deadline: Span | None = None
    helped: Probability | None = None
    help: Time | None = None
    legal: tuple[LegalMark, ...] = ()
    replaces: tuple[str, ...] = ()
    plain: str = ""

    @property
    def cell(self) -> tuple[str, str, int]:
        """The step's place: lane, phase, column."""
        return self.lane, self.phase, self.column

    @property
    def splits(self) -> Split:
        """How many ways out are taken: as set, else one for a decision and all for the rest."""
        return self.split or (Split.ONE if self.kind is StepKind.DECISION else Split.ALL)

    @property
    def joins(self) -> Join:
        """How arrivals are taken: as set, else waiting for all that are under way."""
        return self.join or Join.WAIT


class Flow(Element):
    """An edge of the graph: what follows, or what is said across the line of interaction."""

    source: Identifier
    target: Identifier
    key: Identifier
    kind: FlowKind = FlowKind.SEQUENCE
    label: str = ""
    carries: tuple[str, ...] = ()
    probability: Probability | None = None
    condition: str = ""
    only_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    max_times: Annotated[_Whole, Field(ge=0, le=1_000_000)] | None = None

    @property
    def id(self) -> str:
        """The flow's key, unique in its document."""
        return self.key


class Head(Element):
    """Everything of a document that is neither step nor flow: the graph's own attributes.

    `rules` names the rule set that the document is checked with (the recommended one when absent).
    """

    format: str
    id: Identifier
    title: str = ""
    summary: str = ""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] = "fr"
    state: State = State.AS_IS
    redesigns: str | None = None
    service: Service = Field(default_factory=Service)
    record: Record = Field(default_factory=Record)
    channels: tuple[DeclaredChannel, ...] = ()
    personas: tuple[Persona, ...] = ()
    actors: tuple[Actor, ...] = ()
    phases: tuple[Phase, ...] = ()
    lanes: tuple[Lane, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    avoid: tuple[AvoidClause, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    rules: str | None = None
    thresholds: tuple[ThresholdSetting, ...] = ()
    triage: tuple[TriageNote, ...] = ()
