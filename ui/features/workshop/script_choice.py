"""The choice of a workshop's script, on the facilitator's bar and in the projection's strip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from visavis.blueprint.registry.workshop_scripts import Script, own_workshops
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.widgets import ChoiceBox


class ScriptChoice(ChoiceBox):
    """Offers the scripts and none of them, and begins the one that is chosen; shows which one the session follows.

    There is always room for `letters` of a script's name. A file of the user's own that is no script stands in the
    list, too: who chooses it is told what is wrong with it, and where.
    """

    def __init__(self, session: WorkshopSession, scripts: dict[str, Script], letters: int,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._scripts = session, scripts
        self._faults = own_workshops().faults
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda _: self._choose(self.currentData()))
        session.changed.connect(self._show_chosen)
        interface_language.language_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.clear()
        self.addItem(tr("Without a script"), None)
        for name, script in self._scripts.items():
            self.addItem(script.title_in(language()), name)
            self.setItemData(self.count() - 1, script.summary_in(language()), Qt.ItemDataRole.ToolTipRole)
        for file, fault in self._faults.items():
            self.addItem(tr("{file} (with a mistake)", file=file[:40]), file)
            self.setItemData(self.count() - 1, tr(fault), Qt.ItemDataRole.ToolTipRole)
        self.setAccessibleName(tr("Script of the workshop"))
        self._show_chosen()

    def _choose(self, name: str | None) -> None:
        if name is not None and name in self._faults:
            self._session.refuse(tr("{file}: {fault}", file=name, fault=self._faults[name]))
            self._show_chosen()
            return
        self._session.begin(self._scripts.get(name or ""))

    def _show_chosen(self) -> None:
        scripts = list(self._scripts.values())
        followed = self._session.script
        self.setCurrentIndex(scripts.index(followed) + 1 if followed in scripts else 0)
