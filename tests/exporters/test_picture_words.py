"""Beside each picture stands the same in words: nothing of another's is replaced, and nobody has to have it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.exporters.jobs import job
from visavis.blueprint.language import translator
from visavis.blueprint.registry import Exporter, make_content, plugins, write_content
from visavis.blueprint.registry.picture_words import words_of_picture
from visavis.blueprint.storage.write_targets import Output
from visavis.exporters.cli import main
from visavis.exporters.friction_points import FRICTION_POINTS
from visavis.exporters.png import PNG
from visavis.exporters.svg import SVG

EXAMPLE = Path(__file__).parents[2] / "examples" / "home-care-allowance.blueprint.json"


def pictured() -> list[tuple[Exporter, str]]:
    """Every shipped format that can write a picture, with the picture's ending."""
    found = []
    for exporter in plugins().exporters.values():
        for option in exporter.options:
            if option.name == "format":
                found += [(exporter, choice) for choice in option.choices if choice in ("png", "svg")]
        found += [(exporter, exporter.name)] if exporter.name in ("png", "svg") else []
    return found


@pytest.mark.parametrize(("exporter", "form"), pictured(), ids=lambda part: getattr(part, "name", part))
def test_every_format_that_paints_tells_the_same_in_words(exporter: Exporter, form: str) -> None:
    tell = getattr(exporter, "tell", None)
    assert tell is not None, f"{exporter.name} has no words beside its {form}"
    assert {option.name for option in exporter.options} >= {"words"}


def test_the_words_of_a_page_are_what_is_read_out_of_it() -> None:
    asked = job(FRICTION_POINTS, "en", format="png")
    words = words_of_picture(FRICTION_POINTS, asked)
    assert words is not None
    assert words.startswith("# ")
    for group in asked.analysis.frictions.groups:
        assert re.sub(r"\\W", "", translator("en")(group.remedy)) in re.sub(r"\\W|\\\\", "", words)


def test_the_words_of_a_blueprint_are_its_page_in_words() -> None:
    words = words_of_picture(SVG, job(SVG))
    assert words == words_of_picture(PNG, job(PNG))
    assert words is not None
    assert words.count("\n## ") >= 5


def test_a_pdf_has_its_words_inside_and_nobody_has_to_have_them() -> None:
    assert words_of_picture(FRICTION_POINTS, job(FRICTION_POINTS)) is None
    assert words_of_picture(SVG, job(SVG, words="none")) is None


def test_words_of_the_same_picture_are_replaced_and_a_file_of_another_stays(tmp_path: Path) -> None:
    made, picture, words = make_content(SVG, job(SVG)), tmp_path / "x.svg", tmp_path / "x.md"
    assert write_content(made, picture, Output(".svg")) == ()
    first = words.read_bytes()
    assert write_content(made, picture, Output(".svg")) == ()
    assert words.read_bytes() == first
    words.write_text("my own notes", encoding="utf-8")
    (remark,) = write_content(made, picture, Output(".svg"))
    assert "x.md was there already and stays as it is" in translator("en")(remark)
    assert words.read_text(encoding="utf-8") == "my own notes"


def test_the_command_line_writes_them_beside_the_file_and_never_to_standard_output(
        tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", str(EXAMPLE), "-o", str(tmp_path / "a.svg")]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.md", "a.svg"]
    assert main(["export", str(EXAMPLE), "-t", "svg", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out.lstrip().startswith(b"<")
    assert main(["export", str(EXAMPLE), "-o", str(tmp_path / "b.svg"), "--words", "none"]) == 0
    assert not (tmp_path / "b.md").exists()


def test_a_name_that_would_end_the_mark_does_not() -> None:
    from visavis.blueprint.registry import picture_words

    assert "--" not in picture_words._quiet("a-->b.svg")
    assert ">" not in picture_words._quiet("a-->b.svg")
