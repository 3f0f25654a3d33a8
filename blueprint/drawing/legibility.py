"""From how far type can be read: x-height times 300, a rule of thumb of signs and wayfinding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from visavis.blueprint.drawing.display_list import Page, PageSet, Role, Text
from visavis.blueprint.language import Decimal, Message, message
from visavis.blueprint.text.metrics import metrics
from visavis.blueprint.text.outlines import segment_outline
from visavis.blueprint.text.styles import TextStyle

POINTS_PER_METRE = 72.0 / 0.0254
DISTANCE = 300.0


def legible_distance(size: float) -> float:
    """Return from how many metres type of `size` points can be read."""
    return x_height() * size * DISTANCE / POINTS_PER_METRE


@lru_cache(maxsize=1)
def x_height() -> float:
    """Return the height of the letter x of the text family, as a part of the size of type."""
    (part,) = metrics().shape("x", TextStyle(1.0)).segments
    return -min(float(value) for letter, *values in segment_outline(part, 1.0) for value in values[1::2])


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


def describe_titles(size: float) -> Message:
    """Tell how large titles are, and from where they can be read."""
    return message("titles {size}\u00a0pt, legible from {distance}\u00a0m", size=Decimal(size),
                   distance=Decimal(legible_distance(size)))


def _title_sizes(page: Page) -> Iterator[float]:
    """Yield the largest type of each step, which its title is set in, in points of the page."""
    for group in page.drawing.groups:
        if group.role is Role.STEP:
            sizes = [part.run.style.size for part in group.primitives if isinstance(part, Text)]
            if sizes:
                yield max(sizes) * page.scale
