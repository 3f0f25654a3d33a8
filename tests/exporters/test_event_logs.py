"""Logs of real cases as files: tables and XES, as the offices' programs write them."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from visavis.blueprint.analysis.observed.log_events import LogEvent
from visavis.blueprint.model import BlueprintError
from visavis.exporters.event_logs.log_moments import read_moment
from visavis.exporters.event_logs.read_log import open_log

MIDNIGHT = 1_736_121_600.0  # 6 January 2025, UTC


def read(path: Path, content: bytes, said: Mapping[str, str] | None = None) -> tuple[list[LogEvent], list[int]]:
    path.write_bytes(content)
    skipped: list[int] = []
    with open_log(path, said or {}, skipped) as events:
        return list(events), skipped


@pytest.mark.parametrize(("text", "seconds", "offset"), [
    ("2025-01-06T00:00:00Z", 0, 0), ("2025-01-06 01:00:00+01:00", 0, 3600), ("2025-01-06T00:00:00.000+00:00", 0, 0),
    ("06/01/2025", 0, 0), ("6.1.2025 1:30", 5400, 0), ("06/01/2025 à 01h30", 5400, 0), ("1736121600", 0, 0),
    ("1736121600000", 0, 0), ("20250106", 0, 0),
])
def test_moments_are_read_as_people_and_programs_write_them(text: str, seconds: float, offset: float) -> None:
    assert read_moment(text) == (MIDNIGHT + seconds, offset)


@pytest.mark.parametrize("text", ["", "demain", "32/01/2025", "2025-13-01", "12", "=1+1"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_in_the_encodings_and_separators_of_spreadsheets(tmp_path: Path, encoding: str,
                                                                        separator: str) -> None:
    rows = [["N° de dossier", "Étape", "Début", "Fin"], ["D1", "Reçoit à l’accueil", "06/01/2025 00:00", "06/01/2025 00:30"]]
    rows[0][0] = "Numéro de dossier"
    events, skipped = read(tmp_path / "log.csv", "\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert events == [LogEvent("D1", "Reçoit à l’accueil", MIDNIGHT + 1800, MIDNIGHT)]
    assert skipped == []


def test_columns_may_be_named_and_rows_that_are_no_events_are_told(tmp_path: Path) -> None:
    table = b'qui,quoi,quand\n1,"a ""b""\nc",2025-01-06\n1,,2025-01-06\n2,x,demain\n\n3,y,2025-01-06\n'
    events, skipped = read(tmp_path / "log.csv", table, {"case": "Qui", "activity": "QUOI", "ended": "quand"})
    assert [(event.case, event.activity) for event in events] == [("1", 'a "b"\nc'), ("3", "y")]
    assert skipped == [4, 5]


def test_a_table_without_a_column_that_is_needed_lists_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(BlueprintError, match=r"log.csv: no column is the case; the columns are “qui”, “activity” and “date”; "
                                             r"say which by --case NAME"):
        read(tmp_path / "log.csv", b"qui,activity,date\n")


XES = b"""<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="D1"/>
<event><string key="concept:name" value="Asks"/><string key="lifecycle:transition" value="start"/>
<date key="time:timestamp" value="2025-01-06T01:00:00.000+01:00"/></event>
<event><string key="concept:name" value="Asks"/><string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="2025-01-06T01:30:00.000+01:00"/></event>
<event><string key="concept:name" value="Asks"/><string key="lifecycle:transition" value="schedule"/>
<date key="time:timestamp" value="2025-01-06T01:30:00.000+01:00"/></event>
<event><string key="concept:name" value="Lost"/></event></trace></log>"""


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_xes_is_read_zipped_or_not(tmp_path: Path, name: str) -> None:
    events, skipped = read(tmp_path / name, gzip.compress(XES, mtime=0) if name.endswith("gz") else XES)
    assert events == [LogEvent("D1", "Asks", MIDNIGHT, None, 3600.0, is_beginning=True),
                      LogEvent("D1", "Asks", MIDNIGHT + 1800, None, 3600.0)]
    assert len(skipped) == 1


@pytest.mark.parametrize(("name", "content"), [
    ("cut.xes", XES[:300]), ("bomb.xes", b'<!DOCTYPE log [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><log>&b;</log>'),
    ("page.xes", b"<html><body/></html>"), ("cut.xes.gz", gzip.compress(XES, mtime=0)[:80]), ("empty.csv", b""),
    ("bytes.csv", bytes(range(128, 256)) * 20),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_no_log_is_refused_in_a_line_that_names_the_file(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(BlueprintError) as refused:
        read(tmp_path / name, content)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
