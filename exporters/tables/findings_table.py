"""The friction points as a table: one row for each place where one was found, those that were closed at the end."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, Finding, FrictionClass, Severity
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Step, words
from visavis.exporters.tables.cell_words import FEWER_THAN_ONE, CellWords, people_in_hundred, short_number
from visavis.exporters.tables.data_table import ColumnKind, DataTable
from visavis.exporters.tables.field_columns import FilledColumn, column, make_table
from visavis.exporters.tables.steps_table import StepFacts

NAME, LONG, NUMBER, WORD = ColumnKind.NAME, ColumnKind.LONG_TEXT, ColumnKind.NUMBER, ColumnKind.WORD
CLASSES = {
    FrictionClass.LOSS: message("People are lost"), FrictionClass.LAW: message("A duty is missed"),
    FrictionClass.SHIFT: message("Work moves to the other side"), FrictionClass.LOAD: message("It takes time"),
}
SEVERITIES = {Severity.LOW: message("low"), Severity.MEDIUM: message("medium"), Severity.HIGH: message("high"),
              Severity.CRITICAL: message("critical")}
OPEN, KEPT = message("Open"), message("Kept, for a reason")


def findings_table(document: BlueprintDocument, analysis: Analysis, cells: CellWords) -> DataTable:
    """Return the table of the friction points; those of one number have one remedy."""
    facts = FindingFacts(document, analysis, cells)
    columns = [*_what_columns(facts, cells), *_cost_columns(facts, cells), *_end_columns(cells)]
    title = cells.say(message("Friction points"))
    return make_table("frictions", title, columns, analysis.frictions.findings, kept=2)


def finding_state(finding: Finding) -> Message:
    """Return what became of a friction point: open, kept on purpose, or what a team decided."""
    if finding.waived is not None:
        return KEPT
    return Message(words.TRIAGE_STATES[finding.decided.state].label) if finding.decided is not None else OPEN


def finding_reason(finding: Finding, cells: CellWords) -> str:
    """Return why a friction point was decided on as it was, as far as somebody wrote that."""
    if finding.waived is not None:
        reason = cells.say(words.WAIVER_REASONS[finding.waived.reason].label)
        return ". ".join(part for part in (reason, finding.waived.text.strip()) if part)
    return finding.decided.reason.strip() if finding.decided is not None else ""


class FindingFacts:
    """What a row says of a finding beside what the finding says itself."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis, cells: CellWords) -> None:
        self._document, self._cells = document, cells
        self._steps = StepFacts(document, analysis, cells)
        self._numbers = {hotspot.finding.key: hotspot.number for hotspot in analysis.frictions.hotspots}

    def number(self, finding: Finding) -> int | None:
        """Return the number that stands at its steps; what is closed has none."""
        return self._numbers.get(finding.key)

    def step(self, finding: Finding) -> Step | None:
        """Return the step that it is marked on."""
        return self._document.step_by_id.get(finding.steps[0]) if finding.steps else None

    def step_number(self, finding: Finding) -> int | None:
        """Return the number of that step in the table of steps."""
        step = self.step(finding)
        return None if step is None else self._steps.number[step.id]

    def at_step(self, finding: Finding, what: str) -> str:
        """Return the name, the phase or the side of that step."""
        step = self.step(finding)
        if step is None:
            return self._cells.say(message("the whole journey")) if what == "step" else ""
        if what == "side":
            return self._steps.side(step)
        return self._cells.step(step.id) if what == "step" else self._cells.name("phases", step.phase)

    def others(self, finding: Finding) -> str:
        """Return the further steps that take part in it."""
        return self._cells.names("steps", finding.steps[1:])

    def remark(self, finding: Finding) -> str:
        """Return what is not known of it, and what its numbers rest on."""
        return "; ".join(map(self._cells.say, _remarks(finding)))


