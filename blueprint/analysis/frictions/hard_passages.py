"""A lint for what citizens read, in French and English: long sentences, words of the administration, passive notices.

Limits and words are those that guides to plain language give: sentences of 15 to 20 words, 25 at most (ISO 24495-1;
Comité d'orientation pour la simplification du langage administratif; Plain English Campaign). The lists hold the
words that such guides replace first; they are no judgement on anyone's style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.analysis.frictions.context import RuleContext
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


_FRENCH: Mapping[str, str] = {
    "nonobstant": "malgré", "susmentionné": "cité plus haut", "susvisé": "cité plus haut",
    "susnommé": "cité plus haut", "afférent": "qui concerne", "afférente": "qui concerne",
    "afférents": "qui concernent", "afférentes": "qui concernent", "le cas échéant": "si besoin",
    "en vertu de": "selon", "conformément à": "selon", "conformément aux": "selon",
    "pétitionnaire": "personne qui demande", "requérant": "personne qui demande",
    "requérante": "personne qui demande", "mandataire": "personne qui représente", "forclusion": "délai dépassé",
    "forclos": "hors délai", "irrecevable": "qui ne peut être accepté", "surseoir": "attendre",
    "sursis à statuer": "décision reportée", "diligenter": "lancer", "émarger": "signer", "émargement": "signature",
    "dématérialisé": "en ligne", "dématérialisée": "en ligne", "téléprocédure": "démarche en ligne",
    "télédéclaration": "déclaration en ligne", "ci-après": "plus bas", "sus-indiqué": "indiqué plus haut",
    "à l'effet de": "pour", "à l’effet de": "pour", "eu égard à": "vu", "stipulé": "prévu", "octroyer": "donner",
    "octroi": "accord", "imputable": "dû", "caduc": "qui ne vaut plus", "ampliation": "copie",
    "attributaire": "personne qui reçoit", "carence": "manque", "subséquent": "qui suit",
    "présomption": "supposition", "administré": "usager", "assujetti": "personne concernée", "quotité": "part",
    "ab initio": "depuis le début", "de plein droit": "automatiquement", "en sus": "en plus",
}
_ENGLISH: Mapping[str, str] = {
    "pursuant to": "under", "aforementioned": "this", "aforesaid": "this", "herein": "here",
    "hereby": "(leave out)", "hereinafter": "from here on", "notwithstanding": "despite", "in respect of": "about",
    "prior to": "before", "subsequent to": "after", "commence": "start", "remittance": "payment",
    "adjudicate": "decide", "furnish": "give", "in lieu of": "instead of", "utilise": "use", "utilize": "use",
    "terminate": "end", "endeavour": "try", "forthwith": "at once", "thereof": "of it", "therein": "in it",
    "whereby": "by which", "in the event that": "if", "in accordance with": "under", "inter alia": "among others",
    "ex parte": "(explain)", "promulgated": "issued", "expedite": "speed up", "ascertain": "find out",
    "deemed": "treated as", "pecuniary": "money", "domicile": "home", "appellant": "you", "claimant": "you",
    "proviso": "condition",
}
_WORDS = {"fr": _FRENCH, "en": _ENGLISH}
_JARGON = {language: re.compile(r"(?<!\w)(" + "|".join(
    re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
    for language, words in _WORDS.items()}
_PASSIVE = {
    "fr": re.compile(r"\b(?:a|ont|aura|auront)\s+été\s+\w+(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|t|te|ts|tes)\b|"
                     r"\b(?:sera|seront|doit être|doivent être|est|sont)\s+\w+(?:ées?|és)\s+par\b|"
                     r"\b(?:doit|doivent)\s+être\s+\w+(?:é|ée|és|ées|i|ie|is|u|ue|us)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:has|have) been \w+(?:ed|en)\b|\b(?:will|shall|must) be \w+(?:ed|en)\b|"
                     r"\b(?:is|are|was|were) \w+(?:ed|en) by\b", re.IGNORECASE),
}
_SENTENCE = re.compile(r"[^.!?;:\n]+")
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*")


def passages(text: str, language: str, most_words: int = MOST_WORDS) -> Iterator[Passage]:
    """Yield the hard passages of a text, jargon first, then long sentences, then passive notices.

    `language` is a BCP 47 tag; texts in other languages than French and English are only measured in words.
    """
    read = text[:MOST_LETTERS]
    tongue = language.partition("-")[0].lower()
    if tongue in _JARGON:
        for found in _JARGON[tongue].finditer(read):
            yield Passage(Flaw.JARGON, found.group(), _WORDS[tongue][found.group().lower()])
    for sentence in _SENTENCE.findall(read):
        if len(_TOKEN.findall(sentence)) > most_words:
            yield Passage(Flaw.LONG, " ".join(sentence.split()))
    if tongue in _PASSIVE:
        for found in _PASSIVE[tongue].finditer(read):
            yield Passage(Flaw.PASSIVE, found.group())


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_TOKEN.findall(text[:MOST_LETTERS]))


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
