"""The frozen parts of a document. Field order is the order of keys in the file.

A field is defined once, here: its type, how people see it (`Shown` and its like, see `fields`), and what the
specification says of it (the docstring below it). A new text field needs no other line of code.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictFloat, StrictInt

from visavis.blueprint.language import N_
from visavis.blueprint.model.durations import Duration, Span, Time
from visavis.blueprint.model.fields import FieldKind, Listed, NotShown, Parts, Shown
from visavis.blueprint.model.lane_kinds import LANE_KINDS, LaneKindFacts
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

    starts: Annotated[str | None, Shown(N_("The legal clock starts at the end of"), FieldKind.CHOICE, "steps")] = None
    """Each end of this step sets the clock to zero."""
    stops: Annotated[str | None, Shown(N_("The legal clock stops at the end of"), FieldKind.CHOICE, "steps")] = None
    """The next end of this step freezes it."""
    pauses: Annotated[
        tuple[str, ...],
        Shown(N_("The legal clock is suspended during"), FieldKind.STEPS, "steps"),
    ] = ()
    """What is spent in these steps does not count."""


class Service(Element):
    """The public service that the journey is part of. Times are ISO 8601 durations, or business days.

    `hours_per_day` are the hours of effort in a day of work (7 where it is absent).
    """

    authority: Annotated[str | None, Shown(N_("Authority"))] = None
    """Who answers for it."""
    life_event: Annotated[str | None, Shown(N_("Life event"))] = None
    """What happens in people’s lives."""
    legal_basis: Annotated[str | None, Shown(N_("Legal basis"))] = None
    """The texts it rests on."""
    cases_per_year: Annotated[Amount | None, Shown(N_("Cases a year"), FieldKind.NUMBER)] = None
    standard_time: Annotated[Span | None, Shown(N_("Standard time"), FieldKind.SPAN)] = None
    """How long it should take."""
    tolerated_time: Annotated[Span | None, Shown(N_("Tolerated time"), FieldKind.SPAN)] = None
    """How long people bear."""
    legal_deadline: Annotated[Span | None, Shown(N_("Legal deadline"), FieldKind.SPAN, hint=N_("2 mo"))] = None
    """How long the law gives."""
    legal_clock: Annotated[LegalClock | None, Parts()] = None
    """From which step to which the law counts."""
    hours_per_day: Annotated[
        Annotated[StrictInt | StrictFloat, Field(gt=0, le=24, allow_inf_nan=False)] | None,
        Shown(N_("Hours in a working day (7 if empty)"), FieldKind.NUMBER, hint="7"),
    ] = None
    """Hours of effort in a day of work; 7 where it is null."""
    price: Annotated[Amount | None, Shown(N_("Price"), FieldKind.NUMBER)] = None
    """Paid by the citizen, per case."""
    fixed_cost: Annotated[Amount | None, Shown(N_("Fixed cost of a case"), FieldKind.NUMBER)] = None
    """Per case, beside the cost of time."""
    currency: Annotated[
        Annotated[str, Field(min_length=1, max_length=10)] | None,
        Shown(N_("Currency"), hint="EUR", unsearched="a code, not words"),
    ] = None
    """ISO 4217, as a rule."""


class Record(Element):
    """What the footer of a printed page and the citizen's page say of the blueprint itself, each as it was typed.

    `sources` tells where the figures come from, `contact` where to ask (phone, address, page), and `appeal` what
    someone can do who disagrees with the decision.
    """

    version: Annotated[str | None, Shown(N_("Version"))] = None
    date: Annotated[str | None, Shown(N_("Date"), hint=N_("2026-03-12"))] = None
    authors: Annotated[str | None, Shown(N_("Authors"))] = None
    organisation: Annotated[str | None, Shown(N_("Organisation"))] = None
    sources: Annotated[str | None, Shown(N_("Where the figures come from"), FieldKind.LONG_TEXT)] = None
    """Where the figures come from."""
    contact: Annotated[str | None, Shown(N_("Where to ask: phone, address, page"), FieldKind.LONG_TEXT)] = None
    """Where to ask."""
    appeal: Annotated[
        str | None,
        Shown(N_("What to do if you disagree with the decision"), FieldKind.LONG_TEXT),
    ] = None
    """What somebody can do who disagrees."""


class DeclaredChannel(Element):
    """A channel beyond the built-in ones."""

    id: Annotated[Identifier, NotShown("given by the program")]
    name: Annotated[str, Shown(N_("Name"))] = ""


class Persona(Element):
    """A kind of user, with what they can and cannot do. `weight` is their share of all users."""

    id: Annotated[Identifier, NotShown("given by the program")]
    name: Annotated[str, Shown(N_("Name"))]
    story: Annotated[str, Shown(N_("Story"), FieldKind.LONG_TEXT)] = ""
    weight: Annotated[Amount, Shown(N_("Share of the users"), FieldKind.WEIGHT, hint=N_("40% or 2 of 5"))] = 1
    channels: Annotated[
        tuple[str, ...],
        Shown(N_("Usable channels (none chosen: all)"), FieldKind.MANY_CHIPS, "channel"),
    ] = ()
    """Channels this persona can use; none listed means all of them."""
    constraints: Annotated[tuple[str, ...], Shown(N_("Constraints, one per line"), FieldKind.LINES)] = ()
    """What makes things difficult, in words."""
    portrait: Annotated[str | None, Shown(N_("Portrait"), FieldKind.PORTRAITS, "portrait")] = None
    """A picture of them."""


class Actor(Element):
    """Someone or something that does steps. `hourly_cost` is in the service's currency.

    `capacity` is how many people (or machines) there are; `availability` the part of the working time they are there;
    `deputy` the actor who stands in for them.
    """

    id: Annotated[Identifier, NotShown("given by the program")]
    name: Annotated[str, Shown(N_("Name"))]
    side: Annotated[Side, Shown(N_("Side"), FieldKind.CHIPS, "side")]
    hourly_cost: Annotated[Amount | None, Shown(N_("Hourly cost"), FieldKind.NUMBER)] = None
    """In the currency of the service."""
    capacity: Annotated[Amount | None, Shown(N_("Capacity"), FieldKind.NUMBER)] = None
    """How many people do this work."""
    availability: Annotated[Probability | None, Shown(N_("Availability"), FieldKind.PERCENT)] = None
    """The part of the working time they are there."""
    deputy: Annotated[str | None, Shown(N_("Deputy"), FieldKind.CHOICE, "actors")] = None
    """Who stands in for them."""


class Phase(Element):
    """A chapter of the journey, left to right. Without a `colour` it has the theme's."""

    id: Annotated[Identifier, NotShown("given by the program")]
    name: Annotated[str, Shown(N_("Name"))]
    colour: Annotated[
        Colour | None,
        Shown(N_("Colour (none chosen: the theme’s)"), FieldKind.COLOURS, "colour"),
    ] = None


