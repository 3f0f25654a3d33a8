"""Pictures of the window's other faces: table, wall, start page, help, high contrast, large text, twice the pixels.

Each is taken in a program of its own, since Qt reads screens and scale once: `python -m docs.make_views` takes all,
`python -m docs.make_views NAME` one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
EXAMPLE = {"fr": "apa-a-domicile", "en": "home-care-allowance"}
SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
SIZE = (1440, 900)
LARGEST = 28
PATIENCE = 500


def _plain(window: Any) -> Any:
    return window


def _table(window: Any) -> Any:
    window.go_to("table")
    return window


def _wall(window: Any) -> Any:
    window.presentation.enter()
    window.presentation.session.go_to(4)
    window.presentation.toggle_notes()
    window.presentation.notes.show_filter("all")
    return window


def _welcome(window: Any) -> Any:
    from visavis.ui.features.start_page.page import StartPage

    dialog = StartPage(window.file, window.appearance, window.canvas.theme, window)
    dialog.show()
    return dialog


def _help(window: Any) -> Any:
    from visavis.ui.window.help_dialog import HelpDialog

    dialog = HelpDialog(window, wanted="line")
    dialog.show()
    return dialog


def _large(window: Any) -> Any:
    window.appearance.set_temporary_text_size(LARGEST)
    return window


# Name, language, theme, scale of the screen, and what is shown.
VIEWS: dict[str, tuple[str, str, str, Callable[[Any], Any]]] = {
    "view-table-fr": ("fr", "light", "1", _table),
    "view-wall-en": ("en", "light", "1", _wall),
    "view-start-fr": ("fr", "light", "1", _welcome),
    "view-help-en": ("en", "dark", "1", _help),
    "view-high-contrast-fr": ("fr", "high-contrast", "1", _plain),
    "view-text-28-points-en": ("en", "light", "1", _large),
    "view-200-percent-fr": ("fr", "light", "2", _plain),
}


def take(name: str) -> None:
    """Take one picture in this program."""
    from PySide6.QtTest import QTest

    from visavis.ui.application.launch import make_window
    from visavis.ui.application.portraits import wait_until_settled
    from visavis.ui.application.qt_application import make_application
    from visavis.ui.kit.settings import UserSettings

    language, theme, _, show = VIEWS[name]
    app = make_application()
    settings = UserSettings()
    settings.language, settings.theme = language, theme
    window = make_window(ROOT / "examples" / f"{EXAMPLE[language]}.blueprint.json", settings)
    window.resize(*SIZE)
    window.show()
    wait_until_settled(app, window)
    shown = show(window)
    previews = getattr(shown, "previews", None)
    while previews is not None and not previews.is_idle():
        QTest.qWait(100)
    wait_until_settled(app, window)
    QTest.qWait(PATIENCE)
    shown.grab().save(str(GALLERY / f"{name}.png"))
    if shown is not window:
        shown.close()
    window.bridge.mark_saved()
    window.close()


def main() -> int:
    """Take every picture, or the one that is named."""
    if len(sys.argv) > 1:
        take(sys.argv[1])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        screens = Path(folder) / "screens.json"
        screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        for name, (_, _, scale, _) in VIEWS.items():
            subprocess.run([sys.executable, "-m", "docs.make_views", name], check=True, cwd=ROOT, env={
                **os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "QT_SCALE_FACTOR": scale,
                "VISAVIS_SETTINGS": "none"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
