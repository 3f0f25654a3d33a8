"""The SVG backend: real text, one group a thing with its title and description, fonts inside, nothing fetched.

The file is lean: looks are classes, shapes that come again are defined once, and each thing is said once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.drawing import DisplayList, Group, Page, PageSet, Primitive, Role, Text, note_missing_letters
from visavis.blueprint.language import message, translator
from visavis.exporters.backends.svg_fonts import EmbeddedFonts
from visavis.exporters.backends.svg_shapes import ShapeWriter
from visavis.exporters.backends.svg_style import StyleSheet, in_attribute, in_text, spell
from visavis.exporters.backends.svg_text import LineWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

# WAI-ARIA Graphics Module 1.0; `document` is for readers who do not know it.
_ROOT_ROLE = "graphics-document document"
_XLINK = "http://www.w3.org/1999/xlink"
_ROLES = {role: role.value for role in Role}
_FLOWS = frozenset({Role.FLOW, Role.FLOW_LABEL})
# What stands between a title and what a description says of it.
_BETWEEN = (". ", ": ", "\u00a0: ")
# What Dublin Core has among its terms only.
_PREFIXES = {"hasVersion": "dcterms"}
_ENDS_OF_SENTENCES = (".", "!", "?", "…")


def svg(sheet: DisplayList | Page, *, embed_fonts: bool = True, about: PageSet | None = None) -> str:
    """Return what `svg_file` does as text."""
    return svg_file(sheet, embed_fonts=embed_fonts, about=about).decode("utf-8")


def svg_file(sheet: DisplayList | Page, *, embed_fonts: bool = True, about: PageSet | None = None) -> bytes:
    """Return a drawing, or a page with its drawing, as one SVG file; lengths are points.

    With `embed_fonts`, the letters used are inside as fonts, so that the drawing looks the same everywhere. The
    metadata are those of the print job that it is `about`.
    """
    drawing = sheet.drawing if isinstance(sheet, Page) else sheet
    note_missing_letters(drawing)
    style, fonts = StyleSheet(), EmbeddedFonts() if embed_fonts else None
    writer = _GroupWriter(drawing, style, fonts)
    # First, since the style sheet stands before the groups and has what they need; in bytes at once, which take half
    # the memory of text with an arrow in it.
    groups = [writer.write(group).encode("utf-8") for group in drawing.in_paint_order()]
    shapes = writer.shapes.definitions()
    # The title is the name of the whole: an attribute beside it would be read out as well.
    name = drawing.title.strip() or translator(drawing.language)(message("Service blueprint"))
    parts = [_root_tag(sheet, drawing), f"<title>{in_text(name)}</title>"]
    if about is not None:
        parts.append(_metadata(about))
    parts.append(f"<style>{''.join(fonts.rules()) if fonts is not None else ''}{style.rules()}</style>")
    if shapes:
        parts.append(f"<defs>{shapes}</defs>")
    if isinstance(sheet, Page):
        parts.append(f'<g transform="translate({spell(sheet.x)} {spell(sheet.y)}) scale({spell(sheet.scale, 6)})">')
    if drawing.background:
        parts.append(f'<rect width="{spell(drawing.width)}" height="{spell(drawing.height)}" '
                     f'fill="{drawing.background}"/>')
    end = b"</g></svg>\n" if isinstance(sheet, Page) else b"</svg>\n"
    return b"\n".join([*[part.encode("utf-8") for part in parts], *groups, end])


def _root_tag(sheet: DisplayList | Page, drawing: DisplayList) -> str:
    width, height = spell(sheet.width), spell(sheet.height)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{_XLINK}" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" xml:lang={in_attribute(drawing.language)} '
            f'lang={in_attribute(drawing.language)} role="{_ROOT_ROLE}" fill="none" '
            'fill-rule="evenodd" stroke-linecap="round" stroke-linejoin="round" text-rendering="geometricPrecision">')


def _metadata(about: PageSet) -> str:
    """Return what a print job says of itself, as Dublin Core in RDF (SVG 1.1, chapter 21)."""
    said = (("title", about.title), ("creator", about.author), ("publisher", about.publisher),
            ("description", about.subject), ("subject", "; ".join(about.keywords)), ("hasVersion", about.version),
            ("date", about.date), ("source", about.source), ("language", about.language))
    facts = "".join(f"<{_PREFIXES.get(name, 'dc')}:{name}>{in_text(value)}</{_PREFIXES.get(name, 'dc')}:{name}>"
                    for name, value in said if value)
    return (f'<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f'<rdf:Description rdf:about="">{facts}</rdf:Description></rdf:RDF></metadata>')


class _GroupWriter:
    """Writes the groups of one drawing."""

    def __init__(self, drawing: DisplayList, style: StyleSheet, fonts: EmbeddedFonts | None) -> None:
        self.shapes = ShapeWriter(style, drawing)
        self._lines = LineWriter(style, fonts)
        self._told: set[tuple[str, str, str]] = set()

    def write(self, group: Group) -> str:
        """Return a group with what is drawn; what it says it says once in the file."""
        written: list[str] = []
        lines, shapes = self._lines, self.shapes
        for part in group.primitives:
            if isinstance(part, Text):
                if shapes.row is not None:
                    shapes.end_row(written)
                lines.write(part, written)
            else:
                shapes.write(part, written)
        shapes.end_row(written)
        inside = "".join(written)
        if group.role is Role.DECORATION:
            return f'<g aria-hidden="true">{inside}</g>'
        return f'<g data-id={in_attribute(group.id)} data-role="{_ROLES[group.role]}"{self._said(group)}{inside}</g>'

    def _said(self, group: Group) -> str:
        """Return what a group says beyond its lines, with the end of its tag.

        A flow's label says what its flow said; a line of text says itself.
        """
        if group.role in _FLOWS:
            said = (group.id, group.title, group.description)
            if said in self._told:
                return ">"
            self._told.add(said)
        if not (group.title or group.description):
            return ">"
        more = _beyond(group.title, group.description)
        if not more and group.title == _words(group.primitives):
            return ">"
        name = f"<title>{in_text(group.title)}</title>" if group.title else ""
        return f' role="group">{name}{f"<desc>{in_text(more)}</desc>" if more else ""}'


def _beyond(title: str, description: str) -> str:
    """Return what a description says beyond the title that it begins with."""
    if not title or not description.startswith(title):
        return description
    rest = description[len(title):]
    if rest in ("", ".") or rest.startswith(_BETWEEN) or (rest[0] == " " and title.endswith(_ENDS_OF_SENTENCES)):
        return rest.lstrip(".: \u00a0")
    return description


def _words(primitives: Iterable[Primitive]) -> str:
    return " ".join([part.run.text for part in primitives if isinstance(part, Text)])
