"""The packages with a front door, and what each offers."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOORS = {f"visavis.{'.'.join(path.relative_to(ROOT).parts[:-1])}": path for path in [*ROOT.glob("blueprint/**/__init__.pyi"), *ROOT.glob("ui/**/__init__.pyi")]}


def offers(door: str) -> dict[str, str]:
    """Return the names of a front door with the modules that they come from."""
    tree = ast.parse(DOORS[door].read_text(encoding="utf-8"))
    return {alias.name: f"{door}.{node.module}" for node in tree.body if isinstance(node, ast.ImportFrom)
            for alias in node.names}
