"""Differences between two states of a blueprint as lines that people read, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from visavis.blueprint.editing.differences import (
    PLACE,
    STEP,
    Difference,
    DifferenceKind,
    FieldDifference,
)
from visavis.blueprint.editing.field_words import FieldWords, element_name, field_title, kind_words
from visavis.blueprint.language import Message, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument

# Nouns: they agree with no gender of what they are about.
_HEADINGS: Mapping[DifferenceKind, Message] = MappingProxyType({
    DifferenceKind.ADDED: message("Added: {what} {name}"), DifferenceKind.DELETED: message("Deleted: {what} {name}"),
    DifferenceKind.MOVED: message("Moved: {what} {name}"), DifferenceKind.CHANGED: message("Changed: {what} {name}"),
})
_ORDERS: Mapping[str, Message] = MappingProxyType({
    "lanes": message("Order of the lanes"), "phases": message("Order of the phases"),
})

@dataclass(frozen=True, slots=True)
class DifferenceLines:
    """What is said of one difference: its heading, and a line for each field."""

    difference: Difference
    name: str
    heading: str
    fields: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        return f"{self.heading} ({'; '.join(self.fields)})" if self.fields else self.heading


class DifferenceWords:
    """Tells differences between two documents in the translator's language."""

    def __init__(self, before: BlueprintDocument, after: BlueprintDocument, translate: Translator) -> None:
        self._before, self._after, self._translate = before, after, translate
        self._old, self._new = FieldWords(before, translate), FieldWords(after, translate)

    def tell(self, difference: Difference) -> DifferenceLines:
        """Return the lines of one difference."""
        tr = self._translate
        if difference.change is DifferenceKind.REORDERED:
            heading = tr(_ORDERS[difference.kind])
            return DifferenceLines(difference, heading, heading, tuple(self._order_lines(difference)))
        row = difference.after or difference.before
        document = self._before if difference.change is DifferenceKind.DELETED else self._after
        name = tr.write(element_name(document, difference.kind, difference.id, row)) if difference.id else ""
        told = replace(_HEADINGS[difference.change], values={"what": kind_words(difference.kind), "name": name})
        heading = tr(told).strip()
        if difference.kind == STEP and difference.change is DifferenceKind.ADDED and row is not None:
            heading = tr(message("{heading}, {lane}, {phase}", heading=heading,
                                 lane=self._new.write(STEP, "lane", row.get("lane")),
                                 phase=self._new.write(STEP, "phase", row.get("phase"))))
        return DifferenceLines(difference, name, heading, tuple(self._field_lines(difference)))

    def sort(self, fields: Sequence[FieldDifference]) -> list[FieldDifference]:
        """Return fields in the order in which they are told: where a step stands comes last."""
        return sorted(fields, key=lambda one: one.field in PLACE)

    def _field_lines(self, difference: Difference) -> Iterator[str]:
        for field in self.sort(difference.fields):
            yield self._translate(message(
                "{field}: {before} → {after}", field=field_title(difference.kind, field.field),
                before=self._old.write(difference.kind, field.field, field.before, field.after),
                after=self._new.write(difference.kind, field.field, field.after, field.before)))

    def _order_lines(self, difference: Difference) -> Iterator[str]:
        names = {one.id: one.name or one.id for one in getattr(self._after.head, difference.kind)}
        for field in difference.fields:
            before, after = (", ".join(names.get(one, one) for one in side) for side in (field.before, field.after))
            yield self._translate(message("{before} → {after}", before=before, after=after))


def count_differences(differences: Sequence[Difference], translate: Translator) -> str:
    """Return how many elements came, went, and are otherwise than they were."""
    found = [one.change for one in differences]
    added, deleted = found.count(DifferenceKind.ADDED), found.count(DifferenceKind.DELETED)
    changed = len(found) - added - deleted
    told = [plural("{count} addition", "{count} additions", added),
            plural("{count} deletion", "{count} deletions", deleted),
            plural("{count} change", "{count} changes", changed)]
    return ", ".join(translate(one) for one in told if one.count) or translate(message("no difference"))
