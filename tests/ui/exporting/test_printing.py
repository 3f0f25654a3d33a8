"""Printing: the pages of the preview on paper of their own size, asked about where the printer has none of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QMessageBox
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Answers, Open
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.drawing import DisplayList, Page
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.registry import ExportOrder
from visavis.ui.features.exporting import printing as module
from visavis.ui.features.exporting import sheet_printer
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.exporting.printer_papers import PrinterPapers, lacking_papers, sides_of, tile_orders
from visavis.ui.features.exporting.sheet_printer import SheetPrinter
from visavis.ui.kit.i18n import tr

A4, A3, A0 = (210.0, 297.0), (297.0, 420.0), (841.0, 1189.0)
OFFICE = PrinterPapers((A4, A3))
Place = Callable[..., ExportDialog]


def page(width: float, height: float) -> Page:
    """Return an empty page; sides in millimetres."""
    points = width * POINTS_PER_MM, height * POINTS_PER_MM
    return Page(*points, DisplayList(*points, ()))


@pytest.fixture
def open_place(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Place:
    """Opens the place where one came to print, over the window of a file."""
    def open_one(file: Path = APA, form: str = "poster", **given: Any) -> ExportDialog:
        window = open_window(file)
        place = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form=form, prints=True, **given)
        qtbot.addWidget(place, before_close_func=lambda opened: opened.reject())
        place.show()
        return place
    return open_one


@pytest.fixture
def prints_to(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Answers the desktop's own dialog: a file, and which pages."""
    def answer(path: Path, pages: tuple[int, int] | None = None) -> None:
        def ask(printer: QPrinter, *_: object) -> bool:
            printer.setOutputFileName(str(path))
            if pages is not None:
                printer.setPrintRange(QPrinter.PrintRange.PageRange)
                printer.setFromTo(*pages)
            return True
        monkeypatch.setattr(module, "ask_printer", ask)
    return answer


def choose(place: ExportDialog, option: str, value: str) -> None:
    box = need(place.fields.options.fields[option], QComboBox)
    box.setCurrentIndex(box.findData(value))


def print_it(place: ExportDialog, qtbot: QtBot) -> None:
    place.print_button.click()
    qtbot.waitUntil(lambda: place.printed > 0, timeout=60_000)


def sides(path: Path) -> list[tuple[int, int]]:
    """Return the sizes of a PDF's pages in millimetres, as they lie."""
    with pikepdf.open(BytesIO(path.read_bytes())) as file:
        boxes = [[float(side) for side in one.mediabox] for one in file.pages]
    return [(round((box[2] - box[0]) / POINTS_PER_MM), round((box[3] - box[1]) / POINTS_PER_MM)) for box in boxes]


@pytest.mark.slow
@pytest.mark.parametrize(("paper", "orientation", "size"), [
    ("A3", "landscape", (420, 297)), ("A4", "portrait", (210, 297)), ("letter", "landscape", (279, 216)), ("A0", "landscape", (1189, 841))])
def test_each_sheet_and_the_annex_have_their_own_paper(open_place: Place, qtbot: QtBot, tmp_path: Path, prints_to: Callable[..., None], paper: str,
                                                       orientation: str, size: tuple[int, int]) -> None:
    place = open_place()
    choose(place, "paper", paper)
    choose(place, "orientation", orientation)
    prints_to(tmp_path / "x.pdf")
    print_it(place, qtbot)
    pages = place.source.preview(place.source.complete(ExportOrder("poster", {"paper": paper, "orientation": orientation}), "en"), bool).pages
    printed = sides(tmp_path / "x.pdf")
    assert len(printed) == len(need(pages).pages) == place.printed
    sheets = len(need(pages).sheets)
    assert all(abs(one[0] - size[0]) <= 1 >= abs(one[1] - size[1]) for one in printed[:sheets]), printed
    assert printed[sheets:] == [(210, 297)] * (len(printed) - sheets) != []
    assert list(tmp_path.glob(".*.pdf")) == []
    assert (tmp_path / "x.pdf").stat().st_size > 20_000


def test_several_are_printed_as_they_stand_and_what_is_no_paper_is_told(open_place: Place, qtbot: QtBot, tmp_path: Path, prints_to: Callable[..., None],
                                                                        answers: Answers) -> None:
    place = open_place()
    for form in ("infographic", "spec"):
        place.list.choose(form)
        need(place.list.currentItem()).setCheckState(Qt.CheckState.Checked)
    said = answers()
    prints_to(tmp_path / "x.pdf")
    print_it(place, qtbot)
    assert sides(tmp_path / "x.pdf") == [(210, 297)]
    assert len(said) == 1
    assert tr("it has no sheets of paper; export it instead") in said[0]


def test_nothing_for_paper_opens_no_printer(open_place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Answers) -> None:
    monkeypatch.setattr(module, "ask_printer", lambda *_: pytest.fail("nothing can be printed"))
    place = open_place(BLANK, "spec")
    said = answers()
    place.print_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert place.isVisible()


def test_only_the_pages_that_are_asked_for(open_place: Place, qtbot: QtBot, tmp_path: Path, prints_to: Callable[..., None]) -> None:
    place = open_place()
    prints_to(tmp_path / "x.pdf", (2, 3))
    print_it(place, qtbot)
    assert sides(tmp_path / "x.pdf") == [(297, 210)] * 2


