"""Small documents and analyses to draw."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.analysis import (
    Analysis,
    CaseMeasures,
    Elapsed,
    Figure,
    Finding,
    FrictionClass,
    FrictionReport,
    JourneyMeasures,
    Measures,
    Severity,
    SideMeasures,
)
from visavis.blueprint.language import message
from visavis.blueprint.model import FORMAT, Basis, BlueprintDocument, Flow, Head, Lane, Phase, Step

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


def side(work: float | None, wait: float | None = 0.0, *, untimed: int = 0) -> SideMeasures:
    """One side's minutes; with `untimed` steps they are lower bounds."""
    bound = untimed > 0
    return SideMeasures(Figure(work, bound and work is not None), Figure(wait, bound and wait is not None),
                        untimed=untimed)


def cases(document: BlueprintDocument, **more: Any) -> CaseMeasures:
    """An average case: 250 min of the citizen, 395 min of the agents, 58 days of which 51 are waited."""
    return CaseMeasures(**{
        "elapsed": Elapsed(Figure(58 * 1440.0)), "citizen": side(250.0, 51 * 1440.0), "agent": side(395.0),
        "partner": side(0.0), "visits": {each.id: 1.0 for each in document.steps}, **more})


def journey(document: BlueprintDocument, *, decided: bool = True, shares: dict[str, float | None] | None = None,
            **more: Any) -> JourneyMeasures:
    """A journey of which 62 % are granted and 9 % refused; `more` are parts of its cases, started and decided."""
    ends = {"granted": 0.62, "refused": 0.09, "abandoned": 0.29} if shares is None else shares
    granted, refused = ends.get("granted", 0.0), ends.get("refused", 0.0)
    completion = None if granted is None or refused is None else granted + refused
    case = cases(document, **more)
    return JourneyMeasures(
        persona=None, weight=1.0, method="exact", outcomes={name: Figure(part) for name, part in ends.items()},
        granted=Figure(granted), completion=Figure(completion), started=case, decided=case if decided else None)


def analysis(document: BlueprintDocument, *findings: Finding, measured: bool = True) -> Analysis:
    return Analysis(Measures(journey(document) if measured else None), FrictionReport(tuple(findings)))
