"""Small pictures of blueprints, made one after the other off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from blueprint.drawing.compose import compose
from blueprint.drawing.theme import Theme
from blueprint.language import translator
from blueprint.layout.engine import lay_out
from blueprint.storage import decode
from exporters.backends.qt import paint_group
from ui.canvas.surface import LEGIBLE_SCALE, without_text
from ui.i18n import language
from ui.tasks import Workshop

# More than that has no picture of its own: nobody waits for a picture.
MOST_BYTES = 400_000


class Previews(QObject):
    """Makes pictures; `made` carries a name, its QImage and the blueprint's title."""

    made = Signal(str, object, str)

    def __init__(self, size: QSize, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._theme = theme
        self._workshop = Workshop(self)

    def ask(self, name: str, read: Callable[[], bytes]) -> None:
        """Ask for the picture of the file that `read` returns; a file that cannot be read has none."""
        tag, size, theme = language(), self._size, self._theme
        self._workshop.start(lambda _: picture_of(read(), size, theme, tag), lambda found: self._tell(name, found),
                             lambda _: None)

    def is_idle(self) -> bool:
        """Tell whether every picture is made."""
        return self._workshop.is_idle()

    def close(self) -> None:
        """Make no more."""
        self._workshop.close()

    def _tell(self, name: str, found: object) -> None:
        if isinstance(found, tuple):
            self.made.emit(name, *found)


def picture_of(content: bytes, size: QSize, theme: Theme, tag: str) -> tuple[QImage, str] | None:
    """Return a blueprint file's drawing, fitted into `size` (pixels), and its title; None when it is too large."""
    if len(content) > MOST_BYTES:
        return None
    document = decode(content)
    drawing = compose(document, lay_out(document), None, theme, translator(tag))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.background))
    scale = min(size.width() / drawing.width, size.height() / drawing.height)
    # A long blueprint would be a thread: what is seen is its beginning, at a scale that shows its shape.
    scale = max(scale, min(size.height() / drawing.height, LEGIBLE_SCALE / 2))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(0, max(0.0, (size.height() - drawing.height * scale) / 2))
    painter.scale(scale, scale)
    for group in drawing.groups:
        if group.bounds.x * scale <= size.width():
            paint_group(painter, without_text(group) if scale < LEGIBLE_SCALE else group)
    painter.end()
    return image, document.head.title


