"""Assessing a document as it stands in its folder: with the organisation's settings and the one it redesigns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, DocumentInvalid, Problem
from visavis.blueprint.model.problems import PluginFailure
from visavis.blueprint.registry.containment import give_up_when
from visavis.blueprint.registry.export_formats import Surroundings
from visavis.blueprint.registry.plugin_discovery import plugins
from visavis.blueprint.storage.organisation import Organisation, organisation_file, organisation_of
from visavis.blueprint.storage.sibling_files import find_blueprint

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis, Comparison


def surroundings_of(path: Path | None, document: BlueprintDocument) -> Surroundings:
    """Return what surrounds a document in its folder: the nearest `visavis.toml`, and the blueprint it redesigns.

    That one is the blueprint in the same folder that has the id, whatever its file is called, if it is there. Raises
    BlueprintError when one of these files cannot be used.
    """
    return read_surroundings(path, document)[0]


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
            "'{name}' is not a file name: the blueprint that this one redesigns cannot be found beside it",
            name=name[:60]))


def _is_file_name(name: str) -> bool:
    return bool(name) and PurePath(name).name == name == PureWindowsPath(name).name and "\0" not in name


def _note(failures: Iterable[PluginFailure]) -> None:
    for failure in failures:
        plugins().note(failure)


def read_surroundings(path: Path | None, document: BlueprintDocument) -> tuple[Surroundings, Path | None]:
    """Return what surrounds a document, and the file of the blueprint that it redesigns. Raises BlueprintError."""
    from visavis.blueprint.analysis import context_of

    if path is None:
        return Surroundings(), None
    organisation, name = organisation_of(path), document.head.redesigns
    found = find_blueprint(path.absolute().parent, name) if name is not None else None
    if found is None:
        return Surroundings(organisation), None
    return Surroundings(organisation, context_of(found[1])), found[0]
