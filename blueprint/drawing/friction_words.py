"""A friction point in words, for pages and cards: where it is, who is lost, and all of it as cells of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import FrictionGroup
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.call_outs import people_words, shows_people, whole_minutes
from visavis.blueprint.drawing.blueprint.descriptions import lane_name, step_name
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import BlueprintDocument, Step


def first_step(document: BlueprintDocument, group: FrictionGroup) -> Step | None:
    """Return the step that stands for a friction point; None where it is about the whole journey."""
    found = (document.step_by_id[step] for step in group.steps if step in document.step_by_id)
    return None if group.is_whole else next(found, None)


def place_of(document: BlueprintDocument, group: FrictionGroup) -> Message:
    """Return the lane and the phase of the step that is named, and how many more there are."""
    step = first_step(document, group)
    if step is None:
        return phase_of(document, group)
    return message("{lane} · {phase}", lane=lane_name(document.lane_of(step)), phase=phase_of(document, group))


def phase_of(document: BlueprintDocument, group: FrictionGroup) -> Message:
    """Return the phase of the step that is named, and how many more steps there are."""
    step = first_step(document, group)
    if step is None:
        return message("The whole journey")
    number = next(at for at, phase in enumerate(document.head.phases, start=1) if phase.id == step.phase)
    name = document.head.phases[number - 1].name.strip() or message("Phase {number}", number=number)
    further = len(group.steps) - 1
    if not further:
        return message("{name}", name=name)
    return plural("{phase} · and {count} more step", "{phase} · and {count} more steps", further, phase=name)


def losses_of(group: FrictionGroup) -> Iterator[Message]:
    """Yield who is lost, and that a duty is missed."""
    if shows_people(group):
        people, fate = people_words(group)
        yield message("{people} {fate}", people=people, fate=fate)
    if group.is_duty:
        yield message("legal duty of the service")


def counted_before(groups: Sequence[FrictionGroup], group: FrictionGroup) -> Message | None:
    """Return that a heavier friction point counts the same people; None where none does."""
    if not shows_people(group):
        return None
    same = next((one for one in groups if one.number < group.number and shows_people(one)
                 and one.shares_people_with(group)), None)
    return message("Same people as point {number}", number=same.number) if same is not None else None


def friction_cells(context: DrawingContext, document: BlueprintDocument,
                   group: FrictionGroup, groups: Sequence[FrictionGroup] = ()) -> tuple[str, str, str, str, str]:
    """Return a friction point in words: number and name, steps, what happens, cost to both sides, remedy.

    Of `groups`, those before it may count the same people.
    """
    translate = context.translate
    steps = (document.step_by_id[step] for step in group.steps if step in document.step_by_id)
    names = [translate.write(step_name(step)) for step in steps]
    places = [translate(place_of(document, group)), *([] if group.is_whole else names)]
    costs = [translate(words) for words in losses_of(group)]
    same = counted_before(groups, group)
    costs += [translate(same)] if same is not None else []
    costs.append(translate(message("Citizen: {citizen}; agents: {agent}.",
                                   citizen=minutes_words(whole_minutes(group.citizen_minutes)),
                                   agent=minutes_words(whole_minutes(group.agent_minutes)))))
    told = dict.fromkeys(translate(finding.message) for finding in group.findings)
    return (f"{group.number}. {translate(group.title)}", " · ".join(places), " ".join(told), " · ".join(costs),
            translate(group.remedy))
