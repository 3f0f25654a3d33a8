"""The summary for deciders: one sheet of A4, its verdict, five figures, who stays outside, three decisions, gaps."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest

from tests.drawing.builders import analysis, document, finding, flow, journey, side, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from tests.profiles import EXAMPLES
from visavis.blueprint.analysis import Analysis, FrictionClass, FrictionReport, JourneyMeasures, Measures, analyse
from visavis.blueprint.drawing import DARK, LIGHT, Box, Group, PageSet, Path, Role
from visavis.blueprint.drawing.reader_pages.decider_verdict import decider_verdict
from visavis.blueprint.drawing.reader_pages.outcome_units import unit
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE, find_page_format
from visavis.blueprint.drawing.summary.summary import draw_summary
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import message, translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona, Side
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import load
from visavis.exporters.page_exporter import PAGE_SIZES

NAMES = {path.name.removesuffix(".blueprint.json"): path for path in EXAMPLES}
HOSTILE = ("Allocation personnalisée d’autonomie à domicile " * 9, "Donaudampfschifffahrt" * 19, "👩\u200d👧 👍🏽 🇫🇷" * 30,
           "بَيْتٌ كُتِبَ اللُّغَة (لا) 12 " * 20, " ", "<b>&amp; 100 %")


@lru_cache(maxsize=8)
def opened(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(NAMES[name]).document
    return made, analyse(made, plugins().rules)


def drawn(made: BlueprintDocument, report: Analysis | None, size: str = "A4", language: str = "fr") -> PageSet:
    return draw_summary(make_context(LIGHT, translator(language)), made, report, find_page_format(size))


def faults(pages: PageSet) -> list[str]:
    found = []
    for page in pages.pages:
        assert page.drawing.width * page.scale == pytest.approx(page.width)
        found += loose_texts(page.drawing) + doubled_ids(page.drawing) + outside(page.drawing)
        found += overlapping_texts(page.drawing) + small_texts(page.drawing, 1.0, LEAST_TYPE)
    return found


def groups(pages: PageSet, *roles: Role) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.role in roles]


def said(pages: PageSet) -> str:
    return " ".join(text for page in pages.pages for group in page.drawing.groups for text in shown_texts(group))


@pytest.mark.few(5)
@pytest.mark.parametrize(("name", "language"), list(product(NAMES, ("fr", "en"))))
def test_every_example_stands_on_one_sheet_of_a4_and_faultless_on_others(name: str, language: str) -> None:
    for size in PAGE_SIZES:
        pages = drawn(*opened(name), size, language)
        assert faults(pages) == [], size
        if size in ("A4", "A3"):
            assert len(pages.pages) == 1, size


def test_the_verdict_tells_the_unserved_then_the_delay_and_no_figure_that_is_not_below() -> None:
    pages = drawn(*opened("apa-a-domicile"))
    (sentence,) = [group.title for group in groups(pages, Role.TEXT) if group.id == "sentence"]
    assert sentence == ("Sur 20 demandes, 5 s’arrêtent avant toute décision. "
                        "Les autres prennent 98\u00a0jours, presque tout en attente. Le retard grandit.")
    assert all(len(part.split()) <= 20 for part in sentence.split(". "))
    told = " ".join(group.description for group in groups(pages, Role.FIGURE))
    assert "15 sur 20" in told
    assert "98\u00a0jours" in told


def test_there_are_five_figures_in_the_one_order_each_with_its_side() -> None:
    found = [group for group in groups(drawn(*opened("apa-a-domicile")), Role.FIGURE) if group.id.startswith("figure-")]
    assert [group.title for group in found] == [
        "Accordé", "Va jusqu’à une décision", "Délai", "Travail de l’usager", "Travail des agents"]
    assert [group.side for group in found] == [None, None, None, Side.CITIZEN, Side.AGENT]
    assert "de ceux qui ont une décision" in found[2].description


def test_who_is_granted_least_comes_first_with_twenty_units() -> None:
    rows = [group for group in groups(drawn(*opened("apa-a-domicile")), Role.FIGURE) if group.id.startswith("outside-")]
    assert [group.title for group in rows] == ["Madame Nguyen", "Monsieur Diallo", "Madame Roux"]
    for row in rows:
        units = [part for part in row.primitives if isinstance(part, Box) and part.rect.height > 8]
        assert len(units) == 20
    assert "15 usagers sur 100" in rows[0].description
    assert "ne peut pas continuer par téléphone" in rows[0].description


def test_forms_of_units_differ_without_their_colour() -> None:
    forms = set()
    for outcome in Outcome:
        parts = list(unit(LIGHT, outcome, Rect(0, 0, 7, 12)))
        box = parts[0]
        assert isinstance(box, Box)
        forms.add((box.fill is not None, box.stroke is not None and box.stroke.dash, len(parts),
                   any(isinstance(part, Path) and part.fill for part in parts), outcome in ("granted", "refused")))
    # Those that run out of time and those of whom nothing is said are dotted: one is half full, too.
    assert len(forms) == len(Outcome)


def test_three_decisions_tell_both_sides_their_price_and_the_law() -> None:
    pages = drawn(*opened("passeport"))
    rows = [group for group in groups(pages, Role.FINDING) if group.id.startswith("decision-")]
    assert [row.id for row in rows] == ["decision-1", "decision-2", "decision-3"]
    effects = [group for group in groups(pages, Role.FIGURE) if group.id.startswith("decision-")]
    assert [effect.side for effect in effects] == [Side.CITIZEN, Side.AGENT] * 3
    assert "Obligation légale." in rows[1].description
    assert "quelqu’un pour corriger les erreurs" in rows[1].description
    assert "−13 min par demande. 2 150 h par an" in effects[2].description.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Effet non connu" in effects[4].description
    assert "Rien dans le dessin" in effects[4].description
    assert "140 dossiers de plus à mener à bien par an" in effects[1].description


def test_no_share_is_told_in_per_cent_above_the_record() -> None:
    for name in ("apa-a-domicile", "passeport"):
        pages = drawn(*opened(name))
        texts = [text for group in groups(pages, *(role for role in Role if role is not Role.FOOTER))
                 for text in shown_texts(group) if group.id != "kind"]
        assert [text for text in texts if "%" in text] == []


def test_what_is_not_known_is_never_empty() -> None:
    made = document([step("u", work="PT5M"), step("p", "usager", work="PT1M")])
    for report in (None, analysis(made), analysis(made, measured=False)):
        found = [group for group in groups(drawn(made, report), Role.FINDING) if group.id.startswith("unknown-")]
        assert found
        assert all(group.description.strip() for group in found)


def test_where_no_one_is_decided_no_delay_is_told() -> None:
    made = document([step("u", work="PT5M")])
    report = Analysis(Measures(journey(made, decided=False, shares={"granted": 0.0, "refused": 0.0, "blocked": 1.0})),
                      FrictionReport())
    told = said(drawn(made, report))
    assert "aucune ne va jusqu’à une décision" in told
    assert "aucune décision" in told
    assert "58 jours" not in told


def test_what_is_known_to_a_bound_or_not_at_all_is_said() -> None:
    made = document([step("u", work="PT5M")])
    unknown = journey(made, shares={"granted": None, "refused": None})
    assert str(decider_verdict(unknown)[0]) == "How many requests reach a decision is not known."
    unnamed = journey(made, shares={"granted": 0.5, "refused": 0.0, "unspecified": 0.5})
    assert "10 come to an end that the drawing does not name" in str(decider_verdict(unnamed)[0])
    told = said(drawn(made, Analysis(Measures(journey(made, citizen=side(5.0, untimed=1))), FrictionReport())))
    assert "au moins 5 min" in told.replace("\u00a0", " ")


@pytest.mark.few(8)
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("size", ["A4", "square", "16x9"])
def test_hostile_texts_stay_in_their_boxes(text: str, size: str) -> None:
    people = tuple(Persona(id=f"p{number}", name=text, weight=number) for number in range(7))
    made = document([step(f"u{number}", title=text, work="PT5M") for number in range(4)],
                    [flow("f", "u0", "u1")], personas=people, title=text, service={"authority": text})
    told = message("{told}", told=text)
    found = [finding(f"r{number}", f"u{number}", title=told, message=told, remedy=told, side_effect=told,
                     friction_class=FrictionClass.LOSS, share=0.3) for number in range(3)]
    measured = tuple(replace_persona(made, one.id) for one in people)
    report = Analysis(Measures(journey(made), measured), FrictionReport(tuple(found)))
    assert faults(draw_summary(make_context(DARK, translator("fr")), made, report, find_page_format(size))) == []


def replace_persona(made: BlueprintDocument, name: str) -> JourneyMeasures:
    return replace(journey(made), persona=name, weight=0.1)
