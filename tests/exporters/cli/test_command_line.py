"""The command line as its users meet it: statuses, one clear line, JSON on standard output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import json_schema
from tests.profiles import mostly_deep
from visavis.exporters.cli import main
from visavis.exporters.cli.usage import SCHEMAS
from visavis.templates.catalogue import TEMPLATES

ROOT = Path(__file__).parents[3]
APA = ROOT / "examples" / "apa-a-domicile.blueprint.json"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "--help"), ("export", "--help")])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    code = ("import sys; from visavis.exporters.cli import main\n"
            "try: main(sys.argv[1:])\nexcept SystemExit as stop: assert not stop.code\n"
            "heavy = {'PySide6', 'reportlab', 'pikepdf', 'numpy', 'networkx', 'pydantic', 'wasmtime', 'graphviz'}\n"
            "sys.exit(' '.join(heavy & set(sys.modules)) or 0)")
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_measuring_imports_neither_qt_nor_reportlab() -> None:
    code = ("import sys; from visavis.exporters.cli import main; main(sys.argv[1:])\n"
            "sys.exit(' '.join({'PySide6', 'reportlab'} & set(sys.modules)) or 0)")
    done = subprocess.run([sys.executable, "-c", code, "measure", str(APA)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("content", "told"), [
    (b"", "the file is empty"),
    (b'{"graph": {', "the file ends too early"),
    (b"[]", "does not begin with"),
    (b'{"graph": {"format": "visavis/9", "id": "x"}, "nodes": [], "edges": []}', "newer than this program"),
    (b'{"graph": {"format": "visavis/1", "id": "x"}, "nodes": 3, "edges": []}', "'nodes' is missing or is not a list"),
    (b'{"graph": {"format": "visavis/1", "id": "x"}, "nodes": [{"id": "a", "lane": "l", "phase": "p"}], "edges": []}',
     "step a: lane 'l' does not exist"),
])
@pytest.mark.parametrize("command", [("check",), ("measure",), ("export", "-t", "spec", "-o", "-")])
def test_bad_input_is_one_line_and_status_two(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes,
                                              told: str, command: tuple[str, ...]) -> None:
    file = tmp_path / "x.blueprint.json"
    file.write_bytes(content)
    status, out, err = run(capsys, command[0], str(file), *command[1:])
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1
    assert told in err
    assert str(file) in err
    assert file.read_bytes() == content


def test_a_missing_file_and_a_folder_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "check", str(tmp_path / "none"))[::2] == (2, f"visavis: {tmp_path / 'none'}: there is no such file\n")
    status, _, err = run(capsys, "check", str(tmp_path))
    assert status == 2
    assert "folder" in err


@pytest.mark.parametrize("arguments", [
    ("chekc", "x"), ("check",), ("check", "x", "--format", "xml"), ("export", str(APA), "-t", "poster"),
    ("export", str(APA), "-t", "postre", "-o", "x"), ("export", str(APA), "-t", "poster", "-o", "x", "--papier", "A3"),
    ("export", str(APA), "-t", "poster", "-o", "x", "--paper", "A9"), ("new", "nope", "-o", "x"), ("measure", str(APA), "--runs", "0"),
    ("check", str(APA), "--frobnicate"),
])
def test_a_slip_in_usage_is_one_line_and_status_two(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1), err
    assert list(tmp_path.iterdir()) == []


def test_check_fails_at_the_level_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", str(APA))[0] == 0
    assert run(capsys, "check", str(APA), "--fail-on", "low")[0] == 1
    shoeshine = ROOT / "examples" / "corner-shoeshine.blueprint.json"
    assert run(capsys, "check", str(shoeshine), "--fail-on", "critical")[0] == 0


@pytest.mark.parametrize(("command", "schema"), [("check", "findings"), ("measure", "measures")])
def test_json_validates_against_the_published_schema(capsys: pytest.CaptureFixture[str], examples: list[Path],
                                                     command: str, schema: str) -> None:
    published = json.loads(run(capsys, "schema", schema)[1])
    json_schema.Draft202012Validator.check_schema(published)
    for example in examples:
        status, out, _ = run(capsys, command, str(example), "--format", "json")
        assert status == 0
        json_schema.validate(json.loads(out), published)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_found_by_its_urn_as_by_its_name(capsys: pytest.CaptureFixture[str], name: str) -> None:
    published = json.loads(run(capsys, "schema", name)[1])
    json_schema.Draft202012Validator.check_schema(published)
    status, out, _ = run(capsys, "schema", published["$id"])
    assert (status, json.loads(out)) == (0, published)


@pytest.mark.parametrize("urn", ["urn:visavis:schema:spec:3", "urn:visavis:schema:spec", "urn:visavis:payload:x:a/f/b", "urn:x:spec:2"])
def test_a_urn_of_another_version_or_of_no_schema_is_refused(capsys: pytest.CaptureFixture[str], urn: str) -> None:
    status, _, told = run(capsys, "schema", urn)
    assert status == 2
    assert urn in told
    assert told.count("\n") == 1


def test_every_file_validates_against_the_document_schema(capsys: pytest.CaptureFixture[str],
                                                          examples: list[Path]) -> None:
    published = json.loads(run(capsys, "schema", "document")[1])
    json_schema.Draft202012Validator.check_schema(published)
    for example in examples:
        json_schema.validate(json.loads(example.read_text(encoding="utf-8")), published)
    with pytest.raises(json_schema.ValidationError):
        json_schema.validate({"graph": {"format": "visavis/1", "id": "x"}, "nodes": [{"id": 3}], "edges": []}, published)


def test_measure_one_persona(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(APA.read_text(encoding="utf-8"))
    persona = document["graph"]["personas"][0]["id"]
    _, out, _ = run(capsys, "measure", str(APA), "--persona", persona, "--format", "json")
    assert [journey["persona"] for journey in json.loads(out)["journeys"]] == [persona]
    status, _, err = run(capsys, "measure", str(APA), "--persona", persona + "x")
    assert status == 2
    assert f"did you mean '{persona}'?" in err


def test_every_template_makes_a_blueprint_that_checks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    listed, ids = run(capsys, "templates", "--lang", "en")[1], set()
    starts = {line.index(template.title["en"]) for template in TEMPLATES
              for line in listed.splitlines() if line.startswith(f"{template.name} ")}
    assert len(starts) == 1
    for name in ("blank", "counter", "online", "visit", "social-aid-redesigned"):
        assert name in listed
        for language in ("fr", "en"):
            file = tmp_path / f"{name}-{language}.blueprint.json"
            assert run(capsys, "new", name, "-o", str(file), "--lang", language) == (0, "", "")
            graph = json.loads(file.read_text(encoding="utf-8"))["graph"]
            assert graph["language"] == language
            ids.add(graph["id"])
            assert run(capsys, "check", str(file))[0] == 0
            again = run(capsys, "new", name, "-o", str(file))
            assert again[0] == 2
            assert "exists already" in again[2]
    run(capsys, "new", "blank", "-o", str(tmp_path / "again"), "--lang", "fr")
    ids.add(json.loads((tmp_path / "again").read_text(encoding="utf-8"))["graph"]["id"])
    assert len(ids) == 11


@pytest.mark.parametrize("language", mostly_deep(["fr", "en"]))
def test_every_format_exports_in_both_languages(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                language: str) -> None:
    listed = run(capsys, "formats")[1]
    for name, magic in (("poster", b"%PDF-"), ("infographic", b"%PDF-"), ("spec", b"{"), ("svg", b"<"), ("png", b"\x89PNG"),
                        ("dot", b"digraph")):
        assert name in listed
        out = tmp_path / name
        status, told, errors = run(capsys, "export", str(APA), "-t", name, "-o", str(out), "--lang", language)
        assert (status, told) == (0, "")
        assert all(": not in this file" in line for line in errors.splitlines())
        assert magic in out.read_bytes()[:200]


def test_a_bug_is_told_in_one_line_and_reported_in_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.exporters.cli import commands

    def broken(_: object) -> int:
        raise ZeroDivisionError("surprise")

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(commands, "COMMANDS", {**commands.COMMANDS, "check": broken})
    status, _, err = run(capsys, "check", str(APA))
    assert status == 2
    assert err.count("\n") == 1
    assert "Traceback" not in err
    report = next(tmp_path.glob("visavis-report-*.txt"))
    assert str(report) in err
    assert "surprise" in report.read_text(encoding="utf-8")


def test_messages_follow_the_locale() -> None:
    environment = {**os.environ, "VISAVIS_LANGUAGE": "", "LC_ALL": "fr_FR.UTF-8"}
    done = subprocess.run([sys.executable, "-m", "visavis.exporters.cli", "check", "rien"], capture_output=True, text=True,
                          env=environment, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert "ce fichier n’existe pas" in done.stderr


def test_several_files_are_checked_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    small = ROOT / "examples" / "corner-shoeshine.blueprint.json"
    status, out, _ = run(capsys, "check", str(small), str(APA), "--lang", "en", "--fail-on", "critical")
    assert out.startswith(f"{small}\n")
    assert f"\n{APA}\n" in out
    each = [run(capsys, "check", str(file), "--lang", "en", "--fail-on", "critical") for file in (small, APA)]
    assert status == max(one[0] for one in each)
    assert out == f"{small}\n\n{each[0][1]}\n{APA}\n\n{each[1][1]}"
    told = json.loads(run(capsys, "check", str(small), str(APA), "--format", "json")[1])
    assert told == [json.loads(run(capsys, "check", str(file), "--format", "json")[1]) for file in (small, APA)]
    assert len(json.loads(run(capsys, "check", str(small), str(APA), "--format", "sarif")[1])["runs"]) == 2


def test_a_closed_standard_input_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")
    assert run(capsys, "check", "-") == (2, "", "visavis: -: nothing can be read: the standard input is closed\n")
