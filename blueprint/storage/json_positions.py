"""Where in a JSON text something stands that is well written and yet refused: the reader itself no longer knows."""

from __future__ import annotations

import re

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
