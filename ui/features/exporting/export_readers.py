"""For whom exports are: the groups in which the print place lists them, and their order in it."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.language import N_


@dataclass(frozen=True, slots=True)
class ReaderGroup:
    """Formats for one kind of reader, those that people look for first; `heading` is English, to be translated."""

    heading: str
    formats: tuple[str, ...]


# What people look for comes first; formats of plug-ins come last, by their names.
READER_GROUPS = (
    ReaderGroup(N_("For the wall and for everybody"), ("poster", "infographic", "booklet", "page")),
    ReaderGroup(N_("For those who decide"), ("summary", "slide", "before-after", "figures")),
    ReaderGroup(N_("For the team and the workshop"), ("conversation", "day", "friction-points", "cards", "board",
                                                      "minutes")),
    ReaderGroup(N_("Texts and pictures"), ("docx", "odt", "markdown", "png", "svg", "drawio")),
    ReaderGroup(N_("Tables and data"), ("xlsx", "ods", "csv", "backlog", "cpsv-ap")),
    ReaderGroup(N_("For developers and analysts"), ("handoff", "spec", "bpmn", "gherkin", "xstate", "mermaid",
                                                    "openapi", "asyncapi", "arazzo", "sarif", "dot", "graphml")),
)
_OTHERS = ReaderGroup(N_("From plug-ins"), ())
_PLACES = {name: (at, place) for at, group in enumerate(READER_GROUPS) for place, name in enumerate(group.formats)}


def sort_key(name: str) -> tuple[int, int, str]:
    """Return by what a format comes earlier."""
    group, place = _PLACES.get(name, (len(READER_GROUPS), 0))
    return group, place, name


def heading_of(name: str) -> str:
    """Return the heading of a format's group, in English."""
    group = sort_key(name)[0]
    return (READER_GROUPS[group] if group < len(READER_GROUPS) else _OTHERS).heading
