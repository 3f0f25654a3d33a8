"""The record of a blueprint as sheets say it: which version, of when, by whom, and where its figures come from.

The same facts go on the paper, into the metadata of the files (`make_page_set`) and, whole, into the annex. One that
nobody gave is said to be missing: an empty place would look as if it did not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.basis_words import basis_parts
from visavis.blueprint.drawing.display_list import Page, PageSet, TextTable
from visavis.blueprint.language import Count, Message, MessageList, Translator, message
from visavis.blueprint.model import BlueprintDocument

NOT_GIVEN = message("not given")
# More names than these fill a footer: the others are counted.
MOST_NAMES = 4
# Where a line may end; a no-break space stays what it is.
_BREAKS = re.compile(r"[^\S\u00a0\u2007\u202f]+")


@dataclass(frozen=True, slots=True)
class RecordFact:
    """One fact: what it is, what it says (None: nobody gave it), and how a line says both.

    A line may cut the words of an author (`is_free`), never a version, a date or a share.
    """

    label: Message
    value: Message | str | None
    spoken: Message | None = None
    is_free: bool = True


def record_facts(document: BlueprintDocument) -> tuple[RecordFact, ...]:
    """Return every fact of the record, in the order of a footer."""
    head = document.head
    record = head.record
    version = _typed(record.version)
    return (
        RecordFact(message("version"), version, message("Version {version}", version=version) if version else None,
                   is_free=False),
        RecordFact(message("date"), _typed(record.date), is_free=False),
        RecordFact(message("authors"), _typed(record.authors)),
        RecordFact(message("organisation"), _typed(record.organisation) or _typed(head.service.authority)),
        RecordFact(message("people averaged"), *_people(document)),
        RecordFact(message("origin of the figures"), *_shares(document), is_free=False),
        RecordFact(message("source"), _typed(record.sources)),
        RecordFact(message("legal basis"), _typed(head.service.legal_basis)),
    )


def short_record(document: BlueprintDocument, translate: Translator) -> tuple[tuple[str, bool], ...]:
    """Return what a page for readers says of its blueprint: each text, and whether a line may cut it.

    What the figures are of stands elsewhere on such a page. What nobody gave is said in one piece.
    """
    version, date, authors, organisation, _, _, sources, basis = record_facts(document)
    # A line that is too long loses the end of its sources.
    facts = (version, date, authors, organisation, basis, sources)
    given = [(say_fact(fact, translate), fact.is_free) for fact in facts if fact.value is not None]
    missing = [fact.label for fact in facts if fact.value is None]
    if missing:
        labels = translate(message("{labels}", labels=MessageList(tuple(missing))))
        told = message("{label}: {value}", label=labels[:1].upper() + labels[1:], value=NOT_GIVEN)
        given.append((translate(told), False))
    return tuple(given)


def say_fact(fact: RecordFact, translate: Translator) -> str:
    """Return a fact as a footer says it; a missing one with its label, as what it is."""
    if fact.value is None:
        return translate(message("{label}: {value}", label=fact.label, value=NOT_GIVEN))
    if fact.spoken is not None:
        return translate(fact.spoken)
    return fact.value if isinstance(fact.value, str) else translate(fact.value)


def make_page_set(pages: tuple[Page, ...], document: BlueprintDocument, translate: Translator,
                  subject: Message, table: TextTable | None = None) -> PageSet:
    """Return sheets as a print job that says of itself what its footer says; `table` tells them in words."""
    head, record = document.head, document.head.record
    said = [say_fact(fact, translate) for fact in record_facts(document) if fact.value is not None]
    authority = head.service.authority or ""
    return PageSet(pages, head.title, translate.language, author=_typed(record.authors) or authority,
                   subject=translate(subject), keywords=(head.state.value, head.id, *said),
                   version=_typed(record.version) or "", date=_typed(record.date) or "",
                   publisher=_typed(record.organisation) or authority, source=_typed(record.sources) or "",
                   table=table, typed_language=head.language)


def _typed(text: str | None) -> str | None:
    """Return what an author typed on one line, with its no-break spaces; None where that is nothing."""
    return _BREAKS.sub(" ", text or "").strip() or None


def _people(document: BlueprintDocument) -> tuple[Message | None, Message | None]:
    """Return who the figures are averaged over, alone and in a sentence."""
    names = [_typed(persona.name) or persona.id for persona in document.head.personas]
    if not names:
        return None, None
    parts: tuple[object, ...] = tuple(names)
    if len(names) > MOST_NAMES:
        parts = (*names[:MOST_NAMES - 1],
                 message("{count} others", count=Count(len(names) - MOST_NAMES + 1)))
    listed = message("{names}", names=MessageList(parts))
    if len(names) == 1:
        return listed, message("Figures per request, for {names}", names=listed)
    return listed, message("Figures per request, mean of {names}", names=listed)


def _shares(document: BlueprintDocument) -> tuple[Message | None, Message | None]:
    """Return which shares of the figures were measured, estimated, assumed or left open."""
    parts = basis_parts(document)
    if not parts:
        return None, None
    listed = message("{shares}", shares=MessageList(parts))
    return listed, message("Figures: {shares}", shares=listed)


def whole_facts(document: BlueprintDocument, translate: Translator) -> Iterator[tuple[str, str]]:
    """Yield label and whole text of each fact, for the annex that prints what a footer had to cut."""
    for fact in record_facts(document):
        value = NOT_GIVEN if fact.value is None else fact.value
        yield translate(fact.label), value if isinstance(value, str) else translate(value)
