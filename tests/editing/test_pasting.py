"""Forty kinds of pasted text, and that none loses a word or a digit."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.editing import builders
from visavis.blueprint.editing import Answers, EditSession, Identifiers, read_paste
from visavis.blueprint.editing.capture import pasted_lines
from visavis.blueprint.editing.capture.bullets import strip_bullet
from visavis.blueprint.editing.capture.headings import read_heading
from visavis.blueprint.editing.capture.pasted_lines import lines_of, rows_of
from visavis.blueprint.editing.capture.times import read_time
from visavis.blueprint.editing.commands import AddListedSteps
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.problems import Refused

EMPTY = builders.document(steps=[], flows=[], head={"notes": [], "avoid": [], "waivers": [], "items": []})
THREE = ("Appelle", "Vient", "Part")
NARROW = "\u202f"


def pasted(text: str, answers: Answers | None = None, document: BlueprintDocument = EMPTY) -> BlueprintDocument:
    session = EditSession(document, identifiers=Identifiers(3))
    session.do(AddListedSteps(read_paste(text, document, answers or Answers()).lines, ("vous", "avant", 0)))
    return session.document


def told(document: BlueprintDocument) -> list[dict[str, Any]]:
    """What each step says, without where it stands in its lane."""
    return [{name: value for name, value in step.to_json().items() if name not in ("id", "phase", "column", "kind", "gives", "asks")}
            for step in document.steps]


def step(title: str, lane: str = "vous", **fields: Any) -> dict[str, Any]:
    return {"title": title, "lane": lane, **fields} if title else {"lane": lane, **fields}


LISTS = {
    "plain": "Appelle\nVient\nPart",
    "windows": "Appelle\r\nVient\r\nPart\r\n",
    "old mac": "Appelle\rVient\rPart",
    "next line": "Appelle\x85Vient\x85Part",
    "line separators": "Appelle\u2028Vient\u2029Part",
    "vertical tabs of Word": "Appelle\vVient\vPart",
    "byte order mark": "\ufeffAppelle\nVient\nPart",
    "blank lines": "\n\nAppelle\n\nVient\n \t \nPart\n\n",
    "Word bullets": "•\tAppelle\r\n•\tVient\r\n•\tPart\r\n",
    "Word bullets of three levels": "•\tAppelle\no\tVient\n▪\tPart",
    "Word bullets of the Symbol font": "\uf0b7\tAppelle\n\uf0a7\tVient\n\uf0d8\tPart",
    "LibreOffice bullets": "• Appelle\n◦ Vient\n▪ Part",
    "dashes": "- Appelle\n– Vient\n— Part",
    "stars": "* Appelle\n* Vient\n+ Part",
    "numbers with a stop": "1. Appelle\n2. Vient\n3. Part",
    "numbers with a bracket": "1) Appelle\n2) Vient\n3) Part",
    "numbers in brackets": "(1) Appelle\n(2) Vient\n(3) Part",
    "numbers with a dash": "1- Appelle\n2 - Vient\n3 – Part",
    "numbers with a degree": "1° Appelle\n2° Vient\n3° Part",
    "numbers with a tab": "1\tAppelle\n2\tVient\n3\tPart",
    "numbers alone that count on": "1 Appelle\n2 Vient\n3 Part",
    "outline numbers": "1. Appelle\n1.1. Vient\n1.2. Part",
    "outline numbers without a stop": "1 Appelle\n1.1 Vient\n1.2 Part",
    "letters with a bracket": "a) Appelle\nb) Vient\nc) Part",
    "letters with a stop": "a. Appelle\nb. Vient\nc. Part",
    "capitals with a stop": "A. Appelle\nB. Vient\nC. Part",
    "roman numbers": "i. Appelle\nii. Vient\niii. Part",
    "check boxes of a forge": "- [ ] Appelle\n- [x] Vient\n- [X] Part",
    "check boxes": "[ ] Appelle\n[x] Vient\n[] Part",
    "check boxes as signs": "☐ Appelle\n☑ Vient\n☒Part",
    "arrows": "→ Appelle\n→ Vient\n➔ Part",
    "numbers close to words": "1.Appelle\n2)Vient\nc)Part",
    "minus signs": "− Appelle\n− Vient\n\u2011 Part",
    "no-break spaces behind bullets": "•\u00a0Appelle\n1.\u00a0Vient\n–\u00a0Part",
    "an open quote": '"Appelle\nVient\nPart',
}


@pytest.mark.parametrize("text", LISTS.values(), ids=list(LISTS))
def test_every_kind_of_list_makes_its_three_steps(text: str) -> None:
    titles = [one.title.lstrip('"') for one in pasted(text).steps]
    assert titles == list(THREE)


@pytest.mark.parametrize("line", [
    "3 personnes attendent", "1,5 h de trajet", "1.5 h de trajet", "3 - 5 personnes", "M. Dupont appelle", "-5 degrés", "à la mairie", "oui",
    "2e guichet", "A la mairie", "12:30 au guichet", "10 min d’attente", "or not", "n'importe quoi", "*important*", "v2 du formulaire", "1.er", "3)a", "−5 degrés"])
def test_what_is_no_bullet_stays(line: str) -> None:
    assert strip_bullet(line) == line
    assert [one.title for one in pasted(f"{line}\nPart").steps] == [line, "Part"]


HEADED = "Étape\tQui\tDurée (min)\tDélai (jours)\n"
TABLES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "units in headings": (HEADED + "Dépose\tUsager\t5\t30\nInstruit\tAgent\t1 500\t10", [
        step("Dépose", work="PT5M", wait="P30D"), step("Instruit", "guichet", work="PT25H", wait="P10D")]),
    "a row without a title": (HEADED + "Dépose\tUsager\t5\t30\n\tUsager\t\tne pas oublier le RIB", [
        step("Dépose", work="PT5M", wait="P30D"), step("", detail="ne pas oublier le RIB")]),
    "old mac": ("Dépose\t5 min\rVient\t10 min", [step("Dépose", work="PT5M"), step("Vient", work="PT10M")]),
    "windows": ("Étape\tDurée\r\nDépose\t5 min\r\n", [step("Dépose", work="PT5M")]),
    "next line": ("Étape\tDurée\x85Dépose\t5 min", [step("Dépose", work="PT5M")]),
    "a unit of its own wins": (HEADED + "Dépose\tUsager\t2 h\t1 mois", [step("Dépose", work="PT2H", wait="P1M")]),
    "working days in a heading": ("Étape\tDélai (jours ouvrés)\nAttend\t2", [step("Attend", wait={"business_days": 2})]),
    "English units": ("Step\tDuration [h]\tWait in days\nWaits\t1.5\t3–5", [
        step("Waits", work="PT1H30M", wait={"min": "P3D", "mode": "P4D", "max": "P5D"})]),
    "synonyms": ("Tâche\tResponsable\tCanaux\tTemps passé (mn)\nAppelle\tUsager\ttél.\t12", [
        step("Appelle", channel="phone", work="PT12M")]),
    "semicolons": ("Étape;Qui;Durée (min)\nAppelle;Usager;5\nRépond;Guichet;10", [
        step("Appelle", work="PT5M"), step("Répond", "guichet", work="PT10M")]),
    "commas": ("Step,Who,Time\nCalls,User,5 min\nAnswers,Agent,\"1,5 h\"", [
        step("Calls", work="PT5M"), step("Answers", "guichet", work="PT1H30M")]),
    "semicolons without headings": ("Appelle;5 min\nVient;10 min", [step("Appelle", work="PT5M"), step("Vient", work="PT10M")]),
    "sentences with commas": ("Appelle, puis attend\nVient, puis part", [step("Appelle, puis attend"), step("Vient, puis part")]),
    "sentences with semicolons": ("Appelle ; attend\nVient ; part", [step("Appelle ; attend"), step("Vient ; part")]),
    "quoted cells": ('Étape\tDétail\n"Appelle\nle standard"\t"dit ""oui"""', [step("Appelle le standard", detail='dit "oui"')]),
    "an open quote": ('Étape\tDurée\n"Appelle\t5 min\nVient\t10 min', [step('"Appelle', work="PT5M"), step("Vient", work="PT10M")]),
    "an open quote and a closed one": ('Étape\tDurée\n"Appelle\t5 min\n"Vient"\t10 min', [
        step('"Appelle', work="PT5M"), step("Vient", work="PT10M")]),
    "an open quote before a late closing one": ('Étape\tDurée\n"Appelle\t5 min\nVient "\t10 min', [
        step('"Appelle', work="PT5M"), step('Vient "', work="PT10M")]),
    "sentences that only begin like a table": ("Appelle, 5 min\nVient, 10 min, puis part", [
        step("Appelle, 5 min"), step("Vient, 10 min, puis part")]),
    "numbers that count people": ("3 personnes\n4 agents", [step("3 personnes"), step("4 agents")]),
    "numbers that do not count on": ("1 personne\n30 agents", [step("1 personne"), step("30 agents")]),
    "numbers that count agents": ("1 agent vérifie\n2 agents signent", [step("1 agent vérifie"), step("2 agents signent")]),
    "a floor": ("24. étage\nAppelle", [step("24. étage"), step("Appelle")]),
    "days": ("15.07. réponse\n16.07. relance", [step("15.07. réponse"), step("16.07. relance")]),
    "days with capitals": ("15.07. Réponse\n12.09. Relance", [step("15.07. Réponse"), step("12.09. Relance")]),
    "floors in a table": ("Étape\tDurée\n3. étage\t5 min\n5. étage\t10 min", [
        step("3. étage", work="PT5M"), step("5. étage", work="PT10M")]),
    "a list that was cut": ("3. Appelle\n4. Vient", [step("Appelle"), step("Vient")]),
    "a list in two phases": ("# Un\n1. appelle\n2. vient\n# Deux\n1. part", [step("appelle"), step("vient"), step("part")]),
    "the least and the most": ("Étape\tTemps min\tTemps max\nAppelle\t5\t10", [step("Appelle", detail="5\n10")]),
    "a decimal comma between commas": ("Étape,Qui,Durée (min)\nDépose,Usager,1,5", [step("Dépose", detail="1\n5")]),
    "a quote inside": ('Étape\tDurée\nDit "oui"\t5 min', [step('Dit "oui"', work="PT5M")]),
    "numbered rows": ("N°\tÉtape\tDurée\n1\tAppelle\t5 min\n2\tVient\t10 min", [
        step("Appelle", work="PT5M"), step("Vient", work="PT10M")]),
    "numbers that do not count rows": ("N°\tÉtape\n12\tAppelle\n7\tVient", [step("Appelle", detail="12"), step("Vient", detail="7")]),
    "bullets in a column": ("•\tAppelle\t5 min\n•\tVient\t10 min", [step("Appelle", work="PT5M"), step("Vient", work="PT10M")]),
    "bullets in titles": ("Étape\tDurée\n1. Appelle\t5 min\n☐ Vient\t10 min", [
        step("Appelle", work="PT5M"), step("Vient", work="PT10M")]),
    "cells beyond the headings": ("Étape\tDurée\nAppelle\t5 min\tsauf le lundi", [step("Appelle", work="PT5M", detail="sauf le lundi")]),
    "a heading that nothing knows": ("Étape\tDélai légal\nAttend\t30", [step("Attend", detail="30")]),
    "two columns of one kind": ("Étape\tDétail\tRemarque\nAppelle\tun\tdeux", [step("Appelle", detail="un\ndeux")]),
    "what is no time": (HEADED + "Dépose\tUsager\tdix minutes\t30 ou 40", [step("Dépose", detail="dix minutes\n30 ou 40")]),
    "other days": ("Étape\tDélai\nAttend\t5 jours ouvrables", [step("Attend", detail="5 jours ouvrables")]),
    "a title that says otherwise": ("Étape\tDurée\nAppelle !5min\t10 min", [step("Appelle", work="PT10M", detail="!5min")]),
    "blank rows": ("\n\t\nÉtape\tDurée\n\t\nAppelle\t5 min\n\t\n", [step("Appelle", work="PT5M")]),
    "narrow spaces": (f"Étape\tDurée (min)\nAppelle\t1{NARROW}500", [step("Appelle", work="PT25H")]),
    "what the table is called": ("Parcours 2026\t\t\n\t\t\nÉtape\tDurée (en min)\tQui\nAppelle\t5\tUsager", [step("Appelle", work="PT5M")]),
    "signs of a sentence": ("Étape\tDurée\nPaye !20 €\t5 min", [step("Paye !20 €", work="PT5M")]),
}


