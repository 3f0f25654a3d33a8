"""Running rules: ranks, waivers, limits, failures, stories, and documents that are only half drawn."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import json_schema
from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import (
    RULES,
    Finding,
    FrictionClass,
    FrictionReport,
    NotAssessed,
    RuleContext,
    Severity,
    Threshold,
    analyse,
    context_of,
)
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.runner import Cancelled
from visavis.blueprint.analysis.frictions.thresholds import SHARE_BANDS, band, severity_of
from visavis.blueprint.analysis.reports.analysis_json import (
    findings_json,
    findings_schema,
    measures_json,
    measures_schema,
)
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import Basis, LimitUnit
from visavis.blueprint.storage import load

START = {"kind": "start", "work": "PT5M"}
END = {"kind": "outcome", "outcome": "granted"}
TALK = {"kind": "interaction"}


class Broken:
    """A plugged-in rule with a bug."""

    name = "broken"
    title = message("Broken")
    friction_class = FrictionClass.LOAD
    needs: tuple[Need, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    sets: frozenset[str] = frozenset()
    guide = RuleGuide(*(message("online"),) * 5, (), ())

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        raise ZeroDivisionError("surprise\nwith details")


class Everywhere(Broken):
    """A rule that finds something on every step."""

    name = "everywhere"
    needs = (Need(message("how long the waits last"), InputElement.STEP, "wait"),)

    def assess(self, context: RuleContext) -> Iterator[Finding | NotAssessed]:
        for step in context.steps:
            minutes = float(len(step.id))
            yield context.finding(self, (step.id,), message("online"), message("online"), agent=minutes)
            yield context.not_assessed(self, [step.id])


def silent(sketch: Sketch, **head: Any) -> Any:
    steps = {"a": START, "w": {"kind": "wait", "wait": "P30D", "split": "one", "basis": "estimated"},
             "c": {"channel": "phone", "work": "PT15M", "basis": "assumed"}, "r": {"lane": "front", "work": "PT5M"},
             "e": END}
    flows = [("a", "w"), ("w", "e", {"probability": 0.6}), ("w", "c", {"probability": 0.4}), ("c", "r", TALK),
             ("r", "w", TALK)]
    return sketch(steps, flows, **head)


def report(document: Any, *rules: str) -> FrictionReport:
    return analyse(document, [rule for rule in RULES if not rules or rule.name in rules]).frictions


def test_the_silent_wait_counts_the_contacts_it_provokes(sketch: Sketch) -> None:
    found = report(silent(sketch), "silent-wait").findings[0]
    calls = 0.4 / 0.6
    assert found.steps == ("w", "c", "r")
    assert found.citizen_minutes == pytest.approx(15 * calls)
    assert found.agent_minutes == pytest.approx(5 * calls)
    assert found.share == 1.0
    assert found.basis is Basis.ASSUMED
    assert found.is_hypothesis
    assert str(found.message) == "People wait 30\u00a0days without news; in 40% of the cases they ask for news"


def test_a_silence_in_several_waits_is_told_as_one(sketch: Sketch) -> None:
    document = sketch({"a": START, "w": {"kind": "wait", "wait": "P10D"}, "v": {"kind": "wait", "wait": "P20D"},
                       "e": END}, [("a", "w"), ("w", "v"), ("v", "e")])
    (found,) = report(document, "silent-wait").findings
    assert found.steps == ("v", "w")
    assert str(found.message).startswith("People wait 30\u00a0days without news")


def test_an_effect_names_its_root_unless_the_root_is_waived(sketch: Sketch) -> None:
    chase = next(found for found in report(silent(sketch)).findings if found.rule == "chase-contact")
    assert "counted with: Waiting without news" in str(chase.message)
    assert chase.share == pytest.approx(0.4)
    waiver = {"id": "k", "rule": "silent-wait", "step": "w", "reason": "legal", "text": "objection period"}
    waived = report(silent(sketch, waivers=[waiver]))
    chase = next(found for found in waived.findings if found.rule == "chase-contact")
    assert "counted with" not in str(chase.message)


@pytest.mark.parametrize(("step", "count"), [("w", 0), (None, 0), ("c", 1)])
def test_a_waiver_keeps_a_friction_at_its_step_or_everywhere(sketch: Sketch, step: str | None, count: int) -> None:
    waiver = {"id": "k", "rule": "silent-wait", "reason": "legal", **({"step": step} if step else {})}
    found = report(silent(sketch, waivers=[waiver]), "silent-wait")
    assert len(found.open) == count
    assert len(found.findings) == 1
    assert (found.findings[0].waived is None) == (count == 1)


def test_a_rule_that_raises_is_told_and_the_others_go_on(sketch: Sketch) -> None:
    found = analyse(silent(sketch), [Broken(), *RULES]).frictions
    assert [str(failure.describe()) for failure in found.failures] == [
        "plug-in 'broken': rule 'broken': ZeroDivisionError: surprise"]
    assert any(finding.rule == "silent-wait" for finding in found.findings)


def test_findings_are_ranked_by_people_lost_then_minutes_and_numbered_by_group(sketch: Sketch) -> None:
    document = sketch({"a": START, "bb": {}, "cccccc": {}, "ddd": {"fails": 0.5}, "e": END},
                      [("a", "bb"), ("bb", "cccccc"), ("cccccc", "ddd"), ("ddd", "e")])
    found = analyse(document, [Everywhere(), *RULES]).frictions.findings
    assert found[0].friction_class is FrictionClass.LOSS
    assert [finding.steps[0] for finding in found[1:]] == ["cccccc", "ddd", "bb", "a", "e"]
    assert [hotspot.number for hotspot in FrictionReport(found).hotspots] == [1, *[2] * 5]


def test_the_order_of_the_rules_means_nothing_to_what_is_found(examples: list[Path]) -> None:
    for path in examples[:4]:
        document = load(path).document
        one, other = (analyse(document, rules).frictions for rules in (RULES, RULES[::-1]))
        assert (one.findings, one.clauses) == (other.findings, other.clauses)
        assert sorted(gap.rule for gap in one.not_assessed) == sorted(gap.rule for gap in other.not_assessed)


def test_what_a_rule_lacks_is_told_once_with_all_its_steps(sketch: Sketch) -> None:
    missing = analyse(silent(sketch), [Everywhere()]).frictions.not_assessed
    assert [(gap.rule, gap.steps) for gap in missing] == [("everywhere", ("a", "w", "c", "r", "e"))]
    assert [str(part) for part in missing[0].missing] == ["how long the waits last"]


def test_rules_without_their_inputs_are_not_assessed_rather_than_fine(sketch: Sketch) -> None:
    document = sketch({"a": START, "w": {"kind": "wait"}, "d": {"kind": "decision", "lane": "front"}},
                      [("a", "d"), ("d", "a"), ("d", "w")])
    assert {gap.rule for gap in report(document).not_assessed} >= {
        "silent-wait", "dead-end", "already-held", "asked-twice", "rekeying", "rework-loop", "ping-pong",
        "channel-break", "blind-agent"}


def test_the_strictest_clause_that_applies_sets_the_limit(sketch: Sketch) -> None:
    clauses = [{"id": "1", "text": "x", "rule": "r", "limit": {"value": 48, "unit": "hour"}},
               {"id": "2", "text": "x", "rule": "r", "limit": {"value": 9, "unit": "percent"}},
               {"id": "3", "text": "x", "rule": "r", "limit": {"value": 1, "unit": "day"},
                "scope": {"lane": "front"}},
               {"id": "6", "text": "x", "rule": "r", "limit": {"value": 0, "unit": "day"}, "scope": {"persona": "p"}},
               {"id": "4", "text": "x", "rule": "r"}, {"id": "5", "text": "x", "rule": "s",
                                                       "limit": {"value": 0, "unit": "day"}}]
    context = context_of(silent(sketch, avoid=clauses, personas=[{"id": "p", "name": "P"}]))
    days = Threshold("wait", 5, LimitUnit.DAY, "test")
    assert context.limit("r", days, context.step("w")) == 2
    assert context.limit("r", days, context.step("r")) == 1
    assert context.limit("t", days, context.step("w")) == 5
    assert context.limit("r", Threshold("wait", 5, LimitUnit.PERCENT, "test"), context.step("w")) == 9


@pytest.mark.parametrize(("minutes", "share", "kind", "severity"), [
    (0.5, 1, FrictionClass.LOAD, Severity.LOW), (1, 0, FrictionClass.LOAD, Severity.MEDIUM),
    (5, 0, FrictionClass.SHIFT, Severity.HIGH), (20, 0, FrictionClass.LOAD, Severity.CRITICAL),
    (99, 0.009, FrictionClass.LOSS, Severity.LOW), (0, 0.01, FrictionClass.LOSS, Severity.MEDIUM),
    (0, 0.05, FrictionClass.LAW, Severity.HIGH), (0, 0.2, FrictionClass.LOSS, Severity.CRITICAL),
])
def test_severity_bands(minutes: float, share: float, kind: FrictionClass, severity: Severity) -> None:
    assert severity_of(kind, minutes, share) is severity
    assert band(0.0, SHARE_BANDS) is Severity.LOW


def test_reach_is_the_share_that_ever_comes(sketch: Sketch) -> None:
    context = context_of(silent(sketch))
    assert context.visits("c") == pytest.approx(0.4 / 0.6)
    assert context.share("c") == pytest.approx(0.4)
    assert context.share("w") == pytest.approx(1.0)


def test_whoever_does_not_want_the_answer_any_more_does_not_wait_for_it(sketch: Sketch) -> None:
    with pytest.raises(Cancelled):
        analyse(silent(sketch), RULES, cancelled=lambda: True)


def scribble(draw: random.Random) -> tuple[dict[str, Any], list[tuple[Any, ...]], dict[str, Any]]:
    """Draw anything: unconnected steps, no start, cycles, odd probabilities, evidence among the flows."""
    names = [f"s{number}" for number in range(draw.randint(0, 9))]
    kinds = ["start", "action", "action", "wait", "decision", "decision", "outcome", "evidence"]
    times = ["PT5M", "P9D", "PT0M", {"min": "PT1M", "mode": "PT3M", "max": "PT9M"},
             {"mean": "PT7M", "distribution": "exponential"}]
    steps: dict[str, dict[str, Any]] = {}
    for index, name in enumerate(names):
        told: dict[str, Any] = {
            "lane": draw.choice(["evidence", "citizen", "citizen", "front", "back", "support", "partner"]),
            "kind": draw.choice(kinds), "column": draw.randint(0, 5),
            "title": draw.choice(["", "x" * 400, "🙂 {x} %"])}
        for key, chance, values in (
                ("work", 0.6, times), ("wait", 0.4, times), ("channel", 0.5, ["web", "phone", "post", "internal"]),
                ("asks", 0.3, [["i"], ["i", "j"]]), ("gives", 0.2, [["i"]]), ("system", 0.3, ["X", "Y", " "]),
                ("split", 0.3, ["one", "all"]), ("join", 0.3, ["wait", "each"]), ("fails", 0.2, [0, 0.5, 1]),
                ("outcome", 0.2, ["refused", "expired"]), ("unit", 0.3, ["A", "B"]),
                ("fallback", 0.2, names[index + 1:])):
            if draw.random() < chance and values:
                told[key] = draw.choice(values)
        steps[name] = told
    flows: list[tuple[Any, ...]] = []
    for _ in range(draw.randint(0, 2 * len(names))):
        way: dict[str, Any] = {"kind": draw.choice(["sequence", "interaction"])}
        for key, chance, choices in (("probability", 0.3, [0, 0.1, 1]), ("max_times", 0.1, [0, 2, 1_000_000]),
                                     ("not_for", 0.1, [["p"]]), ("carries", 0.2, [["i"]]),
                                     ("label", 0.2, ["{0}", "status?"])):
            if draw.random() < chance:
                way[key] = draw.choice(choices)
        flows.append((draw.choice(names), draw.choice(names), way))
    head: dict[str, Any] = {"items": [{"id": "i", "name": "I", "held_by": "tax"}, {"id": "j", "name": ""}],
                            "personas": [{"id": "p", "name": "", "weight": 0, "channels": ["phone"]}, {"id": "q", "name": "Q"}]}
    return steps, flows, head if draw.random() < 0.8 else {"items": head["items"], "personas": head["personas"][:1]}


@given(seed=st.integers(0, 10_000))
def test_half_drawn_documents_are_analysed(sketch: Sketch, seed: int) -> None:
    steps, flows, head = scribble(random.Random(seed))
    document = sketch(steps, flows, **head)
    found = analyse(document, RULES)
    assert found.frictions.failures == ()
    assert found == analyse(document, RULES)
    told = findings_json(document, found.frictions, translator("fr"))
    json_schema.validate(told, findings_schema())
    json_schema.validate(measures_json(document, found.measures), measures_schema())
    json.dumps(told, allow_nan=False)
    assert all(translator("en")(gap) for gap in found.measures.gaps)
    everybody = found.measures.everybody
    assert (everybody is None) == (found.measures.personas == ())
    if everybody is not None:
        known = [share.value for share in everybody.outcomes.values() if share.value is not None]
        assert sum(known) == pytest.approx(1.0) or len(known) < len(everybody.outcomes)
        assert everybody.completion.value is None or 0 <= everybody.completion.value <= 1 + 1e-9
        assert not any(times < 0 for times in everybody.visits.values())
    else:
        assert found.measures.gaps
