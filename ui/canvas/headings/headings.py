"""The headings of a canvas: they follow its scroll and zoom beside the viewport, never over what is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QTimer
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QLabel, QWidget

from visavis.blueprint.drawing import mix_colours
from visavis.blueprint.layout import Folds, LaneBox, PhaseBox, Rect
from visavis.blueprint.model import BlueprintDocument, Head
from visavis.ui.canvas.headings.heading_button import HeadingButton
from visavis.ui.canvas.headings.heading_look import PADDING, SUBTITLE, HeadingLook
from visavis.ui.canvas.headings.strips import LaneColumn, PhaseRow, SeenHeadings, SeenPhases, lanes_in_sight
from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.selection import ElementKind, ElementRef
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas
    from visavis.ui.canvas.picture import Picture

# A target has at least so many pixels (WCAG 2.2, 2.5.8).
LEAST_TARGET = 24
# Pixels, with text of the usual size: the column of lanes beside a narrow and a wide drawing, the row of phases.
COLUMN, WIDE_COLUMN, ROW = 116, 126, 30
# A view from this width on has room for the wide column.
WIDE_VIEW = 1200
# Pixels that the name of a phase takes at least, where very many are in sight.
NARROWEST = 40
# While the drawing moves its headings are painted; so many milliseconds later their places for hands are there, too.
STANDING = 30


class HeadingWords(NamedTuple):
    """How a heading looks, what it is called, and what else there is to tell of its lane or phase."""

    look: HeadingLook
    name: str
    tell: Callable[[], str]


class HeadingsInSight(NamedTuple):
    """The lanes and phases in sight by id, with their places (pixels of the column and of the row).

    Of phases is told whether there is room for a name.
    """

    lanes: Sequence[tuple[str, QRect]]
    phases: Sequence[tuple[str, QRect, bool]]


class Headings(QObject):
    """Keeps a heading for every lane and phase that is in sight, and its corner.

    The two strips paint them, where the drawing is at that frame. The buttons on them, which take presses and are
    read out, are put in place once it stands still, or when somebody asks for one.
    """

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.corner = QLabel(view)
        self.column = LaneColumn(view, self._see_lanes)
        self.row = PhaseRow(view, self.see_phases)
        self._buttons: dict[ElementRef, HeadingButton] = {}
        self._are_placed = True
        self._placing = QTimer(self, singleShot=True, interval=STANDING)
        self._placing.timeout.connect(self._place_buttons)
        self._placed: object = None
        self._seen: tuple[object, HeadingsInSight] | None = None
        self._looks: dict[ElementRef, HeadingWords] = {}
        self._fills: dict[str, QColor] = {}
        self._told: tuple[Head, Folds] | None = None
        self._numbered: tuple[Head, Mapping[str, int]] | None = None
        view.bridge.selection_changed.connect(self._show_selected)
        interface_language.language_changed.connect(self.restyle)

    @property
    def buttons(self) -> Mapping[ElementRef, HeadingButton]:
        """The headings that were in sight, where those that are stand now."""
        if not self._are_placed:
            self._place_buttons()
        return self._buttons

    @property
    def strips(self) -> tuple[QWidget, ...]:
        """What headings stand in: the column of lanes, the row of phases."""
        return self.column, self.row

    def size(self) -> tuple[int, int]:
        """Return the width of the column and the height of the row, in pixels; none where nothing has a heading."""
        picture = self._view.picture
        if picture is not None and not self._has_names(picture):
            return 0, 0
        # A dense drawing has lower phases.
        row = ROW if picture is None else int(picture.layout.style.phase_height)
        return scale_length(WIDE_COLUMN if self._view.width() >= WIDE_VIEW else COLUMN), scale_length(row)

    def _has_names(self, picture: Picture) -> bool:
        """Return whether there is something to name here: a page of a projection says all names itself."""
        return bool(picture.layout.lanes) and picture.page is None

    def fit(self) -> None:
        """Stand beside the viewport as it is now."""
        named = self._view.picture is None or self._view.picture.page is None
        for part in (self.corner, self.column, self.row):
            part.setVisible(named)
        (width, height), rect = self.size(), self._view.viewport().geometry()
        beside, above = QRect(0, rect.top(), width, rect.height()), QRect(rect.left(), 0, rect.width(), height)
        stood = self.column.geometry() == beside and self.row.geometry() == above
        self.corner.setGeometry(0, 0, width, height)
        self.column.setGeometry(beside)
        self.row.setGeometry(above)
        if not stood:
            self.follow()

    def restyle(self, *_: object) -> None:
        """Speak the interface's language, in the colours of the view's theme and in the size of its text."""
        theme = self._view.theme
        self.corner.setText(tr("Lanes"))
        self.column.setAccessibleName(tr("Lanes"))
        self.row.setAccessibleName(tr("Phases"))
        self.corner.setIndent(scale_length(PADDING))
        self.corner.setStyleSheet(f"background: {theme.background}; color: {theme.muted};"
                                  f" border-right: 1px solid {theme.hairline};"
                                  f" border-bottom: 1px solid {theme.hairline};"
                                  f" font-size: {scale_length(SUBTITLE)}px; font-weight: 600;")
        self._forget_looks()
        self.fit()
        self.follow()

    def redraw(self) -> None:
        """Say what the picture on show says now."""
        picture = self._view.picture
        if picture is not None and not self._says_the_same(picture):
            self._forget_looks()
            self._told = picture.document.head, picture.folds
        if picture is not None and self._has_names(picture):
            self.column.refresh(picture)
            self.row.refresh(picture)
        # At once: no hand shall take hold of what is no longer there.
        self._place_buttons()

    def _says_the_same(self, picture: Picture) -> bool:
        """Return whether lanes and phases are what they were: most edits touch neither.

        A folded lane says how many steps it has.
        """
        return (self._told is not None and self._told[0] is picture.document.head and self._told[1] == picture.folds
                and not picture.folds.lanes)

    def _forget_looks(self) -> None:
        self._looks.clear()
        self._fills.clear()

    def follow(self, *, across: bool = True, down: bool = True) -> None:
        """Stand where the lanes and phases in sight are now: the drawing was moved `across`, or `down`, or zoomed."""
        if across:
            self.row.update()
        if down:
            self.column.update()
        self._are_placed = False
        # Out of sight no hand waits for them: a view that is closed, or not yet open, follows when it is shown.
        if self._view.isVisible():
            self._placing.start()

    def stop(self) -> None:
        """Follow no more: the view is closed."""
        self._placing.stop()

    def _place_buttons(self) -> None:
        """Put the buttons where what they are for is in sight, and hide the others."""
        self._placing.stop()
        self._are_placed = True
        picture = self._view.picture
        if picture is None or picture.page is not None:
            return
        shown, least = dict(self._in_sight(picture)), scale_length(LEAST_TARGET)
        words = {ref: self._heading(ref, picture) for ref in shown}
        placed = shown, words, self.column.size(), self.row.size(), least
        if placed == self._placed and not QAccessible.isActive():
            return
        self._placed = placed
        for ref in self._buttons.keys() - shown.keys():
            self._buttons[ref].hide()
            if not _is_known(ref, picture):
                self._buttons.pop(ref).deleteLater()
        for ref, rect in shown.items():
            button = self._button(ref)
            button.show_look(*words[ref])
            strip = self.column if ref.kind is ElementKind.LANE else self.row
            button.setGeometry(_target(rect, strip.rect(), least))
            button.show()

    def place_of(self, ref: ElementRef) -> QRect | None:
        """Return where a lane’s or phase’s heading stands in the view, in pixels; None while it is out of sight."""
        button = self.buttons.get(ref)
        if button is None or button.isHidden():
            return None
        seen = button.part_in_sight
        return QRect(button.mapTo(self._view, seen.topLeft()), seen.size())

    def reveal(self, ref: ElementRef) -> None:
        """Move the drawing along one axis until a lane or a phase is in sight."""
        picture, area = self._view.picture, self._view.camera.area()
        rect = band_of(picture, ref) if picture is not None else None
        if rect is None:
            return
        if ref.kind is ElementKind.LANE:
            self._view.camera.reveal(QRectF(area.center().x(), rect.y, 0.0, rect.height))
        else:
            self._view.camera.reveal(QRectF(rect.x, area.center().y(), rect.width, 0.0))

    # -- what is in sight

    def _places(self, picture: Picture) -> HeadingsInSight:
        """Return what is in sight; worked out once for both strips and the buttons, until something moves."""
        view, layout = self._view, picture.layout
        causes = (layout.lanes, layout.phases, view.viewportTransform(), view.viewport().size(), self.column.width(),
                  self.row.height(), scale_length(NARROWEST))
        if self._seen is None or self._seen[0] != causes:
            self._seen = causes, HeadingsInSight(list(lanes_in_sight(view, picture, self.column.width() - 1)),
                                               list(self._phases_in_sight(picture)))
        return self._seen[1]

    def _in_sight(self, picture: Picture) -> Iterator[tuple[ElementRef, QRect]]:
        """Yield lanes and phases that have a heading, with its place in pixels of the column and of the row."""
        places = self._places(picture)
        for lane, place in places.lanes:
            yield ElementRef(ElementKind.LANE, lane), place
        for phase, place, has_name in places.phases:
            if has_name:
                yield ElementRef(ElementKind.PHASE, phase), place

    def _phases_in_sight(self, picture: Picture) -> Iterator[tuple[str, QRect, bool]]:
        """Yield the phases by id, with their places in pixels of the row, and whether there is room for a name."""
        area, width, height = self._view.camera.area(), self._view.viewport().width(), self.row.height()
        seen = picture.layout.phases_over(area.left(), area.right())
        if not seen:
            return
        # Of a phase whose neighbours are as narrow no letter of the name would be seen, only colour.
        is_crowded = len(seen) * scale_length(NARROWEST) > width
        least = scale_length(NARROWEST) if is_crowded else 1
        to_pixels = self._view.viewportTransform()
        scale, start = to_pixels.m11(), to_pixels.dx()
        xs = (*(box.rect.x for box in seen), _body_of(picture, seen[-1]).right)
        edges = [min(max(round(x * scale + start), 0), width) for x in xs]
        for box, (left, right) in zip(seen, pairwise(edges), strict=True):
            if right > left or is_crowded:
                yield box.phase, QRect(left, 0, max(1, right - left), height), right - left >= least

    def _see_lanes(self, picture: Picture) -> SeenHeadings:
        return [(place, self._heading(ElementRef(ElementKind.LANE, lane), picture).look)
                for lane, place in self._places(picture).lanes]

    def see_phases(self, picture: Picture) -> SeenPhases:
        """Return the phases in sight, as the row paints them."""
        named, narrow = [], []
        for phase, place, has_name in self._places(picture).phases:
            if has_name:
                named.append((place, self._heading(ElementRef(ElementKind.PHASE, phase), picture).look))
            else:
                narrow.append((place, self._fill(phase, picture)))
        return SeenPhases(named, narrow)

    def _button(self, ref: ElementRef) -> HeadingButton:
        button = self._buttons.get(ref)
        if button is None:
            is_lane = ref.kind is ElementKind.LANE
            hit = Hit(HitKind.LANE if is_lane else HitKind.PHASE, ref.id)
            button = self._buttons[ref] = HeadingButton(self._view, hit, self.column if is_lane else self.row)
        return button

    # -- what they say

    def _heading(self, ref: ElementRef, picture: Picture) -> HeadingWords:
        known = self._looks.get(ref)
        if known is None:
            make = self._lane_heading if ref.kind is ElementKind.LANE else self._phase_heading
            known = self._looks[ref] = make(ref, picture)
        return known

    def _lane_heading(self, ref: ElementRef, picture: Picture) -> HeadingWords:
        document, theme = picture.document, self._view.theme
        lane = document.lane_by_id[ref.id]
        inks, actor = theme.of(lane), document.actor_by_id.get(lane.actor or "")
        under = actor.name if actor is not None and actor.name.casefold() != lane.name.casefold() else ""

        def count() -> str:
            many = self._view.shown_picture.document.steps_in_lane[lane.id]
            return interface_language.translator.plural("{count} step", "{count} steps", many)

        folded = ref.id in picture.folds.lanes
        subtitle = count() if folded else _one_line(under)
        look = HeadingLook(_one_line(lane.name), subtitle, inks.ink, inks.tint, inks.ink, theme.muted,
                           theme.agent.ink, folded, ref in self._view.bridge.selection)
        return HeadingWords(look, tr("Lane: {name}", name=look.name),
                       lambda: ", ".join(filter(None, (_one_line(under), count()))))

    def _phase_heading(self, ref: ElementRef, picture: Picture) -> HeadingWords:
        document, theme = picture.document, self._view.theme
        number = self._numbers(document)[ref.id]
        phase = document.phase_by_id[ref.id]
        fill = theme.of_phase(phase, number)

        def count() -> str:
            many = self._view.shown_picture.document.columns_of_phase[ref.id]
            return interface_language.translator.plural("{count} column", "{count} columns", many)

        name = _one_line(phase.name)
        look = HeadingLook(f"{number + 1} {name}".strip(), "", theme.on_phase, fill, None, theme.on_phase,
                           mix_colours(theme.on_phase, theme.citizen.line, 0.5), ref.id in picture.folds.phases,
                           ref in self._view.bridge.selection, str(number + 1))
        return HeadingWords(look, tr("Phase {number}: {name}", number=number + 1, name=name), count)

    def _fill(self, phase: str, picture: Picture) -> QColor:
        known = self._fills.get(phase)
        if known is None:
            number = self._numbers(picture.document)[phase]
            known = self._fills[phase] = QColor(
                self._view.theme.of_phase(picture.document.phase_by_id[phase], number))
        return known

    def _numbers(self, document: BlueprintDocument) -> Mapping[str, int]:
        """Return the phases' numbers, from 0."""
        if self._numbered is None or self._numbered[0] is not document.head:
            self._numbered = document.head, {phase.id: at for at, phase in enumerate(document.head.phases)}
        return self._numbered[1]

    def _show_selected(self, *_: object) -> None:
        self._forget_looks()
        self.redraw()


