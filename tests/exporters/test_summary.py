"""The summary for deciders from the command line: in each format and size."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.exporters.jobs import job
from visavis.exporters.cli import main
from visavis.exporters.summary import SUMMARY

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


def test_it_is_one_sheet_of_a4(tmp_path: Path) -> None:
    out = tmp_path / "summary.pdf"
    assert main(["export", str(APA), "-t", "summary", "-o", str(out)]) == 0
    (page,) = PdfReader(io.BytesIO(out.read_bytes())).pages
    assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.01)
    assert "Trois décisions à prendre" in page.extract_text()


def test_it_is_a_picture_of_any_size(tmp_path: Path) -> None:
    out = tmp_path / "summary.svg"
    assert main(["export", str(APA), "-t", "summary", "-o", str(out), "--format", "svg", "--paper", "16x9", "--lang",
                 "en"]) == 0
    root = ET.fromstring(out.read_bytes())
    assert root.get("width") == "960pt"
    assert "Three decisions to make" in "".join(root.itertext())


def test_its_endings_follow_the_format() -> None:
    assert [SUMMARY.suffix({"format": form}) for form in ("pdf", "svg", "png")] == [".pdf", ".svg", ".png"]
    assert SUMMARY.export(job(SUMMARY, format="png", paper="square")).startswith(b"\x89PNG")
