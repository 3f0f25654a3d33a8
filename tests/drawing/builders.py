"""Small documents and analyses to draw."""

from __future__ import annotations

from typing import Any

from blueprint.analysis.figures import Elapsed, JourneyMeasures, Measures, SideMeasures
from blueprint.analysis.finding import Analysis, Finding, FrictionClass, FrictionReport, Severity
from blueprint.language import message
from blueprint.model import FORMAT, Basis, BlueprintDocument, Flow, Head, Lane, Phase, Step

LANES = (("preuves", "evidence", "Preuves"), ("usager", "citizen", "Usager"),
         ("scene", "frontstage", "Agent · scène"), ("coulisses", "backstage", "Agent · coulisses"),
         ("appui", "support", "Appui"))


def step(id_: str, lane_id: str = "usager", phase: str = "p1", column: int = 0, **more: Any) -> Step:
    return Step(**{"id": id_, "title": f"Étape {id_}", "lane": lane_id, "phase": phase, "column": column, **more})


def flow(key: str, source: str, target: str, **more: Any) -> Flow:
    return Flow(**{"source": source, "target": target, "key": key, **more})


def lane(id_: str, kind: str, name: str = "", **more: Any) -> Lane:
    return Lane(**{"id": id_, "kind": kind, "name": name or id_, **more})


def document(steps: list[Step] | None = None, flows: list[Flow] | None = None, *,
             lanes: list[Lane] | None = None, phases: list[str] | None = None, **head: Any) -> BlueprintDocument:
    made = Head(**{"format": FORMAT, "id": "essai", "title": "Essai",
                   "lanes": tuple(lanes or (lane(*each) for each in LANES)),
                   "phases": tuple(Phase(id=f"p{place}", name=name) for place, name in
                                   enumerate(phases or ["Demander"], start=1)), **head})
    return BlueprintDocument(made, tuple(steps or ()), tuple(flows or ()))


def finding(rule: str, *steps: str, citizen: float | None = 20.0, agent: float | None = 5.0,
            basis: Basis | None = Basis.ESTIMATED, **more: Any) -> Finding:
    return Finding(**{
        "rule": rule, "friction_class": FrictionClass.LOAD, "severity": Severity.MEDIUM, "steps": steps,
        "title": message("Double saisie"), "message": message("Le papier est retapé dans le logiciel."),
        "remedy": message("Saisir une seule fois."), "citizen_minutes": citizen, "agent_minutes": agent,
        "share": 0.4, "basis": basis, **more})


def journey(document: BlueprintDocument, **more: Any) -> JourneyMeasures:
    return JourneyMeasures(**{
        "persona": None, "weight": 1.0, "method": "exact", "elapsed": Elapsed(58 * 1440.0),
        "citizen": SideMeasures(250.0, 51 * 1440.0), "agent": SideMeasures(395.0, 0.0), "partner": SideMeasures(),
        "outcomes": {"granted": 0.62, "refused": 0.09, "abandoned": 0.29}, "completion": 0.71,
        "visits": {each.id: 1.0 for each in document.steps}, **more})


def analysis(document: BlueprintDocument, *findings: Finding, measured: bool = True) -> Analysis:
    return Analysis(Measures(journey(document) if measured else None), FrictionReport(tuple(findings)))
