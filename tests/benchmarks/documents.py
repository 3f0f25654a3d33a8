"""Synthetic blueprints of any size. The same size and seed always give the same document."""

from __future__ import annotations

from random import Random

from visavis.blueprint.model import (
    FORMAT,
    Actor,
    BlueprintDocument,
    Flow,
    FlowKind,
    Head,
    Lane,
    LaneKind,
    Phase,
    Side,
    Step,
    StepKind,
)

COLUMNS_A_PHASE = 8
# Of each column, these lanes hold a step with these chances; the citizen's lane always does.
CHANCES = {"front": 0.7, "back": 0.6, "systems": 0.35}
WORDS = ("Remplit la demande", "Appelle le standard", "Vérifie les pièces", "Attend une réponse",
         "Se rend au guichet", "Numérise et ressaisit le dossier", "Reçoit la notification",
         "Explique la décision prise",
         "Transmet au service instructeur", "Relance par courrier")
SAYINGS = ("Où en est-on ?", "Voici mes pièces", "Il manque un papier", "C’est accordé", "Rappelez demain")


def blueprint_of(steps: int, seed: int = 1) -> BlueprintDocument:
    """Return a valid blueprint with exactly so many steps, on both sides of the line, with flows between them."""
    chance = Random(seed)
    placed: list[Step] = []
    flows: list[Flow] = []
    last: dict[str, Step] = {}
    column = 0
    while len(placed) < steps:
        for step in _column_of(chance, column, steps - len(placed), len(placed)):
            flows.extend(_flows_to(step, last, placed, chance, len(flows)))
            placed.append(step)
            last[step.lane] = step
        column += 1
    phases = tuple(Phase(id=f"p{number}", name=f"Phase {number + 1}")
                   for number in range((column + COLUMNS_A_PHASE - 1) // COLUMNS_A_PHASE))
    return BlueprintDocument(_head(phases), tuple(placed), tuple(flows))


def _head(phases: tuple[Phase, ...]) -> Head:
    actors = (Actor(id="user", name="Usager", side=Side.CITIZEN),
              Actor(id="desk", name="Accueil", side=Side.AGENT),
              Actor(id="office", name="Instruction", side=Side.AGENT),
              Actor(id="it", name="Outils", side=Side.SYSTEM))
    lanes = (Lane(id="user", name="Usager", kind=LaneKind.CITIZEN, actor="user"),
             Lane(id="front", name="Agent · scène", kind=LaneKind.FRONTSTAGE, actor="desk"),
             Lane(id="back", name="Agent · coulisses", kind=LaneKind.BACKSTAGE, actor="office"),
             Lane(id="systems", name="Appui", kind=LaneKind.SUPPORT, actor="it"))
    return Head(format=FORMAT, id="synthetic", title="Démarche de synthèse", language="fr", actors=actors,
                lanes=lanes, phases=phases)


def _column_of(chance: Random, column: int, at_most: int, first: int) -> list[Step]:
    lanes = ["user", *(lane for lane, share in CHANCES.items() if chance.random() < share)][:at_most]
    return [_step(chance, f"s{first + place}", lane, column) for place, lane in enumerate(lanes)]


def _step(chance: Random, step_id: str, lane: str, column: int) -> Step:
    kind = chance.choices((StepKind.ACTION, StepKind.WAIT, StepKind.DECISION), (8, 1, 1))[0]
    days, minutes = chance.randint(1, 30), chance.randint(2, 90)
    timed = {"wait": f"P{days}D"} if kind is StepKind.WAIT else {"work": f"PT{minutes}M"}
    return Step.model_validate({
        "id": step_id, "title": chance.choice(WORDS), "lane": lane, "phase": f"p{column // COLUMNS_A_PHASE}",
        "column": column % COLUMNS_A_PHASE, "kind": kind, "effort": chance.randint(1, 5),
        "channel": chance.choice(("phone", "post", "counter", "web", "email")), "basis": "estimated", **timed,
    })


def _flows_to(step: Step, last: dict[str, Step], placed: list[Step], chance: Random, count: int) -> list[Flow]:
    """Return the flows that lead to a step: along its lane, and from the step above in the same column."""
    flows = []
    if step.lane in last and (step.lane == "user" or chance.random() < 0.5):
        flows.append(Flow(source=last[step.lane].id, target=step.id, key=f"f{count}", kind=FlowKind.SEQUENCE))
    above = placed[-1] if placed and (placed[-1].phase, placed[-1].column) == (step.phase, step.column) else None
    if above is not None:
        kind = {"user": FlowKind.INTERACTION, "front": FlowKind.SEQUENCE, "back": FlowKind.SUPPORT}[above.lane]
        kind = FlowKind.SUPPORT if step.lane == "systems" else kind
        label = chance.choice(SAYINGS) if kind is FlowKind.INTERACTION else ""
        flows.append(Flow(source=above.id, target=step.id, key=f"f{count + len(flows)}", kind=kind, label=label))
    return flows
