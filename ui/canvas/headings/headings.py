"""The headings of a canvas: they follow its scroll and zoom beside the viewport, never over what is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from visavis.blueprint.drawing import mix_colours
from visavis.blueprint.layout import LaneBox, LineKind, PhaseBox, Rect
from visavis.blueprint.model import BlueprintDocument, Head
from visavis.ui.canvas.headings.heading_button import (
    BAR,
    PADDING,
    SUBTITLE,
    HeadingButton,
    HeadingLook,
    heading_font,
)
from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.selection import ElementKind, ElementRef
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas
    from visavis.ui.canvas.picture import Picture
    from visavis.ui.canvas.picture_view import PictureView

# A target has at least so many pixels (WCAG 2.2, 2.5.8).
LEAST_TARGET = 24
# Pixels, with text of the usual size: the column of lanes beside a narrow and a wide drawing, the row of phases.
COLUMN, WIDE_COLUMN, ROW = 116, 126, 30
# A view from this width on has room for the wide column.
WIDE_VIEW = 1200
LINE, LEAST_LINE = 3, 1
# Pixels that the name of a phase takes at least, where very many are in sight.
NARROWEST = 40
# A caption keeps this distance to the line of interaction, in pixels.
APART = 4


class LaneColumn(QWidget):
    """The column of lanes; what stands between them is painted here: the derived lines, whose effort a ribbon is."""

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._followed: object = None

    def follow(self, picture: Picture) -> None:
        """Paint anew what stands elsewhere now, or looks otherwise; the lanes' names look after themselves."""
        profile, band = picture.drawing.profile, picture.layout.conversation
        ends = band and (band.y, band.bottom)
        seen = (self._view.theme, self.size(), tuple(self._lines(picture)), ends, any(profile.citizen.values()),
                any(profile.agent.values()))
        if seen != self._followed:
            self._followed = seen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the lines and the ribbon's captions."""
        theme = self._view.theme
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(theme.background))
            if self._view.picture is not None:
                for kind, y in self._lines(self._view.picture):
                    painter.setPen(QPen(QColor(theme.ink if kind is LineKind.INTERACTION else theme.hairline),
                                        LINE if kind is LineKind.INTERACTION else LEAST_LINE))
                    painter.drawLine(QPointF(scale_length(BAR), y), QPointF(self.width(), y))
                self._paint_captions(painter, self._view.picture)
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _lines(self, picture: Picture) -> Iterator[tuple[LineKind, float]]:
        for line in picture.layout.lines:
            yield line.kind, float(self._view.mapFromScene(QPointF(0.0, line.y)).y())

    def _paint_captions(self, painter: QPainter, picture: Picture) -> None:
        """Say whose effort is above the line of interaction and whose is below: where it was rated and has room."""
        y = next((y for kind, y in self._lines(picture) if kind is LineKind.INTERACTION), None)
        band = picture.layout.conversation
        if y is None or band is None:
            return
        ends = [self._view.mapFromScene(QPointF(0.0, end)).y() for end in (band.y, band.bottom)]
        font, theme, profile = heading_font(SUBTITLE, bold=True), self._view.theme, picture.drawing.profile
        metrics = QFontMetrics(font)
        painter.setFont(font)
        room = self.width() - scale_length(PADDING) - APART
        for text, efforts, top, ink in (
                (tr("Citizen’s effort"), profile.citizen, y - APART - metrics.height(), theme.citizen.ink),
                (tr("Agents’ effort"), profile.agent, y + APART, theme.agent.ink)):
            if any(efforts.values()) and ends[0] <= top and top + metrics.height() <= ends[1]:
                painter.setPen(QColor(ink))
                box = QRectF(scale_length(PADDING), top, room, metrics.height())
                painter.drawText(box, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))


