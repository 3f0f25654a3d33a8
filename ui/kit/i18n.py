"""The interface's language, changed at run time: `tr`, and a signal that tells widgets to speak again."""

from __future__ import annotations

import os
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from visavis.blueprint.language import LANGUAGES, Message, Translator, translator

# What stands on the key that Qt calls Return, « Retour » in French; everything else here calls it so, too.
ENTER = {"fr": "Entrée", "en": "Enter"}


class KeyNames(QTranslator):
    """Calls one key by the word that stands on it."""

    def __init__(self, enter: str) -> None:
        super().__init__()
        self._enter = enter

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the key's name; None for all that Qt's own translation says well."""
        del disambiguation, n
        return self._enter if context == "QShortcut" and source == "Return" else None

    def isEmpty(self) -> bool:
        """Tell that there is something to translate: else Qt would not install it."""
        return False


class InterfaceLanguage(QObject):
    """The language the interface speaks. `language_changed` carries its tag."""

    language_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._translator = translator("en")
        self._qt: list[QTranslator] = []

    @property
    def translator(self) -> Translator:
        """The translator of the interface's language."""
        return self._translator

    def set_language(self, language: str) -> None:
        """Speak another language from now on, Qt's own buttons included."""
        is_another = language != self._translator.language
        if is_another or not self._qt:
            self._load_qt(language)
        if is_another:
            self._translator = translator(language)
            self.language_changed.emit(language)

    def _load_qt(self, language: str) -> None:
        application = QCoreApplication.instance()
        if application is None:
            return
        for one in self._qt:
            application.removeTranslator(one)
        qt = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._qt = [qt] if qt.load(QLocale(language), "qtbase", "_", folder) else []
        # The last one installed is asked first.
        self._qt.append(KeyNames(ENTER[language]))
        for one in self._qt:
            application.installTranslator(one)


interface_language = InterfaceLanguage()


def tr(source: Message | str, /, **values: object) -> str:
    """Return `source` in the interface's language, its fields filled."""
    return interface_language.translator(source, **values)


def language() -> str:
    """Return the interface's language."""
    return interface_language.translator.language


def set_language(tag: str) -> None:
    """Let the interface speak another language."""
    interface_language.set_language(tag)


def preferred_language() -> str:
    """Return the language of VISAVIS_LANGUAGE, else the system's where there is a catalogue for it, else English."""
    text = os.environ.get("VISAVIS_LANGUAGE")
    if text:
        return "fr" if text.lower().startswith("fr") else "en"
    primary = QLocale.system().name().split("_")[0]
    return primary if primary in LANGUAGES else "en"


def moment_text(when: datetime) -> str:
    """Return a moment with day and time in the machine's time zone, such as `12 mars 2026 14:05`."""
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale(language()).toString(local, "d MMMM yyyy HH:mm")
