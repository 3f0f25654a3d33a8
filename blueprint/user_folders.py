"""Where the program keeps what is its own: settings, journals, safe copies, templates that people saved.

platformdirs (MIT) knows where each system wants that. Where an earlier version put the settings elsewhere, they
stay where they are.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

NAME = "visavis"
# Names the settings' file; "none": a fresh one each time, which tests and pictures need.
VARIABLE = "VISAVIS_SETTINGS"
OFF = "none"
FRESH = "visavis-settings-"
_FILE = "visavis.ini"


def settings_file() -> Path:
    """Return the file of the user's settings: the one that VISAVIS_SETTINGS names, else the system's usual place."""
    text = os.environ.get(VARIABLE)
    if text:
        return Path(tempfile.mkdtemp(prefix=FRESH)) / "settings.ini" if text == OFF else Path(text)
    from platformdirs import user_config_path

    usual = user_config_path(NAME, appauthor=False, roaming=True) / _FILE
    if sys.platform == "darwin" and not usual.is_file():
        # Where Qt put it before.
        earlier = Path.home() / ".config" / NAME / _FILE
        return earlier if earlier.is_file() else usual
    return usual


def data_folder() -> Path:
    """Return the folder of what people made for the program itself, their own templates above all."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False, roaming=True)


def recovery_folder() -> Path:
    """Return the folder of journals and of copies of work that could not be saved where it belongs."""
    return settings_file().parent / "recovery"


def key_of(path: Path) -> str:
    """Return what a file is called in the program's own folders: its whole path as 24 letters and digits."""
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
