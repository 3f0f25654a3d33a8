"""What an export will look like, beside the fields of its dialog: its sheets, or the first lines of its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from visavis.blueprint.language import Count
from visavis.blueprint.model import BlueprintError
from visavis.ui.features.exporting.export_source import ExportContent
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled, Job, JobRunner
from visavis.ui.kit.widgets import button, label

# Pixels: the least and the usual room of a sheet.
LEAST, USUAL = QSize(240, 200), QSize(520, 420)
# Whoever types a width, or runs through papers by wheel, is not drawn every step of it.
REST_MILLISECONDS = 300

# Makes the preview of what is chosen, on a worker; raises what the export itself would raise.
MakePreview = Callable[[IsCancelled], ExportContent]


class ExportPreview(QWidget):
    """Shows the preview that was asked for last, one sheet at a time.

    `content_made` carries the `ExportContent` once there is one, `content_failed` why there is none, in words.
    """

    content_made = Signal(object)
    content_failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._job_runner = JobRunner(self)
        self._make: MakePreview | None = None
        self._asked: Job | None = None
        self._preview = ExportContent()
        self._number = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._begin)
        self._sheet = _Sheet(self)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName(tr("Preview"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._sheet)
        self._stack.addWidget(self._text)
        self.words = label("", "muted", self)
        self._back, self._on = button("‹", "", self), button("›", "", self)
        self._build()

    def ask(self, make: MakePreview) -> None:
        """Show what `make` returns, after a rest; what was asked before is given up."""
        self._make = make
        if self._asked is not None:
            self._asked.cancel()
        self._say("")
        self._rest.start()

    def close_worker(self) -> None:
        """End what is under way; nothing is shown any more."""
        self._rest.stop()
        self._job_runner.close()

    def resume(self) -> None:
        """Paint the sheet, which was not while nobody saw it."""
        if self._asked is not None and self._asked.is_over:
            self._paint()

    def turn(self, by: int) -> None:
        """Show another sheet: `by` further on, or back."""
        pages = self._preview.pages
        if pages is not None:
            self._number = min(max(0, self._number + by), len(pages.pages) - 1)
            self._paint()

    def _begin(self) -> None:
        make = self._make
        if make is not None:
            self._asked = self._job_runner.start(make, self._show, self._fail)

    def _show(self, preview: ExportContent) -> None:
        self._preview, self._number = preview, 0
        self.content_made.emit(preview)
        if preview.pages is not None:
            self._paint()
            return
        self._text.setPlainText(preview.text)
        self._stack.setCurrentWidget(self._text)
        self._say("" if preview.text else tr("This format has no preview."))

    def _paint(self) -> None:
        """Paint the sheet on the worker: one of ten thousand steps takes its time."""
        from visavis.exporters.backends.qt import paint_image

        pages = self._preview.pages
        if pages is None or self.isHidden():
            return
        page, ratio = pages.pages[self._number], self.devicePixelRatioF()
        room = self._sheet.size()
        scale = min(room.width() / page.width, room.height() / page.height) * ratio
        self._tell_number()
        self._asked = self._job_runner.start(lambda _: paint_image(page, scale=scale), self._show_image, self._fail)

    def _show_image(self, image: QImage) -> None:
        self._stack.setCurrentWidget(self._sheet)
        self._sheet.show_image(image)

    def _tell_number(self) -> None:
        pages = self._preview.pages
        count = len(pages.pages) if pages is not None else 0
        self._say(self._describe_page())
        self._back.setVisible(count > 1)
        self._on.setVisible(count > 1)
        self._back.setEnabled(self._number > 0)
        self._on.setEnabled(self._number < count - 1)

    def _describe_page(self) -> str:
        """Return which sheet or slide this is; pages of the annex are counted by themselves."""
        pages = self._preview.pages
        if pages is not None and self._preview.is_slides:
            return tr("Slide {number} of {count}", number=Count(self._number + 1), count=Count(len(pages.pages)))
        if pages is None or not self._preview.is_paper:
            return tr("One picture")
        is_annex = pages.pages[self._number].is_annex
        alike = [number for number, page in enumerate(pages.pages) if page.is_annex == is_annex]
        number, count = Count(alike.index(self._number) + 1), Count(len(alike))
        if is_annex:
            return tr("Annex, page {number} of {count}", number=number, count=count)
        return tr("Sheet {number} of {count}", number=number, count=count)

    def _fail(self, error: BaseException) -> None:
        self._preview = ExportContent()
        self._sheet.show_image(None)
        self._stack.setCurrentWidget(self._sheet)
        self._say("")
        self.content_failed.emit(tr(error.message) if isinstance(error, BlueprintError)
                                 else tr("This format has no preview."))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self._back.hide()
        self._on.hide()

    def _build(self) -> None:
        self._back.setAccessibleName(tr("Previous sheet"))
        self._back.setToolTip(tr("Previous sheet"))
        self._on.setAccessibleName(tr("Next sheet"))
        self._on.setToolTip(tr("Next sheet"))
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(tr("Preview"), "overline", self))
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self._back)
        row.addWidget(self._on)
        column.addLayout(row)
        self._say("")


class _Sheet(QWidget):
    """A picture in the middle of its room, with a thin edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview"))

    def sizeHint(self) -> QSize:
        """Want the usual room."""
        return USUAL

    def show_image(self, image: QImage | None) -> None:
        """Show a picture; None: nothing."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        del event
        image = self._image
        if image is None or image.isNull():
            return
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        there = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2,
                       size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(there, image)
        painter.setPen(QColor(128, 128, 128))
        painter.drawRect(there.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
