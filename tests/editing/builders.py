"""Small documents to edit."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

HEAD: dict[str, Any] = {
    "format": "visavis/1",
    "id": "permis",
    "title": "Obtenir un permis",
    "language": "fr",
    "personas": [
        {"id": "roux", "name": "Mme Roux", "weight": 0.6, "channels": ["phone", "web"]},
        {"id": "diallo", "name": "M. Diallo", "weight": 0.4, "channels": ["borne"]},
    ],
    "channels": [{"id": "borne", "name": "Borne en mairie"}],
    "actors": [
        {"id": "usager", "name": "Usager", "side": "citizen"},
        {"id": "agent", "name": "Agent", "side": "agent"},
        {"id": "registre", "name": "Registre", "side": "system"},
    ],
    "phases": [{"id": "avant", "name": "Avant"}, {"id": "apres", "name": "Après"}],
    "lanes": [
        {"id": "preuves", "name": "Preuves", "kind": "evidence"},
        {"id": "vous", "name": "Usager", "kind": "citizen", "actor": "usager"},
        {"id": "guichet", "name": "Guichet", "kind": "frontstage", "actor": "agent"},
        {"id": "maison", "name": "Maison France services", "kind": "frontstage", "actor": "agent"},
        {"id": "bureau", "name": "Bureau", "kind": "backstage", "actor": "agent"},
        {"id": "appui", "name": "Registre", "kind": "support", "actor": "registre"},
    ],
    "items": [{"id": "facture", "name": "Facture", "kind": "document"}],
    "notes": [
        {"id": "n1", "at": "ask", "kind": "pain", "text": "Trop long"},
        {"id": "n2", "at": {"lane": "guichet", "phase": "avant", "column": 2}, "kind": "idea", "text": "Rappeler"},
    ],
    "avoid": [{"id": "v1", "text": "Ne pas redemander", "scope": {"step": "ask", "persona": "roux"}},
              {"id": "v2", "text": "Ne pas faire attendre", "limit": {"value": 5, "unit": "day"}}],
    "waivers": [{"id": "w1", "rule": "repeat", "step": "ask", "reason": "legal"}],
    "thresholds": [{"id": "l1", "rule": "silent-wait", "name": "wait", "value": 8, "unit": "day"}],
}
STEPS: list[dict[str, Any]] = [
    {"id": "ask", "title": "Demande", "lane": "vous", "phase": "avant", "column": 0, "kind": "start",
     "gives": ["facture"]},
    {"id": "check", "title": "Vérifie", "lane": "guichet", "phase": "avant", "column": 0, "kind": "decision",
     "asks": ["facture"], "fails": 0.1, "fallback": "ask"},
    {"id": "again", "title": "Revient", "lane": "vous", "phase": "avant", "column": 1, "kind": "action",
     "channel": "borne"},
    {"id": "stay", "title": "Attend", "lane": "vous", "phase": "avant", "column": 1, "kind": "wait", "wait": "P2D"},
    {"id": "decide", "title": "Décide", "lane": "bureau", "phase": "apres", "column": 0, "kind": "action"},
    {"id": "got", "title": "Reçoit", "lane": "vous", "phase": "apres", "column": 1, "kind": "outcome",
     "outcome": "granted"},
]
FLOWS: list[dict[str, Any]] = [
    {"source": "ask", "target": "check", "key": "f1", "kind": "interaction", "label": "Bonjour",
     "carries": ["facture"]},
    {"source": "check", "target": "again", "key": "f2", "kind": "interaction", "probability": 0.3},
    {"source": "again", "target": "check", "key": "f3", "kind": "interaction", "max_times": 2},
    {"source": "check", "target": "decide", "key": "f4", "kind": "sequence", "probability": 0.7},
    {"source": "decide", "target": "got", "key": "f5", "kind": "interaction", "not_for": ["diallo"]},
]


def document(
    head: dict[str, Any] | None = None,
    steps: list[dict[str, Any]] | None = None,
    flows: list[dict[str, Any]] | None = None,
) -> BlueprintDocument:
    """The permit, or parts of it replaced; `head` adds to the permit's head."""
    return decode_data({
        "directed": True, "multigraph": True, "graph": {**HEAD, **(head or {})},
        "nodes": STEPS if steps is None else steps, "edges": FLOWS if flows is None else flows,
    })


def session(*parts: Any, **named: Any) -> EditSession:
    """A session on `document(...)` whose new ids are always the same."""
    return EditSession(document(*parts, **named), identifiers=Identifiers(7))
