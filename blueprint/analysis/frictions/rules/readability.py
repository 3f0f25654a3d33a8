"""What people read and are asked to know: plain words, the house's own vocabulary, too much new, hurtful requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.plain_language import MOST_WORDS, Flaw, Passage, count_words, passages
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.semantics.requested_items import item_names, item_requests, item_work_by_step
from visavis.blueprint.language import Message, Quoted, message, plural
from visavis.blueprint.model import LaneKind, LimitUnit, Side, Step

WORDS = Threshold("words", MOST_WORDS, LimitUnit.COUNT, "guides to plain language: 25 words at most")
NEW_ITEMS = Threshold("items", 3, LimitUnit.COUNT, "proposal [D]: three new documents or facts at once")
_QUOTED = 60
# Choosing the office that is competent is the administration's work.
_RIGHT_DOOR = re.compile(
    r"(bon|quel|bons) (service|bureau|guichet)|(service|bureau|administration|autorité)s? compétent|"
    r"(right|competent|which) (office|department|authority|desk)", re.IGNORECASE)
_THREAT = re.compile(
    r"sous peine de|faute de quoi|à défaut|radiation|poursuites|sanction|amende|failure to|penalt|prosecut|"
    r"will be (stopped|cut|cancelled)|lose your", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(car|parce que|afin|pour que|en effet|because|so that|in order to|since)\b", re.IGNORECASE)
LEAST_NAME = 5


def read_by_citizens(context: RuleContext) -> Iterator[tuple[Step, str]]:
    """Yield what citizens read: details of their steps, evidence, and what is said to them."""
    document = context.document
    for step in document.steps:
        kind = document.lane_by_id[step.lane].kind
        if kind is LaneKind.EVIDENCE:
            yield step, f"{step.title}\n{step.detail}"
        elif document.side_of(step) is Side.CITIZEN:
            said = [flow.label for flow in document.flows_to.get(step.id, ())
                    if document.side_of(document.step_by_id[flow.source]) is not Side.CITIZEN]
            yield step, "\n".join([step.detail, *said])


class PlainLanguage:
    """Words of the administration, sentences of more than 25 words, passive notices in what citizens read."""

    name = "plain-language"
    title = message("Hard to read")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("what people read: details and what is said to them"), InputElement.STEP, "detail"),)
    thresholds = (WORDS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Who does not understand a letter calls, comes, or gives up; the agent explains what the "
                        "letter should have said."),
        fires=message("Something that people read uses a word of the administration, a sentence of more than 25 "
                      "words, or a passive that hides who acts."),
        cost=message("Minutes are unknown: they depend on the reader. The worst passage is quoted."),
        remedy=message("Short sentences, everyday words, and who does what."),
        side_effect=message("A plain letter may be less exact: let a lawyer read it, and a citizen after them."),
        spares=(message("What agents read among themselves."), message("Titles of steps: they name what is done.")),
        sources=("plain-language", "oecd"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step with a hard passage, the worst one quoted."""
        limit = round(context.threshold(self.name, WORDS))
        for step, text in read_by_citizens(context):
            worst = next(passages(text, context.document.head.language, limit), None)
            if worst is not None:
                yield context.finding(self, (step.id,), _passage_words(worst), message("Say it plainly"),
                                      share=context.share(step.id) if context.reached(step.id) else None,
                                      severity=Severity.LOW)


def _passage_words(passage: Passage) -> Message:
    short = passage.text if len(passage.text) <= _QUOTED else f"{passage.text[:_QUOTED - 1]}…"
    if passage.flaw is Flaw.JARGON:
        return message("{words}: better {instead}", words=Quoted(short), instead=Quoted(passage.instead))
    if passage.flaw is Flaw.LONG:
        return plural("A sentence of {count} word: {words}", "A sentence of {count} words: {words}",
                      count_words(passage.text), words=Quoted(short))
    return message("Who does it? {words}", words=Quoted(short))


