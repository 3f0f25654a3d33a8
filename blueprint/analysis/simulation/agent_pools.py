"""Queues before people: what a pool of agents is asked for, and how long cases wait until someone is free.

The formulas are those of M/M/c: arrivals at random, exponential service, c people, one line, first come first served
(Erlang 1917; Dumas et al., Fundamentals of Business Process Management, ch. 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, erf, exp, fsum, inf, log1p, pi, sqrt

from visavis.blueprint.analysis.figures import Measures
from visavis.blueprint.analysis.semantics.journeys import can_use
from visavis.blueprint.analysis.semantics.ledger import lacks_work
from visavis.blueprint.model import Actor, BlueprintDocument, Side, Step
from visavis.blueprint.model.durations import DAYS_PER_YEAR, MINUTES_PER_DAY
from visavis.blueprint.storage.organisation import STATUTORY_HOURS

# What a full-time agent works in a year, in hours: French public service, Code général de la fonction publique,
# art. L611-2 with décret 2000-815, art. 1.
HOURS_PER_YEAR = float(STATUTORY_HOURS)


# Beyond so many people the recursion over them gives way to its limit, which is then within a thousandth of it.
MANY_SERVERS = 100_000
# Slower arrivals than one in a hundred million years make no queue, and no number of minutes that could be told.
LEAST_PER_MINUTE = 1e-14
# Less of a person is no one.
LEAST_PEOPLE = 1e-9


def _blocked_of_many(load: float, servers: int) -> float:
    """Return Erlang's B of many servers: P(N = c) / P(N ≤ c) for a Poisson N, by Stirling and the normal law."""
    spare = 1 - load / servers
    if spare >= 1:  # so little to do that no one ever waits
        return 0.0
    exactly = exp(servers * (spare + log1p(-spare))) / sqrt(2 * pi * servers)
    at_most = (1 + erf((servers + 0.5 - load) / sqrt(2 * load))) / 2
    return exactly / at_most


@dataclass(frozen=True)
class Queue:
    """One line before `servers` people; `arrivals` and `served` (by one person) are rates per the same unit of time.

    Times are in that unit. Without an equilibrium (`is_stable` false) lengths and times are None: they grow for ever.
    """

    arrivals: float
    served: float
    servers: int

    @property
    def load(self) -> float:
        """How many people are busy on average: a = λ / μ."""
        return self.arrivals / self.served

    @property
    def utilisation(self) -> float:
        """How busy each is: ρ = a / c."""
        return self.load / self.servers

    @property
    def is_stable(self) -> bool:
        """Whether those people can do what they are asked for."""
        return self.utilisation < 1

    @property
    def empty(self) -> float | None:
        """The probability that no one is there: P₀ = [Σ_{n<c} aⁿ/n! + aᶜ/(c!(1−ρ))]⁻¹."""
        if not self.is_stable:
            return None
        term, terms = 1.0, []
        for number in range(self.servers):
            if not 0 < term < inf:  # what follows adds nothing more
                break
            terms.append(term)
            term *= self.load / (number + 1)
        return 1 / (sum(terms) + term / (1 - self.utilisation))

    @cached_property
    def waits(self) -> float | None:
        """The probability that a case waits: Erlang's C = aᶜP₀/(c!(1−ρ)), by his recursion for the blocked share."""
        if not self.is_stable:
            return None
        blocked = self._blocked()
        return blocked / (1 - self.utilisation * (1 - blocked))

    def _blocked(self) -> float:
        """Return Erlang's B, the share that would be turned away if no one could wait."""
        if self.servers > MANY_SERVERS:
            return _blocked_of_many(self.load, self.servers)
        blocked = 1.0
        for number in range(1, self.servers + 1):
            blocked = self.load * blocked / (number + self.load * blocked)
        return blocked

    @property
    def length(self) -> float | None:
        """How many wait: Lq = Cρ / (1 − ρ)."""
        return None if self.waits is None else self.waits * self.utilisation / (1 - self.utilisation)

    @property
    def present(self) -> float | None:
        """How many wait or are served: L = Lq + a."""
        return None if self.length is None else self.length + self.load

    @property
    def waiting(self) -> float | None:
        """How long a case waits: Wq = C / (cμ − λ), which is Lq / λ."""
        return None if self.waits is None else self.waits / (self.servers * self.served - self.arrivals)

    @property
    def stay(self) -> float | None:
        """How long a case is there: W = Wq + 1/μ."""
        return None if self.waiting is None else self.waiting + 1 / self.served

    def waits_longer(self, time: float) -> float | None:
        """Return the probability that a case waits longer: P(Wq > t) = C·e^{−(cμ−λ)t}."""
        return None if self.waits is None else self.waits * exp(-(self.servers * self.served - self.arrivals) * time)


