"""What another process hears of the running window: an empty cell, what a search found, news."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.accessibility.test_canvas import LACKING, PYTHON, sees_bus
from tests.ui.conftest import ROOT

FILES = "tests/ui/accessibility"


@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING) or not sees_bus(), reason="xvfb, xauth, dbus, at-spi2-core and gir1.2-atspi-2.0 are not installed")
@pytest.mark.parametrize(("language", "example", "words"), [
    ("fr", "apa-a-domicile", ("Famille, S’informer, colonne 1, vide", "Réunit six justificatifs", "Rien ne manque")),
    ("en", "home-care-allowance", ("Family, Find out, column 1, empty", "Nothing found", "Rien ne manque"))])
def test_another_process_hears_what_has_no_focus(tmp_path: Path, language: str, example: str, words: tuple[str, ...]) -> None:
    path = tmp_path / f"{example}.blueprint.json"
    shutil.copy(ROOT / "examples" / path.name, path)
    settings = tmp_path / "settings.ini"
    settings.write_text(f"[General]\nlanguage={language}\n", encoding="utf-8")
    script = (f'"{PYTHON}" {FILES}/atspi_listen.py 60 & L=$!; sleep 1; '
              f'"{sys.executable}" {FILES}/speaking_window.py "{path}"; sleep 1; kill $L')
    clean = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "DISPLAY")}
    done = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "--", "bash", "-c", script], cwd=ROOT, capture_output=True, text=True,
        timeout=120, check=False, env={**clean, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                                       "VISAVIS_SETTINGS": str(settings)})
    heard = [json.loads(line)["said"] for line in done.stdout.splitlines() if line.startswith("{")]
    assert heard, done.stderr[-2000:]
    for wanted in words:
        assert any(wanted in said for said in heard), heard
