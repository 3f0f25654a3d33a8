"""Choosing what of a blueprint is exported: personas, phases, lanes, journeys; for everybody, or internally.

One mechanism for every format, for the command line, the window and the Python API: `make_job` makes the document
that an export shows before anything draws it, and says what it is an extract of. Figures stay those of the whole: of
a part of a journey, times and shares would mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visavis.blueprint.analysis import Analysis, FrictionReport, JourneyMeasures
from visavis.blueprint.drawing import without_private_notes
from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Outcome, Persona, words
from visavis.blueprint.model.problems import describe_missing
from visavis.blueprint.registry.excerpts import cut_out
from visavis.blueprint.registry.export_formats import ExportJob, Surroundings

if TYPE_CHECKING:
    from visavis.blueprint.analysis import DistinctJourney

# As many as the window shows.
MOST_JOURNEYS = 60
MOST_OF_ONE, LEAST_SHARE = 40, 0.002


@dataclass(frozen=True, slots=True)
class ContentChoice:
    """What is exported; a part that names nothing chooses everything.

    Personas, phases and lanes are told by their ids or names; journeys by their numbers, the likeliest first, or by
    how they end (`granted`, `refused` …). `internal` takes in what is not for everybody.
    """

    personas: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    internal: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.personas or self.phases or self.lanes or self.journeys)


WHOLE = ContentChoice()


def make_job(document: BlueprintDocument, analysis: Analysis, language: str, options: Mapping[str, str],
             around: Surroundings | None = None, choice: ContentChoice = WHOLE) -> ExportJob:
    """Return the job that exports what was chosen of an analysed document.

    Raises BlueprintError where the choice names what is not there, or chooses nothing.
    """
    internal = choice.internal or options.get("private-notes") == "yes"
    shown = document if internal else without_private_notes(document)
    job = ExportJob(shown, analysis, language, options, around, choice.internal)
    return job if choice.is_whole else _excerpt(job, choice)


def _excerpt(job: ExportJob, choice: ContentChoice) -> ExportJob:
    document, analysis = job.document, job.analysis
    head = document.head
    personas = _find(message("persona"), choice.personas, {one.id: one.name for one in head.personas})
    phases = _find(message("phase"), choice.phases, {one.id: one.name for one in head.phases})
    lanes = _find(message("lane"), choice.lanes, {one.id: one.name for one in head.lanes})
    people = [document.persona_by_id[name] for name in personas]
    journeys = _find_journeys(document, analysis, people, choice.journeys)
    steps = frozenset(step.id for step in document.steps
                      if (not phases or step.phase in phases) and (not lanes or step.lane in lanes))
    steps &= _walked(document, analysis, people, journeys)
    if not steps:
        raise BlueprintError(message("what was chosen has no step: there is nothing to export"))
    alone = people[0] if len(people) == 1 else None
    chosen = tuple(_chosen_words(document, people, phases, lanes, choice.journeys))
    made, excerpt = cut_out(document, steps, lanes=lanes, phases=phases, persona=alone, chosen=chosen)
    return replace(job, document=made, analysis=_analysis_of(analysis, steps, alone), excerpt=excerpt)


def _find(what: Message, asked: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of what was asked for by id or name, in the document's order."""
    by_name = {name.strip().casefold(): each for each, name in known.items()}
    found = set()
    for name in asked:
        each = name if name in known else by_name.get(name.strip().casefold())
        if each is None:
            raise BlueprintError(describe_missing(what, name, known))
        found.add(each)
    return tuple(each for each in known if each in found)


def _chosen_words(document: BlueprintDocument, personas: Iterable[Persona], phases: Iterable[str],
                  lanes: Iterable[str], journeys: Collection[str]) -> Iterator[Message]:
    """Yield what was chosen, in words."""
    people = tuple(persona.name or persona.id for persona in personas)
    if people:
        yield message("only {names}", names=MessageList(people))
    for told, names in ((message("phases"), [document.phase_by_id[each].name or each for each in phases]),
                        (message("lanes"), [document.lane_by_id[each].name or each for each in lanes])):
        if names:
            yield message("{what} {names}", what=told, names=MessageList(tuple(map(Quoted, names))))
    if journeys:
        named = tuple(words.OUTCOMES[each].in_text if each in words.OUTCOMES else each for each in journeys)
        yield message("journeys {names}", names=MessageList(named))


