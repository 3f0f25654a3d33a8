"""The SVG backend: real text, one group a thing with its title and description, fonts inside, nothing fetched.

A line whose glyphs are all characters' own is text as it is. Where letters join, change places or carry marks, or a
font of the system helps out, the line is drawn by glyph (private code points of the fonts inside, or outlines), out
of reach of the mouse and of screen readers, and its words lie over it without ink: to be found, copied and read out.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from visavis.blueprint.drawing import (
    Box,
    DisplayList,
    Group,
    Page,
    PageSet,
    Path,
    Primitive,
    Role,
    Stroke,
    Text,
    note_missing_letters,
)
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.faces import is_system_face
from visavis.blueprint.text.outlines import segment_outline
from visavis.blueprint.text.styles import GlyphRun, GlyphSegment
from visavis.exporters.backends.woff import woff
from visavis.templates.fonts.catalogue import FAMILY, TEXT_FACES

# XML 1.0 has no place for these, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECORATION = frozenset({Role.DECORATION})
NORMAL = 400
_WEIGHTS = {TEXT_FACES["medium"]: 500, TEXT_FACES["semibold"]: 600, TEXT_FACES["bold"]: 700, "NotoSans-Bold": 700,
            "NotoSansTamil-Bold": 700, "NotoSansThai-Bold": 700}
# Every glyph has its place already.
UNSHAPED = "text{font-kerning:none;font-variant-ligatures:none}"
# What Dublin Core has among its terms only.
_PREFIXES = {"hasVersion": "dcterms"}
_DRAWN_ONLY = 'aria-hidden="true" pointer-events="none" style="user-select:none"'
# The private code points of Unicode: 6,400, then 65,534.
_PRIVATE = (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE))


def svg(sheet: DisplayList | Page, *, embed_fonts: bool = True, about: PageSet | None = None) -> str:
    """Return a drawing, or a page with its drawing, as one SVG file; lengths are points.

    With `embed_fonts`, the letters used are inside as fonts, so that the drawing looks the same everywhere. The
    metadata are those of the print job that it is `about`.
    """
    drawing = sheet.drawing if isinstance(sheet, Page) else sheet
    note_missing_letters(drawing)
    parts = [_root_tag(sheet, drawing)]
    if drawing.title:
        parts.append(f"<title>{_text(drawing.title)}</title>")
    if about is not None:
        parts.append(_metadata(about))
    codes = _private_codes(drawing) if embed_fonts else {}
    faces = "".join(_font_faces(drawing, codes)) if embed_fonts else ""
    parts.append(f"<style>{UNSHAPED}{faces}</style>")
    if isinstance(sheet, Page):
        parts.append(f'<g transform="translate({_n(sheet.x)} {_n(sheet.y)}) scale({_n(sheet.scale, 6)})">')
    if drawing.background:
        parts.append(f'<rect width="{_n(drawing.width)}" height="{_n(drawing.height)}" fill="{drawing.background}"/>')
    parts.extend(_group(group, codes) for group in drawing.in_paint_order())
    if isinstance(sheet, Page):
        parts.append("</g>")
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _root_tag(sheet: DisplayList | Page, drawing: DisplayList) -> str:
    width, height = _n(sheet.width), _n(sheet.height)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" xml:lang={_attribute(drawing.language)} '
            f'lang={_attribute(drawing.language)} role="group" fill-rule="evenodd">')


def _metadata(about: PageSet) -> str:
    """Return what a print job says of itself, as Dublin Core in RDF (SVG 1.1, chapter 21)."""
    said = (("title", about.title), ("creator", about.author), ("publisher", about.publisher),
            ("description", about.subject), ("subject", "; ".join(about.keywords)), ("hasVersion", about.version),
            ("date", about.date), ("source", about.source), ("language", about.language))
    facts = "".join(f"<{_PREFIXES.get(name, 'dc')}:{name}>{_text(value)}</{_PREFIXES.get(name, 'dc')}:{name}>"
                    for name, value in said if value)
    return (f'<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f'<rdf:Description rdf:about="">{facts}</rdf:Description></rdf:RDF></metadata>')


def _texts(drawing: DisplayList) -> Iterator[Text]:
    return (part for group in drawing.groups for part in group.primitives if isinstance(part, Text))


def _is_spelled(run: GlyphRun) -> bool:
    """Return whether a line's letters, each drawn as itself by a face that ships, are its text."""
    return all(part.is_nominal and not is_system_face(part.face) for part in run.segments)


def _private_codes(drawing: DisplayList) -> dict[tuple[str, int], int]:
    """Return a code point for each glyph of each face that a line draws which is not its text."""
    codes: dict[tuple[str, int], int] = {}
    for text in _texts(drawing):
        if not _is_spelled(text.run):
            for part in text.run.segments:
                for glyph in part.glyphs if not is_system_face(part.face) else ():
                    codes.setdefault((part.face, glyph), _PRIVATE[len(codes) % len(_PRIVATE)])
    return codes


