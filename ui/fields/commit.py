"""What a text says in a field, with the documents it names for the first time: for the inspector and the table."""

from __future__ import annotations

from typing import Any

from visavis.blueprint.editing import Command, Draft, Identifiers, commands
from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.fields import FieldKind, FieldSpec
from visavis.ui.fields.values import ChoiceWords, read_cell, unknown_names


def interpret_text(document: BlueprintDocument, spec: FieldSpec, text: str,
                   words: ChoiceWords) -> tuple[list[Command], Any]:
    """Return what adds the documents that a text names for the first time, and what it says, in the file's form.

    Raises BlueprintError where it is not understood. `words` are those of the document.
    """
    before = _new_items(document, spec, text, words)
    return before, read_cell(spec, text, ChoiceWords(_apply(document, before)) if before else words)


def _new_items(document: BlueprintDocument, spec: FieldSpec, text: str, words: ChoiceWords) -> list[Command]:
    """Return what adds the documents that a text names for the first time."""
    if spec.kind is not FieldKind.ITEMS:
        return []
    known: dict[str, str] = {}
    for name in unknown_names(spec, text, words):
        if fold_text(name):
            known.setdefault(slug(name, {*document.item_by_id, *known}, "item"), name)
    return [commands.AddItem(id=name, name=title) for name, title in known.items()]


def _apply(document: BlueprintDocument, adding: list[Command]) -> BlueprintDocument:
    draft = Draft(document, Identifiers())
    for command in adding:
        command.apply(draft)
    return draft.finish()
