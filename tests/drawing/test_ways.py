"""Ways in words on paper: alternatives side by side, a return on its card, words that found no place, personas' tabs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import document, flow, journey, step
from tests.drawing.inspection import loose_texts, shown_texts, text_box, texts
from tests.profiles import mostly_deep
from visavis.blueprint.analysis import RULES, Analysis, FrictionReport, Measures, analyse
from visavis.blueprint.drawing import LIGHT, ComposeOptions, DisplayList, Group, Role, compose, draw_poster
from visavis.blueprint.drawing.blueprint.call_outs import call_outs, shows_people, strip_groups
from visavis.blueprint.drawing.blueprint.persona_tabs import lone_personas
from visavis.blueprint.drawing.paper import Orientation
from visavis.blueprint.drawing.poster.band_breaking import PAPER
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.layout.exits import is_exit
from visavis.blueprint.layout.flow_words import share_of, words_of
from visavis.blueprint.model import BlueprintDocument, Flow, Persona
from visavis.blueprint.storage import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
PERSONAS = (Persona(id="roux", name="Madame Roux"), Persona(id="diallo", name="Monsieur Diallo"))


def drawn(made: BlueprintDocument, **options: Any) -> DisplayList:
    shown = ComposeOptions(is_on_paper=True, **options)
    drawing = compose(made, lay_out(made, style=PAPER), None, LIGHT, translator("fr"), options=shown)
    assert loose_texts(drawing) == []
    return drawing


def told(drawing: DisplayList, *ids: str) -> list[list[str]]:
    return [shown_texts(group) for group in drawing.groups if group.id in ids and group.role is not Role.STEP]


def forked(*flows: Flow, **more: Any) -> BlueprintDocument:
    """One step, then two beside each other that it leads to."""
    return document([step("a", **more), step("b", column=1), step("c", column=2)], list(flows), personas=PERSONAS)


@pytest.mark.parametrize(("out", "back", "more", "expected"), [
    ({"only_for": ("roux",)}, {"only_for": ("diallo",)}, {}, [["ou"]]),
    ({"only_for": ("roux",)}, {"not_for": ("roux",)}, {}, [["ou"]]),
    ({}, {}, {"kind": "decision"}, [["ou"]]),
    ({}, {}, {}, []),
    ({"only_for": ("roux",)}, {}, {}, [])])
def test_between_two_alternatives_side_by_side_stands_or(out: dict[str, Any], back: dict[str, Any], more: dict[str, Any],
                                                         expected: list[list[str]]) -> None:
    made = forked(flow("f", "a", "b", **out), flow("g", "a", "c", **back), **more)
    assert told(drawn(made), "or-b") == expected


def test_what_follows_is_no_alternative() -> None:
    ways = flow("f", "a", "b", only_for=("roux",)), flow("g", "a", "c", only_for=("diallo",))
    assert told(drawn(forked(*ways, flow("h", "b", "c"))), "or-b") == []


def returning(title: str, **way: Any) -> DisplayList:
    made = document([step("a"), step("b", column=1, title=title)],
                    [flow("f", "a", "b"), flow("g", "b", "a", **way)])
    return drawn(made)


@pytest.mark.parametrize(("condition", "expected"), [
    ("non", "↺ 15\u202f% non"), ("à préciser par la personne", "↺ 15\u202f%")])
def test_a_return_to_the_card_before_stands_in_the_third_line_of_its_card(condition: str, expected: str) -> None:
    drawing = returning("Relit", probability=0.15, condition=condition)
    (way,) = (group for group in drawing.groups if group.id == "g" and group.role is Role.FLOW)
    card = next(group for group in drawing.groups if group.role is Role.STEP and group.id == "b")
    assert shown_texts(way) == [expected]
    assert card.bounds.encloses(way.bounds)
    assert (way.title, "15" in way.description) == ("Relit → Étape a", True)


@pytest.mark.parametrize(("title", "way"), [
    ("Relit et valide le rapport de la personne", {"probability": 0.15}), ("Relit", {}),
    ("Relit", {"condition": "à préciser par la personne qui a écrit le rapport"})])
def test_a_return_without_words_or_without_room_for_them_keeps_its_line(title: str, way: dict[str, Any]) -> None:
    drawing = returning(title, **way)
    lines = [group for group in drawing.groups if group.role is Role.FLOW and group.id == "g"]
    assert len(lines[0].primitives) > 1
    assert not any("↺" in text for group in drawing.groups for text in shown_texts(group))


@lru_cache(maxsize=2)
def opened(file: Path) -> tuple[BlueprintDocument, Analysis]:
    made = load(file).document
    return made, analyse(made, RULES)


def additions(drawing: DisplayList) -> list[Group]:
    return [group for group in drawing.groups if group.id.startswith("or-") or group.id.endswith("~persona")
            or (group.role is Role.FLOW_LABEL and " → " in group.title)]


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("paper", ["A3", "A4"])
@pytest.mark.parametrize("file", mostly_deep([each for each in EXAMPLES if each.name.startswith("passeport")] + EXAMPLES),
                         ids=lambda file: file.name.split(".")[0])
def test_what_is_added_covers_no_text(file: Path, paper: str, orientation: str) -> None:
    made, report = opened(file)
    for page in draw_poster(made, report, translator("fr"), paper=paper, orientation=orientation, annex=False).pages:
        assert [f"{group.title} over {text.run.text!r}" for group in additions(page.drawing)
                for other, text in texts(page.drawing) if other is not group and text.run.text.strip()
                and group.bounds.inset(1.5).intersects(text_box(text).inset(1.0))] == []


@pytest.mark.parametrize("name", ["apa-a-domicile", "passeport"])
def test_a_share_that_is_not_on_the_sheet_is_in_the_annex(name: str) -> None:
    made, report = opened(next(file for file in EXAMPLES if file.name.startswith(f"{name}.")))
    sheet, *annex = draw_poster(made, report, translator("fr")).pages
    shown = [(group.id.split("~")[0], text) for group in sheet.drawing.groups if group.role in (Role.FLOW, Role.FLOW_LABEL)
             for text in shown_texts(group)]
    whole = " ".join(text for page in annex for group in page.drawing.groups for text in shown_texts(group))
    words = {each.key: words_of(each, translator("fr")) for each in made.flows}
    missing = [key for key, said in words.items() if share_of(said)
               and not any(each == key and share_of(said) in text for each, text in shown)]
    # Between neighbours whose gap holds an arrow alone, and where the call-out of an exit's step tells the loss.
    told = {group.number for group in strip_groups(report, made) if shows_people(group)}
    silent = [key for key in missing if is_exit(made, made.flow_by_key[key])]
    assert bool(silent) is (name == "apa-a-domicile")
    assert all(call_outs(report, made)[made.flow_by_key[key].source].number in told for key in silent)
    assert len(missing) - len(silent) <= 1
    assert all(words[key] in whole for key in missing)


def test_words_without_a_place_in_the_layout_find_one_on_the_line() -> None:
    made, report = opened(next(file for file in EXAMPLES if file.name.startswith("passeport.")))
    (sheet,) = draw_poster(made, report, translator("fr"), annex=False).pages
    said = " ".join(text for group in sheet.drawing.groups if group.role is Role.FLOW_LABEL for text in shown_texts(group))
    assert "93\u202f%" in said
    assert "Voici votre récépissé" in said


def passed(**visits: dict[str, float]) -> Analysis:
    """An analysis in which each persona comes to some steps so often."""
    everybody = journey(forked())
    personas = tuple(type(everybody)(**{**{name: getattr(everybody, name) for name in everybody.__slots__},
                                        "persona": persona, "started": type(everybody.started)(**{
                                            **{name: getattr(everybody.started, name)
                                               for name in everybody.started.__slots__}, "visits": counts})})
                     for persona, counts in visits.items())
    return Analysis(Measures(everybody, personas), FrictionReport())


def test_only_steps_that_one_persona_alone_comes_to_have_a_tab() -> None:
    made = forked()
    found = passed(roux={"a": 1.0, "b": 1.0}, diallo={"a": 1.0, "c": 0.4})
    assert lone_personas(found, made) == {"b": "Madame Roux", "c": "Monsieur Diallo"}
    assert lone_personas(passed(roux={"a": 1.0}), made) == {}
    assert lone_personas(passed(roux={"a": 1.0}, diallo={"a": float("nan")}), made) == {}
    assert lone_personas(None, made) == {}


def test_a_tab_stands_outside_of_its_card_and_names_the_persona() -> None:
    drawing = drawn(forked(), lone_personas={"b": "Monsieur Diallo"})
    (tab,) = (group for group in drawing.groups if group.id == "b~persona")
    card = next(group for group in drawing.groups if group.role is Role.STEP and group.id == "b").bounds
    assert " ".join(shown_texts(tab)) == "Monsieur Diallo"
    assert not tab.bounds.inset(0.5).intersects(card)
    assert tab.description == "Seulement pour Monsieur Diallo."
