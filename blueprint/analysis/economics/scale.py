"""The service at the scale of a year: hours of citizens, hours and full-time posts of agents, and how sure that is.

Hours a year are cases × minutes ÷ 60; posts are agents' hours ÷ the statutory hours of a full-time post (1,607 in
the French public service unless the organisation says otherwise). Where times are three-point estimates, a range goes
from all of them at their least to all at their most; single times and exponential ones (which vary from case to case,
and even out over a year) add none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, isnan, nan

from visavis.blueprint.analysis.economics.costs import Costs, ExtraMinutes, costs, extra_minutes, list_journeys
from visavis.blueprint.analysis.figures import JourneyMeasures, Measures
from visavis.blueprint.analysis.semantics.journeys import can_use
from visavis.blueprint.analysis.simulation.agent_pools import cases_in_progress
from visavis.blueprint.model import BlueprintDocument, Pert, Side, Step
from visavis.blueprint.model.durations import DAYS_PER_YEAR, MINUTES_PER_DAY, effort_minutes
from visavis.blueprint.storage.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Range:
    """A number with the least and the most that it may be."""

    mean: float
    least: float
    most: float

    def multiply(self, factor: float) -> Range:
        """Return it in another unit, or so many times."""
        return Range(self.mean * factor, self.least * factor, self.most * factor)


@dataclass(frozen=True, slots=True)
class YearOfSide:
    """The hours of work of one side a year.

    `estimated` counts its steps with a three-point estimate: with none, the range says nothing about uncertainty.
    `untimed` are its steps whose time no one tells: the hours leave them out. `amount` is what the hours cost.
    """

    hours: Range
    estimated: int
    untimed: tuple[str, ...]
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year of one persona's cases, or (persona None) of everybody's.

    `posts` are the full-time posts of the agents; `amount` is what the year costs the service, what is fixed per case
    included, and at least that where the cost of a case is. `under_way` are the cases under way at any time (at
    least, where `under_way_is_least`). What rests on probabilities that no one gave is not a number.
    """

    persona: str | None
    cases: float
    citizen: YearOfSide
    agent: YearOfSide
    partner: YearOfSide
    posts: Range
    amount: float | None = None
    under_way: float = 0.0
    under_way_is_least: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Costs per case, a year of cases, and what extra minutes do.

    `year` is None where no one says how many cases there are (or there is no journey), `extra` where no tariff is
    known. `hours_of_a_post` are those of a full-time post a year.
    """

    costs: Costs
    year: Year | None
    personas: tuple[Year, ...]
    extra: ExtraMinutes | None
    hours_of_a_post: float


def scale(document: BlueprintDocument, measures: Measures, organisation: Organisation | None = None, *,
          citizens_in_money: bool = False, most: int | None = None) -> Scale:
    """Return what a document comes to in money and in a year; `most` is the last extra minute of the table."""
    hours = float((organisation or Organisation()).service.working_hours_per_year)
    money = costs(document, measures, citizens_in_money=citizens_in_money)
    table = None
    if measures.everybody is not None and money.everybody is not None:
        elapsed = measures.everybody.started.elapsed.mean_minutes
        table = None if elapsed.value is None else extra_minutes(
            money.everybody, elapsed.value, document.head.service, most, at_least=elapsed.at_least)
    cases = document.head.service.cases_per_year
    if cases is None:
        return Scale(money, None, (), table, hours)
    each = tuple(_year(document, journey, money, float(cases), hours) for journey in list_journeys(measures))
    year = _combine_years(each, hours) if measures.everybody is not None else None
    return Scale(money, year, each if measures.personas else (), table, hours)


def _year(document: BlueprintDocument, journey: JourneyMeasures, money: Costs, cases: float, hours: float) -> Year:
    persona = document.persona_by_id.get(journey.persona or "")
    done = [(step, journey.visits[step.id]) for step in document.steps
            if not journey.visits.get(step.id, 0.0) <= 0 and can_use(document, step, persona)]
    mine = cases * journey.weight
    cost = next((journey_cost for journey_cost in (*money.personas, money.everybody)
                 if journey_cost is not None and journey_cost.persona == journey.persona), None)
    sides = []
    for side in (Side.CITIZEN, Side.AGENT, Side.PARTNER):
        steps = [(step, visits) for step, visits in done if document.side_of(step) is side]
        priced = cost.side(side) if cost is not None else None
        amount = priced.amount * mine if priced is not None and priced.amount is not None else None
        hours_of_side = _minutes(document, steps).multiply(mine / 60)
        if priced is not None and isnan(priced.minutes):
            hours_of_side = Range(nan, nan, nan)
        sides.append(YearOfSide(hours_of_side, sum(_is_estimate(step) for step, _ in steps),
                                priced.untimed if priced is not None else (), amount))
    citizen, agent, partner = sides
    return Year(journey.persona, mine, citizen, agent, partner, agent.hours.multiply(1 / hours),
                mine * cost.amount if cost is not None and cost.amount is not None else None,
                _cases_in_progress(mine, journey.started.elapsed.mean_minutes.value),
                journey.started.elapsed.mean_minutes.at_least)


def _cases_in_progress(cases: float, elapsed: float | None) -> float:
    """Return how many of a year's cases are under way at any time; not a number where no one knows how long."""
    return nan if elapsed is None else cases_in_progress(cases / (DAYS_PER_YEAR * MINUTES_PER_DAY), elapsed)


def _minutes(document: BlueprintDocument, done: Sequence[tuple[Step, float]]) -> Range:
    spent = [(visits, _range(document, step)) for step, visits in done]
    return _sum(time.multiply(visits) for visits, time in spent)


def _is_estimate(step: Step) -> bool:
    return isinstance(step.work, Pert)


def _range(document: BlueprintDocument, step: Step) -> Range:
    mean = document.effort_of(step)
    if isinstance(step.work, Pert):
        hours = document.hours_per_day
        return Range(mean, effort_minutes(step.work.min, hours), effort_minutes(step.work.max, hours))
    return Range(mean, mean, mean)


def _combine_years(each: Sequence[Year], hours: float) -> Year:
    def side(name: str) -> YearOfSide:
        mine: list[YearOfSide] = [getattr(year, name) for year in each]
        known = [one.amount for one in mine if one.amount is not None]
        return YearOfSide(_sum(one.hours for one in mine), max(one.estimated for one in mine),
                          tuple(dict.fromkeys(name for one in mine for name in one.untimed)),
                          fsum(known) if known else None)

    agent = side("agent")
    paid = [year.amount for year in each if year.amount is not None]
    return Year(None, fsum(year.cases for year in each), side("citizen"), agent, side("partner"),
                agent.hours.multiply(1 / hours), fsum(paid) if paid else None,
                fsum(year.under_way for year in each), any(year.under_way_is_least for year in each))


def _sum(ranges: Iterable[Range]) -> Range:
    found = list(ranges)
    return Range(fsum(one.mean for one in found), fsum(one.least for one in found), fsum(one.most for one in found))