class Lane(Element):
    """A row of the blueprint, done by one actor. Without a `colour` it has that of its kind."""

    id: Annotated[Identifier, NotShown("given by the program")]
    name: Annotated[str, Shown(N_("Name"))]
    kind: Annotated[LaneKind, Shown(N_("Kind of lane"), FieldKind.CHOICE, "lane-kind")]
    """The band it belongs to, from evidence to support."""
    actor: Annotated[str | None, Shown(N_("Actor"), FieldKind.CHOICE, "actors")] = None
    """Who does its steps."""
    colour: Annotated[
        Colour | None,
        Shown(N_("Colour (none chosen: the theme’s)"), FieldKind.COLOURS, "colour"),
    ] = None

    @property
    def facts(self) -> LaneKindFacts:
        """What holds for every lane of its kind."""
        return LANE_KINDS[self.kind]


class Item(Element):
    """A document or a fact that the journey asks for; `held_by` names the register that already has it.

    `purpose` tells people why it is asked for (a law, a calculation, statistics); `valid_for` is how long it counts;
    `volatile` facts (address, income) change often enough to be confirmed; `sensitive` ones may hurt or shame.
    """

    id: Annotated[Identifier, NotShown("given by the program")]
    name: Annotated[str, Shown(N_("Name"))]
    kind: Annotated[ItemKind, Shown(N_("Kind of item"), FieldKind.CHIPS, "item-kind")] = ItemKind.DOCUMENT
    """A paper, or a fact."""
    held_by: Annotated[
        str | None,
        Shown(N_("Register that already holds it"), unsearched="the register’s own name, which rules compare"),
    ] = None
    purpose: Annotated[str, Shown(N_("Why it is asked for"))] = ""
    """Why it is asked for."""
    valid_for: Annotated[
        Duration | None,
        Shown(N_("Period of validity"), FieldKind.DURATION, hint=N_("3 mo")),
    ] = None
    """How long it counts."""
    volatile: Annotated[bool, Shown(N_("Changes often: to be confirmed"), FieldKind.TICK)] = False
    """It changes often enough to be confirmed."""
    sensitive: Annotated[bool, Shown(N_("Sensitive: may hurt or shame"), FieldKind.TICK)] = False
    """Being asked for it may hurt or shame."""


