"""The QApplication with its names, icon and fonts: what comes before any window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from visavis.templates.fonts.catalogue import FALLBACK_FACES, TEXT_FACES, file_of
from visavis.ui.kit.window_frame import STYLE, STYLED, application_icon

# Seconds for which an analysis may keep the interpreter from the window: Python's own 5 ms, waited for by each of the
# hundreds of small calls that a repaint makes, are seconds.
SWITCH = 0.0005
_WITHOUT_MEANING = ("This plugin does not support", "Detected locale")


def make_application() -> QApplication:
    """Return the running application, or make it with its fonts and names.

    A second one in a program would be refused by Qt: tests and exports share the first.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QCoreApplication.setOrganizationName("visavis")
    QCoreApplication.setApplicationName("visavis")
    sys.setswitchinterval(SWITCH)
    # Told to Qt at once: `setStyle` returns the style, and for that loads all the names that styles are asked by.
    made = QApplication([*sys.argv[:1], "-style", STYLE])
    made.setProperty(STYLED, True)
    made.setApplicationDisplayName("Vis-à-vis")
    made.setWindowIcon(application_icon())
    load_fonts()
    return made


@contextmanager
def filter_messages() -> Iterator[None]:
    """Write what Qt warns of, but for what helps no one: a locale it has replaced already, and what is off screen.

    Qt has its own handler back in time: what it says while the program ends finds no Python any more.
    """
    qInstallMessageHandler(_pass_on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def _pass_on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del kind, context
    if not text.startswith(_WITHOUT_MEANING):
        sys.stderr.write(f"{text}\n")


def load_fonts() -> None:
    """Make the text family known to Qt; of the fallback, the faces for Latin text."""
    for face in (*TEXT_FACES.values(), *FALLBACK_FACES[:2]):
        QFontDatabase.addApplicationFont(str(file_of(face)))
