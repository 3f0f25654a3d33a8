"""Where everything stands: lanes × phases × columns, and flows that cross no card and no label."""

from blueprint.layout.bands import Band, column_count, split_into_bands
from blueprint.layout.engine import lay_out
from blueprint.layout.places import CellPlace, Layout, LineKind, Point, Rect
from blueprint.layout.style import LayoutStyle

__all__ = ["Band", "CellPlace", "Layout", "LayoutStyle", "LineKind", "Point", "Rect", "column_count", "lay_out",
           "split_into_bands"]
