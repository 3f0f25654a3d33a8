"""How the shapes of an SVG file look: attributes, `style`, and the simple rules of its style sheet, inherited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, isfinite, pi, sin, tan
from xml.etree import ElementTree as ET

from visavis.blueprint.drawing.brand.svg_path_data import LogoRefused
from visavis.blueprint.language import message

_PROPERTIES = ("fill", "stroke", "stroke-width", "fill-rule", "opacity", "fill-opacity", "stroke-opacity", "display",
               "visibility", "color", "clip-path", "mask", "filter")
# What holds for an element alone, not for what is in it.
_OWN = frozenset({"opacity", "display", "clip-path", "mask", "filter"})
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(r"rgba?\(([^)]*)\)")
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Looks:
    """What an element looks like: `inherited` holds for what is in it, `own` for itself; `shown` is how much ink."""

    inherited: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    shown: float = 1.0

    @property
    def is_shown(self) -> bool:
        """Whether anything of it is drawn."""
        return (self.own.get("display") != "none" and self.shown > 0
                and self.inherited.get("visibility", "visible") == "visible")

    @property
    def is_even_odd(self) -> bool:
        """Whether the inside is told by the even-odd rule."""
        return self.inherited.get("fill-rule") == "evenodd"

    @property
    def stroke_width(self) -> float:
        """The width of lines in the element's own units."""
        return (read_numbers(self.inherited.get("stroke-width", "1")) or [1.0])[0]

    def colour(self, ink: str) -> str | None:
        """Return the colour of `fill` or `stroke`; None for none. Raises LogoRefused for gradients and patterns."""
        told = self.inherited.get(ink, "#000000" if ink == "fill" else "none")
        if told.lower() == "currentcolor":
            told = self.inherited.get("color", "#000000")
        return read_colour(told)

    def opacity(self, ink: str) -> float:
        """Return how much ink there is of `fill` or `stroke`, 0 to 1."""
        return self.shown * _share(self.inherited.get(f"{ink}-opacity", "1"))


class SvgStyles:
    """The rules of a file's style sheet: those for an element's name, a class or an id."""

    def __init__(self, sheet: str) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for selectors, declarations in _RULE.findall(_COMMENT.sub("", sheet)):
            for selector in selectors.split(","):
                self._rules.setdefault(selector.strip(), {}).update(_declarations(declarations))

    def looks_of(self, element: ET.Element, name: str, above: Looks) -> Looks:
        """Return the looks of an element inside one that looks like `above`."""
        told = {key: value.strip() for key in _PROPERTIES if (value := element.get(key)) is not None}
        classes = [f".{each}" for each in element.get("class", "").split()]
        for selector in (name, *classes, f"#{element.get('id', '')}"):
            told |= self._rules.get(selector, {})
        told |= _declarations(element.get("style", ""))
        own = {key: value for key, value in told.items() if key in _OWN}
        inherited = {**above.inherited, **{key: value for key, value in told.items()
                                           if key not in _OWN and value != "inherit"}}
        return Looks(inherited, own, above.shown * _share(own.get("opacity", "1")))


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs
            if name.strip() in _PROPERTIES}


def _share(text: str) -> float:
    number = (read_numbers(text) or [1.0])[0] / (100 if text.strip().endswith("%") else 1)
    return min(1.0, max(0.0, number))


def read_numbers(text: str) -> list[float]:
    """Return the numbers in a text, units left aside."""
    return [number for found in _NUMBER.findall(text[:200_000]) if isfinite(number := float(found))]


def read_transform(text: str) -> Matrix:
    """Return a list of transforms as one matrix."""
    made: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for name, inside in _TRANSFORM.findall(text[:10_000]):
        a, b, c, d, e, f = made
        for g, h, i, j, k, m in _matrices(name, read_numbers(inside)):
            made = (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)
            a, b, c, d, e, f = made
    return made


def _matrices(name: str, numbers: list[float]) -> list[Matrix]:
    """Return what one transform does, one after the other."""
    values = [*numbers, *[0.0] * 6]
    turn = values[0] * pi / 180
    match name:
        case "matrix" if len(numbers) == 6:
            a, b, c, d, e, f = numbers
            return [(a, b, c, d, e, f)]
        case "translate":
            return [(1.0, 0.0, 0.0, 1.0, values[0], values[1])]
        case "scale" if numbers:
            return [(numbers[0], 0.0, 0.0, numbers[1] if len(numbers) > 1 else numbers[0], 0.0, 0.0)]
        case "rotate":
            return [(1.0, 0.0, 0.0, 1.0, values[1], values[2]),
                    (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0),
                    (1.0, 0.0, 0.0, 1.0, -values[1], -values[2])]
        case "skewX":
            return [(1.0, 0.0, tan(turn), 1.0, 0.0, 0.0)]
        case "skewY":
            return [(1.0, tan(turn), 0.0, 1.0, 0.0, 0.0)]
    return []


def read_colour(text: str) -> str | None:
    """Return a colour of CSS as `#RRGGBB`; None for none. Raises LogoRefused for what is no flat colour."""
    told = text.strip().lower()
    if told in ("none", "transparent", ""):
        return None
    found = _HEX.fullmatch(told)
    if found:
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        return f"#{digits.upper()}"
    mixed = _RGB.fullmatch(told)
    if mixed is not None:
        parts = [part for part in re.split(r"[\s,/]+", mixed[1]) if part]
        channels = [(read_numbers(part) or [0.0])[0] * (2.55 if part.endswith("%") else 1) for part in parts[:3]]
        if len(channels) == 3:
            return "#{:02X}{:02X}{:02X}".format(*(round(min(255.0, max(0.0, channel))) for channel in channels))
    from PIL import ImageColor

    if told.isalpha() and told in ImageColor.colormap:
        red, green, blue = ImageColor.getrgb(told)[:3]
        return f"#{red:02X}{green:02X}{blue:02X}"
    raise LogoRefused(message("the logo is painted with '{paint}', which is no flat colour: choose one, or give a "
                              "PNG", paint=text.strip()[:40]))