@pytest.mark.parametrize(("text", "steps"), TABLES.values(), ids=list(TABLES))
def test_every_kind_of_table_makes_its_steps(text: str, steps: list[dict[str, Any]]) -> None:
    assert told(pasted(text)) == steps


def test_there_are_more_than_forty_kinds() -> None:
    assert len(LISTS) + len(TABLES) >= 40


# -- asked once

def test_numbers_without_a_unit_are_asked_for_once_for_the_whole_column() -> None:
    text = "Étape\tDurée\tDélai\nAppelle\t5\t30\nVient\t2 h\t1 500\nPart\t\t10 j"
    listing = read_paste(text, EMPTY)
    assert [(asked.column, asked.heading, asked.examples) for asked in listing.units] == [
        (1, "Durée", ("5",)), (2, "Délai", ("30", "1 500"))]
    answers = Answers(units={1: "min", 2: "jours ouvrés"})
    assert not read_paste(text, EMPTY, answers).units
    assert told(pasted(text, answers)) == [
        step("Appelle", work="PT5M", wait={"business_days": 30}), step("Vient", work="PT2H", wait={"business_days": 1500}),
        step("Part", wait="P10D")]
    no_times = Answers(units={1: "", 2: ""})
    assert not read_paste(text, EMPTY, no_times).units
    assert [one.get("detail") for one in told(pasted(text, no_times))] == ["5\n30", "1 500", None]


