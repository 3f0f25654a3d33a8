"""The three backends of the display list: Qt, PDF and SVG. None of them measures, wraps or decides anything."""

from __future__ import annotations

from visavis.blueprint.drawing import PageSet

# 200 dots an inch: sharp on a screen, and enough to be pasted into minutes.
PNG_SCALE = 200.0 / 72.0


def write_pages(pages: PageSet, form: str) -> bytes:
    """Return the sheets as `pdf`, `svg` or `png`; in the latter two, further sheets stand below the first."""
    from visavis.blueprint.drawing.paper import stack_pages

    match form:
        case "svg":
            from visavis.exporters.backends.svg import svg_file

            return svg_file(stack_pages(pages), about=pages)
        case "png":
            from visavis.exporters.backends.qt import png

            return png(stack_pages(pages), scale=PNG_SCALE, about=pages)
        case _:
            from visavis.exporters.backends.pdf import pdf

            return pdf(pages)
