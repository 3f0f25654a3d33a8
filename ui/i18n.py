"""The interface's language, changed at run time: `tr`, and a signal that tells widgets to speak anew."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from blueprint.language import LANGUAGES, Message, Translator, translator


class Speech(QObject):
    """The language the interface speaks. `language_changed` carries its tag."""

    language_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._translator = translator("en")
        self._qt: QTranslator | None = None

    @property
    def translator(self) -> Translator:
        """The translator of the interface's language."""
        return self._translator

    def set_language(self, language: str) -> None:
        """Speak another language from now on, Qt's own buttons included."""
        if language == self._translator.language:
            return
        self._translator = translator(language)
        self._load_qt(language)
        self.language_changed.emit(language)

    def _load_qt(self, language: str) -> None:
        application = QCoreApplication.instance()
        if application is None:
            return
        if self._qt is not None:
            application.removeTranslator(self._qt)
        self._qt = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(QLocale(language), "qtbase", "_", folder):
            application.installTranslator(self._qt)


speech = Speech()


def tr(source: Message | str, /, **values: object) -> str:
    """Return `source` in the interface's language, its fields filled."""
    return speech.translator(source, **values)


def language() -> str:
    """Return the interface's language."""
    return speech.translator.language


def set_language(tag: str) -> None:
    """Let the interface speak another language."""
    speech.set_language(tag)


def preferred_language() -> str:
    """Return the system's language where there is a catalogue for it, else English."""
    primary = QLocale.system().name().split("_")[0]
    return primary if primary in LANGUAGES else "en"
