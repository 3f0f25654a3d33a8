"""Assessing a document as it stands in its folder: with the organisation's settings and the one it redesigns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from blueprint.analysis.finding import Analysis
from blueprint.model import BlueprintDocument, BlueprintError
from blueprint.registry.plugins import plugins
from blueprint.storage.beside import blueprint_called
from blueprint.storage.organisation import Organisation, organisation_file, organisation_of

if TYPE_CHECKING:
    from blueprint.analysis.comparison.comparison import Comparison
    from blueprint.analysis.context import RuleContext


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an assessment depends on beside the document.

    `before` is the blueprint that it redesigns, measured; `rules` names a rule set that goes before the document's
    own.
    """

    organisation: Organisation = field(default_factory=Organisation)
    before: RuleContext | None = None
    rules: str | None = None


def surroundings_of(path: Path | None, document: BlueprintDocument) -> Surroundings:
    """Return what surrounds a document in its folder: the nearest `visavis.toml`, and the blueprint it redesigns.

    That one is the blueprint in the same folder that has the id, whatever its file is called, if it is there. Raises
    BlueprintError when one of these files cannot be used.
    """
    return _surroundings_and_file(path, document)[0]


def assess(document: BlueprintDocument, surroundings: Surroundings | None = None,
           cancelled: Callable[[], bool] | None = None) -> Analysis:
    """Return the analysis of a document by the rules it is to be checked with. Raises Cancelled."""
    from blueprint.analysis.rulesets import chosen_rules
    from blueprint.analysis.runner import analyse

    around = surroundings or Surroundings()
    rules = chosen_rules(document, plugins().rules, around.organisation, around.rules)
    return analyse(document, rules, cancelled, before=around.before, organisation=around.organisation)


def compared(before: BlueprintDocument, after: BlueprintDocument, surroundings: Surroundings | None = None,
             cancelled: Callable[[], bool] | None = None) -> Comparison:
    """Return what a redesign does to its as-is blueprint, by the rules of the redesign. Raises Cancelled."""
    from blueprint.analysis.comparison.comparison import compare
    from blueprint.analysis.rulesets import chosen_rules

    around = surroundings or Surroundings()
    rules = chosen_rules(after, plugins().rules, around.organisation, around.rules)
    return compare(before, after, rules, around.organisation, cancelled)


def _surroundings_and_file(path: Path | None, document: BlueprintDocument) -> tuple[Surroundings, Path | None]:
    """Return what surrounds a document, and the file of the blueprint that it redesigns."""
    from blueprint.analysis.runner import context_of

    if path is None:
        return Surroundings(), None
    organisation, name = organisation_of(path), document.head.redesigns
    found = blueprint_called(path.absolute().parent, name) if name is not None else None
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
        """Return what surrounds the document; what cannot be used is as if it were not there."""
        state = self._state(document)
        if self._known is None or self._known[0] != state:
            try:
                around, self._before = _surroundings_and_file(self.path, document)
            except BlueprintError:
                around, self._before = Surroundings(), None
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
        return document.head.redesigns, [(file, file.stat().st_mtime_ns) for file in files
                                         if file is not None and file.exists()]
