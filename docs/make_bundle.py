"""Makes a bundle that needs no Python, with PyInstaller, and proves it: it tells its version, checks and exports.

Run it with the Python of an environment in which Vis-à-vis is installed (not editable) beside PyInstaller;
`make bundle` makes that environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
OUT = ROOT / "build" / "bundle"
# Parts of Qt that the window does not use: half of the bundle.
LEFT_OUT = ("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtWebEngineCore", "PySide6.QtMultimedia", "PySide6.Qt3DCore",
            "PySide6.QtCharts", "PySide6.QtPdf", "tkinter", "matplotlib", "IPython", "pytest")


def build() -> Path:
    """Build the bundle and return its program."""
    window = "--windowed" if sys.platform == "darwin" else "--console"
    arguments = ["--noconfirm", "--clean", "--name", "visavis", window, "--distpath", str(OUT),
                 "--workpath", str(ROOT / "build" / "work"), "--specpath", str(ROOT / "build"),
                 "--copy-metadata", "visavis"]
    arguments += ["--collect-submodules", "visavis", "--collect-data", "visavis"]
    for module in LEFT_OUT:
        arguments += ["--exclude-module", module]
    # Away from the sources: what is bundled is what was installed.
    subprocess.run([sys.executable, "-m", "PyInstaller", *arguments, str(HERE / "bundle_start.py")], check=True,
                   cwd=tempfile.gettempdir())
    return OUT / "visavis" / ("visavis.exe" if sys.platform == "win32" else "visavis")


def prove(program: Path) -> None:
    """Run the bundle away from any Python: it must start, tell frictions, make every export and open its window."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)

        def told(*arguments: str) -> str:
            done = subprocess.run([str(program), *arguments], cwd=work, env=clean, capture_output=True, text=True,
                                  check=True, timeout=300)
            return done.stdout

        version = told("--version").strip()
        told("new", "counter", "-o", "counter.blueprint.json", "--lang", "en")
        frictions = told("check", "counter.blueprint.json")
        made = []
        for line in told("formats").splitlines():
            name = line.split(" ")[0]
            if name and not line.startswith(" "):
                told("export", "counter.blueprint.json", "-t", name, "-o", f"out-{name}",
                     "--as-is", "counter.blueprint.json")
                made.append(f"{name} {(work / f'out-{name}').stat().st_size:,} bytes")
        assert frictions
        assert len(made) > 3, made
        # Without a display the window does its whole job off screen and ends.
        headless = {key: value for key, value in clean.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        subprocess.run([str(program)], cwd=work, env={**headless, "QT_QPA_PLATFORM": "offscreen"}, check=True,
                       timeout=300)
        sys.stdout.write(f"{program}\n{version}\n" + "\n".join(made) + "\n")


if __name__ == "__main__":
    prove(build())