class Cell(Element):
    """A place in the grid; `column` counts from 0 inside its phase."""

    lane: str
    phase: str
    column: Annotated[_Whole, Field(ge=0, le=LAST_COLUMN)] = 0
    """Counted from 0 inside the phase."""


class Note(Element):
    """A sticky note, on a step, on a cell, or (`at` absent) in the parking lot."""

    id: Annotated[Identifier, NotShown("given by the program")]
    at: Annotated[str | Cell | None, NotShown("moved on the drawing, and chosen in the table")] = None
    """A step, a place, or null for the parking lot."""
    kind: Annotated[NoteKind, Shown(N_("Kind of note"), FieldKind.CHIPS, "note-kind")] = NoteKind.IDEA
    text: Annotated[
        str,
        Shown(N_("Text"), FieldKind.LONG_TEXT, order=1, untold="said with the kind of the note"),
    ] = ""
    author: Annotated[
        str | None,
        Shown(N_("Author"), sentence=N_("By {author}."), unsearched="a person’s name, and no words of theirs"),
    ] = None
    source: Annotated[
        str | None,
        Shown(N_("Source"), sentence=N_("Source: {source}."), unsearched="a reference, and no words of the note"),
    ] = None
    """Where it comes from."""
    votes: Annotated[
        dict[str, Annotated[_Whole, Field(ge=0)]],
        NotShown("given in a workshop"),
    ] = Field(default_factory=dict)
    """Votes by voter."""
    private: Annotated[bool, Shown(N_("Private: never printed or exported"), FieldKind.TICK)] = False
    """Not meant for others."""


class Scope(Element):
    """Where a to-avoid clause applies; an absent part means everywhere."""

    side: Annotated[Side | None, Shown(N_("Only on the side"), FieldKind.CHOICE, "side")] = None
    lane: Annotated[str | None, Shown(N_("Only in the lane"), FieldKind.CHOICE, "lanes")] = None
    phase: Annotated[str | None, Shown(N_("Only in the phase"), FieldKind.CHOICE, "phases")] = None
    persona: Annotated[str | None, Shown(N_("Only for the persona"), FieldKind.CHOICE, "personas")] = None
    """Findings that concern everybody concern this persona too."""
    step: Annotated[str | None, Shown(N_("Only at the step"), FieldKind.CHOICE, "steps")] = None


class Limit(Element):
    """A number and its unit."""

    value: Annotated[Amount, Shown(N_("Limit"), FieldKind.NUMBER)]
    unit: Annotated[LimitUnit, Shown(N_("Unit of the limit"), FieldKind.CHOICE, "limit-unit")]
    """Of the value."""


class AvoidClause(Element):
    """Something the service must not do to people."""

    id: Annotated[Identifier, NotShown("given by the program")]
    text: Annotated[str, Shown(N_("What must not happen"), FieldKind.LONG_TEXT)]
    """The clause in the authors’ words."""
    rule: Annotated[str | None, Shown(N_("Friction rule"), FieldKind.CHOICE, "rules")] = None
    """The friction rule that judges it, if any."""
    scope: Annotated[Scope | None, Parts(order=10)] = None
    """Where it applies; null means everywhere."""
    limit: Annotated[Limit | None, Parts()] = None
    """From where on it is broken; replaces the rule’s own threshold."""


class Waiver(Element):
    """A friction that is kept on purpose, and why."""

    id: Annotated[Identifier, NotShown("given by the program")]
    rule: Annotated[str, Shown(N_("Friction rule"), FieldKind.CHOICE, "rules")]
    step: Annotated[str | None, Shown(N_("Step"), FieldKind.CHOICE, "steps")] = None
    """The step it concerns; null for the whole blueprint."""
    reason: Annotated[WaiverReason, Shown(N_("Reason"), FieldKind.CHOICE, "reason")]
    """Why such a friction is legitimate."""
    text: Annotated[str, Shown(N_("Why it is kept"), FieldKind.LONG_TEXT)] = ""
    author: Annotated[str | None, Shown(N_("Author"))] = None
    date: Annotated[str | None, Shown(N_("Date"), hint=N_("2026-03-12"))] = None
    """When it was decided."""


