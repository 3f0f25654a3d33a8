"""A poster's head: title, key figures, twenty people and verdict, in sizes that are read from afar."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.drawing.builders import analysis, document, journey, lane, side, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts
from visavis.blueprint.analysis import (
    RULES,
    Analysis,
    Elapsed,
    Figure,
    FrictionReport,
    JourneyMeasures,
    Measures,
    analyse,
)
from visavis.blueprint.drawing import LIGHT, Box, DisplayList, DrawingContext, Group, PageBlock, Role, Text
from visavis.blueprint.drawing import Path as Line
from visavis.blueprint.drawing.outcome_pictogram import person
from visavis.blueprint.drawing.poster.poster_head import FACTOR_OF_A0, head_block, verdict_block
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Outcome
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

EXAMPLES = Path(__file__).parents[2] / "examples"
# Points on paper a unit: where card titles, 14.5 units, are 9 points on A3 and 24 on A0.
A3, A0 = 9 / 14.5, 24 / 14.5
# The width between the margins of a sheet of A3.
WIDTH = 1841.0
LONG = "Demander une aide exceptionnelle au logement pour une personne âgée dont le dossier est incomplet"


def context(language: str = "fr") -> DrawingContext:
    return DrawingContext(LIGHT, translator(language), metrics())


@cache
def example(name: str) -> tuple[BlueprintDocument, Analysis]:
    opened = load(EXAMPLES / f"{name}.blueprint.json")
    return opened.document, analyse(opened.document, RULES)


def of(measured: JourneyMeasures | None) -> Analysis:
    return Analysis(Measures(measured), FrictionReport())


def groups(block: PageBlock) -> dict[str, Group]:
    return {group.id: group for group in block.groups}


def sizes(group: Group) -> list[float]:
    return [part.run.style.size for part in group.primitives if isinstance(part, Text)]


def faults(block: PageBlock, width: float) -> list[str]:
    drawing = DisplayList(width, block.height, block.groups)
    return loose_texts(drawing) + outside(drawing, 0.5) + overlapping_texts(drawing)


NAMES = ("apa-a-domicile", "home-care-allowance", "passeport", "hotel-stay", "apa-a-domicile-cible",
         "home-care-allowance-redesigned", "corner-shoeshine")


@pytest.mark.parametrize("name", NAMES)
def test_the_head_of_an_example_leaves_the_sheet_to_the_journey(name: str) -> None:
    made, found = example(name)
    head = head_block(context(made.head.language), made, found, WIDTH)
    assert head.height <= 171.0
    assert faults(head, WIDTH) == []
    assert all("…" not in text for group in head.groups for text in shown_texts(group))
    assert {"title", "subtitle", "citizen", "agents", "elapsed", "outcomes", "verdict", "timeline"} == set(groups(head))


@pytest.mark.parametrize(("factor", "width", "points", "least"), [
    (1.0, WIDTH, A3, {"title": 35.9, "citizen": 25.0, "verdict": 22.0}),
    (FACTOR_OF_A0, 1949.0, A0, {"title": 110.0, "citizen": 72.0, "verdict": 63.0})])
def test_sizes_are_those_of_the_paper_and_fall_from_title_to_small_print(factor: float, width: float, points: float,
                                                                        least: dict[str, float]) -> None:
    made, found = example("apa-a-domicile")
    head = groups(head_block(context(), made, found, width, factor))
    largest = {name: max(sizes(head[name])) * points for name in least}
    assert all(largest[name] >= asked for name, asked in least.items())
    # The heading of the friction strip is 24 units, card titles 14.5.
    assert largest["title"] > largest["citizen"] > largest["verdict"] > 24.2 * points * factor
    smallest = min(size for group in head.values() for size in sizes(group)) * points
    assert smallest >= (8.0 if points == A3 else 21.3)


@pytest.mark.parametrize(("title", "lines", "points"), [
    ("Refaire son passeport", 1, 36.0), ("Demander une allocation personnalisée", 1, 24.0), (LONG, 2, 18.0)])
def test_a_title_shrinks_to_24_points_then_takes_two_lines(title: str, lines: int, points: float) -> None:
    made = document([step("u")], title=title)
    head = groups(head_block(context(), made, analysis(made), WIDTH))
    assert len(shown_texts(head["title"])) == lines
    assert " ".join(shown_texts(head["title"])) == title
    assert max(sizes(head["title"])) * A3 >= points - 0.05


def test_on_a_sheet_of_a4_title_and_figures_share_a_row() -> None:
    # The width between the margins where card titles are 7.5 points.
    width = (297 - 15) / 25.4 * 72 / (7.5 / 14.5)
    for name in ("apa-a-domicile", "home-care-allowance", "passeport"):
        made, found = example(name)
        head = head_block(context(made.head.language), made, found, width)
        assert groups(head)["citizen"].bounds.y == groups(head)["title"].bounds.y
        assert head.height < 200.0


@pytest.mark.parametrize("title", ["Refaire son passeport", "Demander une allocation personnalisée à domicile",
                                   "Demander une aide exceptionnelle au logement pour une personne âgée"])
@pytest.mark.parametrize("width", [1463.0, WIDTH, 2300.0])
def test_a_smaller_title_takes_figures_and_verdict_down_with_it(title: str, width: float) -> None:
    made = document([step("u")], title=title)
    head = groups(head_block(context(), made, analysis(made), width))
    title_size, figure, verdict = (max(sizes(head[name])) for name in ("title", "citizen", "verdict"))
    assert title_size > figure > verdict >= 25.8


@pytest.mark.parametrize("title", [LONG * 4, "Donaudampfschifffahrt" * 19, "வீட்டு உதவிக்கு விண்ணப்பித்து " * 3])
def test_a_long_title_stands_beside_or_above_its_figures_and_stays_the_largest(title: str) -> None:
    made = document([step("u")], title=title)
    for width in range(700, 2600, 100):
        head = head_block(context(), made, analysis(made), float(width))
        found = groups(head)
        assert overlapping_texts(DisplayList(head.width, head.height, head.groups)) == [], width
        assert max(sizes(found["title"])) > max(sizes(found["citizen"])) > max(sizes(found["verdict"])), width


def test_a_missing_title_is_said() -> None:
    made = document([step("u")], title=" ")
    head = groups(head_block(context(), made, analysis(made), WIDTH))
    assert shown_texts(head["title"]) == ["Blueprint sans titre"]


HOSTILE = ("\u200b\u200b\u2060", "Très long intitulé administratif " * 13, "Donaudampfschifffahrt" * 19, "👵🏽 שלום " * 40, "طلب المساعدة " * 30)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [560.0, 1040.0, WIDTH])
def test_hostile_texts_stay_in_their_boxes(text: str, width: float) -> None:
    made = document([step("u")], title=text, phases=[text, text], lanes=[lane("usager", "citizen", text)],
                    service={"authority": text, "life_event": text, "tolerated_time": "P9D"})
    measured = journey(made, phases={"p1": Figure(20 * 1440.0), "p2": Figure(38 * 1440.0)})
    head = head_block(context(), made, of(measured), width)
    assert faults(head, width) == []
    assert groups(head)["title"].description == text.strip()
    assert text in groups(head)["subtitle"].description


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [420.0, 700.0, 1000.0, 1200.0, 1480.0, 2600.0])
def test_the_figures_are_not_cut_on_any_width(language: str, width: float) -> None:
    made = document([step("u", work="PT5M")], service={"legal_deadline": "P2M"})
    ends = {"granted": 0.5, "refused": 0.1, "abandoned": 0.1, "blocked": 0.1, "expired": 0.1, "unspecified": 0.1}
    head = head_block(context(language), made, of(journey(made, shares=dict(ends))), width)
    assert faults(head, width) == []
    assert all("…" not in text for group in head.groups for text in shown_texts(group))


def test_unknown_numbers_are_told_as_unknown() -> None:
    made = document([step("u")])
    for found in (None, analysis(made, measured=False)):
        head = groups(head_block(context(), made, found, WIDTH))
        for name in ("citizen", "agents", "elapsed", "outcomes"):
            assert shown_texts(head[name])[1:] == ["—", "inconnu"]
        assert "verdict" not in head
        assert "timeline" not in head


def test_lower_bounds_are_told_as_such() -> None:
    made = document([step("u")])
    measured = journey(made, citizen=side(20.0, untimed=1), elapsed=Elapsed(Figure(9 * 1440.0, at_least=True)))
    measured = replace(measured, granted=Figure(0.62, at_least=True))
    head = groups(head_block(context(), made, of(measured), WIDTH))
    assert shown_texts(head["citizen"])[1:] == ["20\u00a0min", "au moins, 1 temps inconnu"]
    assert shown_texts(head["elapsed"])[1:] == ["9\u00a0jours", "au moins"]
    assert shown_texts(head["outcomes"])[1] == "au moins 12 accordées"
    assert shown_texts(head["verdict"])[0].startswith("Au moins 9\u00a0jours.")


@pytest.mark.parametrize(("service", "remark"), [
    ({"legal_deadline": "P2M"}, "la loi donne 2\u00a0mois"),
    ({"legal_deadline": "P2M", "tolerated_time": "P30D"}, "la loi donne 2\u00a0mois"),
    ({"tolerated_time": "P30D"}, "les usagers tolèrent 30\u00a0jours"), ({}, "du début à la fin")])
def test_the_elapsed_time_is_held_against_the_law_as_it_was_typed(service: dict[str, str], remark: str) -> None:
    made = document([step("u")], service=service)
    head = groups(head_block(context(), made, analysis(made), WIDTH))
    assert shown_texts(head["elapsed"]) == ["Délai", "58\u00a0jours", remark]


def test_the_citizens_side_is_called_as_its_lanes_are() -> None:
    made = document([step("u")], lanes=[lane("f", "citizen", "Famille"), lane("usager", "citizen", "Usager")])
    head = groups(head_block(context(), made, analysis(made), WIDTH))
    assert shown_texts(head["citizen"])[0] == "Usager et famille"
    named = document([step("u")], lanes=[lane("f", "citizen", "Inès"), lane("usager", "citizen", "Usager")],
                     personas=({"id": "i", "name": "Inès Lopez"},))
    assert shown_texts(groups(head_block(context(), named, analysis(named), WIDTH))["citizen"])[0] == "Usager et Inès"


def test_twenty_people_stand_for_the_requests_with_their_words_below() -> None:
    made, found = example("apa-a-domicile")
    row = groups(head_block(context(), made, found, WIDTH))["outcomes"]
    assert shown_texts(row) == ["Sur 20 demandes", "13 accordées", "2 refus", "2 renoncent", "3 bloquées"]
    assert row.description == "Sur 20 demandes\u00a0: 13 accordées, 2 refus, 2 renoncent et 3 bloquées."
    heads = [part for part in row.primitives if isinstance(part, Box) and part.rect.width == part.rect.height]
    assert len(heads) == 20
    # Words begin no further right than their own people do, or end with the row.
    words = [part for part in row.primitives if isinstance(part, Text)][1:]
    assert [text.x for text in words] == sorted(text.x for text in words)
    assert words[0].x == pytest.approx(heads[0].rect.centre.x - 10.5, abs=1)


def test_where_a_share_is_not_known_no_people_are_drawn() -> None:
    made = document([step("u")])
    unknown = journey(made, shares={"granted": 0.5, "refused": None})
    assert shown_texts(groups(head_block(context(), made, of(unknown), WIDTH))["outcomes"])[1:] == ["—", "inconnu"]


def test_each_outcome_differs_by_fill_and_form_without_any_colour() -> None:
    def form(outcome: Outcome) -> str:
        told = []
        for part in person(LIGHT, outcome, Rect(0, 0, 20, 40)):
            assert isinstance(part, Box | Line)
            # Grey is a fill of its own: neither full nor none.
            fill = "none" if part.fill is None else "full" if part.stroke is None or part.fill == part.stroke.colour \
                else "pale"
            told.append((type(part).__name__, fill, part.stroke.dash if part.stroke else ()))
        return repr(told)

    lost_and_found = [outcome for outcome in Outcome if outcome is not Outcome.UNSPECIFIED]
    assert len({form(outcome) for outcome in lost_and_found}) == len(lost_and_found)
    # An end of which nothing is said looks like none of the others, either.
    assert len({form(outcome) for outcome in Outcome}) == len(Outcome)


def test_a_verdict_leaves_room_for_the_limit_of_the_law() -> None:
    made, found = example("apa-a-domicile")
    heads = [groups(head_block(context(), made, found, width)) for width in (WIDTH, 1600.0)]
    for head in heads:
        limit = next(part for part in head["timeline"].primitives
                     if isinstance(part, Text) and part.run.text.startswith("limite légale"))
        assert head["verdict"].bounds.bottom > limit.baseline - 14.0
        assert head["verdict"].bounds.right < limit.x
        assert len(shown_texts(head["verdict"])) == 1
    assert max(sizes(heads[1]["verdict"])) < max(sizes(heads[0]["verdict"]))
    # Where it would have to be much smaller, the limit has a row of its own, and nothing is cut.
    for width in (1040.0, 500.0):
        verdict = groups(head_block(context(), made, found, width))["verdict"]
        assert " ".join(shown_texts(verdict)) == verdict.description


def test_a_verdict_shrinks_to_16_points_then_takes_two_lines() -> None:
    made = document([step("u")])
    for width, lines in ((WIDTH, 1), (1040.0, 1), (560.0, 2)):
        verdict = verdict_block(context(), analysis(made), width)
        (group,) = verdict.groups
        assert len(shown_texts(group)) == lines
        assert verdict.width <= width
        assert group.role is Role.TEXT
        assert group.description == " ".join(shown_texts(group))
        assert lines == 2 or min(sizes(group)) * A3 >= 16.0
