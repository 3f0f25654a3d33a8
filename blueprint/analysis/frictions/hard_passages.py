"""A lint for what citizens read, in French and English: long sentences, words of the administration, passive notices.

Limits and words are those that guides to plain language give: sentences of 15 to 20 words, 25 at most (ISO 24495-1;
Comité d'orientation pour la simplification du langage administratif; Plain English Campaign). Words, sentences and
passives are those of `language.reading`, which the editor of plain words uses, too; they are no judgement on anyone's
style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.language.reading.plain_rules import find_passives
from visavis.blueprint.language.reading.sentences import split_sentences
from visavis.blueprint.language.reading.word_lists import fold_phrase, match_phrases, word_lists
from visavis.blueprint.model import Side, Step

MOST_WORDS = 25
# Texts beyond this many characters are read no further: a page is not a notice.
MOST_LETTERS = 4000


class Flaw(StrEnum):
    """What makes a passage hard to read, the gravest first."""

    JARGON = "jargon"
    LONG = "long"
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class Passage:
    """A hard passage: the words as they stand, and for jargon the plain words to use instead."""

    flaw: Flaw
    text: str
    instead: str = ""


def passages(text: str, language: str, most_words: int = MOST_WORDS) -> Iterator[Passage]:
    """Yield the hard passages of a text, jargon first, then long sentences, then passive notices.

    `language` is a BCP 47 tag; texts in other languages than French and English are only measured in words.
    """
    read = text[:MOST_LETTERS]
    jargon = word_lists(language).jargon
    for found in match_phrases(jargon).finditer(fold_phrase(read)):
        yield Passage(Flaw.JARGON, read[found.start():found.end()], jargon[found.group()])
    for sentence in split_sentences(read, language):
        if len(sentence.words) > most_words:
            yield Passage(Flaw.LONG, " ".join(sentence.text.split()))
    for found in find_passives(read, language):
        yield Passage(Flaw.PASSIVE, found.group())


def read_by_citizens(context: RuleContext) -> Iterator[tuple[Step, str]]:
    """Yield what citizens read: details of their steps, evidence, and what is said to them."""
    document = context.document
    for step in document.steps:
        if document.lane_by_id[step.lane].facts.is_evidence:
            yield step, f"{step.title}\n{step.detail}"
        elif document.side_of(step) is Side.CITIZEN:
            said = [flow.label for flow in document.flows_to.get(step.id, ())
                    if document.side_of(document.step_by_id[flow.source]) is not Side.CITIZEN]
            yield step, "\n".join([step.detail, *said])
