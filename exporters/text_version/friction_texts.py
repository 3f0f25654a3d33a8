"""Friction points in words: each is told once, in the first phase in which it is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, Figure, FrictionGroup
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.call_outs import duty_words, people_words, shows_people, whole_minutes
from visavis.blueprint.language import Message, Translator, message
from visavis.blueprint.model import BlueprintDocument
from visavis.exporters.text_version.text_page import FrictionText, SideMinutes

# Sentences of one friction: further places say the same of other steps.
MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class PhaseFrictions:
    """The friction points that are told in a phase, and those that were told before: number and name."""

    first: tuple[FrictionText, ...] = ()
    again: tuple[tuple[int, str], ...] = ()


def friction_texts(document: BlueprintDocument, analysis: Analysis,
                   translate: Translator) -> tuple[Mapping[str, PhaseFrictions], tuple[FrictionText, ...]]:
    """Return the friction points of each phase, and those of no phase: about the whole journey."""
    order = {phase.id: at for at, phase in enumerate(document.head.phases)}
    first: dict[str, list[FrictionText]] = {}
    again: dict[str, list[tuple[int, str]]] = {}
    whole: list[FrictionText] = []
    for group in analysis.frictions.groups:
        steps = [document.step_by_id[step] for step in group.steps if step in document.step_by_id]
        phases = sorted({step.phase for step in steps}, key=order.__getitem__)
        text = _friction_text(group, translate)
        if group.is_whole or not phases:
            whole.append(text)
            continue
        first.setdefault(phases[0], []).append(text)
        for phase in phases[1:]:
            again.setdefault(phase, []).append((text.number, text.name))
    return {phase: PhaseFrictions(tuple(first.get(phase, ())), tuple(again.get(phase, ()))) for phase in order}, (
        tuple(whole))


def _friction_text(group: FrictionGroup, translate: Translator) -> FrictionText:
    told = tuple(dict.fromkeys(translate(finding.message) for finding in group.findings))
    minutes = group.citizen_minutes, group.agent_minutes
    is_unknown = all(figure.value is None for figure in minutes)
    notes = [message("Cost in minutes: not known, for either side.")] if is_unknown else []
    if group.is_hypothesis:
        notes.append(message("A hypothesis: it rests on assumed numbers."))
    return FrictionText(group.number, translate(group.title), told[:MOST_SENTENCES], translate(group.remedy),
                        " ".join(map(translate, _losses(group, translate))),
                        () if is_unknown else tuple(_side_costs(minutes, translate)), " ".join(map(translate, notes)))


def _losses(group: FrictionGroup, translate: Translator) -> Iterator[Message]:
    """Yield who is lost, and that a duty is missed."""
    if shows_people(group):
        people, fate = people_words(group)
        yield message("{people} {fate}.", people=people, fate=fate)
    if group.is_duty:
        yield message("{title}.", title=_capital(translate(duty_words())))


def _side_costs(minutes: tuple[Figure, Figure], translate: Translator) -> Iterator[SideMinutes]:
    labels = message("citizen"), message("agents")
    for label, figure, is_citizens in zip(labels, minutes, (True, False), strict=True):
        words = translate.write(minutes_words(whole_minutes(figure) if figure.value is not None else figure))
        yield SideMinutes(translate(label), words, figure.value, is_citizens)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
