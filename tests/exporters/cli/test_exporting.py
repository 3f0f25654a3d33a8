"""`visavis export`: a part of a blueprint, and several formats at once into a folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from visavis.blueprint.registry import plugins
from visavis.exporters.cli import main

ROOT = Path(__file__).parents[3]
APA = ROOT / "examples" / "apa-a-domicile.blueprint.json"
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
REDESIGN = ROOT / "examples" / "apa-a-domicile-cible.blueprint.json"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    status = main(["export", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


@pytest.mark.slow
def test_all_formats_go_into_a_folder_under_names_that_say_what_they_are(capsys: pytest.CaptureFixture[str],
                                                                         tmp_path: Path) -> None:
    folder = tmp_path / "new" / "exports"
    status, lines, errors = run(capsys, SHOESHINE, "--all", "-o", folder)
    names = {path.name for path in folder.iterdir()}
    # Nothing failed: all that is told there is what some files do not hold.
    assert status == 0
    assert all(any(f"{folder / name}: " in line for name in names) for line in errors)
    assert names >= {"corner-shoeshine_poster_A3_en.pdf", "corner-shoeshine_infographic_A4_en.pdf",
                     "corner-shoeshine_svg_en.svg", "corner-shoeshine_svg_en.md", "corner-shoeshine_png_en.png",
                     "corner-shoeshine_spec_en.spec.json", "corner-shoeshine_dot_en.dot",
                     "corner-shoeshine_graphml_en.graphml", "corner-shoeshine_page_en.html",
                     "corner-shoeshine_markdown_en.md", "corner-shoeshine_docx_en.docx", "corner-shoeshine_odt_en.odt",
                     "corner-shoeshine_minutes_en.docx", "corner-shoeshine_xlsx_en.xlsx", "corner-shoeshine_ods_en.ods",
                     "corner-shoeshine_csv_steps_en.csv"}
    # Each file is told of on the line of its format; beside a picture stand its words.
    told = {Path(line.partition(": ")[2]).name for line in lines if "left out" not in line}
    pictures = {Path(name).stem for name in told if name.endswith((".svg", ".png"))}
    assert names == told | {f"{picture}.md" for picture in pictures}
    assert all(name.startswith(f"corner-shoeshine_{line.partition(':')[0]}_") for name, line in (
        (Path(line.partition(": ")[2]).name, line) for line in lines if "left out" not in line))
    # One line for each format; what a blueprint has no page of is said, and is no failure.
    assert [line.partition(":")[0] for line in lines] == list(plugins().exporters)
    assert any(line.startswith("before-after: left out") for line in lines)
    assert f"poster: {folder / 'corner-shoeshine_poster_A3_en.pdf'}" in lines


def test_formats_are_chosen_and_options_go_to_those_that_take_them(capsys: pytest.CaptureFixture[str],
                                                                   tmp_path: Path) -> None:
    status, lines, _ = run(capsys, APA, "--formats", "poster, infographic", "--paper=A4", "--orientation", "portrait",
                           "--language", "fr", "-o", tmp_path)
    assert status == 0
    assert [Path(line.partition(": ")[2]).name for line in lines] == [
        "demander-l-apa-a-domicile_poster_A4_fr.pdf", "demander-l-apa-a-domicile_infographic_A4_fr.pdf"]
    assert all(Path(line.partition(": ")[2]).stat().st_size > 1000 for line in lines)
    status, lines, _ = run(capsys, APA, "--formats", "poster,infographic", "--paper", "A0", "-o", tmp_path / "wall")
    assert status == 0
    assert [line[-11:] for line in lines] == ["r_A0_fr.pdf", "c_A4_fr.pdf"], "an infographic has no A0"


def test_no_file_is_replaced_unasked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kept = tmp_path / "corner-shoeshine_svg_en.svg"
    kept.write_text("mine", encoding="utf-8")
    status, lines, errors = run(capsys, SHOESHINE, "--formats", "svg,markdown", "-o", tmp_path)
    assert status == 2
    assert kept.read_text(encoding="utf-8") == "mine"
    assert len(lines) == len(errors) == 1, "the other one is written"
    assert "exists already" in errors[0]
    assert (tmp_path / "corner-shoeshine_markdown_en.md").exists()
    assert run(capsys, SHOESHINE, "--formats", "svg,markdown", "--force", "-o", tmp_path)[0] == 0
    assert kept.read_text(encoding="utf-8") != "mine"


def test_one_that_fails_does_not_stop_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(type(plugins().exporters["svg"]), "export", lambda self, job: broken(job))
    status, lines, errors = run(capsys, SHOESHINE, "--formats", "svg,dot", "-o", tmp_path)
    assert status != 0
    assert [line.partition(":")[0] for line in lines] == ["dot"]
    assert errors


def test_a_redesign_without_its_before_is_a_failure_when_it_is_named(capsys: pytest.CaptureFixture[str],
                                                                     tmp_path: Path) -> None:
    alone = tmp_path / "alone.blueprint.json"
    shutil.copy(REDESIGN, alone)
    status, _, errors = run(capsys, alone, "--formats", "before-after", "-o", tmp_path / "out")
    assert status == 2
    assert "no as-is blueprint" in errors[0]
    status, _, errors = run(capsys, SHOESHINE, "--formats", "before-after", "-o", tmp_path / "out")
    assert status == 2


@pytest.mark.parametrize("arguments", [
    ("--all", "-t", "svg", "-o", "x"), ("--all", "-o", "-"), ("--all", "--formats", "svg", "-o", "x"),
    ("--formats", "svgg", "-o", "x"), ("--all", "--colour", "red", "-o", "x"),
    ("--formats", "infographic,before-after", "--paper", "A9", "-o", "x"), ("--all", "--paper", "-o", "x"),
])
def test_slips_are_one_line_and_write_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    status, lines, errors = run(capsys, SHOESHINE, *arguments)
    assert (status, lines, len(errors)) == (2, [], 1)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    status, _, errors = run(capsys, SHOESHINE, "--all", "-o", file)
    assert (status, len(errors)) == (2, 1)


def test_a_part_is_exported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "x.svg"
    status, _, _ = run(capsys, APA, "--phases", "constituer,Attendre", "--persona", "nguyen", "-o", out)
    assert status == 0
    text = out.read_text(encoding="utf-8")
    assert "Extrait" in text
    assert "Recherche la pièce manquante" in text
    assert "Retire le dossier papier" in text
    assert "Appelle le standard" not in text.replace("</text>", "")


def test_a_part_and_the_internal_version_are_in_the_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, _ = run(capsys, APA, "--formats", "spec,dot", "--journeys", "refused", "--internal", "-o", tmp_path)
    assert status == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "demander-l-apa-a-domicile_spec_fr_extract_internal.spec.json",
        "demander-l-apa-a-domicile_dot_fr_extract_internal.dot"}


def test_the_internal_specification_has_the_private_notes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "x.blueprint.json"
    content = json.loads(SHOESHINE.read_text(encoding="utf-8"))
    content["graph"]["notes"] = [{"id": "n", "at": None, "kind": "idea", "text": "Entre nous", "private": True}]
    file.write_text(json.dumps(content), encoding="utf-8")
    for internal in ((), ("--internal",)):
        out = tmp_path / "spec.json"
        assert run(capsys, file, "-t", "spec", *internal, "-o", out)[0] == 0
        assert ("Entre nous" in out.read_text(encoding="utf-8")) is bool(internal)
        (folder := tmp_path / f"all{len(internal)}").mkdir()
        assert run(capsys, file, "--formats", "spec", *internal, "-o", folder)[0] == 0
        assert ("Entre nous" in next(folder.iterdir()).read_text(encoding="utf-8")) is bool(internal)


def test_a_slip_in_a_choice_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, errors = run(capsys, APA, "--phases", "atendre", "-o", tmp_path / "x.svg")
    assert (status, len(errors)) == (2, 1)
    assert "did you mean 'attendre'" in errors[0]
    assert list(tmp_path.iterdir()) == []
