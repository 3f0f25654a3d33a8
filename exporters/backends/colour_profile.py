"""The colour profile of sRGB (IEC 61966-2-1) as ICC.1:2010 asks for: a file for archives says what its red is.

Made here, not taken from a library: theirs hold the time of their making, and the same pages are the same bytes.
"""

from __future__ import annotations

import struct
from functools import lru_cache

# Where the light of the display's primaries is, adapted to D50 by Bradford's matrix (ICC.1:2010, annex E).
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {b"rXYZ": (0.43607, 0.22249, 0.01392), b"gXYZ": (0.38515, 0.71687, 0.09708),
              b"bXYZ": (0.14307, 0.06061, 0.71410)}
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# ((value + 0.055) / 1.055) ** 2.4, and a straight line below 0.04045: a parametric curve of type 3.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_VERSION, _WRITTEN = 0x04200000, (2026, 1, 1, 0, 0, 0)
_HEADER = 128
NAME = "sRGB IEC61966-2.1"


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return the profile: a display of three primaries and one curve."""
    tags = {b"desc": _text(NAME), b"cprt": _text("CC0"), b"wtpt": _numbers(b"XYZ ", _D50),
            b"chad": _numbers(b"sf32", _ADAPTATION)}
    tags |= {name: _numbers(b"XYZ ", place) for name, place in _PRIMARIES.items()}
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    table, data = struct.pack(">I", len(tags)), b""
    start = _HEADER + len(table) + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, content in tags.items():
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    return _header(_HEADER + len(table) + len(data)) + table + data


def _header(size: int) -> bytes:
    """Return the header (7.2): no maker, no device, perceptual, as seen in D50."""
    return (struct.pack(">I4xI", size, _VERSION) + b"mntrRGB XYZ " + struct.pack(">6H", *_WRITTEN) + b"acsp"
            + bytes(28) + _fixed(_D50) + bytes(48))


def _numbers(kind: bytes, values: tuple[float, ...]) -> bytes:
    return kind + bytes(4) + _fixed(values)


def _fixed(values: tuple[float, ...]) -> bytes:
    """Return numbers as s15Fixed16 (4.6)."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _text(text: str) -> bytes:
    """Return one text in one language (10.15)."""
    content = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">III", 0, 1, 12) + b"enUS" + struct.pack(">II", len(content), 28) + content
