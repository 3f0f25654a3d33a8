"""Cost and scale in sentences, for the terminal and the window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor, isfinite, isnan, log10

from visavis.blueprint.analysis.economics.costs import ExtraMinutes, JourneyCost, SideCost, TimeLimit, amount_words
from visavis.blueprint.analysis.economics.scale import Range, Scale, Year, YearOfSide
from visavis.blueprint.analysis.figures import Figure
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.language import Count, Decimal, Message, MessageList, Minutes, Money, message, plural
from visavis.blueprint.model import Side
from visavis.blueprint.model.durations import time_quantity

SIDES: Mapping[Side, Message] = {
    Side.CITIZEN: message("Citizens"), Side.AGENT: message("Agents"), Side.PARTNER: message("Partners"),
    Side.SYSTEM: message("Machines"),
}
LIMITS: Mapping[str, Message] = {
    "standard_time": message("Standard time"), "tolerated_time": message("Tolerated time"),
}


def cost_words(cost: SideCost, currency: str | None) -> Message | Money | Decimal:
    """Return one side's cost per case: known, at least so much, or unknown."""
    if cost.amount is None:
        return message("unknown: nobody there has an hourly cost")
    amount = amount_words(cost.amount, currency)
    return message("at least {amount}", amount=amount) if cost.is_least else amount


def gap_words(cost: SideCost) -> tuple[Message, ...]:
    """Return what a side's cost leaves out."""
    texts = []
    if cost.untimed:
        texts.append(plural("{count} step without a time", "{count} steps without a time", len(cost.untimed)))
    if cost.unpriced and cost.amount is not None:
        texts.append(plural("{count} step without an hourly cost", "{count} steps without an hourly cost",
                            len(cost.unpriced)))
    return tuple(texts)


def is_worth_showing(cost: SideCost) -> bool:
    """Return whether a side is worth a line: citizens and agents always, the others when they do something."""
    return cost.side in (Side.CITIZEN, Side.AGENT) or cost.amount is not None or (
        cost.side is Side.PARTNER and bool(cost.minutes or cost.untimed))


def case_words(cost: JourneyCost) -> tuple[Message, ...]:
    """Return what a case costs in all, its price, and what is left of it."""
    found = []
    if cost.amount is not None:
        known, fixed = amount_words(cost.amount, cost.currency), cost.fixed
        amount = message("at least {amount}", amount=known) if cost.is_least else known
        found.append(message("A case costs {amount}.", amount=amount) if not fixed else message(
            "A case costs {amount}, {fixed} of it fixed.", amount=amount, fixed=amount_words(fixed, cost.currency)))
    if cost.price is not None and cost.profit is not None:
        profit = amount_words(cost.profit, cost.currency)
        left = message("at most {amount}", amount=profit) if cost.is_least else profit
        found.append(message("Out of a price of {price}, {profit} is left.",
                             price=amount_words(cost.price, cost.currency), profit=left))
    return tuple(found)


def hours_words(hours: float) -> Decimal:
    """Return hours a year as sentences write them: whole from ten on."""
    return Decimal(hours, 0 if abs(hours) >= 10 else 1)


def posts_words(year: Year) -> Decimal | Message:
    """Return full-time posts as sentences write them: to a tenth, small ones to a hundredth."""
    mean = year.posts.mean
    posts = Decimal(mean, 1 if mean >= 1 else 2)
    return message("at least {amount}", amount=posts) if year.agent.untimed and not isnan(mean) else posts


def year_words(scale: Scale, currency: str | None) -> tuple[Message, ...]:
    """Return what a year comes to, and how sure that is; why there is none where no one says how many cases."""
    sure = _certainty_words(scale.year) if scale.year is not None else ()
    return (*sum_up_year(scale, currency), *sure)