@dataclass(frozen=True, slots=True)
class Pool:
    """The people of one actor and what a year of cases asks of them.

    `people` are full-time people there; `visits` and `load_minutes` are steps and minutes of work a started case;
    `waiting_minutes` are calendar minutes before each of these steps, None where the work is more than they can do.
    Where a step of theirs has no time, load, use and waiting are lower bounds (`is_least`).
    """

    actor: str
    people: float
    visits: float
    load_minutes: float
    utilisation: float
    waiting_minutes: float | None
    is_stable: bool
    is_least: bool = False


@dataclass(frozen=True)
class Staff:
    """The pools as a simulation needs them: how often a journey begins (per calendar minute), who does which step.

    Of each pool there are so many `people`, and someone is taken up for `pace` calendar minutes by a minute of work:
    nights and holidays are spread over the day.
    """

    per_minute: float
    pool_of: Mapping[str, int]
    people: Sequence[int]
    pace: Sequence[float]


def cases_in_progress(arrivals: float, stay: float) -> float:
    """Return how many cases are under way at any time: L = λ·W (Little 1961), rate and stay in the same unit."""
    return arrivals * stay


def pools(document: BlueprintDocument, measures: Measures,
          hours_per_year: float = HOURS_PER_YEAR) -> tuple[Pool, ...]:
    """Return the pool of every actor of the administration or a partner with a capacity, in the document's order.

    None when the service does not say how many cases there are a year. The arrivals of all steps of a pool are one
    stream, their work one exponential law of the mean minutes: an approximation for planning, not a forecast.
    A part of a person is one person who is there for that part of the time.
    """
    cases = document.head.service.cases_per_year if document.head.service else None
    if not cases or measures.everybody is None:
        return ()
    return tuple(_pool(document, measures, actor, float(cases), hours_per_year)
                 for actor in _staffed_actors(document))


def staff(document: BlueprintDocument, hours_per_year: float = HOURS_PER_YEAR) -> Staff | None:
    """Return who serves the journeys of a document, or None when nothing can queue."""
    cases = document.head.service.cases_per_year if document.head.service else None
    actors = _staffed_actors(document)
    per_minute = float(cases or 0) / (DAYS_PER_YEAR * MINUTES_PER_DAY)
    if per_minute < LEAST_PER_MINUTE or not actors:
        return None
    index = {actor.id: number for number, actor in enumerate(actors)}
    pool_of = {step.id: index[actor] for step in document.steps
               if (actor := document.lane_by_id[step.lane].actor) in index and document.effort_of(step)}
    return Staff(per_minute, pool_of, [_servers(actor) for actor in actors],
                 [_pace(actor, hours_per_year) for actor in actors])


def _staffed_actors(document: BlueprintDocument) -> list[Actor]:
    return [actor for actor in document.head.actors if actor.side is not Side.CITIZEN
            and _people(actor) > LEAST_PEOPLE]


def _people(actor: Actor) -> float:
    there = 1.0 if actor.availability is None else float(actor.availability)
    return float(actor.capacity or 0) * there


def _servers(actor: Actor) -> int:
    return ceil(float(actor.capacity or 0))


def _pace(actor: Actor, hours_per_year: float) -> float:
    """Return how many calendar minutes each of an actor's people needs for a minute of work."""
    at_work = hours_per_year * 60 * _people(actor) / _servers(actor)
    return DAYS_PER_YEAR * MINUTES_PER_DAY / at_work


def _pool(document: BlueprintDocument, measures: Measures, actor: Actor, cases: float, hours: float) -> Pool:
    mine = [step for step in document.steps if document.lane_by_id[step.lane].actor == actor.id]
    steps = [step for step in mine if document.effort_of(step)]
    visits = [_visits(document, measures, step) for step in steps]
    is_least = any(lacks_work(document, step) and not _visits(document, measures, step) <= 0 for step in mine)
    total = fsum(visits)
    load = fsum(times * document.effort_of(step) for times, step in zip(visits, steps, strict=True))
    if not load:
        return Pool(actor.id, _people(actor), total, 0.0, 0.0, 0.0, is_stable=True, is_least=is_least)
    per_minute = cases * total / (DAYS_PER_YEAR * MINUTES_PER_DAY)
    queue = Queue(per_minute, total / (load * _pace(actor, hours)), _servers(actor))
    return Pool(actor.id, _people(actor), total, load, queue.utilisation, queue.waiting, queue.is_stable, is_least)


def _visits(document: BlueprintDocument, measures: Measures, step: Step) -> float:
    """Return how often a step is really done a started case: whoever cannot use its channel only comes by."""
    if not measures.personas:
        return measures.everybody.visits.get(step.id, 0.0) if measures.everybody else 0.0
    return fsum(figures.weight * figures.visits.get(step.id, 0.0) for figures in measures.personas
                if can_use(document, step, document.persona_by_id[figures.persona or ""]))
