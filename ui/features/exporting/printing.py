"""Printing what was chosen: the sheets of the preview and of the PDF, annex and all, on the printer's own paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from visavis.blueprint.drawing import Page
from visavis.blueprint.drawing.sheet_words import describe_paper
from visavis.blueprint.language import Count, Message, MessageList, message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportOrder
from visavis.blueprint.storage.write_targets import Output
from visavis.ui.features.exporting.export_source import ExportSource, find_exporter
from visavis.ui.features.exporting.printer_papers import (
    PrinterPapers,
    Sides,
    lacking_papers,
    papers_of,
    tile_orders,
)
from visavis.ui.features.exporting.sheet_printer import SheetPrinter, make_printer
from visavis.ui.features.safety.save_dialog import may_write
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled
from visavis.ui.kit.messages import ask, show_message
from visavis.ui.kit.progress import PATIENCE_MILLISECONDS, ProgressRunner

# What is done about paper that a printer lacks.
FIT, TILE = "fit", "tile"


@dataclass(frozen=True, slots=True)
class PreparedSheets:
    """The pages of some orders in their order, and of those that have none for paper, why."""

    pages: tuple[Page, ...]
    left_out: tuple[tuple[Message, Message], ...] = ()


class Printing(QObject):
    """Prepares, asks for the printer, asks about paper that it lacks, prints; `printed` carries how many pages."""

    printed = Signal(int)

    def __init__(self, source: ExportSource, window: QWidget) -> None:
        super().__init__(window)
        self._source = source
        self._window = window
        self._waiting = ProgressRunner(window)
        self._announcer = Announcer(window)
        self._sheet_printer: SheetPrinter | None = None
        self._progress: QProgressDialog | None = None

    def start(self, orders: Sequence[ExportOrder]) -> None:
        """Print orders; those that are not for paper are told."""
        if self._sheet_printer is None:
            self._prepare(orders, lambda made: self._choose_printer(orders, made))

    def close(self) -> None:
        """Let no one wait any more."""
        self._waiting.close()
        if self._sheet_printer is not None:
            self._sheet_printer.cancel()

    def _prepare(self, orders: Sequence[ExportOrder], then: Callable[[PreparedSheets], object]) -> None:
        self._waiting.wait_for(tr("Preparing the sheets…"), lambda stop: prepare_sheets(self._source, orders, stop),
                               then, self._fail)

    def _choose_printer(self, orders: Sequence[ExportOrder], made: PreparedSheets) -> None:
        if made.left_out:
            told = "\n".join(tr("{name}: {reason}", name=name, reason=reason) for name, reason in made.left_out)
            show_message(self._window, tr("This is not printed"), told, is_fault=not made.pages)
        if not made.pages:
            return
        printer = make_printer(self._source.document.head.title or self._source.document.head.id)
        if not ask_printer(printer, len(made.pages), self._window):
            return
        pages = chosen_pages(printer, made.pages)
        papers = papers_of(printer)
        lacking = lacking_papers(pages, papers)
        if not lacking:
            self._print(printer, pages, papers)
            return
        tiled = tile_orders(orders, papers, lacking[0])
        answer = self._ask_paper(printer, papers, lacking, can_tile=tiled is not None)
        if answer == FIT:
            self._print(printer, pages, papers)
        elif answer == TILE and tiled is not None:
            self._prepare(tiled, lambda cut: self._print(printer, cut.pages, papers))

    def _ask_paper(self, printer: QPrinter, papers: PrinterPapers, lacking: Sequence[Sides], *,
                   can_tile: bool) -> str | None:
        """Say which paper the printer lacks, and ask whether sheets are fitted or cut into tiles; None: neither."""
        there = describe_paper(*papers.nearest(lacking[0]))
        told = tr("“{printer}” has no paper of the size {sizes}.", printer=printer.printerName()[:60],
                  sizes=MessageList(tuple(describe_paper(*sides) for sides in lacking)))
        answers = {tr("Fit to {paper}", paper=there): FIT}
        if can_tile:
            answers[tr("Tiles to glue together")] = TILE
        return ask(self._window, tr("Print"), told, answers)

    def _print(self, printer: QPrinter, pages: Sequence[Page], papers: PrinterPapers) -> None:
        if printer.outputFileName() and not may_write(self._window, tr("Nothing was printed"),
                                                      Path(printer.outputFileName()),
                                                      Output(".pdf", self._source.inputs)):
            return
        self._progress = progress = QProgressDialog("", tr("Cancel"), 0, len(pages), self._window)
        progress.setWindowTitle(tr("Print"))
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(PATIENCE_MILLISECONDS)
        progress.setAutoReset(False)
        progress.setAutoClose(False)
        self._sheet_printer = painting = SheetPrinter(printer, pages, papers, self)
        painting.page_begun.connect(lambda number: self._tell(number, len(pages)))
        painting.ended.connect(lambda is_whole: self._end(len(pages) if is_whole else 0))
        painting.failed.connect(self._fail)
        progress.canceled.connect(painting.cancel)
        painting.start()

    def _tell(self, number: int, count: int) -> None:
        if self._progress is not None:
            words = tr("Sheet {number} of {count}", number=Count(number), count=Count(count))
            self._progress.setLabelText(words)
            self._progress.setValue(number - 1)
            self._announcer.say(words)

    def _end(self, count: int) -> None:
        painting, self._sheet_printer = self._sheet_printer, None
        if painting is not None:
            painting.deleteLater()
        if self._progress is not None:
            self._progress.canceled.disconnect()
            self._progress.close()
            self._progress.deleteLater()
            self._progress = None
        if count:
            self.printed.emit(count)

    def _fail(self, error: object) -> None:
        self._end(0)
        fault = tr(error.message) if isinstance(error, BlueprintError) else f"{type(error).__name__}: {error}"
        show_message(self._window, tr("Nothing was printed"), fault)


def prepare_sheets(source: ExportSource, orders: Sequence[ExportOrder], cancelled: IsCancelled) -> PreparedSheets:
    """Return the pages of orders as their previews and PDFs have them; one that has none does not stop the others."""
    pages: list[Page] = []
    left_out: list[tuple[Message, Message]] = []
    for order in orders:
        name = find_exporter(order).title
        try:
            content = source.preview(order, cancelled)
        except BlueprintError as error:
            left_out.append((name, error.message))
            continue
        if content.pages is None or not content.is_paper:
            left_out.append((name, message("it has no sheets of paper; export it instead")))
        else:
            pages += content.pages.pages
    return PreparedSheets(tuple(pages), tuple(left_out))


def ask_printer(printer: QPrinter, count: int, window: QWidget) -> bool:
    """Ask which printer, how many copies and which of the pages; return whether printing is meant."""
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(tr("Print"))
    dialog.setMinMax(1, count)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    # Each sheet has its own.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintShowPageSize, on=False)
    is_meant = bool(dialog.exec())
    dialog.deleteLater()
    return is_meant


def chosen_pages(printer: QPrinter, pages: Sequence[Page]) -> Sequence[Page]:
    """Return the pages that the printer was asked for."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or printer.fromPage() < 1:
        return pages
    return pages[printer.fromPage() - 1:max(printer.toPage(), printer.fromPage())] or pages
