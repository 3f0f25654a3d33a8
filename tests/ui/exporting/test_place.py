"""The one place to print and export: several things at once, in a folder, one that fails stopping no other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.registry.broken import FAULTS, install, site
from tests.ui.conftest import APA, BLANK, Open
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.drawing.poster import sheet_count
from visavis.blueprint.registry import ExportOrder, plugins
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.exporting.export_list import HEADING
from visavis.ui.features.exporting.export_results import ExportResults
from visavis.ui.kit import scrolling_dialog
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr

__all__ = ["site"]
Place = Callable[..., ExportDialog]
Key = Qt.Key
TITLE = "demander-l-apa-a-domicile"


@pytest.fixture(autouse=True)
def no_losses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is where files go; what a graph does not hold is told below its name."""
    for form in ("dot", "graphml"):
        monkeypatch.setattr(type(plugins().exporters[form]), "losses", lambda *_: ())


@pytest.fixture
def open_place(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Place:
    """Opens the place over the window of a file; `out` is its folder."""
    def open_one(file: Path = APA, form: str = "dot", **given: Any) -> ExportDialog:
        window = open_window(file)
        place = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form=form, **given)
        qtbot.addWidget(place, before_close_func=lambda opened: opened.reject())
        place.show()
        return place
    return open_one


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def check(place: ExportDialog, *forms: str) -> None:
    for form in forms:
        place.list.choose(form)
        need(place.list.currentItem()).setCheckState(Qt.CheckState.Checked)


def results(place: ExportDialog, qtbot: QtBot) -> tuple[str, list[str]]:
    """Press the button and return what is told at the end: the heading, and a line for each."""
    told: list[Any] = []

    def read(shown: ExportResults) -> None:
        assert isinstance(shown, ExportResults)
        told.append((shown.heading.text(), [shown.list.item(row).text() for row in range(shown.list.count())]))
        shown.accept()

    meanwhile(read)
    place.export_button.click()
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    return told[0]  # type: ignore[no-any-return]  # put in just above


def test_several_go_into_one_folder_under_the_command_line_s_names(open_place: Place, qtbot: QtBot, out: Path) -> None:
    place = open_place()
    check(place, "dot", "spec", "poster")
    assert [order.form for order in place.list.orders()] == ["poster", "spec", "dot"]
    heading, lines = results(place, qtbot)
    names = [f"{TITLE}_poster_A3_fr.pdf", f"{TITLE}_spec_fr.spec.json", f"{TITLE}_dot_fr.dot"]
    assert lines == names
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    assert "3" in heading
    assert not place.isVisible()
    assert place.written == tuple(out / name for name in names)


def test_nothing_checked_is_the_row_that_is_looked_at(open_place: Place, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: pytest.fail("one file needs no folder"))
    place = open_place(form="svg")
    place.export_button.click()
    qtbot.waitUntil(lambda: place.written == (path,), timeout=60_000)
    assert not place.isVisible()


@pytest.mark.slow
def test_a_format_twice_with_other_options_is_two_files(open_place: Place, qtbot: QtBot, out: Path) -> None:
    place = open_place(form="poster")
    adding, removing = (next(one for one in place.findChildren(QPushButton) if one.text() == tr(words)) for words in ("Add another", "Delete"))
    assert not removing.isVisible()
    adding.click()
    assert removing.isVisible()
    place.fields.languages.setCurrentIndex(place.fields.languages.findData("en"))
    place.fields.choose_option("paper", "A2")
    adding.click()
    adding.click()
    place.list.setFocus()
    QTest.keyClick(place.list, Key.Key_Delete)
    assert [(order.options["paper"], order.language) for order in place.list.orders()] == [("A3", ""), ("A2", "en"), ("A2", "en")]
    _, lines = results(place, qtbot)
    assert lines == [f"{TITLE}_poster_A3_fr.pdf", f"{TITLE}_poster_A2_en.pdf", f"{TITLE}_poster_A2_en_2.pdf"]


def test_each_row_keeps_what_was_asked_of_it(open_place: Place) -> None:
    place = open_place(form="poster")
    place.fields.choose_option("paper", "A0")
    place.fields.content.toggle.click()
    place.fields.content.chips["phases"].chips["attendre"].click()
    place.list.choose("svg")
    assert place.fields.order == ExportOrder("svg", {"words": "beside"})
    place.list.choose("poster")
    assert place.fields.order.options["paper"] == "A0"
    assert place.fields.order.choice.phases == ("attendre",)
    assert place.fields.content.chips["phases"].chips["attendre"].isChecked()


