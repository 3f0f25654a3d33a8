"""F6 goes round the parts of the window, as on every desktop: each has the focus back where it had it last."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget


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

    def part_in_focus(self) -> QWidget | None:
        """Return the part that has the focus."""
        return self._part_of(QApplication.focusWidget(), self._shown())

    def go_by_tab(self, *, onward: bool) -> bool:
        """Go to what comes next to the eye: in the same part, then in the part beyond it. False outside of all parts.

        Qt's own order is that in which widgets were made, and it never leaves a group whose parent leads to its first
        button.
        """
        focused, part, shown = QApplication.focusWidget(), self.part_in_focus(), self._shown()
        if focused is None or part is None:
            return False
        stops = tab_stops(part, focused)
        at = (stops.index(focused) if focused in stops else -1) + (1 if onward else -1)
        if not 0 <= at < len(stops):
            beyond = shown[(shown.index(part) + (1 if onward else -1)) % len(shown)]
            stops, at = tab_stops(beyond), 0 if onward else -1
        stops[at].setFocus(Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts() if part.isVisibleTo(self._window) and first_stop(part) is not None]

    def _go(self, parts: int) -> None:
        shown = self._shown()
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
    """Return whether Tab could put the focus on a widget now; what gives it to another takes none."""
    return (bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
            and widget.focusProxy() is None and not widget.isWindow())


def first_stop(part: QWidget) -> QWidget | None:
    """Return the first widget of a part that takes the focus: itself, or the first in it to the eye."""
    return next(iter(tab_stops(part)), None)


def tab_stops(part: QWidget, focused: QWidget | None = None) -> list[QWidget]:
    """Return what Tab stops at in a part, row by row as it stands.

    Of buttons of which one is chosen there is one stop: the one that has the focus, else the chosen one.
    """
    if takes_focus(part):
        return [part]
    ordered = _in_order(part, [child for child in part.findChildren(QWidget) if takes_focus(child)])
    return [child for child in ordered if _stands_for_group(child, ordered, focused)]


def _in_order(holder: QWidget, stops: list[QWidget]) -> list[QWidget]:
    """Return what stands in `holder` row by row; what scrolls is one thing among the others."""
    blocks: dict[QWidget, list[QWidget]] = {}
    for stop in stops:
        blocks.setdefault(_block_of(stop, holder), []).append(stop)
    rows: list[tuple[QRect, list[tuple[int, QWidget]]]] = []
    placed = [(QRect(block.mapTo(holder, QPoint()), block.size()), block) for block in blocks]
    for rect, block in sorted(placed, key=lambda pair: pair[0].top()):
        if rows and rows[-1][0].top() <= rect.center().y() <= rows[-1][0].bottom():
            rows[-1][1].append((rect.left(), block))
        else:
            rows.append((rect, [(rect.left(), block)]))
    ordered: list[QWidget] = []
    for _, row in rows:
        for _, block in sorted(row, key=lambda pair: pair[0]):
            inside = [stop for stop in blocks[block] if stop is not block]
            content = block.widget() if isinstance(block, QScrollArea) else None
            ordered += _in_order(content, inside) if content is not None and inside else blocks[block]
    return ordered


def _block_of(stop: QWidget, holder: QWidget) -> QWidget:
    """Return the outermost part of `holder` that scrolls with a stop in it, or the stop itself."""
    block, parent = stop, stop.parentWidget()
    while parent is not None and parent is not holder:
        if isinstance(parent, QScrollArea):
            block = parent
        parent = parent.parentWidget()
    return block


def _stands_for_group(widget: QWidget, stops: list[QWidget], focused: QWidget | None) -> bool:
    group = widget.group() if isinstance(widget, QAbstractButton) and widget.isCheckable() else None
    if group is None or not group.exclusive():
        return True
    members = [stop for stop in stops if isinstance(stop, QAbstractButton) and stop.group() is group]
    return widget is next((one for one in members if one is focused),
                          next((one for one in members if one.isChecked()), members[0]))
