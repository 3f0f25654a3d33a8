"""What a sheet says beside its cards: slips as low as they may be, stubs of support, outcomes, exits, quotes, peaks."""

from __future__ import annotations

import re
from itertools import product
from math import nan
from typing import Any

import pytest

from tests.drawing.builders import analysis, document, finding, flow, journey, step
from tests.drawing.inspection import shown_texts
from tests.drawing.poster_table.blueprints import opened
from visavis.blueprint.analysis import Analysis, FrictionClass, FrictionReport, Measures
from visavis.blueprint.drawing import (
    LIGHT,
    ComposeOptions,
    DisplayList,
    Group,
    Path,
    Role,
    Text,
    compose,
    draw_poster,
)
from visavis.blueprint.drawing.blueprint.call_out_places import CallOut
from visavis.blueprint.drawing.blueprint.flows import DOTS, EXIT_DASH
from visavis.blueprint.drawing.blueprint.outcome_shares import outcome_shares
from visavis.blueprint.drawing.blueprint.work_ribbon import AWAY, work_profile
from visavis.blueprint.drawing.poster.band_breaking import PAPER
from visavis.blueprint.drawing.poster.pages import make_poster
from visavis.blueprint.drawing.poster.pagination import paper_style
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import BlueprintDocument, Note, NoteKind

# Of a sheet of A3.
SCALE = 0.62
LONG = "Un titre de preuve qui prend deux lignes"
FRENCH = translator("fr")


def worked(id_: str, minutes: int, lane: str = "usager", column: int = 0, **more: Any) -> Any:
    return step(id_, lane, column=column, work=f"PT{minutes}M", **more)


def drawn(made: BlueprintDocument, **options: Any) -> DisplayList:
    shown = ComposeOptions(is_on_paper=True, **options)
    return compose(made, lay_out(made, style=PAPER), analysis(made), LIGHT, FRENCH, options=shown)


def group_of(drawing: DisplayList, id_: str, role: Role) -> Group:
    return next(group for group in drawing.groups if group.id == id_ and group.role is role)


def dashes(group: Group) -> list[tuple[float, ...]]:
    return [part.stroke.dash for part in group.primitives if isinstance(part, Path) and part.stroke is not None]


@pytest.mark.parametrize(("title", "called", "points"), [("Avis", False, 14.0), (LONG, False, 22.0), ("Avis", True, 22.0)])
def test_the_slip_zone_is_as_high_as_its_tallest_occupant(title: str, called: bool, points: float) -> None:
    made = document([step("u"), step("v", column=1), step("e", "preuves", kind="evidence", title="Avis"),
                     step("f", "preuves", column=1, kind="evidence", title=title)])
    found = analysis(made, *([finding("a", "v")] if called else []))
    poster = make_poster(made, found, FRENCH)
    layout = lay_out(made, style=paper_style(poster))
    heights = {layout.cards[name].rect.height * SCALE for name in ("e", "f")}
    assert len(heights) == 1
    assert points - 2.0 <= heights.pop() <= points + 0.1


@pytest.mark.parametrize("lane", ["scene", "coulisses"])
def test_a_pill_of_support_hangs_on_a_dotted_stub(lane: str) -> None:
    made = document([step("a", lane), step("s", "appui"), step("t", "appui", column=1)],
                    [flow("f", "a", "s"), flow("g", "a", "t")])
    drawing = drawn(made)
    (stub,) = group_of(drawing, "f", Role.FLOW).primitives
    assert isinstance(stub, Path)
    assert stub.stroke is not None
    assert stub.stroke.dash == DOTS
    assert len(group_of(drawing, "g", Role.FLOW).primitives) == 2, "a way that bends keeps its arrow"
    on_screen = compose(made, lay_out(made), None, LIGHT, FRENCH)
    assert len(group_of(on_screen, "f", Role.FLOW).primitives) == 2


def ending(*shares: float, outcomes: tuple[str, ...] = ("granted", "refused", "abandoned")) -> tuple[BlueprintDocument, Analysis]:
    """A journey that comes to each outcome in a share of the cases."""
    steps = [worked("u", 10), *(step(f"o{at}", column=at + 1, kind="outcome", outcome=outcomes[at], effort=2, wait="P5D")
                                for at in range(len(shares)))]
    made = document(steps, [flow(f"f{at}", "u", f"o{at}", probability=share) for at, share in enumerate(shares)])
    measured = journey(made, visits={"u": 1.0, **{f"o{at}": share for at, share in enumerate(shares)}})
    return made, Analysis(Measures(measured), FrictionReport(()))


def said(shares: tuple[float, ...]) -> list[str]:
    made, found = ending(*shares)
    return [FRENCH(words).replace("\u00a0", " ") for words in outcome_shares(made, found).values()]


