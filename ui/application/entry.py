"""Starting the application: on a screen, or off screen where there is none."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

QT_PACKAGES = "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"


def run(path: str | None) -> int:
    """Open the window on a file, or on the shipped example; return the exit status.

    Where there is no display the same job is done off screen (see `ui.offscreen_tour`).
    """
    off_screen = _is_without_display()
    if off_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6 import QtWidgets  # noqa: F401 - the import itself is the check
    except ImportError as error:
        from visavis.blueprint.language import translator
        from visavis.exporters.cli.usage import interface_language

        tr = translator(interface_language())
        text = tr("Qt cannot start ({reason}); on Debian and Ubuntu: {command}", reason=_reason(error),
                  command=f"sudo apt install {QT_PACKAGES}")
        sys.stderr.write(f"visavis: {text}\n")
        return 2
    if off_screen:
        from visavis.ui.application.offscreen_run import tour

        return tour(path)
    return _on_screen(path)


def _on_screen(path: str | None) -> int:
    """Show the splash before anything heavy is imported, then the window.

    Collecting garbage while modules load finds none and costs a fifth of the start; while the window is made it finds
    little, and costs a sixtieth.
    """
    import gc

    gc.disable()
    # Pydantic would look through every installed distribution for plug-ins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from visavis.ui.application.qt_application import filter_messages, make_application

    _take_back_import()
    with filter_messages():
        return _start(path, make_application())


def _start(path: str | None, app: QApplication) -> int:
    import gc

    from visavis.ui.application.splash import show_splash

    splash = show_splash(app, path)
    from visavis.ui.application.launch import start
    from visavis.ui.kit.garbage_collection import collect_here

    gc.freeze()
    collect_here()
    return start(path, splash)


def _take_back_import() -> None:
    """Import as Python does: PySide6 reads the source of every module, for features that nothing here asks for.

    Its own `__import__` looks for "PySide6" in it, so that `from __feature__ import snake_case` holds there.
    """
    import builtins

    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


def _is_without_display() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _reason(error: ImportError) -> str:
    return " ".join(str(error).split())[:160]
