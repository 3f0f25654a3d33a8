"""The preferences: language, theme, size of the text, motion and the name under which decisions are signed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from visavis.blueprint.language import N_, Message
from visavis.ui.kit.appearance_settings import AppearanceSettings
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.scrolling_dialog import ScrollingDialog
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import ChoiceBox
from visavis.ui.window.menu_table import LANGUAGE_NAMES, SIZE_TITLES, THEME_TITLES


class PreferencesDialog(ScrollingDialog):
    """Shows what was chosen; what is chosen here holds at once, in the whole window."""

    def __init__(self, appearance: AppearanceSettings, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        self.language = self._choices(LANGUAGE_NAMES, appearance.language)
        self.theme = self._choices({name: titles[0] for name, titles in THEME_TITLES.items()}, appearance.theme.name)
        self.text_size = self._choices(SIZE_TITLES, appearance.text_points)
        self.motion = QCheckBox(self)
        self.motion.setChecked(appearance.is_motion_reduced)
        self.author = QLineEdit(settings.author, self)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._labels: dict[str, QLabel] = {}
        for title, field in ((N_("Language"), self.language), (N_("Theme"), self.theme),
                             (N_("Text size"), self.text_size), ("", self.motion),
                             (N_("Your name in decisions"), self.author)):
            words = self._labels[title] = QLabel(self)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setBuddy(field)
            form.addRow(words, field)
        self.set_content(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.set_buttons(buttons)
        self._retranslate()
        self._connect()

    def _choices(self, titles: dict[str, str] | dict[str, Message], chosen: str) -> QComboBox:
        box = ChoiceBox(self)
        for name, title in titles.items():
            box.addItem(tr(title), name)
        box.setCurrentIndex(box.findData(chosen))
        return box

    def _connect(self) -> None:
        self.language.activated.connect(lambda _: self._appearance.set_language(self.language.currentData()))
        self.theme.activated.connect(lambda _: self._appearance.set_theme(self.theme.currentData()))
        self.text_size.activated.connect(lambda _: self._appearance.set_text_size(self.text_size.currentData()))
        self.motion.clicked.connect(self._appearance.toggle_motion)
        self.author.editingFinished.connect(self._keep_author)
        interface_language.language_changed.connect(self._retranslate)

    def done(self, result: int) -> None:
        """Remember the name that is still being written."""
        self._keep_author()
        QDialog.done(self, result)

    def _keep_author(self) -> None:
        self._settings.author = self.author.text().strip()

    def _retranslate(self, *_: object) -> None:
        self.setWindowTitle(tr("Preferences"))
        for title, shown in self._labels.items():
            shown.setText(tr(title))
        self.motion.setText(tr("Reduced motion"))
        for box, titles in ((self.theme, {name: both[0] for name, both in THEME_TITLES.items()}),
                            (self.text_size, SIZE_TITLES), (self.language, LANGUAGE_NAMES)):
            for index in range(box.count()):
                box.setItemText(index, tr(titles[box.itemData(index)]))
