"""A template of one's own: titles by language, and a blueprint in each."""

from __future__ import annotations

from pathlib import Path

from visavis.templates.catalogue import Template

TEMPLATES = (
    Template("saint-exemple-counter",
             {"fr": "Guichet de Saint-Exemple", "en": "Counter of Saint-Exemple"},
             {"fr": "Un seul bureau reçoit, les autres répondent en coulisses.",
              "en": "One office receives people, the others answer behind the scenes."},
             Path(__file__).parent),
)