@pytest.mark.parametrize(("shares", "expected"), [
    ((0.6557, 0.0894, 0.1083), ["65 sur 100", "9 sur 100", "11 sur 100"]),
    ((1 / 3, 1 / 3, 1 / 3), ["34 sur 100", "33 sur 100", "33 sur 100"]),
    ((0.999, 0.001, 0.0), ["100 sur 100", "< 1 sur 100", "0 sur 100"]),
    ((0.9, 0.5, 0.1), ["90 sur 100", "50 sur 100", "10 sur 100"])])
def test_an_outcome_says_how_many_of_a_hundred_come_to_it(shares: tuple[float, ...], expected: list[str]) -> None:
    assert said(shares) == expected


def test_the_card_of_an_outcome_says_that_and_neither_effort_nor_time() -> None:
    made, found = ending(0.7, 0.2, 0.1)
    (sheet, *_) = draw_poster(made, found, FRENCH).pages
    cards = {group.id: group for group in sheet.drawing.groups if group.role is Role.STEP}
    assert [shown_texts(cards[f"o{at}"])[0] for at in range(3)] == ["70 sur 100", "20 sur 100", "10 sur 100"]
    assert "70 sur 100 arrivent à cette fin du parcours." in cards["o0"].description
    for at in range(3):
        texts = [part for part in cards[f"o{at}"].primitives if isinstance(part, Text)]
        assert not [part for part in texts if "j" in part.run.text.split()], "no time"
        assert all(part.container is not None and cards[f"o{at}"].bounds.encloses(part.container) for part in texts)


def test_of_an_outcome_that_nobody_knows_how_many_come_to_nothing_is_invented() -> None:
    made, known = ending(0.7, 0.2, 0.1)
    assert outcome_shares(made, None) == {}
    unknown = Analysis(Measures(journey(made, shares={"granted": None})), FrictionReport(()))
    assert outcome_shares(made, unknown) == {}
    assert outcome_shares(made, Analysis(Measures(journey(made, visits={"o0": nan})), FrictionReport(()))) == {}
    (sheet, *_) = draw_poster(made, None, FRENCH).pages
    card = next(group for group in sheet.drawing.groups if group.id == "o0" and group.role is Role.STEP)
    assert not [text for text in shown_texts(card) if "100" in text]
    assert known.measures.everybody is not None


def exits(share: float | None, **more: Any) -> BlueprintDocument:
    steps = [step("a"), step("b", column=1), step("c", column=2), step("o", column=3, kind="outcome", outcome="abandoned"),
             step("s", "scene", column=1)]
    return document(steps, [flow("x", "a", "o", probability=share, **more), flow("n", "a", "b"), flow("i", "b", "s", kind="interaction")])


@pytest.mark.parametrize("share", [None, 0.08])
def test_an_exit_to_an_outcome_runs_dashed_above_the_cards_with_its_share(share: float | None) -> None:
    made = exits(share)
    layout, drawing = lay_out(made, style=PAPER), drawn(made)
    line = group_of(drawing, "x", Role.FLOW)
    assert EXIT_DASH in dashes(line)
    assert min(y for _, y in layout.flows["x"].points) < layout.cards["b"].rect.y, "in the zone of slips"
    assert max(y for _, y in layout.flows["x"].points) <= layout.cards["a"].rect.bottom
    assert EXIT_DASH not in dashes(group_of(drawing, "n", Role.FLOW))
    labels = [shown_texts(group) for group in drawing.groups if group.role is Role.FLOW_LABEL and group.id == "x"]
    assert labels == ([["8\u202f%"]] if share else [])


@pytest.mark.parametrize(("tells_loss", "condition", "is_said"), [
    (True, "", False), (False, "", True), (True, "n’attendent plus", True)])
def test_an_exit_is_silent_where_the_call_out_tells_how_many_are_lost(tells_loss: bool, condition: str, is_said: bool) -> None:
    call_out = CallOut(1, "Attente", is_hypothesis=False, tells_loss=tells_loss)
    drawing = drawn(exits(0.08, condition=condition), call_outs={"a": call_out})
    assert any(group.role is Role.FLOW_LABEL and group.id == "x" for group in drawing.groups) is is_said


def test_what_a_silent_exit_does_not_say_is_in_the_annex() -> None:
    made = exits(0.08)
    lost = finding("l", "a", friction_class=FrictionClass.LOSS, share=0.2)
    sheet, *annex = draw_poster(made, analysis(made, lost), FRENCH).pages
    assert not [group for group in sheet.drawing.groups if group.role is Role.FLOW_LABEL and group.id == "x"]
    assert "8\u202f%" in " ".join(text for page in annex for group in page.drawing.groups for text in shown_texts(group))