@pytest.mark.slow
def test_language_and_content_go_to_all_that_is_checked_at_once(open_place: Place) -> None:
    place = open_place(form="poster")
    spreading = next(one for one in place.findChildren(QPushButton)
                     if one.accessibleName() == tr("The same language and content for all that is checked"))
    check(place, "svg", "spec", "poster")
    assert not spreading.isVisible()
    place.fields.languages.setCurrentIndex(place.fields.languages.findData("en"))
    place.fields.content.toggle.click()
    place.fields.content.chips["phases"].chips["attendre"].click()
    assert spreading.isVisible()
    spreading.click()
    assert {(order.language, order.choice.phases) for order in place.list.checked_orders()} == {("en", ("attendre",))}
    assert not spreading.isVisible()
    place.list.choose("dot")
    assert place.fields.order.language == ""


@pytest.mark.few(2)
@pytest.mark.parametrize(("answer", "left"), [("Replace", True), ("Keep both", True), ("Cancel", False)])
def test_files_that_are_there_are_asked_about_once(open_place: Place, qtbot: QtBot, out: Path, answer: str, left: bool) -> None:
    there = [out / f"{TITLE}_dot_fr.dot", out / f"{TITLE}_graphml_fr.graphml"]
    for path in there:
        path.write_bytes(b"mine")
    place = open_place()
    check(place, "dot", "graphml", "spec")
    asked: list[str] = []
    told: list[list[str]] = []

    def give(box: QMessageBox) -> None:
        asked.append(box.text())
        if left:
            meanwhile(close)
        press(tr(answer))(box)

    def close(shown: ExportResults) -> None:
        told.append([shown.list.item(row).text() for row in range(shown.list.count())])
        shown.accept()

    meanwhile(give)
    place.export_button.click()
    qtbot.waitUntil(lambda: bool(told) or (not left and bool(asked)), timeout=60_000)
    assert len(asked) == 1
    assert all(path.name in asked[0] for path in there)
    assert all((path.read_bytes() == b"mine") is (answer != "Replace") for path in there)
    assert len(list(out.iterdir())) == {"Replace": 3, "Keep both": 5, "Cancel": 2}[answer]
    if answer == "Keep both":
        assert (out / f"{TITLE}_dot_fr_2.dot").stat().st_size > 100


@pytest.mark.few(2)
@pytest.mark.parametrize("make", ["folder", "blueprint", "read-only"])
def test_what_is_never_written_over_gets_another_name_unasked(open_place: Place, qtbot: QtBot, out: Path, make: str) -> None:
    there = out / f"{TITLE}_dot_fr.dot"
    if make == "folder":
        there.mkdir()
    else:
        there.write_bytes(APA.read_bytes())
        there.chmod(0o444 if make == "read-only" else 0o644)
    place = open_place()
    check(place, "dot", "spec")
    _, lines = results(place, qtbot)
    assert f"{TITLE}_dot_fr_2.dot" in lines
    assert there.is_dir() or there.read_bytes() == APA.read_bytes()


