"""The file that says what a log's columns and activities are, written by the program for somebody to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys
from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.toml_files import TomlPart, read_toml

_EXAMPLE = '"Dossier reçu" = "c3"'


class ColumnNames(TomlPart):
    """The headings of a table's columns; those that are not named are found by their words."""

    case: str | None = None
    activity: str | None = None
    time: str | None = None
    start: str | None = None


class LogMap(TomlPart):
    """What stands in such a file: columns, and the step of each activity ("" for one that is no step)."""

    columns: ColumnNames = Field(default_factory=ColumnNames)
    steps: Mapping[str, str] = Field(default_factory=dict)

    def said_columns(self) -> dict[str, str]:
        """Return the columns that are named, by what they are for."""
        names = {"case": self.columns.case, "activity": self.columns.activity, "ended": self.columns.time,
                 "begun": self.columns.start}
        return {role: name for role, name in names.items() if name is not None}


def read_log_map(path: Path) -> LogMap:
    """Return what a file says of a log; raises BlueprintError naming the file, the place in it and what is wrong."""
    return read_toml(path, LogMap, _EXAMPLE)


def write_log_map(document: BlueprintDocument, observed: ObservedJourneys, tr: Translator) -> str:
    """Return such a file for a log: what is known, what is proposed, and every activity that is still open.

    Proposals and open activities are comments: nothing is taken for a step that nobody confirmed.
    """
    return "\n".join(_map_lines(document, observed, tr)) + "\n"


def _map_lines(document: BlueprintDocument, observed: ObservedJourneys, tr: Translator) -> Iterator[str]:
    unknown = tr(message("no step is called so"))
    heading = tr(message("Which step each activity of the log is: its id or its title; an empty text for none."))
    yield f"# {heading}"
    yield "[steps]"
    mapped = observed.mapped
    for activity, step in mapped.steps.items():
        yield f"{_quote(activity)} = {_quote(step)}  # {_plain(document.step_by_id[step].title)}"
    for activity in sorted(mapped.ignored):
        yield f'{_quote(activity)} = ""'
    for activity, count in observed.unmapped.items():
        step = mapped.proposed.get(activity, "")
        said = _plain(document.step_by_id[step].title) if step else unknown
        yield f"# {_quote(activity)} = {_quote(step)}  # {count}×, {said}"


def _quote(text: str) -> str:
    # A JSON text is a TOML text, but for DEL, which TOML writes as an escape too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:80]
