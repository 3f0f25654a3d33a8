"""Assessing a document as it stands in its folder: with the organisation's settings and the one it redesigns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from blueprint.analysis.finding import Analysis
from blueprint.analysis.rulesets import chosen_rules, document_slips, organisation_slips
from blueprint.language import Message, message
from blueprint.model import BlueprintDocument, BlueprintError, DocumentInvalid, Problem
from blueprint.model.problems import PluginFailure
from blueprint.registry.containment import given_up
from blueprint.registry.plugins import plugins
from blueprint.storage import load
from blueprint.storage.files import SUFFIX
from blueprint.storage.organisation import Organisation, organisation_file, organisation_of

if TYPE_CHECKING:
    from blueprint.analysis.comparison.comparison import Comparison
    from blueprint.analysis.context import RuleContext


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an assessment depends on beside the document.

    `before` is the blueprint that it redesigns, measured; `rules` names a rule set that goes before the document's
    own. `faults` tells what could not be used: a `visavis.toml` with a mistake in it.
    """

    organisation: Organisation = field(default_factory=Organisation)
    before: RuleContext | None = None
    rules: str | None = None
    faults: tuple[Message, ...] = ()


def surroundings_of(path: Path | None, document: BlueprintDocument) -> Surroundings:
    """Return what surrounds a document in its folder: the nearest `visavis.toml`, and the blueprint it redesigns.

    That one is taken from `<id>.blueprint.json` in the same folder, if it is there. Raises BlueprintError when one of
    these files cannot be used.
    """
    if path is None:
        return Surroundings()
    return Surroundings(organisation_of(path), _before(path, document))


def assess(document: BlueprintDocument, surroundings: Surroundings | None = None,
           cancelled: Callable[[], bool] | None = None) -> Analysis:
    """Return the analysis of a document by the rules it is to be checked with. Raises Cancelled.

    Plug-ins that could not be loaded are told among its failures: what they would have said is missing.
    """
    from blueprint.analysis.runner import analyse

    around = surroundings or Surroundings()
    rules = chosen_rules(document, plugins().rules, around.organisation, around.rules)
    with given_up(cancelled):
        found = analyse(document, rules, cancelled, before=around.before, organisation=around.organisation)
    failures = (*plugins().load_failures(), *found.frictions.failures)
    _note(failures)
    slips = tuple(problem.told() for problem in _slips(document, around.organisation))
    return replace(found, frictions=replace(found.frictions, failures=failures, slips=(*around.faults, *slips)))


def refuse_slips(path: Path, document: BlueprintDocument, organisation: Organisation) -> None:
    """Refuse settings that name a rule, a rule set or a limit that is not there.

    Raises BlueprintError with the file, which is the document's or the nearest `visavis.toml`, and the place in it.
    """
    rules = plugins().rules
    for file, slips in ((organisation_file(path), organisation_slips(organisation, rules)),
                        (path, document_slips(document, rules))):
        problems = list(slips)
        if problems:
            raise BlueprintError(message("{file}: {fault}", file=str(file), fault=DocumentInvalid(problems).message))


def compared(before: BlueprintDocument, after: BlueprintDocument, surroundings: Surroundings | None = None,
             cancelled: Callable[[], bool] | None = None) -> Comparison:
    """Return what a redesign does to its as-is blueprint, by the rules of the redesign. Raises Cancelled."""
    from blueprint.analysis.comparison.comparison import compare

    around = surroundings or Surroundings()
    rules = chosen_rules(after, plugins().rules, around.organisation, around.rules)
    with given_up(cancelled):
        comparison = compare(before, after, rules, around.organisation, cancelled)
    _note((*comparison.before.frictions.failures, *comparison.after.frictions.failures))
    return comparison


def _slips(document: BlueprintDocument, organisation: Organisation) -> Iterator[Problem]:
    yield from organisation_slips(organisation, plugins().rules)
    yield from document_slips(document, plugins().rules)
    name = document.head.redesigns
    if name is not None and not _is_file_name(name):
        yield Problem(message("{field}", field="redesigns"), message(
            "'{name}' is no name of a file: the blueprint that this one redesigns cannot be found beside it",
            name=name[:60]))


def _changed(file: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError):
        return file.stat().st_mtime_ns
    return None


def _is_file_name(name: str) -> bool:
    return bool(name) and PurePath(name).name == name == PureWindowsPath(name).name and "\0" not in name


def _note(failures: Iterable[PluginFailure]) -> None:
    for failure in failures:
        plugins().note(failure)


def _before(path: Path, document: BlueprintDocument) -> RuleContext | None:
    from blueprint.analysis.runner import context_of

    file = before_file(path, document)
    if file is None or not file.is_file():
        return None
    found = load(file).document
    return context_of(found) if found.head.id == document.head.redesigns else None


def before_file(path: Path, document: BlueprintDocument) -> Path | None:
    """Return where the blueprint that a document redesigns would be; None where its id is no name of a file."""
    name = document.head.redesigns
    if name is None or not _is_file_name(name):
        return None
    return path.absolute().parent / f"{name}{SUFFIX}"


class Neighbourhood:
    """What surrounds a document that is being edited, read again only when one of these files has changed.

    `path` is where the document's file is; None while it has none.
    """

    def __init__(self) -> None:
        self.path: Path | None = None
        self._known: tuple[object, Surroundings] | None = None

    def surroundings(self, document: BlueprintDocument) -> Surroundings:
        """Return what surrounds the document; what cannot be used is as if it were not there, and told."""
        state = self._state(document)
        if self._known is None or self._known[0] != state:
            try:
                self._known = (state, surroundings_of(self.path, document))
            except BlueprintError as error:
                self._known = (state, Surroundings(faults=(error.message,)))
        return self._known[1]

    def assess(self, document: BlueprintDocument, cancelled: Callable[[], bool] | None = None) -> Analysis:
        """Return the analysis of the document as it is now. Raises Cancelled."""
        return assess(document, self.surroundings(document), cancelled)

    def _state(self, document: BlueprintDocument) -> object:
        if self.path is None:
            return None
        files = [organisation_file(self.path), before_file(self.path, document)]
        return [(file, _changed(file)) for file in files if file is not None]
