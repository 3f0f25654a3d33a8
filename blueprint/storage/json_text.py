"""The JSON text of a file: an element on its line, and where something stands that is well written and yet refused.

Elements are frozen, so each is written once for as long as it lives.
"""

from __future__ import annotations

import json
import re
import weakref

from visavis.blueprint.model.elements import Element

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"(?P<colon>\s*:)?|-?[0-9][0-9.eE+-]*|-?Infinity|NaN|[{}]', re.DOTALL)


def line_of(text: str, literal: str) -> int:
    """Return the line (from 1) of the first number or constant written like this, outside of texts."""
    found = next((token for token in _TOKEN.finditer(text) if token.group() == literal), None)
    return _line(text, found)


def line_of_second(text: str, key: str) -> int:
    """Return the line (from 1) where a key stands for the second time in one object."""
    seen: list[dict[str, int]] = []
    for token in _TOKEN.finditer(text):
        if token.group() == "{":
            seen.append({})
        elif token.group() == "}" and seen:
            seen.pop()
        elif token["colon"] and seen and _is_key(token.group(), key):
            seen[-1][key] = seen[-1].get(key, 0) + 1
            if seen[-1][key] == 2:
                return _line(text, token)
    return 1


def _is_key(written: str, key: str) -> bool:
    import json

    try:
        return bool(json.loads(written.rpartition(":")[0].strip()) == key)
    except ValueError:
        return False


def _line(text: str, token: re.Match[str] | None) -> int:
    return 1 if token is None else text.count("\n", 0, token.start()) + 1


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
