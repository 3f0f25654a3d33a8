"""The measures as a table: one row for each figure of everybody and of each persona, with how sure it is in words.

Those who reach a decision and all who start are never averaged together: each row says whose figure it is. Shares are
whole people in a hundred that add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, CaseMeasures, Figure, JourneyMeasures, SideMeasures
from visavis.blueprint.analysis.measures.figure_words import UNKNOWN_WORDS, round_to_error
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.model import BlueprintDocument, Outcome, Side, words
from visavis.blueprint.model.durations import MINUTES_PER_DAY
from visavis.exporters.tables.cell_words import FEWER_THAN_ONE, CellWords, short_number
from visavis.exporters.tables.data_table import CellValue, ColumnKind, DataTable
from visavis.exporters.tables.field_columns import FilledColumn, column, make_table

NAME, NUMBER, WORD = ColumnKind.NAME, ColumnKind.NUMBER, ColumnKind.WORD
PEOPLE, MINUTES, DAYS = message("people in 100"), message("minutes"), message("days")
KNOWN, AT_LEAST, NOTHING = message("known"), message("at least"), message("nothing to measure")
EVERYBODY = message("Everybody")
STARTED, DECIDED = message("all who start"), message("those who reach a decision")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One figure: whose, of which cases, what it is, its value in a unit, how sure it is, and a remark."""

    persona: str | None
    share: int | None
    cases: Message
    key: str
    measure: Message
    value: CellValue
    unit: Message
    certainty: Message
    remark: Message | None = None


def measures_table(document: BlueprintDocument, analysis: Analysis, cells: CellWords) -> DataTable:
    """Return the table of the measures; none is a row that says so."""
    everybody = analysis.measures.everybody
    measured = [*([everybody] if everybody is not None else []),
                *(each for each in analysis.measures.personas if each.persona is not None)]
    shares = persona_shares(document)
    rows = [row for each in measured for row in _journey_rows(document, each, shares)]
    if not rows:
        rows = [MeasureRow(None, None, STARTED, "", message("Figures"), None, Message(""), UNKNOWN_WORDS,
                           message("there is no journey to measure yet"))]
    return make_table("measures", cells.say(message("Measures")), list(_columns(cells)), rows)


def persona_shares(document: BlueprintDocument) -> Mapping[str, int]:
    """Return how many in a hundred users each persona stands for; without any weight they share equally."""
    people = document.head.personas
    weights = [float(persona.weight) for persona in people]
    counts = apportion(weights if any(weights) else [1.0] * len(people), 100)
    return {persona.id: count for persona, count in zip(people, counts, strict=True)}


def _columns(cells: CellWords) -> Iterator[FilledColumn]:
    say = cells.say
    yield from column("persona", say(message("Persona")), NAME, lambda row: say(EVERYBODY) if row.persona is None
                      else cells.name("personas", row.persona))
    yield from column("share", say(message("Share of the users (in 100)")), NUMBER, lambda row: row.share)
    yield from column("cases", say(message("Which cases")), WORD, lambda row: say(row.cases))
    yield from column("measure", say(message("Measure")), NAME, lambda row: say(row.measure))
    yield from column("value", say(message("Value")), NUMBER, lambda row: row.value)
    yield from column("unit", say(message("Unit")), WORD, lambda row: say(row.unit))
    yield from column("certainty", say(message("How sure it is")), WORD, lambda row: say(row.certainty))
    yield from column("remark", say(message("Remark")), NAME, lambda row: say(row.remark) if row.remark else "")
    yield from column("persona-id", say(message("Identifier of the persona")), WORD, lambda row: row.persona or "")
    yield from column("id", say(message("Identifier")), WORD, lambda row: row.key)


def _journey_rows(document: BlueprintDocument, measured: JourneyMeasures,
                  shares: Mapping[str, int]) -> Iterator[MeasureRow]:
    share = 100 if measured.persona is None else shares.get(measured.persona)
    yield from _outcome_rows(measured, share)
    if measured.decided is not None:
        yield from _case_rows(document, measured, measured.decided, "decided", share)
    yield from _case_rows(document, measured, measured.started, "started", share)


