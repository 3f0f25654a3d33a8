"""Where in the text of a script something stands: a TOML parser says what a file means, not in which line.

A script is flat: keys of the workshop, then tables `[[activities]]` with their keys. What stands in a text of several
lines is no key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from visavis.blueprint.language import Message, message

_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(?=[.=])""")
_TABLE = re.compile(r"\s*\[\[\s*activities\s*\]\]")
_PART = re.compile(r"\s*\[\s*activities\s*\.\s*([A-Za-z0-9_-]+)")
_LONG = ('"""', "'''")
# A place as pydantic tells it: ("activities", 4, "minutes").
Place = Sequence[str | int]


def find_line(text: str, place: Place) -> int:
    """Return the line (from 1) of a key; of one that is missing, that of its activity, else the first."""
    number = place[1] if len(place) > 1 and place[0] == "activities" and isinstance(place[1], int) else None
    names = [part for part in place if isinstance(part, str)]
    key = names[0 if number is None else 1] if len(names) > (0 if number is None else 1) else ""
    head = 1
    for line, activity, name in _keys(text):
        if activity == number and name == key and key:
            return line
        if activity == number and not name:
            head = line
    return head


def describe_place(line: int, place: Place, fault: Message) -> Message:
    """Return what is wrong behind the line and, where it is in one, the number of the activity."""
    if len(place) > 1 and place[0] == "activities" and isinstance(place[1], int):
        return message("line {line}, activity {number}: {fault}", line=line, number=place[1] + 1, fault=fault)
    return message("line {line}: {fault}", line=line, fault=fault)


def _keys(text: str) -> Iterator[tuple[int, int | None, str]]:
    """Yield each key with its line and its activity (None before the first); a heading has no name."""
    activity: int | None = None
    within = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if within:
            within = "" if line.count(within) % 2 else within
            continue
        part = _PART.match(line)
        key = _KEY.match(line)
        if _TABLE.match(line):
            activity = 0 if activity is None else activity + 1
            yield number, activity, ""
        elif part is not None:
            yield number, activity, part[1]
        elif key is not None:
            yield number, activity, next(filter(None, key.groups()), "")
        within = next((quotes for quotes in _LONG if line.count(quotes) % 2), "")
