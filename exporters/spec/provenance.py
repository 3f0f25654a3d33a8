"""Where a specification comes from: the program, the exact document, and the date that people gave it.

Nothing here is read from a clock unless that is asked for: the same document always has the same specification, so
that a difference between two is a difference of the service.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Annotated

from pydantic import Field

from visavis.blueprint.model import BlueprintDocument, State
from visavis.blueprint.storage import encode
from visavis.exporters.spec.parts import SpecPart


class SourceSpec(SpecPart):
    """The document that the specification was made from."""

    format: str
    """Of the document, as it is written."""
    id: str
    """The blueprint’s."""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of its canonical bytes, in hexadecimal: those of the file, if the program wrote it and no private note
    was left out."""
    is_excerpt: bool
    """It is a part of a blueprint, with the figures of the whole; `extensions.excerpt` says which."""


class ProvenanceSpec(SpecPart):
    """Where the specification comes from, after PROV: what made it, from what, when, by whom."""

    program: str
    """What made it."""
    program_version: str
    language: str
    """Of the sentences that the program wrote: findings, criteria, gaps; authors wrote in `blueprint.language`."""
    source: SourceSpec
    date: str | None
    """Of the record, as it was typed; or that of the export, in ISO 8601, where that was asked for. Null where nobody
    gave one."""
    date_is_of: str | None
    """`record` or `export`; null where there is none."""
    attributed_to: str | None
    """The authors that the record names, else its organisation."""
    state: State
    """Whether the service is told as it is, as it should be, or as it was observed."""
    redesigns: str | None
    """The id of the as-is blueprint; `replaces` of each step names the steps of that one which it stands for."""
    evidence: str | None
    """What the record says of where its figures come from."""


def provenance(document: BlueprintDocument, language: str, *, is_excerpt: bool, today: bool) -> ProvenanceSpec:
    """Return where the specification of a document comes from; `today` dates it by the clock."""
    head, record = document.head, document.head.record
    date = datetime.now(tz=UTC).astimezone().date().isoformat() if today else record.date
    return ProvenanceSpec(
        program="visavis", program_version=version("visavis"), language=language,
        source=SourceSpec(format=document.written_format, id=head.id, sha256=sha256(encode(document)).hexdigest(),
                          is_excerpt=is_excerpt),
        date=date, date_is_of=None if date is None else "export" if today else "record",
        attributed_to=record.authors or record.organisation, state=head.state, redesigns=head.redesigns,
        evidence=record.sources)