class PhaseRow(QWidget):
    """The row of phases; those that are too narrow for a name are painted here, in their colours alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.narrow: list[tuple[QRect, QColor]] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the narrow phases on it."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            for rect, fill in self.narrow:
                painter.fillRect(rect, fill)


class Headings(QObject):
    """Keeps a heading for every lane and phase that is in sight, and its corner."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.corner = QLabel(view)
        self.column = LaneColumn(view)
        self.row = PhaseRow(view)
        self.row.setObjectName("phaseRow")
        self.buttons: dict[ElementRef, HeadingButton] = {}
        self._looks: dict[ElementRef, tuple[HeadingLook, str, Callable[[], str]]] = {}
        self._fills: dict[str, QColor] = {}
        self._numbered: tuple[Head, Mapping[str, int]] | None = None
        view.bridge.selection_changed.connect(self._show_selected)
        interface_language.language_changed.connect(self.restyle)

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
        self.corner.setGeometry(0, 0, width, height)
        self.column.setGeometry(0, rect.top(), width, rect.height())
        self.row.setGeometry(rect.left(), 0, rect.width(), height)
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
        self.row.setStyleSheet(f"#phaseRow {{ background: {theme.background}; }}")
        self._looks.clear()
        self._fills.clear()
        self.column.update()
        self.fit()

    def redraw(self) -> None:
        """Say what the picture on show says now."""
        self._looks.clear()
        self._fills.clear()
        self.follow()

    def follow(self) -> None:
        """Stand where the lanes and phases in sight are now."""
        picture = self._view.picture
        if picture is None or picture.page is not None:
            return
        had_narrow = bool(self.row.narrow)
        self.row.narrow.clear()
        shown, least = dict(self._in_sight(picture)), scale_length(LEAST_TARGET)
        if had_narrow or self.row.narrow:
            self.row.update()
        for ref in self.buttons.keys() - shown.keys():
            self.buttons[ref].hide()
            if not _is_known(ref, picture):
                self.buttons.pop(ref).deleteLater()
        for ref, rect in shown.items():
            button = self._button(ref)
            button.show_look(*self._look(ref, picture))
            strip = self.column if ref.kind is ElementKind.LANE else self.row
            button.setGeometry(_target(rect, strip.rect(), least))
            button.show()
        self.column.follow(picture)

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

    def _in_sight(self, picture: Picture) -> Iterator[tuple[ElementRef, QRect]]:
        """Yield lanes and phases with the place of their headings, in pixels of the column and of the row."""
        window, area = self._view.viewport().rect(), self._view.camera.area()
        # Of a phase whose neighbours are as narrow no letter of the name would be seen, only colour.
        seen = picture.layout.phases_over(area.left(), area.right())
        least = scale_length(NARROWEST) if len(seen) * scale_length(NARROWEST) > window.width() else 1
        for lane in picture.layout.lanes:
            top, bottom = self._pixels(lane.rect)[1::2]
            top, bottom = max(top, 0), min(bottom, window.height())
            if bottom > top:
                yield ElementRef(ElementKind.LANE, lane.lane), QRect(0, top, self.column.width() - 1, bottom - top)
        for phase in seen:
            left, _, right, _ = self._pixels(_body_of(picture, phase))
            left, right = max(left, 0), min(right, window.width())
            if right - left < least:
                fill = self._fill(phase.phase, picture)
                self.row.narrow.append((QRect(left, 0, max(1, right - left), self.row.height()), fill))
            elif right > left:
                yield ElementRef(ElementKind.PHASE, phase.phase), QRect(left, 0, right - left, self.row.height())

    def _pixels(self, rect: Rect) -> tuple[int, int, int, int]:
        start = self._view.mapFromScene(QPointF(rect.x, rect.y))
        end = self._view.mapFromScene(QPointF(rect.right, rect.bottom))
        return start.x(), start.y(), end.x(), end.y()

    def _button(self, ref: ElementRef) -> HeadingButton:
        button = self.buttons.get(ref)
        if button is None:
            is_lane = ref.kind is ElementKind.LANE
            hit = Hit(HitKind.LANE if is_lane else HitKind.PHASE, ref.id)
            button = self.buttons[ref] = HeadingButton(self._view, hit, self.column if is_lane else self.row)
        return button

    # -- what they say

    def _look(self, ref: ElementRef, picture: Picture) -> tuple[HeadingLook, str, Callable[[], str]]:
        known = self._looks.get(ref)
        if known is None:
            make = self._lane_look if ref.kind is ElementKind.LANE else self._phase_look
            known = self._looks[ref] = make(ref, picture)
        return known

    def _lane_look(self, ref: ElementRef, picture: Picture) -> tuple[HeadingLook, str, Callable[[], str]]:
        document, theme = picture.document, self._view.theme
        lane = document.lane_by_id[ref.id]
        inks, actor = theme.of(lane), document.actor_by_id.get(lane.actor or "")
        under = actor.name if actor is not None and actor.name.casefold() != lane.name.casefold() else ""

        def count() -> str:
            many = document.steps_in_lane[lane.id]
            return interface_language.translator.plural("{count} step", "{count} steps", many)

        folded = ref.id in picture.folds.lanes
        subtitle = count() if folded else _one_line(under)
        look = HeadingLook(_one_line(lane.name), subtitle, inks.ink, inks.tint, inks.ink, theme.muted,
                           theme.agent.ink, folded, ref in self._view.bridge.selection)
        return (look, tr("Lane: {name}", name=look.name),
                lambda: ", ".join(filter(None, (_one_line(under), count()))))

    def _phase_look(self, ref: ElementRef, picture: Picture) -> tuple[HeadingLook, str, Callable[[], str]]:
        document, theme = picture.document, self._view.theme
        number = self._numbers(document)[ref.id]
        phase = document.phase_by_id[ref.id]
        fill = theme.of_phase(phase, number)

        def count() -> str:
            many = document.columns_of_phase[ref.id]
            return interface_language.translator.plural("{count} column", "{count} columns", many)

        name = _one_line(phase.name)
        look = HeadingLook(f"{number + 1} {name}".strip(), "", theme.on_phase, fill, fill, theme.on_phase,
                           mix_colours(theme.on_phase, theme.citizen.line, 0.5), ref.id in picture.folds.phases,
                           ref in self._view.bridge.selection)
        return look, tr("Phase {number}: {name}", number=number + 1, name=name), count

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
        self._looks.clear()
        self._fills.clear()
        self.follow()


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
