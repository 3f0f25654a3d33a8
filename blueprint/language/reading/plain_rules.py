"""What the rules of plain language find in a text, where, and what could stand there. Nothing is rewritten here.

The limits: 20 words a sentence (pages for everybody; guides to plain language say 15 to 20), 50 letters for what a
citizen does, so that it stays on its line. Rules are few and certain: one false alarm costs the others their readers.
Sources of the words are named in the files of `templates/reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.language.messages import Message, message, plural
from visavis.blueprint.language.quantities import Count, Quoted
from visavis.blueprint.language.reading.abbreviations import bare_abbreviation, find_abbreviations
from visavis.blueprint.language.reading.replacement import fit_replacement
from visavis.blueprint.language.reading.sentences import WORD, split_sentences
from visavis.blueprint.language.reading.word_lists import (
    WordLists,
    fold_phrase,
    match_phrases,
    primary_language,
    word_lists,
)

MOST_WORDS, MOST_LETTERS = 20, 50
# Texts beyond this many characters are read no further: a page is not a sentence of plain words.
READ_LETTERS = 8000


class TextUse(StrEnum):
    """What a text is on the public's pages: what a citizen does, what agents do for them, or a text like others."""

    CITIZEN_STEP = "citizen-step"
    AGENT_STEP = "agent-step"
    OTHER = "other"


class Concern(StrEnum):
    """What stands between a text and its readers."""

    LONG_SENTENCE = "long-sentence"
    LONG_STEP = "long-step"
    JARGON = "jargon"
    HIDDEN_VERB = "hidden-verb"
    DOUBLE_NEGATION = "double-negation"
    PASSIVE = "passive"
    NUMBER = "number"
    ABBREVIATION = "abbreviation"
    NOT_ADDRESSED = "not-addressed"


@dataclass(frozen=True, slots=True)
class Remark:
    """A concern about `text`, which stands from `start` to `end`; `suggestion`, if any, can take its place."""

    concern: Concern
    start: int
    end: int
    text: str
    suggestion: str | None
    reason: Message

    def apply(self, whole: str) -> str:
        """Return the text with the suggestion in its place; itself where there is none or it has changed since."""
        if self.suggestion is None or whole[self.start:self.end] != self.text:
            return whole
        return whole[:self.start] + self.suggestion + whole[self.end:]


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads texts in a language (BCP 47); `explained` are the abbreviations that need no explanation."""

    language: str
    explained: frozenset[str] = frozenset()

    def review(self, text: str, use: TextUse = TextUse.OTHER) -> tuple[Remark, ...]:
        """Return what is found, in the order of the text; where two are about the same words, the first rule's."""
        read, lists = text[:READ_LETTERS], word_lists(self.language)
        found: list[Remark] = []
        for remark in self._remarks(read, lists, use):
            if not any(_is_same(remark, other) for other in found):
                found.append(remark)
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))

    def _remarks(self, text: str, lists: WordLists, use: TextUse) -> Iterator[Remark]:
        yield from _long_sentences(text, self.language)
        if use is TextUse.CITIZEN_STEP and len(text.strip()) > MOST_LETTERS:
            yield Remark(Concern.LONG_STEP, 0, len(text), text, None, plural(
                "{letters} letter: {most} have room on a line", "{letters} letters: {most} have room on a line",
                len(text.strip()), letters=Count(len(text.strip())), most=Count(MOST_LETTERS)))
        yield from _phrases(text, self.language, lists)
        yield from _passives(text, self.language)
        yield from _numbers(text, lists)
        for match in find_abbreviations(text):
            if bare_abbreviation(match.group()) not in self.explained | lists.known:
                yield _remark(Concern.ABBREVIATION, match, None, message(
                    "{words} is explained nowhere: write it in full the first time, with {words} in brackets",
                    words=match.group()))
        yield from _address(text, self.language, use)


def _is_same(one: Remark, other: Remark) -> bool:
    """Return whether two remarks are about the same words; the whole of a sentence is another thing than a word."""
    whole = {Concern.LONG_SENTENCE, Concern.LONG_STEP, Concern.NOT_ADDRESSED}
    return not {one.concern, other.concern} & whole and one.start < other.end and other.start < one.end


def _remark(concern: Concern, match: re.Match[str], suggestion: str | None, reason: Message) -> Remark:
    return Remark(concern, match.start(), match.end(), match.group(), suggestion, reason)


def _long_sentences(text: str, language: str) -> Iterator[Remark]:
    for sentence in split_sentences(text, language):
        count = len(sentence.words)
        if count > MOST_WORDS:
            yield Remark(Concern.LONG_SENTENCE, sentence.start, sentence.end, sentence.text, None, plural(
                "{count} word in one sentence: make two of it", "{count} words in one sentence: make two of it",
                count))


