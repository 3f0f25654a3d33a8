"""A fresh environment with the built program in it: what a person has who types `pip install`."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps",
       "--no-build-isolation")


@dataclass(frozen=True)
class Environment:
    """An environment of its own. The libraries come by path from the one that runs the tests; the program does not."""

    home: Path

    @property
    def scripts(self) -> Path:
        return self.home / "bin"

    @property
    def packages(self) -> Path:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.home / "lib" / version / "site-packages"

    def install(self, what: Path) -> None:
        """Install a wheel or a folder with a pyproject.toml as its own distribution."""
        self.run("python", *PIP, str(what))

    def uninstall(self, *names: str) -> None:
        self.run("python", "-m", "pip", "uninstall", "--quiet", "--disable-pip-version-check", "--yes", *names)

    def run(self, program: str, *arguments: str, cwd: Path | None = None, **extra: str) -> str:
        """Run one of the environment's programs away from the sources and return what it writes."""
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith(("PYTHON", "VIRTUAL_ENV", "DISPLAY", "WAYLAND"))}
        done = subprocess.run([str(self.scripts / program), *arguments], cwd=cwd or self.home, text=True, check=False,
                              capture_output=True, timeout=240, env={
                                  **clean, "QT_QPA_PLATFORM": "offscreen", "HOME": str(self.home),
                                  "XDG_CONFIG_HOME": str(self.home / "config"), **extra})
        assert done.returncode == 0, f"{program} {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout


def fresh_environment(home: Path) -> Environment:
    """Make an empty environment whose libraries (PySide6, pydantic, …) are those of the running one."""
    venv.create(home, with_pip=False, symlinks=True)
    made = Environment(home)
    # A plain path: the .pth files of that folder, and with them the sources, are not followed.
    (made.packages / "libraries.pth").write_text(f"{sysconfig.get_paths()['purelib']}\n", encoding="utf-8")
    return made


def build_wheel(folder: Path) -> Path:
    """Build the program's wheel into a folder and return it."""
    # From a copy of what is committed: setuptools' own `build` folder would bring back what was deleted since.
    sources = folder / "sources"
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            target = sources / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-index",
                    "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(sources)], check=True)
    (wheel,) = folder.glob("visavis-*.whl")
    return wheel