def test_a_lane_that_nobody_knows_is_asked_for_and_never_the_citizens() -> None:
    text = "Étape\tQui\nDépose\tUsager\nInstruit\tPréfecture\nSigne\tprefecture\nArchive\t"
    listing = read_paste(text, EMPTY)
    assert [(asked.name, asked.rows) for asked in listing.lanes] == [("Préfecture", 2), ("", 1)]
    with pytest.raises(Refused, match="Préfecture"):
        pasted(text)
    with pytest.raises(Refused, match="name no lane"):
        pasted(text, Answers(lanes={"prefecture": "bureau"}))
    after = pasted(text, Answers(lanes={"prefecture": "bureau", "": "appui"}))
    assert [one.lane for one in after.steps] == ["vous", "bureau", "bureau", "appui"]


def test_a_lane_is_known_by_its_own_name_its_actor_and_its_side() -> None:
    text = "Étape\tQui\nA\tguichet\nB\tMaison\nC\tEn coulisses\nD\tFonctions support\nE\tCitoyenne\nF\tRegistre"
    assert [one.lane for one in pasted(text).steps] == ["guichet", "maison", "bureau", "appui", "vous", "appui"]
    # What merely begins like a side is someone else.
    unknown = read_paste("Étape\tQui\nA\tAgent comptable\nB\tSupport informatique\nC\tUsager mandaté", EMPTY)
    assert [asked.name for asked in unknown.lanes] == ["Agent comptable", "Support informatique", "Usager mandaté"]