def _phrases(text: str, language: str, lists: WordLists) -> Iterator[Remark]:
    """Yield phrases of the lists, with what takes their place."""
    folded = fold_phrase(text)
    for concern, phrases, say in (
            (Concern.HIDDEN_VERB, lists.actions, _say_verb),
            (Concern.DOUBLE_NEGATION, lists.negations, _say_negation),
            (Concern.JARGON, lists.words, _say_jargon)):
        for match in match_phrases(phrases).finditer(folded):
            start, end, instead = fit_replacement(text, match.start(), match.end(), phrases[match.group()], language)
            if instead is None:
                start, end = match.start(), match.end()
            yield Remark(concern, start, end, text[start:end], instead,
                         say(text[match.start():match.end()], phrases[match.group()]))
    for match in match_phrases(lists.explained).finditer(folded):
        words = text[match.start():match.end()]
        yield Remark(Concern.JARGON, match.start(), match.end(), words, None,
                     _say_jargon(words, lists.explained[match.group()]))


def _say_jargon(words: str, instead: str) -> Message:
    return message("Say {instead} instead of {words}", words=Quoted(words), instead=Quoted(instead))


def _say_verb(words: str, instead: str) -> Message:
    return message("{words} hides a verb: {instead}", words=Quoted(words), instead=Quoted(instead))


def _say_negation(words: str, instead: str) -> Message:
    return message("{words} says no twice: {instead}", words=Quoted(words), instead=Quoted(instead))


_PARTICIPLE = r"\w+(?:ées?|és?|ies?|is|ues?|us?|tes?|ts?)"
_PASSIVE = {
    "fr": re.compile(rf"\b(?:a|ont|aura|auront)\s+été\s+{_PARTICIPLE}\b|"
                     r"\b(?:sera|seront|doit être|doivent être|est|sont)\s+\w+(?:ées?|és)\s+par\b|"
                     r"\b(?:doit|doivent)\s+être\s+\w+(?:é|ée|és|ées|i|ie|is|u|ue|us)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:has|have) been \w+(?:ed|en)\b|\b(?:will|shall|must) be \w+(?:ed|en)\b|"
                     r"\b(?:is|are|was|were) \w+(?:ed|en) by\b", re.IGNORECASE),
}


def find_passives(text: str, language: str) -> Iterator[re.Match[str]]:
    """Yield the notices in the passive that do not say, or say last, who acts."""
    pattern = _PASSIVE.get(primary_language(language))
    if pattern is not None:
        yield from pattern.finditer(text)


def _passives(text: str, language: str) -> Iterator[Remark]:
    for match in find_passives(text, language):
        yield _remark(Concern.PASSIVE, match, None, message(
            "These words do not say who acts: {words}", words=Quoted(match.group())))


# "À deux" is a way of doing, "les deux" both, "cent deux" a part of a number.
_NOT_COUNTED = re.compile(r"(?:\b(?:à|les|des|tous|toutes|both|the|of)\s+|[-’'])\Z", re.IGNORECASE)


def _numbers(text: str, lists: WordLists) -> Iterator[Remark]:
    """Yield numbers in words, from two on, that count what follows them."""
    folded = fold_phrase(text)
    for match in match_phrases(lists.numbers).finditer(folded):
        before = WORD.findall(folded[:match.start()])[-1:]
        after = WORD.match(folded[match.end():].lstrip())
        is_compound = {*before, after.group() if after else ""} & set(lists.numbers)
        if after is None or is_compound or _NOT_COUNTED.search(folded[:match.start()]):
            continue
        figure = str(lists.numbers[match.group()])
        words = text[match.start():match.end()]
        yield Remark(Concern.NUMBER, match.start(), match.end(), words, figure, message(
            "Figures are read faster than {words}", words=Quoted(words)))


_WE = {"fr": re.compile(r"\b(?:nous|notre|nos)\b", re.IGNORECASE),
       "en": re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)}
_ABOUT_READER = {
    "fr": re.compile(r"(?:l['’](?:usager|usagère|intéressée?)|le demandeur|la demandeuse|la personne|il|elle|on)\b",
                     re.IGNORECASE),
    "en": re.compile(r"(?:the (?:citizen|user|applicant|person|customer)|he|she|they)\b", re.IGNORECASE),
}


def _address(text: str, language: str, use: TextUse) -> Iterator[Remark]:
    """Yield what does not speak to the reader: agents say "we", and nobody speaks of the reader as of another one."""
    tongue = primary_language(language)
    if tongue not in _WE or not text.strip():
        return
    if use is TextUse.AGENT_STEP and _WE[tongue].search(text) is None:
        yield Remark(Concern.NOT_ADDRESSED, 0, len(text), text, None, message("Say “we”: it is you who do it"))
    if use is TextUse.CITIZEN_STEP and (about := _ABOUT_READER[tongue].match(text.strip())) is not None:
        yield Remark(Concern.NOT_ADDRESSED, 0, len(text), text, None, message(
            "Speak to the reader, not about {words}: begin with the verb, as “Call”", words=Quoted(about.group())))
