"""What a window is like now, in the words of its menus: their check marks and dots are put by it."""

from __future__ import annotations

from visavis.ui.kit.selection import ElementKind, ids_of
from visavis.ui.window.window_parts import WindowParts


class WindowStates:
    """Answers what is on in a window, and sets the scale by a word."""

    def __init__(self, window: WindowParts) -> None:
        self._window = window

    def kind_here(self) -> str:
        """Return the kind of the selected steps; empty where there is none, or more than one kind."""
        chosen = ids_of(self._window.bridge.selection, ElementKind.STEP)
        kinds = {str(step.kind) for step in self._window.bridge.document.steps if step.id in chosen}
        return kinds.pop() if len(kinds) == 1 else ""

    def are_notes_shown(self) -> bool:
        """Return whether the notes stand beside the drawing."""
        return self._window.beside.isVisibleTo(self._window)

    def lit_facet(self) -> str:
        """Return what is looked at alone: `lane`, `phase`, `channel` or `persona`; empty for everything."""
        beam = self._window.canvas.spotlight.beam
        return str(beam.facet) if beam is not None else ""

    def zoom(self) -> str:
        """Return the scale as a word of the menu: 0.75."""
        return f"{self._window.canvas.zoom():g}"

    def full_size(self) -> str:
        """Return what the action of the full size has for an argument, which is nothing, while that is the scale."""
        return "" if self._window.canvas.zoom() == 1 else self.zoom()

    def zoom_to(self, scale: str) -> None:
        """Take a scale by its word."""
        self._window.canvas.set_zoom(float(scale))
