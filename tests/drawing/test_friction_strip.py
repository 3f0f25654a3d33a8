"""The friction strip: seven frictions at most, one a step, each with its number, its name and one figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import analysis, document, finding, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts
from visavis.blueprint.analysis import RULES, Analysis, FrictionClass, analyse
from visavis.blueprint.drawing import LIGHT, Box, DisplayList, DrawingContext, Group, PageBlock, Role
from visavis.blueprint.drawing.blueprint.call_outs import call_outs, strip_groups
from visavis.blueprint.drawing.poster.friction_strip import BAR, CARD_WIDTH, count_elsewhere, friction_strip
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import Basis, BlueprintDocument
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

EXAMPLES = Path(__file__).parents[2] / "examples"
FRENCH, ENGLISH = (DrawingContext(LIGHT, translator(language), metrics()) for language in ("fr", "en"))
# The room between the margins of A3, where a card title of 14.5 units is 9 points.
WIDTH = 1835.0
LOSS: dict[str, Any] = {"friction_class": FrictionClass.LOSS, "citizen": None, "agent": None}
LAW: dict[str, Any] = {"friction_class": FrictionClass.LAW, "citizen": None, "agent": None}


def made(count: int = 12) -> BlueprintDocument:
    return document([step(f"s{index}", column=index, title=f"Step {index}") for index in range(count)])


def drawn(block: PageBlock) -> DisplayList:
    return DisplayList(block.width, block.height, block.groups)


def cards(block: PageBlock) -> list[Group]:
    return [group for group in block.groups if group.role is Role.FINDING]


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def words(group: Group) -> list[str]:
    return [spaced(text) for text in shown_texts(group)]


def numbered(*findings: Any) -> list[tuple[int, str]]:
    return [(group.number, group.rule) for group in strip_groups(analysis(made(), *findings), made())]


def test_it_shows_seven_at_most_and_counts_the_findings_that_are_told_elsewhere() -> None:
    found = analysis(made(), *(finding(f"r{index}", f"s{index}", citizen=90.0 - index) for index in range(9)),
                     finding("r0", "s9"), finding("r8", "s10", citizen=0.1, agent=0.0))
    block = friction_strip(ENGLISH, found, made(), WIDTH)
    assert [card.id for card in cards(block)] == [f"friction-{number}" for number in range(1, 8)]
    assert count_elsewhere(found, strip_groups(found, made())) == 3
    assert words(block.groups[0]) == ["Seven frictions to lift first", "3 other frictions: annex",
                                      "people lost first, then duties, then the minutes of both sides per case"]


def test_a_step_is_called_out_once_for_the_highest_and_a_group_on_each_of_its_steps() -> None:
    found = analysis(made(), finding("a", "s1", citizen=50.0), finding("b", "s1", citizen=40.0),
                     finding("c", "s1", citizen=20.0), finding("c", "s2", citizen=10.0))
    assert {name: group.number for name, group in call_outs(found, made()).items()} == {"s1": 1, "s2": 3}
    assert [group.rule for group in strip_groups(found, made())] == ["a", "c"], "b has no step of its own"


def test_a_friction_whose_steps_are_taken_stands_on_another_that_takes_part_in_it() -> None:
    found = analysis(made(), finding("a", "s1", citizen=50.0), finding("b", "s1", "s2", "s3", citizen=40.0),
                     finding("c", "s2", citizen=20.0), finding("d", "s1", "s2", citizen=10.0))
    assert {name: group.rule for name, group in call_outs(found, made()).items()} == {"s1": "a", "s2": "b"}
    first, second = cards(friction_strip(ENGLISH, found, made(), WIDTH))
    assert (words(first)[2], words(second)[2]) == ("Step 1", "Step 2")


def test_what_has_neither_figure_nor_duty_never_appears_and_the_whole_belongs_to_the_timeline() -> None:
    nothing = finding("nothing", "s1", citizen=None, agent=None)
    zero = finding("zero", "s2", citizen=0.0, agent=0.0)
    few = finding("few", "s3", share=0.004, **LOSS)
    whole = finding("whole", "s4", share=0.7, is_whole=True, **LOSS)
    everywhere = finding("everywhere")
    duty = finding("duty", "s5", **LAW)
    assert numbered(nothing, zero, few, whole, everywhere, duty) == [(2, "duty")]


def bars(card: Group) -> list[float]:
    return [part.rect.width for part in card.primitives if isinstance(part, Box) and part.rect.height == BAR]


def test_it_tells_people_or_minutes_or_a_duty_and_never_two_of_them() -> None:
    found = analysis(made(), finding("lost", "s1", friction_class=FrictionClass.LOSS, share=0.13, citizen=9.0),
                     finding("few", "s2", friction_class=FrictionClass.LOSS, share=0.02, citizen=40.0, agent=20.0),
                     finding("sole", "s3", share=0.014, **LOSS), finding("duty", "s4", **LAW))
    told = {group.title: words(group)[4:] for group in cards(friction_strip(ENGLISH, found, made(), WIDTH))}
    assert list(told.values()) == [["13 people in 100", "stop here"], ["legal duty"],
                                   ["citizen", "40 min", "agents", "20 min"], ["1 person in 100", "stops here"]]


def test_bars_have_one_scale_and_their_names_and_minutes_and_nothing_is_written_as_nothing() -> None:
    found = analysis(made(), finding("a", "s1", citizen=80.0, agent=0.0), finding("b", "s2", citizen=20.4, agent=40.0),
                     finding("c", "s3", citizen=None, agent=0.9))
    first, second, third = cards(friction_strip(FRENCH, found, made(), WIDTH))
    assert words(first)[4:] == ["usager", "1 h 20", "agents", "0 min"]
    assert words(second)[4:] == ["usager", "20 min", "agents", "40 min"], "a wall reads no tenths"
    assert words(third)[4:] == ["usager", "inconnu", "agents", "54 s"]
    assert bars(second)[1] == pytest.approx(bars(first)[0] / 2)
    assert 0 < bars(first)[1] < 2
    assert len(bars(third)) == 1, "what is unknown has no bar"


@pytest.mark.parametrize("context", [FRENCH, ENGLISH])
def test_how_many_people_stop_is_not_cut_on_any_width(context: DrawingContext) -> None:
    found = analysis(made(), *(finding(f"r{index}", f"s{index}", share=1.0, **LOSS) for index in range(5)),
                     *(finding(f"r{index}", f"s{index + 6}", share=None, **LOSS) for index in range(5)))
    for width in range(260, 1900, 20):
        for card in cards(friction_strip(context, found, made(), float(width))):
            assert not [text for text in words(card) if "100" in text and "…" in text], width
            assert any(text.count("100") == 2 for text in words(card)), width


def test_people_who_are_late_do_not_stop() -> None:
    found = analysis(made(), finding("appointment-desert", "s1", share=0.2, **LOSS))
    (card,) = cards(friction_strip(FRENCH, found, made(), WIDTH))
    assert words(card)[4:6] == ["20 personnes sur 100", "attendent trop longtemps ici"]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_few_frictions_take_the_whole_width_in_low_cards(count: int) -> None:
    few = friction_strip(FRENCH, analysis(made(), *(finding(f"r{n}", f"s{n}") for n in range(count))), made(), WIDTH)
    seven = friction_strip(FRENCH, analysis(made(), *(finding(f"r{n}", f"s{n}") for n in range(7))), made(), WIDTH)
    assert cards(few)[0].bounds.x == 0.0
    assert max(card.bounds.right for card in cards(few)) == pytest.approx(WIDTH)
    assert few.height < seven.height
    assert faults(few) == []


def test_where_there_is_room_a_card_says_what_was_found() -> None:
    one = analysis(made(), finding("a", "s1"))
    several = analysis(made(), *(finding(f"r{n}", f"s{n}") for n in range(4)))
    assert "Le papier est retapé dans le logiciel." in words(cards(friction_strip(FRENCH, one, made(), WIDTH))[0])
    assert all("logiciel" not in " ".join(words(card)) for card in cards(friction_strip(FRENCH, several, made(), WIDTH)))


def test_a_hypothesis_has_a_dashed_number_and_says_so() -> None:
    found = analysis(made(), finding("a", "s1", basis=Basis.ASSUMED), finding("b", "s2", citizen=1.0))
    guess, sure = cards(friction_strip(ENGLISH, found, made(), WIDTH))
    assert "A hypothesis" in guess.description
    assert "A hypothesis" not in sure.description


def test_a_group_tells_how_many_steps_it_is_on_and_names_them_to_those_who_listen() -> None:
    found = analysis(made(), finding("a", "s1"), finding("a", "s2"), finding("b", "s3", citizen=1.0))
    several, one = cards(friction_strip(ENGLISH, found, made(), WIDTH))
    assert (words(several)[2], words(one)[2]) == ("2 steps", "Step 3")
    assert "Step 1 and Step 2" in several.description


def test_a_plug_in_without_a_short_name_has_its_title_on_two_lines() -> None:
    title = "Sent from office to office, then sent back"
    found = analysis(made(), finding("a", "s1", title=message(title)), *(finding(f"r{n}", f"s{n}") for n in range(2, 8)))
    card = next(card for card in cards(friction_strip(ENGLISH, found, made(), WIDTH)) if title in card.title)
    assert " ".join(words(card)[1:3]) == title


def test_it_is_as_high_and_wide_as_the_wall_asks_for() -> None:
    report = analyse(load(EXAMPLES / "apa-a-domicile.blueprint.json").document, RULES)
    made_of = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    block = friction_strip(FRENCH, report, made_of, WIDTH)
    found = cards(block)
    assert [card.bounds.width for card in found] == pytest.approx([CARD_WIDTH] * 7, abs=1.0)
    assert len({(card.bounds.y, card.bounds.height) for card in found}) == 1, "one row of equal cards"
    assert max(card.bounds.right for card in found) == pytest.approx(WIDTH)
    assert {card.bounds.y for card in cards(friction_strip(FRENCH, report, made_of, 900.0))} != {found[0].bounds.y}


def faults(block: PageBlock) -> list[str]:
    return [*loose_texts(drawn(block)), *overlapping_texts(drawn(block)), *outside(drawn(block)),
            *doubled_ids(drawn(block))]


HOSTILE = ["", "x" * 400, "ouvrir " * 60, "🙂👩‍👩‍👧 fête", "تقديم الطلب عبر الإنترنت", "申請書を提出する"]


@pytest.mark.parametrize("title", HOSTILE, ids=["none", "one word", "long", "emoji", "arabic", "japanese"])
@pytest.mark.parametrize("width", [1835.0, 1100.0, 430.0])
def test_hostile_titles_leave_no_box(title: str, width: float) -> None:
    hostile = document([step(f"s{index}", column=index, title=title) for index in range(8)])
    found = analysis(hostile, *(finding(f"r{index}", f"s{index}", title=message("{t}", t=title or "T"),
                                        remedy=message("{t}", t=title or "T")) for index in range(8)))
    assert faults(friction_strip(FRENCH, found, hostile, width)) == []


@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "passeport", "hotel-stay"])
@pytest.mark.parametrize("context", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("width", [1835.0, 1200.0])
def test_the_examples_fit_and_nothing_of_them_is_cut(name: str, context: DrawingContext, width: float) -> None:
    made_of = load(EXAMPLES / f"{name}.blueprint.json").document
    block = friction_strip(context, analyse(made_of, RULES), made_of, width)
    assert faults(block) == []
    assert [text for card in cards(block) for text in words(card) if text.endswith("…")] == []


@pytest.mark.parametrize(("found", "title", "aside"), [
    (None, "", ""),
    (analysis(made()), "0 rules found no friction", ""),
    (analysis(made(), finding("a", "s1", citizen=None, agent=None)), "No friction has a figure yet", "1 friction: annex"),
])
def test_without_a_friction_to_show_it_says_why(found: Analysis | None, title: str, aside: str) -> None:
    block = friction_strip(ENGLISH, found, made(), WIDTH)
    assert [text for group in block.groups for text in words(group)] == [text for text in (title, aside) if text]
    assert bool(block.height) is (found is not None)


def test_the_strip_says_which_number_is_on_the_timeline() -> None:
    opened = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    report = analyse(opened, RULES)
    block = friction_strip(FRENCH, report, opened, WIDTH)
    numbers = [int(card.id.split("-")[1]) for card in cards(block)]
    assert 1 not in numbers
    assert words(block.groups[0])[1] == "n° 1 : ligne de temps · 23 autres frictions : annexe"
    # One that comes after all of the strip's is missed by nobody.
    assert "22" not in " ".join(words(block.groups[0]))
