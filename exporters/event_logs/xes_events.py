"""Events of an XES log (IEEE 1849-2016), read as a stream: a trace is a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from visavis.blueprint.analysis.observed.log_events import LogEvent
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.event_logs.log_moments import read_moment

# Of the lifecycle extension: what begins, and what ends; other transitions are no work of anybody.
_BEGINS, _ENDS = frozenset({"start"}), frozenset({"complete", ""})


def read_xes_events(stream: IO[bytes], skipped: list[int]) -> Iterator[LogEvent]:
    """Yield the events of an XES file; the lines of events without a name or a moment are added to `skipped`.

    Raises BlueprintError for what is no XES.
    """
    from lxml import etree

    reader = etree.iterparse(stream, events=("end",), tag=("{*}trace", "{*}event"), resolve_entities=False,
                             no_network=True, huge_tree=False, recover=False)
    held: list[LogEvent] = []
    number = 0
    try:
        for _, element in reader:
            if etree.QName(element).localname == "event":
                event = _event(element)
                if event is not None:
                    held.append(event)
                elif _text(element, "lifecycle:transition") in _BEGINS | _ENDS:
                    skipped.append(element.sourceline or 0)
                element.clear(keep_tail=False)
            else:
                number += 1
                case = _text(element, "concept:name") or str(number)
                yield from (replace(event, case=case) for event in held)
                held.clear()
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise BlueprintError(message("this is no XES log ({reason})", reason=str(error.msg)[:160])) from None
    if not number:
        raise BlueprintError(message("this is no XES log: it has no trace"))


def _event(element: Any) -> LogEvent | None:
    transition, moment = _text(element, "lifecycle:transition").lower(), read_moment(_text(element, "time:timestamp"))
    name = _text(element, "concept:name").strip()
    if not name or moment is None or transition not in _BEGINS | _ENDS:
        return None
    return LogEvent("", name, moment[0], None, moment[1], transition in _BEGINS)


def _text(element: Any, key: str) -> str:
    return next((child.get("value", "") for child in element if child.get("key") == key), "")


def _forget(element: Any) -> None:
    """Let what was read go, or a long log would be whole in memory in the end."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]
