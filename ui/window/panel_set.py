"""The panels of one window: made when needed, shown, hidden, folded, coloured and closed alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.ui.kit.panel import Panel
from visavis.ui.window import panels
from visavis.ui.window.panels import DRAW, PanelArea, PanelHost, PanelSpec

Kind = TypeVar("Kind", bound=Panel)


class PanelSlot:
    """Where one panel stands. `frame` is what is shown and hidden: the panel, or what it will stand in when made.

    While it is `pinned`, it stays when the window goes to another screen.
    """

    def __init__(self, spec: PanelSpec, host: PanelHost, parent: QWidget) -> None:
        self.spec = spec
        self.pinned = spec.at_start
        self.panel: Panel | None = spec.make(host) if spec.at_start else None
        if self.panel is not None:
            self.frame: QWidget = self.panel
        else:
            self.frame = QWidget(parent)
            column = QVBoxLayout(self.frame)
            column.setContentsMargins(0, 0, 0, 0)
            self.frame.hide()

    def take(self, panel: Panel) -> None:
        """Put the panel into its frame."""
        self.panel = panel
        layout = self.frame.layout()
        assert layout is not None  # of a frame that was made to be filled
        layout.addWidget(panel)


class PanelSet:
    """The panels of `host`, a window; `areas` says how something is put into each of its areas."""

    def __init__(self, host: PanelHost, areas: Mapping[PanelArea, Callable[[QWidget], None]],
                 parent: QWidget) -> None:
        self._host = host
        self._window = parent
        self._theme: Theme = LIGHT
        self._folded: dict[str, list[PanelSlot]] = {}
        self.slots: dict[str, PanelSlot] = {}
        for spec in panels.PANELS:
            slot = self.slots[spec.name] = PanelSlot(spec, host, parent)
            areas[spec.area](slot.frame)

    def find(self, kind: type[Kind]) -> Kind:
        """Return the panel of a class. Raises LookupError where it was not made yet."""
        for slot in self.slots.values():
            if isinstance(slot.panel, kind):
                return slot.panel
        raise LookupError(kind.__name__)

    def area_of(self, name: str) -> PanelArea | None:
        """Return where the panel of a screen stands; None for the drawing, which is no panel."""
        return self.slots[name].spec.area if name in self.slots else None

    def visible(self) -> list[QWidget]:
        """Return what of the panels is in sight."""
        return [slot.frame for slot in self.slots.values() if slot.frame.isVisibleTo(self._window)]

    def is_shown(self, name: str) -> bool:
        """Return whether a panel is in sight."""
        return self.slots[name].frame.isVisibleTo(self._window)

    def list_hidden(self) -> frozenset[str]:
        """Return the names of those that stand there as a rule, and that someone has hidden."""
        folded = [slot for slots in self._folded.values() for slot in slots]
        return frozenset(name for name, slot in self.slots.items()
                         if slot.spec.at_start and slot.frame.isHidden() and slot not in folded)

    def list_pinned(self) -> frozenset[str]:
        """Return the names of those that someone has put beside the canvas."""
        return frozenset(name for name, slot in self.slots.items() if slot.pinned and not slot.spec.at_start)

    def toggle(self, name: str) -> None:
        """Show a panel or hide it; one that is not there at the start stays beside the canvas until the next time."""
        slot = self.slots[name]
        if slot.spec.area is PanelArea.WHOLE:
            self._host.go_to(DRAW if slot.frame.isVisibleTo(self._window) else name)
            return
        if slot.spec.at_start:
            if slot.panel is not None and slot.frame.isVisibleTo(self._window) and slot.panel.toggle_open():
                return
            slot.frame.setVisible(not slot.frame.isVisibleTo(self._window))
            return
        slot.pinned = not slot.pinned
        self._host.go_to(DRAW)
        if slot.pinned:
            self.show(name)

    def show(self, name: str) -> None:
        """Show a panel, with the focus in it; one that comes below the canvas folds away what is there."""
        slot = self.slots[name]
        if slot.spec.area is PanelArea.BELOW and not slot.spec.at_start:
            self._fold_others(slot)
        panel = slot.panel
        if panel is None:
            panel = slot.spec.make(self._host)
            panel.set_theme(self._theme)
            slot.take(panel)
        slot.frame.setVisible(True)
        panel.take_focus()

    def leave(self, name: str) -> None:
        """Hide what gives way to the screen `name`."""
        for slot in self.slots.values():
            if slot.spec.name != name and not slot.pinned:
                slot.frame.setVisible(False)
                for other in self._folded.pop(slot.spec.name, []):
                    other.frame.setVisible(True)

    def _fold_others(self, slot: PanelSlot) -> None:
        if slot.spec.name not in self._folded:
            folded = [other for other in self.slots.values() if other is not slot
                      and other.spec.area is slot.spec.area and other.frame.isVisibleTo(self._window)]
            self._folded[slot.spec.name] = folded
            for other in folded:
                other.frame.setVisible(False)

    def holds_typing(self) -> bool:
        """Return whether any of them holds what someone typed and the document does not have yet."""
        return any(slot.panel is not None and slot.panel.holds_typing() for slot in self.slots.values())

    def is_settled(self) -> bool:
        """Return whether none of those in sight is computing."""
        return all(slot.panel is None or not slot.panel.isVisible() or slot.panel.is_settled()
                   for slot in self.slots.values())

    def set_theme(self, theme: Theme) -> None:
        """Draw them in a theme's colours; those that come later, too."""
        self._theme = theme
        for slot in self.slots.values():
            if slot.panel is not None:
                slot.panel.set_theme(theme)

    def close(self) -> None:
        """Stop computing."""
        for slot in self.slots.values():
            if slot.panel is not None:
                slot.panel.close_work()
