"""The margin of a sheet that is read from afar, quotes in empty runs, and how much of a sheet is used."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts, small_texts
from visavis.blueprint.analysis import RULES, Analysis, analyse
from visavis.blueprint.drawing import DisplayList, Group, Page, Role, draw_poster
from visavis.blueprint.drawing.paper import FLOORS
from visavis.blueprint.drawing.poster.note_margin import MARGIN_SHARES
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Note
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[2] / "examples"


@lru_cache(maxsize=2)
def opened(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(EXAMPLES / f"{name}.blueprint.json").document
    return made, analyse(made, RULES)


def first_sheet(made: BlueprintDocument, report: Analysis, paper: str) -> Page:
    return draw_poster(made, report, translator("fr"), paper=paper, annex=False).pages[0]


def noted(drawing: DisplayList) -> dict[str, Group]:
    return {group.id: group for group in drawing.groups if group.role is Role.NOTE}


def test_a_sheet_read_from_afar_has_four_notes_beside_its_bands() -> None:
    sheet = first_sheet(*opened("apa-a-domicile"), "A0")
    drawing = sheet.drawing
    bands = max(group.bounds.right for group in drawing.groups if group.role in (Role.LANE, Role.PHASE))
    beside = {name: group for name, group in noted(drawing).items() if group.bounds.x > bands}
    assert set(beside) == {"quote-n1", "quote-n4", "quote-n6", "quote-n7"}
    assert [shown_texts(group)[0] for group in beside.values()] == ["ENTENDU", "ENTENDU", "QUESTION", "IDÉE"]
    margin = sheet.drawing.width - max(group.bounds.right for group in drawing.groups)
    assert drawing.width - margin - bands >= MARGIN_SHARES[0] * (drawing.width - 2 * margin) - 0.5
    assert loose_texts(drawing) + outside(drawing) + overlapping_texts(drawing) == []
    assert small_texts(drawing, sheet.scale, FLOORS["A0"][1]) == []


def test_a_note_in_the_margin_is_at_the_height_of_its_side_and_nowhere_else() -> None:
    drawing = first_sheet(*opened("apa-a-domicile"), "A0").drawing
    heights = [group.bounds for group in drawing.groups if group.role is Role.LINE and group.id.startswith("interaction")]
    found = noted(drawing)
    assert found["quote-n1"].bounds.bottom < heights[0].centre.y < found["quote-n6"].bounds.y < heights[1].centre.y
    assert heights[1].centre.y < found["quote-n4"].bounds.y
    # Its sheet has it once.
    assert not {"n1", "n4", "n6", "n7"} & set(found)
    # What stands in runs of cells is said by others.
    assert {"quote-n2", "quote-n5"} <= set(found)


def test_at_arms_length_there_is_no_margin() -> None:
    drawing = first_sheet(*opened("apa-a-domicile"), "A3").drawing
    bands = max(group.bounds.right for group in drawing.groups if group.role is Role.LANE)
    assert all(group.bounds.right <= bands for group in noted(drawing).values())


def wide(*notes: Note, **more: Any) -> BlueprintDocument:
    """Twelve columns; between the first of the agents' cards and the last, ten cells are empty."""
    steps = [step(f"u{at}", column=at, title=f"Étape {at}") for at in range(12)]
    steps += [step("a", "scene", column=0), step("b", "scene", column=11)]
    return document(steps, [flow(f"f{at}", f"u{at}", f"u{at + 1}") for at in range(11)], notes=notes, **more)


def test_private_notes_stand_nowhere() -> None:
    told = [Note(id=f"n{at}", at="a", kind="quote", text=f"Dit {at}", private=at % 2 == 0) for at in range(4)]
    made = wide(*told)
    for paper in ("A0", "A3"):
        said = " ".join(text for group in noted(first_sheet(made, analysis(made), paper).drawing).values()
                        for text in shown_texts(group))
        assert "Dit 1" in said
        assert "Dit 0" not in said
        assert "Dit 2" not in said


def test_a_run_takes_what_was_said_at_the_nearest_step() -> None:
    far = Note(id="far", at="a", kind="quote", text="De loin", votes={"p": 5})
    near = Note(id="near", at="b", kind="quote", text="De près")
    made = wide(far, near).replace(steps=tuple(
        each.model_copy(update={"column": 4}) if each.id == "a" else each for each in wide().steps))
    found = noted(first_sheet(made, analysis(made), "A3").drawing)
    cards = {group.id: group.bounds for group in first_sheet(made, analysis(made), "A3").drawing.groups
             if group.role is Role.STEP}
    assert cards["a"].right < found["quote-near"].bounds.x < cards["b"].x
    assert found["quote-far"].bounds.right < cards["a"].x


def used(drawing: DisplayList) -> tuple[float, float]:
    """Which part of what its margins leave bands, strip and head of a sheet take, across and down."""
    roles = (Role.TITLE, Role.FIGURE, Role.LANE, Role.PHASE, Role.FINDING, Role.HEADING, Role.TEXT)
    found = [group.bounds for group in drawing.groups if group.role in roles]
    foot = next(group.bounds for group in drawing.groups if group.role is Role.LEGEND)
    left, top = min(box.x for box in found), min(box.y for box in found)
    bands = [group.bounds for group in drawing.groups if group.role is Role.PHASE]
    across = max(box.right for box in bands) - left
    return across / (drawing.width - 2 * left), (max(box.bottom for box in found) - top) / (foot.y - top)


@pytest.mark.parametrize("name", ["apa-a-domicile", "apa-a-domicile-cible", "home-care-allowance", "passeport", "hotel-stay"])
def test_sheets_are_used(name: str) -> None:
    across, down = used(first_sheet(*opened(name), "A3").drawing)
    assert across > 0.94
    assert down > 0.96


def test_where_bands_leave_room_the_frictions_grow() -> None:
    made = wide()
    one = analysis(made, finding("double-entry", "a"))
    drawing = first_sheet(made, one, "A3").drawing
    heading = next(group for group in drawing.groups if group.id == "frictions-heading")
    low = first_sheet(apa(), apa_analysis(apa()), "A3").drawing
    other = next(group for group in low.groups if group.id == "frictions-heading")
    assert heading.bounds.height > other.bounds.height
    verdict = next((group for group in drawing.groups if group.id == "verdict"), None)
    assert verdict is None or verdict.bounds.height > heading.bounds.height


def test_no_two_notes_of_the_margin_meet() -> None:
    many = [Note(id=f"n{at}", at=("u0", "a")[at % 2], kind="quote", text="Et puis plus rien, rien du tout. " * 2,
                 author="Madame Roux") for at in range(8)]
    boxes: list[Rect] = [group.bounds for group in noted(first_sheet(wide(*many), analysis(wide()), "A0").drawing).values()]
    assert len(boxes) >= 2
    assert not [one for at, one in enumerate(boxes) for other in boxes[at + 1:] if one.intersects(other)]


def test_a_wide_journey_has_a_narrower_margin_rather_than_none() -> None:
    sheet = first_sheet(*opened("home-care-allowance"), "A0")
    bands = max(group.bounds.right for group in sheet.drawing.groups if group.role in (Role.LANE, Role.PHASE))
    assert sum(group.bounds.x > bands for group in noted(sheet.drawing).values()) == 4
    assert small_texts(sheet.drawing, sheet.scale, FLOORS["A0"][1]) == []
