"""The before/after page from the command line: beside its as-is blueprint, with one named, and without any."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from visavis.exporters.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_IS, TO_BE = (EXAMPLES / f"{name}.blueprint.json" for name in ("apa-a-domicile", "apa-a-domicile-cible"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


def text_of(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages)


def test_the_blueprint_beside_it_is_what_it_is_compared_with(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert main(["export", str(TO_BE), "-t", "before-after", "-o", str(out)]) == 0
    (page,) = PdfReader(io.BytesIO(out.read_bytes())).pages
    assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.01)
    assert "Gagnant-gagnant" in text_of(out)


def test_another_blueprint_can_be_named(tmp_path: Path) -> None:
    alone = tmp_path / "alone" / TO_BE.name
    alone.parent.mkdir()
    shutil.copy(TO_BE, alone)
    out = tmp_path / "page.svg"
    assert main(["export", str(alone), "-t", "before-after", "-o", str(out), "--as-is", str(AS_IS), "--lang", "en",
                 "--format", "svg", "--paper", "A3"]) == 0
    root = ET.fromstring(out.read_bytes())
    assert root.get("width") == "841.89pt"
    assert "Win-win" in "".join(root.itertext())


def test_without_an_as_is_blueprint_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "page.pdf"
    assert main(["export", str(AS_IS), "-t", "before-after", "-o", str(out)]) == 2
    assert "--as-is" in capsys.readouterr().err
    assert not out.exists()
