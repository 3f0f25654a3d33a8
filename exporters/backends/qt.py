"""The Qt backend: paints groups of a display list with QPainter, and makes PNG pictures off screen.

Text is drawn as glyph runs at the places of the display list, from the bundled font files, so that a line is exactly
as wide as in the PDF; what comes from a font of the system is drawn as its outlines. Fonts are loaded at one size and
scaled by the painter: hinting at screen sizes would move ink.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from threading import local
from typing import Generic, TypeVar, cast

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

from visavis.blueprint.drawing import (
    Bitmap,
    Box,
    DisplayList,
    Group,
    Page,
    PageSet,
    Path,
    Pixels,
    Primitive,
    Stroke,
    Text,
    note_missing_letters,
)
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.faces import face_content, is_drawn_as_outlines
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.outlines import segment_outline
from visavis.blueprint.text.styles import GlyphRun

# Glyph outlines are taken at this pixel size and scaled down; large enough for hinting not to matter.
EM = 64.0
# Pixels an em from which Qt's raster engine no longer takes glyphs from its cache; it then draws none of a raw font.
LARGEST_GLYPH = 60.0
POINTS_PER_INCH = 72.0
METRES_PER_INCH = 0.0254
# Above this many pixels a picture would need gigabytes; it is made smaller instead of failing.
MOST_PIXELS = 120_000_000

Thing = TypeVar("Thing")
Made = TypeVar("Made")


def paint(painter: QPainter, drawing: DisplayList, *, clip: Rect | None = None) -> None:
    """Paint a whole drawing, or the groups that touch `clip`, in paint order."""
    for _ in _paint_groups(painter, drawing, clip):
        pass


def _paint_groups(painter: QPainter, drawing: DisplayList, clip: Rect | None = None) -> Iterator[None]:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if drawing.background is not None:
        painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), QColor(drawing.background))
    for group in drawing.in_paint_order():
        if clip is None or group.bounds.intersects(clip):
            paint_group(painter, group)
            yield


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
            case Bitmap():
                _paint_picture(painter, primitive)


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint a sheet with its drawing where it stands, in points."""
    for _ in paint_page_in_parts(painter, page):
        pass


def paint_page_in_parts(painter: QPainter, page: Page) -> Iterator[None]:
    """Paint a sheet as `paint_page` does, with a rest after each group: whoever paints may do something else then."""
    painter.save()
    if page.bleed and page.drawing.background is not None:
        painter.fillRect(QRectF(*page.bleed_rect), QColor(page.drawing.background))
    if page.window is not None:
        painter.setClipRect(QRectF(*page.window.rect))
    painter.translate(page.x, page.y)
    painter.scale(page.scale, page.scale)
    try:
        yield from _paint_groups(painter, page.drawing)
    finally:
        painter.restore()
    if page.marks is not None:
        yield from _paint_groups(painter, page.marks)


def png(sheet: DisplayList | Page, *, scale: float = 1.0, about: PageSet | None = None) -> bytes:
    """Return a PNG picture of a drawing or of a page, `scale` pixels a point.

    Its texts are those of the print job that it is `about`.
    """
    note_missing_letters(sheet.drawing if isinstance(sheet, Page) else sheet)
    image = paint_image(sheet, scale=scale)
    if about is not None:
        # Keywords of PNG (11.3.3.2). It has none for a version, and its `Source` is a device.
        for name, value in (("Title", about.title), ("Author", about.author), ("Description", about.subject),
                            ("Comment", "; ".join(about.keywords))):
            if value:
                image.setText(name, clean_text(value))
    return _encode(image)


def paint_image(sheet: DisplayList | Page, *, scale: float = 1.0) -> QImage:
    """Return a picture of a drawing or of a page, `scale` pixels a point; on any thread."""
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
            paint_page(painter, sheet)
        else:
            paint(painter, sheet)
    finally:
        painter.end()
    return image


