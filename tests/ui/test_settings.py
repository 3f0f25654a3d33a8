"""Whatever stands in the settings, the program starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QByteArray, QEvent, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.profiles import IS_DEEP
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.user_folders import recovery_folder, settings_file
from visavis.ui.application.launch import make_window
from visavis.ui.application.splash import show_splash
from visavis.ui.features.table.table_panel import TablePanel
from visavis.ui.kit.settings import UserSettings

KEYS = ("language", "theme", "reduced-motion", "text-size", "export-format", "begun", "author", "recent",
        "window/geometry", "window/state", "session/file", "session/view", "table/steps", "table/flows",
        "import-answers")
VALUES = ("", "xx", "fr_FR.UTF-8", "nan", "inf", "-1e300", "99999999999999999999", "a, b, c", "@Invalid()", "@ByteArray()",
          "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)", "@Rect(0 0 999999 999999)", "@Size(-1 -1)", "@Variant(\\0\\0\\0\\x7f)",
          "\\x0", "x" * 5000, "/" + "y" * 3000, "../../..", "/root/\\x0", "[1, 2]", "{}", "1 2", "nan nan nan",
          "1e308 1e308 1e308", "0 0 0", "-1 5 5", "title nothing", "é\\x301")
# With these the quick profile opens a window.
STARTED = ("xx", "1e308 1e308 1e308", "@Rect(0 0 999999 999999)", "x" * 5000, "title nothing",
           "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)")


def write(path: Path, values: dict[str, str]) -> None:
    lines = []
    for section in ("", "window", "session", "table"):
        lines.append(f"[{section or 'General'}]")
        lines += [f"{key.rpartition('/')[2]}={value}" for key, value in values.items() if key.rpartition("/")[0] == section]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def starts(path: Path) -> None:
    settings = UserSettings(path)
    splash = show_splash(need(QApplication.instance(), QApplication), None)
    splash.close()
    window = make_window(None, settings)
    try:
        window.show()
        screens = QGuiApplication.primaryScreen().availableVirtualGeometry()
        assert window.width() <= max(screens.width(), 1440)
        assert window.height() <= max(screens.height(), 900)
        assert window.geometry().intersects(screens)
        window.go_to("table")
        panel = window.panels.find(TablePanel)
        assert not panel.view.isColumnHidden(0)
        assert window.grab().width() < 10_000
    finally:
        if shiboken6.isValid(window):
            window.close()
        need(QApplication.instance()).sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.qt_log_ignore("unknown user type")
def test_every_key_is_read_as_what_it_can_be(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "settings.ini"
    write(path, dict.fromkeys(KEYS, value))
    settings = UserSettings(path)
    assert settings.language in (None, *LANGUAGES)
    assert settings.text_size is None or 8 <= settings.text_size <= 28
    assert all(isinstance(text, str) for text in (settings.theme, settings.author, settings.export_format))
    assert settings.reduced_motion is settings.has_begun is False
    assert settings.recent == []
    assert settings.import_answers("event-log", "a") == {}
    settings.keep_import_answers("event-log", "a", {"step of Reçu": "s1"})
    assert UserSettings(path).import_answers("event-log", "a") == {"step of Reçu": "s1"}
    assert settings.session() is None
    assert settings.window() is None or all(isinstance(part, QByteArray) for part in need(settings.window()))
    settings._store.setValue("session/file", str(path))
    file, scale, (across, down) = need(settings.session())
    assert file == path
    assert 0.01 <= scale <= 20 or (scale, across, down) == (0, 0, 0)
    assert abs(across) + abs(down) < 1e7


@pytest.mark.few(3)
@pytest.mark.parametrize("value", [value for value in VALUES if IS_DEEP or value in STARTED])
@pytest.mark.qt_log_ignore("unknown user type")
def test_every_key_may_hold_anything(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: Any) -> None:
    path = tmp_path / "settings.ini"
    monkeypatch.setenv("VISAVIS_SETTINGS", str(path))
    write(path, dict.fromkeys(KEYS, value))
    starts(path)


@pytest.mark.parametrize("content", [b"\0" * 4096, bytes(range(256)) * 16, b"[General\n=\n=\n[[[]]]\n"])
def test_a_file_that_is_no_settings_file(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any) -> None:
    path = tmp_path / "settings.ini"
    monkeypatch.setenv("VISAVIS_SETTINGS", str(path))
    path.write_bytes(content)
    starts(path)


@pytest.mark.parametrize("place", ["a folder", "in no folder", "behind a file"])
def test_a_place_where_no_settings_can_be(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    path = tmp_path / "settings.ini"
    if place == "a folder":
        path.mkdir()
    elif place == "in no folder":
        path = tmp_path / "a" / "b" / "settings.ini"
    else:
        path.write_text("")
        path = path / "settings.ini"
    monkeypatch.setenv("VISAVIS_SETTINGS", str(path))
    starts(path)


@pytest.mark.parametrize("rectangle", [(0, 0, 200_000, 150_000), (-90_000, -90_000, 800, 600), (5, 5, 1, 1),
                                       (2**30, 2**30, 2**22, 2**22)])
def test_a_huge_or_far_away_window_comes_back_in_sight(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rectangle: tuple[int, int, int, int]) -> None:
    path = tmp_path / "settings.ini"
    monkeypatch.setenv("VISAVIS_SETTINGS", str(path))
    widget = QWidget()
    widget.setGeometry(*rectangle)
    raw = bytearray(widget.saveGeometry().data())
    # Magic, version, frame, normal geometry, screen, maximised, full screen, width of the screen, geometry.
    for start in (8, 24, len(raw) - 16):
        for place, number in enumerate((rectangle[0], rectangle[1], rectangle[0] + rectangle[2], rectangle[1] + rectangle[3])):
            raw[start + 4 * place:start + 4 * place + 4] = (number & 0xFFFFFFFF).to_bytes(4, "big")
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.setValue("window/geometry", QByteArray(bytes(raw)))
    store.setValue("window/state", QByteArray(b"nonsense"))
    store.sync()
    starts(path)


def test_files_that_may_not_be_looked_for_are_no_recent_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "a.json"
    here.write_text("")
    settings = UserSettings(tmp_path / "settings.ini")
    settings._store.setValue("recent", ["x" * 5000, "a\0b", str(here), 7])
    assert settings.recent == [here]
    settings._store.setValue("session/file", "y" * 5000)
    assert settings.session() is None

    def closed(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", closed)
    assert settings.recent == []


def test_the_program_without_a_window_knows_the_same_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VISAVIS_SETTINGS", str(tmp_path / "mine" / "settings.ini"))
    assert UserSettings().recovery == recovery_folder() == tmp_path / "mine" / "recovery"
    monkeypatch.delenv("VISAVIS_SETTINGS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    assert Path(UserSettings()._store.fileName()) == settings_file() == tmp_path / "config" / "visavis" / "visavis.ini"


def test_pictures_that_earlier_versions_kept_are_removed(tmp_path: Path) -> None:
    kept = tmp_path / "last-seen" / "0123.png"
    kept.parent.mkdir()
    kept.write_bytes(b"private notes")
    settings = UserSettings(tmp_path / "settings.ini")
    settings.forget_pictures()
    settings.forget_pictures()
    assert not kept.parent.exists()
