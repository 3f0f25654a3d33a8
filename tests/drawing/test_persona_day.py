"""The page of a persona's day: who they are, what it costs, their whole way with how it feels."""

from __future__ import annotations

import pytest

from tests.drawing.inspection import shown_texts
from tests.drawing.page_faults import hear_pages, page_faults, read_pages
from tests.drawing.poster_table.blueprints import HOSTILE, opened
from visavis.blueprint.drawing import LIGHT, Group, PageSet, Path, Role
from visavis.blueprint.drawing.persona_day.day_page import draw_persona_day
from visavis.blueprint.drawing.reader_pages.page_formats import find_page_format
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Note, NoteKind, Side

EXAMPLES = ("apa-a-domicile", "home-care-allowance", "apa-a-domicile-cible", "home-care-allowance-redesigned",
            "passeport", "hotel-stay", "corner-shoeshine")


def draw(name: str, persona: str | None = None, size: str = "A4", language: str = "fr",
         made: BlueprintDocument | None = None) -> PageSet:
    known, analysis = opened(name)
    document = made or known
    people = document.head.personas
    chosen = document.persona_by_id[persona] if persona else (people[0] if people else None)
    return draw_persona_day(make_context(LIGHT, translator(language)), document, analysis, find_page_format(size),
                            chosen)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def groups(pages: PageSet, prefix: str) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.id.startswith(prefix)]


def test_the_head_says_whose_way_it_is_how_long_it_takes_and_how_it_ends() -> None:
    told = plain(read_pages(draw("apa-a-domicile")))
    assert "Demander l’APA à domicile, vécu par Madame Roux" in told
    assert "104 jours jusqu’à la fin du parcours (accordé), dont 8 h de travail." in told
    assert "parcours le plus probable jusqu’à l’accord" in told


def test_the_persona_is_told_whole_with_the_channels_they_cannot_use_by_sign_and_word() -> None:
    pages = draw("apa-a-domicile", "nguyen")
    (who,) = groups(pages, "persona")
    told = plain(" ".join(shown_texts(who)))
    assert "76 ans, sourde. Elle écrit, se déplace, mais ne téléphone pas." in told
    assert "Ce qui complique : sourde." in told
    assert "15 usagers sur 100" in told
    assert "impossible : téléphone" in told
    assert "Ne peut pas utiliser : téléphone et en ligne." in plain(who.description)


def test_the_costs_are_figures_of_both_the_persona_and_those_who_help() -> None:
    figures = {group.title: plain(group.description) for group in groups(draw("apa-a-domicile"), "figure-")}
    assert figures == {"Délai": "Délai : 104 jours", "Temps de travail": "Temps de travail : 8 h",
                       "Travail des proches": "Travail des proches : 45 min", "Déplacements": "Déplacements : 3",
                       "Pièces différentes transmises": "Pièces différentes transmises : 9"}


def test_every_step_of_the_citizens_side_is_told_with_time_channel_and_feeling() -> None:
    steps = groups(draw("apa-a-domicile"), "step-")
    assert len(steps) == 19
    assert all(group.role is Role.STEP and group.side is Side.CITIZEN for group in steps)
    said = plain(steps[1].description)
    assert said == ("Jour 0, Madame Roux : Appelle le standard. Durée : 12 min. Canal : téléphone. "
                    "Émotion : mauvaise.")


def test_what_people_said_stands_beside_the_step_but_no_idea_and_nothing_private() -> None:
    made, _ = opened("apa-a-domicile")
    notes = (*made.head.notes, Note(id="p", at="c13", kind=NoteKind.QUOTE, text="Secret", private=True),
             Note(id="i", at="c13", kind=NoteKind.IDEA, text="Une idée"))
    told = plain(read_pages(draw("apa-a-domicile",
                                 made=made.replace(head=made.head.model_copy(update={"notes": notes})))))
    assert "« Un accusé de réception, et puis" in told
    assert "« Elle s’est assise" in told
    assert "Secret" not in told
    assert "Une idée" not in told


