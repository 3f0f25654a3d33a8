"""Who speaks to whom: contacts of citizens with agents, and those that only ask where the case stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.language import Minutes, Period
from visavis.blueprint.model import Channel, Side, Step, StepKind, mean_elapsed, mean_minutes
from visavis.blueprint.model.durations import MINUTES_PER_DAY, waits_quantity

_NOT_A_CALL = frozenset({Channel.INTERNAL.value, Channel.VISIT.value})
# Words of someone who asks for news, in French and English titles and sentences.
_FOR_NEWS = re.compile(
    r"où en|nouvelles|relanc|rappel|pour savoir|suivi|avancement|est-ce prêt|c’est prêt|c'est prêt|"
    r"status|progress|chas(e|ing)|follow(s|ing)? up|any news|where is|how far|remind", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chase:
    """A contact that brings nothing new: the wait that provokes it, the citizen's step and the agents' answers."""

    wait: str
    contact: str
    answers: tuple[str, ...]


def is_wait(step: Step) -> bool:
    """Return whether a step is a wait, or lets at least a day pass."""
    return step.kind is StepKind.WAIT or mean_minutes(step.wait) >= MINUTES_PER_DAY


def minutes_of_wait(step: Step) -> float:
    """Return the calendar minutes that a step lets pass; the time of a wait may have been put down as its work."""
    return mean_minutes(step.wait) + (mean_elapsed(step.work) if step.kind is StepKind.WAIT else 0.0)


def describe_wait(steps: Iterable[Step]) -> Minutes | Period:
    """Return how long steps let pass one after the other, to be told: a single wait as it was given."""
    given = list(steps)
    if all(minutes_of_wait(step) == mean_minutes(step.wait) for step in given):
        return waits_quantity(step.wait for step in given)
    return Minutes(sum(map(minutes_of_wait, given)))


def find_contacted_steps(context: RuleContext, step: str) -> tuple[str, ...]:
    """Return the agents' steps that a citizen's step turns to directly."""
    targets = [flow.target for flow in context.document.flows_from.get(step, ())]
    return tuple(dict.fromkeys(name for name in targets if name in context.whole.stops
                               and context.side(context.step(name)) is Side.AGENT))


def speakers(context: RuleContext, step: str) -> tuple[str, ...]:
    """Return the citizen's steps that turn to an agent's step directly."""
    sources = [flow.source for flow in context.document.flows_to.get(step, ())]
    return tuple(dict.fromkeys(name for name in sources if name in context.whole.stops
                               and context.side(context.step(name)) is Side.CITIZEN))


def informs(step: Step) -> bool:
    """Return whether a step says whom it informs, or what it promises them."""
    return step.informs is not None and bool(step.informs.who or step.informs.promise)


def writes(step: Step) -> bool:
    """Return whether a step goes out by a channel of its own (a letter, a message), not inside the house."""
    return step.channel is not None and step.channel != Channel.INTERNAL


def is_call(context: RuleContext, step: Step) -> bool:
    """Return whether a citizen's step is a contact on the citizen's own initiative: it turns to an agent."""
    return (context.side(step) is Side.CITIZEN and step.kind not in (StepKind.START, StepKind.WAIT, StepKind.OUTCOME)
            and step.channel not in _NOT_A_CALL and bool(find_contacted_steps(context, step.id)))


def chases(context: RuleContext) -> tuple[Chase, ...]:
    """Return the contacts that only ask for news.

    Such a contact is a citizen's call that follows a wait (or a decision after it), hands over no new item, is asked
    for none and is given none; and it either says so in words, or is a detour: its answer leads back to the wait, or
    to where the wait also leads without it. A contact that brings or gets something is value demand, not failure
    demand.
    """
    return tuple(_chases(context))


def _chases(context: RuleContext) -> Iterator[Chase]:
    for step in context.steps:
        if not context.reached(step.id) or not is_call(context, step):
            continue
        answers = find_contacted_steps(context, step.id)
        if not _brings_nothing(context, step, answers):
            continue
        for wait, branch in _waits_before(context, step):
            if _is_detour(context, wait, branch, step.id, answers) or _asks_for_news(context, step):
                yield Chase(wait, step.id, answers)
                break


def _waits_before(context: RuleContext, step: Step) -> Iterator[tuple[str, str]]:
    """Yield the waits before a contact, and the step that branches to it: the wait, or a decision after the wait."""
    for before in context.whole.comes_from.get(step.id, ()):
        if is_wait(context.step(before)):
            yield before, before
        elif context.step(before).kind is StepKind.DECISION:
            yield from ((wait, before) for wait in context.whole.comes_from.get(before, ())
                        if is_wait(context.step(wait)))


def _brings_nothing(context: RuleContext, step: Step, answers: Iterable[str]) -> bool:
    said = [flow for name in (step.id, *answers) for flow in context.document.flows_from.get(name, ())
            if name == step.id or context.side(context.step(flow.target)) is Side.CITIZEN]
    handled = [*step.gives, *(item for flow in said for item in flow.carries)]
    for name in answers:
        handled += [*context.step(name).asks, *context.step(name).gives]
    return not handled


def _is_detour(context: RuleContext, wait: str, branch: str, contact: str, answers: Iterable[str]) -> bool:
    beyond = {following for name in (contact, *answers) for following in context.whole.stops[name].next_steps}
    elsewhere = {choice.target for choice in context.whole.stops[branch].branches} - {contact}
    return bool(beyond & ({wait, branch} | elsewhere))


def _asks_for_news(context: RuleContext, step: Step) -> bool:
    said = [flow.label for flow in context.document.flows_from.get(step.id, ())]
    return any(_FOR_NEWS.search(text[:500]) for text in (step.title, *said))
