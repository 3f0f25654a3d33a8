"""The lint for what citizens read: long sentences, words of the administration, passive notices."""

from __future__ import annotations

import pytest

from visavis.blueprint.analysis.frictions.hard_passages import MOST_LETTERS, Flaw, Passage, passages
from visavis.blueprint.language.reading.sentences import count_words

LONG_FR = "Vous recevrez " + "un courrier " * 12 + "demain"
LONG_EN = "You will get " + "a letter " * 12 + "soon"


def first(text: str, language: str = "fr") -> Passage | None:
    return next(passages(text, language), None)


@pytest.mark.parametrize(("text", "language", "expected"), [
    ("Joindre les pièces afférentes.", "fr", Passage(Flaw.JARGON, "afférentes", "qui concernent")),
    ("Le Cas Échéant, revenez.", "fr-FR", Passage(Flaw.JARGON, "Le Cas Échéant", "si besoin")),
    ("Apply prior to Monday", "en", Passage(Flaw.JARGON, "prior to", "before")),
    ("Pursuant to article 3", "en-GB", Passage(Flaw.JARGON, "Pursuant to", "under")),
    (LONG_FR, "fr", Passage(Flaw.LONG, LONG_FR)), (LONG_EN, "de", Passage(Flaw.LONG, LONG_EN)),
    ("Votre demande a été rejetée", "fr", Passage(Flaw.PASSIVE, "a été rejetée")),
    ("Le dossier doit être complété", "fr", Passage(Flaw.PASSIVE, "doit être complété")),
    ("Les pièces sont vérifiées par le service", "fr", Passage(Flaw.PASSIVE, "sont vérifiées par")),
    ("Your request has been rejected", "en", Passage(Flaw.PASSIVE, "has been rejected")),
])
def test_hard_passages_are_found(text: str, language: str, expected: Passage) -> None:
    assert first(text, language) == expected


@pytest.mark.parametrize(("text", "language"), [
    ("", "fr"), ("Votre dossier est complet.", "fr"), ("Elle est arrivée hier.", "fr"),
    ("Nous vous rappelons demain. " * 20, "fr"), ("We will call you tomorrow. " * 20, "en"),
    ("Un prior à visiter", "fr"), ("afférentes", "en"), ("a été rejetée", "de"), ("mot " * 25, "fr"),
    ("The committee furnishes nothing", "en"),
])
def test_plain_words_are_left_alone(text: str, language: str) -> None:
    assert first(text, language) is None


def test_words_are_counted_as_people_do_and_the_limit_can_be_set() -> None:
    assert count_words("L’agent d’accueil vous répond : porte-parole, aujourd'hui !") == 6
    assert first("un deux trois quatre") is None
    assert next(passages("un deux trois quatre", "fr", 3)).flaw is Flaw.LONG


def test_a_book_is_read_no_further_than_a_notice() -> None:
    assert first("mot. " * MOST_LETTERS + "nonobstant") is None
