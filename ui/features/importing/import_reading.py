"""Reading a file that is to be imported, on a worker: what it asks, and what it makes; and taking that in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from visavis.blueprint.editing import ChangeSet, assign_own_id, diff
from visavis.blueprint.editing.commands import ReplaceDocument
from visavis.blueprint.editing.difference_words import DifferenceWords, count_differences
from visavis.blueprint.editing.differences import find_differences
from visavis.blueprint.language import Message, MessageList, Quoted, message, plural
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Side
from visavis.blueprint.registry import (
    FormatOption,
    Importer,
    list_import_options,
    needs_document,
    plugins,
    propose_importer,
    read_import,
    update_document,
)
from visavis.blueprint.registry.import_formats import belongs_to
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.import_files import ImportFile
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.session import SessionBridge

# So many names are told of a list, and so many differences; the rest is counted.
_NAMED, _TOLD = 6, 300


class ImportTarget(Enum):
    """What becomes of a file: a blueprint of its own, or a part of the one that is open."""

    NEW = auto()
    INTO_OPEN = auto()


@dataclass(frozen=True, slots=True)
class ImportQuestions:
    """What a file is, and what is asked of it. `belongs` where it tells of the very blueprint that is open."""

    importer: Importer
    options: tuple[FormatOption, ...]
    belongs: bool


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What a file makes: the document, what is in it in words, and what was not understood.

    `changes` are those of the open blueprint, where it goes into that.
    """

    document: BlueprintDocument
    understood: tuple[str, ...]
    told: tuple[str, ...]
    changes: ChangeSet | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether the open blueprint would stay as it is."""
        return self.changes is not None and not self.changes


def look_into(file: ImportFile, form: str, document: BlueprintDocument,
              target: ImportTarget | None) -> ImportQuestions:
    """Return what a file is (`form`: what somebody said it is) and asks; without a target, for the one that fits.

    Raises BlueprintError where nothing is known of it.
    """
    known = plugins().importers
    importer = known[form] if form else propose_importer(file.name, file.content, known.values())
    if importer is None:
        raise BlueprintError(message("{file}: it is not known what kind of file this is; choose it above",
                                     file=file.name))
    belongs = belongs_to(importer, file.content, document)
    is_into = needs_document(importer) or (belongs if target is None else target is ImportTarget.INTO_OPEN)
    try:
        options = list_import_options(importer, file.content, document if is_into else None)
    except BlueprintError:
        # What is wrong with the file is told when it is read.
        options = importer.options
    return ImportQuestions(importer, options, belongs)


def make_outcome(file: ImportFile, importer: Importer, options: Mapping[str, str], target: ImportTarget,
                 document: BlueprintDocument) -> ImportOutcome:
    """Return what a file makes. Raises BlueprintError where it makes nothing."""
    if target is ImportTarget.INTO_OPEN:
        made = update_document(importer, file.content, options, document)
        return ImportOutcome(made.document, tuple(_describe_differences(document, made.document)),
                             tuple(map(tr, made.told)), diff(document, made.document))
    if needs_document(importer):
        made = update_document(importer, file.content, options, document)
        made = replace(made, document=assign_own_id(made.document))
    else:
        made = read_import(importer, file.content, options, file.name)
    return ImportOutcome(made.document, tuple(map(tr, _describe_document(made.document))), tuple(map(tr, made.told)))


def take_in(bridge: SessionBridge, file: ImportFile, outcome: ImportOutcome) -> bool:
    """Let the open blueprint be what it becomes with a file, as one undo step, and select the steps that came.

    False where it was refused, which the bridge tells.
    """
    changes = bridge.do(ReplaceDocument(message("Import {file}", file=file.name[:60]), outcome.document))
    if changes is None:
        return False
    if changes.steps.added_ids:
        bridge.select(step_refs(*changes.steps.added_ids))
    return True


def _describe_differences(before: BlueprintDocument, after: BlueprintDocument) -> Iterator[str]:
    found = find_differences(before, after)
    words = DifferenceWords(before, after, interface_language.translator)
    yield count_differences(found, interface_language.translator)
    for difference in found[:_TOLD]:
        yield words.tell(difference).sentence
    if len(found) > _TOLD:
        yield tr("… and {count} more", count=len(found) - _TOLD)


def _describe_document(document: BlueprintDocument) -> Iterator[Message]:
    """Yield what is in a new document: steps on both sides, lanes and phases by name, and the rest by number."""
    head = document.head
    sides = [document.side_of(step) for step in document.steps]
    citizen, agents = sides.count(Side.CITIZEN), sides.count(Side.AGENT)
    yield plural("{count} step: {citizen} on the citizen’s side, {agents} on the agents’ side",
                 "{count} steps: {citizen} on the citizen’s side, {agents} on the agents’ side", len(sides),
                 citizen=citizen, agents=agents)
    lanes, phases = ([one.name or one.id for one in listed] for listed in (head.lanes, head.phases))
    yield plural("{count} lane: {names}", "{count} lanes: {names}", len(lanes), names=_names(lanes))
    yield plural("{count} phase: {names}", "{count} phases: {names}", len(phases), names=_names(phases))
    counted = (
        plural("{count} flow", "{count} flows", len(document.flows)),
        plural("{count} note", "{count} notes", len(head.notes)),
        plural("{count} item asked for or given", "{count} items asked for or given", len(head.items)),
        plural("{count} persona", "{count} personas", len(head.personas)),
    )
    yield from (one for one in counted if one.count)


def _names(names: Sequence[str]) -> MessageList:
    shown: list[object] = [Quoted(name[:40]) for name in names[:_NAMED]]
    return MessageList((*shown, *(["…"] if len(names) > _NAMED else [])))
