"""Typed text as Mermaid shows it: letter by letter, in quotation marks or as a statement of its own.

Whatever Mermaid, Markdown within it, KaTeX, icons or HTML could read is written as an entity by its number (`#35;`).
A colon stays where a space follows, as in French: there it parts nothing in quotation marks.
"""

from __future__ import annotations

import json
import re

from visavis.exporters.typed_text import inert

# All of ASCII that is a sign somewhere; the letter by which Mermaid marks its own entities; and a statement that it
# reads in the middle of a line, quotation marks or not (11.17).
_SIGN = re.compile(r"""["#<>&\\`*_~{}\[\]|;$=@^\ufb02]|%(?=%)|(?<=%)%|:(?!\s)|d(?=irection\s)""", re.IGNORECASE)
# Lists of Markdown, at the beginning alone.
_BEGINS = re.compile(r"^(\d+(?=[.)])|)([-+.)])")
# What also parts a statement without quotation marks, and the words by which one begins.
_PARTS = re.compile(r"[:,%]")
_STATEMENT = re.compile(r"^(?=(?:title|section|journey|acctitle|accdescr)\b)\w", re.IGNORECASE)


def quote_label(text: str, otherwise: str = "") -> str:
    """Return a typed text in quotation marks; `otherwise` where it has no letter."""
    return f'"{_escape(inert(text) or inert(otherwise) or "·")}"'


def plain_label(text: str, otherwise: str = "") -> str:
    """Return a typed text for a statement that knows no quotation marks."""
    escaped = _PARTS.sub(_entity, _escape(inert(text) or inert(otherwise) or "·"))
    return _STATEMENT.sub(_entity, escaped)


def quote_title(text: str) -> str:
    """Return a title for the front matter, which is YAML: JSON is part of that. No tag is in it."""
    return json.dumps(inert(text), ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


def _escape(text: str) -> str:
    escaped = _SIGN.sub(_entity, text)
    return _BEGINS.sub(lambda found: f"{found[1]}#{ord(found[2])};", escaped)


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"
