"""The before/after page: verdicts, both sides' bars face to face, what crossed the line, what remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import document, flow, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from visavis.blueprint.analysis import (
    RULES,
    UNKNOWN,
    BeforeAfter,
    Comparison,
    Figure,
    PersonaVerdict,
    Verdict,
    compare,
)
from visavis.blueprint.analysis.redesign.verdicts import LEAST_SHARE
from visavis.blueprint.drawing import DARK, LIGHT, Box, DrawingContext, Group, PageSet, Role, draw_before_after
from visavis.blueprint.drawing.before_after.before_after_chart import chart_row, chart_rows
from visavis.blueprint.drawing.before_after.before_after_words import change_share, signed_hours
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = {"fr": ("apa-a-domicile", "apa-a-domicile-cible"),
         "en": ("home-care-allowance", "home-care-allowance-redesigned")}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Comparison]:
    """The shipped examples compared, by language."""
    def opened(name: str) -> BlueprintDocument:
        return load(EXAMPLES / f"{name}.blueprint.json").document

    return {language: compare(opened(before), opened(after), RULES) for language, (before, after) in FILES.items()}


def journey(citizen: int, agent: int, personas: Sequence[Persona] = (), **head: Any) -> BlueprintDocument:
    """One step on each side, then an outcome."""
    steps = [step("u", kind="start", work=f"PT{citizen}M"), step("a", "scene", work=f"PT{agent}M", column=1),
             step("z", kind="outcome", outcome="granted", column=2)]
    return document(steps, [flow("f", "u", "a", kind="interaction"), flow("g", "a", "z")], personas=tuple(personas),
                    **head)


def compared(before: tuple[int, int], after: tuple[int, int], **head: Any) -> Comparison:
    return compare(journey(*before, id="est", **head), journey(*after, redesigns="est", **head), ())


def faults(pages: PageSet) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        assert drawing.width * page.scale == pytest.approx(page.width)
        assert drawing.height * page.scale == pytest.approx(page.height)
        found += loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing)
        found += small_texts(drawing, page.scale, 5.5)
    return found


def groups(pages: PageSet, *roles: Role) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.role in roles]


def said(pages: PageSet) -> str:
    return " ".join(text for page in pages.pages for group in page.drawing.groups for text in shown_texts(group))


def drawn(comparison: Comparison, language: str = "en", **more: Any) -> PageSet:
    return draw_before_after(comparison, translator(language), **more)


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_examples_stand_on_sheets_without_a_fault(shipped: dict[str, Comparison], language: str, paper: str,
                                                      orientation: str) -> None:
    pages = drawn(shipped[language], language, paper=paper, orientation=orientation, theme=DARK)
    assert faults(pages) == []
    if orientation == "portrait":
        assert len(pages.pages) == 1


def test_it_tells_verdicts_both_sides_and_frictions(shipped: dict[str, Comparison]) -> None:
    comparison = shipped["fr"]
    told = said(drawn(comparison, "fr"))
    names = ["Tous les usagers", *(one.name for one in comparison.matching.after.head.personas)]
    elapsed = comparison.verdicts[0].decided.elapsed
    days = [f"{round(figure.known_value / 1440)} jours" for figure in (elapsed.before, elapsed.after)]
    for part in ("Avant et après", "Gagnant-gagnant", days[1], f"au lieu de {days[0]}", "par an", *names):
        assert part in told, part
    resolved = [one for one in groups(drawn(comparison, "fr"), Role.FINDING) if one.id.startswith("resolved-")]
    assert [one.id for one in resolved] == [*(f"resolved-{place}" for place in range(5)), "resolved-more"]
    assert told.count("Gagnant-gagnant") == sum(one.verdict is Verdict.WIN_WIN for one in comparison.verdicts) + 1
    assert told.count("Mieux") == 1


def test_bars_are_true_to_scale_and_face_to_face() -> None:
    comparison = compared((40, 10), (20, 30))
    context = DrawingContext(LIGHT, translator("en"), metrics())
    (group,) = [one for one in chart_row(context, comparison, comparison.verdicts, 400.0, 140.0).groups
                if one.role is Role.FIGURE]
    bars = [part.rect for part in group.primitives if isinstance(part, Box) and part.rect.width == pytest.approx(28.0)]
    was_citizen, is_citizen, was_agent, is_agent = bars
    assert was_citizen.bottom == is_citizen.bottom == pytest.approx(was_agent.y) == pytest.approx(is_agent.y)
    assert was_citizen.height / is_citizen.height == pytest.approx(2.0)
    assert is_agent.height / was_agent.height == pytest.approx(3.0)
    assert was_citizen.height / is_agent.height == pytest.approx(40 / 30)
    assert was_citizen.height + is_agent.height == pytest.approx(140.0)


def test_every_row_of_bars_has_the_scale_of_the_longest_bar_of_all() -> None:
    comparison = compared((40, 10), (20, 30))
    last = comparison.verdicts[-1]
    longer = replace(last, decided=replace(last.decided, agent=replace(last.decided.agent, after=Figure(90.0))))
    whole = replace(comparison, verdicts=(*comparison.verdicts, longer))
    context = DrawingContext(LIGHT, translator("en"), metrics())
    (group,) = [one for one in chart_row(context, whole, comparison.verdicts, 400.0, 130.0).groups
                if one.role is Role.FIGURE]
    bars = [part.rect.height for part in group.primitives if isinstance(part, Box) and part.rect.width == pytest.approx(28.0)]
    assert bars == pytest.approx([40.0, 20.0, 10.0, 30.0])


def test_what_crossed_the_line_is_told_with_its_amount_and_its_steps() -> None:
    pages = drawn(compared((5, 40), (25, 10)))
    told = said(pages)
    assert "Transfer" in told
    assert "20 min of each case passes to the citizen: 0.7 min for each minute spared" in told.replace("\u00a0", " ")
    assert "“Étape u”" in told
    assert "Nothing: no effort was moved" not in told


def test_nothing_crossed_is_told_only_when_nothing_did() -> None:
    assert "Nothing: no effort was moved" in said(drawn(compared((40, 30), (20, 10))))
    worse = compared((20, 30), (40, 10))
    fewer = BeforeAfter(Figure(1.0), Figure(0.5), LEAST_SHARE)
    verdict = replace(worse.verdicts[0], verdict=Verdict.REGRESSION, crossing=None, granted=fewer, completion=fewer,
                      because=("granted", "completion"))
    told = said(drawn(replace(worse, verdicts=(verdict,))))
    assert "Nothing: no effort was moved" not in told
    assert "fewer people get what they came for" in told
    assert "Because fewer people are granted what they asked for and fewer people reach a decision." in told


def test_an_unknown_time_is_no_change_and_no_verdict() -> None:
    before = journey(40, 30, id="est")
    untimed = document([one.model_copy(update={"work": None, "kind": "action"}) if one.id == "a" else one
                        for one in before.steps], list(before.flows), id="vise", redesigns="est")
    comparison = compare(before, untimed, ())
    (verdict,) = comparison.verdicts
    assert verdict.verdict is Verdict.UNKNOWN
    told = said(drawn(comparison))
    assert "Not known" in told
    assert "the agents’ work is not known" in told
    assert "That is not known: some working time is missing." in told
    assert "%" not in " ".join(" ".join(shown_texts(group)) for group in groups(drawn(comparison), Role.FIGURE)
                               if group.id == "verdict-everybody").replace("100%", "")


def test_a_lower_bound_stands_whole_on_its_bar() -> None:
    before = journey(40, 30, id="est")
    steps = [*before.steps[:2], step("b", "coulisses", column=3), before.steps[2]]
    flows = [flow("f", "u", "a", kind="interaction"), flow("g", "a", "b"), flow("h", "b", "z")]
    comparison = compare(before, document(steps, flows, id="vise", redesigns="est"), ())
    context = DrawingContext(LIGHT, translator("fr"), metrics())
    (group,) = [one for one in chart_row(context, comparison, comparison.verdicts, 400.0, 140.0).groups
                if one.role is Role.FIGURE]
    assert "≥\u00a030\u00a0min" in shown_texts(group)


def test_better_for_more_people_tells_what_is_worse_as_a_but() -> None:
    def drawing(granted: float, minutes: int, **head: Any) -> BlueprintDocument:
        steps = [step("u", kind="start", work="PT9M"), step("d", "scene", kind="decision", work=f"PT{minutes}M", column=1),
                 step("z", kind="outcome", outcome="granted", column=2),
                 step("x", kind="outcome", outcome="abandoned", column=3)]
        return document(steps, [flow("f", "u", "d"), flow("g", "d", "z", probability=granted),
                                flow("h", "d", "x", probability=1 - granted)], **head)

    comparison = compare(drawing(0.5, 5, id="est"), drawing(0.75, 8, redesigns="est"), ())
    assert comparison.verdicts[0].verdict is Verdict.BETTER
    told = said(drawn(comparison))
    assert "Because more people are granted what they asked for and more people reach a decision; but " in told
    assert "but the delay is longer and agents work more." in told


def test_a_persona_who_regresses_is_named_in_the_banner() -> None:
    personas = [Persona(id="p", name="Ana", weight=3.0), Persona(id="q", name="Bo", weight=1.0)]

    def drawing(online: int, counter: int, **head: Any) -> BlueprintDocument:
        steps = [step("s", kind="start", split="one"), step("o", work=f"PT{online}M", column=1),
                 step("c", work=f"PT{counter}M", column=2), step("a", "scene", work=f"PT{online}M", column=3),
                 step("z", kind="outcome", outcome="granted", column=4)]
        return document(steps, [flow("f", "s", "o", only_for=("p",)), flow("g", "s", "c", only_for=("q",)),
                                flow("h", "o", "a"), flow("i", "c", "a"), flow("j", "a", "z")],
                        personas=personas, **head)

    comparison = compare(drawing(40, 10, id="est"), drawing(10, 60, redesigns="est"), ())
    banner = next(group for group in groups(drawn(comparison), Role.FIGURE) if group.id == "verdict")
    told = " ".join(shown_texts(banner))
    assert "Win-win" not in told
    assert "It is worse than before for Bo." in told


def test_hours_a_year_are_told_only_where_cases_are_known() -> None:
    pages = drawn(compared((40, 30), (20, 15), service={"cases_per_year": 600}))
    by_id = {group.id: " ".join(shown_texts(group)) for group in groups(pages, Role.FIGURE)}
    assert "−200\u00a0h" in by_id["year-citizen"]
    assert "−150\u00a0h" in by_id["year-agent"]
    assert "a year" not in said(drawn(compared((40, 30), (20, 15))))


def test_a_journey_that_cannot_be_measured_is_told() -> None:
    comparison = compare(document([], id="est"), document([]), ())
    assert comparison.verdicts == ()
    pages = drawn(comparison)
    assert "cannot be measured" in said(pages)
    assert faults(pages) == []


@pytest.mark.parametrize("count", [1, 2, 5, 6, 11, 23])
def test_however_many_personas_there_are_each_has_a_column(count: int) -> None:
    personas = [Persona(id=f"p{place}", name=f"Personne {place}", weight=1.0) for place in range(count)]
    pages = drawn(compared((40, 30), (20, 15), personas=personas))
    columns = [group for group in groups(pages, Role.FIGURE) if group.id.startswith("verdict-")]
    assert len(columns) == count + 1
    assert faults(pages) == []


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_a_transfer_for_many_personas_stays_on_its_sheets(orientation: str) -> None:
    personas = [Persona(id=f"p{place}", name=f"Personne {place}", weight=1.0) for place in range(23)]
    pages = drawn(compared((5, 40), (25, 10), personas=personas), orientation=orientation)
    assert faults(pages) == []
    assert "and 17 more" in said(pages)


def test_rows_of_the_chart_are_nearly_equally_long() -> None:
    one = compared((40, 30), (20, 15)).verdicts[0]
    for count in range(1, 20):
        rows = chart_rows([one] * count, 527.0)
        assert sum(len(row) for row in rows) == count
        assert max(len(row) for row in rows) <= 5
        assert len(rows[0]) - len(rows[-1]) <= len(rows)
    assert chart_rows([], 527.0) == ()


def test_hostile_texts_stay_in_their_boxes() -> None:
    long, word = "Très long intitulé administratif " * 13, "Donaudampfschifffahrt" * 19
    personas = [Persona(id="p", name=word), Persona(id="q", name="👵🏽 שלום <b>&amp; {x} " * 20), Persona(id="r", name="")]
    head: dict[str, Any] = {"title": word, "summary": long, "personas": personas,
                            "service": {"authority": long, "legal_basis": word, "cases_per_year": 10**9}}
    assert faults(drawn(compared((5, 40000), (90000, 10), **head))) == []


@pytest.mark.parametrize(("before", "after", "told"), [
    (100.0, 39.0, "−61%"), (10.0, 25.0, "+150%"), (10.0, 10.05, "="), (0.0, 0.0, "="), (0.0, 5.0, "new"),
])
def test_changes_are_shares_of_what_was(before: float, after: float, told: str) -> None:
    assert translator("en")(change_share(BeforeAfter(Figure(before), Figure(after)))) == told


@pytest.mark.parametrize(("before", "after"), [
    (UNKNOWN, Figure(5.0)), (Figure(5.0), UNKNOWN), (Figure(5.0, at_least=True), Figure(3.0)),
    (Figure(5.0), Figure(9.0, at_least=True)),
])
def test_a_change_between_unknowns_has_no_share(before: Figure, after: Figure) -> None:
    assert translator("en")(change_share(BeforeAfter(before, after))) == "?"


def test_hours_bear_their_sign() -> None:
    english = translator("en")
    assert [english(signed_hours(hours)) for hours in (-20086.4, 0.3, 458.0)] == [
        "−20,086\u00a0h", "0\u00a0h", "+458\u00a0h"]


def test_every_column_is_told_to_those_who_cannot_see_it(shipped: dict[str, Comparison]) -> None:
    columns = [group for group in groups(drawn(shipped["en"]), Role.FIGURE) if group.id.startswith("verdict-")]
    verdicts: tuple[PersonaVerdict, ...] = shipped["en"].verdicts
    assert len(columns) == len(verdicts)
    for column in columns:
        for part in ("citizen ", "agents ", "delay ", "partners ", "granted ", "reaches a decision ", "→"):
            assert part in column.description
