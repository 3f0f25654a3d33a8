"""Strips, strings of beads and conversations: nothing leaves its box, journeys compare, hostile words are words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts
from visavis.blueprint.analysis import (
    ConversationStep,
    DistinctJourney,
    conversation_steps,
    distinct_journeys,
    journey,
    measure_all,
)
from visavis.blueprint.drawing import DARK, LIGHT, DisplayList, DrawingContext, PageBlock, persona_strip
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspots_by_step
from visavis.blueprint.drawing.journeys.conversation import dialogue, line_block
from visavis.blueprint.drawing.journeys.journey_strip import (
    LEAST_PITCH,
    ROW_HEIGHT,
    WIDEST_PITCH,
    fit_spacing,
    journey_row,
    key_row,
    share_words,
)
from visavis.blueprint.drawing.journeys.persona_strip import HEIGHT
from visavis.blueprint.drawing.persona_facts import portrait_icon
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"
FRENCH = DrawingContext(LIGHT, translator("fr"), metrics())
WIDTH = 880.0
LONG = "Une phrase interminable, sans virgule ni fin, que personne ne lira jamais " * 8


def drawing(block: PageBlock) -> DisplayList:
    return DisplayList(block.width, block.height, block.groups)


def texts(block: PageBlock) -> list[str]:
    return [text for group in block.groups for text in shown_texts(group)]


def walked(made: BlueprintDocument, persona: int = 0) -> tuple[tuple[DistinctJourney, tuple[ConversationStep, ...]], ...]:
    who = made.head.personas[persona] if made.head.personas else None
    return tuple((one, conversation_steps(made, one, who)) for one in distinct_journeys(made, journey(made, who)).journeys)


def faults(block: PageBlock) -> list[str]:
    return loose_texts(drawing(block)) + outside(drawing(block)) + overlapping_texts(drawing(block))


def hard(title: str) -> BlueprintDocument:
    steps = [step("a", kind="start", title=title), step("b", "scene", title=title, work="PT5M", wait="P30D"),
             step("c", "coulisses", column=1, title=title, kind="decision", wait="P2D"),
             step("e", column=2, kind="outcome", outcome="granted", title=title)]
    flows = [flow("f", "a", "b", kind="interaction", label=title), flow("g", "b", "c"),
             flow("h", "c", "b", probability=0.3), flow("i", "c", "e")]
    return document(steps, flows, personas=[{"id": "p", "name": title or "p", "story": title,
                                             "channels": ["phone"]}])


@pytest.mark.parametrize("width", [520.0, WIDTH, 1600.0])
@pytest.mark.parametrize("persona", [0, 1, 2])
def test_everything_of_the_example_stays_in_its_box(width: float, persona: int) -> None:
    made = load(APA).document
    measured = measure_all(made)
    assert faults(persona_strip(FRENCH, made, made.head.personas[persona], measured.personas[persona], width)) == []
    found = walked(made, persona)
    thread = fit_spacing([told for _, told in found], width)
    for one, told in found:
        row = journey_row(FRENCH, one, told, {}, width, thread, "2 tours de plus")
        assert row.height == ROW_HEIGHT
        assert faults(row) == []
    for line in dialogue(found[0][1], found[0][0]):
        assert faults(line_block(FRENCH, line, width / 2)) == []


@pytest.mark.parametrize("title", ["", LONG, "😀 <b>&amp;</b> {x}", "שלום עולם", "\u0007\u202e"])
def test_hostile_words_are_only_words(title: str) -> None:
    made = hard(title)
    (one, told), *_ = walked(made)
    blocks = [persona_strip(FRENCH, made, made.head.personas[0], measure_all(made).personas[0], 400.0),
              journey_row(FRENCH, one, told, {}, 400.0, fit_spacing([told], 400.0), title),
              *(line_block(FRENCH, line, 300.0) for line in dialogue(told, one))]
    for block in blocks:
        assert loose_texts(drawing(block)) == []
        assert outside(drawing(block)) == []


def test_a_thread_is_loose_where_there_is_room_and_never_closer_than_the_least() -> None:
    (_, told), *_ = walked(hard("x"))
    assert fit_spacing([told], 2000.0).pitch == WIDEST_PITCH
    close = fit_spacing([told * 60], 500.0)
    assert close.pitch == LEAST_PITCH
    assert close.gaps < 1.0
    one = walked(hard("x"))[0][0]
    row = journey_row(FRENCH, one, told * 60, {}, 500.0, close)
    more = next(int(text[1:]) for text in texts(row) if text.startswith("+"))
    assert 0 < more < len(told) * 60
    assert outside(drawing(row)) == []


def test_waits_tell_their_days_and_frictions_their_numbers_once() -> None:
    made = hard("x")
    found = analysis(made, finding("double-entry", "b"), finding("long-wait", "c"))
    again, told = walked(made)[1]
    row = journey_row(FRENCH, again, told, hotspots_by_step(found.frictions.hotspots), WIDTH,
                      fit_spacing([told], WIDTH))
    shown = texts(row)
    assert [text for text in shown if text.endswith("j")].count("30\u00a0j") == 2
    assert sorted(text for text in shown if text in ("1", "2")) == ["1", "2"]


def test_a_persona_s_strip_tells_shares_and_how_journeys_end() -> None:
    made = load(APA).document
    measured = measure_all(made).personas[2]
    strip = persona_strip(DrawingContext(DARK, translator("en"), metrics()), made, made.head.personas[2], measured, WIDTH)
    assert strip.height == HEIGHT
    assert {"Madame Nguyen", "15% of users", "12% abandoned", "88% blocked"} <= set(texts(strip))


def test_a_dialogue_has_the_waits_and_the_end() -> None:
    one, told = walked(hard("Bonjour"))[0]
    lines = [FRENCH.translate(line.words) for line in dialogue(told, one)]
    assert lines == ["Bonjour\u00a0: «\u202fBonjour\u202f» (Bonjour)", "Agent · scène\u00a0: Bonjour",
                     "30 jours plus tard", "Agent · coulisses\u00a0: Bonjour", "2 jours plus tard",
                     "Bonjour\u00a0: Bonjour", "accordé après 32\u00a0j"]


@pytest.mark.parametrize(("share", "words"), [(0.23, "23\u202f%"), (1e-9, "moins de 0,1\u202f%")])
def test_a_tiny_share_is_not_told_as_nothing(share: float, words: str) -> None:
    assert FRENCH.translate(share_words(share)) == words


@pytest.mark.parametrize("width", [80.0, 300.0, WIDTH])
def test_the_key_tells_as_much_as_fits(width: float) -> None:
    row = key_row(FRENCH, width)
    assert faults(row) == []
    assert len(texts(row)) == {80.0: 0, 300.0: 1, WIDTH: 7}[width]


def test_frictions_stand_beside_the_bubble_of_their_step() -> None:
    made = hard("x")
    hotspots = hotspots_by_step(analysis(made, finding("double-entry", "b")).frictions.hotspots)
    one, told = walked(made)[0]
    lines = {line.beat.step.id: line for line in dialogue(told, one) if line.beat is not None}
    with_number = line_block(FRENCH, lines["b"], 300.0, hotspots=hotspots)
    assert "1" in texts(with_number)
    assert "1" not in texts(line_block(FRENCH, lines["a"], 300.0, hotspots=hotspots))
    assert faults(with_number) == []


def test_a_portrait_that_nobody_drew_is_that_of_a_person() -> None:
    assert portrait_icon("older") != portrait_icon("person") == portrait_icon("roux.jpg") == portrait_icon(None)
