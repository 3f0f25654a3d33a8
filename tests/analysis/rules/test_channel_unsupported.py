"""A detour for those who lack a channel: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import END, START, Case, assert_balanced, assert_speaks, only, report, step

RULE = "channel-unsupported"
OLD = [{"id": "old", "name": "Old", "weight": 1, "channels": ["phone", "counter"]},
       {"id": "all", "name": "All", "weight": 3}]
CASES: list[Case] = [
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
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_a_detour_costs_the_fallbacks_work_for_those_who_take_it(sketch: Sketch) -> None:
    found = only(sketch, RULE, CASES[0])
    assert (found.persona, found.share, found.citizen_minutes, found.agent_minutes) == ("old", 0.25, 2.5, 0.0)
    case = CASES[1]
    case[1]["o"]["help"] = "PT8M"
    (helped,) = report(sketch, RULE, case).findings
    assert (helped.citizen_minutes, helped.agent_minutes) == (0.0, 2.5 + 2.0)
