"""The before/after page: verdicts, both sides' bars face to face, what crossed the line, what remains."""

from __future__ import annotations

import re
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
    FrictionStatus,
    NotAssessed,
    PersonaVerdict,
    Verdict,
    compare,
)
from visavis.blueprint.analysis.redesign.compared_points import sort_points
from visavis.blueprint.analysis.redesign.verdicts import LEAST_SHARE
from visavis.blueprint.drawing import DARK, Box, Group, PageSet, Role, draw_before_after
from visavis.blueprint.drawing.before_after.before_after_words import change_share, signed_hours
from visavis.blueprint.drawing.before_after.mirrored_bars import scale_of
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.storage import load
from visavis.exporters.page_exporter import PAGE_SIZES

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
        found += small_texts(drawing, 1.0, LEAST_TYPE)
    return found


def groups(pages: PageSet, *roles: Role) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.role in roles]


def said(pages: PageSet) -> str:
    return " ".join(text for page in pages.pages for group in page.drawing.groups for text in shown_texts(group))


def drawn(comparison: Comparison, language: str = "en", **more: Any) -> PageSet:
    return draw_before_after(comparison, translator(language), **more)


@pytest.mark.parametrize("paper", PAGE_SIZES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_examples_stand_on_sheets_without_a_fault(shipped: dict[str, Comparison], language: str, paper: str) -> None:
    pages = drawn(shipped[language], language, paper=paper, theme=DARK)
    assert faults(pages) == []
    assert len(pages.pages) == 1 or paper not in ("A4", "A3")
    assert faults(drawn(shipped[language], language, paper="A4", orientation="landscape")) == []


def test_a_column_for_all_and_each_persona_rows_in_one_order(shipped: dict[str, Comparison]) -> None:
    pages = drawn(shipped["fr"], "fr")
    order = [group.id for group in pages.pages[0].drawing.groups]
    rows = ("column-", "granted-", "decided-", "delay-", "work-citizen-", "work-agent-", "partners-", "verdict-")
    ends = ("everybody", "roux", "diallo", "nguyen")
    wanted = [f"{row}{end}" for row in rows[:6] for end in ends]
    wanted += ["partners-all", *(f"verdict-{end}" for end in ends)]
    assert [name for name in order if name in wanted] == wanted
    labels = [" ".join(shown_texts(group)) for group in groups(pages, Role.TEXT) if group.id.endswith("-label")]
    assert [label[:1] for label in labels] == ["1", "2", "3", "4", "5", "6", "C"]
    by_id = {group.id: group for group in groups(pages, Role.FIGURE)}
    assert by_id["granted-roux"].description == "Madame Roux, Accordé\u00a0: avant 16, après 18 sur 20"
    assert "avant —" in by_id["delay-nguyen"].description
    assert "avant aucune décision" in by_id["work-citizen-nguyen"].description


def test_what_was_is_dashed_and_what_will_be_is_full_on_one_scale(shipped: dict[str, Comparison]) -> None:
    by_id = {group.id: group for group in groups(drawn(shipped["fr"], "fr"), Role.FIGURE)}
    for name in ("delay-roux", "work-citizen-roux", "work-agent-roux"):
        was, will = (part for part in by_id[name].primitives if isinstance(part, Box))
        assert was.stroke is not None
        assert was.stroke.dash
        assert will.stroke is None
        assert will.fill
    assert len([part for part in by_id["work-agent-nguyen"].primitives if isinstance(part, Box)]) == 1
    assert len([part for part in by_id["delay-nguyen"].primitives if isinstance(part, Box)]) == 1


def test_the_sentence_tells_figures_of_the_table_and_what_they_rest_on(shipped: dict[str, Comparison]) -> None:
    (sentence,) = [group.title for group in groups(drawn(shipped["fr"], "fr"), Role.TEXT) if group.id == "sentence"]
    assert sentence.replace("\u00a0", " ") == (
        "18 demandes sur 20 accordées au lieu de 13. Pour ceux qui ont une décision : 34 jours au lieu de 98 jours, "
        "moins de travail des deux côtés. Aucun temps de la cible n’est encore mesuré.")
    assert all(len(part.split()) <= 20 for part in sentence.split(". "))


def test_verdict_words_stand_in_the_last_row_and_none_for_all_is_better_than_a_persona_s(
        shipped: dict[str, Comparison]) -> None:
    by_id = {group.id: " ".join(shown_texts(group)) for group in groups(drawn(shipped["fr"], "fr"), Role.FIGURE)}
    assert by_id["verdict-everybody"] == "Amélioration pour tout le monde", "nobody is worse off, for one it is more"
    assert by_id["verdict-roux"] == "Gagnant-gagnant si l’estimation tient"
    assert by_id["verdict-nguyen"].replace("\u00a0", " ") == "Amélioration avant : sans décision"
    # All words are equal: that for all is what `compare` gives.
    alike = replace(shipped["fr"], verdicts=shipped["fr"].verdicts[:3])
    told = {group.id: " ".join(shown_texts(group)) for group in groups(drawn(alike, "fr"), Role.FIGURE)}
    assert told["verdict-everybody"] == "Gagnant-gagnant si l’estimation tient"


def test_what_crossed_the_line_has_three_cases(shipped: dict[str, Comparison]) -> None:
    found = {group.id: group.description.replace("\u00a0", " ") for group in groups(drawn(shipped["fr"], "fr"), Role.FINDING)}
    assert "4 pièces sont récupérées et ne sont plus demandées" in found["to-tools"]
    assert "2 min de plus pour les agents dans « Demander »" in found["to-other-side"].replace("\u202f", " ")
    assert "« Prend un congé pour être là » (1 h 30) et « Compare les services et leurs prix » (40 min)" in (
        found["vanished"].replace("\u202f", " "))
    nothing = {group.id: group.description for group in groups(drawn(compared((40, 30), (20, 10))), Role.FINDING)}
    assert [nothing[name].endswith("Nothing.") for name in ("to-tools", "to-other-side", "vanished")] == [True] * 3


def test_friction_points_are_resolved_left_new_or_not_known(shipped: dict[str, Comparison]) -> None:
    comparison = shipped["fr"]
    found = groups(drawn(comparison, "fr"), Role.FINDING, Role.HEADING)
    titles = {group.id: group.title for group in found}
    points = sort_points(comparison)
    assert titles["resolved"] == f"{len(points.resolved)} points résolus"
    new = len(points.new)
    assert titles["left"] == f"{len(points.remaining)} restent, {new} {'nouveau' if new < 2 else 'nouveaux'}"
    resolved = [group.id for group in found if group.id.startswith("resolved-")]
    counted = [sum(map(int, re.findall(r"\d+", group.description)), 0) or 1 for group in found
               if group.id == "resolved-more"]
    shown = [" ".join(shown_texts(group)) for group in found if group.id in [f"resolved-{place}" for place in range(5)]]
    told = [int(number[1]) if (number := re.search(r"\((\d+)\)", text)) else 1 for text in shown]
    assert sum(told) + counted[0] == len(points.resolved), "what is named and what is left are all of them"
    assert resolved == [*(f"resolved-{place}" for place in range(5)), "resolved-more"]
    assert any(group.title.startswith("Papiers portés") for group in found if group.id.startswith("unknown-"))


def test_a_point_that_cannot_be_judged_any_more_is_not_resolved(shipped: dict[str, Comparison]) -> None:
    comparison = shipped["fr"]
    gone = next(one.finding for one in comparison.findings if one.status is FrictionStatus.RESOLVED)
    report = replace(comparison.after.frictions, not_assessed=(NotAssessed(gone.rule, gone.title, ()),))
    blind = replace(comparison, after=replace(comparison.after, frictions=report))
    points = sort_points(blind)
    assert gone in points.unjudged
    assert not any(finding.rule == gone.rule for finding in points.resolved)
    told = {group.title.rstrip(" :\u00a0") for group in groups(drawn(blind, "fr"), Role.FINDING) if group.id.startswith("unknown-")}
    assert translator("fr")(gone.title) in told


def bars_of(comparison: Comparison, paper: str = "A4") -> list[Rect]:
    """The bars of the first column: the citizen's before and after, then the agents'; outlines lie half a unit in."""
    cells = [group for group in groups(drawn(comparison, paper=paper), Role.FIGURE)
             if group.id in ("work-citizen-everybody", "work-agent-everybody")]
    return [part.rect.inset(-0.5) if part.stroke else part.rect for cell in cells for part in cell.primitives
            if isinstance(part, Box)]


@pytest.mark.parametrize("paper", ["A4", "16x9"])
def test_bars_are_true_to_scale_and_face_to_face(paper: str) -> None:
    was_citizen, is_citizen, was_agent, is_agent = bars_of(compared((40, 10), (20, 30)), paper)
    assert was_citizen.bottom == pytest.approx(is_citizen.bottom)
    assert is_citizen.bottom == pytest.approx(was_agent.y) == pytest.approx(is_agent.y)
    assert was_citizen.height / is_citizen.height == pytest.approx(2.0)
    assert is_agent.height / was_agent.height == pytest.approx(3.0)
    assert was_citizen.height / is_agent.height == pytest.approx(40 / 30)


def test_every_table_has_the_scale_of_the_longest_bar_of_all() -> None:
    comparison = compared((40, 10), (20, 30))
    last = comparison.verdicts[-1]
    longer = replace(last, decided=replace(last.decided, agent=replace(last.decided.agent, after=Figure(90.0))))
    scale = scale_of((*comparison.verdicts, longer), 130.0)
    assert [scale.length(minutes) for minutes in (40.0, 20.0, 10.0, 30.0)] == pytest.approx([40.0, 20.0, 10.0, 30.0])
    assert scale.length(0.0) == 1.0, "nothing is a hairline"


def test_what_crossed_the_line_is_told_with_its_amount_and_its_steps() -> None:
    pages = drawn(compared((5, 40), (25, 10)))
    (crossed,) = [group for group in groups(pages, Role.FINDING) if group.id == "to-other-side"]
    told = crossed.description.replace("\u00a0", " ")
    assert "20 min of each case passes to the citizen: 0.7 min for each minute spared" in told
    assert "“Étape u”" in told
    assert "Nothing" not in told
    assert "Transfer" in said(pages)


def test_nothing_crossed_is_told_only_when_nothing_did() -> None:
    worse = compared((20, 30), (40, 10))
    fewer = BeforeAfter(Figure(1.0), Figure(0.5), LEAST_SHARE)
    verdict = replace(worse.verdicts[0], verdict=Verdict.REGRESSION, crossing=None, granted=fewer, completion=fewer,
                      because=("granted", "completion"))
    (crossed,) = [group for group in groups(drawn(replace(worse, verdicts=(verdict,))), Role.FINDING)
                  if group.id == "to-other-side"]
    assert "Nothing" not in crossed.description
    assert "fewer people get what they came for" in crossed.description


def test_an_unknown_time_is_no_change_and_no_verdict() -> None:
    before = journey(40, 30, id="est")
    untimed = document([one.model_copy(update={"work": None, "kind": "action"}) if one.id == "a" else one
                        for one in before.steps], list(before.flows), id="vise", redesigns="est")
    comparison = compare(before, untimed, ())
    (verdict,) = comparison.verdicts
    assert verdict.verdict is Verdict.UNKNOWN
    told = said(drawn(comparison))
    assert "Not known" in told
    assert "not known" in told
    assert "That is not known: some working time is missing." in told
    (after,) = [group for group in groups(drawn(comparison), Role.FIGURE) if group.id == "work-agent-everybody"]
    assert "after at least 0 min" not in after.description.replace("\u00a0", " ")
    assert "after not known" in after.description
    assert len([part for part in after.primitives if isinstance(part, Box)]) == 1


def test_a_lower_bound_stands_whole_on_its_bar() -> None:
    before = journey(40, 30, id="est")
    steps = [*before.steps[:2], step("b", "coulisses", column=3), before.steps[2]]
    flows = [flow("f", "u", "a", kind="interaction"), flow("g", "a", "b"), flow("h", "b", "z")]
    comparison = compare(before, document(steps, flows, id="vise", redesigns="est"), ())
    (group,) = [one for one in groups(drawn(comparison, "fr"), Role.FIGURE) if one.id == "work-agent-everybody"]
    assert "au moins 30\u00a0min" in " ".join(shown_texts(group))


def test_better_for_more_people_tells_what_is_worse_as_a_but() -> None:
    def drawing(granted: float, minutes: int, **head: Any) -> BlueprintDocument:
        steps = [step("u", kind="start", work="PT9M"), step("d", "scene", kind="decision", work=f"PT{minutes}M", column=1),
                 step("z", kind="outcome", outcome="granted", column=2),
                 step("x", kind="outcome", outcome="abandoned", column=3)]
        return document(steps, [flow("f", "u", "d"), flow("g", "d", "z", probability=granted),
                                flow("h", "d", "x", probability=1 - granted)], **head)

    comparison = compare(drawing(0.5, 5, id="est"), drawing(0.75, 8, redesigns="est"), ())
    assert comparison.verdicts[0].verdict is Verdict.BETTER
    pages = drawn(comparison)
    (verdict,) = [group for group in groups(pages, Role.FIGURE) if group.id == "verdict-everybody"]
    assert ("Because more people are granted what they asked for and more people reach a decision; but "
            "the delay is longer and agents work more." in verdict.description)
    assert "15 requests in 20 granted instead of 10." in said(pages)
    assert "as much work for citizens, more for agents" in said(pages)


def test_a_persona_who_regresses_is_named_below_the_title() -> None:
    personas = [Persona(id="p", name="Ana", weight=3.0), Persona(id="q", name="Bo", weight=1.0)]

    def drawing(online: int, counter: int, **head: Any) -> BlueprintDocument:
        steps = [step("s", kind="start", split="one"), step("o", work=f"PT{online}M", column=1),
                 step("c", work=f"PT{counter}M", column=2), step("a", "scene", work=f"PT{online}M", column=3),
                 step("z", kind="outcome", outcome="granted", column=4)]
        return document(steps, [flow("f", "s", "o", only_for=("p",)), flow("g", "s", "c", only_for=("q",)),
                                flow("h", "o", "a"), flow("i", "c", "a"), flow("j", "a", "z")],
                        personas=personas, **head)

    comparison = compare(drawing(40, 10, id="est"), drawing(10, 60, redesigns="est"), ())
    pages = drawn(comparison)
    (sentence,) = [group.title for group in groups(pages, Role.TEXT) if group.id == "sentence"]
    assert "It is worse than before for Bo." in sentence
    (verdict,) = [group for group in groups(pages, Role.FIGURE) if group.id == "verdict-everybody"]
    assert "Win-win" not in shown_texts(verdict)


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
    assert len([group for group in groups(pages, Role.HEADING) if group.id.startswith("column-")]) == 24
    assert "passes to the citizen" in said(pages)


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
    for group in groups(drawn(shipped["en"]), Role.FIGURE):
        assert group.side is not None or not group.id.startswith("work-")
