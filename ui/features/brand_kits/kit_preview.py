"""What a brand kit makes of a poster, painted aside: its head, two bars of phases, a few cards of each side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand.brand_colours import ColourAnswer
from visavis.blueprint.drawing.paper_themes import PRINT
from visavis.blueprint.drawing.poster.brand_sample import draw_brand_sample
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import DraftReading, KitDraft, read_draft
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import Job, JobRunner

# Pixels: the least and the usual room.
LEAST, USUAL = QSize(320, 100), QSize(980, 200)
# Whoever types a colour is not shown every sign of it.
REST_MILLISECONDS = 200


@dataclass(frozen=True, slots=True)
class _Seen:
    """A draft as it was read, its colours judged, and its picture."""

    reading: DraftReading
    answers: tuple[ColourAnswer, ...]
    image: QImage


class KitPreview(QWidget):
    """Shows the draft that was asked for last; `told` is called with how it was read and its colours judged."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis | None, translate: Translator,
                 told: Callable[[DraftReading, tuple[ColourAnswer, ...]], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._analysis, self._translate, self._told = document, analysis, translate, told
        self.jobs = JobRunner(self)
        self._asked: Job | None = None
        self._draft = KitDraft()
        self._image: QImage | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._begin)
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Preview"))

    def sizeHint(self) -> QSize:
        """Want the usual room."""
        return USUAL

    def ask(self, draft: KitDraft) -> None:
        """Read and paint a draft, once no other comes for a moment."""
        self._draft = draft
        self._rest.start()

    @property
    def is_idle(self) -> bool:
        """Whether what was asked for is shown."""
        return not self._rest.isActive() and self.jobs.is_idle()

    def close_worker(self) -> None:
        """End, whatever is under way."""
        self._rest.stop()
        self.jobs.close()

    def _begin(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        draft, scale = self._draft, self.devicePixelRatioF() * USUAL.width()
        self._asked = self.jobs.start(lambda _: self._read(draft, scale), self._show, self._fail)

    def _read(self, draft: KitDraft, width: float) -> _Seen:
        from visavis.exporters.backends.qt import paint_image

        reading = read_draft(draft)
        theme = reading.kit.paint(PRINT)
        drawing = draw_brand_sample(self._document, self._analysis, self._translate, theme, reading.kit.look(theme))
        return _Seen(reading, reading.kit.answers, paint_image(drawing, scale=width / drawing.width))

    def _show(self, seen: _Seen) -> None:
        self._image = seen.image
        self.update()
        self._told(seen.reading, seen.answers)

    def _fail(self, error: BaseException) -> None:
        self._image = None
        self.update()
        if not isinstance(error, BlueprintError):
            raise error

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture with a thin edge, at the top of its room."""
        del event
        if self._image is None:
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        there = QRectF(0.0, 0.0, size.width(), size.height())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(there, self._image)
            painter.setPen(QColor(128, 128, 128))
            painter.drawRect(there.adjusted(0.5, 0.5, -0.5, -0.5))
