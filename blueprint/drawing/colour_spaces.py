"""Colours as they are seen: OKLCH to move them, CIEDE2000 to compare them, and what colour-blind readers see.

Sources: Ottosson, "A perceptual color space for image processing" (2020), for OKLab; IEC 61966-2-1 for sRGB; Sharma,
Wu and Dalal (2005) for CIEDE2000; Machado, Oliveira and Fernandes (2009) for the three kinds of colour blindness.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from types import MappingProxyType

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Readers who lack one kind of cones, in linear light.
BLINDNESS: Mapping[str, Matrix] = MappingProxyType({
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
})
_TO_CONES: Matrix = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
                     (0.0883024619, 0.2817188376, 0.6299787005))
_FROM_CONES: Matrix = ((4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965),
                       (-0.0041960863, -0.7034186147, 1.7076147010))
_TO_OKLAB: Matrix = ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
                     (0.0259040371, 0.7827717662, -0.8086757660))
_FROM_OKLAB: Matrix = ((1.0, 0.3963377774, 0.2158037573), (1.0, -0.1055613458, -0.0638541728),
                       (1.0, -0.0894841775, -1.2914855480))
_TO_XYZ: Matrix = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
                   (0.0193339, 0.1191920, 0.9503041))
_WHITE: Triple = (0.95047, 1.0, 1.08883)
# A channel may leave the gamut by so little, which rounding to 8 bits takes back.
_ROUNDING = 0.0015
_HALVINGS = 18


def linear(colour: str) -> Triple:
    """Return `#RRGGBB` as linear light, each channel 0 to 1."""
    red, green, blue = (int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5))
    return _lighten(red), _lighten(green), _lighten(blue)


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black to 1 white) of `#RRGGBB`, as WCAG 2.2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lighten(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _spell(light: Triple) -> str:
    channels = [min(1.0, max(0.0, 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))
                for value in light]
    return "#{:02X}{:02X}{:02X}".format(*(round(255 * channel) for channel in channels))


def _apply(matrix: Matrix, values: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)
    return one, two, three


def oklch(colour: str) -> Triple:
    """Return lightness (0 to 1), chroma and hue (degrees) of `#RRGGBB`."""
    cones = _apply(_TO_CONES, linear(colour))
    lightness, a, b = _apply(_TO_OKLAB, (cones[0] ** (1 / 3), cones[1] ** (1 / 3), cones[2] ** (1 / 3)))
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return `#RRGGBB` of a lightness and a hue, with as much of the chroma as a screen can show of them."""
    lightness = min(1.0, max(0.0, lightness))
    least, most = 0.0, chroma
    if not _is_shown(_light(lightness, most, hue)):
        for _ in range(_HALVINGS):
            middle = (least + most) / 2
            least, most = (middle, most) if _is_shown(_light(lightness, middle, hue)) else (least, middle)
        most = least
    return _spell(_light(lightness, most, hue))


def _light(lightness: float, chroma: float, hue: float) -> Triple:
    roots = _apply(_FROM_OKLAB, (lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue))))
    return _apply(_FROM_CONES, (roots[0] ** 3, roots[1] ** 3, roots[2] ** 3))


def _is_shown(light: Triple) -> bool:
    return all(-_ROUNDING <= value <= 1 + _ROUNDING for value in light)


def to_grey(colour: str) -> str:
    """Return the grey that is as light as a colour."""
    light = luminance(colour)
    return _spell((light, light, light))


def seen_by(colour: str, blindness: str) -> str:
    """Return what colour-blind readers of a kind of `BLINDNESS` see of a colour."""
    return _spell(_apply(BLINDNESS[blindness], linear(colour)))


@lru_cache(maxsize=4096)
def cielab(colour: str) -> Triple:
    """Return a colour in CIELAB, in daylight (D65)."""
    x, y, z = (_root(value / white) for value, white in zip(_apply(_TO_XYZ, linear(colour)), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


@lru_cache(maxsize=4096)
def difference(one: str, other: str) -> float:
    """Return how different two colours look side by side: CIEDE2000, where 1 is just seen and 100 black on white."""
    return ciede2000(cielab(one), cielab(other))


def least_difference(one: str, other: str) -> float:
    """Return how different two colours look to whoever tells them apart worst."""
    return min(difference(one, other), *(difference(seen_by(one, kind), seen_by(other, kind)) for kind in BLINDNESS))


def ciede2000(one: Triple, other: Triple) -> float:
    """Return how different two colours in CIELAB look (CIE 142-2001, by the steps of Sharma, Wu and Dalal)."""
    chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    grey = 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + 25.0**7))
    (a1, b1), (a2, b2) = ((grey * lab[1], lab[2]) for lab in (one, other))
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    lightness, mean = (one[0] + other[0]) / 2, (c1 + c2) / 2
    shape = (1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)) + 0.32 * cos(radians(3 * hue + 6))
             - 0.20 * cos(radians(4 * hue - 63)))
    light = (other[0] - one[0]) / (1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2))
    strong = (c2 - c1) / (1 + 0.045 * mean)
    tone = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * mean * shape)
    twist = -2 * sqrt(mean**7 / (mean**7 + 25.0**7)) * sin(radians(60 * exp(-((hue - 275) / 25) ** 2)))
    return sqrt(max(0.0, light**2 + strong**2 + tone**2 + twist * strong * tone))
