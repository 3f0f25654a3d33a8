"""Names in a BPMN file: namespaces, ids that XML allows, and typed text as XML and people can read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from visavis.blueprint.model import Flow, Step
from visavis.exporters.typed_text import inert

# Ours: in an extension of this namespace stands what BPMN has no place for. Its last part is the form's version.
OURS = "urn:visavis:bpmn:1"
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
# What our extension of a line says where the flow's words do not stand on it.
SILENT = "silent"
EXPORTER = "Vis-à-vis"
# The longest name of an event that this program adds: it repeats what the flow beside it says in full.
LONGEST = 32
_PLAIN = re.compile(r"[^A-Za-z0-9.-]")
_CODED = re.compile(r"_([0-9a-f]*)_")
# What JSON may hold as it is and XML 1.0 cannot.
_NO_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
                     "\U00010000-\U0010ffff]")


def xml_id(prefix: str, typed: str) -> str:
    """Return an id as an NCName that no other id is turned into: letters that are not allowed become their codes."""
    return f"{prefix}_{_PLAIN.sub(lambda found: f'_{ord(found[0]):x}_', typed)}"


def typed_id(written: str) -> str:
    """Return the id that `xml_id` made this name of."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), written.partition("_")[2])


def write_json(value: Any) -> str:
    """Return a value as JSON in which nothing is what XML cannot hold."""
    return _NO_XML.sub(_escape, json.dumps(value, ensure_ascii=False, allow_nan=False))


def visible_name(text: str, otherwise: str) -> str:
    """Return typed text as the name of an element; `otherwise` is the id of what has none."""
    return inert(text) or inert(otherwise) or "–"


def step_name(step: Step) -> str:
    """Return what a step is called in the diagram."""
    return visible_name(step.title, step.id)


def flow_name(flow: Flow) -> str:
    """Return what stands on a flow along one side: what is said, and when it is taken."""
    label, condition = inert(flow.label), inert(flow.condition)
    return f"{label} ({condition})" if label and condition else label or condition


def message_name(flow: Flow) -> str:
    """Return what is said on a flow between two sides."""
    return inert(flow.label)


def join_names(flows: Iterable[Flow], *, is_message: bool) -> str:
    """Return what stands on a line that is one flow or several."""
    names = map(message_name if is_message else flow_name, flows)
    return " / ".join(dict.fromkeys(filter(None, names)))


def shorten(text: str) -> str:
    """Return text as the name of a small event."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST - 1].rstrip()}…"


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xd800 + (code >> 10):04x}\\u{0xdc00 + (code & 0x3ff):04x}"
