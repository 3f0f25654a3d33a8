"""The before/after page: verdicts, both sides' bars face to face, what crossed the line, what remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blueprint.analysis.comparison.comparison import Comparison, compare
from blueprint.analysis.comparison.verdicts import BeforeAfter, PersonaVerdict, Verdict
from blueprint.analysis.rules import RULES
from blueprint.drawing.before_after import before_after
from blueprint.drawing.before_after_chart import chart_row, chart_rows
from blueprint.drawing.before_after_words import change_share, signed_hours
from blueprint.drawing.display_list import Box, Group, PageSet, Role
from blueprint.drawing.lettering import Atelier
from blueprint.drawing.theme import DARK, LIGHT
from blueprint.language import translator
from blueprint.model import BlueprintDocument, Persona
from blueprint.storage import load
from blueprint.text.metrics import metrics
from tests.drawing.builders import document, flow, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = {"fr": ("apa-a-domicile", "apa-a-domicile-cible"),
         "en": ("home-care-allowance", "home-care-allowance-redesigned")}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Comparison]:
    """The shipped examples compared, by language."""
    return {language: compare(*(load(EXAMPLES / f"{name}.blueprint.json").document for name in names), RULES)
            for language, names in FILES.items()}


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
    return before_after(comparison, translator(language), **more)


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
    for part in ("Avant et après", "Gagnant-gagnant", "34 jours", "au lieu de 82 jours", "par an", *names):
        assert part in told, part
    resolved = [one for one in groups(drawn(comparison, "fr"), Role.FINDING) if one.id.startswith("resolved-")]
    assert [one.id for one in resolved] == [*(f"resolved-{place}" for place in range(5)), "resolved-more"]
    assert told.count("Gagnant-gagnant") == len(comparison.verdicts) + 1


def test_bars_are_true_to_scale_and_face_to_face() -> None:
    comparison = compared((40, 10), (20, 30))
    atelier = Atelier(LIGHT, translator("en"), metrics())
    (group,) = [one for one in chart_row(atelier, comparison, comparison.verdicts, 400.0, 140.0).groups
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
    longer = replace(comparison.verdicts[-1], agent=replace(comparison.verdicts[-1].agent, after=90.0))
    whole = replace(comparison, verdicts=(*comparison.verdicts, longer))
    atelier = Atelier(LIGHT, translator("en"), metrics())
    (group,) = [one for one in chart_row(atelier, whole, comparison.verdicts, 400.0, 130.0).groups
                if one.role is Role.FIGURE]
    bars = [part.rect.height for part in group.primitives if isinstance(part, Box) and part.rect.width == pytest.approx(28.0)]
    assert bars == pytest.approx([40.0, 20.0, 10.0, 30.0])


def test_what_crossed_the_line_is_told_with_its_amount_and_its_steps() -> None:
    pages = drawn(compared((5, 40), (25, 10)))
    told = said(pages)
    assert "Transfer" in told
    assert "20 min of each case passes to the citizen: 0.7 min for each minute spared" in told.replace("\u00a0", " ")
    assert "“Étape u”" in told
    assert "Nothing: for nobody" not in told


def test_nothing_crossed_is_told_only_when_nothing_did() -> None:
    assert "Nothing: for nobody" in said(drawn(compared((40, 30), (20, 10))))
    worse = compared((20, 30), (40, 10))
    verdict = replace(worse.verdicts[0], verdict=Verdict.REGRESSION, crossing=None, completion=BeforeAfter(1.0, 0.5))
    told = said(drawn(replace(worse, verdicts=(verdict,))))
    assert "Nothing: for nobody" not in told
    assert "fewer people come through" in told


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
    assert translator("en")(change_share(BeforeAfter(before, after))) == told


def test_hours_bear_their_sign() -> None:
    english = translator("en")
    assert [english(signed_hours(hours)) for hours in (-20086.4, 0.3, 458.0)] == [
        "−20,086\u00a0h", "0\u00a0h", "+458\u00a0h"]


def test_every_column_is_told_to_those_who_cannot_see_it(shipped: dict[str, Comparison]) -> None:
    columns = [group for group in groups(drawn(shipped["en"]), Role.FIGURE) if group.id.startswith("verdict-")]
    verdicts: tuple[PersonaVerdict, ...] = shipped["en"].verdicts
    assert len(columns) == len(verdicts)
    for column in columns:
        for part in ("citizen ", "agents ", "elapsed time ", "comes to an end ", "→"):
            assert part in column.description
