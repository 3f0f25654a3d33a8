"""Icons as path segments in a box of 24 by 24, to be stroked 1.5 wide with round ends."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
SIZE = 24.0
STROKE = 1.5

Segment = tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class IconShape:
    """An icon's outline: `("M", x, y)`, `("L", x, y)`, `("C", x1, y1, x2, y2, x, y)` and `("Z",)` segments."""

    name: str
    segments: tuple[Segment, ...]


@lru_cache(maxsize=1)
def icons() -> Mapping[str, IconShape]:
    """Return every icon by name."""
    data: dict[str, list[list[str | float]]] = json.loads((FOLDER / "shapes.json").read_text(encoding="ascii"))
    return {name: IconShape(name, tuple(tuple(segment) for segment in shape)) for name, shape in data.items()}


def icon(name: str) -> IconShape:
    """Return one icon; raise KeyError for a name that does not ship."""
    return icons()[name]