def test_an_arrow_from_the_step_before_is_no_exit() -> None:
    made = document([step("a"), step("o", column=1, kind="outcome", outcome="granted"), step("s", "scene")], [flow("x", "a", "o")])
    assert dashes(group_of(drawn(made), "x", Role.FLOW))[:1] == [()]


@pytest.mark.parametrize(("run", "shown"), [(2, 0), (3, 1), (6, 1)])
def test_an_empty_run_of_three_cells_takes_one_quote_and_never_two(run: int, shown: int) -> None:
    notes = [Note(id=f"n{at}", text="Et puis plus rien.", kind=NoteKind.QUOTE, at=at) for at in ("a", "z")]
    made = document([step("a"), step("z", column=run + 1), *(step(f"s{at}", "scene", column=at) for at in range(run + 2))], notes=notes)
    (sheet, *_) = draw_poster(made, None, FRENCH, paper="A3").pages
    quotes = [group for group in sheet.drawing.groups if group.id.startswith("quote-")]
    assert len(quotes) == shown


def test_the_ribbon_is_the_minutes_on_the_cards_on_one_linear_scale() -> None:
    made = document([worked("a", 40), worked("b", 20, column=1), worked("c", 80, "scene", 1), step("d", "coulisses", column=2),
                     step("w", column=3, kind="wait", wait="P3D")])
    profile = work_profile(made)
    assert profile.citizen == {("p1", 0): 40.0, ("p1", 1): 20.0}
    assert profile.agent == {("p1", 1): 80.0, ("p1", 2): None}, "unknown is not nothing"
    assert profile.peak == 80.0
    ribbon = next(group for group in drawn(made).groups if group.role is Role.RIBBON)
    line = lay_out(made, style=PAPER).lines[0].y
    tops = sorted({round(abs(float(segment[-1]) - line), 3) for part in ribbon.primitives if isinstance(part, Path) and part.fill
                   for segment in part.segments if len(segment) > 1} - {0.0})
    assert tops == pytest.approx([PAPER.ribbon_height * share for share in (0.25, 0.5, 1.0)], abs=0.02)
    assert "Minutes de l’usager" in " ".join(shown_texts(ribbon))


@pytest.mark.parametrize(("citizen", "agent"), list(product((44, 90), (44, 60))))
def test_the_peak_of_each_side_is_told_from_three_quarters_of_an_hour(citizen: int, agent: int) -> None:
    made = document([worked("a", 10), worked("b", citizen, column=1), worked("s", agent, "scene", 3), worked("c", 5, column=4)])
    peaks = [group for group in drawn(made).groups if group.id.startswith("peak-")]
    told = {90: ["1\u00a0h\u202f30"], 60: ["1\u00a0h"], 44: []}
    assert [shown_texts(group)[0].replace("\u202f", " ").replace("\u00a0", " ") for group in peaks] == [
        words.replace("\u202f", " ").replace("\u00a0", " ") for words in (*told[citizen], *told[agent])]
    layout = lay_out(made, style=PAPER)
    for group, column in zip(peaks, [at for at, minutes in ((1, citizen), (3, agent)) if minutes >= 45], strict=True):
        middle = layout.columns[column].x + layout.columns[column].width / 2
        assert abs(group.bounds.centre.x - middle) <= AWAY
        assert layout.conversation is not None
        assert layout.conversation.encloses(group.bounds)


def test_a_peak_without_a_free_place_is_not_told() -> None:
    steps = [worked("b", 90, column=1), *(step(f"s{at}", "scene", column=1) for at in range(1))]
    flows = [flow(f"f{at}", "b", "s0", kind="interaction", label="Je voudrais bien savoir où en est mon dossier") for at in range(4)]
    made = document(steps, flows)
    assert not [group for group in drawn(made).groups if group.id.startswith("peak-citizen")]


@pytest.mark.parametrize("name", ["passeport", "apa-a-domicile", "home-care-allowance"])
def test_no_word_is_broken_where_a_share_says_more(name: str) -> None:
    made, found = opened(name)
    (sheet, *_) = draw_poster(made, found, FRENCH, annex=False).pages
    for group in sheet.drawing.groups:
        flow_here = made.flow_by_key.get(group.id)
        if group.role is Role.FLOW_LABEL and flow_here is not None and flow_here.probability is not None:
            whole = set(re.findall(r"\w+", f"{flow_here.label} {flow_here.condition}"))
            shown = [word for text in shown_texts(group) for word in re.findall(r"[^\W\d]{3,}(?!\w*…)", text)]
            assert set(shown) <= whole, shown_texts(group)
