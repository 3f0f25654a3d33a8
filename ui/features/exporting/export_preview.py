"""What an export will look like, beside the fields of its dialog: its sheets, or the first lines of its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from visavis.blueprint.drawing import PageSet
from visavis.blueprint.drawing.legibility import describe_titles, title_size
from visavis.blueprint.language import Count, plural
from visavis.blueprint.model import BlueprintError
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled, Job, JobRunner
from visavis.ui.kit.widgets import button, label

# Pixels: the least and the usual room of a sheet.
LEAST, USUAL = QSize(240, 200), QSize(420, 360)
# Whoever types a width, or runs through papers by wheel, is not drawn every step of it.
REST_MILLISECONDS = 300
# More of a text is not read in a dialog.
MOST_LETTERS, MOST_LINES = 4_000, 60


@dataclass(frozen=True, slots=True)
class ExportContent:
    """What is shown of an export: the sheets it is printed on, or else the beginning of its text, if it is one.

    `is_paper` tells whether these are sheets of paper, not one picture of its own size.
    """

    pages: PageSet | None = None
    text: str = ""
    is_paper: bool = True


# Makes the preview of what is chosen, on a worker; raises what the export itself would raise.
MakePreview = Callable[[IsCancelled], ExportContent]


def first_lines(content: bytes) -> str:
    """Return the beginning of a file that is text; nothing of one that is not."""
    text = content[:MOST_LETTERS].decode("utf-8", errors="replace")
    # The last letter may be cut; what holds others that are none is no text.
    if "\0" in text or "\ufffd" in text[:-3]:
        return ""
    return "\n".join(text.rstrip("\ufffd").splitlines()[:MOST_LINES])


class ExportPreview(QWidget):
    """Shows the preview that was asked for last, one sheet at a time, and says how many sheets there are."""

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
        self._say(tr("The preview is being made…"))
        self._rest.start()

    def close_worker(self) -> None:
        """End what is under way; nothing is shown any more."""
        self._rest.stop()
        self._job_runner.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make nothing that nobody sees."""
        super().hideEvent(event)
        self._rest.stop()

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
        if pages is None:
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
        if not self._preview.is_paper:
            self._say(tr("One picture"))
        elif count > 1:
            self._say(self._tell_type(tr("Sheet {number} of {count}", number=Count(self._number + 1),
                                         count=Count(count))))
        else:
            self._say(self._tell_type(tr(plural("{count} sheet", "{count} sheets", count))))
        self._back.setVisible(count > 1)
        self._on.setVisible(count > 1)
        self._back.setEnabled(self._number > 0)
        self._on.setEnabled(self._number < count - 1)

    def _tell_type(self, words: str) -> str:
        """Return words with how large titles are on the sheets, and from where they can be read."""
        size = title_size(self._preview.pages) if self._preview.pages is not None else None
        return words if size is None else f"{words} · {tr(describe_titles(size))}"

    def _fail(self, error: BaseException) -> None:
        self._sheet.show_image(None)
        self._stack.setCurrentWidget(self._sheet)
        self._say(tr(error.message) if isinstance(error, BlueprintError) else tr("This format has no preview."))

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
        # The type is told on a second line where both are long: the dialog must not grow for it each time.
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
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
