"""From how far type can be read: x-height times 300, a rule of thumb of signs and wayfinding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from visavis.blueprint.drawing.display_list import Page, PageSet, Role, Text
from visavis.blueprint.language import Decimal, Message, message
from visavis.blueprint.text.brand_faces import brand_face, is_brand_face
from visavis.blueprint.text.faces import nominal_glyph, text_face
from visavis.blueprint.text.font_files import told_x_height
from visavis.blueprint.text.outlines import glyph_outline
from visavis.blueprint.text.styles import Weight

POINTS_PER_METRE = 72.0 / 0.0254
DISTANCE = 300.0


def legible_distance(size: float, face: str = "") -> float:
    """Return from how many metres type of `size` points can be read, in a kit's `face` or the text family's."""
    return x_height(face) * size * DISTANCE / POINTS_PER_METRE


@lru_cache(maxsize=64)
def x_height(face: str = "") -> float:
    """Return the height of the letter x of a kit's face, or of the text family, as a part of the size of type.

    A font says it of itself (OpenType 1.9, `sxHeight` of OS/2); of one that does not, its letter x is measured.
    """
    told = told_x_height(brand_face(face).content) if face else None
    return told if told is not None else _measure_x(face or text_face(Weight.REGULAR).name)


def _measure_x(face: str) -> float:
    outline = glyph_outline(face, nominal_glyph(face, "x"))
    return -min((float(value) for _, *values in outline for value in values[1::2]), default=0.0)


def title_face(pages: PageSet) -> str:
    """Return the face of a kit that titles of cards are set in; nothing where it is the text family's."""
    titles = (part for page in pages.pages for group in page.drawing.groups if group.role is Role.STEP
              for part in group.primitives if isinstance(part, Text) and part.run.style.weight is Weight.SEMIBOLD)
    return next((item.face for part in titles for item in part.run.segments if is_brand_face(item.face)), "")


def title_size(pages: PageSet) -> float | None:
    """Return the size in points that titles of cards are printed in; None where there is no card.

    It is that of most steps, of two as frequent the smaller: names of support are set smaller than titles.
    A drawing that several pages show counts as the largest shows it: the others are its map.
    """
    shown: dict[int, Page] = {}
    for page in sorted(pages.pages, key=lambda page: page.scale):
        shown[id(page.drawing)] = page
    sizes = Counter(round(size, 3) for page in shown.values() for size in _title_sizes(page))
    return min(sizes, key=lambda size: (-sizes[size], size), default=None)


def describe_titles(size: float, face: str = "") -> Message:
    """Tell how large titles are, and from where they can be read in a kit's `face` or the text family's."""
    return message("titles {size}\u00a0pt, legible from {distance}\u00a0m", size=Decimal(size),
                   distance=Decimal(legible_distance(size, face)))


def _title_sizes(page: Page) -> Iterator[float]:
    """Yield the largest type of each step, which its title is set in, in points of the page."""
    for group in page.drawing.groups:
        if group.role is Role.STEP:
            sizes = [part.run.style.size for part in group.primitives if isinstance(part, Text)]
            if sizes:
                yield max(sizes) * page.scale