def _target(rect: QRect, strip: QRect, least: int) -> QRect:
    """Return a heading's place: what is seen of it, and beyond the strip's edges as much as a target has to have."""
    place = QRect(rect)
    if place.height() < min(least, strip.height()):
        if place.top() <= strip.top():
            place.setTop(place.bottom() + 1 - least)
        elif place.bottom() >= strip.bottom():
            place.setHeight(least)
    if place.width() < min(least, strip.width()):
        if place.left() <= strip.left():
            place.setLeft(place.right() + 1 - least)
        elif place.right() >= strip.right():
            place.setWidth(least)
    return place


def band_of(picture: Picture, ref: ElementRef) -> Rect | None:
    """Return the part of a drawing (points) that belongs to a lane or to a phase; None for what is not drawn."""
    if ref.kind is ElementKind.LANE:
        return next((_strip_of(picture, lane) for lane in picture.layout.lanes if lane.lane == ref.id), None)
    return next((_body_of(picture, phase) for phase in picture.layout.phases if phase.phase == ref.id), None)


def _strip_of(picture: Picture, lane: LaneBox) -> Rect:
    body = picture.drawing.body
    return Rect(body.x, lane.rect.y, body.width, lane.rect.height)


def _body_of(picture: Picture, phase: PhaseBox) -> Rect:
    """Return the columns of a phase in full height, up to where the next one begins."""
    body, phases = picture.drawing.body, picture.layout.phases
    # By its place: a long drawing has thousands, and all of them may be in sight.
    after = bisect_right(phases, phase.rect.x, key=lambda box: box.rect.x)
    right = phases[after].rect.x if after < len(phases) else phase.rect.right
    return Rect(phase.rect.x, body.y, right - phase.rect.x, body.height)


def _is_known(ref: ElementRef, picture: Picture) -> bool:
    known = picture.document.lane_by_id if ref.kind is ElementKind.LANE else picture.document.phase_by_id
    return ref.id in known


def _one_line(text: str) -> str:
    return " ".join(text.split())