def test_whoever_gives_up_printing_finds_the_file_as_it_was(open_place: Place, qtbot: QtBot, tmp_path: Path, prints_to: Callable[..., None],
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    place, path = open_place(), tmp_path / "x.pdf"
    path.write_bytes(b"an earlier one")
    prints_to(path)
    begun, seen = SheetPrinter._paint, list[Path]()

    def give_up(self: SheetPrinter, sheet: Page) -> Any:
        if not seen:
            seen.extend(tmp_path.glob(".*.pdf"))
            need(place._printing._progress).canceled.emit()
        return begun(self, sheet)

    monkeypatch.setattr(SheetPrinter, "_paint", give_up)
    place.print_button.click()
    qtbot.waitUntil(lambda: bool(seen) and place._printing._sheet_printer is None, timeout=60_000)
    qtbot.wait(100)
    assert path.read_bytes() == b"an earlier one"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".pdf"] == ["x.pdf"]
    assert not place.printed
    assert place.isVisible()


def test_a_blueprint_is_never_printed_over(open_place: Place, qtbot: QtBot, tmp_path: Path, prints_to: Callable[..., None], answers: Answers) -> None:
    path = tmp_path / "mine.blueprint.json"
    path.write_bytes(APA.read_bytes())
    place = open_place(inputs=(path,))
    said = answers()
    prints_to(path)
    place.print_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert path.read_bytes() == APA.read_bytes()
    assert not place.printed


@pytest.mark.parametrize(("width", "height"), [(300.0, 200.0), (200.0, 300.0), (100.0, 5000.0), (5000.0, 100.0), (20.0, 20.0)])
def test_a_sheet_is_fitted_to_whatever_paper_there_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, width: float, height: float) -> None:
    painted: list[QRectF] = []

    def paint(painter: QPainter, sheet: Page) -> Any:
        painted.append(painter.worldTransform().mapRect(QRectF(0, 0, sheet.width, sheet.height)))
        yield

    monkeypatch.setattr(sheet_printer, "paint_page_in_parts", paint)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setFullPage(True)
    owner = QObject()
    painting = SheetPrinter(printer, [page(width, height)] * 2, PrinterPapers((A4,)), owner)
    with qtbot.waitSignal(painting.ended, timeout=10_000):
        painting.start()
    orientation = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF()))
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    assert len(painted) == 2
    for place in painted:
        assert place.left() == place.top() == 0
        assert place.width() <= paper.width() + 0.01
        assert place.height() <= paper.height() + 0.01
        # As large as may be, and not out of shape.
        assert max(place.width() / paper.width(), place.height() / paper.height()) == pytest.approx(1.0, abs=1e-3)
        assert place.width() / place.height() == pytest.approx(width / height, rel=1e-3)


def test_a_printer_lacks_what_it_has_not_at_either_orientation() -> None:
    pages = [page(297, 210), page(420, 297), page(841, 1189), page(1189, 841)]
    assert [tuple(map(round, sides)) for sides in lacking_papers(pages, OFFICE)] == [(841, 1189)]
    assert lacking_papers(pages, PrinterPapers()) == []
    assert lacking_papers(pages, PrinterPapers((A4,), longest=(914.0, 3000.0))) == []
    assert OFFICE.nearest(A0) == A3
    assert OFFICE.nearest((148.0, 210.0)) == A4
    assert OFFICE.nearest(A3) == A3
    assert tuple(map(round, sides_of(page(420, 297)))) == (297, 420)


def test_what_is_too_large_can_be_cut_into_tiles_of_the_printer_s_paper(open_place: Place) -> None:
    place = open_place(BLANK)
    poster, spec = (place.source.complete(ExportOrder(form, options), "en")
                    for form, options in (("poster", {"paper": "A0", "bleed": "3", "marks": "crop"}), ("spec", {})))
    tiled = need(tile_orders([poster, spec], OFFICE, A0))
    assert tiled[0].options == {**poster.options, "tile": "A3", "bleed": "0", "marks": "none"}
    assert tiled[1] == spec
    assert tile_orders([spec], OFFICE, A0) is None
    assert tile_orders([poster], PrinterPapers(((100.0, 150.0),)), A0) is None


@pytest.mark.few(2)
@pytest.mark.parametrize("answer", ["fit", "tiles", "cancel"])
def test_paper_that_the_printer_lacks_is_asked_about(open_place: Place, qtbot: QtBot, tmp_path: Path, prints_to: Callable[..., None],
                                                     monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    place = open_place(BLANK)
    choose(place, "annex", "no")
    choose(place, "paper", "A1")
    prints_to(tmp_path / "x.pdf")
    monkeypatch.setattr(module, "papers_of", lambda _: PrinterPapers((A4, A3)))
    buttons = {"fit": tr("Fit to {paper}", paper="A3"), "tiles": tr("Tiles to glue together"), "cancel": tr("Cancel")}
    told: list[str] = []

    def give(box: QMessageBox) -> None:
        told.append(box.text())
        press(buttons[answer])(box)

    meanwhile(give)
    place.print_button.click()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "A1" in told[0]
    if answer == "cancel":
        qtbot.wait(200)
        assert not place.printed
        assert not (tmp_path / "x.pdf").exists()
        return
    qtbot.waitUntil(lambda: place.printed > 0, timeout=60_000)
    printed = sides(tmp_path / "x.pdf")
    assert {tuple(sorted(one)) for one in printed} == {(297, 420)}
    assert (len(printed) == 1) is (answer == "fit")


def test_ctrl_p_leads_to_the_place_with_the_printer_s_button_as_default(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    seen: list[Any] = []

    def look(place: ExportDialog) -> None:
        seen.append((place.print_button.isDefault(), place.export_button.isDefault(), place.fields.order.options["paper"],
                     place.list.current_order.form, place.windowTitle()))
        place.reject()

    for action in ("dialogs.print_poster", "dialogs.export"):
        meanwhile(look)
        window.actions_table.by_name[action].trigger()
    # A printer at the office has A4.
    assert seen == [(True, False, "A4", "poster", tr("Print and export")), (False, True, "A3", "poster", tr("Print and export"))]

