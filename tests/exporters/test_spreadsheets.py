"""Tables for spreadsheets: every step once with all its fields, figures as `measure` tells them, the unknown empty."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree

from tests.drawing.builders import analysis, document, finding, flow, journey, lane, step
from tests.exporters.office import convert
from tests.exporters.opendocument_schema import faults
from tests.profiles import EXAMPLES, each_example, mostly_deep
from visavis.blueprint.analysis import Analysis, Figure, FrictionClass, FrictionReport, Measures
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import translator
from visavis.blueprint.model import (
    Actor,
    BlueprintDocument,
    BlueprintError,
    Flow,
    Item,
    Note,
    Persona,
    Step,
    TriageNote,
    TriageState,
    Waiver,
    WaiverReason,
)
from visavis.blueprint.model.fields import fields_of
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import load
from visavis.exporters.spreadsheets import CSV, ODS, XLSX
from visavis.exporters.tables.data_table import DataTable
from visavis.exporters.tables.make_tables import TABLES, make_tables

APA = next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def job_of(path: Path, language: str = "fr", **more: Any) -> ExportJob:
    made = load(path).document
    return ExportJob(made, assess(made), language, **more)


def table_of(made: BlueprintDocument, found: Analysis, name: str, language: str = "en", **more: Any) -> DataTable:
    return make_tables(ExportJob(made, found, language, **more), (name,)).tables[0]


def cells(table: DataTable, key: str) -> list[Any]:
    at = [column.key for column in table.columns].index(key)
    return [row[at] for row in table.rows]


def read_csv(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


# -- what stands in them

@pytest.mark.parametrize("path", mostly_deep(EXAMPLES, ids=lambda path: path.name))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_headings_are_alone_of_their_kind_and_names_of_sheets_fit(path: Path, language: str) -> None:
    tables = make_tables(job_of(path, language)).tables
    assert [table.key for table in tables] == list(TABLES)
    titles = [table.title for table in tables]
    assert len(set(titles)) == len(titles)
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)
    for table in tables:
        headings = [column.heading for column in table.columns]
        assert all(headings)
        assert len({heading.casefold() for heading in headings}) == len(headings), table.key
        assert all(len(row) == len(headings) for row in table.rows)


@each_example("apa-a-domicile", "corner-shoeshine")
def test_every_step_stands_once_in_reading_order_and_every_flow(path: Path) -> None:
    job = job_of(path)
    steps, flows = make_tables(job, ("steps", "flows")).tables
    assert cells(steps, "id") == [each.id for each in reading_order(job.document)]
    assert cells(steps, "number") == list(range(1, len(job.document.steps) + 1))
    assert sorted(cells(flows, "id")) == sorted(job.document.flow_by_key)
    assert steps.columns[-1].key == flows.columns[-1].key == "id"


@pytest.mark.parametrize(("name", "element", "left_out"), [
    ("steps", Step, {"detail"}), ("flows", Flow, set()), ("personas", Persona, set()), ("documents", Item, set()),
    ("notes", Note, {"private"})])
def test_every_field_that_people_edit_is_a_column(name: str, element: Any, left_out: set[str]) -> None:
    made = document([step("u")])
    keys = {column.key for column in table_of(made, analysis(made), name).columns}
    assert {spec.key for spec in fields_of(element)} - keys == left_out


def test_a_time_is_a_number_in_one_unit_and_as_it_was_given() -> None:
    made = document([step("a", work="P1D", wait="P2M"), step("b", column=1, work={"min": "PT5M", "mode": "PT8M", "max": "PT20M"}),
                     step("w", column=2, kind="wait")])
    table = table_of(made, analysis(made), "steps", "fr")
    assert cells(table, "work_minutes") == [420, 9.5, None]
    assert [text.replace("\u00a0", " ") for text in cells(table, "work")] == ["1 j", "5 min – 8 min – 20 min", ""]
    assert cells(table, "wait_days") == [60.87, None, None]
    assert cells(table, "wait")[0].replace("\u00a0", " ") == "2 mois"
    headings = {column.key: column.heading for column in table.columns}
    assert headings["work_minutes"] == "Temps de travail (minutes)"
    assert headings["wait_days"] == "Attente ensuite (jours)"


def test_what_is_not_known_is_an_empty_cell_with_words_beside_it() -> None:
    made = document([step("u"), step("w", column=1, kind="wait"), step("e", "preuves", kind="evidence")])
    table = table_of(made, analysis(made, measured=False), "steps")
    by_id = dict(zip(cells(table, "id"), zip(cells(table, "work_minutes"), cells(table, "visits"),
                                             cells(table, "remark"), strict=True), strict=True))
    assert by_id["u"] == (None, None, "time not known; there is no journey to measure yet")
    assert by_id["w"][2].startswith("wait not known")
    unknown = replace(analysis(made), measures=Measures(journey(made, visits={"u": float("nan")})))
    table = table_of(made, unknown, "steps")
    assert cells(table, "visits") == [None, None, 0]
    assert cells(table, "remark")[1] == "time not known; how often it is reached is not known"


def test_a_year_of_a_step_is_that_of_the_cases_that_start() -> None:
    steps = [step("u", work="PT30M"), step("v", column=1)]
    made = document(steps, service={"cases_per_year": 4200})
    found = replace(analysis(made), measures=Measures(journey(made, visits={"u": 0.85, "v": 2.0})))
    table = table_of(made, found, "steps")
    assert (cells(table, "yearly-visits"), cells(table, "yearly-hours")) == ([3570, 8400], [1785, None])
    unknown = table_of(document(steps), found, "steps")
    assert (cells(unknown, "yearly-visits"), cells(unknown, "yearly-hours")) == ([None, None], [None, None])


def test_a_sludge_audit_finds_what_work_costs_a_year_and_whom_a_channel_shuts_out() -> None:
    people = (Persona(id="a", name="Ana", channels=("phone",)), Persona(id="b", name="Ben"), Persona(id="c", name="Cy", channels=("web",)))
    made = document([step("u", work="PT30M", channel="web"), step("v", "scene", column=1, work="PT1H", channel="web")],
                    lanes=[lane("usager", "citizen"), lane("scene", "frontstage", actor="clerk")], personas=people,
                    actors=(Actor(id="clerk", name="Clerk", side="agent", hourly_cost=40),), service={"cases_per_year": 100})
    found = replace(analysis(made), measures=Measures(journey(made, visits={"u": 1.0, "v": 0.5})))
    table = table_of(made, found, "steps")
    assert cells(table, "yearly-cost") == [None, 2000], "nobody pays the citizen's time by the hour"
    assert cells(table, "shut-out") == ["Ana", ""]


def test_notes_and_numbers_of_friction_points_stand_with_their_step() -> None:
    notes = (Note(id="n1", at="u", kind="pain", text="Trop long"), Note(id="n2", at="u", text="Un QR code"),
             Note(id="n3", at="u", kind="pain", text="Entre nous", private=True))
    made = document([step("u", detail="Secret")], notes=notes)
    public = table_of(made, analysis(made, finding("double-entry", "u")), "steps", "fr")
    assert (cells(public, "pains"), cells(public, "notes"), cells(public, "frictions")) == (
        ["Trop long"], ["Idée\u00a0: Un QR code"], ["1"])
    assert "Secret" not in str(public.rows)
    assert "Entre nous" not in str(make_tables(ExportJob(made, analysis(made), "fr")))
    internal = ExportJob(made, analysis(made), "fr", internal=True)
    assert cells(make_tables(internal, ("steps",)).tables[0], "detail") == ["Secret"]
    assert "Entre nous" in str(make_tables(internal))


def test_each_finding_is_a_row_under_the_number_of_its_group_with_what_was_decided() -> None:
    made = document([step("u"), step("v", column=1)])
    waiver = Waiver(id="w", rule="kept", reason=WaiverReason.LEGAL, text="Le code l’exige")
    triage = TriageNote(id="t", rule="closed", state=TriageState.DISMISSED, reason="Déjà mesuré", date="2026-03-12")
    found = analysis(made, finding("double-entry", "u"), finding("double-entry", "v"),
                     finding("lost", "v", citizen=None, agent=None, share=0.002, friction_class=FrictionClass.LOSS),
                     finding("kept", "u", waived=waiver), finding("closed", "u", decided=triage))
    table = table_of(made, found, "frictions")
    numbers = {hotspot.finding.rule: hotspot.number for hotspot in found.frictions.hotspots}
    rows = list(zip(cells(table, "rule"), cells(table, "step-id"), cells(table, "number"), cells(table, "state"),
                    cells(table, "reason"), strict=True))
    assert rows == [("double-entry", "u", numbers["double-entry"], "Open", ""), ("double-entry", "v", numbers["double-entry"], "Open", ""),
                    ("lost", "v", numbers["lost"], "Open", ""),
                    ("kept", "u", None, "Kept, for a reason", "Law: it is required. Le code l’exige"),
                    ("closed", "u", None, "Dismissed", "Déjà mesuré")]
    assert cells(table, "lost") == [None] * 5, "fewer than one in a hundred are not nobody"
    assert "fewer than 1 in 100" in cells(table, "remark")[2]
    assert (cells(table, "citizen")[2], cells(table, "citizen")[0]) == (None, 20)


@each_example("apa-a-domicile")
def test_the_numbers_of_friction_points_are_those_of_everything_else(path: Path) -> None:
    job = job_of(path)
    table = make_tables(job, ("frictions",)).tables[0]
    found = job.analysis.frictions
    expected = {hotspot.finding.key: hotspot.number for hotspot in found.hotspots}
    assert cells(table, "number") == [expected.get(each.key) for each in found.findings]


# -- the measures

@each_example("apa-a-domicile", "passeport")
def test_measures_are_those_that_are_measured_and_shares_are_whole_people(path: Path) -> None:
    job = job_of(path)
    table = make_tables(job, ("measures",)).tables[0]
    rows = {(row[-2], row[-1]): dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows}
    for measured in [job.analysis.measures.everybody, *job.analysis.measures.personas]:
        assert measured is not None
        whose = measured.persona or ""
        ends: list[Any] = [rows[whose, key]["value"] for key in measured.outcomes]
        if all(each.is_known for each in measured.outcomes.values()):
            assert sum(each or 0 for each in ends) in {100, 99}
            assert all(isinstance(each, int) or each is None for each in ends)
        for name, cases in (("started", measured.started), ("decided", measured.decided)):
            if cases is not None and cases.citizen.work_minutes.is_known:
                assert rows[whose, f"{name}.citizen.work"]["value"] == pytest.approx(cases.citizen.work_minutes.value, abs=0.006)
                assert rows[whose, f"{name}.elapsed"]["value"] == pytest.approx(
                    (cases.elapsed.mean_minutes.value or 0) / 1440, abs=0.006)


def test_bounds_and_what_is_unknown_are_told_in_a_column_of_their_own() -> None:
    made = document([step("u")])
    case = replace(journey(made), granted=Figure(0.35, at_least=True), completion=Figure(None))
    case = replace(case, started=replace(case.started, citizen=replace(case.started.citizen, work_minutes=Figure(5.0, at_least=True), untimed=2),
                                         agent=replace(case.started.agent, work_minutes=Figure(None))), decided=None)
    table = table_of(made, Analysis(Measures(case), FrictionReport()), "measures")
    told = {row[-1]: row[4:8] for row in table.rows}
    assert told["granted"][:3:2] == (62, "at least")
    assert told["completion"] == (None, "people in 100", "unknown", "")
    assert told["started.citizen.work"] == (5, "minutes", "at least", "2 steps without a time")
    assert told["started.agent.work"] == (None, "minutes", "unknown", "")
    assert told["started.partner.work"] == (None, "minutes", "nothing to measure", "no step drawn")
    assert not any(str(key).startswith("decided") for key in told), "no one is decided"


def test_without_a_journey_the_measures_say_so() -> None:
    made = document([])
    table = table_of(made, analysis(made, measured=False), "measures")
    assert len(table.rows) == 1
    assert (table.rows[0][4], table.rows[0][7]) == (None, "there is no journey to measure yet")


def test_personas_have_shares_that_add_up_and_the_record_says_what_is_missing() -> None:
    people = tuple(Persona(id=name, name=name, weight=1) for name in "abc")
    made = document([step("u")], personas=people)
    assert cells(table_of(made, analysis(made), "personas"), "share") == [34, 33, 33]
    record = table_of(made, analysis(made), "record")
    told = dict(zip(cells(record, "id"), zip(cells(record, "value"), cells(record, "remark"), strict=True), strict=True))
    assert told["title"] == ("Essai", "")
    assert told["service.authority"] == (None, "not given")


def test_steps_of_one_name_are_told_apart_where_they_are_named() -> None:
    made = document([step("u", title="Attend"), step("v", title="Attend", column=1)], [flow("f", "u", "v")])
    assert cells(table_of(made, analysis(made), "steps"), "leads-to") == ["Attend [v]", ""]


# -- the files

@pytest.mark.parametrize("exporter", [XLSX, ODS, CSV], ids=lambda one: one.name)
def test_the_same_blueprint_is_the_same_file(exporter: Any) -> None:
    job = job_of(APA)
    assert exporter.export(job) == exporter.export(job)
    assert exporter.suffix({}) == f".{exporter.name}"


def test_excel_finds_sheets_with_headings_in_sight_a_filter_and_numbers() -> None:
    job = job_of(APA)
    book = openpyxl.load_workbook(io.BytesIO(XLSX.export(job)))
    tables = make_tables(job).tables
    assert book.sheetnames == [table.title for table in tables]
    assert (book.properties.title, book.properties.language, book.properties.creator) == (job.document.head.title, "fr", None)
    for sheet, table in zip(book, tables, strict=True):
        assert sheet.freeze_panes == ("C2" if table.kept == 2 else "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert [cell.value for cell in sheet[1]] == [column.heading for column in table.columns]
        for row, expected in zip(sheet.iter_rows(min_row=2, values_only=True), table.rows, strict=True):
            assert list(row) == [value if value != "" else None for value in expected]
        folded = [dimension.hidden for _, dimension in sorted(sheet.column_dimensions.items())]
        assert any(folded) == (not all(table.is_unfolded))
        assert not sheet._hyperlinks


def test_opendocument_conforms_to_the_standard_and_has_the_same_cells() -> None:
    job = job_of(APA)
    content = ODS.export(job)
    with ZipFile(io.BytesIO(content)) as parts:
        body = etree.fromstring(parts.read("content.xml"))
    sheets = list(body.iter(f"{TABLE}table"))
    for sheet, table in zip(sheets, make_tables(job).tables, strict=True):
        assert sheet.get(f"{TABLE}name") == table.title
        rows = list(sheet.iter(f"{TABLE}table-row"))[1:]
        for row, expected in zip(rows, table.rows, strict=True):
            for cell, value in zip(row, expected, strict=True):
                kind = cell.get(f"{OFFICE}value-type")
                if value is None or value == "":
                    assert kind is None
                elif isinstance(value, str):
                    assert kind == "string"
                    assert "\n".join("".join(line.itertext()) for line in cell) == value
                else:
                    assert (kind, float(cell.get(f"{OFFICE}value"))) == ("float", value)
    assert faults(content) == []


@pytest.mark.parametrize(("language", "delimiter", "number"), [("fr", ";", "0,85"), ("en", ",", "0.85")])
def test_csv_is_as_spreadsheets_of_the_language_expect_it(language: str, delimiter: str, number: str) -> None:
    job = job_of(APA, language, options={"table": "steps"})
    content = CSV.export(job)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_csv(content, delimiter)
    assert len(rows) == len(job.document.steps) + 1
    table = make_tables(job, ("steps",)).tables[0]
    assert rows[0] == [column.heading for column in table.columns]
    visits = [column.key for column in table.columns].index("visits")
    assert number in [row[visits] for row in rows]
    programs = replace(job, options={"table": "steps", "separator": "comma"})
    assert "0.85" in [row[visits] for row in read_csv(CSV.export(programs))]


def test_all_tables_are_csv_files_in_one_archive() -> None:
    job = job_of(APA, options={"table": "all"})
    assert CSV.suffix(job.options) == ".zip"
    with ZipFile(io.BytesIO(CSV.export(job))) as archive:
        assert archive.namelist() == sorted(f"{name}.csv" for name in TABLES)
        assert archive.read("steps.csv") == CSV.export(replace(job, options={"table": "steps"}))
    assert set(CSV.options[0].choices) == {*TABLES, "all"}
    with pytest.raises(BlueprintError, match="no table"):
        make_tables(job, ("nothing",))


def test_a_long_text_keeps_its_lines_and_fits_into_a_cell() -> None:
    made = document([step("u", plain="Un\nDeux", title="x" * 40_000)])
    job = ExportJob(made, analysis(made), "fr")
    sheet = openpyxl.load_workbook(io.BytesIO(XLSX.export(job))).worksheets[0]
    assert (sheet["C2"].value, len(sheet["B2"].value)) == ("Un\nDeux", 32_767)
    assert "Un\nDeux" in read_csv(CSV.export(job), ";")[1]


@pytest.mark.parametrize("exporter", [XLSX, ODS, CSV], ids=lambda one: one.name)
def test_an_empty_blueprint_has_tables_too(exporter: Any) -> None:
    made = document([], title="", phases=[""])
    assert exporter.export(ExportJob(made, assess(made), "fr"))


@pytest.mark.slow
def test_libreoffice_reads_the_same_in_both_workbooks(tmp_path: Path) -> None:
    job = job_of(APA)
    steps = make_tables(job, ("steps",)).tables[0]
    for exporter in (XLSX, ODS):
        file = tmp_path / f"steps.{exporter.name}"
        file.write_bytes(exporter.export(job))
        rows = read_csv(convert(file, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"))
        assert rows[0] == [column.heading for column in steps.columns]
        assert [row[1] for row in rows[1:]] == cells(steps, "title")
        assert [row[0] for row in rows[1:]] == [str(number) for number in cells(steps, "number")]


@pytest.mark.slow
def test_ten_thousand_steps_take_seconds() -> None:
    steps = [step(f"s{at}", ("usager", "scene")[at % 2], column=at, work="PT5M", plain="Faire ceci") for at in range(10_000)]
    flows = [flow(f"f{at}", f"s{at}", f"s{at + 1}", kind="interaction", label="Bonjour") for at in range(9_999)]
    made = document(steps, flows)
    job = ExportJob(made, analysis(made), "fr")
    for exporter in (CSV, XLSX, ODS):
        began = time.monotonic()
        exporter.export(job)
        assert time.monotonic() - began < 60


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_heading_is_in_another_language(language: str) -> None:
    strange = (" of ", " the ", "given)") if language == "fr" else (" de ", " du ", "saisi)")
    headings = [column.heading for table in make_tables(job_of(APA, language)).tables for column in table.columns]
    assert not [heading for heading in headings if any(word in heading for word in strange)]
    assert translator(language).language == language
