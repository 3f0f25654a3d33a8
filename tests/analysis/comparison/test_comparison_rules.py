"""The rules that judge a redesign: where they speak, and where they must not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import Finding, FrictionClass, FrictionReport, Severity, analyse, context_of
from visavis.blueprint.analysis.frictions.rules import COMPARISON_RULES
from visavis.blueprint.language import translator

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
LOST = {"kind": "outcome", "outcome": "abandoned"}
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "tax", "name": "Tax"}]
PEOPLE = [{"id": "p", "name": "P", "weight": 3}, {"id": "q", "name": "Q", "weight": 1}]
TALK = {"kind": "interaction"}


@dataclass(frozen=True)
class Drawn:
    """The steps between start and end, in a row, or with flows of their own."""

    steps: dict[str, dict[str, Any]]
    flows: tuple[Any, ...] = ()
    head: Any = None

    def document(self, sketch: Sketch, **more: Any) -> Any:
        steps = {"a": START, **self.steps, "z": END}
        flows = list(self.flows) or list(pairwise(steps))
        return sketch(steps, flows, **{**(self.head or {}), **more})


def row(head: Any = None, **steps: dict[str, Any]) -> Drawn:
    return Drawn(steps, (), head)


def step(minutes: float, lane: str = "citizen", **told: Any) -> dict[str, Any]:
    return {"lane": lane, "work": f"PT{minutes}M", **told}


def report(sketch: Sketch, rule: str, before: Drawn | None, after: Drawn) -> FrictionReport:
    chosen = [one for one in COMPARISON_RULES if one.name == rule]
    assert chosen
    earlier = context_of(before.document(sketch)) if before is not None else None
    document = after.document(sketch, id="y", redesigns="x")
    return analyse(document, chosen, before=earlier).frictions


def two(online: float, counter: float, *, lost: float = 0.0) -> Drawn:
    """Two personas with a way each; of the second's, a part gives up."""
    steps = {"o": step(online), "c": {**step(counter), "split": "one"}, "x": LOST}
    flows = [("a", "o", {"only_for": ["p"]}), ("a", "c", {"only_for": ["q"]}), ("o", "z"),
             ("c", "z", {"probability": 1 - lost}), ("c", "x", {"probability": lost})]
    return Drawn(steps, tuple(flows), {"personas": PEOPLE})


def counter(channel: str, *, asks: Any = ("bill",), minutes: int = 5) -> Drawn:
    steps: dict[str, Any] = {name: step(minutes, channel=channel, gives=["bill"]) for name in ("s1", "s2", "s3")}
    return row({"items": ITEMS}, **steps, check=step(2, "front", asks=list(asks)))


