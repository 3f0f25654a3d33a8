"""What a press makes of a colour, roughly: how far what it can mix is from what a screen shows.

`templates/press.json` has the differences (CIEDE2000) of a grid of colours, taken through the free profile of a web
press (SWOP) that comes with Ghostscript; `python -m tests.drawing.press` writes it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import product
from pathlib import Path

from visavis import templates

PRESS_FILE = Path(templates.__file__).with_name("press.json")
# What two colours may differ by and still be taken for the same side by side in print.
MOST_DIFFERENCE = 5.0


def press_difference(colour: str) -> float:
    """Return how different `#RRGGBB` looks in print from a screen (CIEDE2000: 1 is just seen).

    It lies between the differences of the eight colours of the grid around it.
    """
    steps, differences = _grid()
    places = [int(colour[at:at + 2], 16) / 255 * (steps - 1) for at in (1, 3, 5)]
    corners = [min(int(place), steps - 2) for place in places]
    found = 0.0
    for corner in product((0, 1), repeat=3):
        share, index = 1.0, 0
        for step, place, start in zip(corner, places, corners, strict=True):
            share *= place - start if step else 1 - (place - start)
            index = index * steps + start + step
        found += share * differences[index]
    return found


@lru_cache(maxsize=1)
def _grid() -> tuple[int, tuple[float, ...]]:
    table = json.loads(PRESS_FILE.read_text(encoding="ascii"))
    return int(table["steps"]), tuple(table["differences"])
