"""What a blueprint does not say yet, in one order: what was not judged, missing figures by side, endless queues.

Then, where there is room, what partners do that nobody drew and which times were only assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis.figures import JourneyMeasures
from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.analysis.frictions.report import Analysis
from visavis.blueprint.language import Message, MessageList, message, plural
from visavis.blueprint.model import Basis, BlueprintDocument, Side, Step, StepKind

# The rule that tells of queues.
QUEUES = "overloaded-pool"
WORK_OF = {Side.CITIZEN: message("Citizen’s work"), Side.AGENT: message("Agents’ work"),
           Side.PARTNER: message("Partners’ work")}
WAITS_OF = {Side.CITIZEN: message("Citizen’s waits"), Side.AGENT: message("Agents’ waits"),
            Side.PARTNER: message("Partners’ waits")}


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known: what it is, and why or how much of it."""

    subject: Message
    reason: Message


def list_unknowns(document: BlueprintDocument, analysis: Analysis | None) -> tuple[Unknown, ...]:
    """Return what is not known yet, each once; none where everything is (a page then says what was measured)."""
    if analysis is None or analysis.measures.everybody is None:
        return (Unknown(message("Figures"), message("there is no journey to measure yet")),)
    found = [*_unjudged(analysis), *_missing_figures(document, analysis.measures.everybody), *_queues(analysis),
             *_undrawn_partners(document), *_assumed_times(document)]
    return tuple({(each.subject.text, str(each.subject), str(each.reason)): each for each in found}.values())


def _unjudged(analysis: Analysis) -> Iterator[Unknown]:
    """Yield the rules that could not judge, each once with all that it lacks."""
    lacking: dict[str, tuple[Message, list[Message]]] = {}
    for gap in analysis.frictions.not_assessed:
        needs = lacking.setdefault(gap.rule, (gap.title, []))[1]
        needs += [need for need in gap.missing if need.text not in {each.text for each in needs}]
    for title, needs in lacking.values():
        yield Unknown(title, message("not judged. Lacks: {needs}", needs=MessageList(tuple(needs))) if needs
                      else message("not judged"))


def _missing_figures(document: BlueprintDocument, measured: JourneyMeasures) -> Iterator[Unknown]:
    missing = measured.missing
    for names, labels in ((missing.work, WORK_OF), (missing.wait, WAITS_OF)):
        for side, label in labels.items():
            count = sum(document.side_of(document.step_by_id[step]) is side for step in names)
            if count:
                yield Unknown(label, plural("{count} step without a time", "{count} steps without a time", count))
    if missing.probability:
        yield Unknown(message("Branches"), plural("{count} way without a probability",
                                                  "{count} ways without a probability", len(missing.probability)))


def grows_without_end(analysis: Analysis) -> bool:
    """Return whether some queue has no mean: what waits in it waits ever longer, whatever the drawing says."""
    return any(map(_has_no_mean, analysis.frictions.open))


def _has_no_mean(finding: Finding) -> bool:
    return finding.rule == QUEUES and "time" not in finding.message.values


def _queues(analysis: Analysis) -> Iterator[Unknown]:
    """Yield the queues that have no mean because more work comes in than is done."""
    for finding in analysis.frictions.open:
        if _has_no_mean(finding):
            yield Unknown(message("Queue of {name}", name=finding.message.values["name"]),
                          message("more work comes in than can be done: it grows"))


def _undrawn_partners(document: BlueprintDocument) -> Iterator[Unknown]:
    """Yield that a partner's lane, or the whole side, has no step with a time."""
    if not any(document.side_of(step) is Side.PARTNER for step in document.steps):
        yield Unknown(message("Partners"), message("none of their steps is drawn, so their work is not counted"))


def _assumed_times(document: BlueprintDocument) -> Iterator[Unknown]:
    for side, label in WORK_OF.items():
        count = len(_assumed(document, side, document.steps))
        if count:
            yield Unknown(label, plural("{count} step whose time is assumed and was never measured",
                                        "{count} steps whose times are assumed and were never measured", count))


def _assumed(document: BlueprintDocument, side: Side, steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if document.side_of(step) is side and step.kind is not StepKind.EVIDENCE
            and step.work is not None and step.basis is Basis.ASSUMED]
