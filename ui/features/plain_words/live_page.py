"""The public's page while one writes: drawn aside as its export draws it, at the place in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Group, Page, Role
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import ExportOrder
from visavis.ui.features.exporting.export_source import ExportContent, ExportSource, Surround
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled, Job, JobRunner
from visavis.ui.kit.widgets import label

if TYPE_CHECKING:
    from visavis.ui.kit.session import Analyse

# Pixels: the least room, the room that is wanted, between sheets, around what is written, above it.
LEAST, USUAL, GAP, AROUND, ABOVE = QSize(240, 120), QSize(440, 480), 12, 2.0, 72
# Whoever types is not drawn every letter.
REST_MILLISECONDS = 250
# The page that the public reads.
ORDER = ExportOrder("infographic")


@dataclass(frozen=True, slots=True)
class PageTarget:
    """What is being written: found on the page by its own words, by the step's id, or as the foot of the page."""

    texts: tuple[str, ...] = ()
    step: str = ""
    is_foot: bool = False


@dataclass(frozen=True, slots=True)
class _DrawnPages:
    pages: tuple[Page, ...]
    images: tuple[QImage, ...]


class LivePage(QWidget):
    """Shows the page of the document that was asked for last, scrolled to what is written, which is marked."""

    def __init__(self, analyse: Analyse, around: Surround | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._analyse, self._around = analyse, around
        self.jobs = JobRunner(self)
        self._asked: Job | None = None
        self._document: BlueprintDocument | None = None
        self._sheets = _DrawnPages((), ())
        self._target = PageTarget()
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._begin)
        self._paper = _Paper(self)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidget(self._paper)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # There from the start: a page that is drawn for the room beside it needs it no second time.
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroll_area.setAccessibleName(tr("The page that the public reads"))
        self.words = label("", "muted", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(tr("The page that the public reads"), "overline", self))
        column.addWidget(self.scroll_area, 1)
        column.addWidget(self.words)
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Want the usual room."""
        return USUAL

    @property
    def is_idle(self) -> bool:
        """Whether what was asked for is shown."""
        return not self._rest.isActive() and self.jobs.is_idle()

    @property
    def marked(self) -> QRectF | None:
        """Where on the paper that is written which is in hand, in pixels; None where the page does not tell it."""
        return self._paper.marked

    def show_document(self, document: BlueprintDocument, target: PageTarget) -> None:
        """Draw a document once no other comes for a moment, and go to what is written in it."""
        is_same = document is self._document
        self._document, self._target = document, target
        if is_same and self._sheets.pages and not self._rest.isActive() and self.jobs.is_idle():
            self._go_to_target()
        else:
            self._rest.start()

    def close_worker(self) -> None:
        """End what is under way; nothing is shown any more."""
        self._rest.stop()
        self.jobs.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it as wide as it is now."""
        super().resizeEvent(event)
        if self._document is not None and event.size().width() != event.oldSize().width():
            self._rest.start()

    def _begin(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        document = self._document
        if document is None or self.isHidden():
            return
        source = ExportSource(document, self._analyse, self._around)
        width = max(1, self.scroll_area.viewport().width() - 2)
        draw = partial(_draw, source, width * self.devicePixelRatioF())
        self._asked = self.jobs.start(draw, self._show, self._fail)

    def _show(self, sheets: _DrawnPages) -> None:
        self._sheets = sheets
        self._paper.show_images(sheets.images, self.devicePixelRatioF())
        self._go_to_target()

    def _fail(self, error: BaseException) -> None:
        self._sheets = _DrawnPages((), ())
        self._paper.show_images((), 1.0)
        self.words.setText(tr(error.message) if isinstance(error, BlueprintError)
                           else tr("The page cannot be drawn ({reason}).", reason=type(error).__name__))

    def _go_to_target(self) -> None:
        found = find_target(self._sheets.pages, self._target)
        if found is None:
            self._paper.mark(None)
            self.words.setText(tr("This step is not on this page.") if self._target.step else "")
            return
        self.words.setText("")
        number, group = found
        page = self._sheets.pages[number]
        zoom = self._paper.place_of(number).width() / page.width
        scale, box = page.scale * zoom, group.bounds
        there = self._paper.place_of(number)
        marked = QRectF(there.x() + page.x * zoom + box.x * scale, there.y() + page.y * zoom + box.y * scale,
                        box.width * scale, box.height * scale).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        self._paper.mark(marked)
        bar = self.scroll_area.verticalScrollBar()
        room = self.scroll_area.viewport().height()
        if not bar.value() <= marked.top() <= marked.bottom() <= bar.value() + room:
            bar.setValue(round(marked.top()) - ABOVE)


def find_target(pages: Sequence[Page], target: PageTarget) -> tuple[int, Group] | None:
    """Return what of which page tells what is written: the smallest that says it; None where none does."""
    found = [(number, group) for number, page in enumerate(pages) for group in page.drawing.groups
             if _tells(group, target)]
    return min(found, key=lambda one: one[1].bounds.width * one[1].bounds.height, default=None)


def _tells(group: Group, target: PageTarget) -> bool:
    if target.is_foot:
        wanted = group.role is Role.FOOTER and group.id.startswith("footer")
    else:
        wanted = bool(target.step) and group.id in (target.step, f"{target.step}-2")
    said = " ".join(f"{group.title} {group.description}".split())
    return wanted or any(" ".join(text.split()) in said for text in target.texts if text.strip())


def _draw(source: ExportSource, width: float, cancelled: IsCancelled) -> _DrawnPages:
    """Return the sheets of the page and their pictures, so many pixels wide; on a worker."""
    from visavis.exporters.backends.qt import paint_image

    content: ExportContent = source.preview(source.complete(ORDER, source.document.head.language), cancelled)
    pages = content.pages.pages if content.pages is not None else ()
    return _DrawnPages(pages, tuple(paint_image(page, scale=width / page.width) for page in pages))


class _Paper(QWidget):
    """Sheets below each other, as wide as there is room, with a thin edge; what is written has a frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._images: tuple[QImage, ...] = ()
        self._ratio = 1.0
        self.marked: QRectF | None = None
        self.setAccessibleName(tr("Preview"))

    def show_images(self, images: tuple[QImage, ...], ratio: float) -> None:
        """Show pictures that have `ratio` pixels to one of the window's."""
        self._images, self._ratio = images, ratio
        self.setMinimumHeight(round(sum(image.height() / ratio + GAP for image in images)))
        self.resize(self.width(), self.minimumHeight())
        self.update()

    def mark(self, rect: QRectF | None) -> None:
        """Frame what is written."""
        self.marked = rect
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Return where a sheet stands."""
        above = sum(image.height() / self._ratio + GAP for image in self._images[:number])
        image = self._images[number]
        return QRectF(0.0, above, image.width() / self._ratio, image.height() / self._ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets that are in sight."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for number, image in enumerate(self._images):
                there = self.place_of(number)
                if there.intersects(QRectF(event.rect())):
                    painter.drawImage(there, image)
                    painter.setPen(QColor(128, 128, 128))
                    painter.drawRect(there.adjusted(0.5, 0.5, -0.5, -0.5))
            if self.marked is not None:
                painter.setPen(QPen(self.palette().highlight().color(), 2.0))
                painter.drawRoundedRect(self.marked, 4.0, 4.0)