def sum_up_year(scale: Scale, currency: str | None) -> tuple[Message, ...]:
    """Return what a year comes to, in a few sentences; why there is none where no one says how many cases."""
    year = scale.year
    if year is None:
        return (message("The number of cases a year is not given: enter it to see hours and FTE."),)
    cases = Count(round(year.cases))
    messages = [message("{cases} cases a year take citizens {hours} hours.", cases=cases, hours=_hours(year.citizen))]
    if isnan(year.citizen.hours.mean):
        messages = [message("{cases} cases a year; how much of citizens’ time they take is not known.", cases=cases)]
    if not isnan(year.under_way) and round(year.under_way):
        messages.append(plural("At any time at least {count} case is under way.",
                               "At any time at least {count} cases are under way.", round(year.under_way))
                        if year.under_way_is_least else
                        plural("At any time {count} case is under way.", "At any time {count} cases are under way.",
                               round(year.under_way)))
    if isnan(year.agent.hours.mean):
        messages.append(message("How much of agents’ time they take is not known."))
    else:
        messages.append(message("They take agents {hours} hours, that is {posts} FTE of {full} hours.",
                                hours=_hours(year.agent), posts=posts_words(year),
                                full=Count(round(scale.hours_of_a_post))))
    if year.amount is not None:
        cost = scale.costs.everybody
        about = _round_year(year.amount)
        amount: object = Money(about, currency, 0) if currency else Decimal(about, 0)
        if cost is not None and cost.is_least:
            amount = message("at least {amount}", amount=amount)
        elif about != year.amount:
            amount = message("about {amount}", amount=amount)
        messages.append(message("They cost the service {amount}.", amount=amount))
    return tuple(messages)


def _round_year(amount: float) -> float:
    """Return a year's cost in three figures, rather less than more: it rests on means, and may be a bound."""
    if not isfinite(amount):
        return amount
    step = 10.0 ** max(0, floor(log10(amount)) - 2) if amount >= 1 else 1.0
    return floor(amount / step + 1e-9) * step


def _hours(side: YearOfSide) -> Message | Decimal:
    hours = hours_words(side.hours.mean)
    return message("at least {amount}", amount=hours) if side.untimed and not isnan(side.hours.mean) else hours


def _certainty_words(year: Year) -> Iterator[Message]:
    sides = ((SIDES[Side.CITIZEN], year.citizen), (SIDES[Side.AGENT], year.agent))
    for name, side in sides:
        if side.estimated:
            yield plural("{side}: {least} to {most} hours, going by the three-point estimate of {count} step.",
                         "{side}: {least} to {most} hours, going by the three-point estimates of {count} steps.",
                         side.estimated, side=name, least=hours_words(side.hours.least),
                         most=hours_words(side.hours.most))
    silent = tuple(name for name, side in sides if not side.estimated)
    if silent:
        yield message("{sides}: no step has a three-point estimate, so nobody can tell how reliable the hours are.",
                      sides=MessageList(silent))


def range_words(hours: Range) -> Message | None:
    """Return the range of hours; None where there is none."""
    if hours.least == hours.most:
        return None
    return message("{least} to {most}", least=hours_words(hours.least), most=hours_words(hours.most))


def extra_words(table: ExtraMinutes | None, currency: str | None) -> tuple[Message, ...]:
    """Return what a minute more does, when nothing is earned any more, and how far the limits are."""
    if table is None:
        return (message("The cost of a minute is not known: give the agents an hourly cost."),)
    messages = [message("Each extra minute of agents’ work costs {amount} a case.",
                        amount=amount_words(table.minute, currency))]
    if table.break_even is not None and table.break_even_total is not None:
        messages.append(_break_even(table))
        tolerated = next((limit for limit in table.limits if limit.name == "tolerated_time"), None)
        if tolerated is not None and 0 <= table.break_even < tolerated.extra and not table.time_is_least:
            messages.append(message("The profit is gone before people run out of patience, at {time}.",
                                    time=Minutes(tolerated.minutes)))
    return (*messages, *(limit_words(limit, at_least=table.time_is_least) for limit in table.limits))


def _break_even(table: ExtraMinutes) -> Message:
    extra, total = table.break_even or 0.0, table.break_even_total or 0.0
    if extra < 0:
        return message("Each case already costs more than its price.")
    if table.cost_is_least:
        return message("After at most {extra} more, nothing is left.", extra=Minutes(extra))
    return message("After {extra} more, nothing is left: {total} in all.", extra=Minutes(extra),
                   total=minutes_words(Figure(total, table.time_is_least)))


def limit_words(limit: TimeLimit, *, at_least: bool = False) -> Message:
    """Return how far a time limit is from the mean; where that is a lower bound, there is at most so much left."""
    name, time = LIMITS[limit.name], time_quantity(limit.given)
    if limit.extra < 0:
        return message("{limit} {time}: the mean is {apart} beyond it.", limit=name, time=time,
                       apart=minutes_words(Figure(-limit.extra, at_least)))
    apart: Message | Minutes = Minutes(limit.extra)
    if at_least:
        apart = message("at most {time}", time=apart)
    return message("{limit} {time}: {apart} left on average.", limit=name, time=time, apart=apart)
