"""A journey like the one of the visual identity: asking for home-care allowance, with seven frictions."""

from __future__ import annotations

from typing import Any

from tests.drawing.builders import analysis, document, finding, flow, step
from visavis.blueprint.analysis import Analysis, Finding
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, BlueprintDocument, Flow, Item, Note, Persona, Service, Step

PHASES = ["S’informer", "Constituer le dossier", "Attendre", "Évaluer à domicile", "Décider et mettre en place"]
COLUMNS = [(1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (4, 0), (4, 1), (5, 0), (5, 1), (5, 2)]

CITIZEN = [
    ("u0", 0, "Apprend que l’APA existe", "counter", "PT25M", 2),
    ("u1", 1, "Appelle le standard", "phone", "PT12M", 2),
    ("u2", 2, "Retire le dossier papier", "counter", "PT1H10M", 4),
    ("u3", 3, "Réunit 9 justificatifs", "post", "PT1H30M", 5),
    ("u4", 4, "Envoie le dossier par la Poste", "post", "PT40M", 3),
    ("u5", 5, "Attend sans nouvelles", None, None, None),
    ("u6", 6, "Rappelle pour savoir", "phone", "PT15M", 4),
    ("u7", 7, "Reçoit l’évaluatrice chez elle", "visit", "PT1H", 1),
    ("u8", 8, "Répète sa situation", "visit", "PT20M", 4), ("u9", 9, "Attend la décision", None, None, None),
    ("u10", 10, "Reçoit la notification", "post", "PT10M", 2),
    ("u11", 11, "Choisit son service d’aide", "phone", "PT30M", 3),
]
AGENTS = [
    ("a1", 1, "scene", "Oriente vers le bon service", "phone", "PT9M", 2),
    ("a4", 4, "scene", "Accueille et pointe les pièces", "counter", "PT15M", 2),
    ("a6", 6, "scene", "Répond sans voir le dossier", "phone", "PT12M", 4),
    ("a7", 7, "scene", "Évalue l’autonomie (grille AGGIR)", "visit", "PT1H", 3),
    ("a8", 8, "scene", "Propose un plan d’aide", "visit", "PT25M", 2),
    ("a10", 10, "scene", "Explique la décision", "phone", "PT10M", 2),
    ("b4", 4, "coulisses", "Numérise et ressaisit le dossier", None, "PT35M", 4),
    ("b5", 5, "coulisses", "Vérifie la complétude", None, "PT30M", 3),
    ("b6", 6, "coulisses", "Planifie la visite", None, "PT20M", 3),
    ("b8", 8, "coulisses", "Rédige le rapport", None, "PT45M", 3),
    ("b9", 9, "coulisses", "Passe en commission", None, "PT15M", 2),
    ("b10", 10, "coulisses", "Notifie la décision", "post", "PT20M", 2),
    ("b11", 11, "coulisses", "Ouvre les droits", None, "PT10M", 1),
]
EVIDENCE = [(0, "Affiche mairie"), (2, "Dossier 12 pages"), (3, "Liste de pièces"), (4, "Accusé de dépôt ?"),
            (7, "Carte de visite"), (8, "Plan d’aide"), (10, "Notification"), (11, "Liste des SAAD")]
SUPPORT = [("s4", 4, "La Poste"), ("s5", 5, "Logiciel métier"), ("s9", 9, "Commission APA"),
           ("s11", 11, "Service d’aide (SAAD)")]
TALK = [("u1", "a1", "À qui demander ?"), ("a1", "u1", "Voici le dossier"), ("u4", "a4", "Voici mes pièces"),
        ("u6", "a6", "Où en est-on ?"), ("a6", "u6", "Je ne sais pas"), ("u7", "a7", "Entrez"),
        ("a7", "u7", "Racontez-moi"), ("u8", "a8", "Encore une fois…"), ("a10", "u10", "C’est accordé")]
FRICTIONS = [
    ("Déplacement imposé pour un papier", "Le dossier n’est remis qu’au guichet.", "L’ouvrir par téléphone.",
     ("u2",), 70, 0),
    ("Demander ce que l’on sait déjà", "6 pièces sur 9 sont déjà détenues par l’administration.",
     "Pré-remplir ces pièces.", ("u3",), 55, 20),
    ("Attendre en silence", "30 jours sans accusé ni suivi.", "Prévenir l’usager.", ("u5",), 22, 35),
    ("Demande évitable", "Un appel sur trois demande « où en est-on ? »", "Suivi par SMS.", ("u6",), 15, 12),
    ("Répéter sa situation", "Trois fois, à trois personnes.", "Partager le dossier.", ("u8",), 20, 25),
    ("Agent aveugle", "L’accueil ne voit pas le dossier.", "Ouvrir le dossier à l’accueil.", ("a6",), 15, 12),
    ("Double saisie", "Le papier est retapé dans le logiciel.", "Scanner à l’accueil.", ("b4",), None, 35),
]


def _place(column: int) -> dict[str, Any]:
    phase, index = COLUMNS[column]
    return {"phase": f"p{phase}", "column": index}


def apa(**head: Any) -> BlueprintDocument:
    steps: list[Step] = [step(f"e{column}", "preuves", title=title, kind="evidence", **_place(column))
                         for column, title in EVIDENCE]
    for id_, column, title, channel, work, effort in CITIZEN:
        kind = "wait" if work is None else "start" if column == 0 else "outcome" if column == 11 else "action"
        more: dict[str, Any] = {"wait": "P30D" if column == 5 else "P21D"} if work is None else {"work": work}
        more |= {"outcome": "granted"} if kind == "outcome" else {}
        more |= {"markers": ("moment-of-truth",)} if column == 7 else {}
        steps.append(step(id_, "usager", title=title, channel=channel, effort=effort, kind=kind, basis="estimated",
                          **_place(column), **more))
    for id_, column, lane_id, title, channel, work, effort in AGENTS:
        kind = "decision" if id_ in ("b5", "b9") else "action"
        steps.append(step(id_, lane_id, title=title, channel=channel, work=work, effort=effort, kind=kind,
                          basis="measured" if column % 3 else "assumed", hidden=id_ == "b4",
                          markers=("fail-point",) if id_ == "a6" else (), **_place(column)))
    steps += [step(id_, "appui", title=title, **_place(column)) for id_, column, title in SUPPORT]
    return document(steps, _flows(), phases=PHASES, id="apa", title="Demander l’APA à domicile", summary=SUMMARY,
                    service=Service(authority="Département", cases_per_year=4200), personas=(
                        Persona(id="roux", name="Madame Roux", story="82 ans, vit seule, sans ordinateur."),),
                    items=(Item(id="impots", name="Avis d’imposition", held_by="DGFiP"),),
                    notes=(Note(id="n1", at="u5", kind="quote", text="On ne sait jamais si c’est arrivé."),
                           Note(id="n2", at="u3", kind="pain", text="secret", private=True)), **head)


SUMMARY = ("Une personne âgée demande une aide pour rester chez elle. Voici ce que cela lui demande "
           "aujourd’hui, et ce que cela demande aux agents.")


def _flows() -> list[Flow]:
    flows = [flow(f"c{column}", f"u{column}", f"u{column + 1}") for column in range(11)]
    flows += [flow(f"t{place}", source, target, kind="interaction", label=label)
              for place, (source, target, label) in enumerate(TALK)]
    pairs = [("a4", "b4"), ("b4", "b5"), ("b5", "b6"), ("a6", "b6"), ("a7", "a8"), ("a8", "b8"), ("b8", "b9"),
             ("b9", "b10"), ("b10", "a10"), ("b10", "b11")]
    flows += [flow(f"b{place}", source, target) for place, (source, target) in enumerate(pairs)]
    support = [("b4", "s4"), ("b5", "s5"), ("b9", "s9"), ("b11", "s11")]
    flows += [flow(f"s{place}", source, target, kind="support") for place, (source, target) in enumerate(support)]
    return flows


def apa_findings() -> list[Finding]:
    found = []
    for place, (title, said, remedy, steps, citizen, agent) in enumerate(FRICTIONS):
        found.append(finding(f"r{place}", *steps, citizen=citizen, agent=agent, title=message("{t}", t=title),
                             message=message("{t}", t=said), remedy=message("{t}", t=remedy),
                             share=[1.0, 1.0, 0.04, 0.33, 0.86, 0.33, None][place],
                             basis=Basis.ASSUMED if place == 5 else Basis.ESTIMATED))
    return found


def apa_analysis(made: BlueprintDocument) -> Analysis:
    return analysis(made, *apa_findings())
