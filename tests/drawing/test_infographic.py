"""The infographic: what a citizen reads, on one sheet, whatever the journey is like."""

from __future__ import annotations

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.builders import analysis, document, finding, flow, journey, side, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from visavis.blueprint.analysis import UNKNOWN, Analysis, Figure, FrictionReport, Measures, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.drawing import Group, PageSet, Role, draw_infographic
from visavis.blueprint.drawing.infographic.chapters import chapters
from visavis.blueprint.drawing.key_figures import spell_time
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE, count_people
from visavis.blueprint.language import message, translator


def faults(pages: PageSet) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        assert drawing.width * page.scale == pytest.approx(page.width)
        assert drawing.height * page.scale == pytest.approx(page.height)
        found += loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing)
        found += small_texts(drawing, page.scale, 6.0)
    return found


def groups(pages: PageSet, role: Role) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.role is role]


def said(pages: PageSet) -> str:
    return " ".join(text for page in pages.pages for group in page.drawing.groups for text in shown_texts(group))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_journey_is_told_on_one_sheet(paper: str, language: str) -> None:
    made = apa()

    pages = draw_infographic(made, apa_analysis(made), translator(language), paper=paper)

    assert len(pages.pages) == 1
    assert faults(pages) == []
    assert [group.title for group in groups(pages, Role.PHASE)] == [phase.name for phase in made.head.phases]


def test_it_tells_both_sides_the_days_and_where_the_numbers_come_from() -> None:
    made = apa()
    told = said(draw_infographic(made, apa_analysis(made), translator("fr")))
    for part in ("4\u00a0h\u00a010", "de votre temps", "6\u00a0h\u00a035", "58 jours", "dont 51 jours d’attente",
                 "Ce que vous faites", "Ce que font les agents", "Retire le dossier papier",
                 "Pré-remplir ces pièces.", "Et 4 autres", "Sur 20 demandes",
                 "obtiennent ce qu’elles demandent", "% estimés"):
        assert part in told, part


def test_unknown_times_are_told_as_unknown() -> None:
    made = document([step("u"), step("a", "scene")])
    for report in (None, analysis(made, measured=False)):
        pages = draw_infographic(made, report, translator("fr"))
        assert said(pages).count("temps inconnu") == 3
        assert "Sur 20 demandes" not in said(pages)
        assert faults(pages) == []


def test_untold_times_make_a_sum_a_least() -> None:
    made = document([step("u", work="PT5M"), step("v")])
    measured = journey(made, citizen=side(5.0, untimed=1))
    pages = draw_infographic(made, Analysis(Measures(measured), FrictionReport()), translator("fr"))
    assert "au moins ; 1 étape n’a pas de temps".replace(" ;", "\u202f;") in said(pages)


def test_that_no_friction_was_found_says_who_looked_and_what_they_lacked() -> None:
    made, french = document([step("u", work="PT5M")]), translator("fr")

    def told(report: FrictionReport, *, measured: bool = True) -> str:
        return said(draw_infographic(made, Analysis(Measures(journey(made) if measured else None), report), french))

    gap = NotAssessed("r", message("Attente"), (Need(message("times"), InputElement.STEP, "work"),))
    assert "2 règles n’ont trouvé aucune friction." in told(FrictionReport(asked=("r", "s")))
    lacking = told(FrictionReport((), (gap,), asked=("r", "s")))
    assert "Aucune friction trouvée, mais il manque à 1 règle de quoi juger." in lacking
    empty = told(FrictionReport(asked=("r", "s")), measured=False)
    assert "n’ont pas été recherchés" in empty
    assert "aucune friction" not in empty.lower()


def test_how_requests_end_is_not_drawn_of_probabilities_that_nobody_gave() -> None:
    made = document([step("u", work="PT5M")])
    unknown = journey(made, shares={"granted": None, "refused": None})
    told = said(draw_infographic(made, Analysis(Measures(unknown), FrictionReport()), translator("fr")))
    assert "On ne sait pas comment finissent les demandes" in told
    assert "Sur 20 demandes" not in told


