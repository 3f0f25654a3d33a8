"""What people do to an exported workbook, and what of it the blueprint takes: one step that can be undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from tests.drawing.builders import analysis, document, flow, step
from tests.exporters.office import convert
from tests.profiles import EXAMPLES, IS_DEEP
from visavis.blueprint.editing import EditSession
from visavis.blueprint.language import translator
from visavis.blueprint.model import (
    BlueprintDocument,
    BlueprintError,
    BusinessDays,
    FlowKind,
    Item,
    Note,
    Persona,
    StepKind,
)
from visavis.blueprint.registry import ExportJob, find_losses, initial_values
from visavis.blueprint.storage import load
from visavis.exporters.importers.tables.cell_reading import ChoiceReader
from visavis.exporters.importers.tables.read_edits import EditedTables, read_edits
from visavis.exporters.importers.tables.table_importer import CSV_TABLES, ODS_TABLES, XLSX_TABLES
from visavis.exporters.spreadsheets import CSV, ODS, XLSX

APA = next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")


def sample() -> BlueprintDocument:
    """A short journey: comes (a), is received (b), decides (c)."""
    return document(
        [step("a", title="Vient", work="PT25M"), step("b", "scene", column=1, title="Reçoit", work="PT10M", channel="counter"),
         step("c", "coulisses", column=2, title="Décide", kind="decision", fails=0.1, wait="P2M")],
        [flow("f1", "a", "b", kind="interaction", label="Bonjour"), flow("f2", "b", "c", probability=0.5)],
        personas=(Persona(id="roux", name="Mme Roux"),), items=(Item(id="photo", name="Photo"),),
        notes=(Note(id="n1", at="a", text="Long"), Note(id="n2", text="Entre nous", private=True)))


def workbook(made: BlueprintDocument, language: str = "fr", *, internal: bool = False) -> bytes:
    return XLSX.export(ExportJob(made, analysis(made), language, internal=internal))


class Sheet:
    """A sheet of a workbook by the headings of its columns."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.columns = {cell.value: cell.column for cell in sheet[1]}

    def set(self, name: str, heading: str, value: Any) -> None:
        """Write into the row whose identifier is given."""
        row = next(row[0].row for row in self.sheet.iter_rows(min_row=2) if row[self.columns["Identifiant"] - 1].value == name)
        self.sheet.cell(row, self.columns[heading]).value = value

    def add(self, **cells: Any) -> None:
        """Write a new row."""
        row = self.sheet.max_row + 1
        for heading, value in cells.items():
            self.sheet.cell(row, self.columns[heading.replace("_", " ")]).value = value


