"""Pasted lists and tables: what becomes which step, where, and how it is connected."""

from __future__ import annotations

import pytest

from tests.editing import builders
from visavis.blueprint.editing import EditSession, Identifiers, copy_excerpt, read_listing, write_listing
from visavis.blueprint.editing.capture.listing import MOST_LINES
from visavis.blueprint.editing.commands import AddListedSteps
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BlueprintDocument, BlueprintError, FlowKind

EMPTY = builders.document(steps=[], flows=[], head={"notes": [], "avoid": [], "waivers": [], "items": []})
START = ("vous", "avant", 0)


def pasted(text: str, document: BlueprintDocument = EMPTY, cell: tuple[str, str, int] = START, after: str | None = None) -> BlueprintDocument:
    session = EditSession(document, identifiers=Identifiers(3))
    session.do(AddListedSteps(read_listing(text, document), cell, after))
    after_all = session.document
    session.undo()
    assert session.document == document
    return after_all


def places(document: BlueprintDocument) -> list[tuple[str, str, str, int]]:
    return [(step.title, *step.cell) for step in document.steps]


def flows(document: BlueprintDocument) -> list[tuple[str, str, str]]:
    return [(document.step_by_id[flow.source].title, document.step_by_id[flow.target].title, flow.kind.value)
            for flow in document.flows]


@pytest.mark.parametrize("text", [
    "Appelle\n> Oriente\nVient\n>> Range\n",
    "Appelle\n  Oriente\nVient\n    Range",
    "- Appelle\n> - Oriente\n\n< Vient\n\n>> 1. Range",
    "  Appelle\n\tOriente\n  Vient\n\t\tRange",
])
def test_indentation_or_signs_put_a_line_on_its_side(text: str) -> None:
    after = pasted(text)
    assert places(after) == [("Appelle", "vous", "avant", 0), ("Oriente", "guichet", "avant", 0),
                             ("Vient", "vous", "avant", 1), ("Range", "bureau", "avant", 1)]
    assert flows(after) == [("Appelle", "Oriente", "interaction"), ("Oriente", "Vient", "interaction"),
                            ("Vient", "Range", "interaction")]


def test_a_list_without_marks_goes_on_in_the_lane_where_it_is_pasted() -> None:
    after = pasted("Reçoit\nVérifie", cell=("guichet", "avant", 2))
    assert places(after) == [("Reçoit", "guichet", "avant", 2), ("Vérifie", "guichet", "avant", 3)]
    assert flows(after) == [("Reçoit", "Vérifie", "sequence")]


def test_a_heading_begins_a_phase_that_is_there_or_a_new_one() -> None:
    after = pasted("Appelle\n# Après\nVient\n## Suite\nPart")
    assert [phase.name for phase in after.head.phases] == ["Avant", "Après", "Suite"]
    fresh = after.head.phases[2].id
    assert places(after) == [("Appelle", "vous", "avant", 0), ("Vient", "vous", "apres", 0), ("Part", "vous", fresh, 0)]
    assert flows(after) == [("Appelle", "Vient", "sequence"), ("Vient", "Part", "sequence")]


def test_a_list_goes_on_after_a_step() -> None:
    after = pasted("Paie !5min @borne\n> Encaisse #ticket", builders.document(), after="again")
    paid, taken = after.steps[-2:]
    assert (paid.title, paid.work, paid.channel, paid.cell) == ("Paie", "PT5M", "borne", ("vous", "avant", 2))
    assert (taken.title, taken.asks) == ("Encaisse", ("ticket",))
    assert flows(after)[-2:] == [("Revient", "Paie", "sequence"), ("Paie", "Encaisse", "interaction")]


