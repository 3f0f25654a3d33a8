"""From a document to what the canvas shows: layout and display list; large documents are laid out on a thread."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal

from visavis.blueprint.drawing import Theme, ViewportDrawing
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import PILL
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.language import Translator
from visavis.blueprint.layout import FULL, UNFOLDED, Folds, IncrementalLayout, Layout, LayoutStyle
from visavis.blueprint.model import BlueprintDocument, LaneKind
from visavis.ui.kit.jobs import JobRunner

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis
    from visavis.blueprint.drawing.viewport.presentation_page import PresentationPage

# Documents with more steps are laid out in the background: below it a picture takes less than 50 ms.
LARGE = 400


@contextmanager
def without_searching() -> Iterator[None]:
    """Make what lives long without the interpreter's search for garbage, and keep that away from it afterwards.

    A large picture is some million objects, and the next edit replaces few of them. Searched again and again they
    would cost a third of the time it takes to make them, and each edit half a second; out of use they go anyway.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searched:
            gc.enable()


@dataclass(frozen=True, eq=False)
class Picture:
    """One document as it is shown: where everything stands, and what is painted; of a projection, one page of it."""

    document: BlueprintDocument
    layout: Layout
    drawing: ViewportDrawing
    folds: Folds = UNFOLDED
    page: PresentationPage | None = None


@dataclass(frozen=True, eq=False)
class PictureRequest:
    """What a picture is asked for; `layout` is one of the same document that can be used again.

    `relayout` remembers the layout before; what is made of it depends on nothing but the request.
    """

    number: int
    document: BlueprintDocument
    analysis: Analysis | None
    theme: Theme
    translate: Translator
    relayout: IncrementalLayout
    layout: Layout | None = None
    private: bool = True
    folds: Folds = UNFOLDED
    style: LayoutStyle = FULL
    page: PresentationPage | None = None
    headings: bool = True

    def make_layout(self) -> Layout:
        """Return where everything stands."""
        if self.layout is not None:
            return self.layout
        if self.page is not None:
            return self.page.lay_out(self.document, self.style)
        if len(self.document.steps) <= LARGE:
            return self.relayout.lay_out(self.document, self.folds, self.style)
        with without_searching():
            return self.relayout.lay_out(self.document, self.folds, self.style)

    def make_picture(self, layout: Layout, composer: GroupCache) -> Picture:
        """Return the picture; it is composed where someone looks, in the thread in which they do."""
        if self.page is not None:
            from visavis.blueprint.drawing.viewport.presentation_drawing import PresentationDrawing

            page = PresentationDrawing(composer, self.document, layout, self.analysis, self.theme, self.translate,
                                       self.page, private=self.private)
            return Picture(self.document, layout, page, self.folds, self.page)
        drawing = ViewportDrawing(composer, self.document, layout, self.analysis, self.theme, self.translate,
                                  private=self.private, headings=self.headings)
        return Picture(self.document, layout, drawing, self.folds)


def sides_of(picture: Picture) -> tuple[QRectF, QRectF]:
    """Return both sides of the line of interaction in points: all lanes in which people act, and those next to it.

    They are empty while a side is missing. The nearest begin where the frictions' pills of their first row do.
    """
    band = picture.layout.conversation
    lanes = [box.rect for box in picture.layout.lanes if box.kind in _FACING]
    if band is None or not lanes:
        return QRectF(), QRectF()
    above = max((rect for rect in lanes if rect.bottom <= band.centre.y), key=lambda rect: rect.y, default=band)
    below = min((rect for rect in lanes if rect.y >= band.centre.y), key=lambda rect: rect.y, default=band)
    top = min(rect.y for rect in lanes)
    first = above.y - max(0.0, PILL / 2 - picture.layout.style.lane_padding)
    return (QRectF(0.0, top, picture.layout.width, max(rect.bottom for rect in lanes) - top),
            QRectF(0.0, first, picture.layout.width, below.bottom - first))


# Who meets, and who prepares it.
_FACING = (LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE)


class PictureMaker(QObject):
    """Makes pictures, one at a time: small documents' at once, large ones' on a thread, newest request last.

    `made` brings each picture; results that a newer request has overtaken are dropped. Without `headings`, pictures
    leave out the names of lanes and phases: the window shows them beside the drawing.
    """

    made = Signal(object)

    def __init__(self, parent: QObject | None = None, *, headings: bool = True) -> None:
        super().__init__(parent)
        self._headings = headings
        self._job_runner = JobRunner(self)
        self._last: Picture | None = None
        self._relayout, self._composer = IncrementalLayout(), GroupCache()
        self._number = 0
        self._under_way: PictureRequest | None = None
        self._is_closed = False
        self._next: PictureRequest | None = None

    def ask(self, document: BlueprintDocument, analysis: Analysis | None, theme: Theme,
            translate: Translator, *, private: bool = True, folds: Folds = UNFOLDED,
            style: LayoutStyle = FULL, page: PresentationPage | None = None) -> None:
        """Ask for the picture of a document, with private notes or without, in a density, or for a page of it.

        After `close` no one looks any more.
        """
        if self._is_closed:
            return
        self._number += 1
        last = self._last
        is_as_it_was = last and last.document is document and (
            (last.folds, last.layout.style, last.page) == (folds, style, page))
        reusable = last.layout if last and is_as_it_was else None
        is_small = len(document.steps) <= LARGE or (page is not None and page.span is not None)
        if is_small and self._under_way:
            # The thread still uses the old one.
            self._relayout = IncrementalLayout()
        request = PictureRequest(self._number, document, analysis, theme, translate, self._relayout, reusable,
                                 private, folds, style, page, self._headings)
        if is_small or (reusable is not None and not self._under_way):
            self._next = None
            self._show(request, request.make_layout())
        elif self._under_way:
            self._next = request
        else:
            self._start(request)

    def is_busy(self) -> bool:
        """Return whether a picture is being made in the background."""
        return self._under_way is not None

    def close(self) -> None:
        """Wait for the thread to stop; what it still makes is shown to no one."""
        self._is_closed = True
        self._number += 1
        self._next = None
        self._job_runner.close()
        self._under_way = None

    def _start(self, request: PictureRequest) -> None:
        self._under_way = request
        self._job_runner.start(lambda _: request.make_layout(), partial(self._take, request.number), self._fail)

    def _take(self, number: int, layout: Layout) -> None:
        """Show what arrived, unless something newer was asked for."""
        done = self._go_on()
        if done is not None and number == self._number:
            self._show(done, layout)

    def _fail(self, error: BaseException) -> None:
        """Raise here what failed in the background, where the program's last handler sees it."""
        self._go_on()
        raise error

    def _go_on(self) -> PictureRequest | None:
        """Start what was asked for meanwhile, and return the request that is over; None where it was overtaken."""
        done, self._under_way = self._under_way, None
        if self._next is None or self._is_closed:
            return done
        request, self._next = self._next, None
        self._start(request)
        return None

    def _show(self, request: PictureRequest, layout: Layout) -> None:
        picture = self._last = request.make_picture(layout, self._composer)
        self.made.emit(picture)
        if len(picture.document.steps) > LARGE:
            gc.freeze()
