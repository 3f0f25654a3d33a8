"""What stands in the place of redesigns while there is nothing to compare with: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from blueprint.drawing.theme import LIGHT, Theme
from blueprint.language import Quoted
from blueprint.model import BlueprintDocument
from blueprint.storage.files import SUFFIX
from ui.comparing.counterpart import is_redesign
from ui.i18n import tr
from ui.icons import themed_icon
from ui.inspector.widgets import button, label

ICON = 56
WIDTH = 520
MOST_LETTERS = 80


class Empty(QFrame):
    """Says what to do. `asked` tells that somebody wants to choose the other file."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: BlueprintDocument | None = None
        self._fault = ""
        self.icon = QLabel(self)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = label("", "title", self)
        self.words = label("", "muted", self)
        self.fault = label("", "wrong", self)
        self.choose = button("", "primary", self)
        self.choose.clicked.connect(self.asked)
        self.icon.setMinimumHeight(ICON + 8)
        holder = QWidget(self)
        holder.setMaximumWidth(WIDTH)
        column = QVBoxLayout(holder)
        column.setSpacing(10)
        for part in (self.icon, self.title, self.words, self.fault):
            column.addWidget(part)
        for part in (self.title, self.words, self.fault):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder, 8)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        self.set_theme(LIGHT)

    def show_reason(self, document: BlueprintDocument, fault: str) -> None:
        """Say what is missing for a document; `fault` tells why a file could not be used."""
        self._document, self._fault = document, fault
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in a theme's colours."""
        self.icon.setPixmap(themed_icon("scale", theme.muted).pixmap(QSize(ICON, ICON)))

    def retranslate(self) -> None:
        """Speak the interface's language."""
        self.title.setText(tr("Two blueprints, face to face"))
        self.fault.setText(self._fault)
        self.fault.setVisible(bool(self._fault))
        if self._document is None:
            return
        named = self._document.head.redesigns
        if named is not None:
            name = named if len(named) <= MOST_LETTERS else named[: MOST_LETTERS - 1] + "…"
            self.words.setText(tr("This blueprint redesigns {name}. Save that one in the same folder as {file}, or "
                                  "choose it here, to see what each side gains.", name=Quoted(name),
                                  file=f"{name}{SUFFIX}"))
        elif is_redesign(self._document):
            self.words.setText(tr("Choose the blueprint that this one redesigns, to see what each side gains, what "
                                  "merely crosses the line, and whom it serves worse."))
        else:
            self.words.setText(tr("Save a copy of this blueprint under another name, redraw both sides in it, and "
                                  "compare the two here: what each side gains, what merely crosses the line."))
        self.choose.setText(tr("Choose the blueprint that this one redesigns …") if is_redesign(self._document)
                            else tr("Choose its redesign …"))
