"""What crosses the line in three cases: to tools, to the other side, and off the drawing while its cause stays."""

from __future__ import annotations

from typing import Any

from tests.drawing.builders import document, flow, step
from visavis.blueprint.analysis import compare
from visavis.blueprint.analysis.redesign.crossed_line import CrossedLine, find_crossed_line
from visavis.blueprint.model import BlueprintDocument, Item, Side, Step

FLOWS = [flow("f", "u", "a", kind="interaction"), flow("g", "a", "z")]


def drawing(*more: Step, agent: int = 10, lane: str = "scene", flows: list[Any] | None = None,
            asks: tuple[str, ...] = (), **head: Any) -> BlueprintDocument:
    steps = [step("u", kind="start", work="PT20M"), step("a", lane, work=f"PT{agent}M", column=1, asks=asks),
             step("z", kind="outcome", outcome="granted", column=2), *more]
    return document(steps, flows or FLOWS, **head)


def crossed(before: BlueprintDocument, after: BlueprintDocument) -> CrossedLine:
    return find_crossed_line(compare(before, after, ()))


def test_nothing_crosses_where_nothing_changes() -> None:
    assert crossed(drawing(id="est"), drawing(redesigns="est")) == CrossedLine((), (), (), (), ())


def test_a_document_that_a_tool_gives_and_no_one_asks_for_went_to_the_tool() -> None:
    items = (Item(id="tax", name="Tax notice"), Item(id="rent", name="Rent receipt"))
    tool = step("t", "appui", column=1, gives=("tax",))
    before = drawing(asks=("tax", "rent"), id="est", items=items)
    found = crossed(before, drawing(tool, asks=(), redesigns="est", items=items))
    assert [item.name for item in found.items] == ["Tax notice"], "nobody gives the other one"
    assert crossed(before, drawing(tool, asks=("tax",), redesigns="est", items=items)).items == ()


def test_a_step_that_changes_sides_has_a_new_bearer() -> None:
    found = crossed(drawing(id="est"), drawing(lane="usager", redesigns="est"))
    assert [(each.id, side) for each, side in found.side_steps] == [("a", Side.CITIZEN)]
    gone = crossed(drawing(id="est"), drawing(lane="appui", redesigns="est"))
    assert [each.id for each in gone.tool_steps] == ["a"]


def test_a_side_that_works_more_in_a_phase_is_told_with_its_minutes() -> None:
    (rise,) = crossed(drawing(agent=10, id="est"), drawing(agent=14, redesigns="est")).rises
    assert (rise.side, rise.phase, round(rise.minutes)) == (Side.AGENT, "p1", 4)
    assert crossed(drawing(agent=14, id="est"), drawing(agent=10, redesigns="est")).rises == ()


def test_work_outside_the_procedure_does_not_end_because_it_is_no_longer_drawn() -> None:
    flows = [flow("f", "u", "h"), flow("k", "h", "a"), flow("g", "a", "z")]
    hidden = step("h", work="PT90M", column=3, hidden=True)
    assert [each.id for each in crossed(drawing(hidden, flows=flows, id="est"), drawing(redesigns="est")).vanished] == ["h"]
    official = step("h", work="PT90M", column=3)
    assert crossed(drawing(official, flows=flows, id="est"), drawing(redesigns="est")).vanished == ()
    kept = drawing(hidden, flows=flows, redesigns="est")
    assert crossed(drawing(hidden, flows=flows, id="est"), kept).vanished == ()
