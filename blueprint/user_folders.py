"""Where the program keeps what is its own: settings, journals, safe copies."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

# Names the settings' file; "none": a fresh one each time, which tests and pictures need.
VARIABLE = "VISAVIS_SETTINGS"
OFF = "none"
FRESH = "visavis-settings-"


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
