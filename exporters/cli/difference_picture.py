"""What differs between two blueprints as a picture: two versions of one, or the planned and the observed journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.blueprint.language import MessageList, Translator, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.write_targets import Output
from visavis.exporters.cli import outputs
from visavis.exporters.cli.parser import UsageError, shorten

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

PICTURES = ("svg", "png", "pdf")
# Two pixels a point, as long as the whole takes no more than a third of a gigabyte.
PNG_SCALE, MOST_PIXELS = 2.0, 80e6


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """A picture to write: the file, one of PICTURES, and the files that it must not be."""

    name: str
    form: str
    inputs: Sequence[Path] = ()
    force: bool = False

    @property
    def target(self) -> Output:
        """What is known of the file before it is written."""
        return Output(f".{self.form}", tuple(self.inputs))


def picture_form(name: str) -> str:
    """Return which picture a file's name asks for; raise UsageError for another ending."""
    form = Path(name).suffix.removeprefix(".").lower()
    if form not in PICTURES:
        raise UsageError(message("'{word}' is no picture; there are {listed}", word=shorten(name),
                                 listed=MessageList(PICTURES)))
    return form


def write_difference_picture(before: BlueprintDocument, after: BlueprintDocument, order: PictureOrder,
                             tr: Translator) -> None:
    """Draw the second blueprint with what differs marked on it, and write the one sheet."""
    from visavis.blueprint.drawing.difference_sheet import draw_difference

    outputs.refuse(order.name, order.target, force=order.force)
    content = _picture(draw_difference(before, after, tr), order.form)
    outputs.write(order.name, content, order.target, force=order.force)


def _picture(pages: PageSet, form: str) -> bytes:
    """Return the one sheet as a picture; in pixels, of a large blueprint, smaller than it could be."""
    from visavis.exporters.backends import write_pages

    if form != "png":
        return write_pages(pages, form)
    from visavis.exporters.backends.qt import png

    sheet = pages.pages[0]
    return png(sheet.drawing, scale=min(PNG_SCALE, sqrt(MOST_PIXELS / (sheet.width * sheet.height))), about=pages)
