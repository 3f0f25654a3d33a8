"""A journey as people draw them: five phases, twenty-two columns, loops, branches, and flows of every length."""

from __future__ import annotations

from typing import Any

from tests.layout.builders import journey
from visavis.blueprint.model import BlueprintDocument

_PHASES = (4, 5, 4, 4, 5)
_STEPS: tuple[tuple[Any, ...], ...] = (
    # citizen
    ("c0", "citizen", 0, "Découvre l’aide par une voisine"), ("c1", "citizen", 1, "Appelle le standard"),
    ("c3", "citizen", 3, "Télécharge le formulaire"), ("c4", "citizen", 4, "Réunit neuf justificatifs"),
    ("c5", "citizen", 5, "Photocopie son dossier"), ("c6", "citizen", 6, "Dépose le dossier au guichet"),
    ("c8", "citizen", 8, "Cherche la pièce manquante"), ("c9", "citizen", 9, "Attend sans nouvelles"),
    ("c10", "citizen", 10, "Rappelle pour savoir"), ("c13", "citizen", 13, "Reçoit l’évaluatrice chez elle"),
    ("c14", "citizen", 14, "Répète toute sa situation"), ("c17", "citizen", 17, "Attend la décision"),
    ("c19", "citizen", 19, "Reçoit la notification"), ("c20", "citizen", 20, "Fait un recours"),
    ("c21", "citizen", 21, "Choisit son service d’aide"),
    # frontstage
    ("f1", "front", 1, "Oriente vers le bon service"), ("f6", "front", 6, "Accueille et pointe les pièces"),
    ("f7", "front", 7, "Signale une pièce manquante"), ("f10", "front", 10, "Répond sans voir le dossier"),
    ("f13", "front", 13, "Évalue l’autonomie (grille AGGIR)"), ("f14", "front", 14, "Propose un plan d’aide"),
    ("f19", "front", 19, "Explique la décision"),
    # backstage
    ("b6", "back", 6, "Numérise et ressaisit"), ("b7", "back", 7, "Dossier complet ?"),
    ("b8", "back", 8, "Vérifie les droits"), ("b8b", "back", 8, "Demande l’avis du médecin"),
    ("b11", "back", 11, "Planifie la visite"), ("b15", "back", 15, "Rédige le rapport"),
    ("b16", "back", 16, "Passe en commission"), ("b18", "back", 18, "Notifie la décision"),
    ("b21", "back", 21, "Ouvre les droits"),
    # support and evidence
    ("s6", "support", 6, "GED"), ("s8", "support", 8, "Logiciel métier"), ("s16", "support", 16, "Commission"),
    ("s21", "support", 21, "Service d’aide (SAAD)"), ("e0", "evidence", 0, "Affiche en mairie"),
    ("e3", "evidence", 3, "Dossier de douze pages"), ("e19", "evidence", 19, "Notification"),
)
_SAID: tuple[tuple[str, str, str], ...] = (
    ("c1", "f1", "À qui faut-il demander ?"), ("f1", "c1", "Voici le dossier à remplir"),
    ("c6", "f6", "Voici mes pièces"), ("f7", "c8", "Il manque votre avis d’imposition"),
    ("c8", "f6", "Je reviens avec la pièce"), ("c10", "f10", "Où en est-on ?"), ("f10", "c10", "Je ne sais pas"),
    ("c13", "f13", "Entrez"), ("f13", "c13", "Racontez-moi"), ("c14", "f14", "Encore une fois…"),
    ("f14", "c14", "C’est pour le dossier"), ("f19", "c19", "C’est accordé"), ("c20", "b16", "Je conteste"),
    ("b18", "c19", "Courrier recommandé"),
)
_QUIET: tuple[tuple[Any, ...], ...] = (
    ("c0", "c1"), ("c1", "c3"), ("c3", "c4"), ("c4", "c5"), ("c5", "c6"), ("c6", "c9"), ("c9", "c10"), ("c10", "c9"),
    ("c10", "c13"), ("c13", "c14"), ("c14", "c17"), ("c17", "c19"), ("c19", "c20", {"probability": 0.1}),
    ("c19", "c21", {"probability": 0.9}), ("c20", "c17"), ("f6", "b6"), ("b6", "b7"),
    ("b7", "f7", {"condition": "pièce manquante", "probability": 0.4}),
    ("b7", "b8", {"condition": "complet", "probability": 0.6}), ("b8", "b8b"), ("b8b", "b11"),
    ("b8", "b11"), ("b11", "f13"),
    ("f14", "b15"), ("b15", "b16"), ("b16", "b18", {"probability": 0.8}),
    ("b16", "b15", {"condition": "à compléter"}),
    ("b18", "f19"), ("b18", "b21"), ("b6", "s6"), ("b8", "s8"), ("b16", "s16"), ("b21", "s21"), ("f10", "s8"),
    ("e0", "c0"), ("e3", "c3"), ("c19", "e19"), ("f13", "f14"),
)


def realistic() -> BlueprintDocument:
    """Return the journey."""
    steps = [(name, lane, *_place(column, title)) for name, lane, column, title in _STEPS]
    flows = [*((source, target, {"label": said}) for source, target, said in _SAID), *_QUIET]
    return journey(steps, flows, phases=len(_PHASES))


def _place(column: int, title: str) -> tuple[int, dict[str, Any]]:
    for phase, columns in enumerate(_PHASES):
        if column < columns:
            return column, {"phase": f"p{phase}", "title": title, "work": "PT25M", "effort": 3}
        column -= columns
    raise ValueError(column)
