"""What a redesign does to one persona, in rows: who gets through, the delay, each side's effort, in that order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.drawing.inspection import shown_texts
from tests.drawing.test_before_after import compared, journey
from visavis.blueprint.analysis import UNKNOWN, BeforeAfter, Comparison, Figure, PersonaVerdict, compare
from visavis.blueprint.drawing import LIGHT, Box, DrawingContext, Group, Text
from visavis.blueprint.drawing.before_after.before_after_words import VERDICTS
from visavis.blueprint.drawing.before_after.verdict_rows import verdict_row
from visavis.blueprint.language import translator
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

EXAMPLES = Path(__file__).parents[2] / "examples"
CONTEXT = DrawingContext(LIGHT, translator("en"), metrics())
WIDTH = 330.0


@pytest.fixture(scope="module")
def apa() -> Comparison:
    before, after = (load(EXAMPLES / f"{name}.blueprint.json").document
                     for name in ("apa-a-domicile", "apa-a-domicile-cible"))
    return compare(before, after, ())


def row_of(comparison: Comparison, verdict: PersonaVerdict, width: float = WIDTH) -> Group:
    (group,) = verdict_row(CONTEXT, comparison, verdict, width).groups
    return group


def said(comparison: Comparison, verdict: PersonaVerdict, width: float = WIDTH) -> str:
    return " ".join(shown_texts(row_of(comparison, verdict, width))).replace("\u00a0", " ")


def verdict_on(comparison: Comparison, persona: str | None) -> PersonaVerdict:
    return next(one for one in comparison.verdicts if one.persona == persona)


@pytest.mark.parametrize("persona", ["roux", "diallo", "nguyen"])
def test_who_gets_through_comes_first_then_the_delay_then_efforts(apa: Comparison, persona: str) -> None:
    told = said(apa, verdict_on(apa, persona))
    rows = ["Granted", "Reaches a decision", "Delay", "Effort, citizen", "Effort, agents"]
    assert [told.index(row) for row in rows] == sorted(told.index(row) for row in rows)


def test_partners_come_last_and_only_where_there_are_any(apa: Comparison) -> None:
    roux = verdict_on(apa, "roux")
    assert "partners" not in said(apa, roux)
    some = BeforeAfter(Figure(0.0), Figure(20.0))
    told = said(apa, replace(roux, decided=replace(roux.decided, partner=some)))
    assert told.index("Effort, agents") < told.index("Effort, partners")


def test_a_delay_is_of_those_who_reach_a_decision_and_a_stop_is_told_as_one(apa: Comparison) -> None:
    assert "98 d → 34 d" in said(apa, verdict_on(apa, "roux"))
    told = said(apa, verdict_on(apa, "nguyen"))
    assert "stopped after 41 d → 34 d" in told
    assert "−17%" not in told
    assert "Effort in all started cases, decided or not." in told
    assert "Efforts of all started cases" not in said(apa, verdict_on(apa, "roux"))


def test_who_is_stopped_now_has_no_delay_either(apa: Comparison) -> None:
    roux = verdict_on(apa, "roux")
    lost = replace(roux, completion=BeforeAfter(roux.completion.before, Figure(0.0)))
    assert "98 d → stopped after" in said(apa, lost)
    undrawn = replace(roux, completion=BeforeAfter(roux.completion.before, Figure(0.0, at_least=True)))
    assert "98 d → drawn up to" in said(apa, undrawn)


def test_everybody_has_no_delay_where_personas_have_theirs(apa: Comparison) -> None:
    told = said(apa, verdict_on(apa, None))
    assert "Delay" not in told
    assert "Granted 66% → 88%" in told
    assert "citizens −20,086 h" in told
    alone = compared((40, 30), (20, 15))
    assert "Delay" in said(alone, alone.verdicts[0])


def test_a_rise_because_more_get_through_is_told_beside_its_figure(apa: Comparison) -> None:
    told = said(apa, verdict_on(apa, "nguyen"))
    words = "+49 min for the agents: before, these cases were stopped; now they reach a decision."
    assert words in told
    assert told.index("Effort, agents") < told.index(words)
    for persona in ("roux", "diallo"):
        assert "for the agents" not in said(apa, verdict_on(apa, persona))


def test_a_verdict_is_a_small_word_below_the_rows_and_only_where_it_is_certain(apa: Comparison) -> None:
    word = CONTEXT.translate(VERDICTS[verdict_on(apa, "roux").verdict])
    assert said(apa, verdict_on(apa, "roux")).endswith(word)
    nguyen = verdict_on(apa, "nguyen")
    assert CONTEXT.translate(VERDICTS[nguyen.verdict]) not in said(apa, nguyen)
    assert "Win-win" not in said(apa, verdict_on(apa, None))


def test_no_bar_and_no_share_is_made_of_what_is_not_known() -> None:
    comparison = compared((40, 10), (20, 30))
    (verdict,) = comparison.verdicts
    bars = [one for one in row_of(comparison, verdict).primitives if isinstance(one, Box)]
    assert [round(bar.rect.width / max(one.rect.width for one in bars), 2) for bar in bars] == pytest.approx(
        [1.0, 0.5, 0.25, 0.75], abs=0.02)
    dark = replace(verdict, decided=replace(verdict.decided, citizen=BeforeAfter(Figure(40.0), UNKNOWN)))
    group = row_of(comparison, dark)
    assert len([one for one in group.primitives if isinstance(one, Box)]) == 2
    assert "40 min → unknown" in said(comparison, dark)


@pytest.mark.parametrize("width", [250.0, 330.0, 520.0])
def test_words_stay_in_the_list_and_apart(apa: Comparison, width: float) -> None:
    for verdict in apa.verdicts:
        bound = replace(verdict, decided=replace(verdict.decided, agent=BeforeAfter(
            Figure(400.0, at_least=True), Figure(80.0, at_least=True))))
        for one in (verdict, bound):
            group = row_of(apa, one, width)
            texts = [(part.x, part.x + part.run.width, round(part.baseline)) for part in group.primitives
                     if isinstance(part, Text)]
            assert all(left >= 0 and right <= width for left, right, _ in texts)
            for index, (left, right, line) in enumerate(texts):
                assert not any(line == other and left < end - 0.5 and start < right - 0.5
                               for start, end, other in texts[index + 1:]), (one.persona, line)


def test_nobody_decided_is_told() -> None:
    stopped = journey(40, 10, id="est")
    steps = [one.model_copy(update={"outcome": "abandoned"}) if one.id == "z" else one for one in stopped.steps]
    before = stopped.replace(steps=tuple(steps))
    comparison = compare(before, before.replace(head=before.head.model_copy(update={"id": "to", "redesigns": "est"})),
                         ())
    told = said(comparison, comparison.verdicts[0])
    assert "stopped after" in told
    assert "No one reaches a decision." in told