def _find_journeys(document: BlueprintDocument, analysis: Analysis, people: Collection[Persona],
                   asked: Collection[str]) -> tuple[DistinctJourney, ...] | None:
    """Return the journeys that were asked for; None where none was."""
    if not asked:
        return None
    known = walked_journeys(document, analysis, people)
    found: list[DistinctJourney] = []
    for name in asked:
        ends = [one for one in known if one.outcome == name]
        number = int(name) if name.isascii() and name.isdigit() and len(name) < 6 else 0
        if not ends and not 0 < number <= len(known):
            outcomes = [outcome.value for outcome in Outcome if any(one.outcome is outcome for one in known)]
            raise BlueprintError(describe_missing(message("journey"), name, [
                *outcomes, *(str(place) for place in range(1, len(known) + 1))]))
        found += ends or [known[number - 1]]
    return tuple(found)


def walked_journeys(document: BlueprintDocument, analysis: Analysis, people: Collection[Persona] = (),
                    cancelled: Callable[[], bool] | None = None) -> tuple[DistinctJourney, ...]:
    """Return the distinct journeys of some personas (none: of everybody), likeliest first. Raises Cancelled."""
    from visavis.blueprint.analysis import distinct_journeys, journey
    from visavis.blueprint.analysis.paths.distinct_journeys import merge_journeys

    if analysis.measures.everybody is None:
        return ()
    measured = [one for one in analysis.measures.personas
                if not people or one.persona in {persona.id for persona in people}]
    if not measured:
        return distinct_journeys(document, journey(document), MOST_OF_ONE, LEAST_SHARE, cancelled).journeys
    total = sum(one.weight for one in measured) or 1.0
    parts = []
    for one in measured:
        walker = journey(document, document.persona_by_id[one.persona or ""])
        parts.append((one.persona or "", one.weight / total,
                      distinct_journeys(document, walker, MOST_OF_ONE, LEAST_SHARE, cancelled)))
    return merge_journeys(parts, MOST_JOURNEYS).journeys


def _walked(document: BlueprintDocument, analysis: Analysis, people: Collection[Persona],
            journeys: Iterable[DistinctJourney] | None) -> frozenset[str]:
    """Return the steps that some people pass on some journeys, with what stands beside these."""
    everything = frozenset(document.step_by_id)
    everybody = analysis.measures.everybody
    if not people and journeys is None:
        return everything
    if everybody is None:
        raise BlueprintError(message("there is no journey yet: nothing can be chosen by persona or by journey"))
    passed = everything
    if people:
        own = [_measures_of(analysis, persona) for persona in people]
        passed = frozenset(step for step in everything
                           if any(one.started.visits.get(step, 0.0) != 0.0 for one in own if one is not None))
    if journeys is not None:
        passed &= frozenset(step for one in journeys for step in one.steps)
    # Evidence, tools and partners are on nobody's way: they belong to the steps that they stand at.
    aside = [step for step in document.steps if everybody.started.visits.get(step.id, 0.0) == 0.0]
    columns = {(document.step_by_id[step].phase, document.step_by_id[step].column) for step in passed}
    beside = {step.id for step in aside if _neighbours(document, step.id) & passed or (
        (step.phase, step.column) in columns and not _neighbours(document, step.id))}
    return passed | beside


def _neighbours(document: BlueprintDocument, step: str) -> frozenset[str]:
    arriving, leaving = document.flows_to.get(step, ()), document.flows_from.get(step, ())
    return frozenset([flow.source for flow in arriving] + [flow.target for flow in leaving])


def _measures_of(analysis: Analysis, persona: Persona) -> JourneyMeasures | None:
    return next((one for one in analysis.measures.personas if one.persona == persona.id), None)


def _analysis_of(analysis: Analysis, steps: Collection[str], persona: Persona | None) -> Analysis:
    """Return the figures of the whole (of one persona where only one was chosen), and the frictions of some steps."""
    kept = []
    for finding in analysis.frictions.findings:
        inside = tuple(step for step in finding.steps if step in steps)
        if inside or not finding.steps:
            kept.append(finding if len(inside) == len(finding.steps) else replace(finding, steps=inside))
    frictions: FrictionReport = replace(analysis.frictions, findings=tuple(kept))
    own = _measures_of(analysis, persona) if persona is not None else None
    if own is None:
        return replace(analysis, frictions=frictions)
    measures = replace(analysis.measures, everybody=replace(own, persona=None, weight=1.0), personas=(own,))
    return Analysis(measures, frictions)
