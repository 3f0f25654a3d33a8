"""A comparison as text for a terminal: both sides of each persona, what crossed the line, frictions, changes."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import BeforeAfter, Comparison, FrictionStatus, PersonaVerdict, Verdict
from visavis.blueprint.analysis.redesign.changes import TO_SIDE
from visavis.blueprint.drawing.before_after.before_after_words import (
    because_words,
    change_share,
    delay_from_to,
    minutes_from_to,
    shares_from_to,
)
from visavis.blueprint.language import Decimal, Message, Minutes, Quoted, Share, Translator, message, plural

INDENT = "    "
MINUTES_PER_HOUR = 60
VERDICTS: dict[Verdict, Message] = {
    Verdict.WIN_WIN: message("both sides win"), Verdict.TRANSFER: message("effort moves to the other side"),
    Verdict.REGRESSION: message("worse than before"), Verdict.UNCHANGED: message("nothing changes"),
    Verdict.BETTER: message("better than before"), Verdict.UNKNOWN: message("not known"),
}
STATUSES: dict[FrictionStatus, Message] = {
    FrictionStatus.RESOLVED: message("Resolved"), FrictionStatus.REMAINING: message("Still there"),
    FrictionStatus.NEW: message("New"),
}


def comparison_text(comparison: Comparison, tr: Translator) -> str:
    """Return a comparison as paragraphs, everybody first."""
    before, after = comparison.matching.before.head, comparison.matching.after.head
    blocks = [[f"{' '.join((before.title or before.id).split())} → {' '.join((after.title or after.id).split())}"]]
    blocks.extend(list(_verdict_lines(comparison, verdict, tr)) for verdict in comparison.verdicts)
    blocks.append(list(_finding_lines(comparison, tr)))
    if comparison.changes:
        heading = plural("{count} change:", "{count} changes:", len(comparison.changes))
        blocks.append([tr(heading), *(f"  – {tr(change.message)}" for change in comparison.changes)])
    if comparison.notes:
        blocks.append([tr(note) for note in comparison.notes])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _verdict_lines(comparison: Comparison, verdict: PersonaVerdict, tr: Translator) -> Iterator[str]:
    persona = comparison.matching.after.persona_by_id.get(verdict.persona or "")
    name = tr(message("Everybody")) if persona is None else f"{persona.name} ({tr.write(Share(verdict.weight))})"
    yield tr(message("{name}: {verdict}", name=name, verdict=VERDICTS[verdict.verdict]))
    yield INDENT + tr(because_words(verdict))
    for title, figure in ((message("granted"), verdict.granted), (message("decided"), verdict.completion)):
        yield _row(tr(title), tr(shares_from_to(figure)) + _error_text(figure, Share, tr))
    yield _row(tr(message("delay")), _delay(verdict, tr))
    if verdict.has_no_decisions:
        yield INDENT + tr(message("of all started cases, to the end of the drawing:"))
    for title, figure in ((message("citizen"), verdict.citizen), (message("agents"), verdict.agent),
                          (message("partners"), verdict.headline_efforts.partner)):
        yield _row(tr(title), _minutes(figure, tr))
    if verdict.regressing:
        personas = comparison.matching.after.persona_by_id
        yield INDENT + tr(message("worse than before for {names}",
                                  names=", ".join(personas[one].name or one for one in verdict.regressing)))
    if verdict.crossing is not None:
        steps = ", ".join(_titles(comparison, verdict.crossing.steps[:3], tr))
        yield INDENT + tr(message("{time} of each case moved {to_side}, {rate} min for every minute spared: {steps}",
                                  time=Minutes(verdict.crossing.minutes), to_side=TO_SIDE[verdict.crossing.to],
                                  rate=Decimal(verdict.crossing.rate), steps=steps))
    cases = comparison.cases_per_year
    if cases is not None:
        yearly = cases * verdict.weight / MINUTES_PER_HOUR
        hours = [figure.change.value * yearly if figure.change.value is not None else None
                 for figure in (verdict.started.citizen, verdict.started.agent)]
        yield INDENT + tr(message("a year: {citizen} h for citizens, {agent} h for agents",
                                  citizen=_signed_text(hours[0], tr), agent=_signed_text(hours[1], tr)))


def _finding_lines(comparison: Comparison, tr: Translator) -> Iterator[str]:
    counts = {status: comparison.count(status) for status in FrictionStatus}
    yield tr(message("Frictions: {resolved} resolved, {remaining} still there, {new} new",
                     resolved=counts[FrictionStatus.RESOLVED], remaining=counts[FrictionStatus.REMAINING],
                     new=counts[FrictionStatus.NEW]))
    for finding in comparison.findings:
        yield f"  – {tr(STATUSES[finding.status])}: {finding.finding.rule}: {tr(finding.finding.message)}"


def _delay(verdict: PersonaVerdict, tr: Translator) -> str:
    """Return the delay of those who reach a decision; when those stop who never do."""
    return _with_change(verdict.delay, tr(delay_from_to(verdict)), tr)


def _minutes(figure: BeforeAfter, tr: Translator) -> str:
    return _with_change(figure, tr(minutes_from_to(figure)), tr)


def _with_change(figure: BeforeAfter, text: str, tr: Translator) -> str:
    text += _error_text(figure, Minutes, tr)
    return f"{text}  ({tr(change_share(figure))})" if figure.change.is_known else text


def _error_text(figure: BeforeAfter, unit: type[Minutes | Share], tr: Translator) -> str:
    """Return the standard error of a change, where it was simulated."""
    error = figure.change.standard_error
    return f" (± {tr.write(unit(error))})" if figure.change.is_known and error else ""


def _signed_text(number: float | None, tr: Translator) -> str:
    if number is None:
        return "?"
    sign = "+" if number > 0 else "−" if number < 0 else "±"
    return sign + tr.write(Decimal(abs(number), 0))


def _titles(comparison: Comparison, steps: tuple[str, ...], tr: Translator) -> Iterator[str]:
    for name in steps:
        step = comparison.matching.after.step_by_id.get(name) or comparison.matching.before.step_by_id[name]
        yield tr.write(Quoted(step.title or step.id))


def _row(name: str, value: str) -> str:
    return f"{INDENT}{name:<13} {value}"
