"""What a file must give back of a document that was written to it."""

from __future__ import annotations

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import decode, encode


def is_read_back(document: BlueprintDocument) -> bool:
    """Return whether a document is read as it was written, whatever format its file needs to say it.

    An open document keeps the format that it was read in until its file is written in a newer one: what was said in
    business days only since is no other document for it.
    """
    head = document.head.model_copy(update={"format": document.written_format})
    return decode(encode(document)) == document.replace(head=head)
