"""The Qt backend: paints groups of a display list with QPainter, and makes PNG pictures off screen.

Text is drawn as glyph runs at the advances of the display list, from the bundled font files, so that a line is
exactly as wide as in the PDF. Fonts are loaded at one size and scaled by the painter: hinting at screen sizes would
move ink.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from threading import get_ident

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
)

from blueprint.drawing.display_list import Box, DisplayList, Group, Page, Path, Primitive, Stroke, Text
from blueprint.layout.places import Rect
from blueprint.text.styles import GlyphRun, GlyphSegment
from templates.fonts.catalogue import file_of

# Glyph outlines are taken at this pixel size and scaled down; large enough for hinting not to matter.
EM = 64.0
# Pixels an em from which Qt's raster engine no longer takes glyphs from its cache; it then draws none of a raw font.
LARGEST_GLYPH = 60.0
POINTS_PER_INCH = 72.0
METRES_PER_INCH = 0.0254
# Above this many pixels a picture would need gigabytes; it is made smaller instead of failing.
MOST_PIXELS = 120_000_000


def paint(painter: QPainter, drawing: DisplayList, *, clip: Rect | None = None) -> None:
    """Paint a whole drawing, or the groups that touch `clip`, in paint order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if drawing.background is not None:
        painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), QColor(drawing.background))
    for group in drawing.in_paint_order():
        if clip is None or group.bounds.intersects(clip):
            paint_group(painter, group)


def paint_group(painter: QPainter, group: Group) -> None:
    """Paint one group."""
    paint_primitives(painter, group.primitives)


def paint_primitives(painter: QPainter, primitives: Iterable[Primitive]) -> None:
    """Paint primitives in their order."""
    for primitive in primitives:
        match primitive:
            case Text():
                _paint_text(painter, primitive)
            case Box():
                _paint_box(painter, primitive)
            case Path():
                _paint_path(painter, primitive)


def png(sheet: DisplayList | Page, *, scale: float = 1.0) -> bytes:
    """Return a PNG picture of a drawing or of a page, `scale` pixels a point."""
    application = _application()
    assert application is not None
    width, height = sheet.width, sheet.height
    scale = min(scale, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    size = QSize(max(1, round(width * scale)), max(1, round(height * scale)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    per_metre = round(scale * POINTS_PER_INCH / METRES_PER_INCH)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.scale(image.width() / width, image.height() / height)
        if isinstance(sheet, Page):
            painter.translate(sheet.x, sheet.y)
            painter.scale(sheet.scale, sheet.scale)
            paint(painter, sheet.drawing)
        else:
            paint(painter, sheet)
    finally:
        painter.end()
    return _encoded(image)


def _encoded(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _application() -> QGuiApplication | None:
    """Return the running application, or start an off-screen one: fonts need it."""
    running = QGuiApplication.instance()
    if running is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = _started()
    return running  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _started() -> QGuiApplication:
    return QGuiApplication(["visavis"])


def _paint_text(painter: QPainter, text: Text) -> None:
    painter.save()
    painter.setPen(QColor(text.colour))
    painter.translate(text.x, text.baseline)
    scale = text.run.style.size / EM
    painter.scale(scale, scale)
    large = abs(painter.deviceTransform().m11()) * EM > LARGEST_GLYPH
    for run in _glyph_runs(_unit(text.run), get_ident()):
        if large:
            painter.fillPath(_outline(run), QColor(text.colour))
        else:
            painter.drawGlyphRun(QPointF(0, 0), run)
    painter.restore()


def _outline(run: QGlyphRun) -> QPainterPath:
    """Return a run's letters as one path."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    font = run.rawFont()
    for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        path.addPath(font.pathForGlyph(glyph).translated(place))
    return path


def _unit(run: GlyphRun) -> tuple[GlyphSegment, ...]:
    """Return the segments of a run at `EM`, the key under which its Qt form is kept."""
    factor = EM / run.style.size
    return tuple(
        GlyphSegment(part.face, "", round(part.x * factor, 4), part.glyphs,
                     tuple(round(advance * factor, 4) for advance in part.advances))
        for part in run.segments
    )


@lru_cache(maxsize=20_000)
def _glyph_runs(segments: tuple[GlyphSegment, ...], thread: int) -> tuple[QGlyphRun, ...]:
    # A raw font may only be used in the thread that made it, so each thread keeps its own.
    runs = []
    for part in segments:
        run = QGlyphRun()
        run.setRawFont(_raw_font(part.face, thread))
        run.setGlyphIndexes(list(part.glyphs))
        x = part.x
        positions = []
        for advance in part.advances:
            positions.append(QPointF(x, 0))
            x += advance
        run.setPositions(positions)
        runs.append(run)
    return tuple(runs)


@lru_cache(maxsize=32)
def _raw_font(face: str, thread: int) -> QRawFont:
    """Return a shipped face at `EM` pixels, unhinted, for one thread."""
    del thread
    return QRawFont(QByteArray(file_of(face).read_bytes()), EM, QFont.HintingPreference.PreferNoHinting)


def _paint_box(painter: QPainter, box: Box) -> None:
    _inks(painter, box.fill, box.stroke, box.opacity)
    rect = QRectF(*box.rect)
    if box.radius:
        painter.drawRoundedRect(rect, box.radius, box.radius)
    else:
        painter.drawRect(rect)
    painter.setOpacity(1.0)


def _paint_path(painter: QPainter, path: Path) -> None:
    _inks(painter, path.fill, path.stroke, path.opacity)
    painter.drawPath(painter_path(path.segments))
    painter.setOpacity(1.0)


def _inks(painter: QPainter, fill: str | None, stroke: Stroke | None, opacity: float) -> None:
    painter.setBrush(_brush(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(stroke) if stroke else Qt.PenStyle.NoPen)
    painter.setOpacity(opacity)


@lru_cache(maxsize=256)
def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))


@lru_cache(maxsize=512)
def _pen(stroke: Stroke) -> QPen:
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        # Qt counts dashes in pen widths and adds the round caps to them.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / stroke.width for length in stroke.dash])
    return pen


@lru_cache(maxsize=20_000)
def painter_path(segments: tuple[tuple[str | float, ...], ...]) -> QPainterPath:
    """Return path segments as a QPainterPath."""
    path = QPainterPath()
    for letter, *numbers in segments:
        values = [float(number) for number in numbers]
        match letter:
            case "M":
                path.moveTo(*values)
            case "L":
                path.lineTo(*values)
            case "C":
                path.cubicTo(*values)
            case "Z":
                path.closeSubpath()
    return path
