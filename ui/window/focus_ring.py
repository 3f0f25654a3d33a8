"""F6 goes round the parts of the window, as on every desktop: each has the focus back where it had it last."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class FocusRing(QObject):
    """The parts of a window in the order of F6: `parts` gives them. Those out of sight are skipped."""

    def __init__(self, window: QWidget, parts: Callable[[], list[QWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._last: WeakKeyDictionary[QWidget, ref[QWidget]] = WeakKeyDictionary()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._remember)

    def go_on(self) -> None:
        """Go to the next part."""
        self._go(1)

    def go_back(self) -> None:
        """Go to the part before."""
        self._go(-1)

    def stop(self) -> None:
        """End with the window: what comes to have the focus later is no concern of it."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._remember)

    def _go(self, parts: int) -> None:
        shown = [part for part in self._parts() if part.isVisibleTo(self._window) and first_stop(part) is not None]
        here = self._part_of(QApplication.focusWidget(), shown)
        if not shown:
            return
        at = shown.index(here) if here is not None else (-1 if parts > 0 else 0)
        part = shown[(at + parts) % len(shown)]
        stop = self._last_focus(part) or first_stop(part)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _remember(self, _before: QWidget | None, now: QWidget | None) -> None:
        part = self._part_of(now, self._parts())
        if part is not None and now is not None:
            self._last[part] = ref(now)

    def _last_focus(self, part: QWidget) -> QWidget | None:
        """Return what had the focus last in a part, where it can have it still."""
        remembered = self._last.get(part)
        widget = remembered() if remembered is not None else None
        try:
            return widget if widget is not None and takes_focus(widget) else None
        except RuntimeError:
            # Qt has deleted it; Python has it still.
            return None

    @staticmethod
    def _part_of(widget: QWidget | None, parts: list[QWidget]) -> QWidget | None:
        # The innermost: the drawing stands in what holds it and the palette.
        return next((part for part in parts if widget is not None and (part is widget or part.isAncestorOf(widget))),
                    None)


def takes_focus(widget: QWidget) -> bool:
    """Return whether Tab could put the focus on a widget now."""
    return (bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible())


def first_stop(part: QWidget) -> QWidget | None:
    """Return the first widget of a part that takes the focus: itself, or the first in it from top to bottom.

    The children are walked as they were made, which is how they stand; Qt's own chain of focus cannot be asked from
    Python where a graphics view is in it.
    """
    if takes_focus(part):
        return part
    chosen = [child for child in part.findChildren(QWidget) if takes_focus(child)]
    return min(chosen, key=lambda child: _reading_place(child, part), default=None)


def _reading_place(widget: QWidget, part: QWidget) -> tuple[int, int]:
    at = widget.mapTo(part, widget.rect().topLeft())
    return at.y(), at.x()
