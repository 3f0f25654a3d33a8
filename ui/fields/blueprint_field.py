"""The field that names another blueprint: which one is chosen by its file and shown by its title, never typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import load
from visavis.ui.fields.editors import Editor
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import button, label

MOST_LETTERS = 120


class BlueprintEditor(Editor):
    """Shows which blueprint the document redesigns; another is chosen by its file, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: SessionBridge | None = None
        self._value: str | None = None
        self.title = label("", "", self)
        self.choose = button(tr("Choose…"), "", self)
        self.choose.clicked.connect(self._ask)
        self.remove = button(tr("None"), "", self)
        self.remove.clicked.connect(lambda: self.committed.emit(None))
        self.box.addWidget(self.title)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.box.addLayout(row)
        self.setFocusProxy(self.choose)

    def set_source(self, bridge: SessionBridge) -> None:
        """Take titles and the folder from where the document stands."""
        self._bridge = bridge
        bridge.analysis_changed.connect(self._show)

    def show_value(self, value: Any) -> None:
        """Show the blueprint of that id."""
        self._value = value
        self._show()

    def set_label(self, text: str) -> None:
        """Say on both buttons what they are about."""
        super().set_label(text)
        self.choose.setAccessibleName(tr("{field}: {text}", field=text, text=self.choose.text()))
        self.remove.setAccessibleName(tr("{field}: {text}", field=text, text=self.remove.text()))

    def _show(self, *_: object) -> None:
        before = self._bridge.as_is_document() if self._bridge is not None else None
        self.remove.setVisible(self._value is not None)
        if self._value is None:
            self.title.setText(tr("None: it is not a redesign"))
        elif before is not None and before.head.title.strip():
            self.title.setText(" ".join(before.head.title.split())[:MOST_LETTERS])
        else:
            self.title.setText(tr("{name} (not found beside this file)", name=self._value[:MOST_LETTERS]))

    def _ask(self) -> None:
        folder = self._bridge.folder() if self._bridge is not None else Path.home()
        kinds = tr("Blueprints (*.blueprint.json)") + ";;" + tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, tr("The blueprint that this one redesigns"), str(folder), kinds)
        if not name:
            return
        try:
            self.committed.emit(load(Path(name)).document.head.id)
        except BlueprintError as error:
            self.misunderstood.emit(tr(error.message))
