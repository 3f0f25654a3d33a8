"""draw.io: structural rules of the format hold, maxGraph reads it as it was drawn, and typed text is text."""

from __future__ import annotations

import re
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given

from tests.drawing.builders import analysis, document, flow, lane, step
from tests.exporters.test_inert_text import CONTROLS, FORMULAS, MARKUP, SEEN, TYPED, is_seen, typed_everywhere
from tests.node_tools import run_node
from visavis.blueprint.drawing import LIGHT
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import BlueprintDocument, StepKind
from visavis.blueprint.registry import ExportJob
from visavis.blueprint.storage import load
from visavis.blueprint.text import TextStyle, metrics
from visavis.blueprint.text.wrapping import wrap_text
from visavis.exporters.drawio import DRAWIO

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
Cells = dict[str, ET.Element]


def exported(made: BlueprintDocument, language: str = "fr") -> str:
    return DRAWIO.export(ExportJob(made, analysis(made), language)).decode()


@cache
def example(path: Path) -> tuple[BlueprintDocument, str]:
    made = load(path).document
    return made, exported(made, made.head.language)


def style(cell: ET.Element) -> dict[str, str]:
    return {key: value for key, _, value in (part.partition("=") for part in cell.get("style", "").split(";")) if key}


def check(text: str) -> Cells:
    """Return the cells of a file by their ids, once every rule that draw.io rests on holds."""
    file = ET.fromstring(text)
    assert [file.tag, *(each.tag for each in file)] == ["mxfile", "diagram"]
    [model] = file[0]
    [root] = model
    assert (model.tag, root.tag, model.get("math")) == ("mxGraphModel", "root", "0")
    assert {cell.tag for cell in root} == {"mxCell"}
    cells = {cell.get("id", ""): cell for cell in root}
    assert len(cells) == len(root), "ids are unique"
    assert list(cells)[:2] == ["0", "1"]
    assert cells["1"].get("parent") == "0"
    seen: set[str] = {"0"}
    for name, cell in list(cells.items())[1:]:
        assert cell.get("parent") in seen, "a parent comes before its children"
        seen.add(name)
    for name in list(cells)[2:]:
        _check_cell(name, cells)
    return cells


def _check_cell(name: str, cells: Cells) -> None:
    cell = cells[name]
    assert (cell.get("vertex") == "1") is not (cell.get("edge") == "1"), "a shape, or else a line"
    assert style(cell)["html"] == "0"
    [geometry] = cell
    assert geometry.get("as") == "geometry"
    parent = cells[cell.get("parent", "")]
    if cell.get("vertex"):
        box = [float(geometry.get(side, "")) for side in ("x", "y", "width", "height")]
        assert box[0] >= 0
        assert box[1] >= 0
        if parent.get("vertex"):
            room = parent[0]
            assert box[0] + box[2] <= float(room.get("width", "")) + 0.02, "it stands within its container"
            assert box[1] + box[3] <= float(room.get("height", "")) + 0.02
            assert style(parent)["container"] == "1"
            assert style(parent)["collapsible"] == "0"
    else:
        ends = [cells[cell.get(end, "")] for end in ("source", "target")]
        within = {end.get("parent") for end in ends}
        assert cell.get("parent") == (within.pop() if len(within) == 1 else "pool"), "lines between lanes are the pool's"
        assert geometry.get("relative") == "1"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_file_keeps_the_rules_and_holds_every_step_where_it_was_drawn(path: Path) -> None:
    made, text = example(path)
    cells = check(text)
    laid = lay_out(made)
    first = made.steps[0].id
    origin = _absolute(cells, f"step-{first}")
    for each in made.steps:
        x, y = _absolute(cells, f"step-{each.id}")
        there, here = laid.cards[each.id].rect, laid.cards[first].rect
        assert (x - origin[0], y - origin[1]) == pytest.approx((there.x - here.x, there.y - here.y), abs=0.05)
        assert cells[f"step-{each.id}"].get("parent") == f"lane-{each.lane}"
    assert len([name for name in cells if name.startswith("flow-")]) == len(made.flows)


