"""The QApplication with its names, icon and fonts: what comes before any window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

import examples
from templates.fonts.catalogue import FALLBACK_FACES, TEXT_FACES, file_of
from ui.mark import application_icon

# Seconds for which an analysis may keep the interpreter from the window: Python's own 5 ms, waited for by each of the
# hundreds of small calls that a repaint makes, are seconds.
SWITCH = 0.0005
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
    sys.setswitchinterval(SWITCH)
    made = QApplication(sys.argv[:1])
    made.setApplicationDisplayName("Vis-à-vis")
    made.setWindowIcon(application_icon())
    load_fonts()
    return made


def load_fonts() -> None:
    """Make the text family known to Qt; of the fallback, the faces for Latin text."""
    for face in (*TEXT_FACES.values(), *FALLBACK_FACES[:2]):
        QFontDatabase.addApplicationFont(str(file_of(face)))
