"""The line that the friction panel is when it is closed, and its head when it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.frictions.friction_words import share_text, step_text
from visavis.ui.features.frictions.persona_filter import PersonaFilter
from visavis.ui.features.triage.friction_number import NumberDisc
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import ElidedLabel, button, label

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot
    from visavis.blueprint.model import BlueprintDocument

# Pixels beside text of the usual size.
HEIGHT, LOW_HEIGHT, TARGET = 34, 30, 26
# Below it, the line leaves out what leads to the gravest friction, and the key: number and title stay whole.
NARROW = 760
# Pixels of a title that where it is found gives way to.
WHOLE = 240


class FrictionLine(QFrame):
    """How many there are, and the gravest; open: what they are made of, and whose are shown.

    `toggled` tells that the table is to be opened or closed. Without `folds` it is the head of a page.
    """

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frictionLine")
        self._folds = True
        self._open = self._is_low = False
        self._gravest: Hotspot | None = None
        self.chevron = QToolButton(self)
        self.chevron.setProperty("flat", True)
        self.chevron.clicked.connect(self.toggled)
        self.title, self.keys = _whole_label("strong", self), _whole_label("muted", self)
        self.counts = ElidedLabel("muted", None, self)
        self.mark = NumberDisc(self)
        self.gravest = ElidedLabel("strong", None, self, whole=WHOLE)
        self.where = ElidedLabel("muted", None, self)
        self.warning = ElidedLabel("known", None, self)
        self.more = button("", "link", self)
        self.more.setCheckable(True)
        self.filter = PersonaFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 14, 0)
        row.setSpacing(8)
        for part, stretch in ((self.chevron, 0), (self.title, 0), (self.counts, 0), (self.mark, 0), (self.gravest, 0),
                              (self.where, 0), (self.more, 0), (self.warning, 0)):
            row.addWidget(part, stretch)
        row.addStretch(1)
        row.addWidget(self.keys)
        row.addWidget(self.filter)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours, at the size of the text."""
        self.mark.theme = theme
        side = scale_length(TARGET)
        self.chevron.setFixedSize(QSize(side, side))
        self.chevron.setIconSize(QSize(scale_length(16), scale_length(16)))
        self._icons = {is_open: themed_icon(f"chevron-{'down' if is_open else 'right'}", theme.ink)
                       for is_open in (False, True)}
        self.fit_room(is_low=self._is_low)
        self.mark.setFixedSize(self.mark.sizeHint())
        self._is_narrow = self.width() < scale_length(NARROW)
        self._arrange()

    def fit_room(self, *, is_low: bool) -> int:
        """Be lower in a low window; return the height, in pixels."""
        self._is_low = is_low
        height = scale_length(LOW_HEIGHT if is_low else HEIGHT)
        self.setFixedHeight(height)
        return height

    def show_state(self, *, is_open: bool, folds: bool) -> None:
        """Show whether the table is open, and whether it can be closed."""
        self._open, self._folds = is_open, folds
        self._arrange()

    def show_texts(self, title: str, counts: str, more: str, keys: str) -> None:
        """Show how many there are, what they are made of, what could not be judged, and the key."""
        self.title.setText(title)
        self._counts = counts
        self.more.setText(more)
        self.keys.setText(keys)
        name = tr("Friction table")
        self.chevron.setToolTip(f"{name} ({keys})")
        self._arrange()

    def show_gravest(self, document: BlueprintDocument, hotspot: Hotspot | None) -> None:
        """Show the gravest friction: number, title, step, part of the cases."""
        self._gravest = self.mark.hotspot = hotspot
        if hotspot is not None:
            finding = hotspot.finding
            self.gravest.show_text(tr(finding.title))
            step = tr("“{step}”", step=step_text(document, finding))
            parts = [step, share_text(finding), tr("hypothesis") if finding.is_hypothesis else ""]
            self.where.show_text(" · ".join(filter(None, parts)))
        self._arrange()

    def show_warning(self, fault: str) -> None:
        """Show what was set aside, as long as the table that tells all of it is closed."""
        self._warning = fault
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        is_narrow = self.width() < scale_length(NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close by a click anywhere on the line."""
        if self._folds and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit()
        super().mousePressEvent(event)

    _counts = _warning = ""
    _is_narrow = False

    def _arrange(self) -> None:
        shows_gravest = not self._open and self._gravest is not None
        self.counts.show_text(self._counts if not shows_gravest else tr("· the most severe:"))
        self.counts.setVisible(not (shows_gravest and self._is_narrow))
        for part in (self.mark, self.gravest, self.where):
            part.setVisible(shows_gravest)
        self.warning.show_text(self._warning)
        self.warning.setVisible(bool(self._warning) and not self._open)
        self.keys.setVisible(self._folds and not self._open and not self._is_narrow)
        self.more.setVisible(self._open and bool(self.more.text()))
        self.filter.setVisible(self._open)
        self.chevron.setVisible(self._folds)
        if hasattr(self, "_icons"):
            self.chevron.setIcon(self._icons[self._open])
        state = tr("Close the friction table") if self._open else tr("Open the friction table")
        self.chevron.setAccessibleName(f"{state} · {self.title.text()}")


def _whole_label(role: str, parent: QWidget) -> QLabel:
    """Return a label of few words that is never cut."""
    made = label("", role, parent)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return made