def with_evidence(language: str) -> BlueprintDocument:
    """A blueprint with a lane of what people see and one of what supports, as a new one in that language calls them."""
    names = {"fr": ("Supports", "Usager", "Fonctions support"), "en": ("Evidence", "Citizen", "Support")}[language]
    lanes = [{"id": kind, "name": name, "kind": kind} for name, kind in zip(names, ("evidence", "citizen", "support"), strict=True)]
    return builders.document(steps=[], flows=[], head={"notes": [], "avoid": [], "waivers": [], "items": [], "language": language,
                                                       "lanes": lanes})


@pytest.mark.parametrize(("language", "typed", "lane"), [
    ("fr", "Supports", "evidence"), ("fr", "supports", "evidence"), ("fr", "Support", None), ("fr", "SUPPORT", None),
    ("fr", "Fonctions support", "support"), ("fr", "Processus support", "support"), ("fr", "appui", "support"),
    ("en", "Support", "support"), ("en", "support", "support"), ("en", "Supports", None), ("en", "Evidence", "evidence"),
    ("en", "Support processes", "support"),
])
def test_support_is_a_lane_in_english_and_asked_for_in_french(language: str, typed: str, lane: str | None) -> None:
    listing = read_paste(f"Étape\tQui\nA\tUsager\nB\t{typed}", with_evidence(language))
    assert [asked.name for asked in listing.lanes] == ([typed] if lane is None else [])
    if lane is not None:
        assert listing.lines[1].lane == lane or str(listing.lines[1].side) == lane


def test_a_lane_that_is_called_support_is_that_in_any_language() -> None:
    document = with_evidence("fr")
    lanes = tuple(lane.model_copy(update={"name": "Support"}) if lane.id == "support" else lane for lane in document.head.lanes)
    document = document.replace(head=document.head.model_copy(update={"lanes": lanes}))
    listing = read_paste("Étape\tQui\nA\tUsager\nB\tsupport", document)
    assert (listing.lanes, listing.lines[1].lane) == ((), "support")


