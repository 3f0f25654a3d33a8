"""Conflicts of a merge in words: which side changed what, both values, and what became of it."""

from __future__ import annotations

from typing import Any, Literal

from visavis.blueprint.editing.differences import FLOW, ORDER, Row, find_changed_fields
from visavis.blueprint.editing.field_words import FieldWords, element_name, field_title, kind_words, step_name
from visavis.blueprint.editing.merge_rows import Conflict
from visavis.blueprint.language import Message, MessageList, Translator, message
from visavis.blueprint.model import BlueprintDocument

Kept = Literal["ours", "theirs", "neither"]


def find_kept(conflict: Conflict) -> Kept:
    """Return whose side of a conflict is in the result, where theirs was never chosen: ours, but for two cases.

    A lane or a phase that we deleted is kept for a step of theirs, and a legal clock lets go of steps that are gone.
    """
    if conflict.needs and conflict.field == "legal_clock":
        return "neither"
    is_place = conflict.needs and conflict.mine is None and conflict.kind in ("lanes", "phases")
    return "theirs" if is_place else "ours"


class ConflictWords:
    """Tells the conflicts of a merge of A (ours) and B (theirs) in the translator's language."""

    def __init__(self, base: BlueprintDocument, mine: BlueprintDocument, theirs: BlueprintDocument,
                 translate: Translator) -> None:
        self._mine, self._theirs, self._translate = mine, theirs, translate
        self._words = [FieldWords(document, translate) for document in (base, mine, theirs)]

    def name(self, conflict: Conflict) -> str:
        """Return what a conflict is about: the kind of element and its name."""
        row = self._row(conflict)
        document = self._mine if self._is_in(self._mine, conflict) else self._theirs
        name = element_name(document, conflict.kind, conflict.id, row) if conflict.id else ""
        return self._translate(message("{what} {name}", what=kind_words(conflict.kind), name=name)).strip()

    def tell(self, conflict: Conflict) -> str:
        """Return one sentence."""
        return self._translate(self._sentence(conflict, self.name(conflict)))

    def _sentence(self, conflict: Conflict, name: str) -> Message:
        if conflict.field == ORDER:
            return message("{name}: A and B put the list in another order each; A’s is kept: {mine} (B: {theirs})",
                           name=name, mine=", ".join(conflict.mine), theirs=", ".join(conflict.theirs))
        if conflict.needs and conflict.field == "legal_clock":
            return message("legal clock: it names the step {step}, which one side deleted; it names it no longer",
                           step=self._step(conflict.needs))
        if not conflict.field:
            return self._existence(conflict, name)
        values = (conflict.was, conflict.mine, conflict.theirs)
        others = (conflict.mine, conflict.theirs, conflict.mine)
        was, mine, theirs = (words.write(conflict.kind, conflict.field, value, other)
                             for words, value, other in zip(self._words, values, others, strict=True))
        field = field_title(conflict.kind, conflict.field)
        if conflict.needs:
            return message("{name}, {field}: B has {theirs}, which A deleted; A’s value is kept: {mine}", name=name,
                           field=field, theirs=theirs, mine=mine)
        return message("{name}, {field}: A has {mine}, B has {theirs} (before: {was}); A’s is kept", name=name,
                       field=field, mine=mine, theirs=theirs, was=was)

    def _existence(self, conflict: Conflict, name: str) -> Message:
        if conflict.theirs is None:
            if conflict.needs:
                return message("{name}: B deleted it, and A refers to it ({needs}); it is kept", name=name,
                               needs=self._step(conflict.needs))
            return message("{name}: B deleted it, and A changed it ({fields}); it is kept", name=name,
                           fields=self._changed(conflict, conflict.mine))
        if conflict.needs and conflict.kind == FLOW:
            return message("{name}: B’s flow is at the step {step}, which A deleted; it is left out", name=name,
                           step=self._step(conflict.needs))
        if conflict.needs:
            return message("{name}: A deleted it, and B has a step in it ({step}); it is kept", name=name,
                           step=self._step(conflict.needs))
        if conflict.mine is None:
            return message("{name}: A deleted it, and B changed it ({fields}); it stays deleted", name=name,
                           fields=self._changed(conflict, conflict.theirs))
        return message("{name}: A and B contradict each other; A’s is kept", name=name)

    def _changed(self, conflict: Conflict, row: Row) -> MessageList:
        """Return which fields one side changed, with what it made of them."""
        words = self._words[1] if row is conflict.mine else self._words[2]
        found = find_changed_fields(conflict.was or {}, row)
        return MessageList(tuple(message("{field}: {value}", field=field_title(conflict.kind, one.field),
                                         value=words.write(conflict.kind, one.field, one.after, one.before))
                                 for one in found) or (kind_words(conflict.kind),))

    def _step(self, name: str) -> object:
        document = self._mine if name in self._mine.step_by_id else self._theirs
        return step_name(document, name)

    def _row(self, conflict: Conflict) -> Row | None:
        for value in (conflict.mine, conflict.theirs):
            if not conflict.field and isinstance(value, dict):
                return value
        return _find_row(self._mine, conflict) or _find_row(self._theirs, conflict)

    def _is_in(self, document: BlueprintDocument, conflict: Conflict) -> bool:
        return _find_row(document, conflict) is not None


def _find_row(document: BlueprintDocument, conflict: Conflict) -> Row | None:
    elements: Any = {"step": document.steps, "flow": document.flows}.get(
        conflict.kind, getattr(document.head, conflict.kind, ()))
    found = next((one for one in elements if one.id == conflict.id), None) if conflict.id else None
    return found.to_json() if found is not None else None
