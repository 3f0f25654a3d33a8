"""Random edits of a blueprint, for what must come out the same after many small steps as from scratch."""

from __future__ import annotations

from random import Random

from visavis.blueprint.editing import Command, EditSession
from visavis.blueprint.editing.commands import (
    AddAnsweringStep,
    AddFlow,
    AddNextStep,
    AddNote,
    AddStep,
    EditFlow,
    EditHead,
    EditLane,
    EditPhase,
    EditStep,
    InsertColumn,
    MoveLane,
    ReconnectFlow,
    RemoveElements,
    RemoveEmptyColumn,
    RemoveFlow,
)
from visavis.blueprint.model import Cell

LONG = "Rassemble les justificatifs demandés et les dépose au guichet de la mairie avant la fin du mois"


def an_edit(chance: Random, session: EditSession) -> Command:
    """Return some edit of what there is."""
    document = session.document
    step, other = chance.choice(document.steps), chance.choice(document.steps)
    flow, phase = chance.choice(document.flows), chance.choice(document.head.phases)
    lane = chance.choice(document.head.lanes)
    edits: list[Command] = [
        EditStep(step.id, title=chance.choice(["Bref", LONG, ""])),
        EditStep(step.id, effort=chance.choice([None, 4])),
        EditStep(step.id, lane=lane.id),
        EditStep(step.id, column=step.column + 1),
        EditFlow(flow.key, label=chance.choice(["Tout de suite ?", "", LONG])),
        AddFlow(step.id, other.id),
        AddNextStep(step.id, "Ensuite"),
        AddStep((lane.id, phase.id, 0), "Ici"),
        AddNote(text="À voir", at=step.id),
        AddNote(text="À voir", at=Cell(lane=lane.id, phase=phase.id, column=chance.randrange(12))),
        RemoveElements((step.id,)),
        InsertColumn(phase.id, 1),
        EditPhase(phase.id, name=chance.choice(["Avant", LONG])),
        EditLane(lane.id, name=chance.choice(["Accueil", LONG])),
        MoveLane(lane.id, chance.randrange(4)),
        EditHead(language=chance.choice(["fr", "en"])),
        EditHead(title="Autre titre"),
    ]
    return chance.choice(edits)


def a_structural_edit(chance: Random, session: EditSession) -> Command:
    """Return an edit that moves, adds or removes something, mostly near to where that is."""
    document = session.document
    step, flow = chance.choice(document.steps), chance.choice(document.flows)
    lane, phase = chance.choice(document.head.lanes), chance.choice(document.head.phases)
    near = chance.choice([one for one in document.steps if one.phase == step.phase])
    edits: list[Command] = [
        EditStep(step.id, lane=lane.id),
        EditStep(step.id, column=step.column + 1),
        EditStep(step.id, column=max(0, step.column - 1)),
        EditStep(step.id, title=chance.choice(["Bref", "Autre chose à dire", "", LONG])),
        AddFlow(step.id, near.id),
        AddFlow(step.id, chance.choice(document.steps).id),
        AddNextStep(step.id, "Ensuite"),
        AddAnsweringStep(step.id, "Oui"),
        AddStep((lane.id, phase.id, chance.randrange(6)), "Ici"),
        AddNote(text="À voir", at=Cell(lane=lane.id, phase=phase.id, column=chance.randrange(12))),
        RemoveElements((step.id,)),
        RemoveFlow(flow.key),
        InsertColumn(phase.id, chance.randrange(4)),
        RemoveEmptyColumn(phase.id, chance.randrange(8)),
        ReconnectFlow(flow.key, target=near.id),
        EditFlow(flow.key, label=chance.choice(["Tout de suite ?", ""])),
    ]
    return chance.choice(edits)