@pytest.mark.parametrize(("language", "kind"), [("fr", "evidence"), ("en", None)])
def test_a_step_of_the_kind_support_is_evidence_in_french_alone(language: str, kind: str | None) -> None:
    listing = read_paste("Étape\tNature\nAffiche\tSupport\nLettre\tsupports", with_evidence(language))
    assert [line.kind for line in listing.lines] == [kind] * 2
    assert bool(listing.unread) is (kind is None)


@pytest.mark.parametrize(("text", "line", "words"), [
    ("Appelle\nPaye !20 €", 2, "!20 €"),
    (HEADED + "Dépose\tUsager\tbientôt\t", 2, "bientôt"),
    (HEADED + "\tUsager\t5\t", 2, "Usager, 5"),
    ("Étape\tCanal\nAppelle\tpigeon", 2, "pigeon"),
    ("Étape\tCouleur\nAppelle\tbleu", 0, "Couleur"),
    ("Étape\tDurée\nAppelle\t5 min\tplus", 2, "plus"),
    ("Parcours 2026\t\nÉtape\tDurée\nAppelle\t5 min", 1, "Parcours 2026"),
    ("Appelle\t5\nVient\t12", 0, ""),
])
def test_what_is_not_understood_is_listed_with_its_line(text: str, line: int, words: str) -> None:
    (unread, *_) = read_paste(text, EMPTY).unread
    assert (unread.line, unread.text) == (line, words)
    assert str(unread.outcome)


@pytest.mark.parametrize("cell", ["(" * 20_000, '"' * 20_001, "1" * 20_000, "Délai " * 5_000, "•" * 20_000, "\t" * 20_000, ";" * 20_000])
def test_hostile_cells_are_read_in_no_time(cell: str) -> None:
    for text in (f"Étape\t{cell}\nAppelle\t{cell}", f"{cell}\n{cell}", f"Étape;Durée\nAppelle;{cell}"):
        begun = time.perf_counter()
        read_paste(text, EMPTY)
        assert time.perf_counter() - begun < 5


class CountedText(str):
    """A text that counts the letters that are passed in it."""

    __slots__ = ("passed",)
    passed: int

    def __new__(cls, text: str) -> CountedText:
        made = super().__new__(cls, text)
        made.passed = 0
        return made

    def find(self, sub: str, start: Any = None, end: Any = None) -> int:
        found = super().find(sub, start, end)
        self.passed += (len(self) if found < 0 else found) - (start or 0)
        return found

    def __getitem__(self, at: Any) -> str:
        part = super().__getitem__(at)
        self.passed += len(part)
        return part


@pytest.mark.parametrize("row", ["Appelle\t5 min\n", "Appelle\n", "Appelle\t", '"Appelle";  5 min\n', "a; ", '"a\t', '"a""\n', '""";'])
@pytest.mark.parametrize("separator", ["\t", ";"], ids=["tab", "semicolon"])
def test_each_letter_of_a_large_paste_is_passed_a_few_times(monkeypatch: pytest.MonkeyPatch, row: str, separator: str) -> None:
    text = CountedText(row * 10_000)
    end_of = pasted_lines._end_of

    def count_end(pattern: re.Pattern[str], plain: CountedText, at: int) -> int:
        end = end_of(pattern, plain, at)
        plain.passed += end - at
        return end

    monkeypatch.setattr(pasted_lines, "_end_of", count_end)
    assert [*pasted_lines._split_rows(text, separator)]
    assert text.passed <= 4 * len(text)


def test_what_is_understood_is_not_listed() -> None:
    for text in (*LISTS.values(), TABLES["units in headings"][0], TABLES["old mac"][0], TABLES["synonyms"][0]):
        listing = read_paste(text, EMPTY)
        assert (listing.unread, listing.units, listing.lanes) == ((), (), ())


@pytest.mark.parametrize(("heading", "field", "unit"), [
    ("Durée (min)", "work", "min"), ("Durée [mn]", "work", "mn"), ("Durée, min", "work", "min"), ("Durée en minutes", "work", "minutes"),
    ("Délai (jours)", "wait", "jours"), ("Délai jours", "wait", "jours"), ("DELAI EN JOURS OUVRÉS", "wait", "JOURS OUVRÉS"),
    ("Wait (days)", "wait", "days"), ("Délai (estimé)", "wait", ""), ("Délai (jours ouvrables)", "wait", ""), ("Minutes", "work", "min"),
    ("Délai légal", "", ""), ("Canal (principal)", "channel", ""), ("Acteur", "lane", ""), ("Couloir", "lane", ""), ("Étape", "title", ""),
    ("Acteur jours", "", ""), ("", "", "")])
