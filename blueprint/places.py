"""Where the program keeps what is its own: settings, journals, safe copies; and what files are called."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import unicodedata
from pathlib import Path

# Names the settings' file; "none": a fresh one each time, which tests and pictures need.
VARIABLE = "VISAVIS_SETTINGS"
OFF = "none"
FRESH = "visavis-settings-"
# A name may have 255 bytes; a suffix, a number and the name of a temporary file must fit, too.
LONGEST_STEM = 120
# Names that Windows keeps for devices, whatever their suffix.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def settings_file() -> Path:
    """Return the file of the user's settings: the one that VISAVIS_SETTINGS names, else the system's usual place."""
    told = os.environ.get(VARIABLE)
    if told:
        return Path(tempfile.mkdtemp(prefix=FRESH)) / "settings.ini" if told == OFF else Path(told)
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "visavis" / "visavis.ini"


def recovery_folder() -> Path:
    """Return the folder of journals and of copies of work that could not be saved where it belongs."""
    return settings_file().parent / "recovery"


def key_of(path: Path) -> str:
    """Return what a file is called in the program's own folders: its whole path as 24 letters and digits."""
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def file_stem(text: str, otherwise: str = "blueprint") -> str:
    """Return what `text` (an id, a title) is called as a file: one name, in whatever folder, on every system.

    Letters and digits of every script stay; what separates folders, hides a file or means something to a shell does
    not. `otherwise` stands in where nothing is left.
    """
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in plain)
    name = re.sub(r"-{2,}", "-", kept).strip("-. ")
    while len(name.encode("utf-8", "replace")) > LONGEST_STEM:
        name = name[:-1]
    name = re.sub(r"\.{2,}", ".", name).strip("-. ")
    if not name:
        return otherwise
    return f"_{name}" if _RESERVED.match(name) else name
