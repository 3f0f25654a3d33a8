"""The canvas for screen readers: a list of every step in reading order, each with its words and its neighbours.

Qt shows assistive technology one child of a graphics view and none of its items. Here the view is a list and each
step an entry, made when it is first asked for: ten thousand steps cost nothing until someone reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget

from visavis.ui.canvas.accessible_text import neighbours, title_of
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ElementRef

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

_Text = QAccessible.Text
# Qt asks for a null pointer where there is no interface, which PySide6 takes as None and its stubs do not know.
_NO_INTERFACE = cast("QAccessibleInterface", None)


def _interface_of(about: QObject | None) -> QAccessibleInterface:
    """Return the interface of an object, or no interface without one."""
    return QAccessible.queryAccessibleInterface(about) if about is not None else _NO_INTERFACE


class StepEntry(QObject):
    """Stands for one step: interfaces must belong to an object, or they outlive the program."""

    def __init__(self, steps: AccessibleSteps, step: str) -> None:
        super().__init__(steps)
        self.steps = steps
        self.step = step


class AccessibleSteps(QObject):
    """The steps of one view in reading order, and what is said of each."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self.view = view
        self._entries: dict[str, StepEntry] = {}

    def order(self) -> Sequence[str]:
        """Return the ids of the steps in reading order."""
        return self.view.picture.drawing.order if self.view.picture is not None else ()

    def is_drawn(self, step: str) -> bool:
        """Return whether a step is on the drawing."""
        return self.view.picture is not None and step in self.view.picture.layout.cards

    def entry(self, step: str) -> StepEntry:
        """Return what stands for a step."""
        if step not in self._entries:
            self._entries[step] = StepEntry(self, step)
        return self._entries[step]

    def focused_entry(self) -> StepEntry | None:
        """Return the entry of the focused card."""
        step = self.view.navigation.step()
        return self.entry(step.id) if step is not None and self.is_drawn(step.id) else None

    def announce_focus(self) -> None:
        """Tell assistive technology where the cursor is now."""
        if not QAccessible.isActive():
            return
        entry = self.focused_entry() if self.view.hasFocus() else None
        event = QAccessible.Event.Focus if entry is not None else QAccessible.Event.NameChanged
        QAccessible.updateAccessibility(QAccessibleEvent(entry or self.view, event))


class StepInterface(QAccessibleObject):
    """One step: name, description, place on the screen, whether it is selected and focused."""

    def __init__(self, entry: StepEntry) -> None:
        super().__init__(entry)
        self._entry = entry

    def isValid(self) -> bool:
        """Return whether the step is still there."""
        return self._entry.steps.is_drawn(self._entry.step)

    def parent(self) -> QAccessibleInterface:
        """Return the list that the step is in."""
        return _interface_of(self._entry.steps.view)

    def child(self, index: int) -> QAccessibleInterface:
        """Return nothing: a step has no parts."""
        del index
        return _NO_INTERFACE

    def childCount(self) -> int:
        """Return 0."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return −1."""
        del child
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return nothing."""
        del x, y
        return _NO_INTERFACE

    def role(self) -> QAccessible.Role:
        """Return what it is: an entry of a list."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Return where the card is on the screen."""
        view = self._entry.steps.view
        if not self._entry.steps.is_drawn(self._entry.step):
            return QRect()
        card = view.shown_picture.layout.cards[self._entry.step].rect
        rect = view.mapFromScene(card.x, card.y, card.width, card.height).boundingRect()
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def state(self) -> QAccessible.State:
        """Return whether it is selected, focused and in sight."""
        steps, state = self._entry.steps, QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = ElementRef(ElementKind.STEP, self._entry.step) in steps.view.bridge.selection
        state.focused = steps.view.hasFocus() and steps.focused_entry() is self._entry
        state.offscreen = not steps.view.viewport().rect().intersects(
            self.rect().translated(-steps.view.viewport().mapToGlobal(QPoint(0, 0))))
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the title, or everything there is to say, with where one comes from and where it leads."""
        steps, document = self._entry.steps, self._entry.steps.view.document
        step, group = document.step_by_id.get(self._entry.step), steps.view.group_of(self._entry.step)
        if step is None or group is None:
            return ""
        if kind == _Text.Name:
            return title_of(step)
        return " ".join([group.description, *(f"{one}." for one in neighbours(document, step))]) if (
            kind == _Text.Description) else ""


class BlueprintInterface(QAccessibleWidget):
    """The canvas: a list of its steps, then the headings of its lanes and phases."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view, QAccessible.Role.List)
        assert isinstance(view.accessible, AccessibleSteps)  # what the view made with this module
        self._view, self._steps = view, view.accessible

    def childCount(self) -> int:
        """Return how many steps there are, and strips of headings."""
        return len(self._steps.order()) + len(self._view.headings.strips)

    def child(self, index: int) -> QAccessibleInterface:
        """Return a step in reading order, or a strip of headings."""
        order, strips = self._steps.order(), self._view.headings.strips
        if not 0 <= index < len(order):
            beyond = index - len(order)
            return _interface_of(strips[beyond]) if 0 <= beyond < len(strips) else _NO_INTERFACE
        return _interface_of(self._steps.entry(order[index]))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return a step's place in reading order, or that of a strip."""
        entry, order, strips = child.object(), self._steps.order(), self._view.headings.strips
        if entry in strips:
            return len(order) + list(strips).index(entry)
        return order.index(entry.step) if isinstance(entry, StepEntry) and entry.step in order else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the step at a place of the screen."""
        view = self._view
        if view.picture is None:
            return _NO_INTERFACE
        for strip in view.headings.strips:
            if strip.rect().contains(strip.mapFromGlobal(QPoint(x, y))):
                return _interface_of(strip.childAt(strip.mapFromGlobal(QPoint(x, y))) or strip)
        hit = view.hit(view.camera.to_scene(view.viewport().mapFromGlobal(QPoint(x, y))))
        return _interface_of(self._steps.entry(hit.id) if self._steps.is_drawn(hit.id) else None)

    def focusChild(self) -> QAccessibleInterface:
        """Return the focused step."""
        return _interface_of(self._steps.focused_entry() if self._view.hasFocus() else None)

    def text(self, kind: QAccessible.Text) -> str:
        """Return what the list is called."""
        if kind == _Text.Name:
            title = " ".join(self._view.document.head.title.split())[:120] or tr("Without a title")
            return tr("Blueprint: {title}", title=title)
        return super().text(kind)


# Qt keeps only a bare pointer to what a factory makes: each stays alive as long as the object it is about.
_kept: dict[int, QAccessibleInterface] = {}


def _make_interface(_key: str, about: QObject) -> QAccessibleInterface | None:
    """Return the interface of a canvas or of a step, for Qt's factory of interfaces."""
    kind = {"BlueprintView": BlueprintInterface, "StepEntry": StepInterface}.get(type(about).__name__)
    if kind is None:
        return None
    name = id(about)
    if name not in _kept:
        _kept[name] = kind(about)
        about.destroyed.connect(lambda *_: _kept.pop(name, None))
    return _kept[name]


_is_installed = False


def install() -> None:
    """Let Qt ask here for the interfaces of canvases, once in a program."""
    global _is_installed  # noqa: PLW0603 - Qt's list of factories is the program's
    if not _is_installed:
        QAccessible.installFactory(_make_interface)
        _is_installed = True
