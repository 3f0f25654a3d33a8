"""LibreOffice, as a consumer of what is written for offices: it opens files and says what it read in them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def convert(file: Path, kind: str) -> bytes:
    """Return a file as LibreOffice writes it in another format, by the ending of its name."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (on Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)")
    profile = file.parent / "profile"
    subprocess.run([program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind,
                    "--outdir", str(file.parent / "made"), str(file)], check=True, capture_output=True, timeout=120)
    return (file.parent / "made" / f"{file.stem}.{kind.split(':', maxsplit=1)[0]}").read_bytes()
