"""The QApplication with its names, icon and fonts: what comes before any window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from visavis import examples
from visavis.templates.fonts.catalogue import FALLBACK_FACES, TEXT_FACES, file_of
from visavis.ui.kit.logo import application_icon

# Seconds for which an analysis may keep the interpreter from the window: Python's own 5 ms, waited for by each of the
# hundreds of small calls that a repaint makes, are seconds.
SWITCH = 0.0005
# Pixels of a window that no one has placed yet.
SIZE = (1440, 900)
EXAMPLE = {"fr": "apa-a-domicile", "en": "home-care-allowance"}


def example_path(language: str) -> Path:
    """Return the shipped example that opens first, in a language."""
    return Path(examples.__file__).parent / f"{EXAMPLE[language]}.blueprint.json"


def make_application() -> QApplication:
    """Return the running application, or make it with its fonts and names."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QCoreApplication.setOrganizationName("visavis")
    QCoreApplication.setApplicationName("visavis")
    sys.setswitchinterval(SWITCH)
    made = QApplication(sys.argv[:1])
    made.setApplicationDisplayName("Vis-à-vis")
    made.setWindowIcon(application_icon())
    load_fonts()
    return made


def restore_geometry(window: QWidget, geometry: QByteArray) -> None:
    """Put a window where it stood, as far as that is on a screen that there is now."""
    window.restoreGeometry(geometry)
    screens = QGuiApplication.primaryScreen().availableVirtualGeometry()
    largest = screens.size().expandedTo(QSize(*SIZE))
    if window.size().boundedTo(largest) != window.size():
        window.resize(window.size().boundedTo(largest))
    if not window.geometry().intersects(screens):
        window.move(screens.topLeft())


def load_fonts() -> None:
    """Make the text family known to Qt; of the fallback, the faces for Latin text."""
    for face in (*TEXT_FACES.values(), *FALLBACK_FACES[:2]):
        QFontDatabase.addApplicationFont(str(file_of(face)))