class ThresholdSetting(Element):
    """A limit of a friction rule that this document sets otherwise, and where its value comes from."""

    id: Annotated[Identifier, NotShown("given by the program")]
    rule: Annotated[str, Shown(N_("Friction rule"), FieldKind.CHOICE, "rules")]
    name: Annotated[str, Shown(N_("Which limit"))]
    """Which limit of the rule."""
    value: Annotated[Amount, Shown(N_("Limit"), FieldKind.NUMBER)]
    unit: Annotated[LimitUnit, Shown(N_("Unit of the limit"), FieldKind.CHOICE, "limit-unit")]
    """Of the value."""
    source: Annotated[str, Shown(N_("Source"))] = ""
    """Where the value comes from."""


class TriageNote(Element):
    """What a team decided about a finding: the rule, the step it is marked on, the persona, and why.

    `cause` fingerprints what the finding rested on; when that has changed, the finding comes back.
    """

    id: Annotated[Identifier, NotShown("given by the program")]
    rule: Annotated[str, Shown(N_("Friction rule"), FieldKind.CHOICE, "rules")]
    step: Annotated[str | None, Shown(N_("Step"), FieldKind.CHOICE, "steps")] = None
    """The step that the finding is marked on."""
    persona: Annotated[str | None, Shown(N_("Persona"), FieldKind.CHOICE, "personas")] = None
    """The persona that it concerns; null for everybody."""
    state: Annotated[TriageState, Shown(N_("Decision"), FieldKind.CHIPS, "triage", order=1)]
    """Accepted, dismissed, or to do."""
    reason: Annotated[str, Shown(N_("Reason"), FieldKind.LONG_TEXT)] = ""
    author: Annotated[str | None, Shown(N_("Author"))] = None
    date: Annotated[str | None, Shown(N_("Date"), hint=N_("2026-03-12"))] = None
    """When it was decided."""
    cause: Annotated[str, NotShown("made by the program from the finding")] = ""
    """Fingerprint of what the finding rested on; when that changes, the finding is open again."""


class Informs(Element):
    """Who is told during a wait or after a decision, and the date that is promised."""

    who: Annotated[str | None, Shown(N_("Who is told"), hint=N_("citizen"))] = None
    """Who is told."""
    promise: Annotated[str | None, Shown(N_("Promised date"), hint=N_("within 30 days"))] = None
    """When, as promised."""


