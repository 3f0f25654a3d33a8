"""The rules of plain language: what they find, where, what they offer, and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.language.reading.abbreviations import explained_abbreviations
from visavis.blueprint.language.reading.plain_rules import (
    MOST_LETTERS,
    MOST_WORDS,
    Concern,
    PlainReader,
    Remark,
    TextUse,
)
from visavis.blueprint.language.reading.reading_level import ReadingLevel, lix, reading_level
from visavis.blueprint.language.reading.sentences import count_words, split_sentences
from visavis.blueprint.language.reading.word_lists import READ_LANGUAGES, fold_phrase, word_lists

CITIZEN, AGENT, OTHER = TextUse.CITIZEN_STEP, TextUse.AGENT_STEP, TextUse.OTHER


def found(text: str, language: str = "fr", use: TextUse = OTHER) -> list[tuple[Concern, str, str | None]]:
    return [(one.concern, one.text, one.suggestion) for one in PlainReader(language).review(text, use)]


@pytest.mark.parametrize(("text", "language", "sentences"), [
    ("Venez. Signez !", "fr", ["Venez.", "Signez !"]),
    ("Selon l’art. L. 232-14 du code, venez.", "fr", ["Selon l’art. L. 232-14 du code, venez."]),
    ("Apportez vos pièces, etc. Nous les gardons.", "fr", ["Apportez vos pièces, etc.", "Nous les gardons."]),
    ("Bring it, e.g. by post. We keep it.", "en", ["Bring it, e.g. by post.", "We keep it."]),
    ("Il faut : une photo ; un timbre.", "fr", ["Il faut :", "une photo ;", "un timbre."]),
    ("À 14:30, 3.5 km plus loin", "fr", ["À 14:30, 3.5 km plus loin"]),
    ("Une ligne\nune autre", "fr", ["Une ligne", "une autre"]),
    ("« Venez. » Puis partez…", "fr", ["« Venez. »", "Puis partez…"]),
    ("M. Roux vient… Mme Roux reste.", "fr", ["M. Roux vient…", "Mme Roux reste."]),
    ("", "fr", []), (" … ! ", "fr", []), ("🙂", "fr", []),
])
def test_sentences_end_where_they_end(text: str, language: str, sentences: list[str]) -> None:
    split = split_sentences(text, language)
    assert [one.text for one in split] == sentences
    assert all(text[one.start:one.end] == one.text for one in split)


@given(st.text(max_size=200))
def test_nothing_is_lost_between_sentences(text: str) -> None:
    for language in ("fr", "en", "ar"):
        split = split_sentences(text, language)
        assert all(text[one.start:one.end] == one.text for one in split)
        assert sum(len(one.words) for one in split) == count_words(text)


def test_twenty_words_are_read_and_one_more_is_told() -> None:
    assert found("mot " * MOST_WORDS) == []
    assert [concern for concern, *_ in found("mot " * (MOST_WORDS + 1))] == [Concern.LONG_SENTENCE]
    assert found("mot " * MOST_WORDS + ". " + "mot " * MOST_WORDS) == []


def test_what_a_citizen_does_fits_its_line() -> None:
    assert found("a" * MOST_LETTERS, use=CITIZEN) == []
    assert [concern for concern, *_ in found("a" * (MOST_LETTERS + 1), use=CITIZEN)] == [Concern.LONG_STEP]
    assert found("a" * (MOST_LETTERS + 1), use=OTHER) == []


@pytest.mark.parametrize(("text", "language", "expected"), [
    ("Revenez le cas échéant", "fr", "Revenez si besoin"),
    ("Le cas échéant, revenez", "fr", "Si besoin, revenez"),
    ("Nous refusons d’octroyer l’aide", "fr", "Nous refusons de donner l’aide"),
    ("Afin de payer", "fr", "Pour payer"),
    ("À l'effet de signer", "fr", "Pour signer"),
    ("Demandez de faire parvenir la pièce", "fr", "Demandez d’envoyer la pièce"),
    ("Nous procédons à l’examen de votre dossier", "fr", "Nous examinons votre dossier"),
    ("L’aide n’est pas impossible", "fr", "L’aide est possible"),
    ("Apporter deux photos", "fr", "Apporter 2 photos"),
    ("Wait prior to the visit", "en", "Wait before the visit"),
    ("Make an application for help", "en", "Apply for help"),
    ("This is not uncommon", "en", "This is common"),
    ("Wait twelve days", "en", "Wait 12 days"),
])
def test_a_suggestion_takes_the_place_of_its_words(text: str, language: str, expected: str) -> None:
    remark, = PlainReader(language).review(text)
    assert remark.apply(text) == expected
    assert remark.apply(text[::-1]) == text[::-1]
    assert PlainReader(language).review(expected) == ()


@pytest.mark.parametrize(("text", "language", "concern"), [
    ("Demandez l’ampliation", "fr", Concern.JARGON), ("Le requérant vient", "fr", Concern.JARGON),
    ("Votre demande a été rejetée", "fr", Concern.PASSIVE), ("Your request has been rejected", "en", Concern.PASSIVE),
    ("The claimant signs", "en", Concern.JARGON), ("Hereby sign", "en", Concern.JARGON),
])
def test_where_a_word_alone_would_not_do_nothing_is_offered(text: str, language: str, concern: Concern) -> None:
    assert [(one, offered) for one, _, offered in found(text, language)] == [(concern, None)]


@pytest.mark.parametrize(("text", "language", "use"), [
    ("Relire le dossier à deux", "fr", CITIZEN), ("Les deux parents signent", "fr", OTHER), ("Un seul papier", "fr", OTHER),
    ("Vingt-deux jours", "fr", OTHER), ("cent vingt", "fr", OTHER), ("Both of the two", "en", OTHER),
    ("Nous vous écoutons", "fr", AGENT), ("Votre dossier passe à notre service", "fr", AGENT), ("We call", "en", AGENT),
    ("Louis XIV", "fr", OTHER), ("APPELER LE SERVICE", "fr", OTHER), ("Le RIB et le PDF", "fr", OTHER),
    ("Elle est arrivée hier", "fr", OTHER), ("Das ist so afférent", "de", AGENT),
    ("", "fr", AGENT), ("🙂🙂", "en", OTHER), ("مرحبا بكم", "ar", CITIZEN),
])
def test_what_is_plain_is_left_alone(text: str, language: str, use: TextUse) -> None:
    assert found(text, language, use) == []


@pytest.mark.parametrize(("text", "language", "use"), [
    ("Vérifie le dossier", "fr", AGENT), ("Checks the file", "en", AGENT), ("L’usager appelle", "fr", CITIZEN),
    ("Elle appelle", "fr", CITIZEN), ("The applicant calls", "en", CITIZEN), ("They call", "en", CITIZEN),
])
def test_pages_speak_to_their_reader(text: str, language: str, use: TextUse) -> None:
    assert [concern for concern, *_ in found(text, language, use)] == [Concern.NOT_ADDRESSED]
    assert found(text, language, OTHER) == []


@pytest.mark.parametrize(("texts", "explained"), [
    (["L’allocation personnalisée d’autonomie (APA)"], {"APA"}), (["Home-care allowance (APA, France)"], {"APA"}),
    (["L’aide personnalisée à l’autonomie (APA à domicile)"], {"APA"}), (["AGGIR : la grille nationale"], {"AGGIR"}),
    (["TES (titres électroniques sécurisés)"], {"TES"}), (["La grille (AGGIR)"], {"AGGIR"}),
    (["Évalue (grille AGGIR)"], set()), (["L’APA"], set()), (["(APA)"], set()), (["Aide (APA)"], set()), (["APA :"], set()), (["APA (75)"], set()),
])
def test_an_abbreviation_is_explained_by_the_words_beside_it(texts: list[str], explained: set[str]) -> None:
    assert explained_abbreviations(texts, "fr") - word_lists("fr").known == explained


def test_an_abbreviation_explained_nowhere_is_told_where_it_stands() -> None:
    remark, = PlainReader("fr").review("Demander l’APA")
    assert (remark.concern, remark.text, remark.start) == (Concern.ABBREVIATION, "APA", 11)
    assert PlainReader("fr", frozenset({"APA"})).review("Demander l’APA et l’A.P.A.") == ()


# Words, long ones among them, LIX, level.
@pytest.mark.parametrize(("words", "long", "score", "level"), [
    (10, 0, 10, ReadingLevel.VERY_EASY), (20, 1, 25, ReadingLevel.EASY), (20, 3, 35, ReadingLevel.MEDIUM),
    (20, 5, 45, ReadingLevel.HARD), (20, 7, 55, ReadingLevel.VERY_HARD), (3, 1, 13, ReadingLevel.VERY_EASY),
])
def test_the_level_is_lix_and_a_short_sentence_is_not_judged_by_one_word(words: int, long: int, score: float,
                                                                         level: ReadingLevel) -> None:
    sentence, = split_sentences("justice " * long + "aucun " * (words - long), "fr")
    assert lix(sentence) == pytest.approx(score)
    assert reading_level(sentence) is level
    assert level.is_plain == (score < 45)


def test_a_web_address_is_one_word_and_no_hard_one() -> None:
    sentence, = split_sentences("Voyez pour-les-personnes-agees.gouv.fr.", "fr")
    assert sentence.words == ("Voyez", "pour-les-personnes-agees.gouv.fr")
    assert lix(sentence) == 2


def test_letters_of_a_small_word_make_no_long_word() -> None:
    sentence, = split_sentences("L’avocat, rendez-vous", "fr")
    assert lix(sentence) == 2


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_lists_are_written_as_they_are_looked_up(language: str) -> None:
    lists = word_lists(language)
    for phrases in (lists.words, lists.explained, lists.actions, lists.negations):
        assert [phrase for phrase in phrases if fold_phrase(phrase) != phrase] == []
        assert [phrase for phrase, instead in phrases.items() if not instead.strip() or "'" in instead] == []
    assert not set(lists.words) & set(lists.explained)
    # What is offered is not itself what another rule would replace.
    reader = PlainReader(language)
    offered = {*lists.words.values(), *lists.actions.values(), *lists.negations.values()}
    assert [text for text in offered if any(one.concern is not Concern.PASSIVE for one in reader.review(text))] == []


@given(st.text(max_size=120), st.sampled_from(("fr", "en-GB", "ar", "")), st.sampled_from(tuple(TextUse)))
def test_any_text_is_read_and_every_place_is_in_it(text: str, language: str, use: TextUse) -> None:
    for remark in PlainReader(language).review(text, use):
        assert isinstance(remark, Remark)
        assert text[remark.start:remark.end] == remark.text
        remark.apply(text)


def test_a_long_text_is_read_in_no_time() -> None:
    assert len(PlainReader("fr").review("Le cas échéant, a été rejetée ABC deux mois. " * 2000)) > 100
