"""The picture of the window that is in sight while the program is being loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from visavis.ui.application import last_seen
from visavis.ui.application.launch import make_window
from visavis.ui.application.qt_application import example_path
from visavis.ui.application.splash import show_splash
from visavis.ui.kit.settings import UserSettings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UserSettings:
    monkeypatch.setenv("VISAVIS_SETTINGS", str(tmp_path / "settings.ini"))
    return UserSettings()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "service.blueprint.json"
    file.write_bytes(example_path("fr").read_bytes())
    return file


def red() -> QPixmap:
    pixmap = QPixmap(40, 30)
    pixmap.fill(QColor("#C0392B"))
    return pixmap


def test_a_picture_is_found_while_nothing_changed(qtbot, settings, source) -> None:
    last_seen.save_picture(settings, source, "fr", red())
    seen = last_seen.find_picture(settings, source, "fr")
    assert seen is not None
    assert seen.toImage().pixelColor(5, 5) == QColor("#C0392B")


@pytest.mark.parametrize("change", ["file", "language", "theme", "gone", "broken"])
def test_a_picture_of_something_else_is_not_shown(qtbot, settings, source, change) -> None:
    last_seen.save_picture(settings, source, "fr", red())
    if change == "file":
        source.write_bytes(source.read_bytes() + b"\n")
    if change == "theme":
        settings.theme = "dark"
    if change == "gone":
        source.unlink()
    if change == "broken":
        next(settings.pictures.iterdir()).write_bytes(b"\x89PNG\r\n")
    assert last_seen.find_picture(settings, source, "en" if change == "language" else "fr") is None


def test_only_the_latest_pictures_are_kept(qtbot, settings, source, tmp_path) -> None:
    for number in range(last_seen.MOST_PICTURES + 3):
        file = tmp_path / f"{number}.blueprint.json"
        file.write_bytes(source.read_bytes())
        last_seen.save_picture(settings, file, "fr", red())
        place = max(settings.pictures.iterdir(), key=lambda path: path.stat().st_ctime_ns)
        os.utime(place, (number, number))
    assert len(list(settings.pictures.iterdir())) == last_seen.MOST_PICTURES
    assert last_seen.find_picture(settings, tmp_path / "0.blueprint.json", "fr") is None
    assert last_seen.find_picture(settings, file, "fr") is not None


def test_a_folder_that_cannot_be_written_is_no_fault(qtbot, settings, source) -> None:
    settings.pictures.write_text("a file where the folder should be")
    last_seen.save_picture(settings, source, "fr", red())
    assert last_seen.find_picture(settings, source, "fr") is None


def test_the_next_start_begins_with_the_window_as_it_was_closed(qtbot, settings, source) -> None:
    # given a window that was open on a file and closed
    settings.language = "fr"
    window = make_window(source, settings)
    window.show()
    size = window.size()
    qtbot.waitUntil(lambda: window.bridge.analysis is not None)
    window.close()
    # when the program starts with the same file, and with another one
    application = QApplication.instance()
    again, other = show_splash(application, str(source)), show_splash(application, str(example_path("en")))
    # then the window is in sight at once; the other file begins with the mark
    assert (again.pixmap().width(), again.pixmap().height()) == size.toTuple()
    assert other.pixmap().width() < size.width()
    for splash in (again, other):
        splash.close()


def test_unsaved_work_leaves_no_picture(qtbot, settings, source, monkeypatch) -> None:
    window = make_window(source, settings)
    window.show()
    monkeypatch.setattr(window.file, "confirm_leave", lambda: True)
    window.add_lane("citizen")
    window.close()
    assert not settings.pictures.exists()
