"""What a quick fix would do, told before it is done."""

from __future__ import annotations

import pytest

from tests.remedies.conftest import Sketch
from visavis.blueprint.analysis import RULES, UNKNOWN, BeforeAfter, analyse
from visavis.blueprint.remedies import EffectChange, fixes, preview

START, END = {"kind": "start"}, {"kind": "outcome", "outcome": "granted"}


def pair(figure: BeforeAfter) -> tuple[float | None, float | None]:
    """A figure before and after; it must leave nothing out."""
    assert figure.before.is_known
    assert figure.after.is_known
    return figure.before.value, figure.after.value


def test_both_sides_and_each_persona_are_told(sketch: Sketch) -> None:
    # Given a form that Mme Roux, a quarter of the users, cannot fill in
    personas = [{"id": "roux", "name": "Mme Roux", "weight": 0.25, "channels": ["phone"]},
                {"id": "web", "name": "Web user", "weight": 0.75, "channels": ["web"]}]
    document = sketch({"a": START, "b": {"channel": "web", "work": "PT20M"}, "end": END}, [("a", "b"), ("b", "end")],
                      personas=personas)
    asked = [rule for rule in RULES if rule.name in ("blocked-persona", "dead-end")]
    finding, = analyse(document, asked).frictions.findings
    # When she is offered the telephone
    effect = preview(document, fixes(document, finding)[0], lambda one: analyse(one, asked))
    # Then everybody gets through; a decided case takes agents' time now, a citizen's as before
    everybody = effect.everybody
    assert everybody is not None
    assert pair(everybody.efforts.citizen) == pytest.approx((20, 20))
    assert pair(everybody.efforts.agent) == pytest.approx((0, 5))
    assert pair(everybody.granted) == pair(everybody.completion) == pytest.approx((0.75, 1))
    # And of those who were lost it is told what they take from the start to where the drawing ends
    roux, web = effect.personas
    assert (roux.persona, pair(roux.completion), pair(roux.efforts.elapsed)) == ("roux", (0, 1), (0, 40))
    assert (everybody.is_decided, roux.is_decided) == (True, False)
    assert web.persona == "web"
    assert [pair(figure) for figure in (web.efforts.citizen, web.efforts.agent)] == [(20, 20), (0, 0)]
    assert effect.findings == EffectChange(1, 0)
    # And nothing has happened
    assert document.step_by_id["b"].fallback is None
    assert effect.after.step_by_id["b"].fallback is not None


def test_without_rules_only_measures_are_told(sketch: Sketch) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P30D"}, "end": END}, [("a", "w"), ("w", "end")])
    finding = next(one for one in analyse(document, RULES).frictions.findings if one.rule == "silent-wait")
    effect = preview(document, fixes(document, finding)[0])
    assert effect.findings is None
    assert effect.everybody is not None
    assert pair(effect.everybody.efforts.elapsed) == (30 * 1440, 30 * 1440)


def test_what_nobody_has_timed_is_told(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"channel": "web", "fails": 0.5}, "end": END}, [("a", "b"), ("b", "end")])
    finding = next(one for one in analyse(document, RULES).frictions.findings if one.rule == "dead-end")
    effect = preview(document, fixes(document, finding)[0])
    assert effect.everybody is not None
    assert effect.everybody.efforts.citizen.before == UNKNOWN
    assert effect.everybody.efforts.agent.after == UNKNOWN
    assert pair(effect.everybody.completion) == (0.5, 1)
