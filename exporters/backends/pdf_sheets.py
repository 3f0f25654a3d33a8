"""What a page of a PDF is beside its drawing: its boxes, and windows on drawings that several pages show.

A drawing seen through windows is written once, as a form (ISO 32000-1, 8.10): a poster cut into twenty sheets is no
larger than the poster. reportlab's own forms lose what makes ink see-through, so it draws a page, which pikepdf then
makes into a form.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from visavis.blueprint.drawing import DisplayList, Page, PageSet, Window
from visavis.blueprint.layout import Rect
from visavis.exporters.backends.pdf_structure import bounds_on


def set_boxes(canvas: Canvas, page: Page) -> None:
    """Set what is left of the page once it is cut, and what its ground covers before (14.11.2), where it is cut."""
    for set_box, rect in ((canvas.setTrimBox, page.trim), (canvas.setBleedBox, page.trim and page.bleed_rect)):
        set_box(None if rect is None else _corners(rect, page.height))


def find_shared_drawings(pages: PageSet) -> tuple[DisplayList, ...]:
    """Return the drawings that pages have windows on, each once."""
    return tuple({id(page.drawing): page.drawing for page in pages.pages if page.window is not None}.values())


def draw_window(canvas: Canvas, page: Page, window: Window, shared: Sequence[DisplayList]) -> None:
    """Draw what is seen of a shared drawing."""
    number = next(number for number, drawing in enumerate(shared) if drawing is page.drawing)
    left, bottom, right, top = bounds_on(page, window)
    below = page.height - page.y - page.drawing.height * page.scale
    canvas.addLiteral(f"q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n "
                      f"{page.scale:.6f} 0 0 {page.scale:.6f} {page.x:.3f} {below:.3f} cm /{_name(number)} Do Q")


def share_drawings(content: bytes, count: int) -> bytes:
    """Return a PDF whose last `count` pages are made into the drawings that its other pages have windows on."""
    if not count:
        return content
    with pikepdf.open(BytesIO(content)) as pdf:
        drawn = len(pdf.pages) - count
        forms = Dictionary()
        for number in range(count):
            forms[f"/{_name(number)}"] = pdf.pages[drawn + number].as_form_xobject()
        forms = pdf.make_indirect(forms)
        del pdf.pages[drawn:]
        for page in pdf.pages:
            resources: Any = page.obj.Resources
            # A picture on the same page is one, too.
            beside = dict(resources.get(Name.XObject, {}))
            resources[Name.XObject] = Dictionary({**beside, **dict(forms)}) if beside else forms
        stream = BytesIO()
        pdf.save(stream, static_id=True)
        return stream.getvalue()


def _name(number: int) -> str:
    return f"Drawing{number}"


def _corners(rect: Rect, height: float) -> tuple[float, float, float, float]:
    """Return a box in PDF's own direction: left, bottom, right, top."""
    return rect.x, height - rect.bottom, rect.right, height - rect.y
