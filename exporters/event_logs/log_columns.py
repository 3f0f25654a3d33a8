"""Which column of a table of events is what: by what somebody said, else by the words of the header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintError

# What such columns are called in French and English, and in what programs that mine processes write (XES, Celonis,
# Disco); the likelier words first.
_WORDS: Mapping[str, Sequence[str]] = {
    "case": ("case id", "case", "caseid", "case concept name", "dossier", "numero de dossier", "no dossier",
             "id dossier", "demande", "numero de demande", "request", "request id", "cas"),
    "activity": ("activity", "concept name", "activite", "etape", "step", "task", "tache", "event", "evenement",
                 "action", "statut", "status"),
    "ended": ("timestamp", "time timestamp", "complete timestamp", "end timestamp", "end time", "completed", "ended",
              "end", "date de fin", "fin", "date et heure", "horodatage", "date", "time", "heure"),
    "begun": ("start timestamp", "start time", "started", "start", "begin", "date de debut", "debut"),
    "state": ("lifecycle transition", "lifecycle", "transition"),
}
TITLES: Mapping[str, Message] = {
    "case": message("the case"), "activity": message("the activity"), "ended": message("the moment"),
    "begun": message("the beginning"), "state": message("beginning or end"),
}
_NEEDED = ("case", "activity", "ended")


@dataclass(frozen=True, slots=True)
class LogColumns:
    """The places of the columns, counted from 0; None for one that the table lacks."""

    case: int
    activity: int
    ended: int
    begun: int | None = None
    state: int | None = None


def find_columns(header: Sequence[str], said: Mapping[str, str]) -> LogColumns:
    """Return where each column is; `said` names some by their headings (`case`, `activity`, `ended`, `begun`).

    Raises BlueprintError that lists the headings where one that is needed is not found.
    """
    found = _find_places(header, said)
    for role in (*_NEEDED, *said):
        if role not in found:
            raise BlueprintError(message(
                "no column is {role}; the columns are {names}; say which by --{option} NAME", role=TITLES[role],
                names=MessageList(tuple(Quoted(name[:40]) for name in header[:20])),
                option={"ended": "time", "begun": "start"}.get(role, role)))
    return LogColumns(**found)


def guess_columns(header: Sequence[str]) -> Mapping[str, str]:
    """Return the heading of each role that is found by its words."""
    return {role: header[place] for role, place in _find_places(header, {}).items()}


def _find_places(header: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    folded = [fold_text(name) for name in header]
    found: dict[str, int] = {}
    for role, words in _WORDS.items():
        wanted = [fold_text(said[role])] if role in said else words
        place = next((folded.index(word) for word in wanted if word in folded and folded.index(word)
                      not in found.values()), None)
        if place is not None:
            found[role] = place
    return found


def is_log_header(header: Sequence[str]) -> bool:
    """Return whether a table with these headings is a log: its cases, activities and moments are found."""
    return set(_NEEDED) <= guess_columns(header).keys()
