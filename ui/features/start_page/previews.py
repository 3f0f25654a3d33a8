"""Small pictures of blueprints, made one after the other off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from visavis.blueprint.drawing import Theme, compose
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.storage import decode
from visavis.exporters.backends.qt import paint_group
from visavis.ui.canvas.surface import LEGIBLE_SCALE, without_text
from visavis.ui.kit.i18n import language
from visavis.ui.kit.jobs import JobRunner

# More than that has no picture of its own: no one waits for a picture.
MOST_BYTES = 400_000


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture of a blueprint, its title, its state as the file has it, and how many steps it has."""

    image: QImage
    title: str
    state: str
    steps: int


class Previews(QObject):
    """Makes pictures in which a pixel of the interface is `ratio` x `ratio` of the screen's.

    `made` carries a name and its Preview.
    """

    made = Signal(str, object)

    def __init__(self, ratio: float, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ratio = ratio
        self._theme = theme
        self._job_runner = JobRunner(self)

    def ask(self, name: str, read: Callable[[], bytes], size: QSize) -> None:
        """Ask for a picture of the file that `read` returns, in pixels; a file that cannot be read has none."""
        tag, ratio, theme = language(), self._ratio, self._theme
        self._job_runner.start(lambda _: preview_of(read(), size, ratio, theme, tag),
                               lambda preview: self._emit_made(name, preview), lambda _: None)

    def forget(self) -> None:
        """Make none of those that were asked for: others are wanted."""
        self._job_runner.cancel()

    def is_idle(self) -> bool:
        """Return whether every picture is made."""
        return self._job_runner.is_idle()

    def close(self) -> None:
        """Make no more."""
        self._job_runner.close()

    def _emit_made(self, name: str, preview: Preview | None) -> None:
        if preview is not None:
            self.made.emit(name, preview)


def preview_of(content: bytes, size: QSize, ratio: float, theme: Theme, tag: str) -> Preview | None:
    """Return what a blueprint file looks like, fitted into `size`; None when it is too large."""
    if len(content) > MOST_BYTES:
        return None
    document = decode(content)
    drawing = compose(document, lay_out(document), None, theme, translator(tag))
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    scale = min(size.width() / drawing.width, size.height() / drawing.height)
    # A long blueprint would be a thread: what is seen is its beginning, at a scale that shows its shape.
    scale = max(scale, min(size.height() / drawing.height, LEGIBLE_SCALE / 2))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(max(0.0, (size.width() - drawing.width * scale) / 2),
                      max(0.0, (size.height() - drawing.height * scale) / 2))
    painter.scale(scale, scale)
    for group in drawing.groups:
        if group.bounds.x * scale <= size.width():
            paint_group(painter, without_text(group) if scale < LEGIBLE_SCALE else group)
    painter.end()
    return Preview(image, document.head.title, document.head.state.value, len(document.steps))


