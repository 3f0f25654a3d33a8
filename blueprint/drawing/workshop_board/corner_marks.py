"""The marks of a board: squares of six by six modules that programs find in a photograph, whichever way it is turned.

They are numbers 0 to 3, 6 and 7 of the dictionary `DICT_4X4_50` of ArUco (Garrido-Jurado and others, "Automatic
generation and detection of highly reliable fiducial markers under occlusion", Pattern Recognition 47, 2014), as
OpenCV ships it: a black border, and inside four rows of four bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role
from visavis.blueprint.drawing.workshop_board.board_geometry import BoardSize
from visavis.blueprint.layout import Rect

# The rows of bits, the highest bit at the left; 1 is white.
BITS: Mapping[int, tuple[int, int, int, int]] = MappingProxyType({
    0: (0b1011, 0b0101, 0b0011, 0b0010), 1: (0b0000, 0b1111, 0b1001, 0b1010), 2: (0b0011, 0b0011, 0b0010, 0b1101),
    3: (0b1001, 0b1001, 0b0100, 0b0110), 6: (0b1001, 0b1110, 0b0010, 0b1110), 7: (0b1100, 0b0100, 0b1111, 0b0010),
})
MODULES = 6
INK, PAPER = "#000000", "#FFFFFF"


def corner_mark(number: int, box: Rect) -> tuple[Primitive, ...]:
    """Return a mark in a square box, on a white edge of one module around it: the quiet zone that finds it."""
    module = box.width / MODULES
    quiet = Rect(box.x - module, box.y - module, box.width + 2 * module, box.height + 2 * module)
    segments: list[tuple[str | float, ...]] = []
    for row, bits in enumerate(BITS[number]):
        for column in range(4):
            if bits >> (3 - column) & 1:
                x, y = box.x + (column + 1) * module, box.y + (row + 1) * module
                segments += [("M", x, y), ("L", x + module, y), ("L", x + module, y + module), ("L", x, y + module),
                             ("Z",)]
    return Box(quiet, 0.0, PAPER), Box(box, 0.0, INK), Path(tuple(segments), PAPER, is_nonzero=True)


def marks_group(size: BoardSize) -> Group:
    """Return all marks of a board: for programs, and nothing to read."""
    width, height = size.inner
    parts = [part for number, box in size.marks.items() for part in corner_mark(number, box)]
    return Group("marks", Role.DECORATION, Layer.LABELS, Rect(0.0, 0.0, width, height), tuple(parts))
