"""What a quick fix is: a title and a command; and how titles name things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from visavis.blueprint.editing import Command
from visavis.blueprint.editing.commands import CompositeCommand
from visavis.blueprint.language import Message, MessageList, Quoted, message, translator
from visavis.blueprint.model import BlueprintDocument


@dataclass(frozen=True, slots=True)
class QuickFix:
    """A remedy that needs no more thought than choosing it.

    `title` says what it does, and the undo menu says the same; `command` does it, as one undo step; `note` tells
    what it leaves to people.
    """

    title: Message
    command: Command
    note: Message | None = None


def combine(title: Message, commands: Iterable[Command], note: Message | None = None) -> QuickFix:
    """Return the fix that carries out some commands as one, under its own name in the undo menu."""
    return QuickFix(title, CompositeCommand(title, tuple(commands)), note)


def assumption_note() -> Message:
    """Say of a fix that takes time off steps where that time comes from."""
    return message("The times are then assumed: the library's times for an item, to be measured.")


def translate_for(document: BlueprintDocument, text: Message) -> str:
    """Return a text that is to stand in the document, in the document's language."""
    return translator(document.head.language)(text)


def item_list(document: BlueprintDocument, items: Iterable[str]) -> MessageList:
    """Return the names of at most three items as one enumeration."""
    known = [document.item_by_id[item] for item in items]
    names: list[object] = [Quoted(item.name) if item.name.strip() else item.id for item in known[:3]]
    return MessageList((*names, "…") if len(known) > 3 else tuple(names))
