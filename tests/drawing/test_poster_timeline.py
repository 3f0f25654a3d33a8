"""The timeline of a poster: the elapsed time and what it is made of, on one scale, held against the law."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import analysis, document, finding, journey, side, step
from tests.drawing.inspection import loose_texts, overlapping_texts, shown_texts, text_box
from visavis.blueprint.analysis import RULES, Analysis, Elapsed, Figure, FrictionReport, Measures, analyse
from visavis.blueprint.analysis.figures import ClockMeasures
from visavis.blueprint.drawing import LIGHT, THEMES, Box, DisplayList, DrawingContext, Group, Role, Text
from visavis.blueprint.drawing.poster.timeline import BAR_HEIGHT, draw_timeline, second_ground
from visavis.blueprint.drawing.poster.timeline_limits import WholeJourneyFrictions, whole_journey_frictions
from visavis.blueprint.drawing.theme import AA_TEXT, contrast
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = 1440.0
WIDTH = 1841.0
PHASES = ["Constituer", "Attendre", "Décider"]

# The law's limit and what people tolerate, missed: of the whole, and less grave than what is on a step.
WHOLE = tuple(finding(rule, "u2", citizen=1.0, agent=0.0, is_whole=True, remedy=message("{rule}", rule=rule))
              for rule in ("deadline-mismatch", "beyond-tolerated-time"))


def context(language: str = "fr") -> DrawingContext:
    return DrawingContext(LIGHT, translator(language), metrics())


@cache
def example(name: str) -> tuple[BlueprintDocument, Analysis]:
    opened = load(EXAMPLES / f"{name}.blueprint.json")
    return opened.document, analyse(opened.document, RULES)


def drawn(made: BlueprintDocument, found: Analysis | None, width: float = WIDTH, language: str = "fr") -> Group:
    block = draw_timeline(context(language), made, found, width).block
    drawing = DisplayList(width, block.height, block.groups)
    assert loose_texts(drawing) + overlapping_texts(drawing) == []
    (group,) = block.groups
    return group


def boxes(group: Group, colour: str) -> list[Box]:
    return [part for part in group.primitives if isinstance(part, Box) and part.fill == colour]


def grounds(group: Group) -> list[Box]:
    found = [*boxes(group, LIGHT.backstage.tint), *boxes(group, second_ground(LIGHT))]
    return sorted(found, key=lambda box: box.rect.x)


def three_phases(*days: float, **more: Any) -> tuple[BlueprintDocument, Analysis]:
    made = document([step(f"u{number}", phase=f"p{number}", work="PT1H") for number in (1, 2, 3)], phases=PHASES,
                    service={"legal_deadline": "P2M", "legal_clock": {"starts": "u1", "stops": "u3"},
                             "tolerated_time": "P20D"})
    parts = {f"p{number}": Figure(part * DAY) for number, part in enumerate(days, start=1)}
    measured = journey(made, **{"phases": parts, "elapsed": Elapsed(Figure(sum(days) * DAY)), **more})
    return made, Analysis(Measures(measured), FrictionReport())


def clocked(found: Analysis, *, mean: float | None, late: float) -> Analysis:
    assert found.measures.everybody is not None
    clock = ClockMeasures(Figure(mean and mean * DAY), Figure(None), Figure(late), Figure(0.0), Figure(1.0))
    return replace(found, measures=Measures(replace(found.measures.everybody, legal_clock=clock)))


def test_its_width_is_the_elapsed_time_and_its_parts_the_phases() -> None:
    group = drawn(*three_phases(10.0, 40.0, 32.0))
    assert [box.rect.width / WIDTH * 82 for box in grounds(group)] == pytest.approx([10, 40, 32])
    assert grounds(group)[-1].rect.right == pytest.approx(WIDTH)
    assert group.bounds.height == BAR_HEIGHT
    assert group.role is Role.FIGURE
    assert "Constituer 10\u00a0jours, Attendre 40\u00a0jours et Décider 32\u00a0jours" in group.description
    assert shown_texts(group)[:3] == ["1 Constituer · 10\u00a0jours", "2 Attendre · 40\u00a0jours",
                                      "3 Décider · 32\u00a0jours"]


def test_the_days_that_are_printed_add_up_to_the_headline() -> None:
    group = drawn(*example("apa-a-domicile"))
    assert "Constituer le dossier 8\u00a0jours, Attendre 44\u00a0jours, Visite à domicile 11\u00a0jours" in \
        group.description
    # 0 + 8 + 44 + 11 + 35 are the 98 of the headline; less than a day is told as such, and never as none.
    assert "S’informer moins de 1\u00a0jour" in group.description
    for name in ("apa-a-domicile", "passeport", "apa-a-domicile-cible"):
        assert re.search("\\b0\u00a0jour", drawn(*example(name)).description) is None


def test_hours_of_work_are_black_on_the_same_scale() -> None:
    group = drawn(*three_phases(10.0, 40.0, 32.0))
    black = [box.rect for box in boxes(group, LIGHT.ink)]
    # An hour of 82 days is nothing to be seen: 0.6 mm are, on A4, where a unit is smallest.
    assert [rect.width for rect in black] == pytest.approx([3.3] * 3)
    assert all(rect.width * points / 72 * 25.4 >= 0.6 for rect in black for points in (9 / 14.5, 7.5 / 14.5))
    assert [rect.x for rect in black] == pytest.approx([box.rect.x for box in grounds(group)])
    made, found = example("hotel-stay")
    stay = [box.rect for box in boxes(drawn(made, found, language="en"), LIGHT.ink)]
    assert max(rect.width for rect in stay) == pytest.approx(WIDTH * 62.6 / 612.5, rel=0.05)


def test_after_the_legal_limit_all_is_in_the_tint_of_friction() -> None:
    made, found = three_phases(10.0, 40.0, 50.0)
    group = drawn(made, clocked(found, mean=90.0, late=0.8))
    (tint,) = boxes(group, LIGHT.friction.tint)
    # The clock has run for 90 of 100 days: it started at 10, and two months of it are over after about 71.
    assert tint.rect.x / WIDTH * 100 == pytest.approx(10 + 2 * 30.44, abs=0.1)
    assert tint.rect.right == pytest.approx(WIDTH)
    assert "limite légale\u00a0: 2\u00a0mois, dépassée de 29\u00a0jours" in shown_texts(group)
    ticks = [box.rect for box in boxes(group, LIGHT.friction.ink)]
    assert any(tick.centre.x == pytest.approx(tint.rect.x) and tick.bottom == group.bounds.bottom for tick in ticks)
    assert any(line.x == pytest.approx(WIDTH * 0.1) and line.right == pytest.approx(tint.rect.x) for line in ticks)


@pytest.mark.parametrize(("late", "words"), [
    (0.0, "limite légale\u00a0: 2\u00a0mois, tenue"),
    (0.12, "limite légale\u00a0: 2\u00a0mois, tenue en moyenne, dépassée par 12\u202f% des dossiers")])
def test_a_limit_that_is_kept_is_told_without_blame(late: float, words: str) -> None:
    made, found = three_phases(10.0, 40.0, 50.0)
    group = drawn(made, clocked(found, mean=30.0, late=late))
    assert words in shown_texts(group)
    assert boxes(group, LIGHT.friction.tint) == boxes(group, LIGHT.friction.ink) == []


def test_without_a_legal_clock_there_is_no_limit() -> None:
    group = drawn(*three_phases(10.0, 40.0, 50.0))
    assert "légale" not in " ".join(shown_texts(group)) + group.description


def test_frictions_about_the_whole_are_told_here_with_their_numbers() -> None:
    made, found = three_phases(10.0, 40.0, 50.0)
    found = clocked(found, mean=90.0, late=0.8)
    # The same rule also finds deadlines of steps, which are told on these.
    report = FrictionReport((finding("deadline-mismatch", "u3", remedy=message("Prévenir")),
                             finding("r", "u1"), *WHOLE))
    group = drawn(made, Analysis(found.measures, report))
    shown = shown_texts(group)
    assert shown[shown.index("3") + 1] == "limite légale\u00a0: 2\u00a0mois, dépassée de 29\u00a0jours"
    assert shown[shown.index("4") + 1] == "les usagers tolèrent 20\u00a0jours"
    assert "1" not in shown
    assert "(friction 3)" in group.description
    assert "(friction 4)" in group.description


@pytest.mark.parametrize("tolerated", ["P100D", "P200D"])
def test_what_finds_no_room_in_the_bar_stands_above_it(tolerated: str) -> None:
    made, found = three_phases(10.0, 40.0, 50.0)
    service = made.head.service.model_copy(update={"tolerated_time": tolerated})
    made = made.replace(head=made.head.model_copy(update={"service": service}))
    found = clocked(found, mean=90.0, late=0.8)
    report = FrictionReport(WHOLE)
    group = drawn(made, Analysis(found.measures, report))
    told = next(part for part in group.primitives if isinstance(part, Text) and "tolèrent" in part.run.text)
    assert told.baseline < group.bounds.bottom - BAR_HEIGHT
    assert shown_texts(group)[shown_texts(group).index("1") + 1].startswith("limite légale")
    assert shown_texts(group)[shown_texts(group).index("2") + 1].startswith("les usagers tolèrent")


def test_a_limit_that_some_miss_is_told_where_no_one_knows_when() -> None:
    made, found = three_phases(10.0, 40.0, 50.0)
    found = clocked(found, mean=None, late=0.8)
    report = FrictionReport(WHOLE[:1])
    group = drawn(made, Analysis(found.measures, report))
    assert shown_texts(group)[:2] == ["1", "limite légale\u00a0: 2\u00a0mois"]
    assert boxes(group, LIGHT.friction.tint) == []


def test_the_frictions_about_the_whole_are_found_in_an_analysis() -> None:
    found = whole_journey_frictions(example("apa-a-domicile")[1])
    assert found.legal is not None
    assert found.tolerated is not None
    assert (found.legal.finding.rule, found.tolerated.finding.rule) == ("deadline-mismatch", "beyond-tolerated-time")
    # Of two personas who wait too long, the first in rank.
    others = [hotspot for hotspot in example("apa-a-domicile")[1].frictions.hotspots
              if hotspot.finding.rule == "beyond-tolerated-time"]
    assert found.tolerated == others[0]
    assert whole_journey_frictions(None) == WholeJourneyFrictions()
    assert whole_journey_frictions(Analysis(Measures(None), FrictionReport())) == WholeJourneyFrictions()


def test_an_unknown_time_has_no_timeline() -> None:
    made = document([step("u")])
    unknown = Analysis(Measures(journey(made, elapsed=Elapsed(Figure(None)))), FrictionReport())
    for found in (None, analysis(made, measured=False), unknown):
        assert draw_timeline(context(), made, found, WIDTH).block.height == 0.0


def test_a_lower_bound_says_so() -> None:
    made, found = three_phases(10.0, 40.0, 32.0, elapsed=Elapsed(Figure(82 * DAY, at_least=True)))
    group = drawn(made, found)
    assert "au moins\u00a0: des temps sont inconnus" in shown_texts(group)
    assert group.description.startswith("Au moins, par phase")
    # Of what is not known nothing is drawn, and that is said.
    made, found = three_phases(10.0, 40.0, 32.0, elapsed=Elapsed(Figure(42 * DAY, at_least=True)),
                               phases={"p1": Figure(10 * DAY), "p2": Figure(None), "p3": Figure(32 * DAY)})
    assert "Attendre temps inconnu" in drawn(made, found).description


@pytest.mark.parametrize(("name", "language"), [("hotel-stay", "en"), ("corner-shoeshine", "en")])
def test_short_journeys_have_units_of_their_own(name: str, language: str) -> None:
    made, found = example(name)
    group = drawn(made, found, language=language)
    assert "day" not in group.description
    assert "min" in " ".join(shown_texts(group))
    # Where nearly all is work, words stand on the black.
    on_black = [part for part in group.primitives if isinstance(part, Text) and part.colour == LIGHT.background]
    black = [box.rect for box in boxes(group, LIGHT.ink)]
    assert on_black
    assert all(any(rect.x <= text_box(text).x and text_box(text).right <= rect.right for rect in black)
               for text in on_black)


@pytest.mark.parametrize("width", [300.0, 700.0, 1040.0, WIDTH, 3000.0])
@pytest.mark.parametrize("name", ["apa-a-domicile", "passeport", "hotel-stay", "apa-a-domicile-cible"])
def test_times_are_left_out_rather_than_cut(name: str, width: float) -> None:
    made, found = example(name)
    group = drawn(made, found, width)
    assert all("…" not in text for text in shown_texts(group))
    right = max(part.x + part.run.width for part in group.primitives if isinstance(part, Text)) if shown_texts(
        group) else 0.0
    assert right <= width


def test_a_name_that_runs_leftward_leaves_number_and_time_where_they_are() -> None:
    made, found = three_phases(10.0, 40.0, 32.0)
    phases = tuple(phase.model_copy(update={"name": "الملف"}) for phase in made.head.phases)
    group = drawn(made.replace(head=made.head.model_copy(update={"phases": phases})), found)
    words = [part for part in group.primitives if isinstance(part, Text)]
    assert [part.run.text.strip() for part in words[3:6]] == ["2", "الملف", "· 40\u00a0jours"]
    assert [part.x for part in words[:9]] == sorted(part.x for part in words[:9])


def test_no_tick_crosses_words() -> None:
    for name in ("apa-a-domicile", "home-care-allowance", "passeport"):
        group = drawn(*example(name))
        words = [text_box(part) for part in group.primitives if isinstance(part, Text)]
        ticks = [box.rect for box in boxes(group, LIGHT.friction.ink) if box.rect.width < 3 < box.rect.height]
        assert not any(tick.intersects(word) for tick in ticks for word in words)


def test_words_can_be_read_on_every_ground() -> None:
    for theme in THEMES.values():
        for ground in (theme.backstage.tint, second_ground(theme), theme.friction.tint):
            assert contrast(theme.ink, ground) >= AA_TEXT
            assert contrast(theme.friction.ink, ground) >= AA_TEXT
        assert contrast(theme.background, theme.ink) >= AA_TEXT


def test_untimed_work_is_not_drawn() -> None:
    made, found = three_phases(10.0, 40.0, 32.0, citizen=side(None, None, untimed=3), visits={"u1": float("nan")})
    assert boxes(drawn(made, found), LIGHT.ink) == []
