"""What stands in the place of redesigns while there is nothing to compare with: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from visavis.blueprint.language import Quoted
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.files import SUFFIX
from visavis.ui.features.redesign.comparison_source import is_redesign
from visavis.ui.kit.empty_screen import EmptyState
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import button

MOST_LETTERS = 80


class RedesignEmptyState(EmptyState):
    """Says what to do. `to_be_asked` asks for the to-be to be begun, the signal of its base for the other file."""

    to_be_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("scale", parent)
        self.create_to_be = button("", "primary", self)
        self.create_to_be.clicked.connect(self.to_be_asked)
        index = self._column.indexOf(self.choose)
        self._column.insertWidget(index, self.create_to_be, 0, Qt.AlignmentFlag.AlignHCenter)
        self._document: BlueprintDocument | None = None
        self._fault = ""

    def show_reason(self, document: BlueprintDocument, fault: str) -> None:
        """Say what is missing for a document; `fault` tells why a file could not be used."""
        self._document, self._fault = document, fault
        self.retranslate()

    def retranslate(self) -> None:
        """Speak the interface's language."""
        self.fault.setText(self._fault)
        self.fault.setVisible(bool(self._fault))
        self.create_to_be.setText(tr("Create the redesign…"))
        if self._document is not None:
            self.create_to_be.setVisible(not is_redesign(self._document))
            self.show_state(tr("Two blueprints, face to face"), _words(self._document),
                            tr("Choose the blueprint that this one redesigns…") if is_redesign(self._document)
                            else tr("Choose its redesign…"))


def _words(document: BlueprintDocument) -> str:
    named = document.head.redesigns
    if named is not None:
        name = named if len(named) <= MOST_LETTERS else named[: MOST_LETTERS - 1] + "…"
        return tr("This blueprint redesigns {name}. Save that one in this folder under the name {file}, or "
                  "choose it here, to see what each side gains.", name=Quoted(name), file=f"{name}{SUFFIX}")
    if is_redesign(document):
        return tr("Choose the blueprint that this one redesigns, to see what each side gains, what only crosses the "
                  "line, and who is served worse.")
    return tr("Create the redesign, redraw both sides in it, and compare the two here: what each side gains, what "
              "only crosses the line.")
