"""Hard to read: words of the administration, long sentences, passive notices."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.hard_passages import (
    MOST_WORDS,
    Flaw,
    Passage,
    passages,
    read_by_citizens,
)
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Message, Quoted, message, plural
from visavis.blueprint.language.reading.sentences import count_words
from visavis.blueprint.model import LimitUnit

WORDS = Threshold("words", MOST_WORDS, LimitUnit.COUNT, "guides to plain language: 25 words at most")
_QUOTED = 60


class PlainLanguage:
    """Words of the administration, sentences of more than 25 words, passive notices in what citizens read."""

    name = "plain-language"
    title = message("Hard to read")
    short = message("Difficult text")
    reader_action = message("Have the text explained to you at the counter or by phone.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("what people read: details and what is said to them"), InputElement.STEP, "detail"),)
    thresholds = (WORDS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People who do not understand a letter call, come in or give up; the agent explains what the "
                        "letter should have said."),
        fires=message("Something that people read uses an administrative term, a sentence of more than 25 words, or "
                      "a passive that hides who acts."),
        cost=message("Minutes are unknown: they depend on the reader. The worst passage is quoted."),
        remedy=message("Short sentences, everyday words, and who does what."),
        side_effect=message("A plain letter may be less exact: have a lawyer read it, then a citizen."),
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
        return message("Say {instead} instead of {words}", words=Quoted(short), instead=Quoted(passage.instead))
    if passage.flaw is Flaw.LONG:
        return plural("This sentence has {count} word: {words}", "This sentence has {count} words: {words}",
                      count_words(passage.text), words=Quoted(short))
    return message("These words do not say who acts: {words}", words=Quoted(short))
