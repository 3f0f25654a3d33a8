"""What of a blueprint the public reads, step by step, and how its sentences read.

Which steps pages for the public tell is said in `plain_words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.plain.plain_words import is_told
from visavis.blueprint.language.reading.abbreviations import explained_abbreviations
from visavis.blueprint.language.reading.plain_rules import PlainReader, Remark, TextUse
from visavis.blueprint.language.reading.reading_level import ReadingLevel, reading_level
from visavis.blueprint.language.reading.sentences import Sentence, split_sentences
from visavis.blueprint.model import BlueprintDocument, Side, Step

_USES = {Side.CITIZEN: TextUse.CITIZEN_STEP, Side.AGENT: TextUse.AGENT_STEP}


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence, how hard it is to read, and what the rules of plain language find in it."""

    sentence: Sentence
    level: ReadingLevel
    remarks: tuple[Remark, ...]


def public_steps(document: BlueprintDocument) -> tuple[Step, ...]:
    """Return the steps that pages for the public tell, as they are read: by phase, citizens first, then agents."""
    told = [step for phase in document.head.phases for side in _USES
            for step in sorted((one for one in document.steps if one.phase == phase.id), key=lambda one: one.column)
            if document.side_of(step) is side and is_told(document, step)]
    return tuple(told)


def text_use(document: BlueprintDocument, step: Step) -> TextUse:
    """Return what the plain words of a step are: what citizens do, or what agents do for them."""
    side = document.side_of(step)
    return _USES.get(side, TextUse.OTHER) if side is not None else TextUse.OTHER


def plain_reader(document: BlueprintDocument) -> PlainReader:
    """Return who reads texts of this document: in its language, knowing the abbreviations that it explains."""
    head = document.head
    texts = [head.title, head.summary, *(text for step in document.steps
                                         for text in (step.title, step.detail, step.plain) if text)]
    return PlainReader(head.language, explained_abbreviations(texts, head.language))


def read_sentences(reader: PlainReader, text: str, use: TextUse) -> Iterator[ReadSentence]:
    """Yield the sentences of a text; what is found in the whole of it is told with the first."""
    remarks = reader.review(text, use)
    for number, sentence in enumerate(sentences := split_sentences(text, reader.language)):
        end = sentences[number + 1].start if number + 1 < len(sentences) else len(text)
        start = 0 if number == 0 else sentence.start
        yield ReadSentence(sentence, reading_level(sentence),
                           tuple(one for one in remarks if start <= one.start < end))
