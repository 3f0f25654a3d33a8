"""Events of a log, one case after the other: in memory while they are few, in a temporary database when they are not.

A log may be sorted by time, by case or not at all. Up to a number of events that any machine holds they are sorted in
memory; of more, SQLite sorts them on the disk, so that a log of millions needs no more memory than a small one.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import attrgetter
from pathlib import Path

# About 40 MB of events; those of a larger log go to the disk.
MOST_IN_MEMORY = 200_000
# Pages that SQLite keeps, in KiB; and how many events are handed to it at once.
_CACHE, _BATCH = 16_384, 10_000
SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One entry of a log. Times are in seconds since 1970 (UTC); `begun` is None where the log does not tell it.

    `offset` is what the log's clock shows beside UTC, in seconds: it tells on which day something happened. Some logs
    have an entry for each beginning and one for each end: of the former, `is_beginning` is true, `ended` its moment.
    """

    case: str
    activity: str
    ended: float
    begun: float | None = None
    offset: float = 0.0
    is_beginning: bool = False

    @property
    def is_within_a_day(self) -> bool:
        """Return whether it began and ended on one day, so that the time between may be work and not nights."""
        begun = self.ended if self.begun is None else self.begun
        return (begun + self.offset) // SECONDS_PER_DAY == (self.ended + self.offset) // SECONDS_PER_DAY


def group_cases(events: Iterable[LogEvent], most: int = MOST_IN_MEMORY) -> Iterator[tuple[str, list[LogEvent]]]:
    """Yield each case with its events in the order in which they ended; those of one moment as the log has them.

    `most` is how many events are held in memory at once.
    """
    rest = iter(events)
    first = list(islice(rest, most + 1))
    if len(first) <= most:
        first.sort(key=attrgetter("case", "ended"))
        yield from _split(first)
    else:
        with tempfile.TemporaryDirectory(prefix="visavis-log-") as folder, \
                closing(sqlite3.connect(Path(folder) / "events.sqlite")) as database:
            yield from _split(_sort_on_disk(database, chain(first, rest)))


def _split(events: Iterable[LogEvent]) -> Iterator[tuple[str, list[LogEvent]]]:
    for case, found in groupby(events, key=attrgetter("case")):
        yield case, list(found)


def _sort_on_disk(database: sqlite3.Connection, events: Iterable[LogEvent]) -> Iterator[LogEvent]:
    # Nothing of it is kept: what a crash would leave half written goes with the folder.
    for setting in (f"cache_size = -{_CACHE}", "journal_mode = OFF", "synchronous = OFF", "temp_store = FILE"):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE event (of_case TEXT, activity TEXT, ended REAL, begun REAL, clock REAL, "
                     "is_beginning INTEGER)")
    rows = ((one.case, one.activity, one.ended, one.begun, one.offset, one.is_beginning) for one in events)
    while batch := list(islice(rows, _BATCH)):
        database.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", batch)
    for row in database.execute("SELECT * FROM event ORDER BY of_case, ended, rowid"):
        case, activity, ended, begun, offset, is_beginning = row
        yield LogEvent(case, activity, ended, begun, offset, bool(is_beginning))
