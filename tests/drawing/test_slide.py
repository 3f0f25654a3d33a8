"""The slide: a title with one number, today and the target side by side, shapes of their own, few words."""

from __future__ import annotations

from itertools import product

import pytest

from tests.drawing.builders import analysis, document, finding, journey, side, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from tests.drawing.test_summary import HOSTILE, NAMES, opened
from visavis.blueprint.analysis import RULES, Analysis, Comparison, FrictionReport, Measures, compare
from visavis.blueprint.drawing import DARK, LIGHT, Box, Group, PageSet, Role
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.slide.slide import draw_slide
from visavis.blueprint.drawing.slide.slide_states import slide_states, slide_title
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, Side

PAIRS = {"fr": ("apa-a-domicile", "apa-a-domicile-cible"),
         "en": ("home-care-allowance", "home-care-allowance-redesigned")}
MOST_WORDS = 60


def drawn(made: BlueprintDocument, report: Analysis | None, comparison: Comparison | None = None,
          language: str = "fr") -> PageSet:
    return draw_slide(make_context(LIGHT, translator(language)), made, report, comparison)


def redesigned(language: str) -> PageSet:
    (before, _), (after, report) = (opened(name) for name in PAIRS[language])
    return drawn(after, report, compare(before, after, RULES), language)


def faults(pages: PageSet) -> list[str]:
    (page,) = pages.pages
    assert (page.width, page.height) == (960.0, 540.0)
    drawing = page.drawing
    # 24 pixels of 1080 are 1/45 of the height.
    assert drawing.height / 45 == pytest.approx(LEAST_TYPE)
    return (loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing)
            + small_texts(drawing, 1.0, LEAST_TYPE))


def groups(pages: PageSet, start: str) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.id.startswith(start)]


def words_beside_figures(pages: PageSet) -> int:
    roles = (Role.TITLE, Role.HEADING, Role.FINDING, Role.LEGEND)
    return sum(len(text.split()) for page in pages.pages for group in page.drawing.groups if group.role in roles
               for text in shown_texts(group))


@pytest.mark.parametrize(("name", "language"), list(product(NAMES, ("fr", "en"))))
def test_every_example_is_on_one_slide_without_a_fault(name: str, language: str) -> None:
    pages = drawn(*opened(name), language=language)
    assert faults(pages) == []
    assert words_beside_figures(pages) <= MOST_WORDS
    assert len(groups(pages, "person-")) == 20


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_redesign_stands_beside_today(language: str) -> None:
    pages = redesigned(language)
    assert faults(pages) == []
    assert words_beside_figures(pages) <= MOST_WORDS
    (title,) = [group for group in pages.pages[0].drawing.groups if group.role is Role.TITLE]
    assert title.title == {"fr": "Aujourd’hui, 5 demandes sur 20 s’arrêtent sans décision. La cible vise zéro.",
                           "en": "Today, 5 requests in 20 stop without a decision. The target aims at none."}[language]
    assert len(groups(pages, "person-0")) == len(groups(pages, "person-1")) == 20
    assert len(groups(pages, "decision-")) == 3


def test_each_person_is_a_group_of_shapes_and_the_row_says_it_once() -> None:
    pages = redesigned("fr")
    people = groups(pages, "person-")
    assert {group.role for group in people} == {Role.DECORATION}
    assert all(group.primitives for group in people)
    assert [group.description for group in groups(pages, "people-")] == [
        "Sur 20 demandes, aujourd’hui\u00a0: 13 accordées, 2 refus, 2 renoncent et 3 bloquées.",
        "Sur 20 demandes, dans la cible\u00a0: 18 accordées et 2 refus."]


def test_work_is_on_one_scale_up_and_down_from_the_line() -> None:
    citizen, agent = (group for group in groups(redesigned("fr"), "work-") if group.side is not None)
    assert (citizen.side, agent.side) == (Side.CITIZEN, Side.AGENT)
    bars = [[part.rect for part in group.primitives if isinstance(part, Box)] for group in (citizen, agent)]
    before, after = (opened(name)[0] for name in PAIRS["fr"])
    comparison = compare(before, after, RULES)
    efforts = comparison.verdicts[0].decided
    minutes = [[figure.before.known_value, figure.after.known_value] for figure in (efforts.citizen, efforts.agent)]
    # The dashed outline lies half a unit inside.
    lengths = [[rects[0].height + 1.0, rects[1].height] for rects in bars]
    for side_lengths, side_minutes in zip(lengths, minutes, strict=True):
        for length, time in zip(side_lengths, side_minutes, strict=True):
            assert length / time == pytest.approx(lengths[0][0] / minutes[0][0])
    assert bars[0][1].bottom == pytest.approx(bars[1][1].y)


def test_where_no_one_is_decided_there_is_no_bar_but_the_words() -> None:
    made = document([step("u", work="PT5M")])
    report = Analysis(Measures(journey(made, decided=False, shares={"granted": 0.0, "refused": 0.0, "blocked": 1.0})),
                      FrictionReport())
    pages = drawn(made, report)
    assert faults(pages) == []
    assert [part for group in (*groups(pages, "delay-"), *groups(pages, "work-")) for part in group.primitives
            if isinstance(part, Box)] == []
    assert all("aucune décision" in group.description for group in groups(pages, "work-") if group.side)
    assert str(slide_title(slide_states(made, report, None))[0]) == "Today, none of 20 requests reaches a decision."


def test_what_is_not_known_is_said() -> None:
    made = document([step("u", work="PT5M")])
    for report in (None, analysis(made, measured=False),
                   Analysis(Measures(journey(made, shares={"granted": None, "refused": None})), FrictionReport())):
        pages = drawn(made, report)
        assert faults(pages) == []
        assert groups(pages, "people-0")[0].description == "On ne sait pas comment finissent les demandes."
    bound = Analysis(Measures(journey(made, citizen=side(5.0, untimed=1))), FrictionReport())
    assert "au moins 5\u00a0min" in groups(drawn(made, bound), "work-citizen")[0].description


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_in_their_boxes(text: str) -> None:
    made = document([step(f"u{number}", title=text, work="PT5M") for number in range(4)], title=text,
                    service={"authority": text})
    told = message("{told}", told=text)
    report = Analysis(Measures(journey(made)), FrictionReport(tuple(
        finding(f"r{number}", f"u{number}", title=told, message=told, remedy=told) for number in range(3))))
    assert faults(draw_slide(make_context(DARK, translator("fr")), made, report)) == []
