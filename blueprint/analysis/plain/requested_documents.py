"""The documents that people attach to a request: what a page for them prints with boxes to tick."""

from __future__ import annotations

from visavis.blueprint.model import BlueprintDocument, Item, ItemKind, Side, Step


def requested_documents(document: BlueprintDocument) -> tuple[Item, ...]:
    """Return the documents of the request, in the order in which they are named there; none where none is named.

    The request is the step with the most documents that a citizen gives or brings, or that anyone asks of them; of
    equals the first. Documents that agents hand out on the way are none of them.
    """
    order = {phase.id: number for number, phase in enumerate(document.head.phases)}
    theirs = [step for step in document.steps if document.side_of(step) is not Side.CITIZEN]
    handed_out = {item for step in theirs for item in step.gives}
    best: tuple[str, ...] = ()
    for step in sorted(document.steps, key=lambda step: (order.get(step.phase, 0), step.column)):
        named = tuple(item for item in _named(document, step) if item not in handed_out)
        if len(named) > len(best):
            best = named
    return tuple(document.item_by_id[item] for item in best)


def gives_document(document: BlueprintDocument, step: Step) -> bool:
    """Return whether a step gives a document."""
    return any(_is_document(document, item) for item in step.gives)


def _named(document: BlueprintDocument, step: Step) -> tuple[str, ...]:
    names = [*step.asks]
    if document.side_of(step) is Side.CITIZEN:
        brought = [item for flow in document.flows_from.get(step.id, ()) for item in flow.carries]
        names = [*step.gives, *brought, *names]
    return tuple(item for item in dict.fromkeys(names) if _is_document(document, item))


def _is_document(document: BlueprintDocument, item: str) -> bool:
    named = document.item_by_id.get(item)
    return named is not None and named.kind is ItemKind.DOCUMENT
