"""What a press makes of colours: to CMYK through an ICC profile and back, and how far apart two colours are seen.

`python -m tests.drawing.press [PROFILE]` writes the table that the tests hold themes to, where there is no profile, and
the one that tells people of the colours of their brand kit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from visavis.blueprint.drawing import Theme
from visavis.blueprint.drawing.brand.press_colours import PRESS_FILE
from visavis.blueprint.drawing.colour_spaces import ciede2000
from visavis.blueprint.drawing.paper_themes import INK_SAVING, PRINT

# The free profile of a web press (SWOP) that comes with Ghostscript, where Debian and Fedora put it.
PROFILES = (Path("/usr/share/color/icc/ghostscript/default_cmyk.icc"),
            Path("/usr/share/ghostscript/iccprofiles/default_cmyk.icc"))
GRID = 17
TABLE = Path(__file__).with_name("press_colours.json")
ON_PAPER = (PRINT, INK_SAVING)
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC

Lab = tuple[float, float, float]


def find_profile() -> Path | None:
    return next((path for path in PROFILES if path.exists()), None)


def colours_of(theme: Theme) -> Mapping[str, str]:
    """Return every colour of a theme and one thing it is used for."""
    return {colour: usage for usage, colour in reversed(list(_walk("", theme)))}


def _walk(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.startswith("#"):
            yield name, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(f"{name} {field.name}".strip(), getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _walk(f"{name} {key}", part)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _walk(f"{name} {number}", part)


def seen(colour: str) -> Lab:
    """Return a colour of the screen as it is seen (CIELAB, D50)."""
    return _lab(ImageCms.applyTransform(_pixel(colour), _to_lab()))


def pressed(colour: str, profile: Path) -> Lab:
    """Return the same after a press has mixed it."""
    to_press, from_press = _press(profile)
    mixed: Any = ImageCms.applyTransform(_pixel(colour), to_press)
    return _lab(ImageCms.applyTransform(mixed, from_press))


def _pixel(colour: str) -> Image.Image:
    return Image.new("RGB", (1, 1), colour)


def _lab(picture: Any) -> Lab:
    light, *rest = picture.tobytes()
    a, b = (value - 256 if value > 127 else value for value in rest)
    return light / 2.55, a, b


@lru_cache(maxsize=1)
def _to_lab() -> Any:
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB", _INTENT)


@lru_cache(maxsize=4)
def _press(profile: Path) -> tuple[Any, Any]:
    press = ImageCms.getOpenProfile(str(profile))
    return (ImageCms.buildTransform(ImageCms.createProfile("sRGB"), press, "RGB", "CMYK", _INTENT),
            ImageCms.buildTransform(press, ImageCms.createProfile("LAB"), "CMYK", "LAB", _INTENT))


def write_table(profile: Path) -> None:
    colours = sorted({colour for theme in ON_PAPER for colour in colours_of(theme)})
    rows = ",\n".join(f'  "{colour}": {json.dumps([round(value, 1) for value in pressed(colour, profile)])}'
                      for colour in colours)
    TABLE.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def write_grid(profile: Path) -> None:
    """Write by how much colours of a grid differ on paper from the screen, red slowest, blue fastest."""
    steps = [round(at * 255 / (GRID - 1)) for at in range(GRID)]
    colours = [f"#{red:02X}{green:02X}{blue:02X}" for red in steps for green in steps for blue in steps]
    far = [round(ciede2000(seen(colour), pressed(colour, profile)), 1) for colour in colours]
    rows = ",\n".join("  " + ", ".join(f"{value:g}" for value in far[at:at + GRID]) for at in range(0, len(far), GRID))
    PRESS_FILE.write_text(f'{{"steps": {GRID}, "differences": [\n{rows}\n]}}\n', encoding="ascii")


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else find_profile()
    if given is None:
        sys.exit("no profile of a press on this machine")
    write_table(given)
    write_grid(given)
