"""Markdown with headings that can be linked to: each such heading is a word of the program and a number.

What authors typed is in no heading but the title, which begins with a word of the program: code hosts make the
address of a heading from its letters, and no two are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from visavis.blueprint.language import Message, Translator, message
from visavis.exporters.typed_text import escape_markdown


class Linked(Enum):
    """What has a heading of its own, and how it is called."""

    INTERACTION = message("Interaction {number}")
    PERSONA = message("Persona {number}")
    CLAUSE = message("Clause {number}")
    FRICTION = message("Friction point {number}")


class LinkedText:
    """A text that is written from top to bottom, a blank line between its blocks; typed texts are escaped here."""

    def __init__(self, translate: Translator) -> None:
        self.translate = translate
        self._blocks: list[str] = []

    def __str__(self) -> str:
        """Return the whole text."""
        return "\n\n".join(self._blocks) + "\n"

    def write(self, told: object) -> str:
        """Return a sentence, or a typed text, as Markdown."""
        return escape_markdown(self.translate.write(told))

    def fact(self, label: Message, value: object) -> str:
        """Return a fact as Markdown: what it is, in bold letters, and what it says."""
        return f"**{self.write(label)}** — {self.write(value)}"

    def heading(self, level: int, told: Message) -> None:
        """Begin a section."""
        self._blocks.append(f"{'#' * level} {self.write(told)}")

    def entry(self, kind: Linked, number: int) -> None:
        """Begin a section that links lead to."""
        self.heading(3, self._name(kind, number))

    def paragraph(self, *told: str) -> None:
        """Add a paragraph of Markdown; nothing where there is nothing to tell."""
        written = " ".join(part for part in told if part)
        if written:
            self._blocks.append(written)

    def items(self, told: Iterable[str]) -> None:
        """Add a list of Markdown texts."""
        lines = [f"- {item}" for item in told if item]
        if lines:
            self._blocks.append("\n".join(lines))

    def table(self, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
        """Add a table of Markdown texts; the first row is that of its heads."""
        named = list(heads)
        lines = [named, ["---"] * len(named), *(list(row) for row in rows)]
        self._blocks.append("\n".join(f"| {' | '.join(cells)} |" for cells in lines))

    def diagram(self, text: str) -> None:
        """Add a diagram in Mermaid, in which no fence can stand."""
        self._blocks.append(f"```mermaid\n{text.rstrip()}\n```")

    def link(self, kind: Linked, number: int, told: str) -> str:
        """Return a link to the section of something that has a name; its number where that has no letter."""
        return f"[{self.write(told) or number}](#{self._anchor(kind, number)})"

    def numbers(self, kind: Linked, numbers: Iterable[int]) -> str:
        """Return links that show no more than their numbers."""
        return ", ".join(f"[{number}](#{self._anchor(kind, number)})" for number in dict.fromkeys(numbers))

    def _name(self, kind: Linked, number: int) -> Message:
        return Message(kind.value.text, {"number": str(number)})

    def _anchor(self, kind: Linked, number: int) -> str:
        return "-".join(self.translate(self._name(kind, number)).lower().split())
