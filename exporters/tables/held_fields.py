"""What the tables hold of a blueprint, so that it comes back from them: whatever else it says is told as lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from types import MappingProxyType

from visavis.blueprint.drawing import publish
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import BlueprintDocument, Element, Flow, Head, Note, Pert, Step
from visavis.blueprint.model.fields import element_in
from visavis.blueprint.registry import ExportJob, count_losses, describe_losses
from visavis.blueprint.registry.losses import KeptFields
from visavis.exporters.office_files import MOST_IN_CELL
from visavis.exporters.tables.field_columns import hold_time
from visavis.exporters.typed_text import inert_lines

# Who gave which dot is never exported; how many a note has is.
_LOST: KeptFields = MappingProxyType({Note: frozenset({"votes"})})


def kept_fields(*, internal: bool) -> KeptFields:
    """Return the fields that come back from the tables; details of steps stand in internal ones alone."""
    kept = {element: frozenset(element.model_fields) - frozenset(_LOST.get(element, ()))
            for element in _classes(Head, Step, Flow)}
    return kept if internal else {**kept, Step: kept[Step] - {"detail"}}


def table_losses(job: ExportJob, *, is_cut: bool = False) -> Iterator[Message]:
    """Yield what all tables together do not hold; `is_cut` where a cell takes no more than one of Excel's."""
    yield from describe_losses(count_losses(job.document, kept_fields(internal=job.internal)))
    document = job.document if job.internal else publish(job.document)
    hidden = len(job.document.head.notes) - len(document.head.notes)
    if hidden:
        yield plural("not in this file: {count} private note", "not in this file: {count} private notes", hidden)
    altered = sum(text != inert_lines(text) or (is_cut and len(text) > MOST_IN_CELL) for text in _texts(document))
    if altered:
        yield plural("{count} text is not written as it was typed: without controls and spaces that no one sees",
                     "{count} texts are not written as they were typed: without controls and spaces that no one sees",
                     altered)
    reworded = sum(_is_reworded(time) for step in document.steps for time in (step.work, step.wait, step.help))
    if reworded:
        yield plural("{count} range of times is written in other units, and as long",
                     "{count} ranges of times are written in other units, and as long", reworded)


def only_table_loss(title: Message) -> Message:
    """Return what is told of a file that holds one table of all."""
    return message("only the table “{table}” is in this file; the choice of all tables has every one", table=title)


def _classes(*elements: type[Element]) -> Iterator[type[Element]]:
    """Yield classes of elements, and those of what stands in their fields."""
    for element in elements:
        yield element
        for field in element.model_fields.values():
            part = element_in(field.annotation)
            if part is not None and issubclass(part, Element):
                yield from _classes(part)


def _texts(document: BlueprintDocument) -> Iterator[str]:
    """Yield every text of a document."""
    for element in chain((document.head,), document.steps, document.flows):
        yield from _texts_of(element)


def _texts_of(element: Element) -> Iterator[str]:
    for name in type(element).model_fields:
        value = getattr(element, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                yield part
            elif isinstance(part, Element):
                yield from _texts_of(part)


def _is_reworded(time: object) -> bool:
    from visavis.blueprint.editing.capture.times import read_time

    if not isinstance(time, Pert):
        return False
    return bool(read_time(hold_time(time, "fr"), "fr") != time.model_dump(mode="json"))
