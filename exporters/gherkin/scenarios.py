"""The scenarios of a blueprint: interactions, failures with a fallback, ends, and what must not happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis import Analysis, ClauseVerdict, FrictionGroup, journey
from visavis.blueprint.analysis.frictions.thresholds import TIME_UNITS
from visavis.blueprint.drawing.excerpt import excerpt_sentences
from visavis.blueprint.language import (
    Decimal,
    Message,
    MessageList,
    Minutes,
    Quoted,
    Share,
    Translator,
    message,
    plural,
)
from visavis.blueprint.model import BlueprintDocument, Limit, LimitUnit, Scope, Step, StepKind, words
from visavis.blueprint.registry import ExportJob
from visavis.exporters.gherkin.feature_text import Feature, Scenario
from visavis.exporters.interactions import ToldInteraction, list_interactions, name_of_lane, name_of_step
from visavis.exporters.interactions.acceptance import acceptance_of, broken_by, persona_clause
from visavis.exporters.text_version.exchange_texts import often_words
from visavis.exporters.typed_text import inert


def make_feature(job: ExportJob, translate: Translator) -> Feature:
    """Return the feature of a job's blueprint; `translate` writes in its language. An extract says that it is one."""
    document, head = job.document, job.document.head
    scenarios = _ScenarioWriter(document, job.analysis, translate)
    extract = map(translate, excerpt_sentences(job.excerpt)) if job.excerpt is not None else ()
    title = inert(head.title) or translate(message("Untitled blueprint"))
    return Feature(translate.language, title, (("blueprint", head.id), ("state", head.state.value)),
                   (*extract, *_description(document, translate)), tuple(scenarios.write()))


def _description(document: BlueprintDocument, translate: Translator) -> Iterator[str]:
    """Yield what the service is, each line after its label."""
    head, service = document.head, document.head.service
    yield translate(message("{label}: {value}", label=message("State"), value=words.STATES[head.state].in_text))
    for label, value in ((message("Summary"), head.summary), (message("Authority"), service.authority),
                         (message("Legal basis"), service.legal_basis)):
        if inert(value or ""):
            yield translate(message("{label}: {value}", label=label, value=inert(value or "")))