def test_what_is_left_out_and_what_fails_stop_no_other(site: Path, open_place: Place, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(site, "exporter", FAULTS[0] if not FAULTS[0].at_load else next(fault for fault in FAULTS if not fault.at_load))

    def broken(_: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(type(plugins().exporters["graphml"]), "export", lambda self, job: broken(job))
    place = open_place()
    check(place, name, "graphml", "before-after", "dot")
    heading, lines = results(place, qtbot)
    assert lines[0] == f"{TITLE}_dot_fr.dot"
    assert lines[1].startswith(tr("Left out: {name}. {reason}", name=tr(plugins().exporters["before-after"].title), reason="")[:-1])
    assert len(lines) == 4
    assert any("no ink" in line for line in lines)
    assert any(name in line for line in lines)
    assert [path.name for path in out.iterdir()] == [f"{TITLE}_dot_fr.dot"]
    assert "1" in heading
    assert "4" in heading
    assert place.isVisible(), "what failed can be mended here"


def test_giving_up_drops_what_is_under_way_and_begins_nothing_more(open_place: Place, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, may_end = threading.Event(), threading.Event()

    def wait(self: object, job: object) -> bytes:
        under_way.set()
        may_end.wait(30)
        return b"late"

    monkeypatch.setattr(type(plugins().exporters["dot"]), "export", wait)
    place = open_place()
    check(place, "spec", "dot", "graphml")
    told: list[Any] = []

    def read(shown: ExportResults) -> None:
        told.append([shown.list.item(row).text() for row in range(shown.list.count())])
        shown.accept()

    place.export_button.click()
    qtbot.waitUntil(under_way.is_set, timeout=30_000)
    progress = need(place.findChild(QProgressDialog))
    assert progress.labelText() == tr("{number} of {count}: {name}", number=2, count=3, name=plugins().exporters["dot"].title)
    assert progress.maximum() == 3
    meanwhile(read)
    progress.canceled.emit()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    may_end.set()
    qtbot.waitUntil(place._run._job_runner.is_idle, timeout=10_000)
    cancelled = [tr("Not made: {name} (cancelled)", name=plugins().exporters[form].title) for form in ("dot", "graphml")]
    assert told[0] == [f"{TITLE}_spec_fr.spec.json", *cancelled]
    assert [path.name for path in out.iterdir()] == [f"{TITLE}_spec_fr.spec.json"]
    assert place.isVisible()


def test_a_folder_that_is_gone_is_told_of_each(open_place: Place, qtbot: QtBot, out: Path) -> None:
    place = open_place()
    check(place, "dot", "spec")
    out.rmdir()
    _, lines = results(place, qtbot)
    assert len(lines) == 2
    assert not out.exists()
    assert place.isVisible()


@pytest.mark.slow
def test_more_sheets_than_one_are_said_first_and_larger_paper_is_a_click_away(open_place: Place, qtbot: QtBot) -> None:
    place = open_place(form="poster")
    place.fields.choose_option("paper", "A4")
    qtbot.waitUntil(lambda: place.verdict.larger.isVisible(), timeout=60_000)
    assert place.verdict.heading.text().startswith(tr(need(place.preview._preview.summary).count))
    assert place.verdict.larger.text() == tr("Choose {paper}", paper="A3")
    place.verdict.larger.click()
    assert place.fields.order.options["paper"] == "A3"
    qtbot.waitUntil(lambda: "A3" in place.verdict.heading.text(), timeout=60_000)
    assert not place.verdict.larger.isVisible()


@pytest.mark.slow
def test_paper_for_another_row_is_not_proposed(open_place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    may_end = threading.Event()
    count = sheet_count.count_sheets

    def wait(*given: Any, **asked: Any) -> int:
        may_end.wait(30)
        return count(*given, **asked)

    monkeypatch.setattr(sheet_count, "count_sheets", wait)
    place = open_place(form="poster")
    place.fields.choose_option("paper", "A4")
    qtbot.waitUntil(lambda: place._counter._proposing is not None, timeout=60_000)
    place.list.choose("infographic")
    qtbot.waitUntil(lambda: "A4" in place.verdict.heading.text() and place.preview._preview.summary is not None
                    and len(need(place.preview._preview.pages).pages) == 1, timeout=60_000)
    may_end.set()
    qtbot.waitUntil(place._counter._job_runner.is_idle, timeout=60_000)
    QApplication.processEvents()
    assert not place.verdict.larger.isVisible()


def test_what_several_come_to_is_told(open_place: Place, qtbot: QtBot) -> None:
    place = open_place(form="poster")
    assert tr(plugins().exporters["poster"].title) in place.total.text()
    check(place, "poster", "infographic", "spec", "before-after")
    qtbot.waitUntil(lambda: not place.total.text().endswith("…"), timeout=60_000)
    files, sheets, left = place.total.text().split(" · ")
    assert (files.split()[0], sheets.split()[0], left.split()[0]) == ("3", "2", "1")


def test_the_list_is_one_stop_and_all_of_it_goes_by_keys(open_place: Place, qtbot: QtBot) -> None:
    place = open_place(form="poster")
    with qtbot.waitActive(place):
        place.activateWindow()
    place.list.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is place.list)
    QTest.keyClick(place.list, Key.Key_Space)
    QTest.keyClick(place.list, Key.Key_Down)
    assert place.exporter.name == "infographic"
    QTest.keyClick(place.list, Key.Key_Space)
    assert [order.form for order in place.list.checked_orders()] == ["poster", "infographic"]
    QTest.keyClick(place.list, Key.Key_Space)
    assert [order.form for order in place.list.checked_orders()] == ["poster"]
    stops = []
    for _ in range(40):
        QTest.keyClick(need(QApplication.focusWidget()), Key.Key_Tab)
        stops.append(need(QApplication.focusWidget()))
        if stops[-1] is place.list:
            break
    assert stops[-1] is place.list
    assert len(set(stops)) == len(stops)
    assert {place.fields.languages, place.fields.content.toggle, place.print_button, place.export_button, place.presets.box} <= set(stops)
    order = [stops.index(one) for one in (place.fields.languages, place.fields.content.toggle, place.print_button, place.export_button)]
    assert order == sorted(order), "as it stands on the screen"
    for stop in stops:
        assert stop.accessibleName() or getattr(stop, "text", str)(), stop


def test_rows_say_what_they_are(open_place: Place) -> None:
    place = open_place(form="poster")
    item = need(place.list.currentItem())
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == f"{tr(plugins().exporters['poster'].title)}, A3 · FR"
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole).endswith(tr(need(plugins().exporters["poster"]).purpose))  # type: ignore[attr-defined]  # the shipped ones have one
    assert place.list.accessibleName() == tr("What to make")


def test_who_does_not_see_hears_what_it_comes_to_and_how_far_it_is(open_place: Place, qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(Announcer, "say", lambda self, words: said.append(words))
    place = open_place(form="poster")
    qtbot.waitUntil(lambda: any("A3" in words for words in said), timeout=60_000)
    check(place, "dot", "spec")
    results(place, qtbot)
    assert tr("{number} of {count}: {name}", number=2, count=2, name=plugins().exporters["dot"].title) in said


# 1366 by 768 pixels at 200 %, and the least that a screen may have, without the frame of a window and the desktop's bar.
SMALL, LEAST = QSize(635, 268), QSize(592, 272)


@pytest.mark.slow
@pytest.mark.parametrize("room", [SMALL, LEAST])
def test_a_screen_of_683_by_316_has_room_for_all_that_is_chosen(open_place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, room: QSize) -> None:
    monkeypatch.setattr(scrolling_dialog, "room_for", lambda _: room)
    place = open_place(form="poster")
    assert place.size().boundedTo(room) == place.size()
    assert not place.preview.isVisible()
    # What the preview would show in words is told all the same.
    qtbot.waitUntil(lambda: "A3" in place.verdict.heading.text(), timeout=60_000)
    assert place.scroll_area.horizontalScrollBar().maximum() == 0
    for widget in (place.print_button, place.export_button, place.total):
        assert place.rect().contains(widget.geometry()), widget
    for row in range(place.list.count()):
        assert place.list.visualItemRect(place.list.item(row)).height() > 0


def test_a_low_place_scrolls_with_the_arrows(open_place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrolling_dialog, "room_for", lambda _: SMALL)
    place = open_place(form="poster")
    with qtbot.waitActive(place):
        place.activateWindow()
    place.list.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is place.list)
    for _ in range(place.list.count() - 1):
        QTest.keyClick(place.list, Key.Key_Down)
    row = place.list.visualItemRect(need(place.list.currentItem()))
    top = place.list.mapTo(place.scroll_area.viewport(), row.topLeft()).y()
    assert 0 <= top <= place.scroll_area.viewport().height() - row.height()


def test_whoever_made_it_larger_keeps_it_so(open_place: Place) -> None:
    place = open_place(form="poster")
    place.resize(1300, 900)
    for form in ("svg", "png", "poster"):
        place.list.choose(form)
    assert place.size() == QSize(1300, 900)


def test_a_blank_blueprint_can_go_out_too(open_place: Place, qtbot: QtBot, out: Path) -> None:
    place = open_place(BLANK, "poster")
    check(place, "poster", "infographic")
    _, lines = results(place, qtbot)
    assert all(line.endswith(".pdf") for line in lines), lines


def test_formats_stand_in_groups_by_who_reads_them(open_place: Place) -> None:
    place = open_place(form="poster")
    rows = place.list
    headings = [(row, str(rows.item(row).data(HEADING))) for row in range(rows.count()) if rows.item(row).data(HEADING)]
    assert headings[0][0] == 0
    assert len({heading for _, heading in headings}) == len(headings) > 3
    forms = [rows.order_of(row).form for row in range(rows.count())]
    assert {forms.index("poster"), forms.index("page")} < set(range(headings[1][0]))
    # A row says to whom it speaks, and a heading takes room of its own.
    described = rows.item(forms.index("spec")).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert described.startswith(headings[-1][1])
    assert rows.sizeHintForRow(0) > rows.sizeHintForRow(1)


def test_the_box_of_a_row_with_a_heading_is_where_it_is_painted(open_place: Place) -> None:
    place = open_place(form="poster")
    rows = place.list
    item = rows.item(0)
    rect = rows.visualItemRect(item)
    body = rows.sizeHintForRow(1)
    before = item.checkState()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 12, rect.bottom() - body // 2))
    assert item.checkState() != before
    checked = item.checkState()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 12, rect.top() + 6))
    assert item.checkState() == checked
