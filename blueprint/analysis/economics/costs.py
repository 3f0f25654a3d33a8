"""What a journey costs, who bears it, and what one more minute does to cost, profit and time.

Costs follow the Standard Cost Model: time × tariff, here per started case, each step's time as often as the step is
visited. The table of extra minutes is G. L. Shostack's ("Designing services that deliver", 1984): a service has a
standard time, a time that customers tolerate, and a minute at which nothing is earned any more.

What is unknown is carried along: a step without a time, or time without a tariff, makes a cost an "at least".
Citizens' time has a price only when someone asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, fsum, isnan, nan

from visavis.blueprint.analysis.figures import JourneyMeasures, Measures
from visavis.blueprint.analysis.semantics.journeys import can_use
from visavis.blueprint.analysis.semantics.ledger import lacks_work
from visavis.blueprint.language import Decimal, Money
from visavis.blueprint.model import BlueprintDocument, Service, Side, Span, Step, minutes

# The service's own sides: what it pays for. Partners and machines count as far as they have a tariff.
_PAID = (Side.AGENT, Side.PARTNER, Side.SYSTEM)
# Rows of the table of extra minutes: enough to show where something happens, few enough to read.
FEWEST_ROWS, MOST_ROWS = 3, 10
# Minutes from row to row: a thirtieth of agents' work at least, so that the table tells something.
STEPS = (1, 5, 10, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class SideCost:
    """What one side's work costs per started case.

    `minutes` is its known work and `priced_minutes` the part of it that has a tariff, not a number where nothing is
    known; `amount` is None where no tariff applies. `untimed` are the steps on the journey whose time no one tells,
    `unpriced` those whose actor has no tariff.
    """

    side: Side
    minutes: float
    priced_minutes: float = 0.0
    amount: float | None = None
    untimed: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()

    @property
    def is_least(self) -> bool:
        """Whether the true cost is higher: something is not known."""
        return bool(self.untimed or self.unpriced)


@dataclass(frozen=True, slots=True)
class JourneyCost:
    """The cost of one persona's journey, or (persona None) of everybody's, per started case.

    `fixed` and `price` are those of the service, per case.
    """

    persona: str | None
    weight: float
    sides: tuple[SideCost, ...]
    fixed: float | None = None
    price: float | None = None
    currency: str | None = None

    def side(self, side: Side) -> SideCost:
        """Return one side's cost."""
        return next(cost for cost in self.sides if cost.side is side)

    @property
    def amount(self) -> float | None:
        """What a case costs the service: agents, partners, machines, what is fixed; None where nothing is known."""
        parts = [self.fixed, *(cost.amount for cost in self.sides if cost.side in _PAID)]
        known = [part for part in parts if part is not None]
        return fsum(known) if known else None

    @property
    def profit(self) -> float | None:
        """What a case earns (price − cost), at most, where something is unknown; None without price or cost."""
        return None if self.price is None or self.amount is None else self.price - self.amount

    @property
    def is_least(self) -> bool:
        """Whether the true cost is higher; partners and machines that no one gave a tariff cost nothing."""
        return any(cost.is_least for cost in self.sides if cost.side in _PAID
                   and (cost.amount is not None or cost.side is Side.AGENT))

    @property
    def minute(self) -> float | None:
        """What a minute of agents' work costs on this journey: their mean tariff; None where no tariff is known."""
        agents = self.side(Side.AGENT)
        return agents.amount / agents.priced_minutes if agents.amount and agents.priced_minutes else None


@dataclass(frozen=True, slots=True)
class Costs:
    """The cost of everybody's journey (None where that was not measured) and of each persona's."""

    everybody: JourneyCost | None
    personas: tuple[JourneyCost, ...] = ()


def costs(document: BlueprintDocument, measures: Measures, *, citizens_in_money: bool = False) -> Costs:
    """Return what journeys cost. Citizens' hours have a price only with `citizens_in_money` and their own tariff."""
    each = tuple(_cost(document, journey, citizens_in_money=citizens_in_money) for journey in list_journeys(measures))
    everybody = _average_costs(each) if measures.everybody is not None else None
    return Costs(everybody, each if measures.personas else ())


def list_journeys(measures: Measures) -> tuple[JourneyMeasures, ...]:
    """Return the journeys of which everybody's consists: each persona's, or an anonymous person's."""
    return measures.personas or ((measures.everybody,) if measures.everybody is not None else ())


def _cost(document: BlueprintDocument, journey: JourneyMeasures, *, citizens_in_money: bool) -> JourneyCost:
    persona = document.persona_by_id.get(journey.persona or "")
    done = [(step, journey.visits[step.id]) for step in document.steps
            if not journey.visits.get(step.id, 0.0) <= 0 and can_use(document, step, persona)]
    service = document.head.service
    sides = []
    for side in Side:
        steps = [(step, visits) for step, visits in done if document.side_of(step) is side]
        sides.append(_side(document, side, steps, priced=side is not Side.CITIZEN or citizens_in_money))
    return JourneyCost(journey.persona, journey.weight, tuple(sides), _number(service.fixed_cost),
                       _number(service.price), service.currency)


