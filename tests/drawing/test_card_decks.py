"""Workshop cards: nine a sheet at 63 by 88 mm, nothing near a cut, backs that meet their fronts, one blank at least."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.drawing.builders import analysis, document, finding, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts, small_texts, text_box
from visavis.blueprint.analysis import RULES, Analysis, analyse
from visavis.blueprint.drawing import LIGHT, Box, Group, Page, PageSet, Role, Text
from visavis.blueprint.drawing.card_decks.card import SAFE
from visavis.blueprint.drawing.card_decks.card_decks import draw_card_decks
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[2] / "examples"
MM = 72 / 25.4
HOSTILE = ["", "x" * 400, "ouvrir. " * 60, "🙂👩‍👩‍👧 fête", "تقديم الطلب عبر الإنترنت " * 20, "申請書を提出する" * 50]


@cache
def shipped(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(EXAMPLES / f"{name}.blueprint.json").document
    return made, analyse(made, RULES)


def drawn(made: BlueprintDocument, found: Analysis, language: str = "en", *, paper: str = "A4", deck: str = "all",
          has_backs: bool = True) -> PageSet:
    return draw_card_decks(make_context(LIGHT, translator(language)), made, found, paper=paper, deck=deck,
                           has_backs=has_backs)


def cards(page: Page) -> list[Group]:
    return [group for group in page.drawing.groups if group.role is Role.FINDING]


def faults(pages: PageSet) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        found += loose_texts(drawing) + outside(drawing) + overlapping_texts(drawing) + small_texts(drawing, 1.0, 11.0)
        found += [f"{group.id}: {text.run.text!r} is near a cut" for group in cards(page)
                  for text in group.primitives if isinstance(text, Text) and not _is_safe(group, text)]
        found += [f"{group.id}: a box is near a cut" for group in cards(page) for box in group.primitives
                  if isinstance(box, Box) and not (group.bounds.x + SAFE - 0.1 <= box.rect.x
                                                   and box.rect.right <= group.bounds.right - SAFE + 0.1)]
    return found


def _is_safe(group: Group, text: Text) -> bool:
    ink, card = text_box(text), group.bounds
    return (ink.x >= card.x + SAFE - 0.75 and ink.right <= card.right - SAFE + 0.75
            and ink.y >= card.y + SAFE - 0.75 and ink.bottom <= card.bottom - SAFE + 1.5)


@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "hotel-stay", "passeport",
                                  "corner-shoeshine"])
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_every_example_gives_whole_cards(name: str, paper: str) -> None:
    made, found = shipped(name)
    for language in ("fr", "en"):
        pages = drawn(made, found, language, paper=paper)
        assert faults(pages) == []
        assert all(len(cards(page)) == 9 for page in pages.pages)


def test_a_card_is_63_by_88_mm_and_a_line_of_63_mm_is_on_each_sheet() -> None:
    pages = drawn(*shipped("home-care-allowance"))
    for page in pages.pages:
        for card in cards(page):
            assert card.bounds.width == pytest.approx(63 * MM)
            assert card.bounds.height == pytest.approx(88 * MM)
        assert any("63 mm" in text.replace("\N{NO-BREAK SPACE}", " ") for group in page.drawing.groups
                   for text in shown_texts(group))


def test_a_back_lies_where_its_front_does_when_turned_on_the_long_edge() -> None:
    pages = drawn(*shipped("home-care-allowance")).pages
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        assert [card.id for card in cards(front)] == [card.id for card in cards(back)]
        for one, other in zip(cards(front), cards(back), strict=True):
            assert one.bounds.x == pytest.approx(front.width - other.bounds.right)
            assert one.bounds.y == pytest.approx(other.bounds.y)


def test_each_deck_has_its_cards_and_ends_with_blank_ones() -> None:
    made, found = shipped("home-care-allowance")
    ids = {deck: [card.id.split("~")[0] for page in drawn(made, found, deck=deck, has_backs=False).pages
                  for card in cards(page)] for deck in ("personas", "channels", "emotions", "friction-points")}
    assert ids["personas"][:3] == [f"persona-{persona.id}" for persona in made.head.personas]
    assert len([card for card in ids["emotions"] if card != "emotion-blank"]) == 5
    groups = [f"friction-{group.number}" for group in found.frictions.groups]
    assert ids["friction-points"][:len(groups)] == groups
    assert all(cards[-1].endswith("-blank") for cards in ids.values())
    together = drawn(made, found, has_backs=False)
    assert [card.id.split("~")[0] for page in together.pages for card in cards(page)] == [
        card for deck in ids.values() for card in deck]


def test_who_can_and_cannot_use_a_channel_is_said_by_sign_and_word() -> None:
    made, found = shipped("home-care-allowance")
    (front, *_) = drawn(made, found, deck="personas").pages
    deaf = next(card for card in cards(front) if "Cannot use" in card.description and "phone" in
                card.description.split("Cannot use")[1])
    assert "Can use: " in deaf.description
    assert "0 in 20 granted" in deaf.description


def test_a_friction_card_keeps_the_number_it_has_everywhere() -> None:
    made, found = shipped("home-care-allowance")
    pages = drawn(made, found, deck="friction-points", has_backs=False)
    told = {card.id.split("~")[0]: card for page in pages.pages for card in cards(page)}
    for group in found.frictions.groups:
        card = told[f"friction-{group.number}"]
        assert str(group.number) in shown_texts(card)
        assert translator("en")(group.remedy) in card.description


def test_a_long_message_is_cut_after_a_sentence_and_never_set_smaller() -> None:
    made = document([step("a")])
    text = "First sentence of it. " + "The second one goes on and on and on and on. " * 9
    found = analysis(made, finding("one", "a", message=message("{t}", t=text), share=0.01))
    (page,) = drawn(made, found, deck="friction-points", has_backs=False).pages
    shown = " ".join(shown_texts(cards(page)[0]))
    assert "First sentence of it." in shown
    assert "…" not in shown


def test_unknown_minutes_and_shares_are_said() -> None:
    made = document([step("a")], personas=(Persona(id="p", name="Ada", weight=0),))
    found = analysis(made, finding("one", "a", citizen=None, agent=None))
    pages = drawn(made, found, has_backs=False)
    said = " ".join(text for page in pages.pages for card in cards(page) for text in shown_texts(card))
    assert "Minutes: not known" in said
    assert "share not known" in said
    assert "Granted: unknown" in said


@pytest.mark.parametrize("text", HOSTILE, ids=["none", "one word", "long", "emoji", "arabic", "japanese"])
def test_hostile_texts_stay_on_their_cards(text: str) -> None:
    made = document([step(f"s{index}", column=index, title=text, emotion=-2, channel="phone") for index in range(9)],
                    title=text, phases=[text or "p"],
                    personas=(Persona(id="p", name=text or "p", story=text, constraints=(text,) if text else ()),))
    found = analysis(made, *(finding(f"r{index}", f"s{index}", title=message("{t}", t=text or "T"),
                                     message=message("{t}", t=text), remedy=message("{t}", t=text))
                             for index in range(9)))
    assert faults(drawn(made, found)) == []
