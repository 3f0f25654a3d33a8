"""How the window looks and speaks: colours, size of the text, motion, language; chosen once, remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from visavis.blueprint.drawing import LIGHT, THEMES, Theme
from visavis.blueprint.language import LANGUAGES
from visavis.ui.kit.i18n import language, set_language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.theme_sheet import POINT_SIZE, apply_appearance

# Sizes of the text in points, from the usual one to what the far end of a long table can read.
SIZES = (POINT_SIZE, 12.0, 14.0, 16.0, 18.0, 21.0, 24.0, 28.0)


class AppearanceSettings(QObject):
    """What people choose about the window.

    `status_message` carries a sentence for the status bar, `theme_changed` the theme.
    """

    theme_changed = Signal(object)
    status_message = Signal(str)

    def __init__(self, settings: UserSettings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self.theme: Theme = LIGHT
        self._for_now: float | None = None

    def apply_stored(self) -> None:
        """Wear what was chosen last."""
        self._apply_theme(self._settings.theme)
        reduce_motion(self._settings.reduced_motion)

    def next_theme(self) -> None:
        """Wear the next theme."""
        names = list(THEMES)
        self.set_theme(names[(names.index(self.theme.name) + 1) % len(names)])

    def set_theme(self, name: str) -> None:
        """Wear a theme, and remember it."""
        self._apply_theme(name)
        self._settings.theme = self.theme.name

    @property
    def text_points(self) -> str:
        """The chosen size of the text, in points, as a word: 10.5."""
        return f"{self._settings.text_size or POINT_SIZE:g}"

    @property
    def language(self) -> str:
        """The tag of the language that is spoken."""
        return language()

    @property
    def is_motion_reduced(self) -> bool:
        """Whether motion is reduced because someone wants it here."""
        return self._settings.reduced_motion

    def set_text_size(self, points: str) -> None:
        """Write everything in so many points, a number as a word, and remember it."""
        self._set_size(lambda _: float(points))

    def set_language(self, tag: str) -> None:
        """Speak a language, and remember it."""
        self._settings.language = tag
        set_language(tag)

    def larger_text(self) -> None:
        """Write everything larger."""
        self._set_size(lambda size: next((one for one in SIZES if one > size), SIZES[-1]))

    def smaller_text(self) -> None:
        """Write everything smaller."""
        self._set_size(lambda size: next((one for one in reversed(SIZES) if one < size), SIZES[0]))

    def usual_text(self) -> None:
        """Write everything in the usual size."""
        self._set_size(lambda _: SIZES[0])

    def set_temporary_text_size(self, points: float | None) -> None:
        """Write everything in so many points for a while, not remembered; None: in the chosen size again."""
        self._for_now = points
        self._apply_theme(self.theme.name)

    def toggle_motion(self) -> None:
        """Jump instead of gliding, or glide again, and remember it."""
        reduced = self._settings.reduced_motion = not self._settings.reduced_motion
        reduce_motion(reduced)
        self.status_message.emit(tr("Motion is reduced.") if reduced else tr("Motion follows the desktop’s setting."))

    def next_language(self) -> None:
        """Speak the next language."""
        self.set_language(LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)])

    def _set_size(self, choose: Callable[[float], float]) -> None:
        size = self._settings.text_size = choose(self._settings.text_size or POINT_SIZE)
        self._apply_theme(self.theme.name)
        self.status_message.emit(tr("Text of {size} points", size=f"{size:g}"))

    def _apply_theme(self, name: str) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            points = self._for_now or self._settings.text_size or POINT_SIZE
            self.theme = apply_appearance(application, name, points)
            self.theme_changed.emit(self.theme)


_chosen = [False]


def reduce_motion(reduced: bool) -> None:  # noqa: FBT001 - a switch has two states
    """Jump instead of gliding, everywhere from now on."""
    _chosen[0] = reduced


def is_reduced() -> bool:
    """Return whether the user wants motion reduced; what the desktop says is asked where it moves."""
    return _chosen[0]
