"""The SVG backend: real text, one group a thing with its title and description, fonts inside, nothing fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from xml.sax.saxutils import escape, quoteattr

from visavis.blueprint.drawing import Box, DisplayList, Group, Page, Path, Primitive, Role, Stroke, Text
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.styles import GlyphSegment
from visavis.exporters.backends.woff import woff
from visavis.templates.fonts.catalogue import FAMILY, TEXT_FACES

# XML 1.0 has no place for these, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECORATION = frozenset({Role.DECORATION})
NORMAL = 400
_WEIGHTS = {TEXT_FACES["medium"]: 500, TEXT_FACES["semibold"]: 600, TEXT_FACES["bold"]: 700, "NotoSans-Bold": 700}
# Every glyph has its place already.
UNSHAPED = "text{font-kerning:none;font-variant-ligatures:none}"


def svg(sheet: DisplayList | Page, *, embed_fonts: bool = True) -> str:
    """Return a drawing, or a page with its drawing, as one SVG file; lengths are points.

    With `embed_fonts`, the letters used are inside as fonts, so that the drawing looks the same everywhere.
    """
    drawing = sheet.drawing if isinstance(sheet, Page) else sheet
    parts = [_root_tag(sheet, drawing)]
    if drawing.title:
        parts.append(f"<title>{_text(drawing.title)}</title>")
    faces = "".join(_font_faces(drawing)) if embed_fonts else ""
    parts.append(f"<style>{UNSHAPED}{faces}</style>")
    if isinstance(sheet, Page):
        parts.append(f'<g transform="translate({_n(sheet.x)} {_n(sheet.y)}) scale({_n(sheet.scale, 6)})">')
    if drawing.background:
        parts.append(f'<rect width="{_n(drawing.width)}" height="{_n(drawing.height)}" fill="{drawing.background}"/>')
    parts.extend(_group(group) for group in drawing.in_paint_order())
    if isinstance(sheet, Page):
        parts.append("</g>")
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _root_tag(sheet: DisplayList | Page, drawing: DisplayList) -> str:
    width, height = _n(sheet.width), _n(sheet.height)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" xml:lang={_attribute(drawing.language)} '
            f'lang={_attribute(drawing.language)} role="group" fill-rule="evenodd">')


def _font_faces(drawing: DisplayList) -> Iterator[str]:
    """Yield a font rule for each face that draws something, with the letters that are used."""
    used: dict[str, dict[int, int]] = {}
    for text in (part for group in drawing.groups for part in group.primitives if isinstance(part, Text)):
        for segment in text.run.segments:
            letters = zip(segment.text, segment.glyphs, strict=True)
            used.setdefault(segment.face, {}).update({ord(letter): glyph for letter, glyph in letters if glyph})
    for face, glyphs in sorted(used.items()):
        if not all(chr(code).isspace() for code in glyphs):
            content = base64.b64encode(woff(face, glyphs)).decode("ascii")
            yield (f"@font-face{{font-family:'{face}';font-weight:{_WEIGHTS.get(face, NORMAL)};"
                   f"src:url(data:font/woff;base64,{content})}}")


def _group(group: Group) -> str:
    inside = "".join(_primitives(group.primitives))
    if group.role in _DECORATION:
        return f'<g aria-hidden="true">{inside}</g>'
    name = f"<title>{_text(group.title)}</title>" if group.title else ""
    told = f"<desc>{_text(group.description)}</desc>" if group.description else ""
    label = f" aria-label={_attribute(group.title)}" if group.title else ""
    return (f"<g data-id={_attribute(group.id)} data-role={_attribute(group.role.value)} role=\"group\"{label}>"
            f"{name}{told}{inside}</g>")


def _primitives(primitives: Iterable[Primitive]) -> Iterator[str]:
    for primitive in primitives:
        match primitive:
            case Text():
                yield from _lines(primitive)
            case Box():
                rect = primitive.rect
                if rect.width <= 0 or rect.height <= 0:
                    continue
                radius = min(primitive.radius, rect.width / 2, rect.height / 2)
                corner = f' rx="{_n(radius)}"' if radius else ""
                yield (f'<rect x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" '
                       f'height="{_n(rect.height)}"{corner}{_inks(primitive)}/>')
            case Path():
                yield f'<path d="{_data(primitive)}"{_inks(primitive)}/>'


def _lines(text: Text) -> Iterator[str]:
    """Yield one text element, each glyph at the place the display list gave it."""
    run = text.run
    if not run.text.strip():
        return
    order = ""
    if has_right_to_left(run.text):
        order = f' direction="ltr" unicode-bidi="bidi-override" aria-label={_attribute(run.text)}'
    shared = (f'y="{_n(text.baseline, 3)}" font-size="{_n(run.style.size, 3)}" fill="{text.colour}"{order} '
              'xml:space="preserve"')
    if len(run.segments) == 1:
        yield f"<text {_letters(run.segments[0], text.x)} {shared}>{_text(run.segments[0].text)}</text>"
        return
    spans = [f"<tspan {_letters(part, text.x)}>{_text(part.text)}</tspan>" for part in run.segments]
    yield f"<text {shared}>{''.join(spans)}</text>"


def _letters(part: GlyphSegment, x: float) -> str:
    """Return the places and the font of a segment's letters."""
    places = " ".join([_n(place, 3) for place in accumulate(part.advances[:-1], initial=x + part.x)])
    family = f"{part.face}, '{FAMILY}'" if part.face in TEXT_FACES.values() else part.face
    return f'x="{places}" font-family="{family}, sans-serif" font-weight="{_WEIGHTS.get(part.face, NORMAL)}"'


def _data(path: Path) -> str:
    return "".join(f"{segment[0]}{' '.join(_n(float(value)) for value in segment[1:])}" for segment in path.segments)


def _inks(shape: Box | Path) -> str:
    # Each ink is see-through by itself, as in Qt and PDF; `opacity` would blend the two of them together.
    opacity = _n(shape.opacity)
    fill = f' fill="{shape.fill}"' if shape.fill else ' fill="none"'
    if shape.fill and shape.opacity < 1:
        fill += f' fill-opacity="{opacity}"'
    if shape.stroke is None:
        return fill
    return fill + _stroke(shape.stroke) + (f' stroke-opacity="{opacity}"' if shape.opacity < 1 else "")


def _stroke(stroke: Stroke) -> str:
    ends = "" if stroke.dash else ' stroke-linecap="round"'
    dash = f' stroke-dasharray="{" ".join(_n(length) for length in stroke.dash)}"' if stroke.dash else ""
    return (f' stroke="{stroke.colour}" stroke-width="{_n(stroke.width)}" stroke-linejoin="round"{ends}{dash}')


def _n(value: float, digits: int = 2) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("", " ".join(text.split())))