def edited(content: bytes, change: Callable[[dict[str, Sheet]], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change({sheet.title: Sheet(sheet) for sheet in book})
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def told(edits: EditedTables) -> list[str]:
    return [" ".join(translator("en")(each).split()) for each in edits.told]


def take(change: Callable[[dict[str, Sheet]], None], **more: Any) -> EditedTables:
    return read_edits(edited(workbook(sample()), change), sample(), **more)


def test_an_untouched_workbook_changes_nothing() -> None:
    for internal in (False, True):
        edits = read_edits(workbook(sample(), internal=internal), sample())
        assert (edits.command, told(edits), dict(edits.missing)) == (None, [], {})


def test_changed_cells_are_changed_fields_and_one_step_to_undo() -> None:
    def change(book: dict[str, Sheet]) -> None:
        steps, flows = book["Étapes"], book["Flux"]
        steps.set("a", "Titre", "Vient au guichet")
        steps.set("a", "Canal", "counter")
        steps.set("a", "Temps de travail (tel que saisi)", "1 h 10")
        steps.set("b", "Temps de travail (minutes)", 12.5)
        steps.set("c", "Attente ensuite (tel que saisi)", "3 jours ouvrés")
        steps.set("c", "Effort ressenti (de 1 à 5)", 4)
        steps.set("c", "Pièces demandées", "Photo; Bulletin")
        flows.set("f2", "Probabilité (sur 100)", 25)

    edits = take(change)
    a, b, c = edits.document.steps
    assert (a.title, a.channel, a.work, b.work) == ("Vient au guichet", "counter", "PT1H10M", "PT12M30S")
    assert (c.wait, c.effort) == (BusinessDays(business_days=3), 4)
    assert edits.document.flow_by_key["f2"].probability == 0.25
    assert [made.name for made in edits.document.head.items] == ["Photo", "Bulletin"]
    assert (c.asks, told(edits)) == (("photo", "bulletin"), [])
    assert edits.document.head.notes == sample().head.notes, "what is private was not in the file"
    session = EditSession(sample())
    assert edits.command is not None
    session.do(edits.command)
    assert session.document == edits.document
    session.undo()
    assert session.document == sample()


def test_new_rows_are_new_steps_flows_and_people_in_their_places() -> None:
    def change(book: dict[str, Sheet]) -> None:
        book["Étapes"].add(Titre="Appelle", Couloir="Usager", Canal="Téléphone")
        book["Étapes"].add(Titre="Répond", Identifiant="b")
        book["Flux"].add(De="Décide", À="Appelle", Ce_qui_se_dit="Où en est-on ?")
        book["Personas"].add(Nom="M. Haddad")

    edits = take(change)
    fresh = [made for made in edits.document.steps if made.id not in "abc"]
    assert [(made.title, made.cell, made.channel, made.kind) for made in fresh] == [
        ("Appelle", ("usager", "p1", 3), "phone", StepKind.ACTION), ("Répond", ("usager", "p1", 4), None, StepKind.ACTION)]
    (drawn,) = [made for made in edits.document.flows if made.key not in ("f1", "f2")]
    assert (drawn.source, drawn.target, drawn.kind) == ("c", fresh[0].id, FlowKind.INTERACTION)
    assert [persona.name for persona in edits.document.head.personas] == ["Mme Roux", "M. Haddad"]
    assert any("an earlier row has this identifier" in line for line in told(edits))


def test_rows_that_are_gone_are_told_and_deleted_only_if_asked() -> None:
    def change(book: dict[str, Sheet]) -> None:
        book["Étapes"].sheet.delete_rows(3)
        book["Flux"].sheet.delete_rows(2, 2)

    edits = take(change)
    assert (edits.command, dict(edits.missing)) == (None, {"steps": 1, "flows": 2})
    assert told(edits)[0] == "sheet “Étapes”: 1 row is missing (“Reçoit”); what it told of was kept"
    deleted = take(change, deletes=True)
    assert [made.id for made in deleted.document.steps] == ["a", "c"]
    assert [note.id for note in deleted.document.head.notes] == ["n1", "n2"]
    assert told(deleted) == []


def test_what_is_wrong_is_told_with_its_place_and_the_rest_is_taken() -> None:
    def change(book: dict[str, Sheet]) -> None:
        steps = book["Étapes"]
        steps.set("a", "Canal", "pigeon")
        steps.set("a", "Effort ressenti (de 1 à 5)", 9)
        steps.set("a", "Attente ensuite (tel que saisi)", "bientôt")
        steps.set("a", "Temps de travail (tel que saisi)", 90)
        steps.set("b", "Titre", "Accueille")
        steps.set("c", "Solution de repli", "Décide")

    edits = take(change)
    a, b, c = edits.document.steps
    assert (a.channel, a.effort, a.wait, a.work, b.title, c.fallback) == (None, None, None, "PT1H30M", "Accueille", None)
    lines = told(edits)
    assert len(lines) >= 5
    assert all(line.startswith("sheet “Étapes”, row ") and ", column " in line for line in lines)
    assert any("'pigeon' is none of" in line for line in lines)
    assert any("90 is read as minutes" in line for line in lines)
    assert any("leads back to itself" in line for line in lines)


def test_columns_may_be_moved_hidden_added_and_rows_sorted() -> None:
    def change(book: dict[str, Sheet]) -> None:
        sheet = book["Étapes"].sheet
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        for row in [["Mon service"], [], [*rows[0], "Notre avis"], *([*row, "bien"] for row in reversed(rows[1:]))]:
            sheet.append(row)
        sheet.column_dimensions["C"].hidden = True
        book["Étapes"].sheet.title = "Feuille 1"

    edits = take(change)
    assert edits.command is None
    assert told(edits) == ["sheet “Feuille 1”: nothing is known of the columns “Notre avis”; they were left out"]


def test_english_headings_and_words_are_read_in_any_blueprint() -> None:
    content = workbook(sample(), "en")
    book = openpyxl.load_workbook(io.BytesIO(content))
    steps = book["Steps"]
    heads = {cell.value: cell.column for cell in steps[1]}
    steps.cell(2, heads["Channel"]).value = "Téléphone"
    steps.cell(3, heads["Channel"]).value = "Phone"
    target = io.BytesIO()
    book.save(target)
    edits = read_edits(target.getvalue(), sample())
    assert [made.channel for made in edits.document.steps] == ["phone", "phone", None]


def test_the_lane_of_a_step_moves_it_and_its_flows_become_what_they_are() -> None:
    edits = take(lambda book: book["Étapes"].set("b", "Couloir", "Usager"))
    assert edits.document.step_by_id["b"].lane == "usager"
    assert [made.kind for made in edits.document.flows] == [FlowKind.SEQUENCE, FlowKind.INTERACTION]


def test_lanes_are_put_in_the_order_of_their_numbers_and_notes_where_their_place_says() -> None:
    def change(book: dict[str, Sheet]) -> None:
        book["Couloirs"].set("appui", "N°", 1)
        book["Couloirs"].set("preuves", "N°", 5)
        book["Notes"].set("n1", "Emplacement", "Demander, Usager, colonne 4")

    edits = take(change)
    assert [lane.id for lane in edits.document.head.lanes] == ["appui", "usager", "scene", "coulisses", "preuves"]
    at = edits.document.head.notes[0].at
    assert (getattr(at, "lane", ""), getattr(at, "column", 0)) == ("usager", 3)


def test_formulas_dates_percentages_and_merged_cells() -> None:
    def change(book: dict[str, Sheet]) -> None:
        steps, record = book["Étapes"], book["Fiche"]
        steps.set("a", "Temps de travail (minutes)", "=1+1")
        chance = "Probabilité (sur 100)"
        book["Flux"].set("f2", chance, 0.4)
        book["Flux"].sheet.cell(3, book["Flux"].columns[chance]).number_format = "0%"
        steps.set("b", "Temps de travail (tel que saisi)", time(1, 30))
        steps.sheet.cell(3, steps.columns["Temps de travail (tel que saisi)"]).number_format = "h:mm"
        record.set("record.date", "Valeur", date(2026, 3, 12))
        steps.sheet.cell(2, steps.columns["Service instructeur"]).value = "Accueil"
        steps.sheet.merge_cells(start_row=2, end_row=4, start_column=steps.columns["Service instructeur"], end_column=steps.columns["Service instructeur"])

    edits = take(change)
    a, b, c = edits.document.steps
    assert (a.work, b.work, edits.document.flow_by_key["f2"].probability) == ("PT25M", "PT1H30M", 0.4)
    assert edits.document.head.record.date == "2026-03-12"
    assert [made.unit for made in (a, b, c)] == ["Accueil"] * 3
    assert any("the formula has not been worked out" in line for line in told(edits))


@pytest.mark.skipif(not IS_DEEP, reason="for the deep profile")
def test_what_libreoffice_saved_has_the_value_of_its_formulas(tmp_path: Path) -> None:
    def change(book: dict[str, Sheet]) -> None:
        book["Étapes"].set("a", "Temps de travail (minutes)", "=20+15")
        book["Étapes"].set("b", "Titre", "Accueille")

    file = tmp_path / "t.xlsx"
    file.write_bytes(edited(workbook(sample()), change))
    edits = read_edits(convert(file, "ods"), sample())
    assert [made.work for made in edits.document.steps] == ["PT35M", "PT10M", None]
    assert (edits.document.steps[1].title, told(edits)) == ("Accueille", [])


def test_one_csv_of_steps_makes_a_blueprint_with_lanes_phases_and_flows() -> None:
    made = load(APA).document
    content = CSV.export(ExportJob(made, analysis(made), "fr", {"table": "steps"}))
    read = CSV_TABLES.read(content, initial_values(CSV_TABLES.options, "fr"))
    assert {each.id: each.title for each in read.steps} == {each.id: each.title for each in made.steps}
    assert [lane.kind for lane in read.head.lanes] == [lane.kind for lane in made.head.lanes]
    assert [phase.name for phase in read.head.phases] == [phase.name for phase in made.head.phases]
    pairs = {(way.source, way.target) for way in made.flows}
    assert {(way.source, way.target) for way in read.flows} == pairs
    assert find_losses(CSV_TABLES, content, {}) == ()


def test_what_looks_like_a_formula_comes_back_as_it_was_typed() -> None:
    made = document([step("a", title="=1+1", plain="'-2", system="@ici", unit="+33")])
    job = ExportJob(made, analysis(made), "fr", {"table": "steps"})
    assert b"'=1+1" in CSV.export(job)
    (read,) = CSV_TABLES.read(CSV.export(job), {}).steps
    assert (read.title, read.plain, read.system, read.unit) == ("=1+1", "'-2", "@ici", "+33")


def test_a_table_of_peoples_own_is_a_list_of_steps_in_each_format(tmp_path: Path) -> None:
    rows = [["Étape", "Qui", "Durée (min)"], ["Vient", "Usager", "5"], ["Accueille", "Agent", "10"]]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "own.xlsx")
    for importer, content in ((CSV_TABLES, text.getvalue().encode()), (XLSX_TABLES, (tmp_path / "own.xlsx").read_bytes()),
                              *([(ODS_TABLES, convert(tmp_path / "own.xlsx", "ods"))] if IS_DEEP else [])):
        read = importer.read(content, initial_values(importer.options, "fr"))
        assert [(each.title, each.work, read.lane_of(each).kind) for each in read.steps] == [
            ("Vient", "PT5M", "citizen"), ("Accueille", "PT10M", "frontstage")]
    assert [each.title for each in CSV_TABLES.read(b"Vient\nAttend", {}).steps] == ["Vient", "Attend"]


# -- files that programs rewrite, and hostile ones

def archive_of(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def spoiled(content: bytes, at: int) -> bytes:
    """The same bytes but for one."""
    return content[:at] + bytes([content[at] ^ 255]) + content[at + 1:]


def replaced(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with ZipFile(io.BytesIO(content)) as source:
        return archive_of({each: change(source.read(each)) if each == name else source.read(each) for each in source.namelist()})


def test_a_million_empty_rows_take_no_memory() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    content = replaced(workbook(sample()), sheet, lambda part: part.replace(
        b"</sheetData>", b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (at, at) for at in range(5, 60_000))
        + b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'))
    assert read_edits(content, sample()).command is None
    ods = ODS.export(ExportJob(sample(), analysis(sample()), "fr"))
    rows = (b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
            b"</table:table-row></table:table>")
    content = replaced(ods, "content.xml", lambda part: part.replace(b"</table:table>", rows, 1))
    assert read_edits(content, sample()).command is None


@pytest.mark.parametrize(("content", "reason"), [
    (b"PK\x03\x04 nothing", "this file is broken"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a protected workbook"),
    (archive_of({"a.txt.xml": b"x"}), "no workbook"),
    (archive_of({"content.xml": b"<a"}), "content.xml cannot be read"),
    (archive_of({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type"),
    (archive_of({"content.xml": b" " * 310_000_000}), "unpacks to more"),
    (spoiled(archive_of({"steps.csv": bytes(range(1, 120))}), 45), "steps.csv cannot be read"),
    (b"a;b\n1;2", "no table"), (b"\xff\xd8\xff\xe0\0\x10JFIF;", "not text"),
], ids=["broken", "old", "other", "cut", "entity", "bomb", "changed", "foreign", "picture"])
def test_what_is_no_table_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(BlueprintError) as refused:
        read_edits(content, sample())
    assert reason in translator("en")(refused.value.message)
    assert "\n" not in translator("en")(refused.value.message)


@pytest.mark.parametrize(("language", "typed", "kind"), [
    ("fr", "Support", "evidence"), ("fr", "support", "evidence"), ("fr", "fonctions support", "support"), ("fr", "evidence", "evidence"),
    ("en", "Support", "support"), ("en", "support", "support"), ("en", "evidence", "evidence")])
def test_a_kind_of_lane_is_what_the_language_of_its_table_calls_so(language: str, typed: str, kind: str) -> None:
    assert ChoiceReader(sample(), language).find("lane-kind", typed) == kind
