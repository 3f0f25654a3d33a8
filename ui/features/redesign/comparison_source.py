"""Which other blueprint the open one is compared with, and the comparison itself: work for a thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from visavis import examples
from visavis.blueprint.model import BlueprintDocument, BlueprintError, State
from visavis.blueprint.registry import Surroundings, compare_redesign
from visavis.blueprint.storage import load
from visavis.blueprint.storage.files import SUFFIX
from visavis.blueprint.storage.organisation import Organisation, organisation_of
from visavis.blueprint.storage.sibling_files import find_blueprint, find_blueprints_naming
from visavis.templates.catalogue import SERVICES
from visavis.ui.features.redesign.drawn_beside import drawn_beside, style_beside

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Comparison
    from visavis.blueprint.layout import LayoutStyle


@dataclass(frozen=True, eq=False)
class Pair:
    """The open document compared with another one, which was read from `other`.

    `styles` are those with which the as-is blueprint and the redesign are drawn, so that they share their columns.
    """

    document: BlueprintDocument
    other: Path
    comparison: Comparison
    organisation: Organisation
    styles: tuple[LayoutStyle, LayoutStyle]

    @property
    def before(self) -> BlueprintDocument:
        """The as-is blueprint."""
        return self.comparison.matching.before

    @property
    def after(self) -> BlueprintDocument:
        """The redesign."""
        return self.comparison.matching.after

    def surroundings(self) -> Surroundings:
        """Return what an export of the redesign depends on; it measures the as-is blueprint."""
        from visavis.blueprint.analysis import context_of

        return Surroundings(self.organisation, context_of(self.before, organisation=self.organisation))

    @property
    def opens_after(self) -> bool:
        """Whether the open document is the redesign."""
        return self.after is self.document


class ComparisonSource:
    """Finds and reads the other document; one that has not changed on the disk is read once."""

    def __init__(self) -> None:
        self._known: tuple[tuple[Path, int], BlueprintDocument] | None = None

    def compare(self, document: BlueprintDocument, source: Path | None, chosen: Path | None,
                cancelled: Callable[[], bool]) -> Pair | None:
        """Return the open document compared with its other one: the `chosen` one, else what stands beside `source`.

        None where there is none. Raises BlueprintError when the file cannot be used, and Cancelled.
        """
        path = chosen or find_comparison_source(document, source)
        if path is None:
            return None
        other = self._read(path)
        before, after = in_order(document, other)
        organisation = Organisation() if source is None else organisation_of(source)
        comparison = compare_redesign(before, after, Surroundings(organisation), cancelled)
        from visavis.blueprint.layout import share_columns

        drawn = drawn_beside(before), drawn_beside(after)
        styles = share_columns(drawn, comparison.matching.phases, style_beside())
        return Pair(document, path, comparison, organisation, styles)

    def _read(self, path: Path) -> BlueprintDocument:
        state = (path, path.stat().st_mtime_ns if path.is_file() else 0)
        if self._known is None or self._known[0] != state:
            self._known = (state, load(path).document)
        return self._known[1]


def in_order(document: BlueprintDocument, other: BlueprintDocument) -> tuple[BlueprintDocument, BlueprintDocument]:
    """Return the as-is blueprint and its redesign: what either says of itself, else the open one is the redesign."""
    if document.head.redesigns == other.head.id:
        return other, document
    if other.head.redesigns == document.head.id or not is_redesign(document):
        return document, other
    return other, document


def is_redesign(document: BlueprintDocument) -> bool:
    """Return whether a document says that it is a redesign."""
    return document.head.redesigns is not None or document.head.state is State.TO_BE


def find_comparison_source(document: BlueprintDocument, source: Path | None) -> Path | None:
    """Return the file of the other document: in the folder of `source`, else among what ships.

    A redesign that begins from a template names the as-is blueprint of the template that it belongs to.
    """
    folders = [] if source is None else [source.absolute().parent]
    folders += [Path(examples.__file__).parent, SERVICES]
    named = document.head.redesigns
    found = (_find_as_is(folder, named) if named is not None else _find_redesign(document, folder, source)
             for folder in dict.fromkeys(folders))
    return next((path for path in found if path is not None), None)


def _find_as_is(folder: Path, name: str) -> Path | None:
    """Return the file of the blueprint that has an id; else the file of that name, whatever it turns out to be."""
    with suppress(BlueprintError):
        found = find_blueprint(folder, name)
        if found is not None:
            return found[0]
    path = folder / f"{name}{SUFFIX}"
    return path if Path(name).name == name and path.is_file() else None


def _find_redesign(document: BlueprintDocument, folder: Path, source: Path | None) -> Path | None:
    """Return the first blueprint of a folder that says it redesigns the document."""
    return next((path for path, other in find_blueprints_naming(folder, document.head.id)
                 if other.head.redesigns == document.head.id and (source is None or path != source.absolute())), None)
