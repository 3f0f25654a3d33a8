"""From a document to what the canvas shows: layout and display list, made here or, for large documents, aside."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from visavis.blueprint.analysis.frictions.finding import Analysis
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.drawing.viewport.viewport_drawing import ViewportDrawing
from visavis.blueprint.language import Translator
from visavis.blueprint.layout.folding import UNFOLDED, Folds
from visavis.blueprint.layout.pipeline import IncrementalLayout
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.kit.garbage_collection import collect_here

# Documents with more steps are laid out aside: below it a picture takes less than 50 ms.
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
    """One document as it is shown: where everything stands, and what is painted."""

    document: BlueprintDocument
    layout: Layout
    drawing: ViewportDrawing
    folds: Folds = UNFOLDED


@dataclass(frozen=True, eq=False)
class PictureRequest:
    """What a picture is asked for; `layout` is one of the same document that can be used again.

    `relayout` remembers the layout before; what is made by `laid_out` depends on nothing but the request.
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

    def make_layout(self) -> Layout:
        """Return where everything stands."""
        if self.layout is not None:
            return self.layout
        if len(self.document.steps) <= LARGE:
            return self.relayout.lay_out(self.document, self.folds)
        with without_searching():
            return self.relayout.lay_out(self.document, self.folds)

    def make_picture(self, layout: Layout, composer: GroupCache) -> Picture:
        """Return the picture; it is composed where someone looks, in the thread in which they do."""
        drawing = ViewportDrawing(composer, self.document, layout, self.analysis, self.theme, self.translate,
                              private=self.private)
        return Picture(self.document, layout, drawing, self.folds)


class PictureMaker(QObject):
    """Makes pictures, one at a time: small documents' at once, large ones' on a thread, newest request last.

    `made` brings each picture; results that a newer request has overtaken are dropped.
    """

    made = Signal(object)
    _arrived = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A thread of Python's, not of Qt's pool: that one's destructor waits with the interpreter's lock held.
        self._aside: ThreadPoolExecutor | None = None
        self._last: Picture | None = None
        self._relayout, self._composer = IncrementalLayout(), GroupCache()
        self._number = 0
        self._under_way: PictureRequest | None = None
        self._is_closed = False
        self._next: PictureRequest | None = None
        # Queued in any case: a thread that is done before anyone listens tells it in this one.
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def ask(self, document: BlueprintDocument, analysis: Analysis | None, theme: Theme,
            translate: Translator, *, private: bool = True, folds: Folds = UNFOLDED) -> None:
        """Ask for the picture of a document, with private notes or without; after `close` no one looks any more."""
        if self._is_closed:
            return
        self._number += 1
        last = self._last
        reusable = last.layout if last and last.document is document and last.folds == folds else None
        is_small = len(document.steps) <= LARGE
        if is_small and self._under_way:
            # The thread still uses the old one.
            self._relayout = IncrementalLayout()
        request = PictureRequest(self._number, document, analysis, theme, translate, self._relayout, reusable,
                                 private,
                          folds)
        if is_small or (reusable is not None and not self._under_way):
            self._next = None
            self._show(request, request.make_layout())
        elif self._under_way:
            self._next = request
        else:
            self._start(request)

    def is_busy(self) -> bool:
        """Return whether a picture is being made aside."""
        return self._under_way is not None

    def close(self) -> None:
        """Wait for the thread to stop; what it still makes is shown to no one."""
        self._is_closed = True
        self._number += 1
        self._next = None
        if self._aside is not None:
            self._aside.shutdown(wait=True, cancel_futures=True)
            self._aside = None

    def _start(self, request: PictureRequest) -> None:
        self._under_way = request
        collect_here()
        if self._aside is None:
            self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="picture")
        self._aside.submit(request.make_layout).add_done_callback(partial(self._report, request.number))

    def _report(self, number: int, future: Future[Layout]) -> None:
        """Bring what the thread made to this object's own thread; by then the window may be gone."""
        with suppress(RuntimeError):
            self._arrived.emit(number, future)

    def _take(self, number: int, future: Future[Layout]) -> None:
        """Show what arrived, unless something newer was asked for; what failed on the thread is raised here."""
        done, self._under_way = self._under_way, None
        if self._next is not None and not self._is_closed:
            request, self._next = self._next, None
            self._start(request)
        elif number == self._number and done is not None:
            self._show(done, future.result())

    def _show(self, request: PictureRequest, layout: Layout) -> None:
        picture = self._last = request.make_picture(layout, self._composer)
        self.made.emit(picture)
        if len(picture.document.steps) > LARGE:
            gc.freeze()