def _side(document: BlueprintDocument, side: Side, done: Sequence[tuple[Step, float]], *, priced: bool) -> SideCost:
    # How often no one knows times no work at all is still no work.
    worked = [(step, visits * work if (work := document.effort_of(step)) else 0.0) for step, visits in done]
    tariffs = {step.id: _tariff(document, step) if priced else None for step, _ in done}
    paid = [(spent, tariff) for step, spent in worked if (tariff := tariffs[step.id]) is not None]
    machines = side is Side.SYSTEM
    untimed = tuple(step.id for step, _ in done if lacks_work(document, step) or (
        machines and tariffs[step.id] is not None and step.work is None and step.wait is None))
    unpriced = tuple(step.id for step, spent in worked if priced and not machines and not spent <= 0
                     and tariffs[step.id] is None)
    # Where no one tells any time the work is not known, which is not the same as none.
    known = any(step.work is not None for step, _ in done) or not untimed
    amount = fsum(spent / 60 * tariff for spent, tariff in paid) if paid and known else None
    return SideCost(side, fsum(spent for _, spent in worked) if known else nan,
                    fsum(spent for spent, _ in paid) if known else nan, amount, untimed, unpriced)


def _tariff(document: BlueprintDocument, step: Step) -> float | None:
    actor = document.actor_by_id.get(document.lane_of(step).actor or "")
    return _number(actor.hourly_cost) if actor else None


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _average_costs(each: Sequence[JourneyCost]) -> JourneyCost:
    """Return the population's cost: the personas' weighted means; what is unknown for one is unknown for all."""
    sides = []
    for side in Side:
        mine = [(cost.weight, cost.side(side)) for cost in each]
        known = [weight * cost.amount for weight, cost in mine if cost.amount is not None]
        sides.append(SideCost(
            side, fsum(weight * cost.minutes for weight, cost in mine),
            fsum(weight * cost.priced_minutes for weight, cost in mine), fsum(known) if known else None,
            _unique(cost.untimed for _, cost in mine), _unique(cost.unpriced for _, cost in mine)))
    first = each[0]
    return JourneyCost(None, 1.0, tuple(sides), first.fixed, first.price, first.currency)


def _unique(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


@dataclass(frozen=True, slots=True)
class ExtraMinute:
    """One row of Shostack's table: so many minutes more of agents' work in each case, all of it passing time.

    `total_minutes` is the mean time from start to outcome; `profit` is None without a price.
    """

    extra: float
    total_minutes: float
    cost: float
    profit: float | None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time that the service is to keep to (`standard_time`, `tolerated_time`), from the start to the outcome.

    The legal deadline is none of them: it is counted by the legal clock, which this table does not follow.
    `extra` is how many minutes more there are until it is reached, negative when the mean is already beyond it.
    `given` is the limit as someone gave it.
    """

    name: str
    minutes: float
    extra: float
    given: Span = "PT0M"


@dataclass(frozen=True, slots=True)
class ExtraMinutes:
    """What more minutes do to a case; `minute` is what one costs.

    `break_even` is how many more there are until nothing is earned (negative when it is beyond; None without a
    price), and `break_even_total` the total time then. Where `cost_is_least` or `time_is_least`, something is not
    known: costs and times are at least what is told, profits and what is left until a limit at most.
    """

    rows: tuple[ExtraMinute, ...]
    minute: float
    break_even: float | None
    break_even_total: float | None
    limits: tuple[TimeLimit, ...]
    cost_is_least: bool = False
    time_is_least: bool = False


def extra_minutes(cost: JourneyCost, elapsed: float, service: Service, most: int | None = None, *,
                  step: int | None = None, at_least: bool = False) -> ExtraMinutes | None:
    """Return the table of 0 to `most` extra minutes, given the mean elapsed minutes; None without a tariff.

    `at_least`: the mean leaves out what is not known.

    By default rows are a minute apart (more where agents work for hours) and go on until break-even and the limits
    are passed, for three to ten rows more.
    """
    minute, amount = cost.minute, cost.amount
    if minute is None or amount is None or isnan(amount) or isnan(minute):
        return None
    limits = tuple(TimeLimit(name, minutes(text), minutes(text) - elapsed, text)
                   for name in ("standard_time", "tolerated_time") if (text := getattr(service, name)) is not None)
    profit = cost.profit
    at_zero = None if profit is None else profit / minute
    apart = step or next((size for size in STEPS if size >= cost.side(Side.AGENT).minutes / 30), STEPS[-1])
    last = most if most is not None else apart * _rows(at_zero, limits, apart)
    rows = tuple(ExtraMinute(extra, elapsed + extra, amount + extra * minute,
                             None if profit is None else profit - extra * minute)
                 for extra in range(0, last + 1, apart))
    return ExtraMinutes(rows, minute, at_zero, None if at_zero is None else elapsed + at_zero, limits,
                        cost.is_least, at_least)


def _rows(break_even: float | None, limits: Iterable[TimeLimit], apart: int) -> int:
    wanted = [*(limit.extra for limit in limits), *([] if break_even is None else [break_even])]
    shown = [ceil(extra / apart) for extra in wanted if extra <= MOST_ROWS * apart]
    return max(FEWEST_ROWS, *shown, 0)


def amount_words(value: float, currency: str | None) -> Money | Decimal:
    """Return an amount as sentences write it: in its currency, or as a plain number where none is named.

    Amounts below one are told to a tenth of a cent, since a shoeshine earns $.055.
    """
    digits = 3 if 0 < abs(value) < 1 else 2
    return Money(value, currency, digits) if currency else Decimal(value, digits)