class _ScenarioWriter:
    """Writes the scenarios of one blueprint."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis, translate: Translator) -> None:
        self.document, self.analysis, self.translate = document, analysis, translate

    def write(self) -> Iterator[Scenario]:
        """Yield them: what is said, what fails, how it ends, what must be avoided, frictions in their order."""
        yield from map(self._interaction, list_interactions(self.document))
        for step in self.document.steps:
            if step.fallback is not None and step.fallback in self.document.step_by_id:
                yield self._failure(step, self.document.step_by_id[step.fallback])
        yield from self._ends()
        yield from map(self._clause, self.analysis.frictions.clauses)
        yield from map(self._friction, self.analysis.frictions.groups)

    def _all(self, *told: Message | None) -> tuple[str, ...]:
        return tuple(self.translate(each) for each in told if each is not None)

    def _interaction(self, each: ToldInteraction) -> Scenario:
        told = acceptance_of(self.document, each)
        words_or_steps = message("{words}", words=Quoted(each.says)) if each.says else message(
            "{source} → {target}", source=name_of_step(each.source), target=name_of_step(each.target))
        name = message("{number}. {speaker} → {listener}: {words}", number=each.number, words=words_or_steps,
                       speaker=name_of_lane(self.document, each.source),
                       listener=name_of_lane(self.document, each.target))
        often = each.flow.probability
        remarks = [message("Expected {often}", often=often_words(float(often)))] if often is not None else []
        tags = [("interaction", each.id), *self._places(each.source, each.target)]
        tags += [("channel", each.channel)] if each.channel else []
        tags += [("persona", persona) for persona in each.personas]
        return Scenario(self.translate(name), tuple(tags), self._all(*told.before), self._all(told.happens),
                        self._all(*told.afterwards), self._all(*remarks))

    def _places(self, *steps: Step) -> Iterator[tuple[str, str]]:
        """Yield the lanes and phases of steps, as tags."""
        yield from (("lane", step.lane) for step in steps)
        yield from (("phase", step.phase) for step in steps)

    def _failure(self, step: Step, fallback: Step) -> Scenario:
        remarks = [message("Expected {often}", often=often_words(step.fails))] if step.fails else []
        return Scenario(
            self.translate(message("When {step} fails", step=name_of_step(step))),
            (("failure", step.id), *self._places(step)),
            self._all(message("{lane} is at the step {step}", lane=name_of_lane(self.document, step),
                              step=name_of_step(step))),
            self._all(message("{step} fails", step=name_of_step(step))),
            self._all(message("{lane} comes to the step {step}", lane=name_of_lane(self.document, fallback),
                              step=name_of_step(fallback))), self._all(*remarks))

    def _ends(self) -> Iterator[Scenario]:
        """Yield one outline: each persona may come to each of these ends."""
        rows = tuple(self._end_rows())
        if rows:
            yield Scenario(
                self.translate(message("How each journey may end")), (("ends", self.document.head.id),),
                self._all(message("the person is {persona}", persona="<persona>")),
                self._all(message("they go through the service")),
                self._all(message("one possible end is {step}: {outcome}", step="<end>", outcome="<outcome>")),
                columns=("persona", "end", "outcome"), rows=rows)

    def _end_rows(self) -> Iterator[tuple[str, ...]]:
        for persona in self.document.head.personas or (None,):
            reached = journey(self.document, persona).reached_steps
            who = self.translate(message("anyone")) if persona is None else inert(persona.name) or inert(persona.id)
            for step in self.document.steps:
                if step.kind is StepKind.OUTCOME and step.id in reached:
                    outcome = words.OUTCOMES[step.outcome].in_text if step.outcome else message("not stated")
                    yield who, inert(step.title) or inert(step.id), self.translate(outcome)

    def _clause(self, verdict: ClauseVerdict) -> Scenario:
        clause, scope = verdict.clause, verdict.clause.scope
        text, limit = Quoted(inert(clause.text) or inert(clause.id)), clause.limit
        whose = persona_clause(self.document, (scope.persona,) if scope is not None and scope.persona else ())
        tags = [("avoid", clause.id), *([("rule", clause.rule)] if clause.rule else ())]
        tags += [(kind, str(meant)) for kind, meant in (scope or Scope()) if meant and kind in Scope.model_fields]
        kept = message("the limit is kept: {limit}", limit=_limit_words(limit)) if limit is not None else None
        return Scenario(
            self.translate(message("To be avoided: {clause}", clause=text)), tuple(tags),
            self._all(whose or message("someone comes to the service")),
            self._all(message("they go through the service")),
            self._all(message("this rule is kept: {clause}", clause=text), kept), self._all(self._today(verdict)))

    def _today(self, verdict: ClauseVerdict) -> Message:
        """Return whether a clause holds now, and which friction points break it."""
        if verdict.holds is None:
            return message("Today nothing tells whether this is so")
        if verdict.holds:
            return message("Today this is so")
        broken = broken_by(self.analysis, verdict.clause.id)
        return plural("Today it is not: friction point {numbers}", "Today it is not: friction points {numbers}",
                      len(broken), numbers=MessageList(tuple(map(str, broken))))

    def _friction(self, group: FrictionGroup) -> Scenario:
        steps = [self.document.step_by_id[step] for step in group.steps if step in self.document.step_by_id]
        personas = dict.fromkeys(finding.persona for finding in group.findings)
        whose = persona_clause(self.document, () if None in personas else filter(None, personas))
        found = dict.fromkeys(self.translate(finding.message) for finding in group.findings)
        return Scenario(
            self.translate(message("Friction point {number}: {title}", number=group.number, title=group.title)),
            (("friction", str(group.number)), ("rule", group.rule), *self._places(*steps)),
            self._all(whose or message("someone comes to the service")), self._all(_when(steps)),
            tuple(self.translate(message("this is no longer so: {sentence}", sentence=one)) for one in found),
            self._all(message("What would help: {remedy}", remedy=group.remedy)))


def _when(steps: Iterable[Step]) -> Message:
    names = tuple(name_of_step(step) for step in steps)
    if not names:
        return message("they go through the service")
    if len(names) == 1:
        return message("the journey comes to {step}", step=names[0])
    return message("the journey comes to one of these: {steps}", steps=MessageList(names))


def _limit_words(limit: Limit) -> Minutes | Share | Decimal:
    minutes = TIME_UNITS.get(limit.unit)
    if minutes is not None:
        return Minutes(limit.value * minutes, spelled=True)
    return Share(limit.value / 100) if limit.unit is LimitUnit.PERCENT else Decimal(limit.value, 2)
