"""What the window remembers between starts, in one INI file of the user's; nothing of a blueprint is in it.

Beside it stand pictures of the window as it was last seen (`ui.last_seen`).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8
# Tests and pictures must not depend on what somebody chose before.
OFF = "none"
FRESH = "visavis-settings-"


class Settings:
    """Typed access to the INI file: the user's own, or the one that VISAVIS_SETTINGS names ("none": a fresh one)."""

    def __init__(self, path: Path | None = None) -> None:
        told = os.environ.get("VISAVIS_SETTINGS")
        if path is None and told:
            path = Path(tempfile.mkdtemp(prefix=FRESH)) / "settings.ini" if told == OFF else Path(told)
        if path is not None:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
            if path.parent.name.startswith(FRESH):
                self.has_begun = True
        else:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "visavis", "visavis")

    @property
    def language(self) -> str | None:
        """The chosen language, if one was chosen."""
        return self._text("language")

    @language.setter
    def language(self, tag: str) -> None:
        self._store.setValue("language", tag)

    @property
    def theme(self) -> str:
        """The name of the chosen theme."""
        return self._text("theme") or "light"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def reduced_motion(self) -> bool:
        """Whether the user wants motion reduced."""
        return self._text("reduced-motion") == "yes"

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._store.setValue("reduced-motion", "yes" if reduced else "no")

    @property
    def text_size(self) -> float | None:
        """The size of the interface's text in points, where one was chosen."""
        try:
            return min(28.0, max(8.0, float(self._text("text-size") or "")))
        except ValueError:
            return None

    @text_size.setter
    def text_size(self, points: float) -> None:
        self._store.setValue("text-size", f"{points:g}")

    @property
    def export_format(self) -> str:
        """The name of the format that was exported last; empty before the first."""
        return self._text("export-format") or ""

    @export_format.setter
    def export_format(self, name: str) -> None:
        self._store.setValue("export-format", name)

    @property
    def has_begun(self) -> bool:
        """Whether the start page was shown once."""
        return self._text("begun") == "yes"

    @has_begun.setter
    def has_begun(self, begun: bool) -> None:
        self._store.setValue("begun", "yes" if begun else "no")

    @property
    def author(self) -> str:
        """Who decides about frictions, as they call themselves."""
        return self._text("author") or ""

    @author.setter
    def author(self, name: str) -> None:
        self._store.setValue("author", name)

    @property
    def recent(self) -> list[Path]:
        """Files opened or saved lately, the latest first, that are still there."""
        stored = self._store.value("recent")
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [path for name in names if (path := Path(str(name))).is_file()]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [str(other) for other in self.recent if other != path.absolute()]
        self._store.setValue("recent", [str(path.absolute()), *others][:MOST_RECENT])

    def window(self) -> tuple[QByteArray, QByteArray] | None:
        """Return the geometry and the state the window was closed with."""
        geometry, state = self._store.value("window/geometry"), self._store.value("window/state")
        if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
            return geometry, state
        return None

    def keep_window(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remember how the window stood."""
        self._store.setValue("window/geometry", geometry)
        self._store.setValue("window/state", state)
        self._store.sync()

    def session(self) -> tuple[Path, float, tuple[float, float]] | None:
        """Return the file that was open last, with the scale and the place (points) looked at; None for none."""
        name, view = self._text("session/file"), (self._text("session/view") or "").split()
        if name is None or not Path(name).is_file():
            return None
        try:
            scale, across, down = (float(number) for number in view)
        except ValueError:
            return Path(name), 0.0, (0.0, 0.0)
        return Path(name), scale, (across, down)

    def keep_session(self, path: Path | None, scale: float, place: tuple[float, float]) -> None:
        """Remember what is open, and how it is looked at."""
        self._store.setValue("session/file", str(path.absolute()) if path is not None else "")
        self._store.setValue("session/view", f"{scale:.4f} {place[0]:.1f} {place[1]:.1f}")

    def columns(self, sheet: str) -> frozenset[str]:
        """Return the columns of a sheet of the table that were chosen; none where nothing was."""
        return frozenset(filter(None, (self._text(f"table/{sheet}") or "").split()))

    def keep_columns(self, sheet: str, columns: frozenset[str]) -> None:
        """Remember the columns of a sheet."""
        self._store.setValue(f"table/{sheet}", " ".join(sorted(columns)))

    @property
    def recovery(self) -> Path:
        """The folder of journals and of copies that could not be saved elsewhere."""
        return Path(self._store.fileName()).parent / "recovery"

    @property
    def versions(self) -> Path:
        """The folder of the versions of saved files."""
        return Path(self._store.fileName()).parent / "versions"

    @property
    def pictures(self) -> Path:
        """The folder of the pictures of windows as they were last seen."""
        return Path(self._store.fileName()).parent / "last-seen"

    def _text(self, key: str) -> str | None:
        value = self._store.value(key)
        return value if isinstance(value, str) and value else None
