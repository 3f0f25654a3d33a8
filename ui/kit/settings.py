"""What the window remembers between starts, in one INI file of the user's.

Nothing of a blueprint is in it, but which step each activity of a log was said to be.

Whatever stands in the file, the program starts: what is not understood is as if it had never been chosen.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QByteArray, QSettings

from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.user_folders import FRESH, key_of, settings_file

MOST_RECENT = 8
# Files of which it is remembered what they were told.
MOST_NOTICES = 200
SMALLEST_TEXT, LARGEST_TEXT = 8.0, 28.0
# Points: no one draws a blueprint of a kilometre; further away there is nothing to look at.
FARTHEST = 1e6
# Of the inspector's sections; and what stands in the file where none is folded.
USUALLY_FOLDED, NONE = frozenset({"law"}), "-"
LEAST_SCALE, MOST_SCALE = 0.01, 20.0
_ANSWERS = TypeAdapter(dict[str, dict[str, str]])


class UserSettings:
    """Typed access to the INI file: the user's own, or the one that VISAVIS_SETTINGS names ("none": a fresh one)."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or settings_file()
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        if path.parent.name.startswith(FRESH):
            self.has_begun = True

    @property
    def language(self) -> str | None:
        """The chosen language, if one was chosen that there is."""
        tag = self._text("language")
        return tag if tag in LANGUAGES else None

    @language.setter
    def language(self, tag: str) -> None:
        self._store.setValue("language", tag)

    @property
    def theme(self) -> str:
        """The name of the chosen theme; what `ui.appearance.dress` does not know is the light one."""
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
        points = self._number("text-size")
        return min(LARGEST_TEXT, max(SMALLEST_TEXT, points)) if points is not None else None

    @text_size.setter
    def text_size(self, points: float) -> None:
        self._store.setValue("text-size", f"{points:g}")

    @property
    def shows_map(self) -> bool:
        """Whether the map of the whole is wanted."""
        return self._text("map") != "no"

    @shows_map.setter
    def shows_map(self, shown: bool) -> None:
        self._store.setValue("map", "yes" if shown else "no")

    @property
    def export_format(self) -> str:
        """The name of the format that was exported last; empty before the first."""
        return self._text("export-format") or ""

    @export_format.setter
    def export_format(self, name: str) -> None:
        self._store.setValue("export-format", name)

    @property
    def brand(self) -> str:
        """The name of the brand kit that exports are drawn with; empty for none."""
        return self._text("brand") or ""

    @brand.setter
    def brand(self, name: str) -> None:
        self._store.setValue("brand", name)

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
    def shows_frictions(self) -> bool:
        """Whether the friction table is open below the drawing."""
        return self._text("frictions-open") == "yes"

    @shows_frictions.setter
    def shows_frictions(self, shown: bool) -> None:
        self._store.setValue("frictions-open", "yes" if shown else "no")

    @property
    def folded_sections(self) -> frozenset[str]:
        """The names of the inspector's sections that are folded away."""
        kept = self._text("inspector/folded")
        return USUALLY_FOLDED if kept is None else frozenset(kept.split()) - {NONE}

    @folded_sections.setter
    def folded_sections(self, names: frozenset[str]) -> None:
        self._store.setValue("inspector/folded", " ".join(sorted(names)) or NONE)

    @property
    def full_sections(self) -> frozenset[str]:
        """The names of the inspector's sections that show even what few things need."""
        return frozenset((self._text("inspector/full") or "").split())

    @full_sections.setter
    def full_sections(self, names: frozenset[str]) -> None:
        self._store.setValue("inspector/full", " ".join(sorted(names)))

    @property
    def recent(self) -> list[Path]:
        """Files opened or saved lately, the latest first, that are still there."""
        stored = self._store.value("recent")
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [path for name in names if _is_file(path := Path(str(name)))]

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [str(other) for other in self.recent if other != path.absolute()]
        self._store.setValue("recent", [str(path.absolute()), *others][:MOST_RECENT])

    def note_first_time(self, what: str, path: Path) -> bool:
        """Return whether something is to be told of a file for the first time, and remember that it was told."""
        stored = (self._text(f"told/{what}") or "").split()
        key = key_of(path)
        if key in stored:
            return False
        self._store.setValue(f"told/{what}", " ".join([key, *stored][:MOST_NOTICES]))
        return True

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

    def hidden_panels(self) -> frozenset[str]:
        """Return the names of what stood in the window as a rule and was hidden when it was closed."""
        return frozenset((self._text("window/hidden") or "").split())

    def keep_hidden_panels(self, names: frozenset[str]) -> None:
        """Remember what was hidden."""
        self._store.setValue("window/hidden", " ".join(sorted(names)))

    def screen_and_panels(self) -> tuple[str, frozenset[str]]:
        """Return the place that the window was at when it was closed (empty at first), and what was open besides."""
        return self._text("window/place") or "", frozenset((self._text("window/opened") or "").split())

    def keep_screen_and_panels(self, place: str, names: frozenset[str]) -> None:
        """Remember the place of the window, and what was opened that does not stand there as a rule."""
        self._store.setValue("window/place", place)
        self._store.setValue("window/opened", " ".join(sorted(names)))

    def session(self) -> tuple[Path, float, tuple[float, float]] | None:
        """Return the file that was open last, with the scale and the place (points) looked at; None for none."""
        name, view = self._text("session/file"), (self._text("session/view") or "").split()
        if name is None or not _is_file(Path(name)):
            return None
        numbers = [number for word in view if (number := _finite(word)) is not None]
        if len(numbers) != len(view) or len(numbers) != 3:
            return Path(name), 0.0, (0.0, 0.0)
        scale, across, down = numbers
        if not LEAST_SCALE <= scale <= MOST_SCALE or max(abs(across), abs(down)) > FARTHEST:
            return Path(name), 0.0, (0.0, 0.0)
        return Path(name), scale, (across, down)

    def keep_session(self, path: Path | None, scale: float, centre: tuple[float, float]) -> None:
        """Remember what is open, and how it is looked at."""
        self._store.setValue("session/file", str(path.absolute()) if path is not None else "")
        self._store.setValue("session/view", f"{scale:.4f} {centre[0]:.1f} {centre[1]:.1f}")

    def columns(self, sheet: str) -> frozenset[str]:
        """Return the columns of a sheet of the table that were chosen; none where nothing was."""
        return frozenset(filter(None, (self._text(f"table/{sheet}") or "").split()))

    def keep_columns(self, sheet: str, columns: frozenset[str]) -> None:
        """Remember the columns of a sheet."""
        self._store.setValue(f"table/{sheet}", " ".join(sorted(columns)))

    def import_answers(self, form: str, document: str) -> Mapping[str, str]:
        """Return what was answered when a file of a format was last taken into a blueprint (its id)."""
        return self._all_answers().get(f"{form} {document}", {})

    def keep_import_answers(self, form: str, document: str, answers: Mapping[str, str]) -> None:
        """Keep what was answered; of the blueprints, the latest few."""
        key = f"{form} {document}"
        others = {name: kept for name, kept in self._all_answers().items() if name != key}
        latest = dict([(key, dict(answers)), *others.items()][:MOST_RECENT])
        self._store.setValue("import-answers", json.dumps(latest))

    def _all_answers(self) -> dict[str, dict[str, str]]:
        try:
            return _ANSWERS.validate_json(self._text("import-answers") or "{}")
        except ValidationError:
            # Written by hand, or by another version.
            return {}

    @property
    def recovery(self) -> Path:
        """The folder of journals and of copies that could not be saved elsewhere."""
        return Path(self._store.fileName()).parent / "recovery"

    @property
    def versions(self) -> Path:
        """The folder of the versions of saved files."""
        return Path(self._store.fileName()).parent / "versions"

    @property
    def presets(self) -> Path:
        """The folder of the presets of exports that people saved."""
        return Path(self._store.fileName()).parent / "presets"

    def forget_pictures(self) -> None:
        """Remove the pictures of windows that earlier versions kept: what was private in a document was on them."""
        shutil.rmtree(Path(self._store.fileName()).parent / "last-seen", ignore_errors=True)

    def _text(self, key: str) -> str | None:
        value = self._store.value(key)
        return value if isinstance(value, str) and value else None

    def _number(self, key: str) -> float | None:
        return _finite(self._text(key) or "")


def _finite(text: str) -> float | None:
    """Return the number that a text is; None where it is none, or no finite one."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_file(path: Path) -> bool:
    """Return whether a file is there and may be looked for: names may be too long, folders closed."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
