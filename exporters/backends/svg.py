"""The SVG backend: real text, one group a thing with its title and description, fonts inside, nothing fetched.

The file is lean: looks are classes, shapes that come again are defined once, and each thing is said once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.drawing import DisplayList, Group, Page, Primitive, Role, Text, note_missing_letters
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
# What stands between a title and what a description says of it.
_BETWEEN = (". ", ": ", "\u00a0: ")
_ENDS_OF_SENTENCES = (".", "!", "?", "…")


def svg(sheet: DisplayList | Page, *, embed_fonts: bool = True) -> str:
    """Return a drawing, or a page with its drawing, as one SVG file; lengths are points.

    With `embed_fonts`, the letters used are inside as fonts, so that the drawing looks the same everywhere.
    """
    drawing = sheet.drawing if isinstance(sheet, Page) else sheet
    note_missing_letters(drawing)
    style, fonts = StyleSheet(), EmbeddedFonts() if embed_fonts else None
    writer = _GroupWriter(drawing, style, fonts)
    # First, since the style sheet stands before the groups and has what they need.
    groups = [writer.write(group) for group in drawing.in_paint_order()]
    shapes = writer.shapes.definitions()
    # The title is the name of the whole: an attribute beside it would be read out as well.
    name = drawing.title.strip() or translator(drawing.language)(message("Service blueprint"))
    parts = [_root_tag(sheet, drawing), f"<title>{in_text(name)}</title>"]
    parts.append(f"<style>{''.join(fonts.rules()) if fonts is not None else ''}{style.rules()}</style>")
    if shapes:
        parts.append(f"<defs>{shapes}</defs>")
    if isinstance(sheet, Page):
        parts.append(f'<g transform="translate({spell(sheet.x)} {spell(sheet.y)}) scale({spell(sheet.scale, 6)})">')
    if drawing.background:
        parts.append(f'<rect width="{spell(drawing.width)}" height="{spell(drawing.height)}" '
                     f'fill="{drawing.background}"/>')
    parts += groups
    parts += ["</g></svg>\n" if isinstance(sheet, Page) else "</svg>\n"]
    return "\n".join(parts)


def _root_tag(sheet: DisplayList | Page, drawing: DisplayList) -> str:
    width, height = spell(sheet.width), spell(sheet.height)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{_XLINK}" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" xml:lang={in_attribute(drawing.language)} '
            f'lang={in_attribute(drawing.language)} role="{_ROOT_ROLE}" fill="none" '
            'fill-rule="evenodd" stroke-linecap="round" stroke-linejoin="round" text-rendering="geometricPrecision">')


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
        said = (group.id, group.title, group.description)
        if said in self._told or not (group.title or group.description):
            return ">"
        self._told.add(said)
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
