"""Which frictions a poster calls out beside their steps and explains in its strip, and what it says of each.

Up to seven, those that have a figure or miss a duty. The annex tells all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from visavis.blueprint.analysis import Analysis, Figure, FrictionGroup
from visavis.blueprint.analysis.frictions.groups import LEAST_LOST
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.language import Message, MessageList, message, plural
from visavis.blueprint.model import BlueprintDocument

MOST_SHOWN = 7
# Fewer people than one in two hundred cannot be told in people out of a hundred.
LEAST_PEOPLE = 0.005


def strip_groups(analysis: Analysis | None, document: BlueprintDocument) -> tuple[FrictionGroup, ...]:
    """Return the groups that the strip shows, in order: those with a figure or a duty, one a step at most."""
    return tuple({group.number: group for group in call_outs(analysis, document).values()}.values())


def call_outs(analysis: Analysis | None, document: BlueprintDocument) -> Mapping[str, FrictionGroup]:
    """Return which group of the strip is called out at which step, in the order of the groups.

    A step is called out for the first group that is marked on it. A group with no such step left to it stands on
    the first other one that takes part in it, and where there is none it is told in the annex only. What is about
    the whole journey belongs to the timeline.
    """
    found: dict[str, FrictionGroup] = {}
    shown = 0
    for group in analysis.frictions.groups if analysis is not None else ():
        free = [step for step in group.steps if step in document.step_by_id and step not in found]
        if not free:
            others = (step for finding in group.findings for step in finding.steps)
            free = [step for step in others if step in document.step_by_id and step not in found][:1]
        if shown < MOST_SHOWN and free and not group.is_whole and has_evidence(group):
            found.update(dict.fromkeys(free, group))
            shown += 1
    return found


def has_evidence(group: FrictionGroup) -> bool:
    """Return whether there is something to say for a friction: people, minutes, or a duty."""
    return shows_people(group) or shows_minutes(group) or group.is_duty


def shows_people(group: FrictionGroup) -> bool:
    """Return whether a friction is told in people lost: where they are many, or where no minutes are known."""
    lost = group.lost.value
    return lost is not None and (lost >= LEAST_LOST or (lost >= LEAST_PEOPLE and group.minutes.value is None))


def shows_minutes(group: FrictionGroup) -> bool:
    """Return whether a friction is told in minutes of both sides: some are lost, and few people if any."""
    return group.minutes.known_value > 0 and not shows_people(group)


def whole_minutes(figure: Figure) -> Figure:
    """Return minutes without decimals, as a wall reads them; less than one stays as it is."""
    return figure if figure.known_value < 1 else replace(figure, value=float(round(figure.known_value)))


def people_words(group: FrictionGroup) -> tuple[Message, Message]:
    """Return how many people out of a hundred a friction loses, and what becomes of them; two lines of a card."""
    count = max(1, round(group.lost.known_value * 100))
    people = plural("{count} person in 100", "{count} people in 100", count)
    if group.lost.at_least:
        people = message("at least {people}", people=people)
    if group.is_late:
        return people, plural("waits too long here", "wait too long here", count)
    return people, plural("stops here", "stop here", count)


def duty_words() -> Message:
    """Return what stands for a duty that has no figure."""
    return message("legal duty")


def place_words(document: BlueprintDocument, group: FrictionGroup, called: Sequence[str]) -> Message:
    """Return where a friction is: the step where it is called out, or at how many steps it is marked."""
    if len(group.steps) > 1 and set(called) & set(group.steps):
        return plural("{count} step", "{count} steps", len(group.steps))
    return message("{name}", name=step_name(document.step_by_id[called[0]]))


def group_sentences(document: BlueprintDocument, group: FrictionGroup, *, at_step: bool = False) -> Iterator[Message]:
    """Yield everything that the card of a friction says, with the names of all its steps.

    At one of its steps it says how many there are: a thousand steps that name each other are a million names.
    """
    yield message("{title}.", title=group.call_out)
    if not at_step:
        names = tuple(step_name(document.step_by_id[step]) for step in group.steps)
        yield message("{title}.", title=MessageList(names))
    elif len(group.steps) > 1:
        yield message("{title}.", title=plural("{count} step", "{count} steps", len(group.steps)))
    yield message("What would help: {remedy}", remedy=group.remedy)
    if shows_people(group):
        people, fate = people_words(group)
        yield message("{people} {fate}.", people=people, fate=fate)
    elif shows_minutes(group):
        yield message("Citizen: {citizen}; agents: {agent}.",
                      citizen=minutes_words(whole_minutes(group.citizen_minutes)),
                      agent=minutes_words(whole_minutes(group.agent_minutes)))
    else:
        yield message("{title}.", title=duty_words())
    if group.is_hypothesis:
        yield message("A hypothesis: it rests on assumed numbers.")
