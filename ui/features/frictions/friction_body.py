"""What the friction panel's line opens to: the table, what rules lack, which plug-ins were set aside."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.frictions.friction_cells import HEADING, ROW
from visavis.ui.features.frictions.friction_model import FrictionTableModel
from visavis.ui.features.frictions.friction_table import FrictionTable
from visavis.ui.features.triage.decisions import Decisions
from visavis.ui.features.triage.unassessed_rules import Unassessed
from visavis.ui.kit.i18n import interface_language
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import label, literal_tip

# Lines about plug-ins and settings that are wrong; the rest is in the tooltip.
MOST_FAULTS = 4


class FrictionBody(QWidget):
    """The table and what stands with it. It is made when it is first opened: a window starts sooner without it."""

    def __init__(self, bridge: SessionBridge, settings: UserSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = FrictionTableModel(lambda: bridge.document, self)
        self.view = FrictionTable(self.model, Decisions(bridge, settings, self), self)
        self.unassessed = Unassessed(self)
        self.faults = label("", "muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.faults)
        column.addWidget(self.unassessed, 1)
        column.addWidget(self.view, 1)
        self.faults.hide()
        self.unassessed.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self.view.set_theme(theme)

    def take_focus(self) -> None:
        """Put the focus into the rows."""
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 1))
        self.view.setFocus()

    def show_gaps(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show what rules lack, in place of the rows."""
        self.unassessed.setVisible(shown)
        self.view.setVisible(not shown)

    def tell_faults(self, lines: list[str]) -> None:
        """Show which plug-ins were set aside and which settings are wrong: what is missing from the list."""
        shown = lines[:MOST_FAULTS]
        if len(lines) > len(shown):
            shown.append(interface_language.translator.plural("and {count} more", "and {count} more",
                                                              len(lines) - len(shown)))
        self.faults.setText("\n".join(shown))
        self.faults.setToolTip(literal_tip(lines))
        self.faults.setVisible(bool(lines))

    def mark_steps(self, steps: frozenset[str]) -> None:
        """Mark the rows of some steps, and bring the first of them in sight."""
        rows, current = self.model.mark_steps(steps), self.view.currentIndex()
        if rows and current.row() not in rows:
            self.view.setCurrentIndex(self.model.index(rows[0], max(1, current.column())))

    @staticmethod
    def heights() -> tuple[int, int]:
        """Return how high the headings and a row are, in pixels."""
        return scale_length(HEADING), scale_length(ROW)
