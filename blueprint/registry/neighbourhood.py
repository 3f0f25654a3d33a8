"""What surrounds a document that is being edited.

Rules and whatever else is plugged in are loaded when it is first assessed: a window begins without them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.blueprint.model import BlueprintDocument, BlueprintError

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis
    from visavis.blueprint.registry.export_formats import Surroundings


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
            from visavis.blueprint.registry.assessment import read_surroundings
            from visavis.blueprint.registry.export_formats import Surroundings

            try:
                around, self._before = read_surroundings(self.path, document)
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
        from visavis.blueprint.registry.assessment import assess

        return assess(document, self.surroundings(document), cancelled)

    def _state(self, document: BlueprintDocument) -> object:
        if self.path is None:
            return None
        from visavis.blueprint.storage.organisation import organisation_file

        files = [organisation_file(self.path), self._before]
        if document.head.redesigns is not None:
            # A blueprint that comes, goes or gets another name changes the folder.
            files.append(self.path.absolute().parent)
        return document.head.redesigns, [(file, _changed_at(file)) for file in files if file is not None]


def _changed_at(file: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError):
        return file.stat().st_mtime_ns
    return None
