"""The application with a window: settings, language, fonts, the first document."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import examples
from blueprint.editing import EditSession
from blueprint.model import BlueprintError
from blueprint.storage import load
from ui.appearance import load_fonts
from ui.i18n import preferred_language, set_language, tr
from ui.icons import application_icon
from ui.main_window import MainWindow
from ui.messages import tell
from ui.recovery import Guard
from ui.settings import Settings

EXAMPLE = {"fr": "apa-a-domicile", "en": "home-care-allowance"}


def example_path(language: str) -> Path:
    """Return the shipped example that opens first, in a language."""
    return Path(examples.__file__).parent / f"{EXAMPLE[language]}.blueprint.json"


def application() -> QApplication:
    """Return the running application, or make it with its fonts and names."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QCoreApplication.setOrganizationName("visavis")
    QCoreApplication.setApplicationName("visavis")
    made = QApplication(sys.argv[:1])
    made.setApplicationDisplayName("Vis-à-vis")
    made.setWindowIcon(application_icon())
    load_fonts()
    return made


def make_window(path: Path | None, settings: Settings) -> MainWindow:
    """Make a window on a file, or on the example; raises BlueprintError when the file cannot be opened."""
    set_language(settings.language or preferred_language())
    language = settings.language or preferred_language()
    document = load(path if path is not None else example_path(language)).document
    window = MainWindow(EditSession(document), settings)
    if path is not None:
        window.file.path = path
        settings.remember(path)
        window.show_title()
    return window


def start(path: str | None) -> int:
    """Run the application until its window is closed."""
    app = application()
    settings = Settings()
    set_language(settings.language or preferred_language())
    try:
        window = make_window(Path(path) if path else None, settings)
    except BlueprintError as error:
        sys.stderr.write(f"visavis: {' '.join(tr(error.message).split())}\n")
        return 2
    guard = Guard(lambda: window.bridge.document, lambda copy, fault: _tell_fault(window, copy, fault))
    guard.install()
    window.show()
    try:
        return app.exec()
    finally:
        guard.remove()


def _tell_fault(window: MainWindow, copy: Path | None, fault: str) -> None:
    if copy is not None:
        text = tr("A copy of your work is in {file}. You can go on; please send the text file beside it to the "
                  "developers.", file=str(copy))
    else:
        text = tr("No copy could be written; save your work under another name now.")
    tell(window, tr("Something went wrong in the program"), f"{text}\n\n{fault}")


