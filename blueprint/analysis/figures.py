"""The measures of journeys as figures: a value, whether it leaves something out, how far chance may have moved it.

What is not known has no value. It is never counted as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from visavis.blueprint.language import Message
from visavis.blueprint.model import Outcome


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured amount; `value` is None where it is not known.

    `at_least` says that the value leaves something out that is not known, so that it is a lower bound.
    `standard_error` is that of a simulated value; None for an exact one, or where too few journeys were played.
    """

    value: float | None
    at_least: bool = False
    standard_error: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether it has a value that leaves nothing out."""
        return self.value is not None and not self.at_least

    @property
    def is_told(self) -> bool:
        """Whether it says anything: there is a value, and it is no lower bound of nothing (“at least 0”)."""
        return self.value is not None and not (self.at_least and not self.value)

    @property
    def is_none(self) -> bool:
        """Whether it is known to be nothing: zero, and not as a lower bound."""
        return self.value == 0 and not self.at_least

    @property
    def known_value(self) -> float:
        """The value, to sum or to draw what is known; 0 where nothing is."""
        return self.value or 0.0


UNKNOWN = Figure(None)
NOTHING = Figure(0.0)


@dataclass(frozen=True, slots=True)
class SideMeasures:
    """One side's minutes of effort, its minutes of waiting, and its cost in the service's currency.

    A citizen waits while time passes and they do not work; the waits of the other sides' own steps add up. `untimed`
    counts the side's steps that cases come to and that lack a time.
    """

    work_minutes: Figure = NOTHING
    wait_minutes: Figure = NOTHING
    cost: Figure = UNKNOWN
    untimed: int = 0


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Calendar minutes from start to outcome: mean, percentiles and standard deviation.

    Percentiles are known where journeys were simulated, or exactly where all times are fixed.
    """

    mean_minutes: Figure
    p50_minutes: Figure = UNKNOWN
    p90_minutes: Figure = UNKNOWN
    p95_minutes: Figure = UNKNOWN
    sd_minutes: Figure = UNKNOWN


@dataclass(frozen=True, slots=True)
class CaseMeasures:
    """What an average case of some population takes: all started cases, or those that are decided.

    `phases` are the calendar minutes spent in the steps of each phase (steps beside each other add up); `visits` how
    often a case comes to each step, not a number where that rests on probabilities no one gave.
    """

    elapsed: Elapsed
    citizen: SideMeasures
    agent: SideMeasures
    partner: SideMeasures
    phases: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))
    visits: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ClockMeasures:
    """The legal clock: minutes of journeys in which it was stopped, and shares of those in which it ever started.

    `share_late` are those stopped past the legal deadline, and those over before with the deadline already past;
    `share_open` the others in which it was never stopped; `share_started` is the part of all started cases.
    """

    mean_minutes: Figure
    p90_minutes: Figure
    share_late: Figure
    share_open: Figure
    share_started: Figure


@dataclass(frozen=True, slots=True)
class MissingInputs:
    """What the figures lack: steps without a working time or a wait, flows without a probability (ids, in order)."""

    work: tuple[str, ...] = ()
    wait: tuple[str, ...] = ()
    probability: tuple[str, ...] = ()

    @property
    def times(self) -> tuple[str, ...]:
        """The steps without a time."""
        return (*self.work, *self.wait)

    def __bool__(self) -> bool:
        return bool(self.work or self.wait or self.probability)


@dataclass(frozen=True, slots=True)
class JourneyMeasures:
    """The measures of one persona's journey, or (persona None) of the weighted population.

    `decided` is None where no one gets an answer. `visits` are those of a started case. `legal_clock` is None where
    the service has no such clock.
    """

    persona: str | None
    weight: float
    method: str
    outcomes: Mapping[str, Figure]
    granted: Figure
    completion: Figure
    started: CaseMeasures
    decided: CaseMeasures | None = None
    legal_clock: ClockMeasures | None = None
    missing: MissingInputs = field(default_factory=MissingInputs)
    runs: int | None = None
    seed: int | None = None

    @property
    def visits(self) -> Mapping[str, float]:
        """How often a started case comes to each step."""
        return self.started.visits

    @property
    def headline_cases(self) -> CaseMeasures:
        """What heads and pictures show: those who get an answer; where no one does, the way to the drawing's end."""
        return self.decided or self.started

    @property
    def lost_share(self) -> Figure:
        """The part of the cases that ends in a known way without a decision."""
        values = [share.value for name, share in self.outcomes.items() if name not in _NOT_LOST]
        if any(value is None for value in values):
            return UNKNOWN
        return Figure(sum(value or 0.0 for value in values))


_NOT_LOST = (Outcome.GRANTED, Outcome.REFUSED, Outcome.UNSPECIFIED)


@dataclass(frozen=True, slots=True)
class Measures:
    """The journey of everybody, and of each persona.

    `everybody` is None where there is no journey to measure; `gaps` says why, or what the numbers leave out.
    """

    everybody: JourneyMeasures | None
    personas: tuple[JourneyMeasures, ...] = ()
    gaps: tuple[Message, ...] = ()
