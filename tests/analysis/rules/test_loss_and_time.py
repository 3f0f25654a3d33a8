"""People lost and time that passes: where each rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from itertools import pairwise
from math import exp, sqrt
from typing import Any

import pytest

from tests.analysis.rules import tables
from tests.analysis.rules.tables import END, START, Case, Tables, report, row, step
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, Severity
from visavis.blueprint.analysis.simulation.simulate import LAW_RUNS
from visavis.blueprint.language import translator
from visavis.blueprint.model import Basis

NO = {"kind": "outcome", "outcome": "refused"}
LOST = {"kind": "outcome", "outcome": "abandoned"}
ITEMS = [{"id": "bill", "name": "Bill"}, {"id": "name", "name": "Name", "kind": "data"},
         {"id": "tax", "name": "Tax", "held_by": "tax office"}]
OLD = [{"id": "old", "name": "Old", "weight": 1, "channels": ["phone", "counter"]},
       {"id": "all", "name": "All", "weight": 3}]


def wait(days: float | None, **told: Any) -> dict[str, Any]:
    return {"kind": "wait", **({} if days is None else {"wait": f"PT{round(days * 1440)}M"}), **told}


def online(expected: str, *, channel: str = "web", human: dict[str, Any] | None = None, **told: Any) -> Case:
    """A digital step that speaks to an agent, with or without a human as its fallback."""
    steps = {"a": START, "o": step(channel=channel, **told), "b": step("back"), "z": END,
             **({"h": human} if human else {})}
    flows = [("a", "o"), ("o", "b"), ("b", "z"), *([("h", "b")] if human else [])]
    return expected, steps, flows, {}


def beside(expected: str, channel: str) -> Case:
    """Two ways to ask: online, and another one."""
    steps = {"a": {**START, "split": "one"}, "o": step(channel="web"), "p": step(channel=channel),
             "b": step("back"), "z": END}
    flows = [("a", "o", {"probability": 0.5}), ("a", "p", {"probability": 0.5}), ("o", "b"), ("p", "b"), ("b", "z")]
    return expected, steps, flows, {}


def cliffs(expected: str, *chances: float | None) -> Case:
    """A row of steps from which people may give up."""
    steps: dict[str, Any] = {"a": START, "x": LOST, "z": END}
    flows: list[tuple[Any, ...]] = []
    last: str = "a"
    for number, chance in enumerate(chances):
        name = f"s{number}"
        steps[name] = step(split="one")
        flows.append((last, name, {} if last == "a" else {"probability": 1 - (chances[number - 1] or 0)}))
        flows.append((name, "x", {} if chance is None else {"probability": chance}))
        last = name
    flows.append((last, "z", {} if chances[-1] is None else {"probability": 1 - chances[-1]}))
    return expected, steps, flows, {}


def machine(expected: str, *, lane: str = "support", odds: float = 0.5, channel: str = "web",
            **limit: Any) -> Case:
    steps = {"a": START, "f": step(channel=channel), "m": {"lane": lane, "kind": "decision"}, "z": END}
    flows = [("a", "f"), ("f", "m"), ("m", "f", {"probability": odds, **limit}), ("m", "z", {"probability": 1 - odds})]
    return expected, steps, flows, {}


def knockout(expected: str, *, between: int = 2, uses: tuple[str, ...] = ("name",), known: str = "k",
             refused: float = 0.2, **told: Any) -> Case:
    """Facts given at k, some steps, and a decision that may refuse because of them."""
    steps: dict[str, Any] = {"a": START, "k": step(gives=["name"] if known == "k" else [])}
    steps |= {f"w{number}": step("back" if number % 2 else "front") for number in range(between)}
    steps |= {"d": step("back", kind="decision", uses=list(uses), **told), "z": END, "x": NO}
    names = ["a", "k", *(f"w{number}" for number in range(between)), "d"]
    flows = [*pairwise(names), ("d", "z", {"probability": 1 - refused}), ("d", "x", {"probability": refused})]
    return expected, steps, flows, {"items": ITEMS}


def service(**told: Any) -> dict[str, Any]:
    return {"service": told}


def law(days: int, **clock: Any) -> dict[str, Any]:
    """A legal deadline, and a legal clock from the first step to the last one unless `clock` says otherwise."""
    return service(legal_deadline=f"P{days}D", legal_clock={"starts": "a", "stops": "z", "pauses": [], **clock})


def staffed(cases: int | None, people: float | None) -> dict[str, Any]:
    return {"service": {} if cases is None else {"cases_per_year": cases},
            "actors": [{"id": "clerk", "name": "Clerks", "side": "agent",
                        **({} if people is None else {"capacity": people})},
                       {"id": "firm", "name": "Firm", "side": "partner"}]}


def visit(**told: Any) -> dict[str, Any]:
    return step(channel="counter", **told)


TABLES: Tables = {
    "no-human-fallback": [
        online("o"), online("o", channel="app", fails=0.1, fallback="z"), online("o", channel="kiosk"),
        beside("o", "post"), row("o", None, o=step(channel="email", asks=[]), s={"lane": "support"}),
        online("", channel="phone"), online("", fails=0), beside("", "counter"),
        online("", fails=0.2, fallback="h", human=step("front", channel="phone")),
        row("", None, o=step(channel="sms"), b=step()),
    ],
    "channel-unsupported": [
        ("o", {"a": START, "o": step(channel="web", fallback="h"), "h": step(channel="phone"), "z": END},
         [("a", "o"), ("o", "z"), ("h", "z")], {"personas": OLD}),
        ("o", {"a": START, "o": step("front", channel="app", fallback="h"), "h": step("front"), "z": END},
         [("a", "o"), ("o", "z"), ("h", "z")], {"personas": OLD}),
        ("o", {"a": START, "o": step(channel="email", fallback="h", fails=0.1), "h": step(), "z": END},
         [("a", "o"), ("o", "z"), ("h", "z")], {"personas": OLD}),
        ("", {"a": START, "o": step(channel="phone", fallback="h"), "h": step(), "z": END},
         [("a", "o"), ("o", "z"), ("h", "z")], {"personas": OLD}),
        ("", {"a": START, "o": step(channel="web"), "z": END}, [("a", "o"), ("o", "z")], {"personas": OLD}),
        ("", {"a": START, "o": step(channel="web", fallback="h"), "h": step(), "z": END},
         [("a", "o"), ("o", "z"), ("h", "z")], {}),
        ("", {"a": START, "n": step(), "o": step(channel="web", fallback="h"), "h": step(), "z": END},
         [("a", "n"), ("n", "z"), ("o", "z"), ("h", "z")], {"personas": OLD}),
    ],
    "dropout-cliff": [
        cliffs("s0", 0.06), cliffs("s0 s1", 0.1, 0.1), cliffs("s2", 0.06, 0.06, 0.13),
        (*cliffs("s0", 0.03)[:3], {"thresholds": [{"id": "l", "rule": "dropout-cliff", "name": "abandoned",
                                                   "value": 2, "unit": "percent"}]}),
        cliffs("", 0.05), cliffs("", 0.04, 0.01), cliffs("", 0.1, 0.1, 0.1), cliffs("", 0.06, 0.06, 0.12),
        row("", None, s=step()),
    ],
    "unbounded-loop": [
        machine("m"), machine("m", odds=0.1), machine("m", channel="app"),
        machine("", max_times=3), machine("", lane="front"), machine("", channel="phone"), machine("", odds=0.0),
        row("", None, s=step()),
    ],
    "late-knockout": [
        knockout("d"), knockout("d", between=3), knockout("d", uses=(), asks=["name"], between=4),
        (*knockout("d", between=1)[:3], {"items": ITEMS, "thresholds": [
            {"id": "l", "rule": "late-knockout", "name": "steps", "value": 1, "unit": "count"}]}),
        knockout("", between=1), knockout("", uses=("name", "bill")), knockout("", known="nowhere"),
        knockout("", refused=0.0), row("", None, d=step("back", kind="decision")),
    ],
    "hidden-prerequisite": [
        row("r", {"items": ITEMS}, n=step("front", announces=["tax"]), r=step("front", asks=["bill"])),
        row("r", {"items": ITEMS}, r=step(asks=["bill", "name"]), n=step("front", announces=["bill"])),
        row("q", {"items": [*ITEMS, {"id": "key", "name": "Key"}]}, n=step("front", announces=["bill"]),
            r=step("front", asks=["bill"]), s=step(), q=step("front", asks=["key"])),
        row("", {"items": ITEMS}, n=step("front", announces=["bill"]), r=step("front", asks=["bill"])),
        row("", {"items": ITEMS}, n=step("front", announces=["bill"]), r=step("front", asks=["name"])),
        row("", {"items": ITEMS}, n=step("front", announces=["bill"]), r=step("front", asks=["tax"])),
        row("", {"items": ITEMS}, r=step("front", asks=["bill"], announces=["bill"])),
        row("", {"items": ITEMS}, s=step()),
    ],
    "appointment-desert": [
        row("w", None, w=wait(31, appointment=True)), row("w", None, w=wait(40, title="Attend le rendez-vous")),
        row("w", service(legal_deadline="P20D"), w=wait(21, appointment=True)),
        row("w", {"avoid": [{"id": "v", "text": "x", "rule": "appointment-desert",
                             "limit": {"value": 10, "unit": "day"}}]}, w=wait(11, appointment=True)),
        row("", None, w=wait(30, appointment=True)), row("", None, w=wait(90)),
        row("", service(legal_deadline="P20D"), w=wait(20, appointment=True)),
        row("", None, w=step(title="Prend rendez-vous")),
    ],
    "wait-dominated": [
        row("w", None, s=step(minutes=10), w=wait(2)), row("w", None, s=step("back", minutes=60), w=wait(30)),
        row("b", None, b=step("back", minutes=20, wait="P9D")), row("w", None, w=wait(9)),
        row("", None, s=step(minutes=10), w=wait(1)), row("", None, s=step(minutes=160), w=wait(2)),
        row("", None, s=step(minutes=10)),
        row("", {"thresholds": [{"id": "l", "rule": "wait-dominated", "name": "work", "value": 0.1,
                                 "unit": "percent"}]}, s=step(minutes=10), w=wait(2)),
    ],
    "multi-visit": [
        row("v", None, u=visit(), c=step(), v=visit()), row("w", None, u=visit(), v=visit(), c=step(), w=visit()),
        row("v", None, u=step(place="counter"), s=step("back"), c=step(), v=visit()),
        row("", None, u=visit(), v=visit()), row("", None, u=visit(), c=step(), v=visit(legal=["identity"])),
        row("", None, u=visit(), d=step("back", kind="decision"), c=step(), v=visit()),
        row("", {"items": ITEMS}, u=visit(), d=step("back", gives=["bill"]), c=step(), v=visit()),
        row("", None, u=visit(), w=wait(3), v=visit()), row("", None, u=visit(), f=step("front"), v=visit()),
        row("", None, u=visit(), c=step(channel="phone")),
    ],
    "deadline-mismatch": [
        row("w", law(60), s=step(), w=wait(61)),
        row("s", None, w=wait(10), s=step("back", deadline="P9D")),
        row("w", law(60), w={"kind": "wait", "wait": {"mean": "P61D", "distribution": "exponential"}}),
        row("w", law(60), w={"kind": "wait", "wait": {"mean": "P59D", "distribution": "exponential"}}),
        row("u", {"items": [{"id": "bill", "name": "Bill", "valid_for": "P30D"}]},
            r=step("front", asks=["bill"]), w=wait(31), u=step("back", uses=["bill"])),
        row("", law(60), w=wait(59)), row("", law(60), w=wait(60)),
        row("", law(60, pauses=["w"]), w=wait(61)), row("v", law(60, pauses=["w"]), w=wait(61), v=wait(61)),
        row("", law(60, starts="w"), w=wait(61)), row("", law(60, stops="s"), s=step(), w=wait(61)),
        row("", None, w=wait(8), s=step("back", deadline="P9D")),
        row("", {"items": [{"id": "bill", "name": "Bill", "valid_for": "P30D"}]},
            r=step("front", asks=["bill"]), w=wait(29), u=step("back", uses=["bill"])),
        row("", None, w=wait(90)),
        ("", {"a": START, "p": wait(20), "q": wait(2), "s": step("back", deadline="P9D"), "z": END, "b": step()},
         [("a", "b"), ("b", "p", {"only_for": ["old"]}), ("b", "q", {"not_for": ["old"]}), ("p", "s"), ("q", "s"),
          ("s", "z")], {"personas": OLD}),
    ],
    "overloaded-pool": [
        row("t", staffed(9000, 1), t=step("front")), row("t", staffed(8000, 1), t=step("front")),
        row("t", staffed(100_000, 2), t=step("front")),
        row("", staffed(7000, 1), t=step("front")), row("", staffed(9000, 2), t=step("front")),
        row("", staffed(None, None), t=step()),
        row("", staffed(100, 1), t=step("front")),
    ],
}
def only(sketch: Any, name: str, number: int = 0) -> Finding:
    return tables.only(sketch, TABLES, name, number)


def said(finding: Finding) -> str:
    return translator("en")(finding.message).replace("\u00a0", " ")


def test_every_rule_has_three_cases_of_each_kind() -> None:
    tables.assert_balanced(TABLES)


@pytest.mark.parametrize(("name", "case"), tables.parameters(TABLES))
def test_the_rule_speaks_where_it_should(sketch: Any, name: str, case: Case) -> None:
    tables.assert_speaks(sketch, name, case)


@pytest.mark.parametrize(("name", "case", "steps"), [
    ("no-human-fallback", row("", None, s=step()), ("a", "s")), ("dropout-cliff", cliffs("", None), ("s0",)),
    ("late-knockout", knockout("", uses=()), ("d",)),
    ("hidden-prerequisite", row("", {"items": ITEMS}, r=step("front", asks=["bill"])), ("r",)),
    ("appointment-desert", row("", None, w=wait(None, appointment=True)), ("w",)),
    ("wait-dominated", row("", None, s={}, w=wait(9)), ("s",)),
    ("wait-dominated", row("", None, s=step(), w=wait(None)), ("w",)),
    ("multi-visit", row("", None, s=step()), ()),
    ("deadline-mismatch", row("", None, s=step(legal=["request"])), ()),
    ("deadline-mismatch", row("", service(legal_deadline="P60D"), w=wait(61)), ()),
    ("deadline-mismatch", row("", law(60), w=wait(None)), ("w",)),
    ("overloaded-pool", row("", staffed(None, 2), t=step("front")), ("t",)),
    ("overloaded-pool", row("", staffed(100, None), t=step("front")), ("t",)),
])
def test_a_rule_that_lacks_its_inputs_says_so(sketch: Any, name: str, case: Case, steps: tuple[str, ...]) -> None:
    found = report(sketch, name, case)
    assert found.findings == ()
    expected = [] if name == "multi-visit" else [(name, steps)]
    assert [(gap.rule, gap.steps) for gap in found.not_assessed] == expected


def test_people_lost_are_shares_and_guesses_are_hypotheses(sketch: Any) -> None:
    guess, told = only(sketch, "no-human-fallback"), only(sketch, "no-human-fallback", 1)
    assert (guess.friction_class, guess.share, guess.basis) == (FrictionClass.LOSS, pytest.approx(0.08), Basis.ASSUMED)
    assert (told.share, told.is_hypothesis) == (pytest.approx(0.1), False)
    assert only(sketch, "dropout-cliff").share == pytest.approx(0.06)
    assert only(sketch, "unbounded-loop").share == pytest.approx(0.5 ** 3)


def test_a_detour_costs_the_fallbacks_work_for_those_who_take_it(sketch: Any) -> None:
    found = only(sketch, "channel-unsupported")
    assert (found.persona, found.share, found.citizen_minutes, found.agent_minutes) == ("old", 0.25, 2.5, 0.0)
    case = TABLES["channel-unsupported"][1]
    case[1]["o"]["help"] = "PT8M"
    (helped,) = report(sketch, "channel-unsupported", case).findings
    assert (helped.citizen_minutes, helped.agent_minutes) == (0.0, 2.5 + 2.0)


def test_a_late_refusal_costs_the_work_of_those_refused(sketch: Any) -> None:
    found = only(sketch, "late-knockout")
    assert (found.citizen_minutes, found.agent_minutes) == (0.0, pytest.approx(0.2 * 20))
    assert found.share == pytest.approx(0.2)


def test_days_make_the_severity_where_minutes_say_nothing(sketch: Any) -> None:
    near, far = only(sketch, "appointment-desert"), report(sketch, "appointment-desert", row(
        "w", None, w=wait(95, appointment=True))).findings[0]
    assert (near.severity, far.severity) == (Severity.LOW, Severity.CRITICAL)
    assert only(sketch, "appointment-desert", 2).friction_class is FrictionClass.LOSS
    phase = only(sketch, "wait-dominated", 1)
    assert (phase.severity, said(phase)) == (Severity.HIGH, "In “P” 30 d pass for 1 h of work")


def test_a_spared_visit_is_an_hour_and_a_half_unless_it_was_measured(sketch: Any) -> None:
    found = only(sketch, "multi-visit")
    assert (found.citizen_minutes, found.agent_minutes, found.basis) == (90.0, 0.0, Basis.ASSUMED)
    case = row("v", None, u=visit(), c=step(), v=visit(basis="measured"))
    (measured,) = report(sketch, "multi-visit", case).findings
    assert (measured.citizen_minutes, measured.basis) == (10.0, Basis.MEASURED)


def test_deadlines_are_told_with_both_times(sketch: Any) -> None:
    journey, due = only(sketch, "deadline-mismatch"), only(sketch, "deadline-mismatch", 1)
    assert said(journey) == "100% of the cases whose legal clock runs are answered after 60 days"
    assert journey.share == pytest.approx(1.0)
    assert said(due) == "It comes after 10 d at the earliest, and is due after 9 days"


@pytest.mark.parametrize(("number", "mean"), [(2, 61), (3, 59)])
def test_how_many_are_late_comes_from_the_law_of_the_time(sketch: Any, number: int, mean: int) -> None:
    """Of an exponential wait e^(−limit/mean) are longer than the limit, whichever side of it the mean is."""
    late = exp(-60 / mean)
    found = only(sketch, "deadline-mismatch", number)
    assert found.share == pytest.approx(late, abs=4.5 * sqrt(late * (1 - late) / LAW_RUNS))


def test_a_full_pool_is_graver_the_fuller_it_is(sketch: Any) -> None:
    nearly, warned, endless = (only(sketch, "overloaded-pool", number) for number in (0, 1, 2))
    assert [found.severity for found in (nearly, warned, endless)] == [Severity.HIGH, Severity.MEDIUM,
                                                                       Severity.CRITICAL]
    assert said(warned).startswith("Clerks are asked for 83% of their time; cases queue ")
    assert said(endless).endswith("the queue grows for ever")


@pytest.mark.parametrize(("cases", "people", "missing"), [
    (None, 2, ["cases_per_year"]), (100, None, ["capacity"]), (None, None, ["cases_per_year", "capacity"])])
def test_only_what_is_missing_is_asked_for(sketch: Any, cases: int | None, people: int | None, missing: list[str]) -> None:
    case = row("", staffed(cases, people), t=step("front"))
    report = tables.report(sketch, "overloaded-pool", case)
    gap, = (gap for gap in report.not_assessed if gap.rule == "overloaded-pool")
    assert [need.field for need in gap.needs] == missing


def test_a_pool_with_a_step_without_a_time_is_asked_for_at_least_so_much(sketch: Any) -> None:
    case = row("t", staffed(8000, 1), t=step("front"), u={"lane": "front"})
    report = tables.report(sketch, "overloaded-pool", case)
    found, = (one for one in report.findings if one.rule == "overloaded-pool")
    assert said(found).startswith("Clerks are asked for at least 83% of their time; cases queue at least ")