def test_the_curve_has_a_point_for_each_step_that_was_rated_and_only_these() -> None:
    made, _ = opened("apa-a-domicile")
    bare = made.replace(steps=tuple(each.model_copy(update={"emotion": None}) if each.id == "c5" else each
                                    for each in made.steps))
    for document, points in ((made, 19), (bare, 18)):
        (curve,) = groups(draw("apa-a-domicile", made=document), "feelings")
        line = next(part for part in curve.primitives if isinstance(part, Path) and part.stroke is not None
                    and part.stroke.width == 1.8)
        assert len(line.segments) == points
    assert "Émotion non connue." in hear_pages(draw("apa-a-domicile", made=bare))


def test_no_feelings_at_all_are_said_and_no_curve_is_drawn() -> None:
    made, _ = opened("apa-a-domicile")
    bare = made.replace(steps=tuple(each.model_copy(update={"emotion": None}) for each in made.steps))
    pages = draw("apa-a-domicile", made=bare)
    assert not groups(pages, "feelings")
    assert "Personne n’a noté d’émotion aux étapes" in read_pages(pages)


def test_who_is_stopped_is_told_by_which_step_of_whom() -> None:
    told = plain(read_pages(draw("apa-a-domicile", "nguyen")))
    assert "Fin du parcours : bloqué. « Propose une date de visite » : ce canal lui est fermé (téléphone)" in told


def test_friction_numbers_are_explained_on_each_sheet() -> None:
    for page in draw("apa-a-domicile", size="square").pages:
        legend = next(group for group in page.drawing.groups if group.role is Role.LEGEND)
        assert "3 Attente en silence" in legend.description


def test_unknown_times_are_said_and_never_zero() -> None:
    made, _ = opened("apa-a-domicile")
    bare = made.replace(steps=tuple(each.model_copy(update={"work": None, "wait": None}) for each in made.steps))
    pages = draw("apa-a-domicile", made=bare)
    assert "La durée n’est pas connue. Fin du parcours : accordé." in plain(read_pages(pages))
    figures = {group.title: group.description for group in groups(pages, "figure-")}
    assert figures["Délai"].endswith("inconnu")
    assert figures["Temps de travail"].endswith("inconnu")


def test_it_is_told_as_a_table_too() -> None:
    table = draw("apa-a-domicile").table
    assert table is not None
    assert len(table.rows) == 19
    assert table.rows[1] == ("Appelle le standard", "jour 0", "téléphone", "12\xa0min", "mauvaise")


def test_the_allowance_is_one_page() -> None:
    assert len(draw("apa-a-domicile").pages) == 1


@pytest.mark.few(10)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", ["A4", "square", "16x9"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_stay_within_their_sheets(name: str, size: str, language: str) -> None:
    made, _ = opened(name)
    for persona in made.head.personas or (None,):
        assert page_faults(draw(name, persona.id if persona else None, size, language)) == []


@pytest.mark.parametrize("size", ["A4", "16x9"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_blueprints_stay_within_their_sheets(name: str, size: str) -> None:
    assert page_faults(draw(name, size=size)) == []


def test_a_number_on_a_step_is_about_that_step_and_as_sure_as_everywhere() -> None:
    _, analysis = opened("apa-a-domicile")
    whole = {each.number for each in analysis.frictions.hotspots if each.finding.is_whole}
    (key,) = groups(draw("apa-a-domicile"), "legend")
    numbers = {int(part.split(" ")[0]) for part in key.description.split(" · ")}
    assert whole
    assert not whole & numbers, "the whole journey's deadline has not passed where it is marked"
    sure = {group.number: group.is_hypothesis for group in analysis.frictions.groups}
    assert all(each.is_hypothesis == sure[each.number] for each in analysis.frictions.hotspots)


def test_a_page_of_one_path_says_how_the_mean_differs() -> None:
    for size in ("A4", "16x9"):
        told = plain(read_pages(draw("apa-a-domicile", size=size)))
        assert "Un seul chemin, pas la moyenne (98 jours, 8 h 16 de travail)." in told