class Step(Element):
    """A node of the graph: one thing that one actor does, waits for or decides.

    `uses` are the items that a decision, a calculation or an archive is made from; `announces` those that people are
    told to have ready later. `appointment` says that the wait is for an appointment; `deadline` by when, from the
    start of the case, the step must be done. `helped` is the share of people whom someone must help here, and `help`
    the helper's time. `replaces` names the steps of the as-is blueprint that this one stands for. `plain` says the
    step in plain words for the public, where the author wrote them.
    """

    id: Annotated[Identifier, NotShown("given by the program")]
    title: Annotated[str, Shown(N_("Title"), order=1, untold="its description begins with it")] = ""
    """One short sentence with a verb."""
    detail: Annotated[str, Shown(N_("Detail"), FieldKind.LONG_TEXT, order=4, sentence=N_("Detail: {detail}"))] = ""
    lane: Annotated[str, Shown(N_("Lane"), FieldKind.CHOICE, "lanes", order=6)]
    phase: Annotated[str, Shown(N_("Phase"), FieldKind.CHOICE, "phases", order=6)]
    column: Annotated[_Whole, Field(ge=0, le=LAST_COLUMN), Shown(N_("Column"), FieldKind.WHOLE, order=6)] = 0
    """Counted from 0 inside the phase."""
    kind: Annotated[StepKind, Shown(N_("Kind of step"), FieldKind.CHOICE, "kind", order=3)] = StepKind.ACTION
    """Start, action, wait, decision, outcome or evidence."""
    outcome: Annotated[Outcome | None, Shown(N_("Outcome"), FieldKind.CHOICE, "outcome", order=3)] = None
    """How the journey ends here, for outcomes."""
    channel: Annotated[str | None, Shown(N_("Channel"), FieldKind.CHOICE, "channel", order=2)] = None
    """Built in, or declared among the channels."""
    place: Annotated[PlaceKind | None, Shown(N_("Place"), FieldKind.CHOICE, "place", order=5)] = None
    """Where it happens."""
    system: Annotated[str | None, Shown(N_("Tool used"), order=5, sentence=N_("Tool: {system}."))] = None
    """The tool used."""
    unit: Annotated[str | None, Shown(N_("Team"), order=5, sentence=N_("Team: {unit}."))] = None
    """The organisational unit that does it."""
    work: Annotated[Time | None, Shown(N_("Working time"), FieldKind.WORK, hint=N_("25 min"), order=2)] = None
    """Time of the step's own actor."""
    wait: Annotated[Time | None, Shown(N_("Wait afterwards"), FieldKind.TIME, hint=N_("30 d"), order=2)] = None
    """Time that passes before it can go on."""
    basis: Annotated[
        Basis | None,
        Shown(N_("Where the numbers come from"), FieldKind.CHOICE, "basis", order=2),
    ] = None
    """Where its numbers come from."""
    effort: Annotated[
        Annotated[_Whole, Field(ge=1, le=5)] | None,
        Shown(N_("Felt effort"), FieldKind.DOTS, "effort", order=2),
    ] = None
    """Felt by its actor, from 1 to 5."""
    emotion: Annotated[
        Annotated[_Whole, Field(ge=-2, le=2)] | None,
        Shown(N_("Emotion"), FieldKind.FACES, "emotion", order=2),
    ] = None
    """From −2 to +2."""
    asks: Annotated[tuple[str, ...], Shown(N_("Asks for"), FieldKind.ITEMS, "items", order=2)] = ()
    """Items required of the other side."""
    gives: Annotated[tuple[str, ...], Shown(N_("Gives"), FieldKind.ITEMS, "items", order=2)] = ()
    """Items handed to the other side."""
    informs: Annotated[Informs | None, Parts(order=5)] = None
    """Who is told meanwhile, and the date promised."""
    fails: Annotated[Probability | None, Shown(N_("Failure rate"), FieldKind.PERCENT, order=5)] = None
    fallback: Annotated[str | None, Shown(N_("Fallback"), FieldKind.CHOICE, "steps", order=5)] = None
    split: Annotated[Split | None, Shown(N_("Ways out"), FieldKind.CHOICE, "split", order=5)] = None
    join: Annotated[Join | None, Shown(N_("Ways in"), FieldKind.CHOICE, "join", order=5)] = None
    hidden: Annotated[bool, Shown(N_("Hidden: not in the procedure"), FieldKind.TICK, order=8)] = False
    """Work that the official procedure does not mention."""
    markers: Annotated[tuple[Marker, ...], Shown(N_("Marks"), FieldKind.MANY_CHIPS, "markers", order=7)] = ()
    """Moment of truth, fail point."""
    uses: Annotated[tuple[str, ...], Shown(N_("Decides or calculates from"), FieldKind.ITEMS, "items")] = ()
    """Items that the decision, calculation or archive is made from."""
    announces: Annotated[tuple[str, ...], Shown(N_("Announces (to have ready later)"), FieldKind.ITEMS, "items")] = ()
    """Items that people are told to have ready later."""
    appointment: Annotated[bool, Shown(N_("Waits for an appointment"), FieldKind.TICK)] = False
    """The wait is for an appointment."""
    deadline: Annotated[
        Span | None,
        Shown(N_("Deadline, from the start of the case"), FieldKind.SPAN, hint=N_("30 d")),
    ] = None
    """By when it must be done, from the start of the case."""
    helped: Annotated[Probability | None, Shown(N_("Share needing help"), FieldKind.PERCENT)] = None
    """The part of the people whom somebody must help here."""
    help: Annotated[Time | None, Shown(N_("The helper’s time"), FieldKind.WORK, hint=N_("20 min"))] = None
    """The helper’s time."""
    legal: Annotated[tuple[LegalMark, ...], Shown(N_("Legal aspects"), FieldKind.MANY_CHIPS, "legal")] = ()
    """What the law sees here."""
    replaces: Annotated[
        tuple[str, ...],
        Shown(N_("Stands for the as-is steps, one id per line"), FieldKind.LINES),
    ] = ()
    """Steps of the as-is blueprint that this one stands for."""
    plain: Annotated[
        str,
        Shown(N_("In plain words, for the public"), FieldKind.LONG_TEXT, order=4,
              sentence=N_("In plain words: {plain}")),
    ] = ""
    """The step in plain words for the public; empty where the author wrote none."""

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

    source: Annotated[Identifier, NotShown("drawn, and chosen in the table")]
    """The step it leaves."""
    target: Annotated[Identifier, NotShown("drawn, and chosen in the table")]
    """The step it leads to."""
    key: Annotated[Identifier, NotShown("given by the program")]
    """Unique in the blueprint."""
    kind: Annotated[FlowKind, Shown(N_("Kind of flow"), FieldKind.CHOICE, "flow-kind")] = FlowKind.SEQUENCE
    """Along one side, across the line of interaction, or to a system or partner."""
    label: Annotated[str, Shown(N_("What is said"), order=1, untold="quoted in a sentence of its own")] = ""
    """What is said or done."""
    carries: Annotated[tuple[str, ...], Shown(N_("Carries"), FieldKind.ITEMS, "items")] = ()
    """Items that travel along."""
    probability: Annotated[Probability | None, Shown(N_("Probability"), FieldKind.PERCENT)] = None
    """As authored."""
    condition: Annotated[str, Shown(N_("Condition"), sentence=N_("Condition: {condition}."))] = ""
    """When it is taken, in words."""
    only_for: Annotated[tuple[str, ...], Shown(N_("Only for"), FieldKind.MANY_CHIPS, "personas")] = ()
    """Personas to whom alone it is open; none means everybody."""
    not_for: Annotated[tuple[str, ...], Shown(N_("Except for"), FieldKind.MANY_CHIPS, "personas")] = ()
    """Personas to whom it is closed."""
    max_times: Annotated[
        Annotated[_Whole, Field(ge=0, le=1_000_000)] | None,
        Shown(N_("Max. rounds"), FieldKind.WHOLE),
    ] = None
    """How often it is taken at most in one journey; null means no limit."""

    @property
    def id(self) -> str:
        """The flow's key, unique in its document."""
        return self.key


