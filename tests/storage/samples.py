"""A blueprint file that says something in every field, and ways to spoil it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

FULL: dict[str, Any] = {
    "directed": True,
    "multigraph": True,
    "graph": {
        "format": "visavis/1", "id": "carte", "title": "Obtenir une carte", "summary": "« Vite »", "language": "fr",
        "state": "to-be", "redesigns": "carte-avant",
        "service": {"authority": "Commune", "life_event": "naissance", "legal_basis": "CRPA", "cases_per_year": 1200,
                    "standard_time": "P7D", "tolerated_time": "P14D", "legal_deadline": "P2M",
                    "legal_clock": {"starts": "s1", "stops": "s3", "pauses": ["s2"]}, "hours_per_day": 7.5,
                    "price": 12.5, "fixed_cost": 0, "currency": "EUR"},
        "record": {"version": "2", "date": "2026-11-29", "authors": "Eva", "organisation": "Commune",
                   "sources": "Relevés", "contact": "0 800", "appeal": "Sous deux mois"},
        "channels": [{"id": "borne", "name": "Borne"}],
        "personas": [{"id": "roux", "name": "Mme Roux", "story": "Vit seule.", "weight": 1, "channels": ["borne"],
                      "constraints": ["sans voiture"], "portrait": "roux.png"}],
        "actors": [{"id": "agent", "name": "Agent", "side": "agent", "hourly_cost": 31.5, "capacity": 2,
                    "availability": 0.9, "deputy": "agent"}],
        "phases": [{"id": "avant", "name": "Avant"}],
        "lanes": [{"id": "vous", "name": "Usager", "kind": "citizen"},
                  {"id": "scene", "name": "Accueil", "kind": "frontstage", "actor": "agent"}],
        "items": [{"id": "photo", "name": "Photo", "kind": "document", "held_by": None, "purpose": "Décret",
                   "valid_for": "P6M", "volatile": True, "sensitive": True}],
        "notes": [{"id": "n1", "at": "s1", "kind": "pain", "text": "Long", "author": "Eva", "source": "context",
                   "votes": {"p1": 2}, "private": True},
                  {"id": "n2", "at": {"lane": "vous", "phase": "avant", "column": 1}, "kind": "idea"}],
        "avoid": [{"id": "a1", "text": "Ne pas redemander", "rule": "repeat",
                   "scope": {"side": "citizen", "lane": "vous", "phase": "avant", "persona": "roux", "step": "s1"},
                   "limit": {"value": 5, "unit": "day"}}],
        "waivers": [{"id": "w1", "rule": "repeat", "step": "s1", "reason": "legal", "text": "Décret", "author": "Eva",
                     "date": "2026-03-12"}],
        "rules": "legal-fr",
        "thresholds": [{"id": "l1", "rule": "silent-wait", "name": "wait", "value": 8, "unit": "day",
                        "source": "Charte"}],
        "triage": [{"id": "t1", "rule": "silent-wait", "step": "s1", "persona": "roux", "state": "dismissed",
                    "reason": "Prévu", "author": "Eva", "date": "2026-03-12", "cause": "a1b2"}],
    },
    "nodes": [
        {"id": "s1", "title": "Demande", "detail": "Au guichet", "lane": "vous", "phase": "avant", "column": 0,
         "kind": "start", "channel": "borne", "place": "counter", "system": "GED", "unit": "Accueil",
         "work": {"min": "PT3M", "mode": "PT5M", "max": "PT9M"},
         "wait": {"mean": "P1D", "distribution": "exponential"},
         "basis": "estimated", "effort": 3, "emotion": -1, "gives": ["photo"],
         "informs": {"who": "usager", "promise": "P5D"}, "join": "each", "hidden": True, "markers": ["fail-point"],
         "announces": ["photo"], "appointment": True, "deadline": "P30D", "helped": 0.2, "help": "PT20M",
         "legal": ["request", "receipt"], "replaces": ["s0"], "plain": "Demander la carte"},
        {"id": "s2", "title": "Vérifie", "lane": "scene", "phase": "avant", "column": 0, "kind": "decision",
         "work": "PT5M", "asks": ["photo"], "fails": 0.1, "fallback": "s1", "split": "one",
         "uses": ["photo"]},
        {"id": "s3", "title": "Reçoit", "lane": "vous", "phase": "avant", "column": 1, "kind": "outcome",
         "outcome": "granted"},
    ],
    "edges": [
        {"source": "s1", "target": "s2", "key": "f1", "kind": "interaction", "label": "Bonjour",
         "carries": ["photo"]},
        {"source": "s2", "target": "s3", "key": "f2", "kind": "interaction", "probability": 0.9,
         "only_for": ["roux"]},
        {"source": "s2", "target": "s1", "key": "f3", "kind": "interaction", "probability": 0.1, "condition": "flou",
         "not_for": ["roux"], "max_times": 2},
    ],
}
Path = tuple[str | int, ...]


def full() -> dict[str, Any]:
    """A copy of FULL to spoil."""
    return copy.deepcopy(FULL)


def document() -> BlueprintDocument:
    return decode_data(full())


def as_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value inside `value`."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, child in inner:
        yield (*path, key)
        yield from places(child, (*path, key))


def put(data: Any, path: Path, value: Any) -> None:
    """Replace the value at `path`."""
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value
