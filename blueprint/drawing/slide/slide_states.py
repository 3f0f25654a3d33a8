"""What a slide compares: the journey as it is drawn, or today and the target; and the sentence that is its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, Comparison, JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import round_to_error
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE, count_outcomes
from visavis.blueprint.drawing.reader_pages.decider_verdict import count_unserved
from visavis.blueprint.language import Message, Minutes, message, plural
from visavis.blueprint.model import BlueprintDocument, State


@dataclass(frozen=True, slots=True)
class SlideState:
    """One journey on a slide: its measures, what it is called beside its figures, whether a target follows it."""

    measured: JourneyMeasures | None
    name: Message | None
    is_before: bool = False
    is_today: bool = False

    @property
    def people(self) -> dict[str, int]:
        """How many of twenty requests end in each outcome; empty where that is not known."""
        return count_outcomes(self.measured)


def slide_states(document: BlueprintDocument, analysis: Analysis | None,
                 comparison: Comparison | None) -> tuple[SlideState, ...]:
    """Return what the slide shows, before the target what it redesigns."""
    if comparison is None:
        is_today = document.head.state is not State.TO_BE
        return (SlideState(analysis.measures.everybody if analysis else None, None, is_today=is_today),)
    return (SlideState(comparison.before.measures.everybody, message("today"), is_before=True, is_today=True),
            SlideState(comparison.after.measures.everybody, message("in the target")))


def slide_title(states: tuple[SlideState, ...]) -> tuple[Message, ...]:
    """Return the title: the number to remember now, then, where there is a target, what it aims at."""
    first = states[0]
    unserved = [count_unserved(state.measured) for state in states]
    if unserved[0] is None and first.measured is not None:
        return (message("How many requests reach a decision is not known."),)
    if unserved[0]:
        return (_unserved_sentence(unserved[0], first), *_aimed_people(unserved[1:]))
    return tuple(_delay_sentences(states))


def _unserved_sentence(count: int, state: SlideState) -> Message:
    if count == PEOPLE:
        return message("Today, none of 20 requests reaches a decision.") if state.is_today else message(
            "In the target, none of 20 requests reaches a decision.")
    return plural("Today, {count} request in 20 stops without a decision.",
                  "Today, {count} requests in 20 stop without a decision.", count) if state.is_today else plural(
        "In the target, {count} request in 20 stops without a decision.",
        "In the target, {count} requests in 20 stop without a decision.", count)


def _aimed_people(counts: list[int | None]) -> Iterator[Message]:
    for count in counts:
        if count is None:
            yield message("For the target it is not known.")
        elif count:
            yield message("The target aims at {count}.", count=count)
        else:
            yield message("The target aims at none.")


def _delay_sentences(states: tuple[SlideState, ...]) -> Iterator[Message]:
    """Yield the delay where no one is left without a decision."""
    for number, state in enumerate(states):
        measured = state.measured
        elapsed = measured.headline_cases.elapsed.mean_minutes if measured is not None and measured.decided else None
        if elapsed is None or elapsed.value is None:
            yield message("How long a decision takes is not known.") if not number else message(
                "For the target it is not known.")
            continue
        time = Minutes(round_to_error(elapsed), spelled=True)
        if number:
            yield message("The target aims at {time}.", time=time)
        elif elapsed.at_least:
            yield message("A decision takes at least {time}.", time=time)
        else:
            yield message("Today, a decision takes {time}.", time=time) if state.is_today else message(
                "In the target, a decision takes {time}.", time=time)
