"""A whole service drawn from an empty window with real keys and a real pointer, saved, undone, redone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.need import need
from tests.ui.canvas.conftest import ALT, CTRL, SHIFT, Hands, OpenCanvas
from visavis.blueprint.model import FlowKind, Step, StepKind
from visavis.blueprint.storage import decode, encode, load, save

Key = Qt.Key


@pytest.fixture
def hands(open_canvas: OpenCanvas, root: Path) -> Hands:
    """Hands on what `visavis new blank` gives."""
    return open_canvas(load(root / "templates" / "blank.fr.blueprint.json").document)


def step(hands: Hands, title: str) -> Step:
    return next(step for step in hands.view.document.steps if step.title == title)


def commit(hands: Hands) -> None:
    hands.press(Key.Key_Return)


def go_to(hands: Hands, title: str) -> None:
    """Bring a card into the window and click it."""
    hands.view.fly_to(step(hands, title).id)
    hands.click(hands.at_step(step(hands, title).id))


def draw_the_first_phase(hands: Hands) -> None:
    """Typed without a pause: Tab goes on along the side, Ctrl+Enter crosses the line."""
    hands.write("Apprend que l’APA existe")
    hands.press(Key.Key_Tab)
    hands.write("Appelle le standard")
    hands.press(Key.Key_Return, CTRL)
    hands.write("Oriente vers le bon service")
    commit(hands)
    hands.press(Key.Key_Left, ALT)
    hands.press(Key.Key_F2)
    hands.write("À qui demander ?")
    commit(hands)
    # Back onto the agent's card, and what is answered.
    hands.press(Key.Key_Right, ALT)
    hands.press(Key.Key_L, CTRL)
    hands.press(Key.Key_Up)
    commit(hands)
    hands.write("Voici le dossier")
    commit(hands)


def draw_the_second_phase(hands: Hands) -> None:
    """Arrows to an empty cell, letters begin a step; a decision with two ways and a loop back."""
    go_to(hands, "Appelle le standard")
    for _ in range(2):
        hands.press(Key.Key_Right)
    hands.write("Réunit 9 justificatifs")
    hands.press(Key.Key_Tab)
    hands.write("Envoie le dossier par la Poste")
    hands.press(Key.Key_Return, CTRL)
    hands.write("Pointe les pièces")
    commit(hands)
    hands.press(Key.Key_Down)
    hands.write("Vérifie la complétude")
    hands.press(Key.Key_Tab)
    hands.write("Rédige le rapport")
    hands.press(Key.Key_Tab)
    hands.write("Passe en commission")
    commit(hands)
    go_to(hands, "Vérifie la complétude")
    hands.press(Key.Key_3, ALT)
    hands.press(Key.Key_Return, CTRL)
    hands.write("Cherche la pièce qui manque")
    commit(hands)


def connect_the_loops(hands: Hands) -> None:
    """Flows pulled out of cards with the pointer, what is said typed right after."""
    hands.press(Key.Key_1, CTRL)
    hands.view.set_tool("connect")
    for source, target, said in (
        ("Cherche la pièce qui manque", "Envoie le dossier par la Poste", ""),
        ("Passe en commission", "Appelle le standard", "C’est accordé"),
    ):
        end = hands.at_step(step(hands, target).id)
        hands.drag(hands.at_step(step(hands, source).id), end)
        hands.let_go(end)
        if said:
            hands.write(said)
            commit(hands)
    hands.press(Key.Key_Escape)


def add_with_the_pointer(hands: Hands) -> None:
    """Armed tools, a dragged card, a double click, a second thought."""
    hands.view.set_tool("add-evidence")
    hands.click(hands.at_cell("evidence", "before", 0))
    hands.write("Affiche en mairie")
    commit(hands)
    hands.view.set_tool("add-wait")
    hands.click(hands.at_cell("citizen", "during", 2))
    hands.write("Attend sans nouvelles")
    commit(hands)
    hands.view.set_tool("add-support")
    hands.click(hands.at_cell("back", "during", 2))
    hands.write("Logiciel métier")
    commit(hands)
    end = hands.at_cell("support", "during", 3)
    hands.drag(hands.at_step(step(hands, "Logiciel métier").id), end)
    hands.let_go(end)
    hands.double_click(hands.at_step(step(hands, "Réunit 9 justificatifs").id))
    hands.write("Réunit neuf justificatifs")
    commit(hands)
    hands.view.set_tool("add-note")
    hands.click(hands.at_step(step(hands, "Attend sans nouvelles").id))
    hands.write("Trente jours sans rien")
    commit(hands)
    go_to(hands, "Passe en commission")
    hands.press(Key.Key_Right, SHIFT)
    hands.press(Key.Key_D, CTRL)
    hands.press(Key.Key_Delete)


def test_a_service_is_drawn_saved_reopened_undone_and_redone(hands: Hands, tmp_path: Path) -> None:
    empty = hands.view.document
    session = hands.view.bridge.session

    draw_the_first_phase(hands)
    draw_the_second_phase(hands)
    connect_the_loops(hands)
    add_with_the_pointer(hands)

    drawn = hands.view.document
    assert len(drawn.steps) >= 12
    lanes = {each.lane for each in drawn.steps}
    assert lanes == {"evidence", "citizen", "front", "back", "support"}
    assert {flow.label for flow in drawn.flows if flow.label} == {"À qui demander ?", "Voici le dossier",
                                                                  "C’est accordé"}
    assert {flow.kind for flow in drawn.flows} >= {FlowKind.SEQUENCE, FlowKind.INTERACTION}
    checks = step(hands, "Vérifie la complétude")
    assert checks.kind is StepKind.DECISION
    assert len(drawn.flows_from[checks.id]) == 2
    assert len(drawn.head.notes) == 1

    path = tmp_path / "apa.blueprint.json"
    save(drawn, path)
    saved = path.read_bytes()
    assert load(path).document == drawn

    while session.can_undo:
        hands.press(Key.Key_Z, CTRL)
    assert hands.view.document == empty
    assert encode(hands.view.document) == encode(empty)
    while session.can_redo:
        hands.press(Key.Key_Y, CTRL)
    assert encode(hands.view.document) == saved
    assert decode(saved) == hands.view.document


def test_everything_drawn_has_its_place_on_the_picture(hands: Hands) -> None:
    draw_the_first_phase(hands)
    draw_the_second_phase(hands)
    layout = need(hands.view.picture).layout
    assert set(layout.cards) == set(hands.view.document.step_by_id)
    assert set(layout.flows) == set(hands.view.document.flow_by_key)
    place = layout.cards[step(hands, "Rédige le rapport").id].rect
    assert hands.view.hit(QPointF(*place.centre)).id == step(hands, "Rédige le rapport").id