Case = tuple[str, Drawn, Drawn]
FIRES: list[Case] = [
    ("effort-shift-to-citizen", row(m=step(5), n=step(20, "front")), row(m=step(15), n=step(2, "front"))),
    ("effort-shift-to-citizen", row(m=step(5), n=step(20, "back")), row(m=step(6.2), n=step(18, "back"))),
    ("effort-shift-to-citizen", row(m=step(5), n=step(20, "front")), row(m=step(5), n=step(20))),
    ("effort-shift-to-agent", row(m=step(15), n=step(2, "front")), row(m=step(5), n=step(20, "front"))),
    ("effort-shift-to-agent", row(m=step(15), n=step(2, "front")), row(m=step(13.9), n=step(3.1, "front"))),
    ("effort-shift-to-agent", row(m=step(15)), row(m=step(15, "front"))),
    ("uneven-gain", two(20, 10), two(5, 30)),
    ("uneven-gain", two(20, 10), two(5, 10.6)),
    ("uneven-gain", two(20, 10), two(5, 8, lost=0.2)),
    ("counter-clone", counter("counter"), counter("web")),
    ("counter-clone", counter("post"), counter("app", minutes=9)),
    ("counter-clone", counter("phone"), counter("email")),
    ("check-removed-upstream", row({"items": ITEMS}, d=step(5, "front", kind="decision", asks=["bill"]),
                                   m=step(9, "back")), row({"items": ITEMS}, m=step(9, "back"))),
    ("check-removed-upstream", row({"items": ITEMS}, d=step(5, "front", kind="decision", uses=["bill"]),
                                   m=step(9, "back", fails=0.1, fallback="a")),
     row({"items": ITEMS}, m=step(9, "back", fails=0.3, fallback="a"))),
    ("check-removed-upstream", row({"items": ITEMS}, d=step(5, kind="decision", asks=["bill"]), m=step(9)),
     row({"items": ITEMS}, m=step(9))),
]
SILENT: list[Case] = [
    ("effort-shift-to-citizen", row(m=step(5), n=step(20, "front")), row(m=step(5), n=step(2, "front"))),
    ("effort-shift-to-citizen", row(m=step(5), n=step(20, "front")), row(m=step(15), n=step(20, "front"))),
    ("effort-shift-to-citizen", row(m=step(5), n=step(20, "front")), row(m=step(6), n=step(18, "front"))),
    ("effort-shift-to-citizen", row(m=step(15), n=step(2, "front")), row(m=step(5), n=step(20, "front"))),
    ("effort-shift-to-agent", row(m=step(5), n=step(20, "front")), row(m=step(15), n=step(2, "front"))),
    ("effort-shift-to-agent", row(m=step(15), n=step(2, "front")), row(m=step(14), n=step(3, "front"))),
    ("effort-shift-to-agent", row(m=step(15), n=step(2, "front")), row(m=step(15), n=step(9, "front"))),
    ("uneven-gain", two(20, 10), two(5, 10.4)),
    ("uneven-gain", two(20, 10), two(20, 30)),
    ("uneven-gain", two(20, 10, lost=0.5), two(5, 14)),
    ("counter-clone", counter("counter"), counter("web", asks=())),
    ("counter-clone", counter("counter"), counter("counter", minutes=3)),
    ("counter-clone", counter("web"), counter("app")),
    ("check-removed-upstream", row({"items": ITEMS}, d=step(5, "front", kind="decision", asks=["bill"]),
                                   m=step(9, "back", fails=0.1, fallback="a")),
     row({"items": ITEMS}, m=step(9, "back", fails=0.1, fallback="a"))),
    ("check-removed-upstream", row({"items": ITEMS}, d=step(5, "front", kind="decision", asks=["bill"]),
                                   m=step(9, "back")),
     row({"items": ITEMS}, v={"lane": "support", "kind": "decision"}, m=step(9, "back"))),
    ("check-removed-upstream", row(d=step(5, "front", kind="decision"), m=step(9, "back")), row(m=step(9, "back"))),
    ("check-removed-upstream", row({"items": ITEMS}, d=step(5, "front", kind="decision", asks=["bill"]),
                                   m=step(9, "back")),
     row({"items": ITEMS}, e=step(5, "front", kind="decision", asks=["bill"], replaces=["d"]), m=step(9, "back"))),
]


def lanes(**minutes: float) -> Drawn:
    """A conversation of six citizen's steps and one answer."""
    steps = {f"c{number}": step(minutes.get(f"c{number}", 5)) for number in range(6)}
    return Drawn({**steps, "r": step(minutes.get("r", 5), "front")},
                 (*pairwise(["a", *steps]), ("c5", "r", TALK), ("r", "z", TALK)))


CHANGED = {f"c{number}": 4.0 for number in range(6)}
FIRES += [
    ("one-lane-redesign", lanes(), lanes(**CHANGED)),
    ("one-lane-redesign", lanes(), lanes(**{**CHANGED, "c0": 5.0})),
    ("one-lane-redesign", lanes(), lanes(**{**CHANGED, "c1": 9.0})),
]
SILENT += [
    ("one-lane-redesign", lanes(), lanes(**CHANGED, r=4.0)),
    ("one-lane-redesign", lanes(), lanes(c5=4.0, c4=4.0, c3=4.0, c2=4.0)),
    ("one-lane-redesign", lanes(), lanes(c0=4.0, c1=4.0, c2=4.0, c3=4.0, c4=4.0)),
    ("one-lane-redesign", lanes(), lanes()),
]


