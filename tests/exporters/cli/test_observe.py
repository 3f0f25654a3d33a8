"""`visavis observe`: a log of real cases against the drawing of the APA, planned and observed."""

from __future__ import annotations

import csv
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.json_schema import Draft202012Validator
from visavis.blueprint.model import Basis, BlueprintDocument, State
from visavis.blueprint.storage import load
from visavis.exporters.cli import main
from visavis.exporters.event_logs.log_map import read_log_map

APA = Path(__file__).parents[3] / "examples" / "apa-a-domicile.blueprint.json"
START = datetime(2025, 1, 6, 9)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    told = capsys.readouterr()
    return status, told.out.replace("\u00a0", " ").replace("\u202f", " "), told.err


def write_log(path: Path, document: BlueprintDocument, cases: int, heading: str = "Dossier") -> Path:
    """Write what so many cases did, each along its own way through the drawing; waits and decisions leave no event."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow([heading, "Étape", "Début", "Date de fin"])
        for case in range(cases):
            now, step = START + timedelta(hours=case), document.step_by_id["c1"]
            for _ in range(30):
                if step.kind.value in {"action", "start", "outcome"}:
                    table.writerow([f"D{case}", step.title, f"{now:%d/%m/%Y %H:%M}",
                                    f"{now + timedelta(minutes=chance.randint(5, 60)):%d/%m/%Y %H:%M}"])
                now += timedelta(days=chance.expovariate(0.3))
                ways = document.flows_from.get(step.id, ())
                if not ways:
                    break
                step = document.step_by_id[chance.choice(ways).target]
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write_log(tmp_path / "log.csv", load(APA).document, 40)


def test_planned_and_observed_stand_side_by_side_for_both_sides(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "observe", str(APA), str(log), "--lang", "fr")
    assert (status, err) == (0, "")
    assert out.startswith("40 dossiers, ")
    assert "entièrement comme dessiné : 40 (100 %)" in out
    assert "\nUsager\n" in out
    assert "\nAgent\n" in out
    # A step without an event has the wait that passes around it.
    silent = out.split("Attend sans nouvelles (c9)")[1].split("\n    ")[1:3]
    assert silent[0].strip() == "ne laisse pas d’événement"
    assert silent[1].strip().startswith("attente : prévu 30 j, observé ")
    assert "Pas comme dessiné" not in out


@pytest.mark.slow
def test_the_blueprint_that_is_written_has_the_measured_numbers(log: Path, tmp_path: Path,
                                                                capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "observed.blueprint.json"
    assert run(capsys, "observe", str(APA), str(log), "-o", str(target))[0] == 0
    made, drawn = load(target).document, load(APA).document
    assert (made.head.state, made.head.id != drawn.head.id) == (State.OBSERVED, True)
    assert [step.id for step in made.steps] == [step.id for step in drawn.steps]
    assert made.step_by_id["c2"].basis is Basis.MEASURED
    assert made.step_by_id["c2"].work != drawn.step_by_id["c2"].work
    # Written once; a second time only where that is insisted on.
    status, _, err = run(capsys, "observe", str(APA), str(log), "-o", str(target))
    assert (status, "--force" in err) == (2, True)
    assert run(capsys, "compare", str(APA), str(target))[0] == 0


def test_the_drawing_shows_planned_against_observed(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "observed.svg"
    assert run(capsys, "observe", str(APA), str(log), "--picture", str(picture))[0] == 0
    assert picture.read_text("utf-8").count("→") > 20
    status, _, err = run(capsys, "observe", str(APA), str(log), "--picture", str(tmp_path / "a.gif"), "--lang", "en")
    assert (status, "svg, png and pdf" in err) == (2, True)


def test_the_json_keeps_to_its_published_schema(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, schema, _ = run(capsys, "schema", "observed")
    _, out, _ = run(capsys, "observe", str(APA), str(log), "--format", "json")
    found = json.loads(out)
    Draft202012Validator(json.loads(schema)).validate(found)
    assert json.loads(schema)["$id"] == "urn:visavis:schema:observed:1"
    assert next(iter(found)) == "format"
    assert sum(found["outcomes"].values()) == found["cases"] == 40


def test_a_map_names_what_is_called_otherwise(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = log.read_text("utf-8").replace("Appelle le standard", "Appel entrant \"n° 1\"").replace("Dossier;", "Qui;", 1)
    log.write_text(text, "utf-8")
    mapping, written = tmp_path / "map.toml", tmp_path / "open.toml"
    assert "no column is the case" in run(capsys, "observe", str(APA), str(log), "--lang", "en")[2]
    status, out, _ = run(capsys, "observe", str(APA), str(log), "--case", "Qui", "--write-map", str(written), "--lang", "en")
    assert status == 0
    assert "Activities that no step is known for" in out
    # What is written is read again, and takes nothing for a step that nobody confirmed.
    assert 'Appel entrant "n° 1"' not in read_log_map(written).steps
    assert '# "Appel entrant \\"n° 1\\"" = ' in written.read_text("utf-8")
    mapping.write_text('[columns]\ncase = "Qui"\n[steps]\n\'Appel entrant "n° 1"\' = "Appelle le standard"\n', "utf-8")
    status, out, _ = run(capsys, "observe", str(APA), str(log), "--map", str(mapping), "--lang", "en")
    assert status == 0
    assert "Activities that no step is known for" not in out
    mapping.write_text('[steps]\n"Appel" = "c99"\n', "utf-8")
    status, _, err = run(capsys, "observe", str(APA), str(log), "--case", "Qui", "--map", str(mapping), "--lang", "en")
    assert (status, err.count("\n")) == (2, 1)
    assert "'c99'" in err


def test_a_log_of_something_else_is_told_and_invents_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.csv"
    other.write_text("case,activity,timestamp\n1,=HYPERLINK(1),2025-01-06\n1,,\n1,x,demain\n", "utf-8")
    status, out, err = run(capsys, "observe", str(APA), str(other), "--lang", "en")
    assert status == 0
    assert "2 lines are no events and were left out, the first is line 3" in err
    assert "no activity of this log is known as a step" in err
    assert out.startswith("0 cases, 1 events")
