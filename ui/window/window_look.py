"""How a window is looked at: what of it is in sight, how large, and where; taken down, and put back to the pixel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from visavis.ui.kit.selection import keep_existing
from visavis.ui.window.window_parts import WindowParts

LARGE = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


class WindowLook(QObject):
    """What a window looked like when this was made: state, size, panels, place, zoom, scroll, focus and selection."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._state = window.windowState()
        self._geometry = window.normalGeometry() if self._state & LARGE else window.geometry()
        self._place = window.header.current_screen()
        around: list[QWidget] = [window.menuBar(), window.header, *window.panels.visible(), window.status,
                                 window.beside]
        self._hidden = [part for part in around if part.isVisibleTo(window)]
        self._splitters = [(one, one.saveState()) for one in window.findChildren(QSplitter)]
        canvas = window.canvas
        self._scale, self._canvas_size = canvas.camera.scale, canvas.viewport().size()
        self._scroll = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
        self._cursor, self._selection = canvas.navigation.cursor, window.bridge.selection

    def hide_all_but_canvas(self) -> None:
        """Take everything down that is around the canvas."""
        for part in self._hidden:
            part.hide()

    def restore(self) -> None:
        """Let the window look as it did."""
        window = self._window
        window.beside.hide()
        # The size first: what is shown then gives way as it did before, and no further.
        if not self._state & Qt.WindowState.WindowFullScreen:
            window.showNormal()
            window.setGeometry(self._geometry)
            window.setWindowState(self._state)
        for part in self._hidden:
            part.show()
        for splitter, state in self._splitters:
            splitter.restoreState(state)
        window.go_to(self._place)
        self._look()
        canvas = window.canvas
        if canvas.is_drawing() or canvas.viewport().size() != self._canvas_size:
            # Where the window gets its size or its picture later, once more when it has it.
            canvas.installEventFilter(self)
            canvas.drawn.connect(self._look)
            QTimer.singleShot(SETTLING, self, self._end)
        else:
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again where the window looked when the canvas has another size."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        canvas = self._window.canvas
        canvas.navigation.go_back(self._cursor, keep_existing(self._selection, canvas.document))
        canvas.camera.zoom_to(self._scale)
        for bar, value in zip((canvas.horizontalScrollBar(), canvas.verticalScrollBar()), self._scroll, strict=True):
            bar.setValue(value)

    def _end(self) -> None:
        self._window.canvas.removeEventFilter(self)
        self._window.canvas.drawn.disconnect(self._look)
        self.deleteLater()


# Milliseconds in which a window manager gives a window its size.
SETTLING = 400
