"""Quotes from the notes: which are printed, and how."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drawing.builders import document, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts
from visavis.blueprint.drawing import LIGHT, Box, DisplayList, DrawingContext, Group, Text
from visavis.blueprint.drawing.poster.quotes import SMALL_QUOTE_SIZE, margin_notes, quote_block, quotes
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Note, NoteKind
from visavis.blueprint.text.metrics import metrics


def context(language: str = "fr") -> DrawingContext:
    return DrawingContext(LIGHT, translator(language), metrics())


def note(id_: str, text: str = "Et puis plus rien.", **more: Any) -> Note:
    return Note(**{"id": id_, "text": text, "kind": NoteKind.QUOTE, "at": "u", **more})


def noted(*notes: Note) -> BlueprintDocument:
    return document([step("u"), step("a", "scene")], notes=notes)


def drawn(made: BlueprintDocument, width: float = 500.0, **more: Any) -> Group:
    block = quote_block(context(), quotes(made)[0], width, **more)
    (group,) = block.groups
    drawing = DisplayList(width, block.height, block.groups)
    assert loose_texts(drawing) + outside(drawing) + overlapping_texts(drawing) == []
    return group


def test_the_quote_with_most_votes_comes_first_and_private_ones_never() -> None:
    made = noted(note("few", votes={"p1": 1}), note("none"), note("many", votes={"p1": 2, "p2": 3}),
                 note("secret", private=True, votes={"p1": 99}), note("idea", kind=NoteKind.IDEA),
                 note("empty", text=" "))
    assert [quote.note.id for quote in quotes(made)] == ["many", "few", "none"]


def test_a_quote_knows_its_step_and_whose_side_speaks() -> None:
    cell = {"lane": "scene", "phase": "p1", "column": 0}
    made = noted(note("step", at="a"), note("cell", at=cell), note("parked", at=None))
    assert [(quote.step, quote.lane and quote.lane.id) for quote in quotes(made)] == [
        ("a", "scene"), (None, "scene"), (None, None)]


@pytest.mark.parametrize(("at", "colour"), [("u", LIGHT.citizen.ink), ("a", LIGHT.agent.ink), (None, LIGHT.ink)])
def test_a_quote_stands_in_quotation_marks_in_the_speakers_colour(at: str | None, colour: str) -> None:
    group = drawn(noted(note("n", at=at, author="Madame Roux")))
    assert shown_texts(group) == ["«\u202fEt puis plus rien.\u202f»", "Madame Roux"]
    words = next(part for part in group.primitives if isinstance(part, Text))
    bar = next(part for part in group.primitives if isinstance(part, Box))
    assert (words.colour, bar.fill) == (colour, colour)
    assert bar.rect.height == group.bounds.height


def test_a_quote_is_printed_whole_or_not_at_all() -> None:
    made = noted(note("n", "Une demi-heure de frappe par dossier, et les fautes avec. " * 8, author="une instructrice"))
    (quote,) = quotes(made)
    assert quote_block(context(), quote, 300.0).height == 0.0
    tall = quote_block(context(), quote, 300.0, size=SMALL_QUOTE_SIZE, lines=40)
    assert " ".join(shown_texts(tall.groups[0])[:-1]).count("frappe") == 8
    assert tall.width <= 300.0


@pytest.mark.parametrize("text", ["שלום עולם", "👵🏽👵🏽", "«\u202fDéjà entre guillemets.\u202f»", "<b>&amp;</b>"])
def test_hostile_words_stay_in_their_box(text: str) -> None:
    group = drawn(noted(note("n", text, author="x" * 400)), width=420.0)
    assert group.bounds.width <= 420.0
    assert group.description.count("«") == 1


def test_what_has_a_name_to_it_was_said_too() -> None:
    made = noted(note("pain", kind=NoteKind.PAIN, author="une instructrice"), note("nobody", kind=NoteKind.PAIN),
                 note("praise", kind=NoteKind.PRAISE, author="Madame Roux"), note("quote"))
    assert [quote.note.id for quote in quotes(made)] == ["pain", "praise", "quote"]


def test_a_margin_takes_what_was_heard_asked_and_thought_of_and_nothing_private() -> None:
    made = noted(note("a"), note("b", kind=NoteKind.QUESTION, votes={"p": 1}), note("c", kind=NoteKind.IDEA),
                 note("d", kind=NoteKind.INSIGHT), note("e", private=True, votes={"p": 9}))
    assert [quote.note.id for quote in margin_notes(made)] == ["b", "a", "c"]


@pytest.mark.parametrize(("kind", "kicker", "said", "colour"), [
    (NoteKind.QUOTE, "ENTENDU", "«\u202fQui appelle\u202f?\u202f»", LIGHT.citizen.ink),
    (NoteKind.QUESTION, "QUESTION", "Qui appelle\u202f?", LIGHT.friction.ink),
    (NoteKind.IDEA, "IDÉE", "Qui appelle\u202f?", LIGHT.good)])
def test_in_a_margin_it_says_what_kind_of_note_it_is(kind: NoteKind, kicker: str, said: str, colour: str) -> None:
    (found,) = margin_notes(noted(note("n", "Qui appelle ?", kind=kind)))
    (group,) = quote_block(context(), found, 300.0, has_kicker=True).groups
    assert shown_texts(group) == [kicker, said]
    assert next(part for part in group.primitives if isinstance(part, Box)).fill == colour


def test_a_word_wider_than_the_margin_is_not_broken() -> None:
    (found,) = margin_notes(noted(note("n", "Anticonstitutionnellement, dit-elle.")))
    assert quote_block(context(), found, 120.0, lines=9).height == 0.0
