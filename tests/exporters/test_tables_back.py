"""Tables both ways: what is exported comes back as it was, and what people change in a spreadsheet changes that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing.builders import analysis
from tests.exporters.office import convert
from tests.exporters.table_documents import table_documents
from tests.profiles import EXAMPLES, IS_DEEP, each_example
from tests.storage.samples import document as full_document
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess, count_losses, find_losses, initial_values, leave_out
from visavis.blueprint.storage import load
from visavis.exporters.importers.tables import sheet_files
from visavis.exporters.importers.tables.grid_sheets import open_archive
from visavis.exporters.importers.tables.table_importer import CSV_TABLES, ODS_TABLES, XLSX_TABLES
from visavis.exporters.spreadsheets import CSV, ODS, XLSX
from visavis.exporters.tables.held_fields import kept_fields

APA = next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")
WAYS = [(XLSX, XLSX_TABLES, {}), (ODS, ODS_TABLES, {}), (CSV, CSV_TABLES, {"table": "all"}),
        (CSV, CSV_TABLES, {"table": "all", "separator": "comma"})]
EACH_WAY = pytest.mark.parametrize(("exporter", "importer", "options"), WAYS, ids=["xlsx", "ods", "csv", "csv-comma"])


def job_of(document: BlueprintDocument, language: str = "fr", **more: Any) -> ExportJob:
    return ExportJob(document, assess(document), language, **{"internal": True, **more})


def read_back(importer: Any, content: bytes) -> BlueprintDocument:
    read: BlueprintDocument = importer.read(content, initial_values(importer.options, "fr"))
    return read


def told(importer: Any, content: bytes) -> list[str]:
    return [translator("en")(each) for each in find_losses(importer, content, initial_values(importer.options, "fr"))]


def without_losses(document: BlueprintDocument, *, internal: bool = True) -> BlueprintDocument:
    return leave_out(document, count_losses(document, kept_fields(internal=internal)))


# -- what comes back is what was

@settings(max_examples=60 if IS_DEEP else 15)
@given(document=table_documents(), way=st.sampled_from(WAYS))
def test_what_is_exported_comes_back_but_for_what_is_told_as_lost(document: BlueprintDocument, way: Any) -> None:
    exporter, importer, options = way
    job = ExportJob(document, analysis(document, measured=False), document.head.language, options, internal=True)
    content = exporter.export(job)
    assert told(importer, content) == []
    assert read_back(importer, content) == without_losses(document)
    assert exporter.losses(job) == ()


@EACH_WAY
@each_example("home-care-allowance")
def test_an_example_comes_back(exporter: Any, importer: Any, options: dict[str, str], path: Path) -> None:
    document = load(path).document
    content = exporter.export(job_of(document, options=options))
    assert told(importer, content) == []
    assert read_back(importer, content) == without_losses(document)


@EACH_WAY
def test_a_blueprint_that_says_everything_comes_back_but_for_who_voted(exporter: Any, importer: Any, options: dict[str, str]) -> None:
    job = job_of(full_document(), options=options)
    assert [translator("en")(each) for each in exporter.losses(job)] == ["not in this file, Notes: votes"]
    assert read_back(importer, exporter.export(job)) == without_losses(full_document())
    public = replace(job, internal=False)
    assert [translator("en")(each) for each in exporter.losses(public)] == [
        "not in this file, Notes: votes", "not in this file, steps: Detail", "not in this file: 1 private note"]


@pytest.mark.slow
def test_an_example_comes_back_after_libreoffice_saved_it(tmp_path: Path) -> None:
    document = load(APA).document
    for exporter, importer in ((XLSX, XLSX_TABLES), (ODS, ODS_TABLES))[:2 if IS_DEEP else 1]:
        file = tmp_path / f"apa.{exporter.name}"
        file.write_bytes(exporter.export(job_of(document)))
        again = convert(file, exporter.name)
        assert again != file.read_bytes()
        assert told(importer, again) == []
        assert read_back(importer, again) == without_losses(document)


@pytest.mark.parametrize(("exporter", "importer"), [(XLSX, XLSX_TABLES), (ODS, ODS_TABLES)], ids=["xlsx", "ods"])
def test_a_file_is_read_once_for_what_it_makes_and_what_that_lacks(monkeypatch: pytest.MonkeyPatch, exporter: Any,
                                                                   importer: Any) -> None:
    opened: list[bytes] = []

    def open_counted(content: bytes) -> ZipFile:
        opened.append(content)
        return open_archive(content)

    monkeypatch.setattr(sheet_files, "open_archive", open_counted)
    contents = [exporter.export(job_of(document)) for document in (full_document(), load(EXAMPLES[0]).document)]
    for content in contents:
        read_back(importer, content)
        told(importer, content)
    assert opened == contents
