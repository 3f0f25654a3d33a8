"""`--brand` and `visavis brand`: a kit by file, folder or name; what is wrong is one line and status 2."""

from __future__ import annotations

from pathlib import Path

import pytest

import visavis
from tests.drawing.brand.kits import EXAMPLE, whole_kit, write_kit
from visavis.blueprint.registry import import_kit
from visavis.exporters.cli import main

ROOT = Path(__file__).parents[3]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")
    monkeypatch.setenv("VISAVIS_BRANDS", str(tmp_path / "mine"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    status = main([*map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out.splitlines(), captured.err.splitlines()


def test_a_kit_is_named_by_file_folder_or_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    name = import_kit(EXAMPLE)
    made = []
    ways: tuple[str | Path, ...] = (EXAMPLE, EXAMPLE / "brand.toml", name)
    for number, named in enumerate(ways):
        out = tmp_path / f"{number}.svg"
        assert run(capsys, "export", SHOESHINE, "-o", out, "--brand", named) == (0, [], [])
        made.append(out.read_bytes())
    assert made[0] == made[1] == made[2]
    assert b'data-id="logo"' in made[0]
    plain = tmp_path / "plain.svg"
    assert run(capsys, "export", SHOESHINE, "-o", plain) == (0, [], [])
    assert b'data-id="logo"' not in plain.read_bytes()
    document = visavis.load(SHOESHINE)
    assert visavis.export(document, "svg", brand=EXAMPLE, language="en", path=SHOESHINE) == made[0]
    visavis.save_export(document, "svg", tmp_path / "api.svg", brand=EXAMPLE)
    assert b'data-id="logo"' in (tmp_path / "api.svg").read_bytes()


def test_several_formats_take_the_kit(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, errors = run(capsys, "export", SHOESHINE, "--formats", "svg,infographic", "-o", tmp_path / "out", "--brand", EXAMPLE)
    assert (status, errors) == (0, [])


def test_colours_that_change_are_told_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kit = whole_kit(tmp_path / "kit")
    status, _, errors = run(capsys, "export", SHOESHINE, "-o", tmp_path / "a.svg", "--brand", kit)
    assert status == 0
    assert [line.partition("brand.toml: ")[2] for line in errors] == [
        "Citizen’s side #E87722: contrast 2.7:1, where words need 4.5:1; the nearest that passes, #B35400, is used",
        "Agents’ side #009A9A: too near to the other side for some readers; #006E6E is used"]


def test_the_kits_are_listed_and_one_is_told_of(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "brand") == (0, [], [])
    name = import_kit(EXAMPLE)
    status, lines, _ = run(capsys, "brand")
    assert (status, [line.split("\t")[0] for line in lines]) == (0, [name])
    status, lines, errors = run(capsys, "brand", name)
    assert (status, errors) == (0, [])
    assert lines[:4] == ["Ville de Saint-Exemple", "telephone: 01 23 45 67 89", "logo: logo.svg",
                         "Bars of phases: #0B5D57 (contrast 7.7:1)"]
    status, lines, _ = run(capsys, "brand", whole_kit(tmp_path / "kit"), "--lang", "fr")
    assert any(line.startswith("Côté usager #E87722\u00a0: contraste de 2,7:1") for line in lines)


@pytest.mark.parametrize("command", [("brand",), ("export", SHOESHINE, "-o", "x.svg", "--brand")])
def test_a_kit_with_a_mistake_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]) -> None:
    kit = write_kit(tmp_path / "kit", 'nmae = "V"')
    status, lines, errors = run(capsys, *command, kit)
    assert (status, lines) == (2, [])
    assert errors == [f"visavis: {kit}: 'nmae' is not a setting; did you mean 'name'? There are name, phone, logo, colours and fonts"]
    status, _, errors = run(capsys, *command, "nowhere")
    assert (status, errors) == (2, ["visavis: nowhere: there is no brand kit"])
