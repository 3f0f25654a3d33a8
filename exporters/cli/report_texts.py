"""Findings, measures, formats and templates as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from visavis.blueprint.analysis import (
    CaseMeasures,
    Figure,
    Finding,
    FrictionReport,
    JourneyMeasures,
    Measures,
    SideMeasures,
)
from visavis.blueprint.analysis.measures.figure_words import minutes_words, missing_words, share_words
from visavis.blueprint.language import Message, Minutes, Quoted, Share, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import Exporter, FormatOption, Importer
from visavis.templates.catalogue import Template

INDENT = "    "
# A longer name of somebody's own template goes into the column of the titles.
WIDEST_NAME = 32
# The words of the file formats, told to people.
WORDS: dict[str, Message] = {
    "loss": message("loss"), "law": message("law"), "shift": message("shift"), "load": message("load"),
    "low": message("low"), "medium": message("medium"), "high": message("high"), "critical": message("critical"),
    "granted": message("granted"), "refused": message("refused"), "abandoned": message("abandoned"),
    "blocked": message("blocked"), "expired": message("expired"), "unspecified": message("not stated"),
    "accepted": message("accepted"), "dismissed": message("dismissed"), "to-do": message("to do"),
    "exact": message("exact"), "simulated": message("simulated"),
}


def select_persona(measures: Measures, persona: str) -> Measures:
    """Return the measures of one persona only."""
    chosen = tuple(journey for journey in measures.personas if journey.persona == persona)
    if not chosen and not measures.gaps:
        raise BlueprintError(message("persona {persona} has no journey", persona=persona))
    return replace(measures, everybody=None, personas=chosen)


def findings_text(document: BlueprintDocument, report: FrictionReport, tr: Translator) -> str:
    """Return the ranked findings, what was waived, and what could not be assessed."""
    lines = [tr(plural("{count} friction found", "{count} frictions found", len(report.open)))]
    for hotspot in report.hotspots:
        lines.extend(_finding_lines(document, hotspot.finding, f"{hotspot.number:>2}.", tr))
    lines.extend(_clause_lines(document, report, tr))
    dismissed = [finding for finding in report.findings if finding.waived is None and not finding.is_open]
    if dismissed:
        lines.append(tr(plural("{count} dismissed:", "{count} dismissed:", len(dismissed))))
        for finding in dismissed:
            lines.extend(_finding_lines(document, finding, "  –", tr))
    waived = [finding for finding in report.findings if finding.waived is not None]
    if waived:
        lines.append(tr(plural("{count} kept on purpose:", "{count} kept on purpose:", len(waived))))
        for finding in waived:
            lines.extend(_finding_lines(document, finding, "  –", tr))
    if report.not_assessed:
        lines.append(tr(plural("{count} rule not assessed everywhere:", "{count} rules not assessed everywhere:",
                               len(report.not_assessed))))
        for gap in report.not_assessed:
            missing = "; ".join(tr(part) for part in gap.missing)
            lines.append(f"  – {gap.rule}: {missing}")
    if report.failures:
        lines.append(tr(plural("{count} plug-in failed; what it would have said is missing:",
                               "{count} plug-ins failed; what they would have said is missing:",
                               len({failure.plugin for failure in report.failures}))))
        lines.extend(f"  – {' '.join(tr(failure.describe()).split())}" for failure in report.failures)
    return "\n".join(lines) + "\n"


def _clause_lines(document: BlueprintDocument, report: FrictionReport, tr: Translator) -> Iterable[str]:
    """Tell of each to-avoid clause whether it holds, for whom it fails and where."""
    if not report.clauses:
        return
    kept = sum(verdict.holds is True for verdict in report.clauses)
    yield tr("To be avoided ({kept} of {all} kept):", kept=kept, all=len(report.clauses))
    marks = {True: "✓", False: "✗", None: "?"}
    for verdict in report.clauses:
        yield f"  {marks[verdict.holds]} {' '.join(verdict.clause.text.split())}"
        names = [document.persona_by_id[name].name or name for name in verdict.personas]
        if verdict.holds is False:
            steps = ", ".join(_step_name(document, step, tr) for step in verdict.steps[:3])
            yield INDENT + tr("for {personas}: {steps}", personas=", ".join(names) or tr("everybody"), steps=steps)
        elif verdict.holds is None:
            yield INDENT + tr("cannot be checked: give it a rule, or a limit and the times of its steps")


def _finding_lines(document: BlueprintDocument, finding: Finding, mark: str, tr: Translator) -> list[str]:
    steps = ", ".join(_step_name(document, step, tr) for step in finding.steps[:3])
    if len(finding.steps) > 3:
        steps += ", …"
    grade = f"{_word(finding.friction_class.value, tr)}, {_word(finding.severity.word, tr)}"
    head = f"{mark} [{grade}] {finding.rule}: {tr(finding.message)}"
    facts = [tr(fact) for fact in _facts(finding)]
    lines = [head, f"{INDENT}{steps}"]
    if facts:
        lines.append(INDENT + " · ".join(facts))
    if finding.waived is None:
        lines.append(f"{INDENT}→ {tr(finding.remedy)}")
        if finding.decided is not None:
            decision = tr(WORDS[finding.decided.state.value])
            lines.append(f"{INDENT}{decision}: {finding.decided.reason}".rstrip(": "))
    else:
        lines.append(f"{INDENT}{finding.waived.reason.value}: {finding.waived.text}".rstrip(": "))
    return lines


def _facts(finding: Finding) -> Iterable[Message]:
    if finding.persona is not None:
        yield message("for {persona}", persona=finding.persona)
    if finding.share is not None:
        yield message("{share} of the cases", share=Share(finding.share))
    if finding.citizen_minutes is not None:
        yield message("citizen {time}", time=Minutes(finding.citizen_minutes))
    if finding.agent_minutes is not None:
        yield message("agents {time}", time=Minutes(finding.agent_minutes))
    if finding.is_hypothesis:
        yield message("a hypothesis: it rests on assumed numbers")


def _step_name(document: BlueprintDocument, step_id: str, tr: Translator) -> str:
    step = document.step_by_id.get(step_id)
    if step is None or not step.title:
        return step_id
    return f"{step_id} {tr.write(Quoted(step.title))}"


def measures_text(document: BlueprintDocument, measures: Measures, tr: Translator) -> str:
    """Return the measures as paragraphs, everybody first."""
    blocks: list[list[str]] = []
    if measures.everybody is not None:
        blocks.append(_journey_lines(tr(message("Everybody")), measures.everybody, tr))
    for journey in measures.personas:
        persona = document.persona_by_id.get(journey.persona or "")
        name = persona.name if persona else tr(message("Everybody"))
        blocks.append(_journey_lines(f"{name} ({tr.write(Share(journey.weight))})", journey, tr))
    if measures.gaps:
        blocks.append([tr(gap) for gap in measures.gaps])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _journey_lines(name: str, journey: JourneyMeasures, tr: Translator) -> list[str]:
    """Return who gets an answer, what a decided and a started case take, the clock, and how it was found."""
    outcomes = ", ".join(f"{_word(name, tr)} {_figure(share, share_words(share), tr)}"
                         for name, share in journey.outcomes.items())
    lines = [name, _row(tr(message("granted")), _figure(journey.granted, share_words(journey.granted), tr)),
             _row(tr(message("decided")),
                  f"{_figure(journey.completion, share_words(journey.completion), tr)}  ({outcomes})")]
    if journey.decided is not None:
        lines += [INDENT + tr(message("of a case that reaches a decision:")), *_case_lines(journey.decided, tr)]
    lines += [INDENT + tr(message("of all started cases, to the end of the drawing:")),
              *_case_lines(journey.started, tr), *_clock_lines(journey, tr)]
    missing = [tr(part) for part in missing_words(journey.missing)]
    if missing:
        lines.append(_row(tr(message("not known")), " · ".join(missing)))
    lines.append(_row(tr(message("method")), _method(journey, tr)))
    return lines


def _method(journey: JourneyMeasures, tr: Translator) -> str:
    method = _word(journey.method, tr)
    if journey.runs is None:
        return method
    text = tr(plural("{method}, {count} journey, seed {seed}", "{method}, {count} journeys, seed {seed}",
                     journey.runs, method=method, seed=journey.seed))
    if journey.runs == 1:
        return tr(message("{method}: one journey does not show how much others differ", method=text))
    return text


def _case_lines(cases: CaseMeasures, tr: Translator) -> Iterable[str]:
    elapsed = cases.elapsed
    text = _minutes(elapsed.mean_minutes, tr)
    percentiles = (("P50", elapsed.p50_minutes), ("P90", elapsed.p90_minutes), ("P95", elapsed.p95_minutes))
    known = [f"{label} {_minutes(figure, tr)}" for label, figure in percentiles if figure.value is not None]
    yield _row(tr(message("elapsed")), f"{text}  ({', '.join(known)})" if known else text)
    for name, side in ((message("citizen"), cases.citizen), (message("agents"), cases.agent),
                       (message("partners"), cases.partner)):
        yield _row(tr(name), _side(side, tr))


def _clock_lines(journey: JourneyMeasures, tr: Translator) -> Iterable[str]:
    clock = journey.legal_clock
    if clock is not None:
        late, unfinished = (_figure(share, share_words(share), tr) for share in (clock.share_late, clock.share_open))
        yield _row(tr(message("legal clock")), tr(message(
            "{mean} on average, late {late}, still open {open}", mean=_minutes(clock.mean_minutes, tr), late=late,
            open=unfinished)))


def _minutes(figure: Figure, tr: Translator) -> str:
    return _figure(figure, minutes_words(figure), tr, Minutes)


def _figure(figure: Figure, words: object, tr: Translator, doubt: type[Share | Minutes] = Share) -> str:
    """Return a figure with its standard error, where it was simulated."""
    error = figure.standard_error
    if figure.value is None or not error:
        return tr.write(words)
    return f"{tr.write(words)} ± {tr.write(doubt(error))}"


def _word(word: str, tr: Translator) -> str:
    known = WORDS.get(word)
    return tr(known) if known is not None else word


def _row(name: str, value: str) -> str:
    return f"{INDENT}{name:<13} {value}"


def _side(side: SideMeasures, tr: Translator) -> str:
    text = tr(message("work {work}, wait {wait}", work=_minutes(side.work_minutes, tr),
                      wait=_minutes(side.wait_minutes, tr)))
    if side.untimed:
        text += " · " + tr(plural("{count} step without a time", "{count} steps without a time", side.untimed))
    return text


def formats_text(exporters: Iterable[Exporter], importers: Iterable[Importer], tr: Translator) -> str:
    """Return the formats, one a paragraph, with their options: those of exports, then those of imports."""
    lines: list[str] = []
    for exporter in exporters:
        lines.append(f"{exporter.name:<13} {tr(exporter.title)}")
        lines.extend(_option_lines(exporter.options, tr))
    lines.extend(["", tr("To import:")])
    for importer in importers:
        lines.append(f"{importer.name:<13} {tr(importer.title)} {' '.join(importer.suffixes)}".rstrip())
        lines.extend(_option_lines(importer.options, tr))
    return "\n".join(lines) + "\n"


def _option_lines(options: Iterable[FormatOption], tr: Translator) -> Iterable[str]:
    for option in options:
        choices = "|".join((*option.choices, "…") if option.is_open else option.choices) or "…"
        default = f" ({option.initial})" if option.initial else ""
        yield f"  --{option.name} {choices}{default}: {tr(option.title)}"


def templates_text(known: Iterable[Template], language: str) -> str:
    """Return the templates: names and titles in two columns, and what each is for below its title."""
    listed = tuple(known)
    width = min(max((len(template.name) for template in listed), default=0), WIDEST_NAME) + 2
    return "".join(f"{template.name:<{width}}{template.title[language]}\n{'':<{width}}{template.summary[language]}\n"
                   for template in listed)