def _font_faces(drawing: DisplayList, codes: Mapping[tuple[str, int], int]) -> Iterator[str]:
    """Yield a font rule for each face that draws something, with the letters that are used."""
    used: dict[str, dict[int, int]] = {}
    for text in _texts(drawing):
        for segment in text.run.segments if _is_spelled(text.run) else ():
            letters = zip(segment.clusters, segment.glyphs, strict=True)
            used.setdefault(segment.face, {}).update({ord(letter): glyph for letter, glyph in letters if glyph})
    for (face, glyph), code in codes.items():
        used.setdefault(face, {}).update({code: glyph} if glyph else {})
    for face, glyphs in sorted(used.items()):
        if not all(chr(code).isspace() for code in glyphs):
            content = base64.b64encode(woff(face, glyphs)).decode("ascii")
            yield (f"@font-face{{font-family:'{face}';font-weight:{_WEIGHTS.get(face, NORMAL)};"
                   f"src:url(data:font/woff;base64,{content})}}")


def _group(group: Group, codes: Mapping[tuple[str, int], int]) -> str:
    inside = "".join(_primitives(group.primitives, codes))
    if group.role in _DECORATION:
        return f'<g aria-hidden="true">{inside}</g>'
    name = f"<title>{_text(group.title)}</title>" if group.title else ""
    description = f"<desc>{_text(group.description)}</desc>" if group.description else ""
    label = f" aria-label={_attribute(group.title)}" if group.title else ""
    return (f"<g data-id={_attribute(group.id)} data-role={_attribute(group.role.value)} role=\"group\"{label}>"
            f"{name}{description}{inside}</g>")


def _primitives(primitives: Iterable[Primitive], codes: Mapping[tuple[str, int], int]) -> Iterator[str]:
    for primitive in primitives:
        match primitive:
            case Text():
                yield from _lines(primitive) if _is_spelled(primitive.run) else _drawn_lines(primitive, codes)
            case Box():
                rect = primitive.rect
                if rect.width <= 0 or rect.height <= 0:
                    continue
                radius = min(primitive.radius, rect.width / 2, rect.height / 2)
                corner = f' rx="{_n(radius)}"' if radius else ""
                yield (f'<rect x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" '
                       f'height="{_n(rect.height)}"{corner}{_inks(primitive)}/>')
            case Path():
                yield f'<path d="{_data(primitive.segments)}"{_inks(primitive)}/>'


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
        yield f"<text {_letters(run.segments[0], text)} {shared}>{_text(run.segments[0].text)}</text>"
        return
    spans = [f"<tspan {_letters(part, text)}>{_text(part.text)}</tspan>" for part in run.segments]
    yield f"<text {shared}>{''.join(spans)}</text>"


def _drawn_lines(text: Text, codes: Mapping[tuple[str, int], int]) -> Iterator[str]:
    """Yield the glyphs of a line, and its words over them without ink."""
    run = text.run
    size, baseline = f'font-size="{_n(run.style.size, 3)}"', f'y="{_n(text.baseline, 3)}"'
    drawn = [part for part in run.segments if codes and not is_system_face(part.face)]
    spans = [f"<tspan {_letters(part, text)}>{_text(''.join(_spell(part, codes)))}</tspan>" for part in drawn]
    if spans:
        yield (f'<text {_DRAWN_ONLY} {baseline} {size} fill="{text.colour}" direction="ltr" '
               f'unicode-bidi="bidi-override" xml:space="preserve">{"".join(spans)}</text>')
    outline = tuple([each for part in run.segments if part not in drawn
                     for each in segment_outline(part, run.style.size)])
    if outline:
        yield (f'<path {_DRAWN_ONLY} transform="translate({_n(text.x, 3)} {_n(text.baseline, 3)})" '
               f'd="{_data(outline)}" fill="{text.colour}" fill-rule="nonzero"/>')
    yield (f'<text x="{_n(text.x, 3)}" {baseline} {size} textLength="{_n(run.width, 3)}" '
           f'lengthAdjust="spacingAndGlyphs" fill-opacity="0" xml:space="preserve">{_text(run.text)}</text>')


def _spell(part: GlyphSegment, codes: Mapping[tuple[str, int], int]) -> Iterator[str]:
    """Yield a character for each glyph; what no face has is left to the fonts of whoever looks at it."""
    for cluster, glyph in zip(part.clusters, part.glyphs, strict=True):
        yield chr(codes[part.face, glyph]) if glyph else cluster[:1] or " "


def _letters(part: GlyphSegment, text: Text) -> str:
    """Return the places and the font of a segment's letters."""
    places = part.places
    where = f'x="{" ".join([_n(text.x + x, 3) for x, _ in places])}"'
    if any(down for _, down in places):
        where += f' y="{" ".join([_n(text.baseline + down, 3) for _, down in places])}"'
    family = f"{part.face}, '{FAMILY}'" if part.face in TEXT_FACES.values() else part.face
    return f'{where} font-family="{family}, sans-serif" font-weight="{_WEIGHTS.get(part.face, NORMAL)}"'


def _data(segments: Iterable[tuple[str | float, ...]]) -> str:
    return "".join(f"{segment[0]}{' '.join(_n(float(value)) for value in segment[1:])}" for segment in segments)


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
