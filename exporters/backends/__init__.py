"""The backends of the display list: Qt, PDF, SVG, and those of slides. None measures, wraps or decides anything."""

from __future__ import annotations

from visavis.blueprint.drawing import PageSet
from visavis.blueprint.registry import abbreviations, as_written

# 200 dots an inch: sharp on a screen, and enough to be pasted into minutes.
PNG_SCALE = 200.0 / 72.0
# Slides and pages that offices edit, shape by shape.
SLIDE_FORMATS = ("pptx", "odp", "odg")
PICTURE_FORMATS = ("pdf", "svg", "png", *SLIDE_FORMATS)
FORMAT_TITLES = {**abbreviations("pdf", "svg", "png"), "pptx": as_written("PPTX (PowerPoint)"),
                 "odp": as_written("ODP (LibreOffice Impress)"), "odg": as_written("ODG (LibreOffice Draw)")}


def write_pages(pages: PageSet, form: str) -> bytes:
    """Return the sheets in one of PICTURE_FORMATS; in `svg` and `png`, further sheets stand below the first.

    Raises BlueprintError for sheets that slides cannot show.
    """
    from visavis.blueprint.drawing.paper import stack_pages

    match form:
        case "svg":
            from visavis.exporters.backends.svg import svg_file

            return svg_file(stack_pages(pages), about=pages)
        case "png":
            from visavis.exporters.backends.qt import png

            return png(stack_pages(pages), scale=PNG_SCALE, about=pages)
        case "pptx":
            from visavis.exporters.backends.pptx import pptx_file

            return pptx_file(pages)
        case "odp" | "odg":
            from visavis.exporters.backends.opendocument import opendocument_file

            return opendocument_file(pages, is_drawing=form == "odg")
        case _:
            from visavis.exporters.backends.pdf import pdf

            return pdf(pages)