class BackstageLeak:
    """A citizen's step that names the house's own tools or units, or makes people choose the competent office.

    Names are those of systems and units of backstage and support steps, of five letters or more, in the title or the
    detail of a citizen's step.
    """

    name = "backstage-leak"
    title = message("The house’s own words")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the units and systems of the backstage"), InputElement.STEP, "unit"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People must know how the administration is organised to get what is theirs, and land at the "
                        "wrong desk when they guess."),
        fires=message("A citizen's step names a backstage unit or tool, or makes people choose the competent "
                      "office."),
        cost=message("The citizen's work at the step. Wrong doors cost more, which the blueprint does not tell."),
        remedy=message("One door that sorts for people."),
        side_effect=message("The one door needs people who know all the others."),
        spares=(message("A tool that people use themselves."),),
        sources=("service-standard",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step that leaks."""
        names = context.once(_inner_names)
        mine = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)]
        behind = [step for step in context.steps if _is_below(context, step)]
        if mine and behind and not any(step.unit or step.system for step in behind):
            yield context.not_assessed(self)
        pattern = re.compile(r"(?<!\w)(" + "|".join(re.escape(name) for name in names) + r")(?!\w)", re.IGNORECASE) \
            if names else None
        for step in mine:
            text = f"{step.title}\n{step.detail}"[:4000]
            found = pattern.search(text) if pattern is not None else None
            own = found is not None and step.system is not None and found.group().casefold() in step.system.casefold()
            if found is not None and not own:
                yield self._build_finding(context, step, message("People must know what {name} "
                                                        "is", name=Quoted(found.group())))
            elif _RIGHT_DOOR.search(text):
                yield self._build_finding(context, step, message("People must find the right office themselves"))

    def _build_finding(self, context: RuleContext, step: Step, said: Message) -> Finding:
        return context.finding(self, (step.id,), said, message("One door that sorts"),
                               citizen=context.minutes({step.id: context.visits(step.id)}, Side.CITIZEN), agent=0.0,
                               share=context.share(step.id))


def _inner_names(context: RuleContext) -> tuple[str, ...]:
    """Return the names of units and systems below the line of visibility that no one above it uses, longest first."""
    inner: set[str] = set()
    outer: set[str] = set()
    for step in context.document.steps:
        below = _is_below(context, step)
        for name in (step.unit, step.system):
            if name and len(name.strip()) >= LEAST_NAME:
                (inner if below else outer).add(name.strip().casefold())
    return tuple(sorted(inner - outer, key=lambda name: (-len(name), name)))


def _is_below(context: RuleContext, step: Step) -> bool:
    return context.document.lane_by_id[step.lane].kind in (LaneKind.BACKSTAGE, LaneKind.SUPPORT)


class LearningPeak:
    """A request for three or more documents or facts that no one announced before."""

    name = "learning-peak"
    title = message("Too much new at once")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("which items the steps ask for"), InputElement.STEP, "asks"),)
    reads = (ITEMS,)
    thresholds = (NEW_ITEMS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Finding out what each paper is and where it lies is work before the work; under stress "
                        "people remember three things at most."),
        fires=message("Three or more documents or facts are asked for at once that no step announced and no earlier "
                      "request named."),
        cost=message("The part of the citizen's work that these items take."),
        remedy=message("Ask in stages, say early what will be needed, show examples."),
        side_effect=message("Stages must not become visits."),
        spares=(message("Items that were announced or asked for before."),),
        sources=("herd-moynihan",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request with too much new."""
        asking = context.once(item_requests)
        seen: dict[str, list[str]] = {}
        for step in context.steps:
            for item in step.announces:
                seen.setdefault(item, []).append(step.id)
        for demand in asking:
            new = [item for item in demand.items
                   if not any(name != demand.step and context.whole.leads(name, demand.step)
                              for name in seen.get(item, ()))]
            for item in demand.items:
                seen.setdefault(item, []).append(demand.step)
            if len(new) >= context.limit(self.name, NEW_ITEMS, context.step(demand.step)):
                spent = item_work_by_step(context, demand.taking_part, new)
                yield context.finding(
                    self, (demand.step,), plural("{count} new thing at once: {items}", "{count} new things at once: "
                                                 "{items}", len(new), items=item_names(context, new)),
                    message("Ask in stages, say it early"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=0.0, share=context.share(demand.step), used=spent)


class IntimidatingRequest:
    """A sensitive item asked for without a purpose, or a threat in what is said to people without a reason."""

    name = "intimidating-request"
    title = message("A request that hurts")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("which items are sensitive"), InputElement.ITEM, "sensitive"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Shame and fear make people stay away from what is theirs, or turn on the agent who asks."),
        fires=message("A sensitive document or fact is asked for and nobody says why, or what people read threatens "
                      "without a reason."),
        cost=message("Minutes say nothing here; the share of the people who meet it is told."),
        remedy=message("Say why, ask later or in private, and only those who must be asked."),
        side_effect=message("A long explanation frightens as well: one sentence."),
        spares=(message("A sensitive item with its purpose."), message("A consequence that is explained.")),
        sources=("herd-moynihan", "nsw"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each hurtful request and each bare threat."""
        for demand in context.once(item_requests):
            bare = [item for item in demand.items if context.document.item_by_id[item].sensitive
                    and not context.document.item_by_id[item].purpose.strip()]
            if bare:
                yield context.finding(
                    self, (demand.step,), message("Nobody says why {items} is asked for",
                                                  items=item_names(context, bare)),
                    message("Say why, ask in private"), share=context.share(demand.step), severity=Severity.MEDIUM)
        for step, text in read_by_citizens(context):
            threat = _THREAT.search(text[:4000])
            if threat is not None and not _BECAUSE.search(text[:4000]):
                yield context.finding(
                    self, (step.id,), message("{words}, and no reason is given", words=Quoted(threat.group())),
                    message("Explain, do not threaten"), severity=Severity.LOW,
                    share=context.share(step.id) if context.reached(step.id) else None)
