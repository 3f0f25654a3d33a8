"""A benefit as it is asked for: forty-six steps in five phases, both sides, ways back, and two ways to end."""

from __future__ import annotations

from typing import Any

from tests.drawing.builders import document, flow, step
from visavis.blueprint.model import BlueprintDocument, Note, Persona, Service

PHASES = ("S’informer", "Déposer la demande", "Compléter", "Faire calculer ses droits", "Recevoir l’aide")
# Phase, column, lane, title, minutes or a period, and what else there is to say of a step.
_STEPS: tuple[tuple[Any, ...], ...] = (
    (1, 0, "usager", "Signe un bail et cherche une aide", 20, {"kind": "start", "channel": "web", "effort": 2}),
    (1, 0, "preuves", "Page « aide au logement »", None, {"kind": "evidence"}),
    (1, 1, "usager", "Estime son droit avec le simulateur", 25, {"channel": "web", "effort": 3}),
    (1, 2, "usager", "Appelle pour vérifier", 30, {"channel": "phone", "effort": 4}),
    (1, 2, "scene", "Renseigne sans voir le dossier", 12, {"channel": "phone"}),
    (1, 2, "appui", "Base de connaissances", None, {}),
    (2, 0, "usager", "Crée son compte", 15, {"channel": "web", "effort": 3}),
    (2, 1, "usager", "Réunit bail, quittance et avis d’imposition", 80, {"effort": 5}),
    (2, 1, "preuves", "Liste de neuf pièces", None, {"kind": "evidence"}),
    (2, 2, "usager", "Demande l’attestation au bailleur", "P6D", {"kind": "wait"}),
    (2, 2, "preuves", "Attestation de loyer", None, {"kind": "evidence"}),
    (2, 3, "usager", "Remplit le formulaire en douze écrans", 55, {"channel": "web", "effort": 4}),
    (2, 4, "usager", "Envoie la demande", 5, {"channel": "web", "effort": 1}),
    (2, 4, "scene", "Accuse réception", 2, {"channel": "email"}),
    (2, 4, "preuves", "Accusé de réception", None, {"kind": "evidence"}),
    (2, 4, "coulisses", "Classe les pièces", 10, {}),
    (2, 4, "appui", "Gestion électronique des documents", None, {}),
    (3, 0, "usager", "Attend sans nouvelles", "P18D", {"kind": "wait"}),
    (3, 0, "coulisses", "Laisse la demande en file", "P15D", {"kind": "wait"}),
    (3, 1, "coulisses", "Dossier complet ?", 12, {"kind": "decision", "effort": 3}),
    (3, 2, "scene", "Réclame une pièce", 8, {"channel": "post"}),
    (3, 2, "preuves", "Lettre de relance", None, {"kind": "evidence"}),
    (3, 2, "usager", "Comprend ce qui manque", 20, {"channel": "post", "effort": 5}),
    (3, 3, "usager", "Scanne et renvoie la pièce", 35, {"channel": "web", "effort": 4}),
    (3, 3, "coulisses", "Rattache la pièce au dossier", 9, {"effort": 2}),
    (3, 4, "usager", "Rappelle pour savoir où en est sa demande", 28, {"channel": "phone", "effort": 4}),
    (3, 4, "scene", "Lit l’état du dossier", 11, {"channel": "phone"}),
    (3, 5, "usager", "Renonce", None, {"kind": "outcome", "outcome": "abandoned"}),
    (4, 0, "coulisses", "Récupère les ressources", 6, {}),
    (4, 0, "appui", "Échange avec les impôts", None, {}),
    (4, 1, "coulisses", "Ressources concordantes ?", 14, {"kind": "decision"}),
    (4, 2, "scene", "Demande d’expliquer l’écart", 10, {"channel": "email"}),
    (4, 2, "usager", "Justifie un changement de situation", 40, {"channel": "email", "effort": 4}),
    (4, 3, "coulisses", "Calcule le montant", 5, {}),
    (4, 3, "appui", "Moteur de calcul", None, {}),
    (4, 4, "coulisses", "Fait contrôler par un second agent", 20, {"effort": 3}),
    (4, 5, "coulisses", "Décide", 8, {"kind": "decision"}),
    (4, 5, "usager", "Attend la décision", "P9D", {"kind": "wait"}),
    (5, 0, "scene", "Notifie la décision", 6, {"channel": "post"}),
    (5, 0, "usager", "Lit la notification de quatre pages", 15, {"channel": "post", "effort": 4}),
    (5, 0, "preuves", "Notification", None, {"kind": "evidence"}),
    (5, 1, "usager", "Reçoit un refus motivé", None, {"kind": "outcome", "outcome": "refused"}),
    (5, 2, "coulisses", "Met en paiement", 4, {}),
    (5, 2, "appui", "Comptabilité", None, {}),
    (5, 3, "usager", "Vérifie le premier versement", 10, {"channel": "web", "effort": 2}),
    (5, 4, "usager", "Reçoit son aide chaque mois", None, {"kind": "outcome", "outcome": "granted"}),
)
_SAID = (("Appelle pour vérifier", "Renseigne sans voir le dossier", "Y ai-je droit ?", None),
         ("Renseigne sans voir le dossier", "Crée son compte", "Faites une demande", None),
         ("Envoie la demande", "Accuse réception", "Voici ma demande", None),
         ("Accuse réception", "Attend sans nouvelles", "Bien reçue", None),
         ("Réclame une pièce", "Comprend ce qui manque", "Il manque la quittance", None),
         ("Scanne et renvoie la pièce", "Rattache la pièce au dossier", "La voici", None),
         ("Rappelle pour savoir où en est sa demande", "Lit l’état du dossier", "Où en est-on ?", 0.8),
         ("Demande d’expliquer l’écart", "Justifie un changement de situation", "Vos revenus ont baissé ?", None),
         ("Justifie un changement de situation", "Calcule le montant", "J’ai perdu mon emploi", None),
         ("Notifie la décision", "Lit la notification de quatre pages", "Voici notre décision", None))
