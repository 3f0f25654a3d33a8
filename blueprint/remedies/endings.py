"""Journeys that were drawn to their end without saying how they end: where that is, and what says it in one click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, Outcome, Side, Split, Step, StepKind
from visavis.blueprint.remedies.fix import QuickFix, combine


def open_ends(document: BlueprintDocument) -> tuple[str, ...]:
    """Return the steps at which journeys end without an outcome, in reading order."""
    return tuple(step.id for step in reading_order(document) if is_open_end(document, step))


def is_open_end(document: BlueprintDocument, step: Step) -> bool:
    """Return whether journeys end at a step that does not say how.

    That is an outcome of which no one said which it is, or a step that something leads to and that leads on to
    nothing. Systems just end, and so does a branch beside another one that comes to an outcome.
    """
    if step.kind is StepKind.OUTCOME:
        return step.outcome in (None, Outcome.UNSPECIFIED)
    if step.kind is StepKind.EVIDENCE or document.flows_from.get(step.id) or not document.flows_to.get(step.id):
        return False
    return document.side_of(step) is not Side.SYSTEM and not _is_beside_outcome(document, step)


def endings(document: BlueprintDocument, step_id: str) -> tuple[QuickFix, ...]:
    """Return what makes an end without an outcome one: each granted and refused; nothing for other steps."""
    step = document.step_by_id.get(step_id)
    if step is None or not is_open_end(document, step):
        return ()
    granted = message("Make {step} the outcome: granted", step=step_words(step))
    refused = message("Make {step} the outcome: refused", step=step_words(step))
    return tuple(combine(title, [EditStep(step.id, kind=StepKind.OUTCOME, outcome=outcome)])
                 for title, outcome in ((granted, Outcome.GRANTED), (refused, Outcome.REFUSED)))


def _is_beside_outcome(document: BlueprintDocument, step: Step) -> bool:
    """Return whether a step before this one goes all its ways, and another of them comes to an outcome."""
    sources = {name: [flow.source for flow in flows] for name, flows in document.flows_to.items()}
    to_step = _find_reachable([step.id], sources)
    to_outcome = _find_reachable([other.id for other in document.steps if other.kind is StepKind.OUTCOME], sources)
    return any(document.step_by_id[name].splits is Split.ALL
               and any(flow.target in to_outcome and flow.target not in to_step
                       for flow in document.flows_from.get(name, ()))
               for name in to_step - {step.id})


def _find_reachable(starts: Iterable[str], next_steps: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the steps that some ways lead to, with where they start."""
    todo = [*starts]
    seen = {*todo}
    while todo:
        for following in next_steps.get(todo.pop(), ()):
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return seen
