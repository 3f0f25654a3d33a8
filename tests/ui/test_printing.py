"""Printing: the poster's sheets fill the paper that is chosen, and the preview shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import APA
from ui.printing import PrintDialog


@pytest.fixture
def printing(open_window, qtbot):
    window = open_window(APA)
    dialog = PrintDialog(window.bridge.document, window.bridge.analyse, window)
    with qtbot.waitSignal(dialog.ready, timeout=60_000):
        dialog.start()
    yield dialog
    dialog.close()


@pytest.mark.parametrize(("size", "orientation", "least"), [
    (QPageSize.PageSizeId.A3, QPageLayout.Orientation.Landscape, 1), (QPageSize.PageSizeId.A4, QPageLayout.Orientation.Portrait, 1),
    (QPageSize.PageSizeId.Letter, QPageLayout.Orientation.Landscape, 1)])
def test_the_sheets_of_the_chosen_paper_are_printed(printing, tmp_path: Path, size, orientation, least) -> None:
    out = tmp_path / "poster.pdf"
    printer = printing.printer
    printer.setOutputFileName(str(out))
    printer.setPageLayout(QPageLayout(QPageSize(size), orientation, QMarginsF()))
    printing.paint(printer)
    content = out.read_bytes()
    pages = printing._made[printing._key()].pages
    assert len(pages) >= least
    assert content.count(b"/Type /Page\n") == len(pages)
    assert len(content) > 20_000


def test_ctrl_p_shows_a_preview(open_window, qtbot) -> None:
    window = open_window(APA)
    seen: list[int] = []

    def look() -> None:
        preview = QApplication.activeModalWidget()
        if not isinstance(preview, QPrintPreviewDialog):
            QTimer.singleShot(50, look)
            return
        widget = preview.findChild(QPrintPreviewWidget)
        QTimer.singleShot(300, lambda: (seen.append(widget.pageCount()), preview.reject()))

    QTimer.singleShot(50, look)
    window.actions_table.by_name["dialogs.print_poster"].trigger()
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert seen[0] >= 1


def test_a_printer_at_the_office_has_a4(printing) -> None:
    assert printing._key() == ("A4", "landscape")
    assert isinstance(printing.printer, QPrinter)
