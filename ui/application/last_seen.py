"""The window as it was last seen with a file: in sight at once, while the program is still being loaded.

The picture stays on the user's machine beside the settings, and is shown only while the file is still the same.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap

from visavis.ui.kit.settings import UserSettings

MOST_PICTURES = 8
_KEY = "visavis-state"


def save_picture(settings: UserSettings, source: Path, language: str, picture: QPixmap) -> None:
    """Keep the window's picture for the next start with the file `source`; older pictures beyond eight go.

    A picture that cannot be written is no loss: the splash stands in for it.
    """
    try:
        state = _state(settings, source, language)
        settings.pictures.mkdir(parents=True, exist_ok=True)
        image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
        image.setText(_KEY, state)
        image.save(str(_picture_path(settings, source)), "PNG", 80)
        kept = sorted(settings.pictures.glob("*.png"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for old in kept[MOST_PICTURES:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def find_picture(settings: UserSettings, source: Path, language: str) -> QPixmap | None:
    """Return the picture of a file; None when there is none, or file, language or theme are others since."""
    reader = QImageReader(str(_picture_path(settings, source)))
    try:
        if reader.text(_KEY) != _state(settings, source, language):
            return None
    except OSError:
        return None
    pixmap = QPixmap.fromImageReader(reader)
    pixmap.setDevicePixelRatio(_density())
    return None if pixmap.isNull() else pixmap


def _picture_path(settings: UserSettings, source: Path) -> Path:
    return settings.pictures / f"{sha256(str(source.absolute()).encode()).hexdigest()[:24]}.png"


def _state(settings: UserSettings, source: Path, language: str) -> str:
    """Tell what the picture depends on. Raises OSError when the file is not there."""
    told = source.stat()
    return f"{told.st_mtime_ns} {told.st_size} {language} {settings.theme} {_density()}"


def _density() -> float:
    """Return the device pixels of a pixel: a picture from a finer screen would come out too large."""
    return QGuiApplication.primaryScreen().devicePixelRatio()
