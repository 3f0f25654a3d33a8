"""The headings by which the columns of a pasted table are known, in French and in English, with their units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from visavis.blueprint.editing.capture.times import is_unit
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintError

_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "number": ("n°", "no", "nº", "numéro", "ordre", "rang", "number", "order"),
    "title": ("étape", "étapes", "titre", "action", "actions", "step", "steps", "title", "activité", "activités",
              "activity", "quoi", "what", "tâche", "tâches", "task", "tasks", "intitulé", "libellé", "nom", "name",
              "nom de l’étape", "libellé de l’étape", "intitulé de l’étape", "description de l’étape",
              "étape du parcours"),
    "phase": ("phase", "phases", "chapitre", "stage", "moment", "temps fort"),
    "lane": ("couloir", "couloirs", "ligne", "acteur", "acteurs", "qui", "par qui", "lane", "lanes", "actor",
             "actors", "who", "côté", "side", "role", "rôle", "responsable", "intervenant", "intervenants", "owner",
             "swimlane"),
    "kind": ("nature", "type", "kind", "type d’étape", "nature de l’étape"),
    "channel": ("canal", "canaux", "channel", "channels", "par quel canal", "moyen", "mode de contact",
                "point de contact", "touchpoint"),
    "work": ("temps actif", "temps", "durée", "durée active", "durée moyenne", "durée estimée", "temps de travail",
             "temps passé", "temps de traitement", "charge", "active time", "time", "duration", "work",
             "working time", "work time", "minutes", "heures", "hours"),
    "wait": ("attente", "délai", "délais", "délai moyen", "délai d’attente", "temps d’attente", "durée d’attente",
             "wait", "waiting", "waiting time", "wait time", "delay", "lead time"),
    "effort": ("effort", "effort ressenti", "felt effort"),
    "emotion": ("émotion", "émotions", "emotion", "ressenti", "humeur"),
    "asks": ("pièces", "documents", "demande", "items", "asks for", "asks", "pièces demandées",
             "pièces justificatives", "justificatifs", "document"),
    "label": ("parole", "ce qui est dit", "said", "what is said", "label", "dit", "verbatim"),
    "system": ("système", "outil", "outils", "system", "tool", "tools", "logiciel", "application"),
    "detail": ("détail", "détails", "description", "remarque", "remarques", "commentaire", "commentaires",
               "observation", "observations", "note", "detail", "details", "notes", "comment", "comments", "remarks"),
})
_FIELD_OF = {fold_text(name): field for field, names in _NAMES.items() for name in names}
# No step is called like these: one of them alone makes a row of headings.
_ONLY_HEADINGS = frozenset(map(fold_text, (
    "étape", "étapes", "titre", "step", "steps", "title", "tâche", "tâches", "task", "tasks", "intitulé", "libellé",
    "nom de l’étape", "libellé de l’étape", "intitulé de l’étape", "description de l’étape", "étape du parcours",
)))
# No heading is longer.
_LONGEST = 120
# Headings that are a unit themselves say of what.
_OWN_UNITS = {"minutes": "min", "heures": "h", "hours": "h"}
_BRACKETS = re.compile(r"(?P<name>.+?)\s*[(\[]\s*(?:(?:en|in)\s+)?(?P<unit>[^)\]]*?)\s*[)\]]", re.IGNORECASE)
_LEAST = re.compile(r"\s(?:min|mini|minimum)\.?$", re.IGNORECASE)
_MOST = re.compile(r"\s(?:max|maxi|maximum)\.?$", re.IGNORECASE)
_LINKED = re.compile(r"(?P<name>.+?)(?:\s*[,/:–-]\s*|\s+(?:en|in)\s+|\s+)(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)",
                     re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds ("" where that is not known), in which unit, and its heading as it was pasted."""

    field: str = ""
    unit: str = ""
    text: str = ""


def read_heading(cell: str) -> Heading:
    """Return what a heading says: `Durée (min)`, `Délai en jours`, `Wait, days`, `Canal`."""
    text = " ".join(cell.split())
    field = _FIELD_OF.get(fold_text(text), "") if len(text) <= _LONGEST else ""
    if field or len(text) > _LONGEST:
        return Heading(field, _OWN_UNITS.get(fold_text(text), ""), text)
    for pattern in (_BRACKETS, _LINKED):
        found = pattern.fullmatch(text)
        field = _FIELD_OF.get(fold_text(found["name"]), "") if found is not None else ""
        if found is None or not field:
            continue
        is_timed = field in ("work", "wait") and _is_unit(found["unit"])
        if is_timed or pattern is _BRACKETS:
            return Heading(field, found["unit"] if is_timed else "", text)
    return Heading("", "", text)


def read_headings(row: Sequence[str]) -> tuple[Heading, ...] | None:
    """Return the headings that a first row consists of; None where it is a row like the others.

    It is one where it names the steps' titles by a word for them, or where it names them and something else, or where
    most of its cells are headings.
    """
    headings = _drop_bounds(tuple(map(read_heading, row)))
    known = [heading.field for heading in headings if heading.field]
    cells = [cell for cell in row if cell.strip()]
    if len(set(known)) < len(known):
        headings, known = _drop_repeats(headings)
    is_sure = any(heading.field == "title" and fold_text(heading.text) in _ONLY_HEADINGS for heading in headings)
    if is_sure or ("title" in known and len(known) > 1) or 2 * len(known) > len(cells) > 1:
        return _ensure_title(headings)
    return None


def _drop_bounds(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return headings of which `Temps min` beside `Temps max` is a bound and no column of minutes."""
    has_most = any(_MOST.search(heading.text) for heading in headings)
    return tuple(Heading("", "", heading.text) if has_most and _LEAST.search(heading.text) and heading.field in (
        "work", "wait") else heading for heading in headings)


def _drop_repeats(headings: tuple[Heading, ...]) -> tuple[tuple[Heading, ...], list[str]]:
    """Return headings of which the second of a kind is not known: one column must not write over another."""
    seen: list[str] = []
    kept = []
    for heading in headings:
        kept.append(Heading("", "", heading.text) if heading.field in seen else heading)
        if heading.field:
            seen.append(heading.field)
    return tuple(kept), list(dict.fromkeys(seen))


def _ensure_title(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return headings one of which is the title: where none says so, the first that is nothing else."""
    if any(heading.field == "title" for heading in headings):
        return headings
    index = next((index for index, heading in enumerate(headings) if not heading.field), None)
    return tuple(Heading("title", "", heading.text) if at == index else heading
                 for at, heading in enumerate(headings))


def _is_unit(text: str) -> bool:
    try:
        return is_unit(text)
    except BlueprintError:
        # Other days than the file knows: asked for, like a unit that is missing.
        return False
