"""What the citizen's page says of the steps, as text: in plain words where each printed step has them.

Nothing is conjugated: where one lacks plain words, the titles stand as they were typed, under headings that say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.analysis.plain.public_words import often_words
from visavis.blueprint.analysis.plain.told_phases import ThingToDo, ToldPhase, told_phases
from visavis.blueprint.drawing.display_list import TextTable
from visavis.blueprint.language import Message, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Side, Step, StepKind

# Of a step that fewer come to than this, it is said how often.
USUAL = 0.8
# What the agents do in a phase is told in so many letters, or in one sentence that is longer.
MOST_LETTERS = 108
# The column of the table of steps that the program fills in; the others are typed by authors.
_WHOSE = 1


@dataclass(frozen=True, slots=True)
class ToldJourney:
    """A blueprint as the citizen's page tells it; `is_plain` says whether every step is told in plain words."""

    document: BlueprintDocument
    analysis: Analysis | None
    phases: tuple[ToldPhase, ...]
    is_plain: bool = True

    @property
    def measured(self) -> JourneyMeasures | None:
        """The figures of everybody, or of the one persona that was chosen."""
        return self.analysis.measures.everybody if self.analysis else None

    def say_thing(self, thing: ThingToDo, translate: Translator) -> str:
        """Return one thing to do, with who does it and when, where that is not everybody and always."""
        said: Message | str = self.say_step(thing.steps[0])
        for other in thing.steps[1:]:
            said = message("{one}, or {other}", one=said, other=_begin_small(self.say_step(other)))
        if thing.who:
            said = message("{label}: {value}", label=thing.who, value=_begin_small(translate.write(said)))
        if thing.is_shared:
            said = message("{what}, with someone if possible", what=said)
        return translate.write(self._say_when(thing, said, translate))

    def _say_when(self, thing: ThingToDo, said: Message | str, translate: Translator) -> Message | str:
        """Return what is to be done with when it is; of what few come to, that not everybody has to."""
        is_rare = thing.share is not None and thing.share < USUAL
        when = thing.condition or (often_words(thing.share) if thing.share is not None and is_rare else "")
        if not is_rare:
            return message("{what} ({when})", what=said, when=when) if when else said
        what = _begin_small(translate.write(said))
        if not thing.is_asked:
            return message("If needed ({when}): {what}", when=when, what=what)
        return message("If we ask you: {what}", what=what) if self.is_plain else message(
            "If the agents ask for it: {what}", what=what)

    def say_step(self, step: Step) -> str:
        """Return a step in plain words, or its title as it was typed; without the full stop."""
        text = step.plain if self.is_plain and step.plain else step.title
        return text.strip().rstrip(".").rstrip() or "—"

    def pick_agents(self, phase: ToldPhase) -> str:
        """Return of the agents' steps the weightiest that are short enough together, in the order of the journey.

        How much room a page has does not matter: in each format the agents promise the same.
        """
        chosen: list[Step] = []
        for step in phase.agents:
            wanted = [each for each in self.document.steps if each in (*chosen, step)]
            wanted.sort(key=lambda each: each.column)
            if not chosen or len(self._say_together(wanted)) <= MOST_LETTERS:
                chosen = wanted
        return self._say_together(chosen)

    def _say_together(self, steps: Sequence[Step]) -> str:
        return " ".join(f"{text}." if text[-1] not in "!?…" else text for text in map(self.say_step, steps))


def tell_journey(document: BlueprintDocument, analysis: Analysis | None) -> ToldJourney:
    """Return what the page tells of a document."""
    phases = told_phases(document, analysis.measures.everybody if analysis else None)
    printed = [step for phase in phases for step in _printed(phase)]
    return ToldJourney(document, analysis, phases, all(step.plain for step in printed))


def _printed(phase: ToldPhase) -> Iterator[Step]:
    for thing in phase.to_do:
        yield from thing.steps
    yield from phase.agents


def left_out_words(count: int) -> Message:
    """Return how many things to do there are beside those that are told."""
    return plural("and {count} more thing", "and {count} more things", count)


def nothing_words(phase: ToldPhase, side: Side) -> Message:
    """Return what stands where a side does nothing in a phase, or the agents nothing that the citizen learns of."""
    if side is not Side.CITIZEN:
        return message("The agents are at work on it.") if phase.is_worked else message(
            "Nothing to do on the agents’ side.")
    return message("Nothing to do: wait.") if phase.is_waited else message("Nothing to do.")


def _begin_small(text: str) -> str:
    """Return a text as it goes on in a sentence: with a small letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def steps_table(journey: ToldJourney, translate: Translator) -> TextTable:
    """Return the steps of the citizen and of the agents in order, also those that the page has no room for."""
    document = journey.document
    order = {phase.id: number for number, phase in enumerate(document.head.phases)}
    lanes = {lane.id: number for number, lane in enumerate(document.head.lanes)}
    whose = {Side.CITIZEN: translate(message("Citizen")), Side.AGENT: translate(message("Agents"))}
    steps = [step for step in document.steps
             if document.side_of(step) in whose and step.kind is not StepKind.EVIDENCE]
    steps.sort(key=lambda step: (order[step.phase], step.column, lanes[step.lane]))
    rows = []
    for step in steps:
        side = document.side_of(step)
        assert side is not None
        rows.append((journey.say_step(step), whose[side], document.phase_by_id[step.phase].name))
    columns = (message("Step"), message("Who does it"), message("Phase"))
    return TextTable(translate(message("All the steps, one by one")), tuple(map(translate, columns)), tuple(rows),
                     frozenset(range(len(columns))) - {_WHOSE})
