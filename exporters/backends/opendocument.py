"""The ODP and ODG backends: slides and pages of native shapes for LibreOffice and whatever else reads OpenDocument.

Its own fonts are in the file (the OFL allows it), so that it looks the same on computers that do not have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from visavis.blueprint.drawing import Bitmap, PageSet
from visavis.exporters.backends.opendocument_shapes import OpenDocumentShapeWriter
from visavis.exporters.backends.opendocument_styles import StyleTable, language_of, properties
from visavis.exporters.backends.slide_text import SlideText
from visavis.exporters.backends.slides import SlideDeck, SlideGroup, SlidePart, make_slides
from visavis.exporters.backends.svg_shapes import encode_png
from visavis.exporters.backends.svg_style import in_quotes, in_text, spell
from visavis.exporters.office_files import KIND, NO_DATE, language_tag, zip_parts
from visavis.exporters.typed_text import inert
from visavis.templates.fonts.catalogue import FAMILY, TEXT_FACES, file_of

_SPACES = " ".join([f'xmlns:{prefix}="{name}"' for prefix, name in (
    *((prefix, f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0") for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("draw", "drawing"), ("meta", "meta"),
        ("presentation", "presentation"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"))),
    ("dc", "http://purl.org/dc/elements/1.1/"), ("xlink", "http://www.w3.org/1999/xlink"))])
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_VERSION = 'office:version="1.3"'
_KIND = "application/vnd.oasis.opendocument."
_MEDIA = {".xml": "text/xml", ".png": "image/png", ".ttf": "application/x-font-ttf"}
_FAMILY_FACES = (TEXT_FACES["regular"], TEXT_FACES["bold"])
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MASTER, _LAYOUT, _LAYER = "Default", "Sheet", "Ground"


def opendocument_file(pages: PageSet, *, is_drawing: bool) -> bytes:
    """Return the sheets as a drawing (ODG) or as a presentation (ODP); raise BlueprintError for tiles."""
    deck, styles, parts = make_slides(pages), StyleTable(), dict[str, bytes]()

    def take(picture: Bitmap) -> str:
        content = encode_png(picture.pixels)
        name = f"Pictures/{sha256(content).hexdigest()[:16]}.png"
        parts[name] = content
        return name

    writer = OpenDocumentShapeWriter(styles, take, has_titles=not is_drawing)
    fonts = _fonts(deck)
    parts |= {f"Fonts/{face}.ttf": file_of(face).read_bytes() for face in _FAMILY_FACES}
    parts["content.xml"] = _content(deck, styles, writer, fonts, is_drawing=is_drawing)
    parts["styles.xml"] = _styles(deck, styles, fonts)
    parts["meta.xml"] = _meta(deck)
    kind = _KIND + ("graphics" if is_drawing else "presentation")
    parts["META-INF/manifest.xml"] = _manifest(parts, kind)
    parts[KIND] = kind.encode()
    return zip_parts(parts)


def _content(deck: SlideDeck, styles: StyleTable, writer: OpenDocumentShapeWriter, fonts: str, *,
             is_drawing: bool) -> bytes:
    body = "drawing" if is_drawing else "presentation"
    written = []
    for slide in deck.slides:
        shapes = "".join([writer.write(part) for part in slide.parts])
        written.append(f'<draw:page draw:name={in_quotes(slide.name)} draw:style-name="'
                       f'{styles.page(slide.background)}" draw:master-page-name="{_MASTER}">{shapes}</draw:page>')
    return (f"{_HEAD}<office:document-content {_SPACES} {_VERSION}>{fonts}<office:automatic-styles>"
            f"{styles.automatic()}</office:automatic-styles><office:body><office:{body}>{''.join(written)}"
            f"</office:{body}></office:body></office:document-content>").encode()


def _styles(deck: SlideDeck, styles: StyleTable, fonts: str) -> bytes:
    """Return what holds for all pages: their size, and how new text looks."""
    text = {"style:font-name": FAMILY, "fo:font-size": "18pt", **language_of(language_tag(deck.about.language))}
    usual = f'<style:default-style style:family="graphic">{properties("text", text)}</style:default-style>'
    side = "landscape" if deck.width >= deck.height else "portrait"
    layout = properties("page-layout", {
        "fo:page-width": f"{spell(deck.width)}pt", "fo:page-height": f"{spell(deck.height)}pt", "fo:margin": "0pt",
        "style:print-orientation": side})
    ground = properties("drawing-page", {"draw:fill": "none"})
    return (f'{_HEAD}<office:document-styles {_SPACES} {_VERSION}>{fonts}<office:styles>{styles.dashes()}{usual}'
            f'</office:styles><office:automatic-styles><style:page-layout style:name="{_LAYOUT}">{layout}'
            f'</style:page-layout><style:style style:name="{_LAYER}" style:family="drawing-page">{ground}'
            f'</style:style></office:automatic-styles><office:master-styles><style:master-page '
            f'style:name="{_MASTER}" style:page-layout-name="{_LAYOUT}" draw:style-name="{_LAYER}"/>'
            "</office:master-styles></office:document-styles>").encode()


def _fonts(deck: SlideDeck) -> str:
    """Return the fonts that the texts name; those of the text family are inside."""
    inside = "".join([f'<svg:font-face-uri xlink:href="Fonts/{face}.ttf" xlink:type="simple"><svg:font-face-format '
                      'svg:string="truetype"/></svg:font-face-uri>' for face in _FAMILY_FACES])
    told = []
    for family in sorted({FAMILY, *_families(part for slide in deck.slides for part in slide.parts)}):
        source = f"<svg:font-face-src>{inside}</svg:font-face-src>" if family == FAMILY else ""
        quoted = "'" + family.replace("'", "") + "'"
        told.append(f'<style:font-face style:name={in_quotes(family)} svg:font-family={in_quotes(quoted)} '
                    f'style:font-family-generic="swiss" style:font-pitch="variable">{source}</style:font-face>')
    return f"<office:font-face-decls>{''.join(told)}</office:font-face-decls>"


def _families(parts: Iterable[SlidePart]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, SlideText):
            yield from (run.family for run in part.runs)
        elif isinstance(part, SlideGroup):
            yield from _families(part.parts)


def _meta(deck: SlideDeck) -> bytes:
    """Return what the file says of itself: the record's own date, or none that means anything."""
    about = deck.about
    try:
        day = date.fromisoformat(about.date.strip())
    except ValueError:
        day = NO_DATE.date()
    said = [("meta:generator", "Vis-à-vis"), ("dc:title", deck.title), ("dc:subject", about.subject),
            *(("meta:keyword", word) for word in about.keywords), ("meta:initial-creator", about.author),
            ("dc:creator", about.author), ("meta:creation-date", f"{day}T00:00:00"), ("dc:date", f"{day}T00:00:00"),
            ("dc:language", language_tag(about.language))]
    told = "".join([f"<{name}>{in_text(inert(text))}</{name}>" for name, text in said if inert(text)])
    # What Dublin Core has beyond these, under the names that it has there.
    told += "".join([f'<meta:user-defined meta:name="{name}">{in_text(inert(text))}</meta:user-defined>'
                     for name, text in (("hasVersion", about.version), ("publisher", about.publisher),
                                        ("source", about.source)) if inert(text)])
    return (f"{_HEAD}<office:document-meta {_SPACES} {_VERSION}><office:meta>{told}</office:meta>"
            "</office:document-meta>").encode()


def _manifest(parts: Iterable[str], kind: str) -> bytes:
    entries = "".join([f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="'
                       f'{_MEDIA[name[name.rindex("."):]]}"/>' for name in sorted(parts)])
    return (f'{_HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3"><manifest:file-entry '
            f'manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>{entries}'
            "</manifest:manifest>").encode()
