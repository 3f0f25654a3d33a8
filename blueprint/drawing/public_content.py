"""What of a blueprint goes on paper for everybody: nothing private, and nothing that is told only where no one looks.

Drawings on paper are made of the public document, so that no text of a card, of a description, of a structure tree
or of metadata can hold what was left out of it: it is not there.

Specification and GraphML are data for those who build the service, and have the details of steps; private notes are
in neither. Who wrote a note stays in the document, for a quotation may name its speaker, and is left out of the
description of the note's mark (`note_groups`).
"""

from __future__ import annotations

from visavis.blueprint.model import BlueprintDocument, Step


def publish(document: BlueprintDocument) -> BlueprintDocument:
    """Return a document without its private notes and without the details of its steps.

    Details are read in the window and in data; on a sheet they would be heard by people who listen to it and seen by
    no one else. The document itself is returned where it has neither.
    """
    return without_details(without_private_notes(document))


def without_details(document: BlueprintDocument) -> BlueprintDocument:
    """Return a document whose steps have no details: itself where none has."""
    if not any(step.detail for step in document.steps):
        return document
    return document.replace(steps=tuple(_drop_detail(step) for step in document.steps))


def _drop_detail(step: Step) -> Step:
    return step.model_copy(update={"detail": ""}) if step.detail else step


def without_private_notes(document: BlueprintDocument) -> BlueprintDocument:
    """Return a document without its private notes: itself where it has none."""
    notes = tuple(note for note in document.head.notes if not note.private)
    if len(notes) == len(document.head.notes):
        return document
    return document.replace(head=document.head.model_copy(update={"notes": notes}))
