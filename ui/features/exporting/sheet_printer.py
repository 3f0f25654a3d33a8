"""Painting sheets on a printer, a moment at a time: the window lives on meanwhile, and printing can be given up.

Qt takes a printer's painter only where its application runs, so that nothing of this can be on a worker; what takes
long before it, drawing the sheets, is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from visavis.blueprint.drawing import Page
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.backends.qt import paint_page_in_parts
from visavis.ui.features.exporting.printer_papers import PrinterPapers, lay_out, sides_of

# Seconds that are painted at once: less than a frame.
SLICE = 0.012
MOST_LETTERS = 120


class SheetPrinter(QObject):
    """Prints pages, each on paper of its own size and orientation, from the paper's edge.

    Into a file all of them go together. To a printer, sheets of one size are one job: drivers feed from one tray a
    job. What a printer has no paper for is fitted to what it has. `page_begun` carries a number from 1, `ended`
    whether everything was printed, `failed` why not.
    """

    page_begun = Signal(int)
    ended = Signal(bool)
    failed = Signal(object)

    def __init__(self, printer: QPrinter, pages: Sequence[Page], papers: PrinterPapers, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = list(pages)
        self._papers = papers
        self._painter = QPainter()
        self._steps = self._print()
        # While it paints, it tells how far it is, and whoever hears of that may give up, or be slower than the timer.
        self._is_painting = self._is_cancelled = False
        self._target = Path(printer.outputFileName()) if printer.outputFileName() else None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin."""
        if self._target is not None:
            # What is given up must not stand there half-written, nor in place of what was there before.
            self._printer.setOutputFileName(str(self._part))
            self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self._turn.start()

    def cancel(self) -> None:
        """Give up; what the printer already has, it may print."""
        self._is_cancelled = True
        if not self._is_painting:
            self._give_up()

    @property
    def _part(self) -> Path:
        """The file that is written until all of it is there."""
        assert self._target is not None
        return self._target.with_name(f".{self._target.name[:60]}.printing.pdf")

    def _go_on(self) -> None:
        """Paint for a moment."""
        if self._is_painting:
            return
        self._is_painting = True
        try:
            is_over = self._paint_until(monotonic() + SLICE)
        except (BlueprintError, OSError) as error:
            self._stop()
            self.failed.emit(error)
            return
        finally:
            self._is_painting = False
        if self._is_cancelled:
            self._give_up()
        elif is_over:
            self._finish()

    def _paint_until(self, end: float) -> bool:
        """Paint until a moment has passed; return whether everything is painted."""
        return all(not self._is_cancelled and monotonic() < end for _ in self._steps)

    def _give_up(self) -> None:
        if self._turn.isActive():
            self._stop()
            self.ended.emit(False)

    def _finish(self) -> None:
        self._turn.stop()
        try:
            if self._target is not None:
                self._part.replace(self._target)
        except OSError as error:
            self._stop()
            self.failed.emit(error)
        else:
            self.ended.emit(True)

    def _stop(self) -> None:
        self._turn.stop()
        self._steps.close()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        if self._target is not None:
            with contextlib.suppress(OSError):
                self._part.unlink(missing_ok=True)

    def _print(self) -> Generator[None, None, None]:
        before = None
        for number, page in enumerate(self._pages, start=1):
            self.page_begun.emit(number)
            layout = lay_out(self._papers.nearest(sides_of(page)), is_lying=page.width > page.height)
            if self._painter.isActive() and layout != before and self._target is None:
                self._end_job()
            self._printer.setPageLayout(layout)
            before = layout
            if not (self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)):
                raise BlueprintError(message("the printer did not take it; see whether it is switched on and free"))
            yield
            yield from self._paint(page)
        self._end_job()

    def _paint(self, page: Page) -> Iterator[None]:
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        painter = self._painter
        painter.save()
        scale = min(paper.width() / page.width, paper.height() / page.height)
        painter.scale(scale, scale)
        try:
            yield from paint_page_in_parts(painter, page)
        finally:
            painter.restore()

    def _end_job(self) -> None:
        if self._painter.isActive() and not self._painter.end():
            raise BlueprintError(message("the printer did not take it; see whether it is switched on and free"))


def make_printer(title: str) -> QPrinter:
    """Return the usual printer, its jobs called as the blueprint is."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(" ".join(title.split())[:MOST_LETTERS])
    printer.setFullPage(True)
    return printer
