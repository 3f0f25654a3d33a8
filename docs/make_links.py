"""Lays out `visavis` as one folder of links, build/links, for tools that follow no import hooks: mypy, editors.

`python -m docs.make_links`; the set-up for tests runs it. Running the program needs none of it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINKS = ROOT / "build" / "links"


def make_links() -> Path:
    """Make the links that are missing, take away those of files that are gone, and return the folder to search."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = declared["tool"]["setuptools"]["package-dir"]
    for name, folder in folders.items():
        # The top of the package, and what holds its sources, are folders of links: others stand beside their files.
        target = LINKS.joinpath(*name.split("."))
        if "." in name and not any(ROOT / other != ROOT / folder and (ROOT / other).is_relative_to(ROOT / folder)
                                   for other in folders.values()):
            _link(target, ROOT / folder)
        else:
            for file in (ROOT / folder).iterdir():
                if file not in [ROOT / other for other in folders.values()] and file.name != "__pycache__":
                    _link(target / file.name, file)
    # A module that was renamed, or is of another branch: import-linter would stop at what is left of it.
    for link in LINKS.rglob("*"):
        if link.is_symlink() and not link.exists():
            link.unlink(missing_ok=True)
    return LINKS


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    link.unlink(missing_ok=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


if __name__ == "__main__":
    make_links()
