"""Documents that begin from another one: from a template, as a copy, as the to-be of an as-is blueprint."""

from __future__ import annotations

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.identifiers import Identifiers, slug
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, State

# So much of a title is in an id; the rest of it tells documents of one title apart.
LONGEST_NAME = 40


def assign_own_id(document: BlueprintDocument, identifiers: Identifiers | None = None) -> BlueprintDocument:
    """Return a document that has just begun, with an id of its own.

    Two blueprints from one template would else be the same for whoever merges them, or looks for what one redesigns.
    """
    return document.replace(head=document.head.model_copy(update={"id": _new_id(document.head.title, identifiers)}))


def derive_to_be(as_is: BlueprintDocument, identifiers: Identifiers | None = None) -> BlueprintDocument:
    """Return the to-be with which the redesign of a blueprint begins: the same drawing, each step for its as-is step.

    Notes and what was decided about frictions are about the as-is, and stay there; what must be avoided, and what is
    kept on purpose, hold for both.
    """
    draft = Draft(as_is, identifiers or Identifiers())
    for step in as_is.steps:
        draft.put_step(change_element(step, {"replaces": (step.id,)}))
    draft.put_head(notes=(), triage=())
    drawn = draft.finish()
    title = to_be_name(as_is, as_is.head.title)
    head = change_element(drawn.head, {"title": title, "state": State.TO_BE, "redesigns": as_is.head.id})
    return assign_own_id(drawn.replace(head=head), identifiers)


def to_be_name(document: BlueprintDocument, name: str) -> str:
    """Return what the to-be of a blueprint is called that is called `name`, in the document's language."""
    tr, words = translator(document.head.language), " ".join(name.split())
    return tr(message("{title} – to-be", title=words)) if words else tr(message("To-be"))


def _new_id(title: str, identifiers: Identifiers | None) -> str:
    words = slug(title, (), "blueprint")[:LONGEST_NAME].strip("-")
    return (identifiers or Identifiers()).new_id(words, ())
