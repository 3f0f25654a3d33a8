"""The citizen's page: what to do, how long, what to attach, where to ask, how to appeal; whatever the journey is like."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.builders import analysis, cases, document, finding, flow, journey, lane, side, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from tests.need import need
from tests.profiles import EXAMPLES, mostly_deep
from visavis.blueprint.analysis import UNKNOWN, Analysis, Elapsed, Figure, FrictionReport, JourneyMeasures, Measures
from visavis.blueprint.analysis.measures.phase_times import phase_times
from visavis.blueprint.drawing import Group, PageSet, Role, draw_infographic
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, Record, Side
from visavis.blueprint.registry import ContentChoice, assess, make_job
from visavis.blueprint.storage import load

SIZES = ("A4", "A3", "letter", "square", "16x9")
BY_NAME = {path.name.split(".")[0]: path for path in EXAMPLES}
DAY = 1440.0


def faults(pages: PageSet) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        assert drawing.width * page.scale == pytest.approx(page.width)
        assert drawing.height * page.scale == pytest.approx(page.height)
        found += loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing)
        found += small_texts(drawing, 1.0, 11.0)
        if page.width >= 595:
            found += small_texts(drawing, page.scale, 11.0)
    return found


def every_group(pages: PageSet) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups]


def groups(pages: PageSet, role: Role) -> list[Group]:
    return [group for group in every_group(pages) if group.role is role]


def said(pages: PageSet) -> str:
    return " ".join(text for group in every_group(pages) for text in shown_texts(group))


def told(pages: PageSet, name: str) -> str:
    return " ".join(group.description for group in every_group(pages) if group.id == name)


def example(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(BY_NAME[name]).document
    return made, assess(made)


def of(made: BlueprintDocument, measured: JourneyMeasures, *findings: Any) -> Analysis:
    return Analysis(Measures(measured), FrictionReport(findings))


def every_case() -> list[tuple[Path, str, str]]:
    first = [(BY_NAME["apa-a-domicile"], "A4", "fr"), (BY_NAME["home-care-allowance"], "square", "en"),
             (BY_NAME["passeport"], "16x9", "fr"), (BY_NAME["hotel-stay"], "letter", "en")]
    every = [(path, size, language) for path in EXAMPLES for size in SIZES for language in ("fr", "en")]
    return [*first, *(case for case in every if case not in first)]


@pytest.mark.parametrize(("path", "size", "language"), mostly_deep(every_case(), by_default=4))
def test_nothing_leaves_its_box_or_the_sheet_or_is_smaller_than_eleven(path: Path, size: str, language: str) -> None:
    made = load(path).document
    pages = draw_infographic(made, assess(made), translator(language), paper=size)
    assert faults(pages) == []
    assert [group.id for group in groups(pages, Role.PHASE)] == [phase.id for phase in made.head.phases]


@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "passeport", "hotel-stay"])
def test_the_examples_are_one_page_of_a4(name: str) -> None:
    made, report = example(name)
    assert len(draw_infographic(made, report, translator(made.head.language)).pages) == 1


def test_a_phase_tells_at_most_four_things_to_do_and_a_fifth_where_its_count_would_stand() -> None:
    made, report = example("apa-a-domicile")
    pages = draw_infographic(made, report, translator("fr"))
    for phase in made.head.phases:
        mine = [group for group in every_group(pages) if group.side is Side.CITIZEN and group.id.startswith(phase.id)]
        things = [group for group in mine if not group.id.endswith(("-more", "-nothing"))]
        assert 1 <= len(things) <= 5
        assert len(things) < 5 or not [group for group in mine if group.id.endswith("-more")]
        assert all(len(group.description) <= 60 for group in things)
    assert told(pages, "constituer-c8") == "Si nous le demandons\u00a0: envoyer la pièce manquante"
    assert "constituer-c7" in {group.id for group in every_group(pages)}, "what gives documents is told"


def test_alternatives_are_one_thing_and_a_relative_is_named() -> None:
    made, report = example("apa-a-domicile")
    pages = draw_infographic(made, report, translator("fr"))
    assert told(pages, "constituer-c4") == "Retirer le dossier à l’accueil, ou télécharger le dossier"
    assert told(pages, "constituer-c6") == "Famille\u00a0: remplir le formulaire avec vous"
    assert told(pages, "attendre-c10") == "Au besoin (au bout d’un mois)\u00a0: rappeler le service"


def test_waits_and_outcomes_are_no_steps() -> None:
    made, report = example("apa-a-domicile")
    shown = said(draw_infographic(made, report, translator("fr")))
    assert not any(text in shown for text in ("Attendre encore", "Renoncer à", "Recevoir un refus"))


def test_the_agents_say_we_in_four_lines_and_only_what_changes_something() -> None:
    made, report = example("apa-a-domicile")
    for group in every_group(draw_infographic(made, report, translator("fr"))):
        if group.side is Side.AGENT:
            assert group.description.startswith("Nous ")
            assert len(shown_texts(group)) <= 4
            assert "saisissons" not in group.description


@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "passeport"])
def test_the_agents_promise_the_same_in_every_format_and_what_one_answers_to_first(name: str) -> None:
    made, report = example(name)
    promises = []
    for size in SIZES:
        pages = draw_infographic(made, report, translator(made.head.language), paper=size)
        promises.append([group.description for group in every_group(pages) if group.side is Side.AGENT])
    assert all(told == promises[0] for told in promises)
    if name == "apa-a-domicile":
        shown = " ".join(promises[0])
        assert "Nous vous proposons une date de visite." in shown, "a date is to be confirmed"
        assert "Nous vous proposons un plan d’aide." in shown, "a plan is to be read"


def test_what_few_have_to_do_says_so() -> None:
    steps = [step("u", plain="Écrire", work="PT5M"), step("a", "scene", kind="decision", plain="Nous lisons", column=1),
             step("v", plain="Compléter", column=2, work="PT5M"), step("w", plain="Signer", column=3, work="PT5M")]
    flows = [flow("f", "u", "a", kind="interaction"), flow("g", "a", "v", kind="interaction", probability=0.3),
             flow("h", "a", "w", kind="interaction", probability=0.7), flow("i", "v", "w")]
    made = document(steps, flows)
    pages = draw_infographic(made, assess(made), translator("fr"))
    assert "Si nous le demandons\u00a0: compléter" in said(pages)
    lacking = document([step("u", work="PT5M"), *steps[1:]], flows)
    assert "Si les agents le demandent\u00a0:" in said(draw_infographic(lacking, assess(lacking), translator("fr")))


def test_no_text_of_the_boxes_is_cut_where_another_order_has_room() -> None:
    made = document([step("u", plain="Écrire", work="PT5M")], record=Record(
        contact="Maison du département, 3 rue Haute, 00000 Ville, 05 36 49 00 12, " + "autonomie@departement.example, " * 5))
    for size in SIZES:
        shown = told(draw_infographic(made, analysis(made), translator("fr"), paper=size), "contact")
        drawn = [group for group in every_group(draw_infographic(made, analysis(made), translator("fr"), paper=size))
                 if group.id == "contact"]
        assert "…" not in " ".join(shown_texts(drawn[0])), size
        assert "05\u00a036\u00a049\u00a000\u00a012" in shown, "a number to dial is not broken"


def test_the_days_on_the_spine_are_those_of_the_poster() -> None:
    made, report = example("apa-a-domicile")
    assert report.measures.everybody is not None
    days = [round(time.told / DAY) for time in phase_times(made, report.measures.everybody.headline_cases)]
    pages = draw_infographic(made, report, translator("fr"))
    found = [" ".join(shown_texts(group)) for group in every_group(pages) if group.id.endswith("-days")]
    assert found == [f"{count}\u00a0jours" if count else "le jour même" for count in days]
    assert f"{sum(days)}\u00a0jours en moyenne" in told(pages, "elapsed")


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_there_are_no_decimals_and_no_percentages(name: str) -> None:
    made, report = example(name)
    for language in ("fr", "en"):
        pages = draw_infographic(made, report, translator(language))
        typed = " ".join((made.head.record.contact or "", made.head.record.appeal or "", made.head.record.version or ""))
        for group in every_group(pages):
            if group.description not in typed:
                assert not re.search(r"%|\d[.,]\d", group.description.replace(typed, "")), group.description


def test_pitfalls_are_the_first_frictions_of_which_readers_can_do_something() -> None:
    made, report = example("apa-a-domicile")
    pages = draw_infographic(made, report, translator("fr"))
    wanted = [group for group in report.frictions.groups if group.reader_action is not None][:3]
    found = groups(pages, Role.FINDING)
    assert [group.id for group in found] == [f"pitfall-{group.number}" for group in wanted]
    for group, pitfall in zip(found, wanted, strict=True):
        assert pitfall.reader_action is not None
        assert translator("fr")(pitfall.reader_action) in group.description
    assert "1 personne sur 8 s’arrête là." in found[1].description
    for group, pitfall in zip(found, wanted, strict=True):
        people = re.search(r"(\d+) personnes? sur (\d+)", group.description)
        assert people is not None, "a share of people says of whom it is"
        assert int(people[1]) / int(people[2]) == pytest.approx(need(pitfall.lost.value), abs=0.025)
    none = draw_infographic(made, of(made, report.measures.everybody or journey(made)), translator("fr"))
    assert "coince" not in said(none)


def test_documents_of_the_request_have_boxes_to_tick_and_form_a_list() -> None:
    made, report = example("apa-a-domicile")
    pages = draw_infographic(made, report, translator("fr"))
    items = groups(pages, Role.ITEM)
    (request,) = (step for step in made.steps if "formulaire" in step.gives)
    assert [group.title for group in items] == [made.item_by_id[item].name for item in request.gives]
    empty = document([step("u", work="PT5M")])
    assert "La liste des pièces n’est pas indiquée ici." in said(draw_infographic(empty, None, translator("fr")))


def test_what_nobody_wrote_down_is_said_to_be_missing() -> None:
    made = document([step("u", work="PT5M")])
    shown = said(draw_infographic(made, None, translator("fr")))
    for part in ("Durée non connue", "Appelez le ______", "Comment contester n’est pas indiqué", "version\u00a0: non renseigné",
                 "On ne sait pas combien de personnes", "temps inconnu"):
        assert part in shown, part


@pytest.mark.parametrize("language", ["fr", "en"])
def test_of_what_is_not_known_no_word_is_cut(language: str) -> None:
    for size in SIZES:
        shown = said(draw_infographic(document(), None, translator(language), paper=size))
        assert "…" not in shown, size


def test_record_contact_and_appeal_stand_as_typed() -> None:
    record = Record(contact="Maison du département, 3 rue Haute", appeal="Écrire au président.", version="7",
                    date="2026-03-12", authors="Pôle autonomie")
    made = document([step("u", work="PT5M")], record=record)
    pages = draw_infographic(made, analysis(made), translator("fr"))
    assert told(pages, "contact") == "Une question\u202f? Maison du département, 3 rue Haute"
    assert told(pages, "appeal-text") == "Écrire au président."
    assert told(pages, "footer").startswith("Version 7\u00a0· 2026-03-12\u00a0· Pôle autonomie")
    assert "sur cette fiche" in told(pages, "qr-code")
    linked = made.replace(head=made.head.model_copy(update={"record": Record(contact="mairie.example.fr")}))
    assert told(draw_infographic(linked, None, translator("fr")), "qr-code").startswith("en savoir plus")


def test_plain_words_are_the_authors_or_the_titles_stand_under_other_heads() -> None:
    plain = [step("u", plain="Écrire au service", work="PT5M"),
             step("a", "scene", plain="Nous vous répondons", column=1, work="PT5M")]
    flows = [flow("f", "a", "u", kind="interaction")]
    shown = said(draw_infographic(document(plain, flows), None, translator("fr")))
    assert "Ce que vous faites" in shown
    assert "Nous vous répondons." in shown
    lacking = [plain[0], step("a", "scene", column=1, work="PT5M")]
    shown = said(draw_infographic(document(lacking, flows), None, translator("fr")))
    assert "Ce que fait l’usager" in shown
    assert "Étape u" in shown
    assert "Écrire au service" not in shown


def test_times_that_are_not_known_are_never_nothing() -> None:
    made = document([step("u", work="PT5M"), step("v")])
    bound = journey(made, citizen=side(5.0, untimed=1), elapsed=Elapsed(Figure(58 * DAY, at_least=True)))
    pages = draw_infographic(made, of(made, bound), translator("fr"))
    assert told(pages, "elapsed").startswith("Au moins 58\u00a0jours")
    assert told(pages, "work").startswith("Au moins 5\u00a0min de travail")
    nothing = journey(made, citizen=side(None), elapsed=Elapsed(UNKNOWN))
    pages = draw_infographic(made, of(made, nothing), translator("fr"))
    assert told(pages, "elapsed").startswith("Durée non connue")
    assert told(pages, "work").startswith("Travail non connu")


def test_where_no_one_is_decided_it_says_when_it_stops() -> None:
    made = document([step("u", work="PT5M")])
    stuck = journey(made, decided=False, shares={"granted": 0.0, "refused": 0.0, "blocked": 1.0})
    pages = draw_infographic(made, of(made, stuck), translator("fr"))
    assert told(pages, "elapsed") == "Pas de réponse Tout s’arrête au bout de 58\u00a0jours, sans décision."
    assert "0 sur 20" in said(pages)
    assert "20 restent bloqués" in said(pages)


def test_the_page_of_a_persona_is_theirs() -> None:
    made, report = example("apa-a-domicile")
    job = make_job(made, report, "fr", {}, choice=ContentChoice(personas=("nguyen",)))
    pages = draw_infographic(job.document, job.analysis, translator("fr"), excerpt=job.excerpt)
    assert "le parcours de Madame Nguyen" in told(pages, "kind")
    assert "0 sur 20" in said(pages)
    assert "Appeler le standard" not in said(pages), "she does not come to it"
    assert faults(pages) == []


def test_steps_of_relatives_join_those_of_the_citizen() -> None:
    lanes = [lane("proches", "citizen", "Proches"), lane("usager", "citizen"), lane("scene", "frontstage")]
    made = document([step("u", plain="Recevoir la visite", work="PT1H"), step("p", "proches", plain="Être là", work="PT1H"),
                     step("q", "proches", plain="Ranger", column=1, work="PT1H")],
                    [flow("f", "p", "u"), flow("g", "u", "q")], lanes=lanes)
    shown = said(draw_infographic(made, of(made, journey(made)), translator("fr")))
    assert "Recevoir la visite, à deux si possible" in shown
    assert "Être là" not in shown
    assert "Proches\u00a0: ranger" in shown
    assert "pour vous et vos proches" in shown


def test_all_steps_are_told_with_their_side_to_whoever_cannot_see_the_page() -> None:
    made, report = example("apa-a-domicile")
    table = draw_infographic(made, report, translator("fr")).table
    assert table is not None
    sides = {Side.CITIZEN: "Usager", Side.AGENT: "Agents"}
    wanted = {(one.plain, sides[bearer]) for one in made.steps if (bearer := made.side_of(one)) in sides}
    assert {(row[0], row[1]) for row in table.rows} == wanted


@pytest.mark.parametrize("phases", [0, 1, 9, 30])
def test_a_long_journey_goes_on_on_a_further_sheet(phases: int) -> None:
    steps = [step(f"{bearer}{phase}-{place}", bearer, phase=f"p{phase}", column=place, work="PT5M", wait="P3D")
             for phase in range(1, phases + 1) for bearer in ("usager", "scene") for place in range(6)]
    made = document(steps, phases=[f"Phase {phase}" for phase in range(1, phases + 1)] or ["Vide"])
    pages = draw_infographic(made, analysis(made), translator("fr"))
    assert len(groups(pages, Role.PHASE)) == phases
    assert faults(pages) == []
    assert (len(pages.pages) > 1) is (phases >= 9)
    assert f"page 1/{len(pages.pages)}" in said(pages)


HOSTILE = {"letters": "Très long intitulé administratif " * 13, "word": "Donaudampfschifffahrt" * 19,
           "signs": "👵🏽 שלום " * 40, "Arabic": "بَيْتٌ كُتِبَ اللُّغَة (لا) 12", "nothing": ""}


@pytest.mark.parametrize("size", ["A4", "square"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_stay_in_their_boxes(text: str, size: str) -> None:
    made = document([step("u", title=text, plain=text, gives=("i",), work="PT5M"),
                     step("a", "scene", title=text, plain=text, column=1, work="PT5M")],
                    [flow("f", "a", "u", kind="interaction", label=text)], title=text, summary=text, phases=[text],
                    items=({"id": "i", "name": text},), record=Record(contact=text, appeal=text, version=text,
                                                                     date=text, authors=text),
                    service={"authority": text, "life_event": text})
    report = of(made, journey(made), finding(
        "r", "u", title=message("{t}", t=text or "x"), reader_action=message("{t}", t=text or "x")))
    assert faults(draw_infographic(made, report, translator("fr"), paper=size)) == []


def test_two_hundred_steps_and_no_analysis_are_drawn() -> None:
    steps = [step(f"u{place}", "usager" if place % 2 else "scene", column=place, work="PT5M") for place in range(200)]
    made = document(steps)
    assert faults(draw_infographic(made, None, translator("en"), paper="16x9")) == []


def test_the_page_of_the_visual_identity_is_drawn_with_titles_where_there_are_no_plain_words() -> None:
    made = apa()
    pages = draw_infographic(made, apa_analysis(made), translator("fr"))
    assert faults(pages) == []
    for part in ("4\u00a0h\u00a010 de travail", "Environ 2\u00a0mois", "58\u00a0jours en moyenne", "Ce que fait l’usager",
                 "Retire le dossier papier", "12 sur 20", "2 ont un refus"):
        assert part in said(pages), part


def test_short_journeys_are_told_in_hours_and_minutes() -> None:
    made = document([step("u", work="PT5M"), step("v", phase="p2", work="PT40M")], phases=["Entrer", "Rester"])
    short = journey(made, elapsed=Elapsed(Figure(45.4)), phases={"p1": Figure(5.2), "p2": Figure(40.2)},
                    citizen=side(45.4))
    pages = draw_infographic(made, of(made, short), translator("fr"))
    assert told(pages, "elapsed").startswith("45\u00a0min")
    assert "40\u00a0min" in told(pages, "p2-days")
    assert cases(made).elapsed.mean_minutes.value == 58 * DAY