# -- how cases end

def _outcome_rows(measured: JourneyMeasures, share: int | None) -> Iterator[MeasureRow]:
    """Yield how many are granted, reach a decision, and how the others end: granted first."""
    outcomes = measured.outcomes
    is_known = bool(outcomes) and all(figure.value is not None for figure in outcomes.values())
    seats = dict(zip(outcomes, apportion([figure.known_value for figure in outcomes.values()], 100), strict=True))
    decided = sum(seats.get(name, 0) for name in (Outcome.GRANTED, Outcome.REFUSED))
    others = [name for name in outcomes if name != Outcome.GRANTED]
    figures = [("granted", message("Granted"), measured.granted, seats.get(Outcome.GRANTED, 0)),
               ("completion", message("Reaches a decision"), measured.completion, decided),
               *((name, Message(words.OUTCOMES[name].label), outcomes[name], seats[name]) for name in others)]
    for key, told, figure, people in figures:
        value, certainty, remark = _people_value(figure, people if is_known else None)
        yield MeasureRow(measured.persona, share, STARTED, key, told, value, PEOPLE, certainty, remark)


def _people_value(figure: Figure, people: int | None) -> tuple[CellValue, Message, Message | None]:
    if figure.value is None or (figure.at_least and not figure.known_value):
        return None, UNKNOWN_WORDS, None
    count = apportion((figure.known_value, 1.0 - figure.known_value), 100)[0] if people is None else people
    certainty = AT_LEAST if figure.at_least else KNOWN
    return (None, certainty, FEWER_THAN_ONE) if not count and figure.known_value > 0 else (count, certainty, None)


# -- what a case takes

def _case_rows(document: BlueprintDocument, measured: JourneyMeasures, cases: CaseMeasures, whose: str,
               share: int | None) -> Iterator[MeasureRow]:
    told = DECIDED if whose == "decided" else STARTED
    for key, label, figure, unit, known in _case_figures(document, cases):
        value, certainty = (None, NOTHING) if known is NO_STEP else _amount(figure, unit)
        remark = message("simulated") if known is None and figure.standard_error is not None else known
        yield MeasureRow(measured.persona, share, told, f"{whose}.{key}", label, value, unit, certainty, remark)


NO_STEP = message("no step drawn")


def _case_figures(document: BlueprintDocument, cases: CaseMeasures) -> Iterator[
        tuple[str, Message, Figure, Message, Message | None]]:
    """Yield key, name, figure, unit and remark; percentiles only where journeys have some."""
    elapsed = cases.elapsed
    yield "elapsed", message("Elapsed time, mean"), elapsed.mean_minutes, DAYS, None
    if elapsed.p90_minutes.value is not None:
        yield "elapsed-p90", message("Elapsed time of 9 in 10 at most"), elapsed.p90_minutes, DAYS, None
    citizen, agent, partner = cases.citizen, cases.agent, cases.partner
    has_partners = any(document.side_of(step) is Side.PARTNER for step in document.steps)
    yield "citizen.work", message("Citizen’s work"), citizen.work_minutes, MINUTES, _untimed(citizen)
    yield "citizen.wait", message("Citizen’s waiting"), citizen.wait_minutes, DAYS, None
    yield "agent.work", message("Agents’ work"), agent.work_minutes, MINUTES, _untimed(agent)
    yield "partner.work", message("Partners’ work"), partner.work_minutes, MINUTES, (
        _untimed(partner) if has_partners else NO_STEP)


def _untimed(side: SideMeasures) -> Message | None:
    if not side.untimed:
        return None
    return plural("{count} step without a time", "{count} steps without a time", side.untimed)


def _amount(figure: Figure, unit: Message) -> tuple[CellValue, Message]:
    """Return a figure in its unit with no more digits than chance allows, and how sure it is."""
    if figure.value is None:
        return None, UNKNOWN_WORDS
    value = round_to_error(figure) / (MINUTES_PER_DAY if unit == DAYS else 1.0)
    return short_number(value), AT_LEAST if figure.at_least else KNOWN
