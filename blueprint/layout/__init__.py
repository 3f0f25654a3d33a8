"""Where everything stands: lanes × phases × columns, and flows that cross no card and no label."""

from visavis.blueprint.layout.bands import Band, column_count, split_into_bands
from visavis.blueprint.layout.boxes import GridCell, LineKind
from visavis.blueprint.layout.geometry import Point, Rect
from visavis.blueprint.layout.pipeline import lay_out
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.style import LayoutStyle

__all__ = ["Band", "GridCell", "Layout", "LayoutStyle", "LineKind", "Point", "Rect", "column_count", "lay_out",
           "split_into_bands"]
