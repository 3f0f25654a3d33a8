"""`visavis import`: a file of another format becomes a new blueprint, or one line says why not."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from visavis.blueprint.storage import load
from visavis.exporters.cli import main

LIST = "# Avant\nSe renseigne\n> Répond ~~nulle part\n# Pendant\nDépose le dossier (5 min)\n>> Vérifie\n"
TABLE = "Étape;Qui;Durée\nDépose;Usager;5\nVérifie;Instructrice;10\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    path = tmp_path / "ma_liste.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(list(map(str, arguments)))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_list_becomes_a_blueprint_called_as_its_file(capsys: pytest.CaptureFixture[str], listing: Path,
                                                       tmp_path: Path) -> None:
    out = tmp_path / "made.blueprint.json"
    assert run(capsys, "import", listing, "-o", out)[:2] == (0, "")
    document = load(out).document
    assert document.head.title == "ma liste"
    assert [phase.name for phase in document.head.phases] == ["Avant", "Pendant"]
    assert [document.lane_by_id[step.lane].kind.value for step in document.steps] == [
        "citizen", "frontstage", "citizen", "backstage"]
    assert listing.read_text(encoding="utf-8") == LIST


def test_options_are_those_that_formats_lists(capsys: pytest.CaptureFixture[str], listing: Path, tmp_path: Path) -> None:
    told = run(capsys, "formats")[1]
    told = told.partition("\nTo import:\n")[2]
    assert "listing       List or table of steps (text) .txt .tsv .md\n" in told
    assert "bpmn          BPMN 2.0 model .bpmn .bpmn2 .bpmn20.xml .xml\n" in told
    assert "  --unit no|min|h|d|working-days|text (no): Times without a unit are in\n" in told
    out = tmp_path / "made.blueprint.json"
    assert run(capsys, "import", listing, "-o", out, "--title", "The aid", "--language=fr")[0] == 0
    document = load(out).document
    assert (document.head.title, document.head.language) == ("The aid", "fr")


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_the_language_is_that_of_whoever_imports(capsys: pytest.CaptureFixture[str], listing: Path, tmp_path: Path,
                                                 tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", tag)
    assert run(capsys, "import", listing, "-o", tmp_path / "made.blueprint.json")[0] == 0
    assert load(tmp_path / "made.blueprint.json").document.head.language == tag


def test_what_a_table_leaves_open_is_refused_until_an_option_says_it(capsys: pytest.CaptureFixture[str],
                                                                     tmp_path: Path) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "made.blueprint.json"
    table.write_text(TABLE, encoding="cp1252")
    status, _, err = run(capsys, "import", table, "-o", out)
    assert (status, err.count("\n"), "--unit" in err, out.exists()) == (2, 1, True, False)
    status, _, err = run(capsys, "import", table, "-o", out, "--unit", "min")
    assert (status, "Instructrice" in err, "--lanes" in err, out.exists()) == (2, True, True, False)
    assert run(capsys, "import", table, "-o", out, "--unit", "min", "--lanes", "backstage") == (0, "", "")
    document = load(out).document
    (lane,) = [lane for lane in document.head.lanes if lane.name == "Instructrice"]
    assert lane.kind.value == "backstage"
    assert [step.work for step in document.steps] != [None, None]


def test_what_was_not_understood_is_told_with_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Étape;Durée\nDépose;longtemps\n", encoding="utf-8")
    status, out, err = run(capsys, "import", table, "-o", "-")
    assert (status, out[:1]) == (0, "{")
    assert err.startswith(f"visavis: {table}: line 2, “longtemps”: ")


REFUSALS = [
    (("nowhere.txt", "-o", "-"), "nowhere.txt: "),
    (("list.txt", "-o", "list.txt", "--force"), "list.txt: this is the file that is read"),
    (("list.txt", "-o", "there.blueprint.json"), "there.blueprint.json: this file exists already"),
    (("list.xyz", "-o", "-"), "list.xyz: no format has this suffix; name the format with -t: "),
    (("there.blueprint.json", "-o", "-"), "there.blueprint.json: this is a blueprint already"),
    (("-", "-o", "-"), "name the format of standard input with -t"),
    (("list.txt", "-t", "listin", "-o", "-"), "import format 'listin' does not exist; did you mean 'listing'?"),
    (("list.txt", "-o", "-", "--unot", "min"), "unknown option --unot for listing; did you mean --unit?"),
    (("list.txt", "-o", "-", "--unit", "hours"), "--unit: 'hours' is not possible"),
    (("list.txt", "-o", "-", "--unit"), "--unit needs a value"),
    (("list.txt",), "the following arguments are required: -o/--output"),
    (("empty.txt", "-o", "-"), "empty.txt: there is no step in this text"),
    (("zip.txt", "-o", "-"), "zip.txt: this file is not text"),
    ((".", "-t", "listing", "-o", "-"), ".: "),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSALS)
def test_a_refusal_is_one_line_and_nothing_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
                                                      told: str) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"list.txt": LIST.encode(), "list.xyz": b"x", "there.blueprint.json": b"{}", "empty.txt": b"\n",
             "zip.txt": b"PK\0\0"}
    for name, content in files.items():
        Path(name).write_bytes(content)
    status, out, err = run(capsys, "import", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"visavis: {told}"), err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_the_standard_input_is_read_and_force_replaces(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "made.blueprint.json"
    out.write_text("{}")

    class Stream:
        buffer = io.BytesIO("Vient\nParle\n".encode("utf-16"))

    monkeypatch.setattr(sys, "stdin", Stream())
    assert run(capsys, "import", "-", "-t", "listing", "-o", out, "--force") == (0, "", "")
    assert [step.title for step in load(out).document.steps] == ["Vient", "Parle"]


def test_the_help_speaks_french(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "fr")
    assert "crée un blueprint à partir d’un fichier d’un autre format" in " ".join(run(capsys, "--help")[1].split())
    assert "le blueprint à écrire" in " ".join(run(capsys, "import", "--help")[1].split())
