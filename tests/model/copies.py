"""A copy of the whole package, to be changed and asked: what else has to change with it?"""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copied(home: Path) -> Path:
    """Return a copy of the whole package, as it is laid out where it is installed."""
    package = home / "visavis"
    for name in ("blueprint", "exporters", "ui", "templates", "examples"):
        shutil.copytree(ROOT / name, package / name, ignore=shutil.ignore_patterns("__pycache__", "api"))
    shutil.copytree(ROOT / "exporters" / "api", package, dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("__pycache__"))
    return package


def touched(package: Path) -> set[str]:
    """Return the files of a copy that are not as they were."""
    return {str(path.relative_to(package)) for path in package.rglob("*")
            if path.is_file() and path.parent != package and "__pycache__" not in path.parts
            and not filecmp.cmp(path, ROOT / path.relative_to(package), shallow=False)}
