"""Pictures of the window's other faces: its places, the projection, every usual screen, scale, text and theme.

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
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
EXAMPLE = {"fr": "apa-a-domicile", "en": "home-care-allowance"}
# What the desktop's own bars take of a screen's height, in pixels.
BARS = 68
PATIENCE = 500

# The step of the examples that waits without news, and one with a note and a friction.
WAIT, DOCUMENTS = "c9", "c5"


def _plain(window: Any) -> Any:
    return window


def _table(window: Any) -> Any:
    window.go_to("table")
    return window


def _select(step: str) -> Callable[[Any], Any]:
    def select(window: Any) -> Any:
        window.fly_to(step)
        return window
    return select


def _frictions(window: Any) -> Any:
    window.panels.toggle("frictions")
    window.fly_to(WAIT)
    return window


def _text_of(points: float) -> Callable[[Any], Any]:
    def enlarge(window: Any) -> Any:
        window.appearance.set_temporary_text_size(points)
        return window
    return enlarge


def _project(activity: int, *, notes: bool = False) -> Callable[[Any], Any]:
    def project(window: Any) -> Any:
        window.presentation.enter()
        window.presentation.session.go_to(activity)
        if notes:
            window.presentation.toggle_notes()
            window.presentation.notes.show_filter("all")
        return window
    return project


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


def _wait_while(holds: Callable[[], bool]) -> None:
    """Let workers run while something holds: Qt's own waiting keeps Python's lock to itself."""
    from PySide6.QtWidgets import QApplication

    while holds():
        QApplication.processEvents()
        sleep(0.02)


def _export(window: Any) -> Any:
    from visavis.ui.features.exporting.export_dialog import ExportDialog

    dialog = ExportDialog(window.bridge.document, ROOT, window.bridge.analyse, window, form="poster")
    made: list[Any] = []
    dialog.preview.content_made.connect(made.append)
    dialog.show()
    _wait_while(lambda: not made)
    # The sheet is painted on the worker, too.
    end = monotonic() + 2.0
    _wait_while(lambda: monotonic() < end)
    return dialog


def _brand_kit(window: Any) -> Any:
    from visavis.blueprint.registry import import_kit
    from visavis.ui.features.brand_kits.brand_dialog import BrandDialog

    with tempfile.TemporaryDirectory() as kits:
        os.environ["VISAVIS_BRANDS"] = kits
        chosen = import_kit(ROOT / "examples" / "brand-kits" / "saint-exemple")
        dialog = BrandDialog(window.bridge.document, window.bridge.analysis, chosen, window)
        dialog.show()
        _wait_while(lambda: not dialog.preview.is_idle)
    return dialog


@dataclass(frozen=True, slots=True)
class View:
    """A picture to take: language and theme, the screen in pixels and its scale, and what is shown there."""

    language: str
    theme: str
    screen: tuple[int, int]
    show: Callable[[Any], Any] = _plain
    scale: float = 1.0
    full: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """How large the window is: the screen, but for the desktop's bars where it is not full."""
        width, height = (round(side / self.scale) for side in self.screen)
        return width, height if self.full else height - round(BARS / self.scale)


SMALL, MIDDLE, WIDE, LARGE = (1366, 768), (1440, 900), (1680, 1050), (1920, 1080)
VIEWS: dict[str, View] = {
    "view-1366-fr": View("fr", "light", SMALL),
    "view-1366-step-en": View("en", "light", SMALL, _select(DOCUMENTS)),
    "view-1366-frictions-fr": View("fr", "light", SMALL, _frictions),
    "view-1366-at-125-en": View("en", "dark", SMALL, scale=1.25),
    "view-1366-at-200-fr": View("fr", "light", SMALL, scale=2.0),
    "view-1440-dark-en": View("en", "dark", MIDDLE, _select(WAIT)),
    "view-1440-at-200-en": View("en", "light", MIDDLE, scale=2.0),
    "view-1680-frictions-fr": View("fr", "light", WIDE, _frictions),
    "view-1680-high-contrast-fr": View("fr", "high-contrast", WIDE, _select(WAIT)),
    "view-1920-fr": View("fr", "light", LARGE, _select(WAIT)),
    "view-1920-at-175-fr": View("fr", "dark", LARGE, scale=1.75),
    "view-text-14-points-fr": View("fr", "light", MIDDLE, _text_of(14)),
    "view-text-20-points-en": View("en", "high-contrast", LARGE, _text_of(20)),
    "view-text-28-points-en": View("en", "light", LARGE, _text_of(28)),
    "view-table-fr": View("fr", "light", MIDDLE, _table),
    "view-start-fr": View("fr", "light", MIDDLE, _welcome),
    "view-help-en": View("en", "dark", MIDDLE, _help),
    "view-export-fr": View("fr", "light", SMALL, _export),
    "view-brand-kit-en": View("en", "light", SMALL, _brand_kit),
    "view-wall-1366-fr": View("fr", "light", SMALL, _project(2), full=True),
    "view-wall-1920-en": View("en", "light", LARGE, _project(1), full=True),
    "view-wall-notes-1920-fr": View("fr", "light", LARGE, _project(4, notes=True), full=True),
}


def take(name: str) -> None:
    """Take one picture in this program."""
    from PySide6.QtTest import QTest

    from visavis.ui.application.launch import make_window
    from visavis.ui.application.portraits import wait_until_settled
    from visavis.ui.application.qt_application import make_application
    from visavis.ui.kit.settings import UserSettings

    view = VIEWS[name]
    app = make_application()
    settings = UserSettings()
    settings.language, settings.theme = view.language, view.theme
    window = make_window(ROOT / "examples" / f"{EXAMPLE[view.language]}.blueprint.json", settings)
    window.resize(*view.size)
    window.show()
    wait_until_settled(app, window)
    shown = view.show(window)
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
        for name, view in VIEWS.items():
            width, height = view.screen
            screens.write_text(json.dumps({"screens": [{
                "name": "screen", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}]}),
                encoding="utf-8")
            subprocess.run([sys.executable, "-m", "docs.make_views", name], check=True, cwd=ROOT, env={
                **os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
                "QT_SCALE_FACTOR": str(view.scale), "VISAVIS_SETTINGS": "none"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