def _encode(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the method itself a text
    return bytes(content.data())


def _application() -> QGuiApplication | None:
    """Return the running application, or start an off-screen one: fonts need it."""
    running = QGuiApplication.instance()
    if running is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = _start()
    return cast("QGuiApplication | None", running)


@lru_cache(maxsize=1)
def _start() -> QGuiApplication:
    return QGuiApplication(["visavis"])


def _paint_text(painter: QPainter, text: Text) -> None:
    painter.save()
    painter.setPen(_plain_pen(text.colour))
    painter.translate(text.x, text.baseline)
    scale = text.run.style.size / EM
    painter.scale(scale, scale)
    if abs(painter.deviceTransform().m11()) * EM > LARGEST_GLYPH:
        painter.fillPath(_outline(text.run), _brush(text.colour))
    else:
        for run in _glyph_runs(text.run):
            painter.drawGlyphRun(QPointF(0, 0), run)
        if any(is_drawn_as_outlines(part.face) for part in text.run.segments):
            painter.fillPath(_system_outline(text.run), _brush(text.colour))
    painter.restore()


class _IdentityCache(local, Generic[Thing, Made]):
    """What was made of immutable things, found by identity: hashing all numbers of a path takes longer than painting.

    Each thread keeps its own as long as it lives, for a raw font may only be used in the thread that made it.
    """

    def __init__(self, make: Callable[[Thing], Made], most: int) -> None:
        self._make = make
        self._most = most
        # The thing is kept as well, so that its identity stays its own.
        self._made: dict[int, tuple[Thing, Made]] = {}

    def __call__(self, thing: Thing) -> Made:
        kept = self._made.get(id(thing))
        if kept is None:
            if len(self._made) >= self._most:
                self._made.clear()
            kept = self._made[id(thing)] = (thing, self._make(thing))
        return kept[1]


class _RawFonts(local):
    """The faces of the program and of kits at `EM` pixels, unhinted; each thread loads its own."""

    def __init__(self) -> None:
        self._faces: dict[str, QRawFont] = {}

    def __call__(self, face: str) -> QRawFont:
        if face not in self._faces:
            content = QByteArray(face_content(face))
            self._faces[face] = QRawFont(content, EM, QFont.HintingPreference.PreferNoHinting)
        return self._faces[face]


def _make_glyph_runs(run: GlyphRun) -> tuple[QGlyphRun, ...]:
    """Return a run's segments as Qt draws them, at `EM` pixels."""
    factor = EM / run.style.size
    made = []
    for part in run.segments:
        if is_drawn_as_outlines(part.face):
            continue
        glyphs = QGlyphRun()
        glyphs.setRawFont(_raw_font(part.face))
        glyphs.setGlyphIndexes(list(part.glyphs))
        glyphs.setPositions([QPointF(x * factor, down * factor) for x, down in part.places])
        made.append(glyphs)
    return tuple(made)


def _make_system_outline(run: GlyphRun) -> QPainterPath:
    """Return what fonts of the system draw of a run as one path, at `EM` pixels."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for part in run.segments:
        if is_drawn_as_outlines(part.face):
            path.addPath(painter_path(segment_outline(part.scale(EM / run.style.size), EM)))
    return path


def _make_outline(run: GlyphRun) -> QPainterPath:
    """Return a run's letters as one path, at `EM` pixels."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyphs in _glyph_runs(run):
        font = glyphs.rawFont()
        for glyph, position in zip(glyphs.glyphIndexes(), glyphs.positions(), strict=True):
            path.addPath(font.pathForGlyph(glyph).translated(position))
    path.addPath(_make_system_outline(run))
    return path


_raw_font = _RawFonts()
_glyph_runs = _IdentityCache(_make_glyph_runs, 20_000)
_outline = _IdentityCache(_make_outline, 500)
_system_outline = _IdentityCache(_make_system_outline, 2_000)


def _paint_box(painter: QPainter, box: Box) -> None:
    if box.rect.width <= 0 or box.rect.height <= 0:
        return
    before = _inks(painter, box)
    if box.radius:
        radius = min(box.radius, box.rect.width / 2, box.rect.height / 2)
        painter.drawRoundedRect(QRectF(*box.rect), radius, radius)
    else:
        painter.drawRect(QRectF(*box.rect))
    painter.setOpacity(before)


def _paint_path(painter: QPainter, path: Path) -> None:
    before = _inks(painter, path)
    painter.drawPath(_outlines(path))
    painter.setOpacity(before)


def _paint_picture(painter: QPainter, picture: Bitmap) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(*picture.rect), _image(picture.pixels))
    painter.restore()


def _make_image(pixels: Pixels) -> QImage:
    # A copy: the picture must not outlive the bytes it was made of.
    return QImage(pixels.content, pixels.width, pixels.height, 3 * pixels.width, QImage.Format.Format_RGB888).copy()


def _inks(painter: QPainter, shape: Box | Path) -> float:
    """Take a shape's fill and stroke; return the opacity to go back to, which is not 1 inside a dimmed item."""
    painter.setBrush(_brush(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(shape.stroke) if shape.stroke else Qt.PenStyle.NoPen)
    before = painter.opacity()
    painter.setOpacity(before * shape.opacity)
    return before


@lru_cache(maxsize=256)
def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))


@lru_cache(maxsize=256)
def _plain_pen(colour: str) -> QPen:
    return QPen(QColor(colour))


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


def _make_path(path: Path) -> QPainterPath:
    made = painter_path(path.outline)
    if path.is_nonzero:
        made.setFillRule(Qt.FillRule.WindingFill)
    made.translate(path.x, path.y)
    return made


_outlines = _IdentityCache(_make_path, 20_000)
_image = _IdentityCache(_make_image, 8)
