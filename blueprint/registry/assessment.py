"""Assessing a document as it stands in its folder: with the organisation's settings and the one it redesigns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, DocumentInvalid, Problem
from visavis.blueprint.model.problems import PluginFailure
from visavis.blueprint.registry.containment import give_up_when
from visavis.blueprint.registry.export_formats import Surroundings
from visavis.blueprint.registry.plugins import plugins
from visavis.blueprint.storage.organisation import Organisation, organisation_file, organisation_of
from visavis.blueprint.storage.sibling_files import find_blueprint

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis, Comparison


def surroundings_of(path: Path | None, document: BlueprintDocument) -> Surroundings:
    """Return what surrounds a document in its folder: the nearest `visavis.toml`, and the blueprint it redesigns.

    That one is the blueprint in the same folder that has the id, whatever its file is called, if it is there. Raises
    BlueprintError when one of these files cannot be used.
    """
    return _surroundings_and_file(path, document)[0]


def assess(document: BlueprintDocument, surroundings: Surroundings | None = None,
           cancelled: Callable[[], bool] | None = None) -> Analysis:
    """Return the analysis of a document by the rules it is to be checked with. Raises Cancelled.

    Plug-ins that could not be loaded are told among its failures: what they would have said is missing.
    """
    from visavis.blueprint.analysis import analyse, chosen_rules

    around = surroundings or Surroundings()
    rules = chosen_rules(document, plugins().rules, around.organisation, around.rules)
    with give_up_when(cancelled):
        analysis = analyse(document, rules, cancelled, before=around.before, organisation=around.organisation)
    failures = (*plugins().load_failures(), *analysis.frictions.failures)
    _note(failures)
    slips = tuple(problem.describe() for problem in _find_slips(document, around.organisation))
    return replace(analysis, frictions=replace(analysis.frictions, failures=failures, slips=(*around.faults, *slips)))


def refuse_slips(path: Path, document: BlueprintDocument, organisation: Organisation) -> None:
    """Refuse settings that name a rule, a rule set or a limit that is not there.

    Raises BlueprintError with the file, which is the document's or the nearest `visavis.toml`, and the place in it.
    """
    from visavis.blueprint.analysis.frictions.rule_sets import document_slips, organisation_slips

    rules = plugins().rules
    for file, slips in ((organisation_file(path), organisation_slips(organisation, rules)),
                        (path, document_slips(document, rules))):
        problems = list(slips)
        if problems:
            raise BlueprintError(message("{file}: {fault}", file=str(file), fault=DocumentInvalid(problems).message))


def compare_redesign(before: BlueprintDocument, after: BlueprintDocument, surroundings: Surroundings | None = None,
                     cancelled: Callable[[], bool] | None = None) -> Comparison:
    """Return what a redesign does to its as-is blueprint, by the rules of the redesign. Raises Cancelled."""
    from visavis.blueprint.analysis import chosen_rules, compare

    around = surroundings or Surroundings()
    rules = chosen_rules(after, plugins().rules, around.organisation, around.rules)
    with give_up_when(cancelled):
        comparison = compare(before, after, rules, around.organisation, cancelled)
    _note((*comparison.before.frictions.failures, *comparison.after.frictions.failures))
    return comparison


def _find_slips(document: BlueprintDocument, organisation: Organisation) -> Iterator[Problem]:
    from visavis.blueprint.analysis.frictions.rule_sets import document_slips, judgement_slips, organisation_slips

    yield from organisation_slips(organisation, plugins().rules)
    yield from document_slips(document, plugins().rules)
    yield from judgement_slips(document, plugins().rules)
    name = document.head.redesigns
    if name is not None and not _is_file_name(name):
        yield Problem(message("{field}", field="redesigns"), message(
            "'{name}' is no name of a file: the blueprint that this one redesigns cannot be found beside it",
            name=name[:60]))


def _changed_at(file: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError):
        return file.stat().st_mtime_ns
    return None


def _is_file_name(name: str) -> bool:
    return bool(name) and PurePath(name).name == name == PureWindowsPath(name).name and "\0" not in name


def _note(failures: Iterable[PluginFailure]) -> None:
    for failure in failures:
        plugins().note(failure)


def _surroundings_and_file(path: Path | None, document: BlueprintDocument) -> tuple[Surroundings, Path | None]:
    """Return what surrounds a document, and the file of the blueprint that it redesigns."""
    from visavis.blueprint.analysis import context_of

    if path is None:
        return Surroundings(), None
    organisation, name = organisation_of(path), document.head.redesigns
    found = find_blueprint(path.absolute().parent, name) if name is not None else None
    if found is None:
        return Surroundings(organisation), None
    return Surroundings(organisation, context_of(found[1])), found[0]


class Neighbourhood:
    """What surrounds a document that is being edited, read again only when one of these files has changed.

    `path` is where the document's file is; None while it has none.
    """

    def __init__(self) -> None:
        self.path: Path | None = None
        self._known: tuple[object, Surroundings] | None = None
        self._before: Path | None = None

    def surroundings(self, document: BlueprintDocument) -> Surroundings:
        """Return what surrounds the document; what cannot be used is as if it were not there, and told."""
        state = self._state(document)
        if self._known is None or self._known[0] != state:
            try:
                around, self._before = _surroundings_and_file(self.path, document)
            except BlueprintError as error:
                around, self._before = Surroundings(faults=(error.message,)), None
            self._known = (self._state(document), around)
        return self._known[1]

    def before(self, document: BlueprintDocument) -> BlueprintDocument | None:
        """Return the blueprint that the document redesigns as it was last read, without reading anything."""
        known = self._known[1].before if self._known is not None else None
        return known.document if known is not None and known.document.head.id == document.head.redesigns else None

    def assess(self, document: BlueprintDocument, cancelled: Callable[[], bool] | None = None) -> Analysis:
        """Return the analysis of the document as it is now. Raises Cancelled."""
        return assess(document, self.surroundings(document), cancelled)

    def _state(self, document: BlueprintDocument) -> object:
        if self.path is None:
            return None
        files = [organisation_file(self.path), self._before]
        if document.head.redesigns is not None:
            # A blueprint that comes, goes or gets another name changes the folder.
            files.append(self.path.absolute().parent)
        return document.head.redesigns, [(file, _changed_at(file)) for file in files if file is not None]
