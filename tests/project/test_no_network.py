"""No network, ever: the whole job runs with sockets forbidden."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# An audit hook sees every socket of the interpreter, also those that libraries open; Qt's own would need libQt6Network.
FORBID = """
import sys

def forbid(event, arguments):
    if event in ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"network: {event} {arguments[1:]}")

sys.addaudithook(forbid)
"""

JOB = FORBID + """
from pathlib import Path
from visavis.exporters.cli import main
from visavis.ui.application.entry import run

status = run(None)
assert status == 0, status
example = sys.argv[1]
for command in (["check", example], ["measure", example], ["formats"], ["templates"], ["schema"],
                ["new", "visit", "-o", "new.blueprint.json"],
                ["export", example, "-t", "poster", "-o", "p.pdf", "--paper", "A0"]):
    assert main(command) == 0, command
maps = Path("/proc/self/maps")
if maps.exists():
    assert "libQt6Network" not in maps.read_text()
"""


def job(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    example = ROOT / "examples" / "apa-a-domicile.blueprint.json"
    return subprocess.run([sys.executable, "-c", code, str(example)], cwd=folder, env=environment, check=False,
                          capture_output=True, text=True, timeout=240)


@pytest.mark.slow
def test_the_whole_job_opens_no_socket(tmp_path: Path) -> None:
    done = job(JOB, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    written = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert {".png", ".pdf", ".svg", ".json"} <= written


def test_the_guard_would_notice(tmp_path: Path) -> None:
    done = job(FORBID + "import socket; socket.create_connection(('127.0.0.1', 9))", tmp_path)
    assert done.returncode != 0
    assert "network: socket." in done.stderr