@pytest.mark.parametrize(("rule", "before", "after"), FIRES)
def test_a_redesign_that_does_it_is_told(sketch: Sketch, rule: str, before: Drawn, after: Drawn) -> None:
    found = report(sketch, rule, before, after)
    assert {finding.rule for finding in found.findings} == {rule}
    assert found.failures == ()


@pytest.mark.parametrize(("rule", "before", "after"), SILENT)
def test_a_redesign_that_does_not_is_not_blamed(sketch: Sketch, rule: str, before: Drawn, after: Drawn) -> None:
    found = report(sketch, rule, before, after)
    assert (found.findings, found.not_assessed, found.failures) == ((), (), ())


@pytest.mark.parametrize("rule", [rule.name for rule in COMPARISON_RULES])
def test_without_the_as_is_nothing_is_judged(sketch: Sketch, rule: str) -> None:
    found = report(sketch, rule, None, lanes())
    assert found.findings == ()
    assert [gap.rule for gap in found.not_assessed] == [rule]
    alone = analyse(lanes().document(sketch), [one for one in COMPARISON_RULES if one.name == rule]).frictions
    assert (alone.findings, alone.not_assessed) == ((), ())


def only(found: FrictionReport) -> Finding:
    (finding,) = found.findings
    return finding


def test_the_shift_tells_both_sides_minutes(sketch: Sketch) -> None:
    found = only(report(sketch, *next(case for case in FIRES if case[0] == "effort-shift-to-citizen")))
    assert (found.citizen_minutes, found.agent_minutes, found.share, found.persona) == (10, -18, 1, None)
    assert (found.friction_class, found.severity, found.steps) == (FrictionClass.SHIFT, Severity.LOW, ("m",))
    assert "10\u00a0min" in translator("en")(found.message)


def test_a_shift_for_one_persona_is_theirs(sketch: Sketch) -> None:
    def drawn(own: float, clerk: float) -> Drawn:
        steps = {"o": step(9), "c": step(own), "d": step(clerk, "front")}
        flows = (("a", "o", {"only_for": ["p"]}), ("a", "c", {"only_for": ["q"]}), ("o", "z"), ("c", "d"), ("d", "z"))
        return Drawn(steps, flows, {"personas": PEOPLE})

    found = report(sketch, "effort-shift-to-citizen", drawn(5, 20), drawn(15, 10))
    told = [(one.persona, one.citizen_minutes, one.agent_minutes, one.share) for one in found.findings]
    assert told == [("q", 2.5, -2.5, 0.25)]


def test_an_uneven_gain_is_people_lost_where_fewer_come_through(sketch: Sketch) -> None:
    worse, lost = (only(report(sketch, *case)) for case in (FIRES[6], FIRES[8]))
    assert (worse.friction_class, worse.persona, worse.citizen_minutes, worse.share) == (
        FrictionClass.SHIFT, "q", 5.0, 0.25)
    assert (lost.friction_class, lost.persona) == (FrictionClass.LOSS, "q")
    assert lost.share == pytest.approx(0.05)


def test_a_check_taken_away_costs_what_is_done_again(sketch: Sketch) -> None:
    case = [case for case in FIRES if case[0] == "check-removed-upstream"][1]
    found = only(report(sketch, *case))
    again = 1 / 0.7
    assert found.agent_minutes == pytest.approx(again * 0.2 * 9)
    assert found.steps == ("m",)


def test_one_lane_is_a_question_not_a_cost(sketch: Sketch) -> None:
    found = only(report(sketch, "one-lane-redesign", lanes(), lanes(**CHANGED)))
    assert (found.steps, found.severity, found.citizen_minutes) == (("r",), Severity.LOW, None)