def _absolute(cells: Cells, name: str) -> tuple[float, float]:
    x = y = 0.0
    while name not in ("0", "1"):
        x, y = x + float(cells[name][0].get("x", "0")), y + float(cells[name][0].get("y", "0"))
        name = cells[name].get("parent", "")
    return x, y


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_is_not_told_as_lost_can_be_read_from_the_cells(path: Path) -> None:
    made, text = example(path)
    cells = check(text)
    assert [name for name in cells if name.startswith("lane-")] == [f"lane-{lane.id}" for lane in made.head.lanes]
    for lane_ in made.head.lanes:
        cell = cells[f"lane-{lane_.id}"]
        assert (cell.get("value"), style(cell)["visavisKind"], style(cell).get("visavisColour")) == (
            lane_.name, lane_.kind.value, None if lane_.colour is None else lane_.colour.value)
    assert [cell.get("value") for name, cell in cells.items() if name.startswith("phase-")] == [phase.name for phase in made.head.phases]
    for each in made.steps:
        cell = cells[f"step-{each.id}"]
        assert cell.get("value", "").split("\n")[0] == each.title
        assert style(cell)["visavisKind"] == each.kind.value
        assert style(cell).get("visavisOutcome") == (None if each.outcome is None else each.outcome.value)
        assert bool(each.channel or each.work or each.wait) is ("\n" in cell.get("value", ""))
    for arrow in made.flows:
        cell = cells[f"flow-{arrow.key}"]
        assert (cell.get("source"), cell.get("target")) == (f"step-{arrow.source}", f"step-{arrow.target}")
        said = " ".join(cell.get("value", "").split())
        for asked in (arrow.label, arrow.condition):
            assert " ".join(asked.split()) in said
        assert bool(arrow.probability is not None) <= ("%" in said)


def test_every_kind_of_step_has_a_look_of_its_own_and_sides_have_their_colours() -> None:
    made = document([step(f"s{at}", "usager" if at else "scene", column=at, kind=kind) for at, kind in enumerate(StepKind)])
    cells = check(exported(made))
    looks = {kind: {key: value for key, value in style(cells[f"step-s{at}"]).items() if key in ("shape", "dashed", "strokeWidth", "arcSize")}
             for at, kind in enumerate(StepKind)}
    assert looks[StepKind.DECISION]["shape"] == "hexagon"
    assert len({str(look) for look in looks.values()}) == len(StepKind)
    assert style(cells["step-s0"])["strokeColor"] == LIGHT.agent.ink
    assert style(cells["step-s1"])["strokeColor"] == LIGHT.citizen.ink


LONG = "Vérifie que la demande de renouvellement est complète et que les pièces sont lisibles, puis tranche avec son équipe"


def overhang(cell: ET.Element) -> float:
    """Return how far the corners of the lines of a text stand out of its shape, in points, as draw.io sets them."""
    looks, width, height = style(cell), float(cell[0].get("width", "")), float(cell[0].get("height", ""))
    size = float(looks["fontSize"])
    room = width - float(looks["spacingLeft"]) - float(looks["spacingRight"]) - 2 * 2
    lines = [line for part in cell.get("value", "").split("\n")
             for line in wrap_text(part, TextStyle(size), room / 1.03, metrics()) or ()]
    label = height * (1 - float(looks["size"])) if looks.get("boundedLbl") == "1" else height
    top = (label - len(lines) * size * 1.2) / 2
    middle = float(looks["spacingLeft"]) + 2 + room / 2
    return max(outside(looks, (width, height), (middle + side * metrics().width(line, TextStyle(size)) * 1.03 / 2, top + row * size * 1.2))
               for at, line in enumerate(lines) for row in (at, at + 1) for side in (-1, 1))


def outside(looks: dict[str, str], box: tuple[float, float], point: tuple[float, float]) -> float:
    """Return how far a point is from a shape; 0 or less inside."""
    (width, height), (x, y) = box, point
    across, down = min(x, width - x), min(y, height - y)
    if looks.get("shape") == "hexagon":
        return max(float(looks["size"]) * (1 - 2 * down / height) - across, -down)
    if looks.get("shape") == "document":
        return max(-across, -down)
    radius = min(width, height) * float(looks["arcSize"]) / 100
    if across >= radius or down >= radius:
        return max(-across, -down)
    return hypot(radius - across, radius - down) - radius


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_stands_in_a_shape_stays_in_it(path: Path) -> None:
    made, text = example(path)
    cells = check(text)
    assert {each.id: overhang(cells[f"step-{each.id}"]) for each in made.steps if overhang(cells[f"step-{each.id}"]) > 0.01} == {}
    assert {style(cells[f"step-{each.id}"])["fontSize"] for each in made.steps} == {"11"}


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.EVIDENCE])
def test_a_long_text_is_written_smaller_and_stays_in_its_shape(kind: StepKind) -> None:
    cells = check(exported(document([step("a", kind=kind, title=LONG, channel="phone", work="PT25M")])))
    assert overhang(cells["step-a"]) <= 0.01
    assert float(style(cells["step-a"])["fontSize"]) < 11


