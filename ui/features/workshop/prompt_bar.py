"""The one line over a projection: how far the workshop is, what is asked, and how long still."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme, mix_colours
from visavis.ui.features.workshop.presentation_unit import Units
from visavis.ui.features.workshop.workshop_session import WorkshopSession, clock_text
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.widgets import restyle

# In units of a 45th of the screen's height.
HEIGHT, PROMPT, CLOCK = 3.5, 1.67, 1.83
MARGIN, PROGRESS_WIDTH, GAP = 1.2, 6.4, 1.4
# A faint mark beside the ink.
FAINT = 0.14


class _Segments(QWidget):
    """Some bars side by side, of which so many are done and one is at work; or one bar, filled for a share."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.count = self.current = 0
        self.share: float | None = None
        self.is_over = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        theme = self.theme
        faint, at_work = mix_colours(theme.background, theme.ink, FAINT), theme.citizen.ink
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            high = float(self.height())
            if self.share is not None:
                painter.setBrush(QColor(theme.friction.ink if self.is_over else faint))
                painter.drawRoundedRect(QRectF(0, 0, self.width(), high), high / 2, high / 2)
                painter.setBrush(QColor(at_work))
                painter.drawRoundedRect(QRectF(0, 0, self.width() * self.share, high), high / 2, high / 2)
                return
            pitch = self.width() / max(1, self.count)
            for number in range(1, self.count + 1):
                painter.setBrush(QColor(theme.ink if number < self.current else
                                        at_work if number == self.current else faint))
                painter.drawRoundedRect(QRectF((number - 1) * pitch, 0, pitch * 0.78, high), high / 2, high / 2)


class PromptBar(QFrame):
    """Progress, prompt and clock. Every length follows the unit that the screen gives (`set_units`)."""

    def __init__(self, session: WorkshopSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptBar")
        self._session = session
        self._units = Units(0)
        self.segments, self.time_bar = _Segments(self), _Segments(self)
        self.progress, self.prompt, self.clock = QLabel(self), QLabel(self), QLabel(self)
        for part in (self.progress, self.prompt, self.clock):
            part.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setProperty("role", "muted")
        self.clock.setProperty("role", "timeLeft")
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.prompt.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        session.changed.connect(self.refresh)
        session.ticked.connect(self.show_time)
        interface_language.language_changed.connect(self.refresh)
        self.refresh()
        self.show_time(session.seconds_left())

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self.segments.theme = self.time_bar.theme = theme
        self.update()

    def set_units(self, units: Units) -> None:
        """Take the sizes that a screen asks for."""
        self._units = units
        self.setFixedHeight(units.length(HEIGHT))
        self._row.setContentsMargins(units.length(MARGIN), 0, units.length(MARGIN), 0)
        self._row.setSpacing(units.length(GAP))
        for column in (self._left, self._right):
            column.setSpacing(units.length(0.15))
        self.segments.setFixedSize(units.length(PROGRESS_WIDTH), units.length(0.42))
        self.time_bar.setFixedHeight(units.length(0.3))
        self.setStyleSheet(f"QLabel {{ font-size: {units.text}px; }}"
                           f"QLabel[role=\"timeLeft\"] {{ font-size: {units.size(CLOCK)}px; font-weight: 700; }}")
        self.clock.setMinimumWidth(units.length(5.0))
        self._fit_prompt()

    def refresh(self, *_: object) -> None:
        """Show the activity."""
        session = self._session
        activity, number, total = session.activity, session.number, session.total
        self.segments.count, self.segments.current = total, number
        words = tr("{number} of {total}", number=number, total=total) if number else ""
        self.progress.setText(words)
        self.segments.setAccessibleName(words)
        for part in (self.segments, self.progress):
            part.setVisible(bool(total))
        for part in (self.clock, self.time_bar):
            part.setVisible(activity is not None)
        self._fit_prompt()
        self.segments.update()

    def show_time(self, seconds: int) -> None:
        """Show what is left; time that is over stands out."""
        show_clock(self.clock, seconds)
        self.time_bar.share, self.time_bar.is_over = self._session.share_left(), seconds < 0
        self.time_bar.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the prompt again."""
        super().resizeEvent(event)
        self._fit_prompt()

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((self._left, (self.segments, self.progress)),
                              (self._right, (self.clock, self.time_bar))):
            column.setContentsMargins(0, 0, 0, 0)
            column.addStretch(1)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        row.addLayout(self._left)
        row.addWidget(self.prompt, 1)
        row.addLayout(self._right)

    def _fit_prompt(self) -> None:
        """Write the prompt in one line: smaller where it is long, and cut where it would be too small to read."""
        activity = self._session.activity
        text = activity.prompt_in(language()) if activity is not None else tr("Draw together")
        self.prompt.setAccessibleName(text)
        font = QFont(self.prompt.font())
        font.setWeight(QFont.Weight.Bold)
        size = self._units.size(PROMPT)
        room = self.prompt.width()
        while size > self._units.text:
            font.setPixelSize(size)
            if QFontMetrics(font).horizontalAdvance(text) <= room:
                break
            size -= 1
        font.setPixelSize(max(1, size))
        self.prompt.setStyleSheet(f"font-size: {max(1, size)}px; font-weight: 700;")
        self.prompt.setText(QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 1)))


def show_clock(clock: QLabel, seconds: int) -> None:
    """Write what is left of the time; time that is over stands out."""
    clock.setText(clock_text(seconds))
    clock.setAccessibleName(tr("{time} left", time=clock_text(seconds)))
    restyle(clock, "over", "true" if seconds < 0 else "false")
