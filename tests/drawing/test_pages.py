"""The poster on every paper: nothing cut, nothing crowded, nothing too small to read, nothing left out."""

from __future__ import annotations

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.builders import analysis, document, finding, flow, journey, side, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from tests.profiles import mostly_deep
from visavis.blueprint.analysis import Analysis, FrictionReport, Measures, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.drawing import (
    PageSet,
    Role,
    draw_picture,
    draw_poster,
)
from visavis.blueprint.drawing.paper import FLOORS, Orientation, make_sheet, stack_pages
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Note

PAPERS = tuple(FLOORS)
SOURCE = "Enquête auprès des usagers. "
MM = 72 / 25.4


def faults(pages: PageSet, least: float | None) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        assert drawing.width * page.scale == pytest.approx(page.width)
        assert drawing.height * page.scale == pytest.approx(page.height)
        found += loose_texts(drawing) + doubled_ids(drawing) + outside(drawing)
        found += small_texts(drawing, page.scale, FLOORS["A4"][1] if page.is_annex else least) if least else []
    return found


def told(pages: PageSet, role: Role) -> list[str]:
    return [group.id for page in pages.sheets for group in page.drawing.groups if group.role is role]


def texts_of(pages: PageSet, role: Role, id_: str) -> list[str]:
    return [text for page in pages.sheets for group in page.drawing.groups
            if group.role is role and group.id == id_ for text in shown_texts(group)]


@pytest.mark.few(4)
@pytest.mark.parametrize("language", mostly_deep(["fr", "en"]))
@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("paper", PAPERS)
def test_a_journey_prints_on_every_paper(paper: str, orientation: Orientation, language: str) -> None:
    made = apa()

    pages = draw_poster(made, apa_analysis(made), translator(language), paper=paper, orientation=orientation)

    assert faults(pages, FLOORS[paper][1]) == []
    assert set(told(pages, Role.STEP)) == {each.id for each in made.steps if each.kind != "evidence"}
    assert told(pages, Role.FINDING) == [f"friction-{number}" for number in range(1, 8)]
    assert told(pages, Role.FOOTER) == ["footer", "qr-code"] * len(pages.sheets)
    assert told(pages, Role.LEGEND) == ["legend"] * len(pages.sheets)
    assert len(told(pages, Role.TITLE)) == len(pages.sheets)


def test_the_poster_of_a_dozen_columns_is_one_sheet_of_a3() -> None:
    made = apa()
    pages = draw_poster(made, apa_analysis(made), translator("fr"))
    assert len(pages.sheets) == 1
    assert overlapping_texts(pages.pages[0].drawing) == []


@pytest.mark.parametrize(("paper", "wide", "high"), [("A3", 420, 297), ("A0", 1189, 841), ("A4", 297, 210)])
def test_sheets_have_their_exact_size(paper: str, wide: float, high: float) -> None:
    landscape, portrait = make_sheet(paper), make_sheet(paper, "portrait")
    assert (landscape.width, landscape.height) == pytest.approx((wide * MM, high * MM))
    assert (portrait.width, portrait.height) == pytest.approx((high * MM, wide * MM))


def test_unknown_paper_and_orientation_are_refused() -> None:
    with pytest.raises(BlueprintError, match="did you mean A4"):
        make_sheet("A44")
    with pytest.raises(ValueError, match="sideways"):
        make_sheet("A3", "sideways")