def test_headings_tell_what_and_in_which_unit(heading: str, field: str, unit: str) -> None:
    read = read_heading(heading)
    assert (read.field, read.unit) == (field, unit)


# -- nothing is lost

CELLS = st.sampled_from(["", "5", "1 500", "30 j", "bientôt", "2 mois", "tel", "pigeon", "Appelle le 15", '"ouvert', 'dit "oui"', "5 fois",
                         "Usager", "bleu 7", "10 min", "½ h", "1. Vient", "a;b", "!20 €"])
NAMES = st.permutations(["Étape", "Durée (min)", "Délai", "Canal", "Couleur", "Détail"])


@given(NAMES, st.lists(st.lists(CELLS, min_size=6, max_size=7), min_size=1, max_size=5), st.sampled_from(["\t", ";"]))
@example(["Étape", "Durée (min)", "Délai", "Canal", "Couleur", "Détail"], [["", "", "", "", "", "", "5 fois"]], "\t")
def test_every_cell_is_a_value_or_still_there_in_words(names: list[str], rows: list[list[str]], separator: str) -> None:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' if separator in cell or cell.startswith('"') else cell for cell in row] for row in rows]
    text = "\n".join(separator.join(row) for row in [names, *quoted])
    kept = [row for row in rows if any(row)]
    assume(kept)
    after = told(pasted(text))
    assert len(after) == len(kept)
    for row, one in zip(kept, after, strict=True):
        words = f"{one.get('title', '')}\n{one.get('detail', '')}"
        for name, cell in zip([*names, ""], row, strict=False):
            field, unit = {"Durée (min)": ("work", "min"), "Délai": ("wait", ""), "Canal": ("channel", "")}.get(name, ("", ""))
            if field == "channel" and cell == "tel":
                assert one["channel"] == "phone"
            elif field in ("work", "wait") and is_time(cell, unit):
                assert one[field] == read_time(cell, "fr", unit)
            elif name == "Étape":
                assert strip_bullet(cell) == one.get("title", "")
            else:
                assert cell in words


def is_time(cell: str, unit: str) -> bool:
    try:
        return read_time(cell, "fr", unit) is not None
    except BlueprintError:
        return False


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters='"', exclude_categories=["Cc", "Zl", "Zp"])), min_size=2, max_size=4),
                min_size=1, max_size=4))
def test_rows_without_quotes_are_split_at_tabs_and_lines_only(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    assert rows_of(text) == [[cell.removeprefix("\ufeff") if (down, right) == (0, 0) else cell for right, cell in enumerate(row)]
                             for down, row in enumerate(rows)]
    assert lines_of(text.replace("\n", "\r")) == lines_of(text.replace("\n", "\u2029")) == lines_of(text)


@given(st.text(st.sampled_from('"\t;,\n\rzQ1 -•.'), max_size=40))
@example('"z\tQ\n"\t"z')
def test_whatever_is_pasted_is_read_and_no_letter_is_lost(text: str) -> None:
    listing = read_paste(text, EMPTY)
    document = pasted(text)
    words = "".join(f"{one.title}{one.detail}" for one in document.steps)
    assert [words.count(letter) for letter in "zQ"] == [text.count(letter) for letter in "zQ"]
    assert len(document.steps) == listing.steps


@pytest.mark.parametrize("text", [
    "Attend ~1,5 h\nAppelle !2,5 h", "Prend 1,5 h\nAttend 2,5 h", "Dépose le dossier, 1,5 h\nAttend, 2,5 h",
    "Pays 1,500 min\nWaits 2,500 min"])
def test_a_decimal_comma_makes_no_table(text: str) -> None:
    steps = told(pasted(text))
    assert len(steps) == 2
    assert not any(step.get("work") in ("PT5H", "PT500M") for step in steps)
    times = [(step.get("wait"), step.get("work")) for step in steps]
    assert times == [(None, None)] * 2 or times == [("PT1H30M", None), (None, "PT2H30M")]


@pytest.mark.parametrize("typed", ["01/02/2026", "01-02-2026", "1.2.2026", "2026-02-01"])
def test_a_date_is_no_time(typed: str) -> None:
    with pytest.raises(BlueprintError):
        read_time(typed, "fr", "jours")
