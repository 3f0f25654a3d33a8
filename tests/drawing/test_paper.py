"""Paper: its names and sizes, the floors of type that go with them, and pieces of a roll."""

from __future__ import annotations

import pytest

from visavis.blueprint.drawing.paper import FLOORS, POINTS_PER_MM, PaperSheet, find_roll_sheet, make_sheet
from visavis.blueprint.drawing.paper_sizes import NAMED_SIZES, read_roll_width
from visavis.blueprint.model import BlueprintError


def millimetres(sheet: PaperSheet) -> tuple[float, float]:
    return round(sheet.width / POINTS_PER_MM, 2), round(sheet.height / POINTS_PER_MM, 2)


@pytest.mark.parametrize(("paper", "size"), [
    ("A0", (1189, 841)), ("a3", (420, 297)), ("A5", (210, 148)), ("letter", (279.4, 215.9)),
    ("Legal", (355.6, 215.9)), ("ledger", (431.8, 279.4)), ("ANSI-E", (1117.6, 863.6)), ("arch-d", (914.4, 609.6)),
    ("600x900mm", (600, 900)), ("60 × 90 cm", (600, 900)), ("24x36in", (609.6, 914.4)), ("594.5x841", (594.5, 841)),
    ("59,45x84,1cm", (594.5, 841)),
])
def test_a_sheet_has_the_size_that_is_asked_for(paper: str, size: tuple[float, float]) -> None:
    assert millimetres(make_sheet(paper)) == size


def test_named_paper_is_turned_and_typed_sizes_are_not() -> None:
    assert millimetres(make_sheet("legal", "portrait")) == (215.9, 355.6)
    assert millimetres(make_sheet("900x600mm", "portrait")) == (900, 600)


@pytest.mark.parametrize(("paper", "like"), [
    *((name, name) for name in FLOORS), ("A5", "A4"), ("letter", "A4"), ("tabloid", "A4"), ("ansi-c", "A2"),
    ("ansi-d", "A2"), ("ansi-e", "A0"), ("600x900mm", "A1"), ("100x2000mm", "A4"), ("2000x841mm", "A0"),
])
def test_type_is_no_smaller_than_on_the_largest_iso_paper_within(paper: str, like: str) -> None:
    sheet = make_sheet(paper)
    assert (sheet.title_floor, sheet.least_type) == FLOORS[like]


@pytest.mark.parametrize("paper", NAMED_SIZES)
def test_office_printers_can_print_the_margin_of_every_paper(paper: str) -> None:
    assert make_sheet(paper).margin / POINTS_PER_MM >= 5


def test_margins_can_be_asked_for_in_millimetres() -> None:
    assert make_sheet("A3", margin=12.5).margin == pytest.approx(12.5 * POINTS_PER_MM)


def test_margins_leave_room() -> None:
    assert make_sheet("A5", margin=37).inner_width > 0
    with pytest.raises(BlueprintError, match="a margin of 60 mm leaves too little of a sheet of 210 × 148 mm"):
        make_sheet("A5", margin=60)


@pytest.mark.parametrize(("paper", "words"), [
    ("Leter", "did you mean letter"), ("B4", "“B4” is not a paper size"), ("", "is not a paper size"),
    ("10x10mm", "from 90 to 20,000 mm"), ("600x30000mm", "from 90 to"), ("roll-914mm", "is not a paper size"),
    ("600xmm", "is not a paper size"),
])
def test_other_paper_is_refused_in_words(paper: str, words: str) -> None:
    with pytest.raises(BlueprintError, match=words):
        make_sheet(paper)


def test_the_width_of_a_roll_is_read_in_three_units() -> None:
    assert [read_roll_width(text) for text in ("roll-914mm", "Roll 91.4 cm", "roll-36in", "A0")] == [
        914.0, pytest.approx(914.0), pytest.approx(914.4), None]
    with pytest.raises(BlueprintError, match="from 90 to"):
        read_roll_width("roll-20mm")


@pytest.mark.parametrize(("orientation", "size"), [("landscape", (2510, 914)), ("portrait", (914, 2510))])
def test_of_a_roll_the_shortest_piece_is_taken(orientation: str, size: tuple[float, float]) -> None:
    """In landscape the length runs to the right; the search ends within one part of a hundred."""
    asked = find_roll_sheet(914, orientation, lambda sheet: max(sheet.width, sheet.height) >= 2503 * POINTS_PER_MM)
    assert millimetres(asked) == pytest.approx(size, abs=25)
    assert max(millimetres(asked)) >= 2503
    assert max(millimetres(asked)) % 10 == 0


@pytest.mark.parametrize(("width", "like"), [(914, "A0"), (610, "A1"), (420, "A2"), (297, "A3")])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_short_piece_of_a_roll_has_the_type_of_its_width(width: int, like: str, orientation: str) -> None:
    asked = find_roll_sheet(width, orientation, lambda sheet: max(sheet.width, sheet.height) >= 150 * POINTS_PER_MM)
    assert min(millimetres(asked)) < width
    assert (asked.title_floor, asked.least_type) == FLOORS[like]
    assert asked.margin == make_sheet(like).margin


def test_what_fits_on_no_roll_gets_the_longest() -> None:
    assert millimetres(find_roll_sheet(914, "landscape", lambda _: False)) == (20_000, 914)


def test_a_short_drawing_takes_a_short_piece() -> None:
    assert millimetres(find_roll_sheet(914, "landscape", lambda _: True)) == (100, 914)