def test_a_table_is_known_by_its_headings_in_either_language() -> None:
    french = ("Étape\tQui\tCanal\tTemps\tDélai\tPièces\tParole\tCouleur\nAppelle\tUsager\ttél.\t10 min\t3 j\tRIB, Facture\t\tbleu\n"
              "Oriente\tAgent\t\tdix minutes\t\t\t« Bonjour »\t\n")
    english = ("Step\tWho\tChannel\tTime\tWait\tItems\tSaid\tColour\nAppelle\tUser\tphone\t10 min\t3 d\tRIB; Facture\t\tbleu\n"
               "Oriente\tAgent\t\tdix minutes\t\t\t« Bonjour »\t\n")
    for text in (french, english):
        after = pasted(text)
        called, guided = after.steps
        assert (called.title, called.lane, called.channel, called.work, called.wait) == (
            "Appelle", "vous", "phone", "PT10M", "P3D")
        assert called.gives == ("rib", "facture")
        assert called.detail == "bleu"
        # What is no time is kept, not dropped.
        assert (guided.lane, guided.work, guided.detail) == ("guichet", None, "dix minutes")
        assert after.flows[0].label == "« Bonjour »"
        assert after.flows[0].kind is FlowKind.INTERACTION


def test_a_table_without_headings_is_judged_by_its_cells() -> None:
    after = pasted("Usager\tAppelle\t10 min\ttel\t4\nGuichet\tReçoit\t1 h\tguichet\t2")
    assert [(s.title, s.lane, s.work, s.channel, s.effort) for s in after.steps] == [
        ("Appelle", "vous", "PT10M", "phone", 4), ("Reçoit", "guichet", "PT1H", "counter", 2)]


def test_a_table_has_phases_and_quoted_cells() -> None:
    after = pasted('Phase\tTitle\nAvant\t"Appelle\nle standard"\n\tVient\nAprès\tPart')
    assert places(after) == [("Appelle le standard", "vous", "avant", 0), ("Vient", "vous", "avant", 1),
                             ("Part", "vous", "apres", 0)]


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "\t\t\n\t"])
def test_nothing_makes_no_steps(text: str) -> None:
    assert not [line for line in read_listing(text, EMPTY) if line.step is not None]


def test_a_list_that_is_too_long_is_refused_as_a_whole() -> None:
    lines = "\n".join(f"Étape {number}" for number in range(MOST_LINES))
    assert len(read_listing(lines, EMPTY)) == MOST_LINES
    with pytest.raises(BlueprintError, match=r"2.?001"):
        read_listing(lines + "\nune de plus", EMPTY)


def test_what_is_copied_as_text_pastes_as_the_same_steps() -> None:
    before = pasted('Appelle !12min @tel #"Avis d’imposition"\n> Répond !1h10 ~3j\nEnvoie \\#ici @courrier\n# Après\nAttend ~45s')
    text = write_listing(before, before.step_by_id)
    again = pasted(text)
    told = [(s.title, s.cell[0], s.cell[2], s.work, s.wait, s.channel, s.gives) for s in before.steps]
    assert [(s.title, s.cell[0], s.cell[2], s.work, s.wait, s.channel, s.gives) for s in again.steps] == told
    assert flows(again) == flows(before)


@pytest.mark.parametrize("wait", ["P2M", "P1Y6M", "P2W", "PT25H", "P1.5D", "PT1M30S", {"business_days": 2}, {"business_days": 1},
                                  {"min": "P3M", "mode": "P4.5M", "max": "P6M"}, {"mean": "P2M", "distribution": "exponential"}])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_time_that_is_copied_as_text_pastes_as_itself(wait: object, language: str) -> None:
    head = {"notes": [], "avoid": [], "waivers": [], "items": [], "language": language}
    steps = [{"id": "s", "title": "Attend", "lane": "vous", "phase": "avant", "column": 0, "kind": "action", "work": "PT90M", "wait": wait}]
    document = builders.document(steps=steps, flows=[], head=head)
    (again,) = pasted(write_listing(document, ["s"]), builders.document(steps=[], flows=[], head=head)).steps
    assert (again.title, again.wait, again.work) == ("Attend", document.step_by_id["s"].wait, "PT1H30M")


def test_an_excerpt_has_only_what_was_chosen_and_nothing_private() -> None:
    document = builders.document()
    part = copy_excerpt(document, {"ask", "check"})
    assert [step.id for step in part.steps] == ["ask", "check"]
    assert [flow.key for flow in part.flows] == ["f1"]
    assert (part.head.notes, part.head.waivers, part.head.avoid) == ((), (), ())