def _remarks(finding: Finding) -> Iterator[Message]:
    if finding.citizen_minutes is None:
        yield message("citizen’s minutes not known")
    if finding.agent_minutes is None:
        yield message("agents’ minutes not known")
    if finding.share is None and finding.friction_class is FrictionClass.LOSS:
        yield message("how many are lost is not known")
    if finding.share is not None and people_in_hundred(finding.share) is None:
        yield FEWER_THAN_ONE
    if finding.is_hypothesis:
        yield message("a hypothesis: it rests on assumed numbers")


def _what_columns(facts: FindingFacts, cells: CellWords) -> Iterator[FilledColumn]:
    say = cells.say
    yield from column("number", say(message("No.")), NUMBER, facts.number)
    yield from column("title", say(message("Friction point")), NAME, lambda each: say(each.title))
    yield from column("step-number", say(message("No. of the step")), NUMBER, facts.step_number)
    yield from column("step", say(message("Step")), NAME, lambda each: facts.at_step(each, "step"))
    yield from column("phase", say(message("Phase")), WORD, lambda each: facts.at_step(each, "phase"))
    yield from column("side", say(message("Side")), WORD, lambda each: facts.at_step(each, "side"))
    yield from column("others", say(message("Further steps")), NAME, facts.others)
    yield from column("persona", say(message("Only for the persona")), NAME,
                      lambda each: cells.name("personas", each.persona or ""))
    yield from column("message", say(message("What is the matter")), LONG, lambda each: say(each.message))
    yield from column("remedy", say(message("What would help")), LONG, lambda each: say(each.remedy))


def _cost_columns(facts: FindingFacts, cells: CellWords) -> Iterator[FilledColumn]:
    say = cells.say
    yield from column("class", say(message("What it does")), WORD, lambda each: say(CLASSES[each.friction_class]))
    yield from column("severity", say(message("Severity")), WORD, lambda each: say(SEVERITIES[each.severity]))
    yield from column("lost", say(message("People lost (in 100)")), NUMBER,
                      lambda each: _people(each, is_lost=True))
    yield from column("met", say(message("Cases that meet it (in 100)")), NUMBER,
                      lambda each: _people(each, is_lost=False))
    yield from column("citizen", say(message("Citizen’s minutes per case started")), NUMBER,
                      lambda each: _minutes(each.citizen_minutes))
    yield from column("agents", say(message("Agents’ minutes per case started")), NUMBER,
                      lambda each: _minutes(each.agent_minutes))
    yield from column("duty", say(message("Legal duty")), WORD,
                      lambda each: cells.yes(holds=each.friction_class is FrictionClass.LAW))
    yield from column("basis", say(message("Where the numbers come from")), WORD,
                      lambda each: cells.name("basis", each.basis or ""))
    yield from column("remark", say(message("Remark")), NAME, facts.remark)


def _end_columns(cells: CellWords) -> Iterator[FilledColumn]:
    say = cells.say
    yield from column("state", say(message("Decision")), WORD, lambda each: say(finding_state(each)))
    yield from column("reason", say(message("Reason")), LONG, lambda each: finding_reason(each, cells))
    yield from column("date", say(message("Date")), WORD, _date)
    yield from column("rule", say(message("Friction rule")), WORD, lambda each: each.rule)
    yield from column("step-id", say(message("Identifier of the step")), WORD, lambda each: "".join(each.steps[:1]))
    yield from column("persona-id", say(message("Identifier of the persona")), WORD, lambda each: each.persona or "")


def _people(finding: Finding, *, is_lost: bool) -> int | None:
    """Return how many in a hundred are lost, or meet a finding that loses no one."""
    return people_in_hundred(finding.share) if (finding.friction_class is FrictionClass.LOSS) is is_lost else None


def _minutes(minutes: float | None) -> int | float | None:
    return None if minutes is None else short_number(minutes)


def _date(finding: Finding) -> str:
    told = finding.waived.date if finding.waived is not None else finding.decided.date if finding.decided else None
    return told or ""
