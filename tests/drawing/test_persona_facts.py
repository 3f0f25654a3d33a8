"""How many users a persona stands for, the same words on every page: whole ones of a hundred, unknown is no zero."""

from __future__ import annotations

import pytest

from tests.drawing.builders import document, flow, step
from tests.drawing.page_faults import hear_pages
from visavis.blueprint.analysis import RULES, analyse
from visavis.blueprint.drawing import LIGHT
from visavis.blueprint.drawing.card_decks.card_decks import draw_card_decks
from visavis.blueprint.drawing.figures.figures_page import draw_figures
from visavis.blueprint.drawing.persona_day.day_page import draw_persona_day
from visavis.blueprint.drawing.persona_facts import weight_words
from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format
from visavis.blueprint.drawing.summary.summary import draw_summary
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Persona

ENGLISH = make_context(LIGHT, translator("en"))


def weighed(*weights: float) -> BlueprintDocument:
    people = tuple(Persona(id=f"p{number}", name=f"P{number}", story="Somebody.", weight=weight)
                   for number, weight in enumerate(weights))
    return document([step("a", kind="start", work="PT5M"), step("z", kind="outcome", outcome="granted", column=1)],
                    [flow("f", "a", "z")], personas=people)


def test_they_make_a_hundred_and_few_or_unknown_is_no_zero() -> None:
    made = weighed(1, 1, 1)
    told = [translator("en")(weight_words(made, persona)) for persona in made.head.personas]
    assert told == ["34 users in 100", "33 users in 100", "33 users in 100"]
    made = weighed(999, 1, 0)
    told = [translator("en")(weight_words(made, persona)) for persona in made.head.personas]
    assert told == ["100 users in 100", "fewer than 1 user in 100", "share not known"]


@pytest.mark.parametrize("page", ["summary", "figures", "day", "cards"])
def test_every_page_says_an_unknown_share_as_one(page: str) -> None:
    made = weighed(1, 0)
    found = analyse(made, RULES)
    sheet = find_page_format("A4")
    pages = {"summary": lambda: draw_summary(ENGLISH, made, found, sheet),
             "figures": lambda: draw_figures(ENGLISH, made, found),
             "day": lambda: draw_persona_day(ENGLISH, made, found, sheet, made.head.personas[1]),
             "cards": lambda: draw_card_decks(ENGLISH, made, found, deck="personas", has_backs=False)}[page]()
    heard = hear_pages(pages)
    assert "share not known" in heard
    assert "0 users in 100" not in heard.replace("100 users in 100", "")
