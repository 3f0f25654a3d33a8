"""What a quick fix would do, told before it is done."""

from __future__ import annotations

from typing import Any

import pytest

from blueprint.analysis.rules import RULES
from blueprint.analysis.runner import analyse
from blueprint.remedies import Change, fixes, preview

START, END = {"kind": "start"}, {"kind": "outcome", "outcome": "granted"}


def test_both_sides_and_each_persona_are_told(sketch: Any) -> None:
    # Given a form that Mme Roux, a quarter of the users, cannot fill in
    personas = [{"id": "roux", "name": "Mme Roux", "weight": 0.25, "channels": ["phone"]},
                {"id": "web", "name": "Web user", "weight": 0.75, "channels": ["web"]}]
    document = sketch({"a": START, "b": {"channel": "web", "work": "PT20M"}, "end": END}, [("a", "b"), ("b", "end")],
                      personas=personas)
    asked = [rule for rule in RULES if rule.name in ("blocked-persona", "dead-end")]
    finding, = analyse(document, asked).frictions.findings
    # When she is offered the telephone
    effect = preview(document, fixes(document, finding)[0], lambda one: analyse(one, asked))
    # Then both sides work more, and everybody gets through
    everybody = effect.everybody
    assert everybody is not None
    assert (everybody.citizen_minutes.before, everybody.citizen_minutes.after) == pytest.approx((15, 20))
    assert (everybody.agent_minutes.before, everybody.agent_minutes.after) == pytest.approx((0, 5))
    assert everybody.agent_minutes.by == pytest.approx(5)
    assert (everybody.completion.before, everybody.completion.after) == pytest.approx((0.75, 1))
    roux, web = effect.personas
    assert (roux.persona, roux.completion.value, roux.elapsed_minutes) == ("roux", Change(0, 1), Change(0, 40))
    assert (web.persona, web.citizen_minutes.by, web.agent_minutes.by) == ("web", 0, 0)
    assert effect.findings == Change(1, 0)
    # And nothing has happened
    assert document.step_by_id["b"].fallback is None
    assert effect.after.step_by_id["b"].fallback is not None


def test_without_rules_only_measures_are_told(sketch: Any) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P30D"}, "end": END}, [("a", "w"), ("w", "end")])
    finding = next(one for one in analyse(document, RULES).frictions.findings if one.rule == "silent-wait")
    effect = preview(document, fixes(document, finding)[0])
    assert effect.findings is None
    assert effect.everybody is not None
    assert effect.everybody.elapsed_minutes == Change(30 * 1440, 30 * 1440)


def test_what_nobody_has_timed_is_told(sketch: Any) -> None:
    document = sketch({"a": START, "b": {"channel": "web", "fails": 0.5}, "end": END}, [("a", "b"), ("b", "end")])
    finding = next(one for one in analyse(document, RULES).frictions.findings if one.rule == "dead-end")
    effect = preview(document, fixes(document, finding)[0])
    assert effect.everybody is not None
    assert (effect.everybody.untimed.before, effect.everybody.untimed.after) == (1, 3)
    assert effect.everybody.completion.value == Change(0.5, 1)
