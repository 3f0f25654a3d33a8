"""The page of the conversation: rules 33 to 37 of the pages for readers, and what no page may do."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.drawing.apa import apa
from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.inspection import (
    doubled_ids,
    loose_texts,
    outside,
    overlapping_texts,
    shown_texts,
    small_texts,
)
from tests.drawing.poster_table.blueprints import HOSTILE, opened
from tests.work import count_calls
from visavis.blueprint.drawing import LIGHT, Box, Group, PageSet, Role, Text
from visavis.blueprint.drawing.conversation.conversation_page import draw_conversation
from visavis.blueprint.drawing.conversation.page_columns import LEAST_SCALE
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE, find_page_format
from visavis.blueprint.drawing.reader_pages.time_scale import MOST_UNITS, choose_time_scale
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Side

EXAMPLES = ("apa-a-domicile", "home-care-allowance", "apa-a-domicile-cible", "home-care-allowance-redesigned",
            "passeport", "hotel-stay", "corner-shoeshine")


def draw(name: str, persona: str | None = None, size: str = "A4", language: str = "fr") -> PageSet:
    made, analysis = opened(name)
    people = made.head.personas
    chosen = made.persona_by_id[persona] if persona else (people[0] if people else None)
    return draw_conversation(make_context(LIGHT, translator(language)), made, analysis, find_page_format(size), chosen)


def draw_plain(made: BlueprintDocument, size: str = "A4", language: str = "fr") -> PageSet:
    people = made.head.personas
    return draw_conversation(make_context(LIGHT, translator(language)), made, None, find_page_format(size),
                             people[0] if people else None)


def drawn_texts(group: Group) -> list[Text]:
    return [part for part in group.primitives if isinstance(part, Text)]


def groups(pages: PageSet, prefix: str) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.id.startswith(prefix)]


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def words(pages: PageSet) -> str:
    return plain(" ".join(" ".join(shown_texts(group)) for page in pages.pages for group in page.drawing.groups))


def long_talk(days: int, times: int = 2) -> BlueprintDocument:
    """A talk in which the citizen asks and waits so many days for each answer."""
    steps, flows = [], []
    for number in range(times):
        steps += [step(f"u{number}", column=2 * number, work="PT1M"),
                  step(f"a{number}", "scene", column=2 * number + 1, kind="decision", wait=f"P{days}D")]
        flows += [flow(f"f{number}", f"u{number}", f"a{number}", kind="interaction", label="Et maintenant ?"),
                  flow(f"g{number}", f"a{number}", f"u{number + 1}" if number + 1 < times else "o",
                       kind="interaction", label="Patientez")]
    steps.append(step("o", column=2 * times, kind="outcome", outcome="granted"))
    return document(steps, flows)


# Rule 33: one persona, one path, named in the head; detours of three in ten with their share.

def test_the_head_names_persona_path_words_and_days() -> None:
    told = words(draw("apa-a-domicile"))
    assert "Madame Roux et les agents" in told
    assert "parcours le plus probable jusqu’à l’accord, avec 2 détours fréquents" in told
    assert "19 paroles en 104 jours. Le plus long silence, 30 jours, c’est Madame Roux qui le rompt." in told
    assert "pas la moyenne (98 jours, 8 h 16 de travail)" in told, "another page tells the mean"


def test_detours_have_their_share_beside_them() -> None:
    pages = draw("apa-a-domicile")
    with_share = {group.title: shown_texts(group) for group in groups(pages, "line-") if
                  any("fois sur" in text for text in shown_texts(group))}
    assert {title: next(text for text in texts if "fois" in text) for title, texts in with_share.items()} == {
        "Pièce trop ancienne": "1 fois sur 3", "Où en est-on\u202f?": "1 fois sur 3", "C’est accordé": "9 fois sur 10"}


def test_who_gets_no_decision_is_told_as_they_stop() -> None:
    (ending,) = groups(draw("apa-a-domicile", "nguyen"), "ending")
    assert "Bloqué : ce canal lui est fermé (téléphone)" in map(plain, shown_texts(ending))
    # It is the agents who would ring: the step stands on their side.
    assert ending.side is Side.AGENT


# Rule 34: a line is a row of one height, the citizen left, the agents right.

def test_lines_are_rows_of_one_height_on_the_side_of_whoever_speaks() -> None:
    lines = groups(draw("apa-a-domicile"), "line-")
    assert len(lines) == 19
    middle = 323.0
    for group in lines:
        said = next(text for text in drawn_texts(group) if "«" in text.run.text)
        assert (said.x < middle) is (group.side is Side.CITIZEN), group.title
    following = [later.bounds.y - earlier.bounds.y for earlier, later in pairwise(lines)]
    assert min(following) >= 20.4 - 0.01
    assert sum(gap == pytest.approx(min(following), abs=0.01) for gap in following) >= 8


# Rule 35: silences are to scale, none is cut out; frictions are red and numbered; promises are told.

@pytest.mark.parametrize("size", ["A4", "square", "16x9"])
@pytest.mark.parametrize("name", ["apa-a-domicile", "passeport", "hotel-stay"])
def test_every_silence_is_as_long_as_its_time(name: str, size: str) -> None:
    pages = draw(name, size=size)
    heights: dict[tuple[str, str], float] = {}
    for group in groups(pages, "silence-"):
        heights[group.title, group.id.split("~")[0]] = group.bounds.height
    assert heights
    if len(pages.pages) == 1 and size == "A4":
        days = {title: height for (title, _), height in heights.items() if title.endswith("jours")}
        scales = [height / int(title.split()[0]) for title, height in days.items()]
        assert not scales or max(scales) == pytest.approx(min(scales), rel=0.01)
        assert not scales or min(scales) >= LEAST_SCALE


def test_the_days_of_silence_and_the_days_on_the_page_add_up() -> None:
    pages = draw("apa-a-domicile")
    days = [int(group.title.split()[0]) for group in groups(pages, "silence-")]
    assert sum(days) == 104
    assert "Reçoit sa première aide, jour 104" in words(pages)


def test_a_silence_with_a_friction_is_red_and_numbered_and_a_promise_is_told() -> None:
    pages = draw("apa-a-domicile")
    silent = {" ".join(shown_texts(group)): group for group in groups(pages, "silence-")}
    red = next(group for text, group in silent.items() if "30 jours sans un mot" in text)
    label = next(text for text in drawn_texts(red) if "sans un mot" in plain(text.run.text))
    assert label.colour == LIGHT.friction.ink
    assert "3" in shown_texts(red)
    assert any("7 jours, date promise" in text for text in silent)


def test_a_silence_is_red_however_light_its_friction() -> None:
    made, _ = opened("apa-a-domicile")
    findings = [*(finding(f"rule-{number}", "c7") for number in range(30)), finding("silent-wait", "c9")]
    light = analysis(made, *findings)
    assert max(group.number for group in light.frictions.groups) > 12
    pages = draw_conversation(make_context(LIGHT, translator("fr")), made, light, find_page_format("A4"),
                              made.head.personas[0])
    assert any("30 jours sans un mot" in plain(" ".join(shown_texts(group))) for group in groups(pages, "silence-"))


def test_a_persona_without_a_name_is_called_by_their_id() -> None:
    made, _ = opened("apa-a-domicile")
    nameless = made.replace(head=made.head.model_copy(update={"personas": tuple(
        each.model_copy(update={"name": " "}) for each in made.head.personas)}))
    assert "c’est roux qui le rompt" in words(draw_plain(nameless))


def test_a_long_silence_says_what_happens_on_the_other_side() -> None:
    told = words(draw("apa-a-domicile"))
    assert "Ce que font les agents pendant ce temps n’est pas dessiné." in told.replace("\n", " ")
    assert "Décide et notifie : 50 min" in told


# Rule 36: slips on the receiver's side; a second sheet at a silence, never below the least scale or type.

def test_what_is_carried_lies_opposite_by_name_or_number() -> None:
    shown = {group.title: shown_texts(group) for group in groups(draw("apa-a-domicile"), "line-")}
    assert "7 pièces" in shown["Voici mes pièces"]
    assert "Justificatif de domicile" in shown["La voici"]


def test_a_long_silence_goes_on_on_the_next_sheet_and_none_of_it_is_cut_out() -> None:
    pages = draw_plain(long_talk(600, times=1))
    assert len(pages.pages) > 1
    pieces = [group.bounds.height for group in groups(pages, "silence-")]
    assert sum(pieces) >= LEAST_SCALE * 600 - 0.1
    assert any("(suite)" in group.description for group in groups(pages, "silence-"))


def test_many_lines_are_on_more_sheets_in_full_type() -> None:
    pages = draw_plain(long_talk(3, times=60))
    assert len(groups(pages, "line-")) == 120
    assert len(pages.pages) > 1
    assert not [text for page in pages.pages for text in small_texts(page.drawing, 1.0, LEAST_TYPE)]


# Rule 37: the day stands where speech resumes.

def test_the_day_stands_where_speech_resumes_and_only_there() -> None:
    days = [text for group in groups(draw("apa-a-domicile"), "line-") for text in shown_texts(group)
            if text.startswith("jour ")]
    assert days == [f"jour {day}" for day in (0, 6, 10, 40, 53, 60, 67, 73, 97)]


# Short journeys have a unit of their own.

@pytest.mark.parametrize(("minutes", "unit", "step"), [
    (20, 1, 1), (12 * 60, 60, 1), (4 * 1440, 1440, 1440), (1440 * MOST_UNITS, 1440, 1440),
    (1440 * 1000, 7 * 1440, 1440), (1440 * 40_000, 365.25 * 1440, 1440)])
def test_the_scale_follows_the_length_of_the_path(minutes: float, unit: float, step: float) -> None:
    scale = choose_time_scale(minutes)
    assert (scale.unit, scale.step) == (unit, step)


def test_a_day_is_told_in_hours_and_the_legend_says_how_long_one_is() -> None:
    told = words(draw("hotel-stay", language="en"))
    assert "9 exchanges in 10 h 12." in told
    assert "silence: 1 h" in told
    assert "after 9 h 02" in told


# What is not there is said.

def test_no_word_at_all_is_said_on_the_page() -> None:
    made = apa()
    silent = made.replace(flows=tuple(each.model_copy(update={"label": ""}) for each in made.flows))
    assert "Aucune parole n’est dessinée entre" in words(draw_plain(silent))


def test_no_journey_is_said_on_the_page() -> None:
    assert "Il n’y a pas encore de parcours" in words(draw_plain(document()))


def test_without_times_there_is_no_silence_and_no_day() -> None:
    made = long_talk(3)
    bare = made.replace(steps=tuple(each.model_copy(update={"wait": None, "work": None}) for each in made.steps))
    pages = draw_plain(bare)
    assert "4 paroles. La durée n’est pas connue." in words(pages)
    assert not groups(pages, "silence-")
    assert "jour" not in words(pages).replace("toujours", "")


def test_steps_without_a_time_make_a_lower_bound() -> None:
    made = long_talk(3)
    partly = made.replace(steps=tuple(each.model_copy(update={"work": None}) if each.id == "u1" else each
                                      for each in made.steps))
    assert "en au moins 6 jours" in words(draw_plain(partly))


# For assistive technology: an ordered list, sides by words.

def test_each_line_and_silence_is_a_sentence_with_its_side() -> None:
    pages = draw("apa-a-domicile")
    (first, *_) = groups(pages, "line-")
    assert (first.role, first.side) == (Role.STEP, Side.CITIZEN)
    assert plain(first.description).startswith("Jour 0, téléphone, Madame Roux : « À qui demander ? ».")
    silence = next(group for group in groups(pages, "silence-") if group.title == "30 jours")
    assert plain(silence.description).startswith("30 jours sans un mot. Pendant ce temps, l’usager : Attend sans nouvelles.")
    assert "Ce que font les agents pendant ce temps n’est pas dessiné." in plain(silence.description)
    second = groups(pages, "line-")[1]
    assert plain(second.description).startswith("Jour 0, téléphone, agents (Accueil, évaluatrice) : ")


def test_it_is_told_as_a_table_too() -> None:
    table = draw("apa-a-domicile").table
    assert table is not None
    assert len(table.rows) == 19 + 9
    assert table.rows[0][:2] == ("jour 0", "Usager")


# No page may: leave its sheet, its boxes, or its least type; for every example, and for documents nobody should draw.

def _check(pages: PageSet) -> None:
    for page in pages.pages:
        drawing = page.drawing
        assert not loose_texts(drawing)
        assert not outside(drawing)
        assert not overlapping_texts(drawing)
        assert not doubled_ids(drawing)
        assert not small_texts(drawing, 1.0, LEAST_TYPE)


@pytest.mark.few(10)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", ["A4", "square", "16x9"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_stay_within_their_sheets(name: str, size: str, language: str) -> None:
    made, analysis = opened(name)
    for persona in made.head.personas or (None,):
        _check(draw_conversation(make_context(LIGHT, translator(language)), made, analysis, find_page_format(size),
                                 persona))


@pytest.mark.parametrize("size", ["A4", "16x9"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_blueprints_stay_within_their_sheets(name: str, size: str) -> None:
    _check(draw(name, size=size))


def endless_talk(days: int) -> BlueprintDocument:
    made = long_talk(3)
    return made.replace(steps=tuple(
        each.model_copy(update={"wait": f"P{days}D"}) if each.wait else each for each in made.steps))


def test_endless_waits_are_drawn_within_a_few_sheets() -> None:
    pages = draw_plain(endless_talk(100_000_000))
    assert len(pages.pages) <= 60
    _check(pages)


def test_the_work_for_a_wait_does_not_grow_without_an_end() -> None:
    # Both fill as many sheets as there may be.
    long, endless = (count_calls(draw_plain, endless_talk(days)) for days in (1_000_000, 100_000_000))
    assert endless < 2 * long


def test_a3_is_a4_enlarged() -> None:
    small, large = draw("apa-a-domicile"), draw("apa-a-domicile", size="A3")
    assert large.pages[0].scale == pytest.approx(2**0.5, abs=0.01)
    assert len(small.pages) == len(large.pages) == 1


@pytest.mark.parametrize("size", ["A4", "16x9"])
def test_no_number_stands_on_the_words(size: str) -> None:
    pages = draw("apa-a-domicile", size=size)
    for group in groups(pages, "line-"):
        boxes = [part.rect for part in group.primitives if isinstance(part, Box) and part.rect.width > 30]
        rounds = [part for part in group.primitives if isinstance(part, Text) and part.run.text.isdigit()]
        for number in rounds:
            assert not any(box.x <= number.x <= box.right for box in boxes), group.title


def test_a_silence_over_two_columns_tells_its_length_once() -> None:
    told = [" ".join(shown_texts(group)) for group in groups(draw("passeport", size="16x9"), "silence-")
            if "suite" in group.description]
    assert told
    assert not any("jours" in text for text in told)
