"""Every outcome has words, a mark and a pictogram of its own, wherever outcomes are told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drawing.builders import document, flow, step
from visavis.blueprint.drawing import LIGHT, DrawingContext
from visavis.blueprint.drawing.blueprint.cards import card_group
from visavis.blueprint.drawing.blueprint.descriptions import step_sentences
from visavis.blueprint.drawing.journeys.journey_strip import OUTCOME_ICONS, outcome_inks
from visavis.blueprint.drawing.outcome_pictogram import count_people, people_words, person
from visavis.blueprint.language import LANGUAGES, translator
from visavis.blueprint.layout import Rect, lay_out
from visavis.blueprint.model import BlueprintDocument, Outcome
from visavis.blueprint.model.words import OUTCOMES
from visavis.blueprint.text import metrics
from visavis.exporters.cli.report_texts import WORDS
from visavis.templates.icons.catalogue import icon


def ending(**fields: Any) -> BlueprintDocument:
    return document([step("u", kind="start"), step("end", kind="outcome", column=1, **fields)], [flow("f", "u", "end")])


def card(made: BlueprintDocument) -> str:
    context = DrawingContext(LIGHT, translator("en"), metrics())
    return repr(card_group(context, made, lay_out(made).cards["end"]).primitives)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_told_in_words_of_its_own(language: str) -> None:
    translate = translator(language)
    for told in ({one: OUTCOMES[one].in_text for one in Outcome}, {one: WORDS[one.value] for one in Outcome},
                 {one: people_words(one, 2) for one in Outcome}):
        assert len({translate(words) for words in told.values()}) == len(Outcome)


def test_every_outcome_has_an_icon_and_a_pictogram_of_its_own() -> None:
    assert {len(icon(OUTCOME_ICONS[one]).segments) > 0 for one in Outcome} == {True}
    assert len({OUTCOME_ICONS[one] for one in Outcome}) == len(Outcome)
    box = Rect(0, 0, 20, 40)
    assert len({repr(tuple(person(LIGHT, one, box))) for one in Outcome}) == len(Outcome)
    assert outcome_inks(LIGHT, Outcome.UNSPECIFIED) != LIGHT.friction


def test_those_of_whom_nothing_is_said_come_last() -> None:
    assert [crowd.outcome for crowd in count_people({"unspecified": 0.5, "granted": 0.25, "blocked": 0.25})] == [
        "granted", "blocked", "unspecified"]


def test_an_end_without_an_outcome_has_a_mark_of_its_own() -> None:
    unsaid = card(ending())
    assert unsaid == card(ending(outcome="unspecified"))
    others = {card(ending(outcome=one.value)) for one in Outcome if one is not Outcome.UNSPECIFIED}
    assert unsaid not in others


@pytest.mark.parametrize("outcome", [None, "unspecified"])
def test_screen_readers_hear_that_it_is_not_said(outcome: str | None) -> None:
    made = ending(outcome=outcome)
    said = [translator("en")(sentence) for sentence in step_sentences(made, made.step_by_id["end"], ())]
    assert "The journey ends here; its outcome is not stated." in said
    assert not any(sentence.startswith("Outcome:") for sentence in said)