_NEXT = (("Signe un bail et cherche une aide", "Estime son droit avec le simulateur", None),
         ("Estime son droit avec le simulateur", "Appelle pour vérifier", None),
         ("Crée son compte", "Réunit bail, quittance et avis d’imposition", None),
         ("Réunit bail, quittance et avis d’imposition", "Demande l’attestation au bailleur", None),
         ("Demande l’attestation au bailleur", "Remplit le formulaire en douze écrans", None),
         ("Remplit le formulaire en douze écrans", "Envoie la demande", None),
         ("Accuse réception", "Classe les pièces", None), ("Classe les pièces", "Laisse la demande en file", None),
         ("Laisse la demande en file", "Dossier complet ?", None), ("Dossier complet ?", "Réclame une pièce", 0.38),
         ("Dossier complet ?", "Récupère les ressources", 0.62),
         ("Comprend ce qui manque", "Scanne et renvoie la pièce", 0.85), ("Comprend ce qui manque", "Renonce", 0.15),
         ("Rattache la pièce au dossier", "Dossier complet ?", None),
         ("Attend sans nouvelles", "Rappelle pour savoir où en est sa demande", None),
         ("Récupère les ressources", "Ressources concordantes ?", None),
         ("Ressources concordantes ?", "Demande d’expliquer l’écart", 0.27),
         ("Ressources concordantes ?", "Calcule le montant", 0.73),
         ("Calcule le montant", "Fait contrôler par un second agent", None),
         ("Fait contrôler par un second agent", "Décide", None), ("Décide", "Notifie la décision", None),
         ("Lit la notification de quatre pages", "Reçoit un refus motivé", 0.14),
         ("Lit la notification de quatre pages", "Vérifie le premier versement", 0.86),
         ("Vérifie le premier versement", "Reçoit son aide chaque mois", None))
_HELPED = (("Renseigne sans voir le dossier", "Base de connaissances"),
           ("Classe les pièces", "Gestion électronique des documents"),
           ("Récupère les ressources", "Échange avec les impôts"), ("Calcule le montant", "Moteur de calcul"),
           ("Met en paiement", "Comptabilité"))


def benefit() -> BlueprintDocument:
    """Return the journey: a housing benefit."""
    ids = {title: f"s{place}" for place, (_, _, _, title, *_) in enumerate(_STEPS)}
    steps = [step(ids[title], lane, f"p{phase}", column, title=title, basis="estimated", **_time(time), **more)
             for phase, column, lane, title, time, more in _STEPS]
    flows = [flow(f"t{place}", ids[source], ids[target], kind="interaction", label=said, probability=share)
             for place, (source, target, said, share) in enumerate(_SAID)]
    flows += [flow(f"c{place}", ids[source], ids[target], probability=share)
              for place, (source, target, share) in enumerate(_NEXT)]
    flows += [flow(f"a{place}", ids[source], ids[target], kind="support")
              for place, (source, target) in enumerate(_HELPED)]
    notes = (Note(id="n1", at=ids["Attend sans nouvelles"], kind="quote", text="Je ne sais pas si quelqu’un l’a lue."),
             Note(id="n2", at=ids["Classe les pièces"], kind="quote", text="Un tiers des pièces est illisible."))
    people = (Persona(id="amar", name="Madame Amar", story="29 ans, premier bail, un téléphone et pas d’ordinateur."),)
    return document(steps, flows, phases=list(PHASES), id="aide-au-logement", title="Demander l’aide au logement",
                    language="fr", summary="Ce qu’une aide demande à qui la sollicite et à qui l’instruit.",
                    personas=people, notes=notes, service=Service(authority="Caisse d’allocations", cases_per_year=9000))


def _time(time: int | str | None) -> dict[str, str]:
    if time is None:
        return {}
    return {"wait": time} if isinstance(time, str) else {"work": f"PT{time}M"}
