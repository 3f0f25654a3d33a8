"""Keys are called what stands on them, in Qt's menus, too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from visavis.ui.canvas.keys import sequence
from visavis.ui.kit.i18n import set_language


@pytest.mark.parametrize(("tag", "names"), [
    ("fr", ["Entrée", "Ctrl+Entrée", "Suppr", "Début"]), ("en", ["Enter", "Ctrl+Enter", "Del", "Home"])])
def test_enter_is_called_enter(qapp: QApplication, tag: str, names: list[str]) -> None:
    for language in ("fr", "en", tag):
        set_language(language)
    native = QKeySequence.SequenceFormat.NativeText
    assert [sequence(keys).toString(native) for keys in ("Return", "Ctrl+Return", "Del", "Home")] == names
    # What Qt says well is left to it, and files have the names of programs.
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == {"fr": "Annuler", "en": "Cancel"}[tag]
    assert sequence("Return").toString(QKeySequence.SequenceFormat.PortableText) == "Return"
