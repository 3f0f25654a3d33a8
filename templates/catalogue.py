"""The blueprint templates that ship: what a workshop starts from, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Template:
    """A blueprint to start from. `title` and `summary` are texts by language."""

    name: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    folder: Path = FOLDER

    def content(self, language: str) -> bytes:
        """Return the bytes of the template's file in a language; languages it lacks get English."""
        chosen = language if language in self.title else "en"
        return (self.folder / f"{self.name}.{chosen}.blueprint.json").read_bytes()


TEMPLATES = (
    Template(
        "blank",
        {"fr": "Page blanche", "en": "Blank"},
        {"fr": "Cinq couloirs et trois phases, aucune étape.", "en": "Five lanes and three phases, no step."},
    ),
    Template(
        "counter",
        {"fr": "Au guichet", "en": "At the counter"},
        {"fr": "Une demande déposée et vérifiée au guichet, puis retirée.",
         "en": "A request handed in and checked at the counter, then collected."},
    ),
    Template(
        "online",
        {"fr": "Démarche en ligne", "en": "Online procedure"},
        {"fr": "Une demande en ligne, son accusé de réception, et une aide humaine.",
         "en": "An online request, its receipt, and human help."},
    ),
    Template(
        "visit",
        {"fr": "Visite à domicile", "en": "Home visit"},
        {"fr": "Un rendez-vous pris, une visite chez la personne, une décision expliquée.",
         "en": "An appointment made, a visit to the person’s home, a decision explained."},
    ),
)
