"""The parts of a specification that stand for elements of the document.

Here stands what differs from the document, or is worked out; the rest is repeated from the model, as `repeated` says.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from visavis.blueprint.model import (
    Actor,
    Cell,
    Colour,
    DeclaredChannel,
    Flow,
    Head,
    Informs,
    Item,
    Join,
    Lane,
    LegalClock,
    Note,
    Persona,
    Phase,
    Record,
    Service,
    Side,
    Split,
    Step,
)
from visavis.exporters.spec.parts import Amount, Extensible, Portion, SpecPart, TimeSpan
from visavis.exporters.spec.repeated import repeat_fields_of


@repeat_fields_of(Head, "id title summary language state redesigns", apart=("rules",))
class BlueprintSpec(SpecPart):
    """The blueprint that the specification was made from."""


@repeat_fields_of(LegalClock)
class ClockSpec(Extensible):
    """How the law counts the service’s time."""


@repeat_fields_of(Record)
class RecordSpec(Extensible):
    """What printed pages say of the blueprint itself."""


@repeat_fields_of(Service, may_lack=True)
class ServiceSpec(Extensible):
    """The public service that the journey is part of."""

    legal_clock: ClockSpec | None = None


@repeat_fields_of(DeclaredChannel)
class ChannelSpec(Extensible):
    """A channel that the document declares beside the built-in ones."""


@repeat_fields_of(Persona, "id name story weight share")
class PersonaSpec(Extensible):
    """A kind of user."""

    weight: Amount
    """As authored; `share` is the part of all users."""
    share: Portion
    """The part of all users: the weight over the sum of weights."""


@repeat_fields_of(Actor)
class ActorSpec(Extensible):
    """Someone or something that does steps."""


@repeat_fields_of(Phase)
class PhaseSpec(Extensible):
    """A chapter of the journey, in order."""

    columns: int
    """How many columns it has."""
    colour: Colour | None = None
    """On drawings; null for the theme’s."""


@repeat_fields_of(Lane)
class LaneSpec(Extensible):
    """A row of the blueprint, from top to bottom."""

    side: Side | None
    """Who bears the work of the lane; null for evidence."""
    colour: Colour | None = None
    """On drawings; null for that of its kind."""


@repeat_fields_of(
    Item, "id name kind source_of_record asked_at given_at carried_by used_at announced_at", apart=("held_by",),
)
class ItemSpec(Extensible):
    """A document or fact that the journey asks for."""

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


@repeat_fields_of(Informs)
class Information(Extensible):
    """Who is told, and what date is promised."""

    promise: TimeSpan | None


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


@repeat_fields_of(
    Step,
    "id title detail kind outcome phase lane column side actor visible counterparts channel place system unit "
    "work wait basis effort emotion asks gives informs failure gateway",
    apart=("fails", "fallback", "split", "join"),
)
class StepSpec(Extensible):
    """One thing that one actor does, waits for or decides."""

    side: Side | None
    """Who bears the work; null for evidence."""
    actor: str | None
    """The actor of its lane."""
    visible: bool
    """Whether the citizen sees it: it stands above the line of visibility."""
    counterparts: tuple[str, ...]
    """The steps of the other side that it speaks with, directly across the line of interaction."""
    effort: Annotated[int, Field(ge=1, le=5)] | None
    emotion: Annotated[int, Field(ge=-2, le=2)] | None
    informs: Information | None
    failure: Failure | None
    """Set where it can fail."""
    gateway: Gateway
    """How journeys come in and go on."""


class Loop(SpecPart):
    """A flow that leads back to a step that led to it."""

    semantics: Literal["geometric", "limited"]
    """`geometric`: every time anew with the same probability; `limited`: at most `max_times` a journey."""
    max_times: int | None
    """The limit of a limited loop."""


@repeat_fields_of(
    Flow, "key source target kind label carries probability taken condition only_for not_for max_times loop",
)
class FlowSpec(Extensible):
    """What follows a step, or what is said across the line of interaction."""

    taken: Portion | None
    """The probability once those of the step's ways sum to 1, for somebody to whom all are open.

    Null where all are taken at once, and where nobody gave it."""
    loop: Loop | None
    """Set where it leads back."""
    exchange: str | None = None
    """The id of the exchange that it is, where it crosses the line of interaction."""


@repeat_fields_of(Cell)
class CellSpec(Extensible):
    """A place in the grid."""


@repeat_fields_of(Note)
class NoteSpec(Extensible):
    """A sticky note."""

    at: str | CellSpec | None
    votes: dict[str, int]
