"""PNG: the same picture as the SVG, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.drawing import DisplayList
from visavis.blueprint.language import Count, Message, message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import WORDS, ExportJob, FormatOption
from visavis.exporters.print_options import choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

POINTS_PER_INCH = 72.0
LEAST_DPI, MOST_DPI = 20, 1200
LEAST_WIDTH, MOST_WIDTH = 100, 30_000
# What the Qt backend paints at most: four bytes a pixel, half a gigabyte.
MOST_PIXELS = 120_000_000


class PngExporter:
    """Paints the whole picture; `width` (pixels) wins over `dpi` when both are given."""

    name = "png"
    title: Message = message("Picture (PNG)")
    purpose: Message = message("A picture of the drawing: for slides and messages.")
    options = (
        FormatOption("dpi", message("Dots per inch"), default="144"),
        FormatOption("width", message("Width in pixels (instead of dots per inch)")),
        WORDS,
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.png`."""
        del options
        return ".png"

    def export(self, job: ExportJob) -> bytes:
        """Return the PNG file's bytes; raise BlueprintError for a size that is not a number or too large."""
        from visavis.exporters.backends.qt import png

        pages = self.draw(job)
        drawing = pages.pages[0].drawing
        return png(drawing, scale=_scale(drawing, job.options), about=pages)

    def tell(self, job: ExportJob) -> str:
        """Return the blueprint in words, as Markdown, for the file beside the picture."""
        from visavis.exporters.text_version.page_words import tell_blueprint

        return tell_blueprint(job)

    def draw(self, job: ExportJob) -> PageSet:
        """Return the picture as the one sheet of its own size; raise BlueprintError as `export` does."""
        from visavis.blueprint.drawing import ComposeOptions, draw_picture_sheet

        _asked_scale(job.options)
        theme = choose_theme(job, is_picture=True)
        pages = draw_picture_sheet(job.document, job.analysis, translator(job.language),
                                   options=ComposeOptions(internal=job.internal, excerpt=job.excerpt), theme=theme,
                                  look=choose_look(job, theme))
        drawing = pages.pages[0].drawing
        _check_size(drawing, _scale(drawing, job.options))
        return pages


def _scale(drawing: DisplayList, options: Mapping[str, str]) -> float:
    """Return pixels a point; raise BlueprintError for a size that is not a number."""
    asked = _asked_scale(options)
    return asked if asked is not None else _whole("width", options, LEAST_WIDTH, MOST_WIDTH) / drawing.width


def _asked_scale(options: Mapping[str, str]) -> float | None:
    """Return pixels a point from `dpi`; None when a width is asked for."""
    if options.get("width", "").strip():
        return None
    return _whole("dpi", options, LEAST_DPI, MOST_DPI) / POINTS_PER_INCH


def _whole(name: str, options: Mapping[str, str], least: int, most: int) -> int:
    text = options.get(name, "").strip()
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise BlueprintError(message("--{option} '{given}': give a whole number from {least} to {most}", option=name,
                                     given=text, least=Count(least), most=Count(most)))
    return int(text)


def _check_size(drawing: DisplayList, scale: float) -> None:
    pixels = drawing.width * scale * drawing.height * scale
    if pixels > MOST_PIXELS:
        raise BlueprintError(message("the picture would have {pixels} million pixels, more than {most}; ask for less",
                                     pixels=Count(round(pixels / 1e6)), most=Count(round(MOST_PIXELS / 1e6))))


PNG = PngExporter()
