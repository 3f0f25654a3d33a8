"""Printing: the poster's sheets fill the paper that is chosen, and the preview shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, QRectF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, Open
from visavis.ui.features.exporting import printing as module
from visavis.ui.features.exporting.printing import PrintDialog, print_pages


@pytest.fixture
def printing(open_window: Open, qtbot: QtBot) -> Iterator[PrintDialog]:
    window = open_window(APA)
    dialog = PrintDialog(window.bridge.document, window.bridge.analyse, window)
    with qtbot.waitSignal(dialog.ready, timeout=60_000):
        dialog.start()
    yield dialog
    dialog.close()


@pytest.mark.parametrize(("size", "orientation", "least"), [
    (QPageSize.PageSizeId.A3, QPageLayout.Orientation.Landscape, 1), (QPageSize.PageSizeId.A4, QPageLayout.Orientation.Portrait, 1),
    (QPageSize.PageSizeId.Letter, QPageLayout.Orientation.Landscape, 1)])
def test_the_sheets_of_the_chosen_paper_are_printed(printing: PrintDialog, tmp_path: Path, size: QPageSize.PageSizeId, orientation: QPageLayout.Orientation, least: int) -> None:
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


@pytest.mark.parametrize(("width", "height"), [(300.0, 200.0), (200.0, 300.0), (100.0, 5000.0), (5000.0, 100.0), (20.0, 20.0)])
def test_a_sheet_is_fitted_to_whatever_paper_there_is(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, width: float, height: float) -> None:
    painted = []
    monkeypatch.setattr(module, "paint_page",
                        lambda painter, page: painted.append(painter.worldTransform().mapRect(QRectF(0, 0, page.width, page.height))))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    sheets: Any = SimpleNamespace(pages=[SimpleNamespace(width=width, height=height)] * 2)
    print_pages(printer, sheets)
    assert len(painted) == 2
    for place in painted:
        assert place.left() == place.top() == 0
        assert place.width() <= paper.width() + 0.01
        assert place.height() <= paper.height() + 0.01
        # As large as may be, and not out of shape.
        assert max(place.width() / paper.width(), place.height() / paper.height()) == pytest.approx(1.0, abs=1e-3)
        assert place.width() / place.height() == pytest.approx(width / height, rel=1e-3)


def test_ctrl_p_shows_a_preview(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    seen: list[int] = []

    def look() -> None:
        preview = QApplication.activeModalWidget()
        if not isinstance(preview, QPrintPreviewDialog):
            QTimer.singleShot(50, look)
            return
        widget = need(preview.findChild(QPrintPreviewWidget))

        def count() -> None:
            seen.append(widget.pageCount())
            preview.reject()

        QTimer.singleShot(300, count)

    QTimer.singleShot(50, look)
    window.actions_table.by_name["dialogs.print_poster"].trigger()
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert seen[0] >= 1


def test_a_printer_at_the_office_has_a4(printing: PrintDialog) -> None:
    assert printing._key() == ("A4", "landscape")
    assert isinstance(printing.printer, QPrinter)
