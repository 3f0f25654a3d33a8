"""Making the program known to the desktop: menu entry, icon, and blueprints that open with a double click.

Follows the freedesktop.org specifications (desktop entries, shared MIME info, icon themes): files in the user's own
data folder; nothing needs an administrator.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from visavis import templates
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.exporters.cli.usage import EXIT_FINE

SOURCES = Path(templates.__file__).parent / "desktop"
# Where each file goes, below the user's data folder.
TARGET_FOLDERS = {
    "visavis.desktop": Path("applications"),
    "visavis.xml": Path("mime") / "packages",
    "visavis.svg": Path("icons") / "hicolor" / "scalable" / "apps",
}
# What tells the desktop about them, where it is installed; without it, it looks by itself at the next login.
REFRESH = (("update-desktop-database", "applications"), ("update-mime-database", "mime"))


def desktop(asked: argparse.Namespace) -> int:
    """Install the files for the desktop, or take them away."""
    if sys.platform in ("win32", "darwin"):
        raise BlueprintError(message("on this system the installed program registers its files itself"))
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    for name, folder in TARGET_FOLDERS.items():
        target = base / folder / name
        try:
            if asked.remove:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(_content(name), encoding="utf-8")
        except OSError as error:
            raise BlueprintError(message("{file}: could not be written ({reason})", file=str(target),
                                         reason=reason_of(error))) from None
        sys.stdout.write(f"{'-' if asked.remove else '+'} {target}\n")
    for program, place in REFRESH:
        if shutil.which(program) is not None:
            subprocess.run([program, str(base / place)], check=False, capture_output=True)
    return EXIT_FINE


def _content(name: str) -> str:
    """Return a file's content; the menu entry names the program by its whole path where that is known."""
    text = (SOURCES / name).read_text(encoding="utf-8")
    program = shutil.which("visavis") or (sys.executable if getattr(sys, "frozen", False) else None)
    if name.endswith(".desktop") and program is not None:
        quoted = '"' + program.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("`", "\\`") + '"'
        text = text.replace("\nExec=visavis", f"\nExec={quoted}").replace("\nTryExec=visavis", f"\nTryExec={program}")
    return text
