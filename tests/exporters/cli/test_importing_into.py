"""`visavis import FILE --into BLUEPRINT`: tables, models, lists, notes and logs go into a blueprint that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exporters.cli.test_importing import run
from visavis.blueprint.model import BlueprintDocument, State
from visavis.blueprint.registry import ExportJob, assess, find_losses, plugins, update_document
from visavis.blueprint.storage import load

APA = Path(__file__).parents[3] / "examples" / "apa-a-domicile.blueprint.json"
LOG = "case id;activity;timestamp\n1;Apprend que l’APA existe;2026-01-05 09:00\n1;Archive;2026-01-05 11:00\n;;\nx;y;z\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


def into(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> tuple[BlueprintDocument, str]:
    out = path.with_name("made.blueprint.json")
    status, _, told = run(capsys, "import", path, "--into", APA, "-o", out, "--force", *options)
    assert status == 0, told
    return load(out).document, told


def exported(form: str, document: BlueprintDocument, path: Path) -> Path:
    exporter = plugins().exporters[form]
    options = {option.name: option.initial for option in exporter.options}
    path.write_bytes(exporter.export(ExportJob(document, assess(document), "fr", options=options, internal=True)))
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_an_edited_export_changes_what_it_tells_of(capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str) -> None:
    before = load(APA).document
    edited = before.steps[1].model_copy(update={"title": "Découvre l’APA"})
    path = exported(form, before.replace(steps=(before.steps[0], edited, *before.steps[2:])), tmp_path / f"apa.{form}")
    made, _ = into(capsys, path.rename(path.with_suffix(".zip")) if form == "csv" else path)
    assert made.step_by_id[edited.id].title == "Découvre l’APA"
    assert made.head.id == before.head.id
    assert [step for step in made.steps if step.id != edited.id] == [step for step in before.steps if step.id != edited.id]


def test_rows_that_are_gone_are_told_and_deleted_only_where_that_is_asked(
        capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = load(APA).document
    gone = before.steps[-1]
    less = before.replace(steps=before.steps[:-1], flows=tuple(
        flow for flow in before.flows if gone.id not in (flow.source, flow.target)))
    path = exported("xlsx", less, tmp_path / "apa.xlsx")
    made, told = into(capsys, path)
    assert gone.id in made.step_by_id
    assert "missing" in told
    made, _ = into(capsys, path, "--missing", "delete")
    assert gone.id not in made.step_by_id


def test_tables_of_another_blueprint_are_added(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = load(APA).document
    other = load(APA.with_name("home-care-allowance.blueprint.json")).document
    made, _ = into(capsys, exported("xlsx", other, tmp_path / "other.xlsx"))
    assert made.steps[:len(before.steps)] == before.steps
    assert len(made.steps) == len(before.steps) + len(other.steps)


def test_an_export_to_bpmn_comes_back_into_its_own_blueprint(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = load(APA).document
    edited = before.replace(steps=before.steps[:-1], flows=tuple(
        flow for flow in before.flows if before.steps[-1].id not in (flow.source, flow.target)))
    assert into(capsys, exported("bpmn", edited, tmp_path / "apa.bpmn"))[0] == edited


@pytest.mark.parametrize(("options", "phase"), [((), "Parcours"), (("--language", "en"), "Journey")])
def test_what_is_written_beside_a_model_is_in_the_blueprint_s_language(
        capsys: pytest.CaptureFixture[str], tmp_path: Path, options: tuple[str, ...], phase: str) -> None:
    path = tmp_path / "model.bpmn"
    path.write_text('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
                    '<task id="a" name="Sort"/></process></definitions>', encoding="utf-8")
    assert into(capsys, path, *options)[0].head.phases[-1].name == phase


def test_a_list_goes_after_what_is_there_in_its_lanes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "suite.txt"
    path.write_text("Rappelle\n> Répond\n", encoding="utf-8")
    before, (made, _) = load(APA).document, into(capsys, path)
    first, second = made.steps[len(before.steps):]
    assert (first.phase, first.column) == (before.head.phases[-1].id, before.columns_of_phase[before.head.phases[-1].id])
    assert made.lane_of(second).kind.value == "frontstage"
    assert made.head.lanes == before.head.lanes


def test_a_log_gives_measured_numbers_and_says_what_it_does_not_know(
        capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(LOG, encoding="utf-8")
    made, told = into(capsys, path, "-t", "event-log")
    assert made.head.state is State.OBSERVED
    assert "“Archive”: no step is known for it (1 event left out)" in told
    assert "line 5 is no event" in told
    status, _, told = run(capsys, "import", path, "-t", "event-log", "-o", tmp_path / "x.blueprint.json")
    assert (status, "--into" in told) == (2, True)


def test_a_log_of_which_nothing_is_known_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("case id;activity;timestamp\n1;A;2026-01-05 09:00\n", encoding="utf-8")
    status, _, told = run(capsys, "import", path, "-t", "event-log", "--into", APA, "-o", tmp_path / "x.blueprint.json")
    assert (status, "no activity of this log" in told) == (2, True)


@pytest.mark.parametrize("content", [b"", b"\x1f\x8bzz", b"<log>", b"\xff\xfe", b"a;b\n1;2\n"])
def test_what_is_no_log_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    status, _, told = run(capsys, "import", path, "-t", "event-log", "--into", APA, "-o", tmp_path / "x.blueprint.json")
    assert status == 2
    assert len(told.splitlines()) == 1


def test_what_is_told_of_a_new_blueprint_and_of_an_open_one_is_of_the_same_kind() -> None:
    """A format tells its losses by one path, whether its file becomes a blueprint or goes into one."""
    content = b"Sticky note,Likes\nLong,3\n"
    postits = plugins().importers["postits"]
    document = load(APA).document
    assert set(map(str, update_document(postits, content, {}, document).told)) == set(
        map(str, find_losses(postits, content, {})))
