"""What the canvas shows of a blueprint on a projection: page by page, as large as the screen asks, or all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, QTimer, Signal

from visavis.blueprint.drawing.viewport.presentation_page import (
    MOST_COLUMNS,
    PageSpan,
    PresentationPage,
    list_columns,
    split_into_pages,
)
from visavis.blueprint.layout import COMPACT, GridCell, Layout, LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Cell, Note
from visavis.ui.canvas.cursor import Cursor
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.workshop.lanes_in_turn import LanesInTurn, choose_lanes, is_newly_lit
from visavis.ui.features.workshop.presentation_unit import Units
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.kit.selection import ElementKind, ids_of

# Points of a layout that are one unit of the screen.
POINTS_PER_UNIT = COMPACT.least
# Beside the notes there is room for one column less, each a little narrower.
NARROW = replace(COMPACT, card_width=105.0)
# Units at the sides of the page and over it.
MARGIN, TOP = 0.65, 0.3
# A lane with more steps than these is never folded for want of room.
MOST_SPARED = 1
# Layouts that are remembered.
MOST_KNOWN = 200
# Among so many lanes all choices of those whose notes are tabs are tried.
MOST_CHOICES = 4
# Names over the whole are a little larger than they have to be, should some gutters be wide.
SPARE = 1.15


def tighten(style: LayoutStyle) -> LayoutStyle:
    """Return a density with as many lines of text, and less air around them: for a page that would be too high."""
    return replace(style, lane_padding=2.0, lane_gap=2.5, row_gap=8.0, line_gap=10.0, phase_gap=3.0,
                   card_foot=4.5, conversation_half=36.0, speech_room=0.0)


class _Layouts:
    """The pages of one state of a document that were laid out already: which fits is asked again with every key."""

    def __init__(self) -> None:
        self._document: BlueprintDocument | None = None
        self._known: dict[tuple[PresentationPage, LayoutStyle], Layout] = {}

    def lay_out(self, document: BlueprintDocument, page: PresentationPage, style: LayoutStyle) -> Layout:
        """Return a page laid out."""
        if document is not self._document or len(self._known) > MOST_KNOWN:
            self._document = document
            self._known.clear()
        key = page, style
        if key not in self._known:
            self._known[key] = page.lay_out(document, style)
        return self._known[key]


class PageTurner(QObject):
    """Keeps the canvas on a page while `is_on`; `turned` tells that another one, or other lanes, are in sight."""

    turned = Signal()

    def __init__(self, canvas: BlueprintView, session: WorkshopSession, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._session = canvas, session
        self.units = Units(0)
        self.is_on = self.is_whole = False
        self.pages: tuple[PageSpan, ...] = ()
        self.index = 0
        self.lanes = LanesInTurn((), (), {})
        self._turned_lanes: dict[tuple[str, int], set[str]] = {}
        self._placed: object = None
        self._is_busy = False
        self._layouts = _Layouts()
        session.changed.connect(self.refresh)
        canvas.cursor_moved.connect(self.follow_cursor)
        canvas.drawn.connect(self._place)

    # -- on and off

    def begin(self, units: Units) -> None:
        """Take the canvas: the page that has the cursor on it."""
        self.is_on, self.is_whole, self.units = True, False, units
        self._canvas.installEventFilter(self)
        self._placed = None
        self.pages, self.index = (), 0
        self._show(follow=True)

    def end(self) -> None:
        """Give the canvas back its whole drawing."""
        self.is_on = False
        canvas = self._canvas
        canvas.removeEventFilter(self)
        canvas.surface.least_text = 0.0
        canvas.camera.forget_least()
        canvas.show_page(None)

    def set_units(self, units: Units) -> None:
        """Take the sizes of another screen, or of the same one."""
        self.units = units
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what fits when the canvas has another size."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.refresh)
        return super().eventFilter(watched, event)

    # -- turning

    @property
    def span(self) -> PageSpan | None:
        """The page in sight; None where all is."""
        return None if self.is_whole or not self.pages else self.pages[self.index]

    def turn(self, by: int) -> None:
        """Go so many pages on, or back."""
        if not self.is_on or not self.pages:
            return
        self.is_whole = False
        self.index = max(0, min(self.index + by, len(self.pages) - 1))
        self._show()
        self.go_on_page()

    def zoom(self, by: int) -> None:
        """Show the whole (below 0); from there one phase again, and from a phase a step nearer."""
        if by < 0 and self._canvas.camera.scale > self._scale() * 1.01:
            self._placed = None
            self._place()
        elif by < 0 or self.is_whole:
            self.show_whole(by < 0)
        else:
            self._canvas.camera.zoom_by(by)

    def show_whole(self, whole: bool) -> None:  # noqa: FBT001 - what a key asks for
        """Show all of the blueprint, or one phase of it."""
        if self.is_on and whole is not self.is_whole:
            self.is_whole = whole
            self._show(follow=not whole)
        elif self.is_on:
            self._placed = None
            self._place()

    def turn_lane(self, lane: str) -> None:
        """Fold a lane, or unfold it, for as long as this activity goes on."""
        self._turned_here().symmetric_difference_update({lane})
        self.refresh()

    def go_on_page(self) -> None:
        """Put the cursor on the page: on its first step, else on its first cell."""
        navigation, document = self._canvas.navigation, self._canvas.document
        steps = self._steps_on_page(document)
        if steps:
            navigation.go_to_step(steps[0], reveal=False)
        elif self.span is not None and self.lanes.shown:
            phase, column = list_columns(document)[self.span.first]
            lit = [lane for lane in self.lanes.shown if lane not in {one.lane for one in self.lanes.dimmed}]
            navigation.go(Cursor(GridCell((lit or self.lanes.shown)[0], phase, column)), reveal=False)

    def follow_cursor(self) -> None:
        """Turn to the page that the cursor went to, and show all flows of the step it is on."""
        if self.is_on and not self._is_busy:
            self._show(follow=True)

    def refresh(self, *_: object) -> None:
        """Show the page as it is now: the document, the activity or the screen changed."""
        if self.is_on and not self._is_busy:
            self._show()

    def cut_titles(self) -> tuple[str, ...]:
        """Return the titles of the page that end in an ellipsis there, from left to right."""
        picture = self._canvas.picture
        if picture is None or self.is_whole:
            return ()
        boxes = sorted(picture.layout.cards.values(), key=lambda box: (box.rect.x, box.rect.y))
        return tuple(box.title.full for box in boxes if box.title.is_cut)

    # -- showing

    def _show(self, *, follow: bool = False) -> None:
        self._is_busy = True
        try:
            self._find_pages(follow=follow)
            self._canvas.surface.least_text = self.units.one * 0.999
            style, page = self._choose_page()
            self._canvas.show_page(page, style)
            self._place()
        finally:
            self._is_busy = False
        self.turned.emit()

    def _find_pages(self, *, follow: bool) -> None:
        document = self._canvas.document
        before = self.pages[self.index] if self.index < len(self.pages) else None
        self.pages = tuple(split_into_pages(document, self._capacity()[1]))
        if before is not None and before not in self.pages:
            near = [at for at, page in enumerate(self.pages) if page.phase == before.phase] or [0]
            self.index = next((at for at in reversed(near) if self.pages[at].first <= before.first), near[0])
        elif before is not None:
            self.index = self.pages.index(before)
        self.index = max(0, min(self.index, len(self.pages) - 1))
        if follow:
            self._go_to_cursor(document)

    def _go_to_cursor(self, document: BlueprintDocument) -> None:
        cursor, columns = self._canvas.navigation.cursor, list_columns(document)
        if cursor is None or not self.pages:
            return
        at = (cursor.cell.phase, cursor.cell.column)
        number = columns.index(at) if at in columns else -1
        here = self.pages[self.index]
        if number < 0 or here.first <= number <= here.last:
            return
        holding = [index for index, page in enumerate(self.pages) if page.first <= number <= page.last]
        self.index = next((index for index in holding if self.pages[index].phase == cursor.cell.phase), holding[0])

    def _choose_page(self) -> tuple[LayoutStyle, PresentationPage]:
        """Return the page as it fits, and the density in which it does."""
        canvas, document = self._canvas, self._canvas.document
        span, style = self.span, self._capacity()[0]
        plain = PresentationPage(span, ())
        self.lanes = choose_lanes(document, plain.columns(document), self._session, self._turned_here())
        activity = self._session.activity
        plain = replace(plain, lanes=self.lanes.shown, dimmed=self.lanes.dimmed,
                        frictions=activity is not None and activity.writes == "choices")
        if span is None:
            return self._style_of_whole(document), plain
        step = canvas.navigation.step()
        for page, density in self._candidates(plain, step.id if step is not None else None, style):
            if self._fits(self._layouts.lay_out(document, page, density)):
                break
        if page.lanes != plain.lanes:
            self.lanes = replace(self.lanes, shown=page.lanes, dimmed=page.dimmed)
        return density, page

    def _candidates(self, plain: PresentationPage, focus: str | None,
                    style: LayoutStyle) -> Iterator[tuple[PresentationPage, LayoutStyle]]:
        """Yield pages and densities, the best one first, down to lanes whose turn has not come."""
        # Speech may widen the gutters while the page stays whole, and then it takes height.
        densities = (style, replace(style, speech_room=0.0), tighten(style))
        for page in self._with_less(plain):
            if focus is not None:
                yield replace(page, focus=focus), densities[0]
            for density in densities:
                yield page, density

    def _with_less(self, plain: PresentationPage) -> Iterator[PresentationPage]:
        """Yield a page with less and less on it: words of notes where steps are written, else idle lanes."""
        activity = self._session.activity
        if activity is None or activity.writes == "steps":
            yield from self._with_fewer_words(plain)
            plain = replace(plain, tabs=frozenset(note.id for note in self._canvas.document.head.notes))
            yield from self._with_fewer_lanes(plain)
            return
        yield plain
        for page in self._with_fewer_lanes(plain):
            yield page
            plain = page
        yield from self._with_fewer_words(plain)

    def _with_fewer_words(self, plain: PresentationPage) -> Iterator[PresentationPage]:
        """Yield a page with ever more notes as tabs, the lanes with the fewest dots first; never the chosen one."""
        document, chosen = self._canvas.document, ids_of(self._canvas.bridge.selection, ElementKind.NOTE)
        step = self._canvas.navigation.step()
        notes: dict[str, list[Note]] = {}
        for note in document.head.notes:
            on = document.step_by_id.get(note.at) if isinstance(note.at, str) else None
            lane = on.lane if on is not None else note.at.lane if isinstance(note.at, Cell) else ""
            if lane in plain.lanes and note.id not in chosen and (chosen or step is None or note.at != step.id):
                notes.setdefault(lane, []).append(note)
        dots = {lane: sum(sum(note.votes.values()) for note in these) for lane, these in notes.items()}
        few = sorted(notes, key=lambda lane: dots[lane])[:MOST_CHOICES]
        choices = [lanes for count in range(len(few) + 1) for lanes in combinations(few, count)]
        for lanes in (*sorted(choices, key=lambda lanes: sum(dots[lane] for lane in lanes)), tuple(notes)):
            yield replace(plain, tabs=frozenset(note.id for lane in lanes for note in notes[lane]))

    def _with_fewer_lanes(self, plain: PresentationPage) -> Iterator[PresentationPage]:
        """Yield a page without lanes that can be spared: those that wait for their turn, then the emptiest ones."""
        document, cursor = self._canvas.document, self._canvas.navigation.cursor
        dimmed = {lane.lane for lane in plain.dimmed}
        lanes = [lane for lane in plain.lanes if lane not in dimmed]
        if dimmed and lanes:
            yield replace(plain, lanes=tuple(lanes), dimmed=())
        kept = {*self._turned_here(), *([cursor.cell.lane] if cursor is not None else [])}
        spared = [lane for lane in lanes if lane not in kept and self.lanes.steps[lane] <= MOST_SPARED
                  and not is_newly_lit(document.lane_by_id[lane], self._session)]
        for lane in sorted(spared, key=lambda lane: self.lanes.steps[lane]):
            kind = document.lane_by_id[lane].kind
            if sum(document.lane_by_id[other].kind is kind for other in lanes) > 1:
                lanes.remove(lane)
                yield replace(plain, lanes=tuple(lanes),
                              dimmed=() if dimmed else plain.dimmed)

    def _fits(self, layout: Layout) -> bool:
        window, scale = self._canvas.maximumViewportSize(), self._scale()
        return (layout.width * scale <= window.width() - self.units.one * MARGIN
                and layout.height * scale <= window.height() - self.units.one * TOP)

    def _place(self) -> None:
        """Look at the page from its corner, at the size that can be read; or at all of the whole."""
        canvas, window = self._canvas, self._canvas.maximumViewportSize()
        if not self.is_on or canvas.picture is None or canvas.picture.page is None:
            return
        picture = canvas.picture
        key = (picture.page.span if picture.page else None, self.units, window.width(), window.height())
        if self.is_whole:
            if key != self._placed:
                canvas.camera.forget_least()
                canvas.fit()
                seen = QRectF(QPointF(), QSizeF(window) / canvas.camera.scale)
                seen.moveCenter(canvas.surface.size().center())
                canvas.keep_in(seen)
                canvas.camera.centre_on(seen.center())
        else:
            scale = self._scale()
            corner = QPointF(-MARGIN, -TOP) * POINTS_PER_UNIT
            canvas.keep_in(QRectF(corner.x(), corner.y(), window.width() / scale, window.height() / scale))
            if key != self._placed:
                canvas.camera.forget_least()
                canvas.camera.zoom_to(scale)
                canvas.camera.least = scale
                canvas.camera.centre_on(canvas.sceneRect().topLeft()
                                        + QPointF(window.width(), window.height()) / scale / 2)
        self._placed = key

    # -- measures

    def _scale(self) -> float:
        """Return the pixels a point at which a page is shown."""
        return self.units.one / POINTS_PER_UNIT

    def _capacity(self) -> tuple[LayoutStyle, int]:
        """Return the density in which most columns fit beside each other, and how many these are."""
        width = self._canvas.maximumViewportSize().width() / max(self._scale(), 1e-6)
        width -= 2 * MARGIN * POINTS_PER_UNIT

        def columns(style: LayoutStyle) -> int:
            room = width - style.heading_width - style.gutter
            return max(1, min(MOST_COLUMNS, int(room / (style.card_width + style.gutter) + 1e-6)))

        style = max((COMPACT, NARROW), key=columns)
        return style, columns(style)

    def _style_of_whole(self, document: BlueprintDocument) -> LayoutStyle:
        """Return the density in which the names of lanes and phases can be read when everything is in sight."""
        scale, window = self._scale(), self._canvas.maximumViewportSize()
        pitch = COMPACT.card_width + COMPACT.gutter
        names = COMPACT.heading_width * scale
        factor = SPARE * scale * pitch * len(list_columns(document)) / max(1.0, window.width() - 2 * names)
        if factor <= 1:
            return COMPACT
        # Names are cut rather than made smaller.
        return replace(COMPACT, heading_width=COMPACT.heading_width * factor, least=COMPACT.least * factor,
                       heading_margin=COMPACT.heading_margin * factor, phase_height=COMPACT.phase_height * factor,
                       phase=replace(COMPACT.phase, size=COMPACT.phase.size * factor),
                       lane=replace(COMPACT.lane, size=COMPACT.lane.size * factor))

    def _turned_here(self) -> set[str]:
        script = self._session.script
        return self._turned_lanes.setdefault((script.name if script else "", self._session.index), set())

    def _steps_on_page(self, document: BlueprintDocument) -> list[str]:
        """Return the steps of the page's phase in lanes that are lit, in reading order; else of all its columns."""
        span = self.span
        if span is None:
            return []
        columns = {column: number for number, column in enumerate(list_columns(document))}
        dimmed, lanes = {one.lane for one in self.lanes.dimmed}, list(self.lanes.shown)
        steps = [step for step in document.steps if step.lane in lanes and step.lane not in dimmed
                 and span.first <= columns[step.phase, step.column] <= span.last]
        steps.sort(key=lambda step: (columns[step.phase, step.column], lanes.index(step.lane)))
        return [step.id for step in steps]
