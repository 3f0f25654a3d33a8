"""The slide from the command line: a target beside what it redesigns, or a journey alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.exporters.jobs import job
from visavis.exporters.cli import main
from visavis.exporters.slide import SLIDE

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


@pytest.mark.parametrize(("name", "told"), [("apa-a-domicile-cible", "La cible vise zéro"),
                                            ("apa-a-domicile", "Aujourd’hui, 5 demandes sur 20")])
def test_it_is_one_wide_slide(name: str, told: str, tmp_path: Path) -> None:
    out = tmp_path / "slide.pdf"
    assert main(["export", str(EXAMPLES / f"{name}.blueprint.json"), "-t", "slide", "-o", str(out)]) == 0
    (page,) = PdfReader(io.BytesIO(out.read_bytes())).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (960.0, 540.0)
    assert told in " ".join(page.extract_text().split())


def test_its_endings_follow_the_format() -> None:
    assert [SLIDE.suffix({"format": form}) for form in ("pdf", "svg", "png")] == [".pdf", ".svg", ".png"]
    assert SLIDE.export(job(SLIDE, format="png")).startswith(b"\x89PNG")
