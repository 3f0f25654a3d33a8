"""Events of a table (CSV, TSV), one a row, read as a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from visavis.blueprint.analysis.observed.log_events import LogEvent
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.event_logs.log_columns import LogColumns, find_columns
from visavis.exporters.event_logs.log_moments import read_moment

_SEPARATORS = ",;\t|"
# Lines by which the separator is recognised; letters of a field that is no field of a log.
_FIRST_LINES, _MOST_LETTERS = 5, 100_000
_BEGINNINGS = frozenset({"start", "begin", "debut", "started"})


def read_csv_events(lines: Iterable[str], said: Mapping[str, str], skipped: list[int]) -> Iterator[LogEvent]:
    """Yield the events of a table whose first line names the columns.

    `said` names columns (`find_columns`). The numbers of rows without a case, an activity or a moment are added to
    `skipped`. Raises BlueprintError for a table whose columns are not found or that is no table.
    """
    rest = iter(lines)
    first = list(islice(rest, _FIRST_LINES))
    if not first:
        raise BlueprintError(message("this log is empty"))
    separator = _separator_of(first[0])
    csv.field_size_limit(_MOST_LETTERS)
    rows = csv.reader(chain(first, rest), delimiter=separator)
    try:
        columns = find_columns(next(rows), said)
        for row in rows:
            event = _event(row, columns)
            if event is not None:
                yield event
            elif any(row):
                skipped.append(rows.line_num)
    except csv.Error as error:
        raise BlueprintError(message("line {number} is no row of a table ({reason})", number=rows.line_num,
                                     reason=str(error)[:120])) from None


def split_header(line: str) -> list[str]:
    """Return the headings of a table whose first line this is."""
    return [name.strip() for name in next(csv.reader([line[:_MOST_LETTERS]], delimiter=_separator_of(line)), [])]


def _separator_of(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


def _event(row: list[str], columns: LogColumns) -> LogEvent | None:
    if len(row) <= max(columns.case, columns.activity, columns.ended):
        return None
    case, activity, ended = row[columns.case].strip(), row[columns.activity].strip(), read_moment(row[columns.ended])
    started = read_moment(_cell(row, columns.begun))
    if ended is None:
        # What began and has not ended yet.
        ended, started = started, None
    if not case or not activity or ended is None:
        return None
    is_beginning = _cell(row, columns.state).casefold() in _BEGINNINGS
    moment, offset = ended
    begun = None if started is None or started[0] > moment else started[0]
    return LogEvent(case, activity, moment, begun, offset, is_beginning)


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
