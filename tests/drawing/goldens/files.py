"""Where the goldens lie, and what is said of one that differs."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice
from pathlib import Path

FOLDER = Path(__file__).parent
# So much of a difference is shown: enough to see what kind it is.
MOST_LINES = 40


def golden_file(name: str) -> Path:
    """Return the file of a golden."""
    return FOLDER / f"{name}.txt"


def describe_difference(name: str, drawn: str) -> str:
    """Return the first lines of how a drawing differs from its golden, and what to do; nothing when it is equal."""
    file = golden_file(name)
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if kept == drawn:
        return ""
    lines = unified_diff(kept.splitlines(), drawn.splitlines(), f"kept {name}", f"drawn {name}", n=1, lineterm="")
    told = [*islice(lines, MOST_LINES), f"… {name} is drawn otherwise. Where that is meant: make goldens"]
    return "\n".join(told)
