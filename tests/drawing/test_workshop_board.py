"""The board to fill: marks that a camera finds, pale and grey places, rows that differ, whole phases on sheets."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.drawing.builders import document, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts, small_texts
from visavis.blueprint.drawing import LIGHT, Box, Group, PageSet, Role, Text
from visavis.blueprint.drawing import Path as Outline
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.drawing.workshop_board.board_content import board_code, board_id, board_sheets
from visavis.blueprint.drawing.workshop_board.board_geometry import BOARD_SIZES, NOTE, RowKind
from visavis.blueprint.drawing.workshop_board.corner_marks import BITS, MODULES, corner_mark
from visavis.blueprint.drawing.workshop_board.workshop_board import draw_workshop_board
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, LaneKind
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[2] / "examples"
# Points, by paper: what is read from a metre, and what that is on smaller sheets.
FLOORS = {"A0": 21.3, "A1": 15.0, "A2": 10.7}
HOSTILE = ["", "x" * 400, "ouvrir " * 60, "🙂👩‍👩‍👧 fête", "تقديم الطلب عبر الإنترنت", "申請書を提出する" * 50]


def example(name: str) -> BlueprintDocument:
    return load(EXAMPLES / f"{name}.blueprint.json").document


def drawn(made: BlueprintDocument, paper: str = "A0", language: str = "en", *, is_blank: bool = False) -> PageSet:
    return draw_workshop_board(make_context(LIGHT, translator(language)), made, paper=paper, is_blank=is_blank)


def faults(pages: PageSet, paper: str) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        found += loose_texts(drawing) + outside(drawing) + overlapping_texts(drawing)
        found += small_texts(drawing, page.scale, FLOORS[paper])
    return found


def groups(pages: PageSet, prefix: str) -> list[Group]:
    return [group for group in pages.pages[0].drawing.groups if group.id.startswith(prefix)]


@pytest.mark.parametrize("paper", BOARD_SIZES)
@pytest.mark.parametrize("name", ["apa-a-domicile", "hotel-stay", "passeport", "corner-shoeshine"])
def test_every_example_stands_on_its_board(name: str, paper: str) -> None:
    for language in ("fr", "en"):
        for is_blank in (False, True):
            assert faults(drawn(example(name), paper, language, is_blank=is_blank), paper) == []


@pytest.mark.parametrize("text", HOSTILE, ids=["none", "one word", "long", "emoji", "arabic", "japanese"])
def test_hostile_names_leave_no_box(text: str) -> None:
    made = document([step("a")], title=text, phases=[text or "p"] * 3)
    for paper in BOARD_SIZES:
        assert faults(drawn(made, paper), paper) == []


def turned(bits: tuple[int, ...]) -> list[tuple[int, ...]]:
    """A mark in its four positions, as a tuple of 16 bits each."""
    flat = [[row >> (3 - column) & 1 for column in range(4)] for row in bits]
    found = []
    for _ in range(4):
        found.append(tuple(bit for row in flat for bit in row))
        flat = [list(row) for row in zip(*flat[::-1], strict=True)]
    return found


def test_marks_are_told_apart_whichever_way_a_photograph_is_turned() -> None:
    every = {number: turned(bits) for number, bits in BITS.items()}
    for one, ways in every.items():
        assert min(sum(a != b for a, b in zip(ways[0], way, strict=True)) for way in ways[1:]) >= 4
        for other, others in every.items():
            if one < other:
                assert min(sum(a != b for a, b in zip(ways[0], way, strict=True)) for way in others) >= 3


@pytest.mark.parametrize("number", BITS)
def test_a_mark_has_a_black_border_and_the_bits_of_its_number(number: int) -> None:
    quiet, black, white = corner_mark(number, Rect(6.0, 6.0, 60.0, 60.0))
    assert isinstance(quiet, Box)
    assert isinstance(black, Box)
    assert isinstance(white, Outline)
    module = black.rect.width / MODULES
    assert quiet.rect.width == pytest.approx(black.rect.width + 2 * module)
    lit = {(round((float(segment[2]) - 6) / module), round((float(segment[1]) - 6) / module))
           for segment in white.segments if segment[0] == "M"}
    assert lit == {(row + 1, column + 1) for row, bits in enumerate(BITS[number]) for column in range(4)
                   if bits >> (3 - column) & 1}


@pytest.mark.parametrize("paper", BOARD_SIZES)
def test_the_four_corners_and_both_ends_of_the_line_have_their_mark(paper: str) -> None:
    size = BOARD_SIZES[paper]
    width, height = size.inner
    centres = {number: mark.centre for number, mark in size.marks.items()}
    assert centres[0].x < width / 4
    assert centres[0].y < height / 4
    assert centres[3].x == pytest.approx(width - centres[0].x)
    assert centres[3].y == pytest.approx(height - centres[0].y)
    assert centres[1].y == centres[0].y
    assert centres[2].x == centres[0].x
    assert centres[6].y == centres[7].y == pytest.approx(size.line_of_interaction)
    # The mark and its quiet edge lie on nothing.
    page = drawn(example("hotel-stay"), paper).pages[0]
    for mark in size.marks.values():
        quiet = mark.inset(-mark.width / MODULES + 0.1)
        assert [text.run.text for group in page.drawing.groups for text in group.primitives
                if isinstance(text, Text) and text.container is not None
                and Rect(text.x, text.container.y, text.run.width, 1.0).intersects(quiet)] == []


def test_a_place_takes_a_note_of_its_size_and_has_a_name() -> None:
    size = BOARD_SIZES["A0"]
    assert {size.place(row, 0).width for row in size.rows} == {NOTE}
    assert BOARD_SIZES["A2"].scale * NOTE == pytest.approx(51)
    pages = drawn(example("hotel-stay"))
    for row in size.rows:
        if row.kind is not RowKind.TALK:
            (group,) = groups(pages, f"row-{row.letter}")
            assert set(shown_texts(group)) == {row.letter, *(f"{row.letter}{column}" for column in range(1, 13))}


@pytest.mark.parametrize("paper", BOARD_SIZES)
def test_no_two_rows_of_one_kind_are_neighbours_and_steps_are_next_to_the_line(paper: str) -> None:
    rows = BOARD_SIZES[paper].rows
    assert all(one.kind is not other.kind for one, other in pairwise(rows))
    line = next(place for place, row in enumerate(rows) if row.kind is RowKind.TALK)
    assert rows[line - 1].kind is rows[line + 1].kind is RowKind.STEPS
    assert (rows[line - 1].lane, rows[line + 1].lane) == (LaneKind.CITIZEN, LaneKind.FRONTSTAGE)
    for one, other in pairwise(rows):
        assert one.top + one.height < other.top


def saturation(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return (max(channels) - min(channels)) / max(channels) if max(channels) else 0.0


def test_inside_the_grid_all_is_pale_and_grey() -> None:
    pages = drawn(example("hotel-stay"))
    for group in groups(pages, "row-"):
        for part in group.primitives:
            if isinstance(part, Text):
                assert saturation(part.colour) <= 0.05
            else:
                assert isinstance(part, Box | Outline)
                assert part.fill is None
                stroke = part.stroke
                assert stroke is not None
                assert saturation(stroke.colour) <= 0.05
                assert stroke.width <= 0.5
                assert min(int(stroke.colour[place : place + 2], 16) for place in (1, 3, 5)) > 0.75 * 255


def test_all_phases_stand_on_sheets_that_share_a_column() -> None:
    made, size = example("apa-a-domicile"), BOARD_SIZES["A0"]
    sheets = board_sheets(made, size, is_blank=False)
    columns = sum(max(1, made.columns_of_phase[phase.id]) for phase in made.head.phases)
    assert len(sheets) > 1
    for one, other in pairwise(sheets):
        assert other.first_column == one.first_column + size.columns - 1
    assert sheets[-1].first_column + size.columns >= columns
    assert {phase.number for sheet in sheets for phase in sheet.phases} == set(range(1, len(made.head.phases) + 1))
    pages = drawn(made)
    assert len(pages.pages) == len(sheets)
    assert any(f"sheet 1/{len(sheets)}" in shown_texts(group) for group in pages.pages[0].drawing.groups)


def test_a_blank_board_has_phases_to_name_and_says_nothing_of_the_blueprint() -> None:
    made = example("apa-a-domicile")
    pages = drawn(made, is_blank=True)
    (page,) = pages.pages
    said = " ".join(text for group in page.drawing.groups for text in shown_texts(group))
    assert made.head.title not in said
    assert [group.title for group in page.drawing.groups if group.role is Role.PHASE] == [
        f"Phase {number}" for number in range(1, 5)]


def test_the_code_tells_board_grid_and_sheet_and_no_address() -> None:
    made, size = example("apa-a-domicile"), BOARD_SIZES["A1"]
    first, second, *_ = board_sheets(made, size, is_blank=False)
    code = board_code(made, size, "A1", first, is_blank=False)
    assert code.split() == ["visavis-board/1", board_id(made, is_blank=False), "A1", "12xABCDEFGHI", "1/3", "+0"]
    assert board_code(made, size, "A1", second, is_blank=False) != code
    assert "://" not in code
    name = board_id(made, is_blank=False)
    assert len(name) == 4
    assert not set(name) & set("ILO01")
    assert board_id(example("hotel-stay"), is_blank=False) != name
