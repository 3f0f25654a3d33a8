"""Cost and scale as JSON (the key `scale` of `visavis-measures/2`), and their JSON Schema."""

from __future__ import annotations

from dataclasses import asdict
from math import isnan
from typing import Any

from visavis.blueprint.analysis.economics.costs import ExtraMinutes, JourneyCost, SideCost
from visavis.blueprint.analysis.economics.scale import Scale, Year, YearOfSide


def scale_json(scale: Scale) -> dict[str, Any]:
    """Return costs per case, the year and the extra minutes; what is unknown is null, never zero."""
    costs = scale.costs
    journeys = [cost for cost in (costs.everybody, *costs.personas) if cost is not None]
    years = [year for year in (scale.year, *scale.personas) if year is not None]
    data = {"costs": [_cost(cost) for cost in journeys], "hours_of_a_post": scale.hours_of_a_post,
            "years": [_year(year) for year in years],
            "extra_minutes": _extra(scale.extra) if scale.extra is not None else None}
    known: dict[str, Any] = _without_guesses(data)
    return known


def _extra(extra_minutes: ExtraMinutes) -> dict[str, Any]:
    limits = [{"name": limit.name, "minutes": limit.minutes, "extra": limit.extra} for limit in extra_minutes.limits]
    return {**asdict(extra_minutes), "limits": limits}


def _without_guesses(value: Any) -> Any:
    """Return a value with null for every number that rests on what no one gave."""
    match value:
        case dict():
            return {name: _without_guesses(part) for name, part in value.items()}
        case list() | tuple():
            return [_without_guesses(part) for part in value]
        case float() if isnan(value):
            return None
        case _:
            return value


def _cost(cost: JourneyCost) -> dict[str, Any]:
    return {"persona": cost.persona, "currency": cost.currency,
            **{side.side.value: _side(side) for side in cost.sides},
            "fixed": cost.fixed, "price": cost.price, "cost": cost.amount, "profit": cost.profit,
            "is_least": cost.is_least}


def _side(side: SideCost) -> dict[str, Any]:
    return {"minutes": side.minutes, "priced_minutes": side.priced_minutes, "cost": side.amount,
            "untimed": list(side.untimed), "unpriced": list(side.unpriced)}


def _year(year: Year) -> dict[str, Any]:
    return {"persona": year.persona, "cases": year.cases,
            **{name: _hours(side) for name, side in (("citizen", year.citizen), ("agent", year.agent),
                                                     ("partner", year.partner))},
            "posts": asdict(year.posts), "cost": year.amount,
            "under_way": year.under_way, "under_way_is_least": year.under_way_is_least}


def _hours(side: YearOfSide) -> dict[str, Any]:
    return {"hours": asdict(side.hours), "estimated": side.estimated, "untimed": list(side.untimed),
            "cost": side.amount}


def scale_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `scale_json` returns."""
    names = {"type": "array", "items": {"type": "string"}}
    text, amount, any_number = {"type": ["string", "null"]}, _number(0), _number(None)
    span = _object(dict.fromkeys(("mean", "least", "most"), _optional(_number(0))))
    maybe = _optional(amount)
    side = _object({"minutes": maybe, "priced_minutes": maybe, "cost": maybe, "untimed": names,
                    "unpriced": names})
    hours = _object({"hours": span, "estimated": {"type": "integer", "minimum": 0}, "untimed": names,
                     "cost": _optional(amount)})
    cost = _object({"persona": text, "currency": text, "citizen": side, "agent": side, "partner": side,
                    "system": side, "fixed": _optional(amount), "price": _optional(amount),
                    "cost": _optional(amount), "profit": _optional(any_number), "is_least": {"type": "boolean"}})
    year = _object({"persona": text, "cases": amount, "citizen": hours, "agent": hours, "partner": hours,
                    "posts": span, "cost": _optional(amount),
                    "under_way": _optional(amount), "under_way_is_least": {"type": "boolean"}})
    row = _object({"extra": amount, "total_minutes": amount, "cost": maybe, "profit": _optional(any_number)})
    limit = _object({"name": {"enum": ["standard_time", "tolerated_time"]}, "minutes": amount,
                     "extra": any_number})
    table = _object({"rows": {"type": "array", "items": row}, "minute": maybe, "break_even": _optional(any_number),
                     "break_even_total": _optional(any_number), "limits": {"type": "array", "items": limit},
                     "cost_is_least": {"type": "boolean"}, "time_is_least": {"type": "boolean"}})
    return {**_object({"costs": {"type": "array", "items": cost}, "hours_of_a_post": amount,
                       "years": {"type": "array", "items": year},
                       "extra_minutes": {"anyOf": [table, {"type": "null"}]}}),
            "description": "costs per started case, everybody first; a year of cases; what more minutes do. Money is "
                           "in the document's currency; minutes and hours are work."}


def _object(parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(parts), "properties": parts}


def _number(least: float | None) -> dict[str, Any]:
    return {"type": "number"} if least is None else {"type": "number", "minimum": least}


def _optional(number: dict[str, Any]) -> dict[str, Any]:
    return {**number, "type": ["number", "null"]}