def wide_journey(columns: int, title: str = "Étape") -> BlueprintDocument:
    steps = [step(f"u{place}", phase=f"p{place // 10 + 1}", column=place % 10, title=f"{title} {place}", effort=3)
             for place in range(columns)]
    steps += [step(f"a{place}", "scene", phase=f"p{place // 10 + 1}", column=place % 10, work="PT5M")
              for place in range(0, columns, 3)]
    flows = [flow(f"c{place}", f"u{place}", f"u{place + 1}") for place in range(columns - 1)]
    flows += [flow(f"t{place}", f"u{place}", f"a{place}", kind="interaction", label="Où en est-on ?")
              for place in range(0, columns, 3)]
    return document(steps, flows, phases=[f"Phase {place + 1}" for place in range(-(-columns // 10))])


@pytest.mark.parametrize(("paper", "orientation"), [("A3", "landscape"), ("A3", "portrait"), ("A4", "portrait"),
                                                    ("A0", "landscape")])
def test_sixty_columns_go_on_on_further_sheets(paper: str, orientation: str) -> None:
    made = wide_journey(60)
    report = analysis(made, *(finding(f"r{place}", f"u{place}") for place in range(40)))

    pages = draw_poster(made, report, translator("fr"), paper=paper, orientation=orientation)

    assert faults(pages, FLOORS[paper][1]) == []
    assert set(told(pages, Role.STEP)) == {each.id for each in made.steps}
    # The strip stands once, on the first sheet that has room for it; all are in the annex.
    assert told(pages, Role.FINDING) == [f"friction-{number}" for number in range(1, 8)]
    assert sum(group.title.startswith("Étape") or "Double saisie" in group.title for page in pages.pages if page.is_annex
               for group in page.drawing.groups) >= 40
    last = [text for text in texts_of(pages, Role.FOOTER, "footer") if text.endswith(f"/{len(pages.sheets)}")]
    assert len(last) == len(pages.sheets)


@pytest.mark.few(3)
@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("columns", [0, 1, 12])
def test_a_roll_has_the_type_of_its_width_however_little_is_drawn(columns: int, orientation: str) -> None:
    made = wide_journey(columns) if columns else document()
    (sheet,) = draw_poster(made, None, translator("fr"), paper="roll-914mm", orientation=orientation).sheets
    assert faults(PageSet((sheet,), "", "fr"), FLOORS["A0"][1]) == []


@pytest.mark.few(1)
@pytest.mark.parametrize("orientation", list(Orientation))
def test_hostile_titles_stay_in_their_boxes(orientation: Orientation) -> None:
    long, word = "Très long intitulé administratif " * 13, "Donaudampfschifffahrt" * 19
    made = document(
        [step("u", title=long), step("v", title=word, column=1, kind="decision"),
         step("w", "scene", title="👵🏽 שלום " * 40),
         step("x", "appui", title="", column=2), step("e", "preuves", title=long, kind="evidence")],
        [flow("f", "u", "w", kind="interaction", label=long)], title=long, phases=[long, word], summary=long,
        service={"authority": long})
    report = analysis(made, finding("r", "u", title=message("{t}", t=long), message=message("{t}", t=word),
                                    remedy=message("{t}", t=long)))

    pages = draw_poster(made, report, translator("fr"), orientation=orientation)

    assert faults(pages, FLOORS["A3"][1]) == []
    assert any(long.strip() in group.description for page in pages.pages for group in page.drawing.groups)


def test_an_empty_document_still_makes_a_sheet() -> None:
    for made in (document(), document(lanes=[], phases=[], title="")):
        pages = draw_poster(made, analysis(made, measured=False), translator("fr"))
        assert len(pages.sheets) == 1
        assert faults(pages, FLOORS["A3"][1]) == []
        # Two empty lanes one below the other are two rules whose names do not meet.
        assert overlapping_texts(pages.pages[0].drawing) == []


def test_unknown_numbers_are_told_as_unknown_and_never_as_nothing() -> None:
    made = document([step("u")])
    pages = draw_poster(made, analysis(made, measured=False), translator("fr"))
    for figure in ("citizen", "agents", "elapsed", "outcomes"):
        assert texts_of(pages, Role.FIGURE, figure)[1:] == ["—", "inconnu"]


def test_untimed_steps_make_a_figure_a_least() -> None:
    made = document([step("u"), step("v", column=1, work="PT20M")])
    measured = journey(made, citizen=side(20.0, untimed=1), agent=side(None, None, untimed=2))
    pages = draw_poster(made, Analysis(Measures(measured), FrictionReport()), translator("fr"))
    assert texts_of(pages, Role.FIGURE, "citizen")[1:] == ["20\u00a0min", "au moins, 1 temps inconnu"]
    assert texts_of(pages, Role.FIGURE, "agents")[1:] == ["—", "inconnu"]


def test_where_no_one_is_decided_the_head_says_how_far_its_times_go() -> None:
    made = document([step("u", work="PT5M")])
    ends = journey(made, decided=False, shares={"granted": 0.0, "refused": 0.0, "unspecified": 1.0})
    pages = draw_poster(made, Analysis(Measures(ends), FrictionReport()), translator("fr"))
    assert texts_of(pages, Role.FIGURE, "elapsed")[2] == "jusqu’au bout du dessin"


def test_that_no_friction_was_found_is_said_with_what_was_not_judged() -> None:
    made = document([step("u", work="PT5M")])
    unjudged = NotAssessed("r", message("Attente"), (Need(message("times"), InputElement.STEP, "work"),))
    lacking = FrictionReport((), (unjudged,), asked=("r", "s"))
    empty = draw_poster(made, Analysis(Measures(None), lacking), translator("fr"))
    assert "n’ont pas été recherchés" in " ".join(texts_of(empty, Role.HEADING, "frictions-heading"))
    pages = draw_poster(made, Analysis(Measures(journey(made)), lacking), translator("fr"))
    heading = " ".join(texts_of(pages, Role.HEADING, "frictions-heading"))
    assert "Aucune friction trouvée" in heading
    assert "il manque à 1 règle de quoi juger" in heading
    sure = draw_poster(made, Analysis(Measures(journey(made)), FrictionReport(asked=("r", "s"))), translator("fr"))
    assert "2 règles n’ont trouvé aucune friction" in " ".join(texts_of(sure, Role.HEADING, "frictions-heading"))


def test_notes_that_are_cut_stand_whole_in_the_annex() -> None:
    said = "Il a fallu revenir trois fois avec les mêmes papiers, et attendre chaque fois une heure debout."
    places = ("u", {"lane": "scene", "phase": "p1", "column": 0})
    notes = tuple(Note(id=f"n{number}", at=at, kind="idea", text=f"{said} {number}") for number, at in enumerate(places))
    made = document([step("u", title="Demande"), step("v", column=1)], notes=notes)
    pages = draw_poster(made, None, translator("fr"))
    cut = [group.id for page in pages.sheets for group in page.drawing.groups
           if group.role is Role.NOTE and shown_texts(group)[-1].endswith("…")]
    assert cut == ["n1"], "the other one has no room at all"
    annex = [" ".join(shown_texts(group)) for page in pages.pages if page.is_annex for group in page.drawing.groups]
    assert all(any(f"{said} {number}" in text for text in annex) for number in range(2))


def test_a_record_cut_anywhere_is_whole_in_the_annex() -> None:
    """With what the QR code holds, whose caption may be cut, too."""
    page = "https://service.example/" + "demarches/" * 7
    made = document([step("u")], record={"contact": page, "sources": SOURCE * 12, "date": "2026-11-30"},
                    service={"authority": "Une commune"})
    pages = draw_poster(made, None, translator("fr"), paper="A4")
    footer = texts_of(pages, Role.FOOTER, "footer")
    assert any("…" in text for text in footer)
    annex = "".join(text for each in pages.pages if each.is_annex for group in each.drawing.groups
                    for text in shown_texts(group)).replace(" ", "")
    assert SOURCE.replace(" ", "") * 12 in annex
    assert page.removeprefix("https://").rstrip("/") in annex


def test_the_picture_holds_everything_in_one_drawing() -> None:
    made = apa()
    drawing = draw_picture(made, apa_analysis(made), translator("fr"))
    roles = {group.role for group in drawing.groups}
    assert {Role.TITLE, Role.FIGURE, Role.PHASE, Role.STEP, Role.RIBBON, Role.FINDING, Role.LEGEND} <= roles
    assert loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing) == []


def test_sheets_one_below_the_other_keep_every_group() -> None:
    made = wide_journey(60)
    pages = draw_poster(made, analysis(made), translator("fr"), orientation="portrait", annex=False)
    assert len(pages.pages) > 1
    tall = stack_pages(pages)
    assert tall.height == pytest.approx(pages.pages[0].height * len(pages.sheets))
    assert len(tall.drawing.groups) == sum(len(page.drawing.groups) for page in pages.pages)
    # Each sheet has two bands, so that names like `lane~2` come twice.
    assert sum("~2" in group.id for page in pages.pages for group in page.drawing.groups) > 1
    assert doubled_ids(tall.drawing) + outside(tall.drawing) == []
