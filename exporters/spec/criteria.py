"""The parts of a specification that a build is accepted by: criteria of messages, and tests of to-avoid clauses."""

from __future__ import annotations

from enum import StrEnum

from visavis.exporters.spec.parts import Portion, SpecPart, TimeSpan


class StatementKind(StrEnum):
    """What a statement is about; it decides which of its fields are there."""

    AT_STEP = "at-step"
    """The case is at `step`."""
    HEARD = "heard"
    """One of `exchanges` was the last that the side which speaks now was told."""
    IN_SCOPE = "in-scope"
    """The case is at one of `steps`."""
    FOR_PERSONA = "for-persona"
    """The person is one of `personas`."""
    FAILS = "fails"
    """`step` fails, with `probability` where it is known."""
    CHANNEL_CLOSED = "channel-closed"
    """None of `personas` can use `channels`."""
    SAID = "said"
    """`exchanges` (one) is said by `channels` (one, or none) and carries `items`."""
    REACHES = "reaches"
    """The case comes to `step`."""
    GOES_ON = "goes-on"
    """The case comes to `step` in place of stopping."""
    ANSWERED = "answered"
    """One of `exchanges` is what the other side says next; none where it says nothing more."""
    FROM_REGISTER = "from-register"
    """`items` are accepted from `source_of_record`, without the person."""
    ACKNOWLEDGED = "acknowledged"
    """One of `exchanges`, a dated receipt, is said before any decision."""
    PROMISED = "promised"
    """People are told the date of what comes next: `within`, from then."""
    IN_TIME = "in-time"
    """`step` is done `within`, from the end of `since` or (where that is absent) the start of the case."""
    NEWS = "news"
    """People never wait longer than `within` without being told where things stand."""
    ASKED_ONCE = "asked-once"
    """`items` that the service was given are not asked for again."""
    KEPT = "kept"
    """`items` that were given are there for whoever works on the case, as they were given."""
    CHANNEL_OPEN = "channel-open"
    """`personas` can go on by one of `channels`."""
    NEVER = "never"
    """The friction `rule` is not found; where no other statement says what that means, people judge it."""


class StatementSpec(SpecPart):
    """One statement of a criterion: in words, and as data. Only the fields that its kind names are there."""

    kind: StatementKind
    words: str
    """In the language of the specification’s sentences."""
    step: str | None = None
    steps: tuple[str, ...] = ()
    since: str | None = None
    """The step at whose end the time begins."""
    exchanges: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    source_of_record: str | None = None
    """The register that holds the items."""
    rule: str | None = None
    probability: Portion | None = None
    within: TimeSpan | None = None


class CriterionSpec(SpecPart):
    """What a build must do when a message is said: given, when, then."""

    id: str
    """The id of the message, and after a `#` what else is tried. It stays as long as these do."""
    exchange: str
    """The id of the message."""
    personas: tuple[str, ...]
    """Whom it is for; empty for everybody where there are no personas, and where none comes there."""
    given: tuple[StatementSpec, ...]
    when: StatementSpec
    then: tuple[StatementSpec, ...]


class ClauseTestSpec(SpecPart):
    """How a to-avoid clause is tried: given, then never."""

    given: tuple[StatementSpec, ...]
    """Its scope; empty where it holds everywhere."""
    then: tuple[StatementSpec, ...]
    """What must be seen. Where there is nothing but `never`, no machine can tell: people judge it."""
