"""The application with a window: settings, language, fonts, the first document."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtWidgets import QWidget

from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.journal import SUFFIX, UnfinishedJournal
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import StoredDocument, load
from visavis.blueprint.storage.files import load_own
from visavis.examples import example_path
from visavis.ui.application.crash_guard import CrashGuard
from visavis.ui.application.qt_application import make_application
from visavis.ui.kit.i18n import preferred_language, set_language, tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow


def make_window(path: Path | None, settings: UserSettings) -> MainWindow:
    """Make a window on a file, else on the one that was open last, else on the example.

    Raises BlueprintError when the file that was asked for cannot be opened.
    """
    set_language(settings.language or preferred_language())
    language = settings.language or preferred_language()
    last = settings.session() if path is None else None
    damaged = None
    if last is not None:
        try:
            return _window_on(last[0], load(last[0]), last[0], settings, last[1:])
        except BlueprintError as error:
            damaged = last[0], error
    source = path if path is not None else example_path(language)
    window = _window_on(path, load_own(source), source, settings)
    window.file.damaged = damaged
    return window


def bring_back_window(path: Path, error: BlueprintError, settings: UserSettings) -> MainWindow | None:
    """Tell in a window of its own why a file cannot be opened, and make a window on what is brought back of it.

    None: nothing is. Someone who opens a file with a double click sees no terminal; who mistyped a name in one has
    read it there.
    """
    from visavis.ui.features.safety.damaged_file import ask_recoverable_copy, find_recoverable_copies

    remains = find_recoverable_copies(path, settings.recovery, settings.versions)
    if not remains and not os.path.lexists(path) and sys.stderr.isatty():
        return None
    chosen = ask_recoverable_copy(path, error.message, remains)
    if chosen is None:
        return None
    window = MainWindow(EditSession(chosen.base if isinstance(chosen, UnfinishedJournal) else chosen), settings)
    window.file.restore_damaged(path, chosen)
    window.show_title()
    return window


def _window_on(path: Path | None, stored: StoredDocument, source: Path, settings: UserSettings,
               look: tuple[float, tuple[float, float]] | None = None) -> MainWindow:
    window = MainWindow(EditSession(stored.document), settings)
    window.file.record_opened(path, stored, source)
    if look is not None and look[0] > 0:
        window.canvas.begin_at(look[0], QPointF(*look[1]))
    if path is not None:
        settings.remember(path)
        window.show_title()
    return window


def start(path: str | None, splash: QWidget | None = None) -> int:
    """Run the application until its window is closed; a splash gives way to the window."""
    app = make_application()
    settings = UserSettings()
    settings.forget_pictures()
    set_language(settings.language or preferred_language())
    file = Path(path).absolute() if path else None
    try:
        window: MainWindow | None = make_window(file, settings)
    except BlueprintError as error:
        sys.stderr.write(f"visavis: {' '.join(tr(error.message).split())}\n")
        if splash is not None:
            splash.close()
        window = bring_back_window(file, error, settings) if file is not None else None
    if window is None:
        return 2
    guard = CrashGuard(lambda: window.bridge.document, settings.recovery,
                       lambda copy, fault: _tell_fault(window, copy, fault))
    guard.install()
    window.show()
    if splash is not None:
        splash.close()
    QTimer.singleShot(0, window, lambda: _ask_pending_questions(window, settings, greets=path is None))
    try:
        return app.exec()
    finally:
        guard.remove()


def _ask_pending_questions(window: MainWindow, settings: UserSettings, *, greets: bool) -> None:
    """Ask what has to be asked once the window can be seen.

    That is: how to open a file that someone else has open, what to do with what a program that ended too early had
    not saved, and, the first time, where to begin.
    """
    window.file.resolve_lock()
    window.file.report_damaged()
    if _has_journals(window.file.recovery):
        from visavis.ui.features.safety.recovery_dialog import offer_recovery

        offer_recovery(window.file, window)
    elif greets and not settings.has_begun:
        settings.has_begun = True
        window.dialogs.show_start_page()


def _has_journals(folder: Path) -> bool:
    try:
        return any(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return False


def _tell_fault(window: MainWindow, copy: Path | None, fault: str) -> None:
    if copy is not None:
        text = tr("A copy of your work is in {file}. You can go on; please send the text file beside it to the "
                  "developers.", file=str(copy))
    else:
        text = tr("No copy could be written; save your work under another name now.")
    show_message(window, tr("Something went wrong in the program"), f"{text}\n\n{fault}")


