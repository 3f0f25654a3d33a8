"""What is asked of one thing to make: its language, the options of its format, and what of the blueprint it shows."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportOrder
from visavis.ui.features.exporting.content_fields import ContentFields
from visavis.ui.features.exporting.export_source import find_exporter
from visavis.ui.features.option_fields import OptionFields
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import ChoiceBox, label

NAMES = {"fr": "Français", "en": "English"}
# Pixels between the fields.
GAP = 6


class ExportFields(QVBoxLayout):
    """The fields of the order that was shown last.

    `changed` tells that somebody asked for something else, `resized` that fields came or went.
    """

    changed = Signal()
    resized = Signal()

    def __init__(self, document: BlueprintDocument, dialog: QWidget) -> None:
        super().__init__()
        self.setSpacing(GAP)
        self._form = ""
        self._is_showing = False
        self.languages = ChoiceBox(dialog)
        own = document.head.language.split("-")[0]
        self.languages.addItem(tr("The document’s ({language})", language=NAMES.get(own, own)), "")
        for tag in LANGUAGES:
            self.languages.addItem(NAMES[tag], tag)
        self.languages.setAccessibleName(tr("Language of the export"))
        self.options = OptionFields(dialog)
        self.content = ContentFields(document, dialog)
        self.addWidget(label(tr("Language of the export"), "overline", dialog))
        self.addWidget(self.languages)
        self.addLayout(self.options)
        self.addLayout(self.content)
        self.languages.currentIndexChanged.connect(lambda _: self._tell())
        self.options.changed.connect(self._tell)
        self.options.resized.connect(self.resized)
        self.content.changed.connect(self._tell)
        self.content.folded.connect(self.resized)

    @property
    def order(self) -> ExportOrder:
        """The order as its fields stand."""
        return ExportOrder(self._form, self.options.values(), self.languages.currentData(), self.content.choice)

    def show_order(self, order: ExportOrder) -> None:
        """Show the fields of another order."""
        self._is_showing = True
        self._form = order.form
        with QSignalBlocker(self.languages):
            self.languages.setCurrentIndex(max(0, self.languages.findData(order.language)))
        self.options.show_options(find_exporter(order).options, order.options)
        self.content.show_choice(order.choice)
        self._is_showing = False
        self.resized.emit()

    def choose_option(self, name: str, value: str) -> None:
        """Choose one of the choices of an option, as somebody would."""
        box = self.options.fields.get(name)
        if isinstance(box, ChoiceBox):
            box.setCurrentIndex(box.findData(value))

    def _tell(self) -> None:
        if not self._is_showing:
            self.changed.emit()
