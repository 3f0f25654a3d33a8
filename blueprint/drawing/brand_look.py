"""What a brand kit gives a drawing beside its colours: letters, a logo, a telephone number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from visavis.blueprint.drawing.colour_spaces import to_grey
from visavis.blueprint.drawing.display_list import Bitmap, Box, Group, Layer, Path, Pixels, Primitive, Role, Text
from visavis.blueprint.drawing.page_block import PageBlock, scale_block
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextMetrics

# The clear space beside and below a logo, as a part of its height.
CLEAR = 0.25
# The part of a head's width that a logo takes at most.
MOST_WIDE = 0.18
# What a title is made of: a logo is no higher.
_TITLE = frozenset({"title", "subtitle", "state"})
# The weights of the channels in how light a pixel is (ITU-R BT.709), in 1024ths.
_LIGHT = (218, 732, 74)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo drawn from (0, 0), `width` by `height` in its own units, and what is said instead of it."""

    width: float
    height: float
    primitives: tuple[Primitive, ...]
    spoken: str

    def fit(self, width: float, height: float) -> tuple[float, float]:
        """Return its size where it is to be no wider and no higher: never stretched."""
        factor = min(width / self.width, height / self.height)
        return self.width * factor, self.height * factor


@dataclass(frozen=True, slots=True)
class BrandLook:
    """The letters that a kit measures with, its logo in the colours of a theme, and whom to ring."""

    metrics: TextMetrics
    logo: Logo | None = None
    phone: str = ""


def logo_block(logo: Logo, width: float, height: float, *, is_repeated: bool = False) -> PageBlock:
    """Return a logo no wider and no higher than told; one `repeated` on further sheets is not read out."""
    across, down = logo.fit(width, height)
    rect = Rect(0.0, 0.0, logo.width, logo.height)
    group = Group("logo", Role.DECORATION if is_repeated else Role.FIGURE, Layer.PAGE, rect, logo.primitives,
                  logo.spoken, logo.spoken)
    return replace(scale_block(PageBlock(logo.width, logo.height, (group,)), down / logo.height), width=across,
                   height=down)


def put_logo_beside(look: BrandLook | None, width: float, height: float, draw: Callable[[float], PageBlock], *,
                    gap: float, is_repeated: bool = False) -> PageBlock:
    """Return the head that `draw` makes at a width, with the logo of a look at its right, where it has one.

    The logo is at most `height` high and never higher than the title with what stands around it, nor wider than a
    part of the width; the space beside it is a quarter of its height, or the `gap` where that is more.
    """
    if look is None or look.logo is None:
        return draw(width)
    across, down = look.logo.fit(width * MOST_WIDE, height)
    head = draw(width - across - max(gap, CLEAR * down))
    title = max((group.bounds.bottom for group in head.groups if group.id in _TITLE), default=head.height)
    logo = logo_block(look.logo, across, min(down, title), is_repeated=is_repeated)
    return PageBlock(width, max(head.height, logo.height), (*head.groups, *logo.at(width - logo.width, 0.0)))


def grey_logo(logo: Logo) -> Logo:
    """Return a logo in the greys that are as light as its colours."""
    return replace(logo, primitives=tuple(map(_to_grey, logo.primitives)))


def _to_grey(part: Primitive) -> Primitive:
    match part:
        case Bitmap():
            return replace(part, pixels=_grey_pixels(part.pixels))
        case Text():
            return replace(part, colour=to_grey(part.colour))
        case Box() | Path():
            stroke = part.stroke and replace(part.stroke, colour=to_grey(part.stroke.colour))
            return replace(part, fill=part.fill and to_grey(part.fill), stroke=stroke)


def _grey_pixels(pixels: Pixels) -> Pixels:
    import numpy as np

    channels = np.frombuffer(pixels.content, np.uint8).reshape(-1, 3).astype(np.uint32)
    light = (channels @ np.array(_LIGHT, np.uint32) // sum(_LIGHT)).astype(np.uint8)
    return replace(pixels, content=np.repeat(light, 3).tobytes())
