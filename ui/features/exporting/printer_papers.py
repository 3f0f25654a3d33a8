"""The paper that a printer has, beside that of the sheets: which of them it lacks, and what can be done then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from visavis.blueprint.drawing import Page
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.paper_sizes import NAMED_SIZES
from visavis.blueprint.registry import ExportOrder
from visavis.ui.features.exporting.export_source import find_exporter

# Millimetres by which the sizes that printers tell differ from the standard's.
ALIKE = 1.0
# Paper of a sheet or of a printer in millimetres: the short side, the long side.
Sides = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PrinterPapers:
    """The paper that a printer takes; no `sizes`: whatever there is, as a file does.

    `longest` are the sides of the largest sheet of any size that it takes besides, (0, 0) where it takes none.
    """

    sizes: tuple[Sides, ...] = ()
    longest: Sides = (0.0, 0.0)

    def take(self, sides: Sides) -> bool:
        """Return whether the printer has paper of these sides."""
        if not self.sizes:
            return True
        short, long = sides
        return any(_are_alike(sides, size) for size in self.sizes) or (
            short <= self.longest[0] + ALIKE and long <= self.longest[1] + ALIKE)

    def nearest(self, sides: Sides) -> Sides:
        """Return the smallest paper that holds a sheet, or else the largest; its own where there is some."""
        if self.take(sides):
            return sides
        holding = [size for size in self.sizes if size[0] + ALIKE >= sides[0] and size[1] + ALIKE >= sides[1]]
        by_area = sorted(holding or self.sizes, key=lambda size: size[0] * size[1])
        return by_area[0] if holding else by_area[-1]


def papers_of(printer: QPrinter) -> PrinterPapers:
    """Return the paper that a printer has, as its driver tells it."""
    if printer.outputFileName() or not printer.printerName():
        return PrinterPapers()
    info = QPrinterInfo(printer)
    sizes = tuple(_sides(size) for size in info.supportedPageSizes())
    longest = _sides(info.maximumPhysicalPageSize()) if info.supportsCustomPageSizes() else (0.0, 0.0)
    return PrinterPapers(sizes, longest)


def sides_of(page: Page) -> Sides:
    """Return the sides of a page in millimetres, the short one first."""
    short, long = sorted((page.width / POINTS_PER_MM, page.height / POINTS_PER_MM))
    return short, long


def lacking_papers(pages: Iterable[Page], papers: PrinterPapers) -> list[Sides]:
    """Return the paper that a printer lacks for some pages, each once, the largest first."""
    lacking: list[Sides] = []
    for sides in sorted({sides_of(page) for page in pages}, reverse=True):
        if not papers.take(sides) and not any(_are_alike(sides, other) for other in lacking):
            lacking.append(sides)
    return lacking


def tile_orders(orders: Sequence[ExportOrder], papers: PrinterPapers, lacking: Sides) -> list[ExportOrder] | None:
    """Return orders whose sheets are cut into tiles of the largest paper there is; None where none can be."""
    found: list[ExportOrder] = []
    for order in orders:
        option = next((option for option in find_exporter(order).options if option.name == "tile"), None)
        fitting = [paper for paper in option.choices if paper in NAMED_SIZES and papers.take(NAMED_SIZES[paper])
                   and NAMED_SIZES[paper] < lacking] if option is not None else []
        if fitting:
            # What tiles cannot have, they do without.
            options = {**order.options, "tile": max(fitting, key=lambda paper: NAMED_SIZES[paper]), "bleed": "0",
                       "marks": "none", "fold": "none"}
            found.append(replace(order, options={name: options[name] for name in order.options}))
        else:
            found.append(order)
    return found if found != list(orders) else None


def lay_out(sides: Sides, *, is_lying: bool) -> QPageLayout:
    """Return how a printer is told of a sheet, from its edge: its content keeps its own margins."""
    return QPageLayout(QPageSize(QSizeF(*sides), QPageSize.Unit.Millimeter),
                       QPageLayout.Orientation.Landscape if is_lying else QPageLayout.Orientation.Portrait,
                       QMarginsF())


def _sides(size: QPageSize) -> Sides:
    millimetres = size.size(QPageSize.Unit.Millimeter)
    short, long = sorted((millimetres.width(), millimetres.height()))
    return short, long


def _are_alike(one: Sides, other: Sides) -> bool:
    return all(abs(side - beside) < ALIKE for side, beside in zip(one, other, strict=True))
