"""`visavis export` tells on standard error which letters no font has; the file is written all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.storage import load, save
from visavis.exporters.cli import main

APA = Path(__file__).parents[3] / "examples" / "apa-a-domicile.blueprint.json"
BIRD = "\U00013171"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    document = load(APA).document
    session = EditSession(document)
    session.do(EditStep(document.steps[0].id, title=f"Nourrir {BIRD}"))
    save(session.document, tmp_path / "a.blueprint.json")
    return tmp_path / "a.blueprint.json"


@pytest.mark.few(1)
@pytest.mark.parametrize("form", ["poster", "svg", "png"])
def test_a_letter_that_no_font_has_is_told_by_name(file: Path, form: str, capsys: pytest.CaptureFixture[str],
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")
    out = file.with_name("out")
    assert main(("export", str(file), "-t", form, "-o", str(out), "--force")) == 0
    captured = capsys.readouterr()
    assert out.stat().st_size > 1000
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith(f"visavis: {out}: no font has {BIRD} (EGYPTIAN HIEROGLYPH G043, U+13171), so a box stands for it in ")
    assert f"Nourrir {BIRD}" in captured.err


@pytest.mark.parametrize("form", ["dot", "graphml", "spec"])
def test_formats_that_draw_no_letters_say_nothing(file: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("export", str(file), "-t", form, "-o", str(file.with_name("out")), "--force")) == 0
    assert all(": not in this file" in line for line in capsys.readouterr().err.splitlines())


def test_nothing_is_said_where_every_letter_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("export", str(APA), "-t", "poster", "-o", str(tmp_path / "a.pdf"))) == 0
    assert capsys.readouterr().err == ""
