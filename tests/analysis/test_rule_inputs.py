"""What a rule reads beside its needs, of every kind of element: told as lacking where nothing says it, never a fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import (
    Finding,
    FrictionClass,
    FrictionReport,
    NotAssessed,
    RuleContext,
    Threshold,
    analyse,
)
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule_inputs import has_field
from visavis.blueprint.language import message

STEP, FLOW, ITEM, ACTOR = InputElement.STEP, InputElement.FLOW, InputElement.ITEM, InputElement.ACTOR
PERSONA, SERVICE, HEAD = InputElement.PERSONA, InputElement.SERVICE, InputElement.HEAD
BARE: dict[str, Any] = {"a": {"kind": "start"}, "d": {"kind": "decision", "lane": "front"},
                        "y": {"kind": "outcome", "outcome": "granted"}, "n": {"kind": "outcome", "outcome": "refused"}}


class Reads:
    """A rule that finds nothing and reads one input."""

    name = "reads"
    title = message("Broken")
    friction_class = FrictionClass.LOAD
    needs: tuple[Need, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    sets: frozenset[str] = frozenset()
    guide = RuleGuide(*(message("online"),) * 5, (), ())

    def __init__(self, element: InputElement, field: str) -> None:
        self._reads = (Need(message("online"), element, field),)

    @property
    def reads(self) -> tuple[Need, ...]:
        return self._reads

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        return ()


class Silent(Reads):
    """A rule that cannot even say what it reads."""

    name = "silent"

    @property
    def reads(self) -> tuple[Need, ...]:
        raise KeyError("gone")


def ask(sketch: Sketch, rule: Reads, step: dict[str, Any] | None = None, flow: dict[str, Any] | None = None,
        **head: Any) -> FrictionReport:
    steps = {**BARE, "d": {**BARE["d"], **(step or {})}}
    flows = [("a", "d"), ("d", "y", flow or {}), ("d", "n")]
    return analyse(sketch(steps, flows, **head), [rule]).frictions


CASES: tuple[tuple[InputElement, str, dict[str, Any]], ...] = (
    (STEP, "channel", {"step": {"channel": "phone"}}),
    (STEP, "asks", {"step": {"asks": ["i"]}, "items": [{"id": "i", "name": "I"}]}),
    (STEP, "asks", {"flow": {"carries": ["i"]}, "items": [{"id": "i", "name": "I"}]}),
    (STEP, "informs.who", {"step": {"informs": {"who": "citizen"}}}),
    (STEP, "fails", {"step": {"fails": 0}}),
    (STEP, "hidden", {"step": {"hidden": True}}),
    (FLOW, "probability", {"flow": {"probability": 0.4}}),
    (FLOW, "probability", {"flow": {"probability": 0}}),
    (FLOW, "condition", {"flow": {"condition": "complete"}}),
    (ITEM, "held_by", {"items": [{"id": "i", "name": "I", "held_by": "tax"}]}),
    (ACTOR, "availability", {"actors": [{"id": "clerk", "name": "C", "side": "agent", "availability": 0.5},
                                        {"id": "firm", "name": "F", "side": "partner"}]}),
    (PERSONA, "channels", {"personas": [{"id": "p", "name": "P", "channels": ["phone"]}]}),
    (SERVICE, "tolerated_time", {"service": {"tolerated_time": "P9D"}}),
    (SERVICE, "legal_clock.pauses", {"service": {"legal_clock": {"pauses": ["d"]}}}),
    (HEAD, "redesigns", {"redesigns": "old"}),
    (HEAD, "service.price", {"service": {"price": 0}}),
    (HEAD, "items.purpose", {"items": [{"id": "i", "name": "I", "purpose": "law"}]}),
)


@pytest.mark.parametrize(("element", "field", "told"), CASES, ids=lambda part: part if isinstance(part, str) else "")
def test_an_input_of_any_element_is_lacking_until_something_says_it(sketch: Sketch, element: InputElement, field: str,
                                                                    told: dict[str, Any]) -> None:
    rule = Reads(element, field)
    without, said = ask(sketch, rule), ask(sketch, rule, **told)
    assert (without.failures, said.failures) == ((), ())
    assert [gap.needs for gap in without.not_assessed] == [rule.reads]
    assert said.not_assessed == ()


def test_what_has_a_part_without_the_field_lacks_it(sketch: Sketch) -> None:
    rule = Reads(STEP, "informs.who")
    assert [gap.needs for gap in ask(sketch, rule, step={"informs": {"promise": "soon"}}).not_assessed] == [rule.reads]


def test_only_what_people_come_to_is_asked_about(sketch: Sketch) -> None:
    steps = {**BARE, "far": {"channel": "phone"}, "off": {"kind": "decision"}}
    flows = [("a", "d"), ("d", "y"), ("d", "n"), ("off", "y", {"probability": 0.3}), ("off", "far")]
    for element, field in ((STEP, "channel"), (FLOW, "probability")):
        assert analyse(sketch(steps, flows), [Reads(element, field)]).frictions.not_assessed


@pytest.mark.parametrize("steps", [{}, {"a": BARE["a"], "y": BARE["y"]}], ids=["nothing", "one way"])
def test_where_there_is_no_choice_no_probability_is_lacking(sketch: Sketch, steps: dict[str, Any]) -> None:
    found = analyse(sketch(steps, [("a", "y")] if steps else []), [Reads(FLOW, PROBABILITIES.field)]).frictions
    assert (found.failures, found.not_assessed) == ((), ())


@pytest.mark.parametrize(("rule", "told"), [
    (Reads(STEP, "probability"), "'Step' object has no attribute 'probability'"), (Silent(STEP, "channel"), "KeyError: 'gone'")])
def test_a_rule_whose_inputs_cannot_be_read_is_told_and_the_others_go_on(sketch: Sketch, rule: Reads, told: str) -> None:
    document = sketch(BARE, [("a", "d"), ("d", "y"), ("d", "n")])
    found = analyse(document, [rule, Reads(STEP, "channel")]).frictions
    (failure,) = found.failures
    assert failure.plugin == rule.name
    assert told in str(failure.describe())
    assert [gap.rule for gap in found.not_assessed] == ["reads"]


@pytest.mark.parametrize(("element", "field", "is_there"), [
    (STEP, "informs", True), (STEP, "informs.who", True), (STEP, "informs.whom", False), (STEP, "chanel", False),
    (STEP, "probability", False), (FLOW, "probability", True), (ITEM, "held_by", True), (STEP, "held_by", False),
    (STEP, "work.mean", False), (STEP, "title.x", False), (STEP, "", False), (STEP, "informs.", False),
    (HEAD, "items.held_by", True), (SERVICE, "legal_clock.starts", True), (ACTOR, "id", True), (PERSONA, "x", False),
])
def test_a_need_names_a_field_of_the_file(element: InputElement, field: str, is_there: bool) -> None:
    assert has_field(Need(message("online"), element, field)) is is_there
