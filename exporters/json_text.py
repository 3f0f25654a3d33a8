"""JSON as people read it: indented by two, in the order that it was made in, letters as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring
from math import isfinite
from typing import Any


def json_text(value: Any) -> str:
    """Return what `json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)` does, with less work.

    The library indents by generators within generators and asks all of them for each word; of a thousand steps that
    talk freely, a specification has a million. Keys must be strings. Raises ValueError for a number that JSON has
    not, and TypeError for what is no JSON.
    """
    parts: list[str] = []
    _add_value(value, parts.append, "\n")
    return "".join(parts)


def _add_value(value: Any, add: Callable[[str], None], line: str) -> None:
    """Add a value; `line` is the beginning of the line that it stands in, the line break before it included."""
    if isinstance(value, str):
        add(encode_basestring(value))
    elif value is None:
        add("null")
    elif isinstance(value, bool):
        add("true" if value else "false")
    elif isinstance(value, (int, float)):
        add(_write_number(value))
    elif isinstance(value, Mapping):
        _add_object(value, add, line)
    elif isinstance(value, (list, tuple)):
        _add_array(value, add, line)
    else:
        raise TypeError(f"{type(value).__name__} is no JSON")


def _write_number(value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"JSON has no {value!r}")
    return int.__repr__(value) if isinstance(value, int) else float.__repr__(value)


def _add_object(told: Mapping[str, Any], add: Callable[[str], None], line: str) -> None:
    inner = f"{line}  "
    begin = "{" + inner
    for key, value in told.items():
        add(f"{begin}{encode_basestring(key)}: ")
        _add_value(value, add, inner)
        begin = "," + inner
    add(line + "}" if told else "{}")


def _add_array(told: Sequence[Any], add: Callable[[str], None], line: str) -> None:
    if not told:
        add("[]")
        return
    inner = f"{line}  "
    if {*map(type, told)} == {str}:
        # Most arrays are ids, hundreds of them in the longest.
        add(f"[{inner}{f',{inner}'.join(map(encode_basestring, told))}{line}]")
        return
    begin = "[" + inner
    for value in told:
        add(begin)
        _add_value(value, add, inner)
        begin = "," + inner
    add(f"{line}]")
