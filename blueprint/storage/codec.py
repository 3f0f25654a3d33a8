"""Between bytes and documents: node-link JSON in canonical form, one node or edge a line."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from visavis.blueprint.language import N_, Message, message
from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.model.elements import Element, Flow, Head, Step
from visavis.blueprint.model.problems import BlueprintError, DocumentInvalid
from visavis.blueprint.model.validation import problems
from visavis.blueprint.storage.json_text import element_line, json_line, line_of, line_of_second
from visavis.blueprint.storage.migrations import migrate
from visavis.blueprint.storage.validation_messages import (
    find_misspelled,
    find_too_deep,
    problems_of,
    refuse_half_characters,
)

_STEPS = TypeAdapter(tuple[Step, ...])
_FLOWS = TypeAdapter(tuple[Flow, ...])
_HEAD = TypeAdapter(Head)
ROWS_AT_ONCE = 1000
_KNOWN = frozenset({"directed", "multigraph", "graph", "nodes", "edges"})
# Half of a UTF-16 pair can only stand escaped in a UTF-8 file; such files are rare, so the search pays.
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_T = TypeVar("_T")


def encode(document: BlueprintDocument) -> bytes:
    """Return the canonical bytes of a document: UTF-8, fixed key order, one node or edge a line."""
    head = {**document.head.to_json(), "format": document.written_format}
    graph = ",\n".join(f"{json_line(key)}: {json_line(value)}" for key, value in head.items())
    lines = ['"directed": true', '"multigraph": true', f'"graph": {{\n{graph}\n}}']
    lines.append(f'"nodes": {_block(document.steps)}')
    lines.append(f'"edges": {_block(document.flows)}')
    lines.extend(f"{json_line(key)}: {json_line(value)}" for key, value in document.extra.items())
    try:
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    except UnicodeEncodeError:
        raise BlueprintError(message("a text holds half a character; type it again")) from None


def decode(content: bytes) -> BlueprintDocument:
    """Read a document, or raise BlueprintError with one sentence that names the place and the way out."""
    data = _parse(content)
    if _ESCAPED_HALF.search(content):
        refuse_half_characters(data)
    return decode_data(data)


def decode_data(data: dict[str, Any]) -> BlueprintDocument:
    """Read a document from node-link data, or raise BlueprintError as `decode` does."""
    data = migrate(data)
    nodes, edges = _rows(data, "nodes"), _rows(data, "edges")
    for flag in ("directed", "multigraph"):
        if data.get(flag, True) is not True:
            raise BlueprintError(message("'{flag}' must be true: a blueprint is a directed multigraph", flag=flag))
    try:
        head = _HEAD.validate_python(data["graph"])
    except ValidationError as error:
        raise DocumentInvalid(problems_of(error, "graph", data)) from None
    document = BlueprintDocument(
        head=head,
        steps=_validate_rows(_STEPS, nodes, "nodes"),
        flows=_validate_rows(_FLOWS, edges, "edges"),
        extra=MappingProxyType({key: value for key, value in data.items() if key not in _KNOWN}),
    )
    deep = find_too_deep(document.extra)
    if deep is not None:
        raise BlueprintError(message("the value of '{key}' is nested too deeply", key=deep[:60]))
    found = chain(find_misspelled(document), problems(document))
    first = next(found, None)
    if first is not None:
        raise DocumentInvalid(chain([first], found))
    return document


def _block(elements: tuple[Element, ...]) -> str:
    if not elements:
        return "[]"
    return "[\n" + ",\n".join(map(element_line, elements)) + "\n]"


def _validate_rows(adapter: TypeAdapter[tuple[_T, ...]], rows: list[Any], group: str) -> tuple[_T, ...]:
    # In parts, so that a file of a million wrong rows is refused at the first thousand.
    elements: list[_T] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start:start + ROWS_AT_ONCE]
        try:
            elements += adapter.validate_python(part)
        except ValidationError as error:
            raise DocumentInvalid(problems_of(error, group, {group: part}, first=start)) from None
    return tuple(elements)


def _rows(data: Mapping[str, Any], key: str) -> list[Any]:
    rows = data.get(key)
    if rows is None and key == "edges" and "links" in data:
        raise BlueprintError(message("the flows are under 'links'; write them with edges=\"edges\""))
    if not isinstance(rows, list):
        raise BlueprintError(message("'{key}' is missing or is not a list; this is not a blueprint", key=key))
    return rows


def _parse(content: bytes) -> dict[str, Any]:
    if content.startswith(_OTHER_MARKS) or b"\0" in content[:4]:
        raise BlueprintError(message("this is UTF-16 or UTF-32 text; save it as UTF-8"))
    start = content[:64].removeprefix(_BYTE_ORDER_MARK).lstrip()
    if not content.removeprefix(_BYTE_ORDER_MARK).strip():
        raise BlueprintError(message("the file is empty"))
    if start[:1] not in (b"{", b""):
        raise BlueprintError(message("this is not a blueprint: it does not begin with '{brace}'", brace="{"))
    text = ""
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer,
                          parse_float=_fraction)
    except UnicodeDecodeError as error:
        raise BlueprintError(message("byte {position} is not UTF-8 text", position=error.start)) from None
    except json.JSONDecodeError as error:
        raise BlueprintError(_syntax_fault(error, len(text.rstrip()))) from None
    except _Refused as refused:
        line = refused.line_in(text)
        raise BlueprintError(message("line {line}: {fault}", line=line, fault=refused.fault)) from None
    except RecursionError:
        raise BlueprintError(message("its JSON is nested too deeply to be a blueprint")) from None
    if not isinstance(data, dict):
        raise BlueprintError(message("this is not a blueprint: it holds no JSON object"))
    return data


# What Python's reader says, in English only, of the faults people make when they edit a file by hand.
_SYNTAX_REASONS = {
    "Expecting value": N_("a value is missing"),
    "Expecting ',' delimiter": N_("a comma is missing"),
    "Expecting ':' delimiter": N_("a colon is missing"),
    "Expecting property name enclosed in double quotes": N_("a key between double quotes is missing"),
    "Illegal trailing comma before end of object": N_("a comma is too many"),
    "Illegal trailing comma before end of array": N_("a comma is too many"),
    "Extra data": N_("there is something after its end"),
    "Invalid control character at": N_("there is a line break or another control character in a text"),
}


def _syntax_fault(error: json.JSONDecodeError, length: int) -> Message:
    if error.msg != "Extra data" and (error.pos >= length or error.msg.startswith("Unterminated")):
        return message("line {line}: the file ends too early; it was probably cut", line=error.lineno)
    unlisted = N_("its syntax is wrong")
    reason = message(_SYNTAX_REASONS.get(error.msg, unlisted))
    return message("line {line}, column {column}: this is not JSON ({reason})", line=error.lineno,
                   column=error.colno, reason=reason)


class _Refused(Exception):
    """Something well written that is refused; the reader's hooks do not know where it stands."""

    def __init__(self, fault: Message, written: str, *, is_key: bool = False) -> None:
        super().__init__()
        self.fault, self._written, self._is_key = fault, written, is_key

    def line_in(self, text: str) -> int:
        """Return the line of a text where it stands."""
        return line_of_second(text, self._written) if self._is_key else line_of(text, self._written)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise _Refused(message("the key '{key}' appears twice in one object", key=twice[:60]), twice, is_key=True)
    return found


def _constant(name: str) -> float:
    raise _Refused(message("'{name}' is not a number that JSON allows", name=name), name)


def _fraction(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Refused(message("the number {digits}… is too large", digits=digits[:20]), digits)
    return number


def _integer(digits: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", digits):
        raise _Refused(message("the number {digits}… is too large", digits=digits[:20]), digits)
    return int(digits)
