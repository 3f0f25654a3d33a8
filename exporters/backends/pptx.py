"""The PPTX backend: slides of native shapes for PowerPoint and whatever else reads Office Open XML.

python-pptx brings the parts that every file has (master, layouts, theme), which PowerPoint is known to take; what is
on the slides is written here, as its way to add shapes one by one takes minutes for a large drawing.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from visavis.blueprint.drawing import Bitmap, PageSet
from visavis.exporters.backends.pptx_shapes import PptxShapeWriter, slide_xml
from visavis.exporters.backends.slides import Slide, SlideDeck, make_slides
from visavis.exporters.backends.svg_shapes import encode_png
from visavis.exporters.office_files import NO_DATE, language_tag, steady_zip
from visavis.exporters.typed_text import inert
from visavis.templates.fonts.catalogue import FAMILY

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide

# The layouts that stay, by their name in the template: slides with a title, and those without.
_TITLED, _BLANK = "Title Only", "Blank"
# What the template brings that is of the computer where it was made.
_LEFTOVERS = (RELATIONSHIP_TYPE.PRINTER_SETTINGS, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)
# The fonts of the template's theme.
_THEME_FONT = b'<a:latin typeface="Calibri"/>'
# As long as a property may be (ISO/IEC 29500-2, and what PowerPoint takes).
_LONGEST_PROPERTY = 255


def pptx_file(pages: PageSet) -> bytes:
    """Return the sheets as slides of PowerPoint, one each; raise BlueprintError for sheets cut into tiles."""
    deck = make_slides(pages)
    presentation = _empty(deck)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    for slide in deck.slides:
        has_title = any(getattr(part, "is_title", False) for part in slide.parts)
        _fill_slide(presentation.slides.add_slide(layouts[_TITLED if has_title else _BLANK]), slide)
    _tell(presentation, deck)
    target = io.BytesIO()
    presentation.save(target)
    return steady_zip(target.getvalue())


def _empty(deck: SlideDeck) -> Presentation:
    """Return a file without slides, of the size of these, its placeholders where they were as parts of a slide."""
    presentation = pptx.Presentation()
    wide, high = Pt(deck.width), Pt(deck.height)
    factors = wide / (presentation.slide_width or wide), high / (presentation.slide_height or high)
    presentation.slide_width, presentation.slide_height = wide, high
    size = presentation.part._element.find(qn("p:sldSz"))  # noqa: SLF001 - python-pptx has no word for it
    if size is not None:
        # The template says that its slides are 4:3.
        size.attrib.pop("type", None)
    for layout in list(presentation.slide_layouts):
        if layout.name not in (_TITLED, _BLANK):
            presentation.slide_layouts.remove(layout)
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for place in page.element.iter(qn("a:off"), qn("a:ext")):
            for name, factor in zip(("x", "y") if place.tag == qn("a:off") else ("cx", "cy"), factors, strict=True):
                if place.get(name):
                    place.set(name, str(round(int(place.get(name)) * factor)))
    _clean(presentation)
    return presentation


def _clean(presentation: Presentation) -> None:
    """Take out what says nothing of these slides, and give new text their font."""
    for source in (presentation.part, presentation.part.package):
        relations = source._rels  # noqa: SLF001 - nothing public removes what is not needed
        for name in [name for name, each in relations.items() if each.reltype in _LEFTOVERS]:
            relations.pop(name)
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = theme.blob.replace(_THEME_FONT, f'<a:latin typeface="{FAMILY}"/>'.encode())


def _fill_slide(made: PptxSlide, slide: Slide) -> None:
    def take(picture: Bitmap) -> str:
        _, relation = made.part.get_or_add_image_part(io.BytesIO(encode_png(picture.pixels)))
        return str(relation)

    writer = PptxShapeWriter(take)
    written = parse_xml(slide_xml(slide.name, slide.background, [writer.write(part) for part in slide.parts]))
    root = made.part._element  # noqa: SLF001 - python-pptx only adds shapes one by one
    for child in list(root):
        root.remove(child)
    root.extend(list(written))


def _tell(presentation: Presentation, deck: SlideDeck) -> None:
    """Write what the file says of itself: the record's own date, or none that means anything."""
    about, told = deck.about, presentation.core_properties
    told.title, told.author = _property(deck.title), _property(about.author)
    told.subject, told.keywords = _property(about.subject), _property(", ".join(about.keywords))
    told.comments, told.category = _property(about.source), _property(about.publisher)
    told.version, told.language = _property(about.version), language_tag(about.language)
    told.last_modified_by = ""
    try:
        day = datetime.fromisoformat(about.date.strip()).replace(tzinfo=None)
    except ValueError:
        day = NO_DATE
    told.created = told.modified = day


def _property(text: str) -> str:
    return inert(text)[:_LONGEST_PROPERTY]
