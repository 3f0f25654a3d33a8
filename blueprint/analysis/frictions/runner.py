"""Analysing a document: measure it, ask every rule, apply the waivers, rank what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from visavis.blueprint.analysis.frictions.cause_chains import attach_roots
from visavis.blueprint.analysis.frictions.clauses import attach_clauses, judge_clauses
from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, NotAssessed
from visavis.blueprint.analysis.frictions.groups import group_findings
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES
from visavis.blueprint.analysis.frictions.report import Analysis, FrictionReport
from visavis.blueprint.analysis.frictions.rule import FrictionRule, inputs_of
from visavis.blueprint.analysis.frictions.rule_answers import check_answers
from visavis.blueprint.analysis.frictions.rule_inputs import is_absent
from visavis.blueprint.analysis.frictions.triage import apply_waivers, attach_decisions
from visavis.blueprint.analysis.measures.measure import Cancelled, measure_journeys
from visavis.blueprint.analysis.measures.reach import Reach
from visavis.blueprint.analysis.semantics.journeys import journey
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import PluginError, PluginFailure, WrongValue
from visavis.blueprint.storage.organisation import Organisation

__all__ = ["Cancelled", "analyse", "context_of"]


def analyse(document: BlueprintDocument, rules: Iterable[FrictionRule], cancelled: Callable[[], bool] | None = None,
            *, before: RuleContext | None = None, organisation: Organisation | None = None) -> Analysis:
    """Return the measures and the frictions of a document; the same document always gives the same analysis.

    `before` is the blueprint that it redesigns, measured; `organisation` sets thresholds. A rule that raises, or that
    answers what no one can show, is told in `failures` and the others go on. When `cancelled` says so, raises
    Cancelled between two personas, two rules or some simulated journeys.
    """
    return analyse_in(context_of(document, cancelled, before=before, organisation=organisation), rules, cancelled)


def analyse_in(context: RuleContext, rules: Iterable[FrictionRule],
               cancelled: Callable[[], bool] | None = None) -> Analysis:
    """Return the measures and the frictions of a document that is measured already. Raises Cancelled."""
    rules, document = tuple(rules), context.document
    findings: list[Finding] = []
    missing: list[NotAssessed] = []
    failures: list[PluginFailure] = []
    for rule in rules:
        if cancelled is not None and cancelled():
            raise Cancelled
        context.guesses.clear()
        try:
            answers = check_answers(rule.name, document, rule.assess(context))
            answers += [context.not_assessed(rule, needs=(need,)) for need in inputs_of(rule)
                        if is_absent(context, need)]
        except Cancelled:
            raise
        except Exception as error:  # noqa: BLE001 - a plugged-in rule may raise anything; the others must go on
            failures.append(_failure(rule, error))
            continue
        if context.guesses:
            answers.append(context.not_assessed(rule, _find_guessed_steps(context), (PROBABILITIES,)))
        findings.extend(answer for answer in answers if isinstance(answer, Finding))
        missing.extend(_merge_answers([answer for answer in answers if isinstance(answer, NotAssessed)]))
    judged = _judge_findings(document, findings)
    ranked = _rank_findings(context, judged)
    asked = tuple(rule.name for rule in rules)
    return Analysis(context.measures, FrictionReport(
        ranked, tuple(missing), tuple(failures), judge_clauses(document, ranked, missing, asked), asked))


def _judge_findings(document: BlueprintDocument, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Let findings bear what people said of them: clauses, waivers, decisions; then tell which are one story."""
    waived = [apply_waivers(finding, document.head.waivers) for finding in attach_clauses(document, findings)]
    return attach_roots(tuple(attach_decisions(document, waived)))


def context_of(document: BlueprintDocument, cancelled: Callable[[], bool] | None = None, *,
               before: RuleContext | None = None, organisation: Organisation | None = None) -> RuleContext:
    """Measure a document and return what rules see of it, beside the one that it redesigns."""
    measured = measure_journeys(document, cancelled=cancelled)
    views = tuple(PersonaView(walk.journey, walk.measures, Reach(walk.journey, walk.measures.visits),
                              walk.longer_than) for walk in measured.journeys)
    return RuleContext(document, measured.measures, views, journey(document), organisation or Organisation(), before)


def _find_guessed_steps(context: RuleContext) -> set[str]:
    """Return the steps whose ways have probabilities that no one gave."""
    flows = {flow for view in context.views for flow in view.journey.guessed_flows}
    return {context.document.flow_by_key[flow].source for flow in flows}


def _failure(rule: FrictionRule, error: Exception) -> PluginFailure:
    if isinstance(error, PluginError):
        return error.failure
    told = str(error).splitlines()
    shown = f"{type(error).__name__}: {told[0]}" if told else type(error).__name__
    return PluginFailure(getattr(rule, "plugin", rule.name), message(
        "rule '{name}': {reason}", name=rule.name, reason=error.message if isinstance(error, WrongValue) else shown))


def _merge_answers(answers: Sequence[NotAssessed]) -> Iterable[NotAssessed]:
    """Tell once what a rule lacks, with all the steps that lack it."""
    if answers:
        needs = {(need.element, need.field): need for answer in answers for need in answer.needs}
        steps = dict.fromkeys(step for answer in answers for step in answer.steps)
        yield replace(answers[0], needs=tuple(needs.values()), steps=tuple(steps))


def _rank_findings(context: RuleContext, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return open findings in the order of their groups, then closed ones; place, rule and persona part equals."""
    placed = sorted(findings, key=lambda finding: (
        tuple(context.order.get(step, len(context.order)) for step in finding.steps), finding.rule,
        finding.persona or ""))
    closed = group_findings(finding for finding in placed if not finding.is_open)
    open_ones = group_findings(finding for finding in placed if finding.is_open)
    return tuple(finding for group in (*open_ones, *closed) for finding in group.findings)
