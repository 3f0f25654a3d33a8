"""Printing: the poster's sheets on the paper that is in the printer, seen before they are printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QWidget

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing import PageSet, draw_poster
from visavis.blueprint.drawing.paper_sizes import LEAST_MM, NAMED_SIZES
from visavis.blueprint.drawing.paper_themes import PRINT
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.exporters.backends.qt import paint_page
from visavis.ui.kit.i18n import language, tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.progress import ProgressRunner
from visavis.ui.kit.scrolling_dialog import fit_to_screen

if TYPE_CHECKING:
    from visavis.ui.kit.session import Analyse

SIZE = (1000, 760)
# Millimetres by which the sizes that printers tell differ from the standard's.
ALIKE = 1.0
USUAL = QPageSize.PageSizeId.A4


class PrintDialog(QObject):
    """Works out what is printed aside, then shows it; `ready` tells that `open` can be called."""

    ready = Signal()

    def __init__(self, document: BlueprintDocument, analyse: Analyse, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._analyse = analyse
        self._analysis: Analysis | None = None
        self._made: dict[tuple[str, str], PageSet] = {}
        self._waiting = ProgressRunner(window)
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(" ".join(document.head.title.split())[:120] or document.head.id)
        self.printer.setFullPage(True)
        self.printer.setPageLayout(QPageLayout(QPageSize(USUAL), QPageLayout.Orientation.Landscape,
                                               self.printer.pageLayout().margins()))

    def start(self) -> None:
        """Analyse and draw off the GUI thread, with a progress window that can be given up."""
        key = self._key()

        def work(cancelled: Callable[[], bool]) -> tuple[Analysis, PageSet]:
            analysis = self._analyse(self._document, cancelled)
            return analysis, self._poster(analysis, *key)

        def done(found: tuple[Analysis, PageSet]) -> None:
            self._analysis, self._made[key] = found
            self.ready.emit()

        self._waiting.wait_for(tr("Preparing the sheets…"), work, done, self._fail)

    def open(self) -> None:
        """Show the sheets; the preview's own buttons set paper and printer, and print."""
        preview = QPrintPreviewDialog(self.printer, self._window)
        preview.setWindowTitle(tr("Print"))
        preview.resize(*SIZE)
        fit_to_screen(preview)
        preview.paintRequested.connect(self.paint)
        preview.exec()
        preview.deleteLater()
        self.close()

    def _fail(self, error: object) -> None:
        fault = tr(error.message) if isinstance(error, BlueprintError) else type(error).__name__
        show_message(self._window, tr("Nothing was printed"), fault)

    def close(self) -> None:
        """End."""
        self._waiting.close()
        self.deleteLater()

    def paint(self, printer: QPrinter) -> None:
        """Paint every sheet for the paper that the printer is set to."""
        key = self._key()
        if key not in self._made:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._made[key] = self._poster(self._analysis, *key)
            finally:
                QApplication.restoreOverrideCursor()
        print_pages(printer, self._made[key])

    def _key(self) -> tuple[str, str]:
        layout = self.printer.pageLayout()
        portrait = layout.orientation() == QPageLayout.Orientation.Portrait
        return _name_paper(layout), "portrait" if portrait else "landscape"

    def _poster(self, analysis: Analysis | None, paper: str, orientation: str) -> PageSet:
        # The annex is on other paper than the sheets: a printer takes one.
        return draw_poster(self._document, analysis, translator(language()), paper=paper, orientation=orientation,
                           theme=PRINT, annex=False)


def _name_paper(layout: QPageLayout) -> str:
    """Return the paper that a printer is set to as the poster knows it, its size as it lies where it has no name.

    What is too small for a blueprint gets the sheets of A4, fitted.
    """
    size = layout.pageSize().size(QPageSize.Unit.Millimeter)
    short, long = sorted((size.width(), size.height()))
    for name, sides in NAMED_SIZES.items():
        if abs(short - sides[0]) < ALIKE and abs(long - sides[1]) < ALIKE:
            return name
    if short < LEAST_MM:
        return "A4"
    lying = layout.fullRect(QPageLayout.Unit.Millimeter)
    return f"{lying.width():.1f}x{lying.height():.1f}mm"


def print_pages(printer: QPrinter, pages: PageSet) -> None:
    """Paint sheets, each on a page of its own, from the paper's edge; a printer of other paper gets them fitted."""
    painter = QPainter(printer)
    for number, page in enumerate(pages.pages):
        if number:
            printer.newPage()
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        painter.save()
        scale = min(paper.width() / page.width, paper.height() / page.height)
        painter.scale(scale, scale)
        paint_page(painter, page)
        painter.restore()
    painter.end()
