"""One element, one line of the file. Elements are frozen, so each is written once for as long as it lives."""

from __future__ import annotations

import json
import weakref

from visavis.blueprint.model.elements import Element

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# By identity: equal elements may stand differently in the file (1 and 1.0, a default that was or was not written).
_lines: dict[int, tuple[weakref.ref[Element], str]] = {}


def json_line(value: object) -> str:
    """Return `value` as JSON on one line, the way the file writes it."""
    return _encode(value)


def element_line(element: Element) -> str:
    """Return an element as it stands in the file. The answer is kept until the element is gone."""
    key = id(element)
    known = _lines.get(key)
    if known is not None and known[0]() is element:
        return known[1]
    line = _encode(element.to_json())
    _lines[key] = (weakref.ref(element, lambda _: _lines.pop(key, None)), line)
    return line
