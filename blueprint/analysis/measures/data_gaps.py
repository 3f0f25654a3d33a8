"""What the measures leave out or had to assume, told in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.analysis.semantics.journeys import Journey
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import BlueprintDocument, Split, StepKind


def data_gaps(document: BlueprintDocument, journeys: Sequence[Journey], endless: Sequence[str]) -> tuple[Message,
                                                                                                         ...]:
    """Return why there is no journey, or what is odd about the one there is; one message a matter."""
    if not journeys:
        return (_no_journey(document),)
    return tuple(_list_gaps(document, journeys, endless))


def _no_journey(document: BlueprintDocument) -> Message:
    if not any(step.kind is not StepKind.EVIDENCE for step in document.steps):
        return message("There is no step yet: nothing to measure.")
    return message("No journey begins: mark a step as the start, or connect the steps.")


def _list_gaps(document: BlueprintDocument, journeys: Sequence[Journey], endless: Sequence[str]) -> Iterator[Message]:
    for step in dict.fromkeys(endless):
        yield message("The journey goes round for ever at {step}; it counts as blocked there.",
                      step=step_words(document.step_by_id[step]))
    reached = frozenset().union(*(journey.reached_steps for journey in journeys))
    apart = [step for step in document.steps if step.kind is not StepKind.EVIDENCE and step.id not in reached]
    if apart:
        yield plural("{count} step is not on any journey: {step}.",
                     "{count} steps are not on any journey, the first of them {step}.", len(apart),
                     step=step_words(apart[0]))
    yield from _odd_steps(document, reached)


def _odd_steps(document: BlueprintDocument, reached: frozenset[str]) -> Iterator[Message]:
    for step in document.steps:
        if step.id not in reached:
            continue
        if step.kind is StepKind.OUTCOME and step.outcome is None:
            yield message("The outcome {step} does not say which kind it is; nobody knows what people get there.",
                          step=step_words(step))
        chances = [flow.probability for flow in document.flows_from.get(step.id, ())]
        known = [chance for chance in chances if chance is not None]
        if step.splits is Split.ALL and len(chances) > 1 and known:
            yield message("The ways out of {step} have probabilities, but all of them are taken; make it a decision, "
                          "or set its ways out to “exactly one is taken”.", step=step_words(step))
        elif step.splits is Split.ONE and len(known) == len(chances) > 0 and abs(sum(known) - 1) > 1e-6:
            yield message("The probabilities after {step} do not add up to 100%; they were scaled.",
                          step=step_words(step))

