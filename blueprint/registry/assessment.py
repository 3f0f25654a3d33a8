"""Assessing a document as it stands in its folder: with the organisation's settings and the one it redesigns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from blueprint.analysis.finding import Analysis
from blueprint.model import BlueprintDocument, BlueprintError
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
    own.
    """

    organisation: Organisation = field(default_factory=Organisation)
    before: RuleContext | None = None
    rules: str | None = None


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


def _before(path: Path, document: BlueprintDocument) -> RuleContext | None:
    from blueprint.analysis.runner import context_of

    name = document.head.redesigns
    if name is None or Path(name).name != name:
        return None
    file = path.absolute().parent / f"{name}{SUFFIX}"
    if not file.is_file():
        return None
    found = load(file).document
    return context_of(found) if found.head.id == name else None


class Neighbourhood:
    """What surrounds a document that is being edited, read again only when one of these files has changed.

    `path` is where the document's file is; None while it has none.
    """

    def __init__(self) -> None:
        self.path: Path | None = None
        self._known: tuple[object, Surroundings] | None = None

    def surroundings(self, document: BlueprintDocument) -> Surroundings:
        """Return what surrounds the document; what cannot be used is as if it were not there."""
        state = self._state(document)
        if self._known is None or self._known[0] != state:
            try:
                self._known = (state, surroundings_of(self.path, document))
            except BlueprintError:
                self._known = (state, Surroundings())
        return self._known[1]

    def assess(self, document: BlueprintDocument, cancelled: Callable[[], bool] | None = None) -> Analysis:
        """Return the analysis of the document as it is now. Raises Cancelled."""
        return assess(document, self.surroundings(document), cancelled)

    def _state(self, document: BlueprintDocument) -> object:
        if self.path is None:
            return None
        files = [organisation_file(self.path), self.path.with_name(f"{document.head.redesigns}{SUFFIX}")]
        return [(file, file.stat().st_mtime_ns) for file in files if file is not None and file.is_file()]
