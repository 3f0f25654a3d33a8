"""Cost and scale as text for a terminal."""

from __future__ import annotations

from math import isnan

from visavis.blueprint.analysis import Figure, Scale
from visavis.blueprint.analysis.economics.costs import ExtraMinutes, JourneyCost, amount_words
from visavis.blueprint.analysis.economics.scale_words import (
    SIDES,
    case_words,
    cost_words,
    extra_words,
    gap_words,
    is_worth_showing,
    year_words,
)
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.language import Minutes, Translator, message
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.exporters.cli.report_texts import INDENT


def scale_text(document: BlueprintDocument, scale: Scale, tr: Translator) -> str:
    """Return what a case costs on each side, what a year comes to, and the table of extra minutes.

    Nothing where there is no journey of everybody.
    """
    cost = scale.costs.everybody
    if cost is None:
        return ""
    currency = document.head.service.currency
    lines = ["", tr(message("Cost and scale"))]
    lines += [_side_line(cost, side, tr) for side in Side if is_worth_showing(cost.side(side))]
    messages = (*case_words(cost), *year_words(scale, currency), *extra_words(scale.extra, currency))
    lines += [INDENT + tr(sentence) for sentence in messages]
    if scale.extra is not None:
        lines += _table(scale.extra, currency, tr)
    return "\n".join(lines) + "\n"


def _side_line(cost: JourneyCost, name: Side, tr: Translator) -> str:
    side = cost.side(name)
    facts = [tr(message("work not known") if isnan(side.minutes) else message(
        "{time} of work a case", time=minutes_words(Figure(side.minutes, bool(side.untimed)))))]
    if name is not Side.CITIZEN or side.amount is not None:
        facts.append(tr.write(cost_words(side, cost.currency)))
    facts += [tr(gap) for gap in gap_words(side)]
    return f"{INDENT}{tr(SIDES[name]):<13} {' · '.join(facts)}"


def _table(table: ExtraMinutes, currency: str | None, tr: Translator) -> list[str]:
    head = [message("more"), message("in all, at least") if table.time_is_least else message("in all"),
            message("cost, at least") if table.cost_is_least else message("cost"),
            message("profit, at most") if table.cost_is_least else message("profit")]
    rows = [[f"+{tr.write(Minutes(row.extra))}", tr.write(Minutes(row.total_minutes)),
             tr.write(amount_words(row.cost, currency)),
             *([tr.write(amount_words(row.profit, currency))] if row.profit is not None else [])]
            for row in table.rows]
    titles = [tr(title) for title in head[:len(rows[0])]]
    widths = [max(len(line[column]) for line in (titles, *rows)) for column in range(len(titles))]
    return [INDENT + "  ".join(f"{cell:>{width}}" for cell, width in zip(line, widths, strict=True))
            for line in (titles, *rows)]
