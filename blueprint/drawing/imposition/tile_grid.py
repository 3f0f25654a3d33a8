"""How a poster is cut into sheets of office paper: at full size, or a little smaller on fewer of them. In points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from visavis.blueprint.drawing.paper import POINTS_PER_MM, Orientation, make_sheet
from visavis.blueprint.layout import Rect

# Millimetres: what an office printer leaves blank, and the edge that the next sheet is glued onto.
MARGIN, OVERLAP = 5.0, 10.0
# Points: what rounding may add to a poster before it takes one more sheet.
CLOSE = 0.1
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Sheets of `width` by `height` in columns and rows; together they show a poster at `scale`, its own size at 1.

    `poster_width` and `poster_height` are those at that scale.
    """

    width: float
    height: float
    columns: int
    rows: int
    scale: float
    poster_width: float
    poster_height: float
    margin: float = MARGIN * POINTS_PER_MM
    overlap: float = OVERLAP * POINTS_PER_MM

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self.columns * self.rows

    def tiles(self) -> Iterator[Tile]:
        """Yield the sheets row by row, as they are glued together."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield Tile(self, column, row)


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet of a grid. Rectangles are in points from its top left."""

    grid: TileGrid
    column: int
    row: int

    @property
    def name(self) -> str:
        """Its letter and number: `B3` is the third of the second row."""
        return name_tile(self.column, self.row)

    @property
    def left(self) -> float:
        """How far into the poster it begins."""
        return self.column * (self.grid.width - 2 * self.grid.margin - self.grid.overlap)

    @property
    def top(self) -> float:
        """How far down the poster it begins."""
        return self.row * (self.grid.height - 2 * self.grid.margin - self.grid.overlap)

    @property
    def window(self) -> Rect:
        """Where it shows the poster."""
        grid = self.grid
        return Rect(grid.margin, grid.margin, min(grid.width - 2 * grid.margin, grid.poster_width - self.left),
                    min(grid.height - 2 * grid.margin, grid.poster_height - self.top))

    @property
    def right_edge(self) -> Rect | None:
        """The edge that the next sheet of its row is glued onto; the last has none."""
        window, overlap = self.window, self.grid.overlap
        if self.column + 1 == self.grid.columns:
            return None
        return Rect(window.right - overlap, window.y, overlap, window.height)

    @property
    def lower_edge(self) -> Rect | None:
        """The edge that the next row is glued onto; the last has none."""
        window, overlap = self.window, self.grid.overlap
        if self.row + 1 == self.grid.rows:
            return None
        return Rect(window.x, window.bottom - overlap, window.width, overlap)


def name_tile(column: int, row: int) -> str:
    """Return the letter of a row and the number of a column: `B3`, and `AA1` after 26 rows."""
    letters = ""
    while row >= 0:
        letters, row = LETTERS[row % len(LETTERS)] + letters, row // len(LETTERS) - 1
    return f"{letters}{column + 1}"


def plan_tiles(width: float, height: float, paper: str, *, is_reduced: bool) -> TileGrid:
    """Return how a poster is cut into the fewest sheets of `paper`.

    At full size, as many as it takes. Reduced, it is as large as it can be on as many sheets as would cover it had
    they no margins: A0 on 16 of A4. Raises BlueprintError for other paper.
    """
    grids = [_plan(width, height, paper, orientation, is_reduced=is_reduced) for orientation in Orientation]
    return min(grids, key=lambda grid: (-round(grid.scale, 4), grid.count))


def _plan(width: float, height: float, paper: str, orientation: Orientation, *, is_reduced: bool) -> TileGrid:
    sheet = make_sheet(paper, orientation, margin=MARGIN)
    overlap = OVERLAP * POINTS_PER_MM
    across, down = sheet.inner_width - overlap, sheet.inner_height - overlap
    scale, columns, rows = 1.0, _count(width - overlap, across), _count(height - overlap, down)
    if is_reduced:
        most = max(1, round(width * height / (sheet.width * sheet.height)))
        scale, columns = max((min((columns * across + overlap) / width,
                                  (most // columns * down + overlap) / height, 1.0), -columns)
                             for columns in range(1, most + 1))
        columns = -columns
        rows = min(most // columns, _count(height * scale - overlap, down))
    return TileGrid(sheet.width, sheet.height, columns, rows, scale, width * scale, height * scale)


def _count(length: float, step: float) -> int:
    return max(1, ceil((length - CLOSE) / step))