def test_channels_and_times_stand_below_the_title() -> None:
    made = document([step("a", channel="phone", work="PT25M", wait="P2M"), step("b", column=1, channel="hut", title=""),
                     step("c", column=2, work={"min": "PT5M", "mode": "PT8M", "max": "PT20M"}),
                     step("d", column=3, wait={"mean": "PT30M", "distribution": "exponential"})],
                    channels=[{"id": "hut", "name": "Cabane"}])
    cells = check(exported(made).replace("\u00a0", " "))
    assert cells["step-a"].get("value") == "Étape a\ntéléphone · 25 min · puis attente : 2 mois"
    assert cells["step-b"].get("value") == "b\nCabane"
    assert cells["step-c"].get("value") == "Étape c\n5 min – 8 min – 20 min"
    assert cells["step-d"].get("value") == "Étape d\npuis attente : 30 min en moyenne"


@pytest.mark.slow
def test_maxgraph_reads_what_was_written() -> None:
    """maxGraph is what mxGraph, the library that draw.io is made with, became."""
    texts = [example(path)[1] for path in EXAMPLES]
    for text, read in zip(texts, run_node("read_drawio.mjs", texts), strict=True):
        cells = check(text)
        found: dict[str, dict[str, Any]] = {cell["id"]: cell for cell in read}
        assert found.keys() == cells.keys()
        for name, cell in cells.items():
            assert found[name]["value"] == cell.get("value", "")
            assert (found[name]["parent"], found[name]["source"], found[name]["target"]) == (
                cell.get("parent"), cell.get("source"), cell.get("target"))
            if cell.get("vertex"):
                assert found[name]["box"] == [float(cell[0].get(side, "")) for side in ("x", "y", "width", "height")]
            if cell.get("edge"):
                assert len(found[name]["bends"]) == len(cell.findall("mxGeometry/Array/mxPoint"))
        assert found["pool"]["style"]["shape"] == "swimlane"


HOSTILE = [*FORMULAS[:2], *MARKUP, *CONTROLS, "%name%", "%%{", "shape=image;image=http://x", "</mxCell>", "x" * 400, "تجديد 👵🏽", "=1+1"]


@cache
def harmless() -> dict[str, tuple[list[str], list[str]]]:
    return skeleton(check(exported(typed_everywhere("Mot").document)))


def skeleton(cells: Cells) -> dict[str, tuple[list[str], list[str]]]:
    """Return what there is of each cell: its attributes, and the keys of its style."""
    return {name: (sorted(cell.keys()), sorted(style(cell))) for name, cell in cells.items()}


@given(typed=TYPED)
@SEEN
def test_whatever_is_typed_changes_no_cell(typed: str) -> None:
    assume(is_seen(typed))
    assert skeleton(check(exported(typed_everywhere(typed).document))) == harmless()


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_authors_typed_is_text_without_controls_and_without_links(typed: str) -> None:
    text = exported(typed_everywhere(typed).document)
    cells = check(text)
    assert skeleton(cells) == harmless()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "link=" not in "".join(cell.get("style", "") for cell in cells.values())


def test_ids_of_any_letters_stay_and_what_is_odd_is_drawn() -> None:
    odd = 'a;b=c"<>\x00 é'
    made = document([step(odd, title=""), step("b", "preuves", kind="evidence")],
                    [flow("f;1", odd, odd), flow("g", "b", odd)], lanes=[lane("usager", "citizen"), lane("preuves", "evidence"), lane("vide", "support")])
    cells = check(exported(made))
    assert {unquote(name) for name in cells} >= {f"step-{odd}", "flow-f;1", "lane-vide"}
    assert cells["flow-f%3B1"].get("source") == f"step-{quote(odd, safe='')}"
    assert check(exported(document([])))["pool"].get("value") == "Essai"