class Head(Element):
    """Everything of a document that is neither step nor flow: the graph's own attributes.

    `rules` names the rule set that the document is checked with (the recommended one when absent).
    """

    format: Annotated[str, NotShown("written by the program")]
    """The version of the document format."""
    id: Annotated[Identifier, Shown(N_("Identifier"), order=11, unsearched="the name by which other files know it")]
    title: Annotated[str, Shown(N_("Title"))] = ""
    summary: Annotated[str, Shown(N_("Summary"), FieldKind.LONG_TEXT)] = ""
    language: Annotated[
        str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
        Shown(N_("Language of the blueprint"), hint="fr", order=10, unsearched="a code, not words"),
    ] = "fr"
    """BCP 47 tag of the authors' texts."""
    state: Annotated[State, Shown(N_("State"), FieldKind.CHIPS, "state")] = State.AS_IS
    """Whether it shows the service as it is, as it should be, or as it was observed."""
    redesigns: Annotated[str | None, Shown(N_("Redesigns the blueprint"), FieldKind.BLUEPRINT)] = None
    """The id of the as-is blueprint; steps that survive the redesign keep their ids."""
    service: Annotated[Service, NotShown("has a form of its own")] = Field(default_factory=Service)
    record: Annotated[Record, NotShown("has a form of its own")] = Field(default_factory=Record)
    channels: Annotated[tuple[DeclaredChannel, ...], Listed(N_("More channels"), order=10)] = ()
    personas: Annotated[tuple[Persona, ...], Listed(N_("Personas"))] = ()
    actors: Annotated[tuple[Actor, ...], Listed(N_("Actors"))] = ()
    phases: Annotated[tuple[Phase, ...], Listed(N_("Phases"))] = ()
    lanes: Annotated[tuple[Lane, ...], Listed(N_("Lanes"))] = ()
    items: Annotated[tuple[Item, ...], Listed(N_("Documents and data"))] = ()
    notes: Annotated[tuple[Note, ...], Listed(N_("Notes"))] = ()
    avoid: Annotated[tuple[AvoidClause, ...], Listed(N_("What must be avoided"))] = ()
    waivers: Annotated[tuple[Waiver, ...], Listed(N_("Frictions kept on purpose"))] = ()
    rules: Annotated[str | None, Shown(N_("Rules it is checked with"), FieldKind.CHOICE, "rule-sets")] = None
    thresholds: Annotated[tuple[ThresholdSetting, ...], Listed(N_("Limits of its own"), order=11)] = ()
    triage: Annotated[tuple[TriageNote, ...], Listed(N_("Friction points decided on"), order=11)] = ()
