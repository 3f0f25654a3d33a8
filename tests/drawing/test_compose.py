"""One band as a display list: reading order, what each group says, and nothing outside its box."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, shown_texts
from tests.need import need
from visavis.blueprint.analysis import Finding
from visavis.blueprint.drawing import (
    LIGHT,
    THEMES,
    Box,
    ComposeOptions,
    DisplayList,
    Group,
    Path,
    Role,
    Stroke,
    Text,
    Theme,
    compose,
)
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import Basis, BlueprintDocument, Informs, Item, StepKind


def drawn(made: BlueprintDocument, *findings: Finding, language: str = "fr", **options: Any) -> DisplayList:
    return compose(made, lay_out(made), analysis(made, *findings), LIGHT, translator(language),
                   options=ComposeOptions(**options))


def group(drawing: DisplayList, role: Role, id_: str) -> Group:
    found = [each for each in drawing.groups if (each.role, each.id) == (role, id_)]
    assert len(found) == 1, (role, id_, len(found))
    return found[0]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_journey_is_drawn_within_its_boxes(theme: Theme, language: str) -> None:
    made = apa()
    drawing = compose(made, lay_out(made), apa_analysis(made), theme, translator(language))
    assert loose_texts(drawing) == []
    assert doubled_ids(drawing) == []
    assert outside(drawing, margin=8.0) == []


def test_groups_read_phase_by_phase_column_by_column_citizen_before_agent() -> None:
    made = document([step("a2", "scene", column=1), step("u2", column=1), step("b1", "coulisses"),
                     step("a1", "scene"), step("u1"), step("later", phase="p2")], phases=["Un", "Deux"])

    drawing = drawn(made)

    wanted = (Role.PHASE, Role.STEP)
    assert [each.id for each in drawing.groups if each.role in wanted] == [
        "p1", "u1", "a1", "b1", "u2", "a2", "p2", "later"]


def test_a_flow_is_read_after_the_step_it_leaves_with_its_words_in_the_speakers_colour() -> None:
    made = document([step("u"), step("a", "scene")], [flow("dit", "u", "a", kind="interaction", label="Bonjour")])

    drawing = drawn(made)

    roles = [(each.role, each.id) for each in drawing.groups]
    assert roles.index((Role.FLOW, "dit")) == roles.index((Role.STEP, "u")) + 1
    pill = group(drawing, Role.FLOW_LABEL, "dit")
    assert {part.colour for part in pill.primitives if isinstance(part, Text)} == {LIGHT.citizen.ink}
    assert "«\u202fBonjour\u202f»" in pill.description


def test_an_agents_answer_has_the_agents_colour_and_inner_flows_are_quiet() -> None:
    made = document([step("u"), step("a", "scene"), step("b", "coulisses")],
                    [flow("répond", "a", "u", kind="interaction"), flow("passe", "a", "b")])
    drawing = drawn(made)
    strokes = {id_: next(part.stroke for part in group(drawing, Role.FLOW, id_).primitives if isinstance(part, Path))
               for id_ in ("répond", "passe")}
    assert need(strokes["répond"]).colour == LIGHT.agent.ink
    assert need(strokes["passe"]).colour == LIGHT.flow
    assert need(strokes["passe"]).dash


def test_a_card_says_everything_of_its_step() -> None:
    items = (Item(id="avis", name="Avis d’imposition"),)
    made = document([
        step("u", title="Envoie le dossier", detail="Par la Poste.", channel="post", work="PT40M", wait="P2D",
             basis="assumed", effort=3, emotion=-1, asks=("avis",), hidden=True, fails=0.1, fallback="v",
             markers=("fail-point",), informs=Informs(promise="dix jours")), step("v", column=1)], items=items)

    told = group(drawn(made, finding("r", "u")), Role.STEP, "u").description

    for part in ("Envoie le dossier.", "Usager", "Demander", "courrier", "40\u00a0min (supposé)", "2\u00a0j",
                 "3 sur 5", "mauvaise", "Avis d’imposition", "Travail caché", "10\u202f%", "Étape v",
                 "point de rupture", "dix jours", "Friction 1", "Par la Poste."):
        assert part in told, part


def test_what_a_card_cuts_is_in_its_description() -> None:
    title = "Très long titre " * 30
    made = document([step("u", title=title)])
    drawing = drawn(made)
    assert title.strip() in group(drawing, Role.STEP, "u").description
    assert loose_texts(drawing) == []


def test_only_the_outline_of_a_wait_is_dashed() -> None:
    kinds = [kind for kind in StepKind if kind is not StepKind.EVIDENCE]
    made = document([step(kind.value, column=at, kind=kind.value) for at, kind in enumerate(kinds)])
    drawing = drawn(made)
    dashed = {kind for kind in kinds for part in group(drawing, Role.STEP, kind.value).primitives
              if isinstance(part, Box | Path) and part.stroke is not None and part.stroke.dash}
    assert dashed == {StepKind.WAIT}


def test_the_line_of_interaction_is_the_strongest_line() -> None:
    drawing = drawn(apa())
    widths = {each.id: next(need(part.stroke).width for part in each.primitives if isinstance(part, Path))
              for each in drawing.groups if each.role is Role.LINE}
    assert set(widths) == {"interaction", "visibility", "internal"}
    flows = [part.stroke.width for each in drawing.groups if each.role is Role.FLOW
             for part in each.primitives if isinstance(part, Path) and part.stroke]
    assert widths["interaction"] > max([*flows, widths["visibility"], widths["internal"]])


def test_hotspots_carry_their_numbers_and_costs() -> None:
    made = document([step("u"), step("v", column=1)])
    drawing = drawn(made, finding("r1", "u", citizen=70, agent=None), finding("r2", "u", "v", citizen=5),
                    finding("r3", "v"))

    hotspot = group(drawing, Role.HOTSPOT, "u")

    assert shown_texts(hotspot) == ["1\u00a0+1"]
    assert shown_texts(group(drawing, Role.HOTSPOT, "v")) == ["2"], "a friction stands on its first step only"
    assert "1\u00a0h\u00a010" in hotspot.description
    assert "agents\u00a0: inconnu" in hotspot.description


def test_a_hypothesis_is_a_dashed_number_and_never_a_dashed_outline() -> None:
    made = document([step("u"), step("v", column=1), step("w", column=2)])
    sure, guess = finding("r1", "u"), finding("r2", "v", basis=Basis.ASSUMED)
    drawing = drawn(made, sure, guess, finding("r3", "w"), finding("r4", "w", basis=Basis.ASSUMED))

    def dashes(id_: str) -> list[bool]:
        return [bool(need(part.stroke).dash) for part in group(drawing, Role.HOTSPOT, id_).primitives
                if isinstance(part, Box)]

    assert dashes("u") == [False, False]
    assert dashes("v") == [False, True]
    assert dashes("w") == [False, False], "the gravest number is known"


@pytest.mark.parametrize(("count", "words"), [(1, "1"), (2, "1\u00a0+1"), (30, "1\u00a0+29")])
def test_a_card_has_one_pill_with_the_gravest_number_and_how_many_more(count: int, words: str) -> None:
    made = document([step("u")])
    drawing = drawn(made, *(finding(f"r{place}", "u") for place in range(count)))
    hotspot, card = group(drawing, Role.HOTSPOT, "u"), group(drawing, Role.STEP, "u").bounds
    assert shown_texts(hotspot) == [words]
    pill = need(next(part for part in hotspot.primitives if isinstance(part, Text)).container)
    assert (pill.height, pill.centre.y) == (20.0, card.y), "half on the card's own top edge"
    assert card.x < pill.x < pill.right < card.right
    assert loose_texts(drawing) == []


def test_private_notes_are_drawn_only_when_asked() -> None:
    made = apa()
    ids = [each.id for each in drawn(made).groups if each.role is Role.NOTE]
    assert ids == ["n1"]
    asked = compose(made, lay_out(made), None, LIGHT, translator("fr"), options=ComposeOptions(internal=True))
    assert {each.id for each in asked.groups if each.role is Role.NOTE} == {"n1", "n2"}


def test_a_note_in_an_empty_cell_is_a_sheet_with_its_words() -> None:
    made = document([step("u")], notes=({"id": "n", "at": {"lane": "scene", "phase": "p1", "column": 0},
                                         "kind": "idea", "text": "Rappeler la veille"},))
    note = group(drawn(made), Role.NOTE, "n")
    assert " ".join(shown_texts(note)) == "Rappeler la veille"


def test_only_groups_of_what_changed_differ() -> None:
    made = apa()
    before = compose(made, lay_out(made), None, LIGHT, translator("fr"))
    again = compose(made, lay_out(made), None, LIGHT, translator("fr"))
    assert before == again
    changed = made.replace(steps=tuple(
        each.model_copy(update={"effort": 1}) if each.id == "b8" else each for each in made.steps))

    after = compose(changed, lay_out(changed), None, LIGHT, translator("fr"))

    differing = {(old.role, old.id) for old, new in zip(before.groups, after.groups, strict=True) if old != new}
    assert differing == {(Role.STEP, "b8"), (Role.RIBBON, "effort")}


def test_nothing_is_drawn_of_hotspots_ribbon_and_notes_when_not_asked() -> None:
    made = apa()
    drawing = compose(made, lay_out(made), apa_analysis(made), LIGHT, translator("fr"),
                      options=ComposeOptions(hotspots=False, ribbon=False, notes=False))
    assert not {Role.HOTSPOT, Role.RIBBON, Role.NOTE} & {each.role for each in drawing.groups}


def test_an_empty_document_draws_its_empty_lanes() -> None:
    for made in (document(), document(lanes=[], phases=[]), replace(document(), steps=())):
        drawing = drawn(made)
        assert loose_texts(drawing) == []


def test_the_language_is_the_translators() -> None:
    made = document([step("u"), step("a", "scene")])
    assert shown_texts(group(drawn(made), Role.LINE, "interaction")) == ["LIGNE", "D’INTERACTION"]
    assert shown_texts(group(drawn(made, language="en"), Role.LINE, "interaction")) == ["LINE OF", "INTERACTION"]


@pytest.mark.parametrize("effort", [1, 3, 5])
def test_a_card_has_as_many_full_dots_as_its_step_has_effort(effort: int) -> None:
    made = document([step("u", effort=effort), step("v", column=1)])
    drawing = drawn(made)
    rings = [part for part in group(drawing, Role.STEP, "u").primitives
             if isinstance(part, Box) and part.stroke == Stroke(LIGHT.citizen.ink, 1.0)]
    assert [part.fill for part in rings] == [LIGHT.citizen.ink] * effort + [None] * (5 - effort)
    assert not [part for part in group(drawing, Role.STEP, "v").primitives
                if isinstance(part, Box) and part.stroke == Stroke(LIGHT.citizen.ink, 1.0)]
