"""Twelve drawings are those that were looked at: a change of one is seen as text, and meant."""

from __future__ import annotations

import re

import pytest

from tests.drawing.goldens.__main__ import main
from tests.drawing.goldens.drawings import DRAWINGS
from tests.drawing.goldens.files import FOLDER, MOST_LINES, describe_difference, golden_file
from tests.drawing.goldens.text_form import numbers, primitive_line, quoted, write_drawing
from visavis.blueprint.drawing import Box, DisplayList, Group, Layer, Path, Role, Stroke, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.metrics import metrics
from visavis.blueprint.text.styles import TextStyle, Weight

# A golden that is too long to look through is none.
MOST_BYTES = 64_000
RECT = Rect(1.0, 2.0, 30.0, 4.0)


@pytest.mark.parametrize("name", DRAWINGS)
def test_it_is_drawn_as_it_was(name: str) -> None:
    difference = describe_difference(name, DRAWINGS[name]())
    if difference:
        pytest.fail(difference, pytrace=False)


def test_there_is_a_golden_of_each_drawing_and_no_other() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(DRAWINGS)
    assert {name: size for name in DRAWINGS if (size := golden_file(name).stat().st_size) > MOST_BYTES} == {}


def test_together_they_show_everything_that_groups_can_be() -> None:
    kept = "".join(golden_file(name).read_text(encoding="utf-8") for name in DRAWINGS)
    assert {role for role in Role if f"\ngroup {role}:" not in kept} == set()
    assert {int(layer) for layer in re.findall(r"\ngroup .*? layer (\d+) ", kept)} == {int(layer) for layer in Layer}
    assert {kind for kind in ("box", "path", "text") if f"\n  {kind} " not in kept} == set()


def test_a_difference_tells_its_first_lines_and_what_to_do() -> None:
    name = "hostile-words"
    lines = golden_file(name).read_text(encoding="utf-8").splitlines()
    told = describe_difference(name, "\n".join(f"{line} otherwise" for line in lines)).splitlines()
    assert len(told) == MOST_LINES + 1
    assert told[0].startswith("--- kept hostile-words")
    assert told[-1].endswith("Where that is meant: make goldens")


def test_a_drawing_without_a_golden_differs() -> None:
    assert "+drawing" in describe_difference("never-kept", "drawing\n")


def test_only_drawings_that_there_are_can_be_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["never-kept"]) == 2
    assert "never-kept" in capsys.readouterr().err


@pytest.mark.parametrize(("value", "written"), [(0.125, "0.13"), (0.125 - 1e-12, "0.13"), (-0.001, "0.00"), (2.0, "2.00")])
def test_a_last_digit_is_no_difference(value: float, written: str) -> None:
    assert numbers(value) == written


def test_each_primitive_is_a_line_of_its_own_with_all_that_is_seen_of_it() -> None:
    stroke = Stroke("#112233", 1.5, (2.0, 3.0))
    box = Box(RECT, 3.0, "#FFFFFF", stroke, 0.5)
    path = Path((("M", 1.0, 2), ("C", 1.0, 2.0, 3.0, 4.0, 5.0, 6.0), ("Z",)), "#000000")
    text = Text(metrics().shape("Aα\n\u00a0", TextStyle(12.0, Weight.BOLD)), 1.0, 2.0, "#445566", RECT)
    assert primitive_line("step:a", box) == (
        "box step:a 1.00 2.00 30.00 4.00 radius 3.00 fill #FFFFFF line #112233 1.50 dash 2.00 3.00 opacity 0.50")
    assert primitive_line("step:a", path) == (
        "path step:a fill #000000 M 1.00 2.00 C 1.00 2.00 3.00 4.00 5.00 6.00 Z")
    line = primitive_line("step:a", text)
    assert line.startswith("text step:a 1.00 2.00 wide ")
    assert " #445566 bold 12.00 " in line
    assert line.endswith('"Aα \\xa0"')


def test_no_words_break_a_line_or_hide() -> None:
    assert quoted('a"\\\n\u202e\u202fé😀') == '"a\\"\\\\\\n\\u202e\\u202fé😀"'
    group = Group("a\nb", Role.STEP, Layer.CARDS, RECT, (), "one\ntwo", "three\u2028four")
    drawn = write_drawing(DisplayList(10.0, 10.0, (group,), "#FFFFFF", "fr", "x\ry"))
    assert len(drawn.splitlines()) == 3
