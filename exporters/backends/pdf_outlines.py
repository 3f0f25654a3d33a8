"""Outlines instead of fonts, for print shops that take no fonts: every letter is drawn as a shape.

Nothing can be selected or searched then; what is written is told to readers by the structure tree alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from visavis.blueprint.drawing import Text
from visavis.blueprint.text.outlines import glyph_outline

# Shapes are told in thousandths of the size of type, as most faces are drawn.
EM = 1000.0
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
# What reportlab begins every page with.
_FIRST_FONT = re.compile(rb"BT /\S+ [\d.]+ Tf [\d.]+ TL ET")


class SheetCanvas(Canvas):  # type: ignore[misc]  # reportlab tells no types
    """reportlab's canvas, which knows whether letters are drawn as outlines."""

    draws_outlines: bool = False


def draw_outlines(canvas: Canvas, text: Text) -> None:
    """Draw the letters of one line as shapes in the colour already set, filled by the non-zero rule."""
    scale = text.run.style.size / EM
    shapes = [f"q {scale:.6g} 0 0 {scale:.6g} {text.x + x:.3f} {-text.baseline - down:.3f} cm {shape} f Q"
              for part in text.run.segments for glyph, (x, down) in zip(part.glyphs, part.places, strict=True)
              if (shape := _glyph_operators(part.face, glyph))]
    canvas.addLiteral("\n".join(shapes))


@lru_cache(maxsize=4096)
def _glyph_operators(face: str, glyph: int) -> str:
    """Return the shape of a glyph at `EM`: the same bytes wherever it stands, which is what a PDF packs well."""
    return " ".join(f"{' '.join([f'{value:.0f}' for value in _upward(values)])} {_OPERATORS[str(letter)]}".strip()
                    for letter, *values in glyph_outline(face, glyph))


def _upward(values: Sequence[str | float]) -> Iterator[float]:
    """Yield coordinates at `EM`, y upward; never minus zero, which is written otherwise."""
    for at, value in enumerate(values):
        yield round(float(value) * (-EM if at % 2 else EM)) + 0.0


def remove_fonts(content: bytes) -> bytes:
    """Return a PDF without the font that reportlab begins every page with, where no page uses one."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            if "/Font" in page.obj.Resources:
                del page.obj.Resources["/Font"]
            page.obj.Contents = pdf.make_stream(_FIRST_FONT.sub(b"", page.obj.Contents.read_bytes(), count=1))
        stream = BytesIO()
        pdf.save(stream, static_id=True)
        return stream.getvalue()
