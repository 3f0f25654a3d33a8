"""What a story says of a friction point, in sentences: what is the matter, what would help, what both sides gain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Figure, FrictionGroup, Severity
from visavis.blueprint.analysis.decisions.decision import Decision, decision_on
from visavis.blueprint.analysis.economics.scale_words import hours_words
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.call_outs import duty_words, people_words, shows_people, whole_minutes
from visavis.blueprint.drawing.blueprint.descriptions import lane_name, step_name
from visavis.blueprint.language import Message, Quoted, Translator, message, plural, translator
from visavis.blueprint.model import AvoidClause, BlueprintDocument
from visavis.blueprint.registry import ExportJob


@dataclass(frozen=True, slots=True)
class StorySection:
    """A heading of a story, and the sentences below it, each a point."""

    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One friction point as work to do. All of it is text as it was typed and said: trackers must be kept from it."""

    summary: str
    sections: tuple[StorySection, ...]
    labels: tuple[str, ...]
    severity: Severity


def list_stories(job: ExportJob) -> tuple[Story, ...]:
    """Return a story for each friction point that is open, the heaviest first, in the language of the export."""
    teller = _Teller(job, translator(job.language))
    return tuple(teller.story(group) for group in job.analysis.frictions.groups)


class _Teller:
    """Tells the friction points of one blueprint."""

    def __init__(self, job: ExportJob, translate: Translator) -> None:
        self._document: BlueprintDocument = job.document
        self._analysis, self._translate = job.analysis, translate
        self._clauses = {clause.id: clause for clause in job.document.head.avoid}

    def story(self, group: FrictionGroup) -> Story:
        """Return the story of one friction point."""
        decision, say = decision_on(self._document, self._analysis, group), self._translate
        severity = max(finding.severity for finding in group.findings)
        sections = ((message("What is the matter"), self._matter(group)), (message("Where"), self._places(group)),
                    (message("What would help"), self._help(decision)),
                    (message("What both sides gain"), self._gains(decision)),
                    (message("Acceptance criteria"), self._criteria(group)), (message("Source"), self._source(group)))
        summary = message("{number}. {remedy} ({friction})", number=group.number, remedy=group.remedy,
                          friction=group.title)
        told = ((heading, tuple(map(say, points))) for heading, points in sections)
        return Story(say(summary), tuple(StorySection(say(heading), points) for heading, points in told if points),
                     ("visavis", group.rule, severity.word), severity)

    def _matter(self, group: FrictionGroup) -> Iterator[Message]:
        told: set[str] = set()
        for finding in group.findings:
            sentence = self._translate(finding.message)
            if sentence not in told:
                told.add(sentence)
                yield message("{said}", said=finding.message)
        if shows_people(group):
            people, fate = people_words(group)
            yield message("{people} {fate}", people=people, fate=fate)
        if group.is_duty:
            yield duty_words()

    def _places(self, group: FrictionGroup) -> Iterator[Message]:
        if group.is_whole:
            yield message("The whole journey")
        for name in group.steps:
            step = self._document.step_by_id[name]
            yield message("{step} · {lane} · {phase} ({id})", step=Quoted(self._translate.write(step_name(step))),
                          lane=lane_name(self._document.lane_of(step)), id=step.id,
                          phase=self._document.phase_by_id[step.phase].name)

    @staticmethod
    def _help(decision: Decision) -> Iterator[Message]:
        yield message("{said}", said=decision.remedy)
        if decision.price is not None:
            yield message("{said}", said=decision.price)

    @staticmethod
    def _gains(decision: Decision) -> Iterator[Message]:
        """Yield for both sides what the friction takes today, which is what mending it may spare."""
        if decision.kept.value is not None:
            count = max(1, round(decision.kept.known_value * 100))
            yield plural("At most {count} more case in 100 goes on", "At most {count} more cases in 100 go on", count)
        yield message("Citizens: {gain}", gain=_gain(decision.citizen_minutes, decision.citizen_hours))
        yield message("Agents: {gain}", gain=_gain(decision.agent_minutes, decision.agent_hours))
        if decision.is_hypothesis:
            yield message("A hypothesis: it rests on assumed numbers.")

    def _criteria(self, group: FrictionGroup) -> Iterator[Message]:
        where = [Quoted(self._translate.write(step_name(self._document.step_by_id[step]))) for step in group.steps]
        for place in where if not group.is_whole else ():
            yield message("{friction} is no longer found at {step}", friction=Quoted(self._translate(group.title)),
                          step=place)
        if group.is_whole:
            yield message("{friction} is no longer found", friction=Quoted(self._translate(group.title)))
        broken = dict.fromkeys(clause for finding in group.findings for clause in finding.clauses)
        for name in broken:
            yield self._clause(self._clauses[name])
        yield message("Neither citizens nor agents work longer on a case than today")

    @staticmethod
    def _clause(clause: AvoidClause) -> Message:
        return message("What was agreed is kept: {clause}", clause=clause.text.strip() or clause.id)

    def _source(self, group: FrictionGroup) -> Iterator[Message]:
        head = self._document.head
        yield message("Blueprint: {title} ({id})", id=head.id,
                      title=head.title.strip() or message("Untitled blueprint"))
        yield message("Friction rule: {rule}", rule=group.rule)


def _gain(minutes: Figure, hours: Figure) -> Message:
    """Return minutes per case and hours of a year; unknown where nobody knows them, a bound where they are one."""
    if minutes.value is None:
        return message("not known")
    per_case = minutes_words(whole_minutes(minutes))
    if hours.value is None:
        return message("{minutes} per case; how many cases a year has is not known", minutes=per_case)
    a_year = hours_words(hours.value)
    if hours.at_least:
        return message("{minutes} per case, at least {hours} h a year", minutes=per_case, hours=a_year)
    return message("{minutes} per case, {hours} h a year", minutes=per_case, hours=a_year)
