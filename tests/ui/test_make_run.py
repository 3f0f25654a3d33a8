"""`make run` without a display: it does its whole job, without noise, and says what to look at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_makes_everything_and_says_what_to_look_at(tmp_path: Path, language: str) -> None:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LC_ALL", "LANGUAGE")}
    done = subprocess.run([sys.executable, "-m", "visavis.exporters.cli"], cwd=tmp_path, text=True, check=False,
                          capture_output=True, timeout=240, env={
                              **environment, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"),
                              "VISAVIS_SETTINGS": str(tmp_path / "settings.ini"), "LANG": f"{language}_FR.UTF-8",
                              "LC_ALL": f"{language}_FR.UTF-8" if language == "fr" else "en_GB.UTF-8"})
    assert (done.returncode, done.stderr) == (0, "")
    first, *made, last = done.stdout.splitlines()
    assert "out/" in first
    assert all((tmp_path / line.strip()).is_file() for line in made)
    assert {Path(line.strip()).suffix for line in made} >= {".png", ".pdf", ".svg", ".json", ".dot", ".graphml"}
    assert "out/window.png" in last
    assert "poster.pdf" in last
    assert ("Regardez" in last) is (language == "fr")