def test_where_no_one_is_decided_times_are_those_to_the_end_of_the_drawing() -> None:
    made = document([step("u", work="PT5M")])
    ends = journey(made, decided=False, shares={"granted": 0.0, "refused": 0.0, "unspecified": 1.0})
    told = said(draw_infographic(made, Analysis(Measures(ends), FrictionReport()), translator("fr")))
    assert "jusqu’au bout du dessin" in told
    assert "qui ne précise pas leur fin" in told


@pytest.mark.parametrize("phases", [0, 1, 9, 30])
def test_however_many_phases_there_are_all_are_told(phases: int) -> None:
    steps = [step(f"{side}{phase}-{place}", side, phase=f"p{phase}", column=place, work="PT5M", wait="P3D")
             for phase in range(1, phases + 1) for side in ("usager", "scene") for place in range(6)]
    made = document(steps, phases=[f"Phase {phase}" for phase in range(1, phases + 1)] or ["Vide"])

    pages = draw_infographic(made, analysis(made, *(finding(f"r{place}", steps[0].id) for place in range(phases and 5))),
                             translator("fr"))

    assert len(groups(pages, Role.PHASE)) == phases
    assert faults(pages) == []
    for group in groups(pages, Role.PHASE):
        assert group.description.count("Étape") == 12


def test_hostile_texts_stay_in_their_boxes() -> None:
    long, word = "Très long intitulé administratif " * 13, "Donaudampfschifffahrt" * 19
    made = document([step("u", title=long), step("a", "scene", title=word),
                     step("w", "scene", title="👵🏽 שלום " * 40)],
                    [flow("f", "u", "a", kind="interaction", label=long)], title=word, summary=long, phases=[long],
                    service={"authority": long, "legal_basis": word})
    report = analysis(made, finding("r", "u", title=message("{t}", t=word), message=message("{t}", t=long),
                                    remedy=message("{t}", t=word)))
    pages = draw_infographic(made, report, translator("fr"))
    assert faults(pages) == []


def test_twenty_people_share_out_every_outcome() -> None:
    found = count_people({"abandoned": 0.29, "granted": 0.62, "refused": 0.09})
    assert [(each.outcome, each.people) for each in found] == [("granted", 12), ("refused", 2), ("abandoned", 6)]
    assert sum(each.people for each in count_people({"granted": 1 / 3, "refused": 1 / 3, "blocked": 1 / 3})) == PEOPLE
    assert count_people({"granted": 0.0}) == ()


def test_chapters_weigh_times_by_visits_and_put_the_front_stage_first() -> None:
    made = document([step("b", "coulisses", work="PT10M"), step("a", "scene", work="PT6M", column=1),
                     step("u", work="PT30M"), step("w", kind="wait", wait="P2D", column=1)],
                    [flow("f", "u", "a", kind="interaction")])
    report = Analysis(Measures(journey(made, visits={"u": 0.5, "a": 2.0, "b": 1.0, "w": 1.0})), FrictionReport())

    (chapter,) = chapters(made, report, ())

    assert [each.id for each in chapter.agent.steps] == ["a", "b"]
    assert (chapter.citizen.work, chapter.citizen.wait) == (Figure(15.0), Figure(2880.0))
    assert (chapter.agent.work, chapter.agent.wait) == (Figure(22.0), UNKNOWN)
    assert chapter.exchanges == 1


def test_a_chapter_with_untimed_steps_tells_lower_bounds() -> None:
    made = document([step("u", work="PT30M"), step("v", column=1), step("w", kind="wait", column=2),
                     step("x", kind="wait", wait="P2D", column=3), step("never", column=4), step("a", "scene")])
    visits = {"u": 1.0, "v": 1.0, "w": 0.5, "x": 1.0, "never": 0.0, "a": 1.0}

    (chapter,) = chapters(made, Analysis(Measures(journey(made, visits=visits)), FrictionReport()), ())

    assert chapter.citizen.work == Figure(30.0, at_least=True)
    assert chapter.citizen.wait == Figure(2880.0, at_least=True)
    assert chapter.agent.work == UNKNOWN
    told = said(draw_infographic(made, Analysis(Measures(journey(made, visits=visits)), FrictionReport()), translator("fr")))
    assert "au moins 30" in told


def test_days_are_spelled_for_the_public() -> None:
    french = translator("fr")
    assert french.write(spell_time(58 * 1440)) == "58 jours"
    assert french.write(spell_time(90)) == "1\u00a0h\u00a030"
