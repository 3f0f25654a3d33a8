"""The structure tree of a PDF: what a screen reader walks, in reading order (ISO 32000-1, 14.7; PDF/UA-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from visavis.blueprint.drawing import Group, PageSet, Role, Text, find_missing_letters
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.wrapping import ELLIPSIS
from visavis.exporters.backends.pdf_fonts import make_readable

# Cards, figures and the ribbon are read by their full description; lines and hotspots are told there as well, so
# their ink is decoration. The first title of a document is its only H1.
_TAGS: dict[Role, str | None] = {
    Role.TITLE: "H1",
    Role.HEADING: "H2",
    Role.PHASE: "H2",
    Role.TEXT: "P",
    Role.LANE: "P",
    Role.LINE: "P",
    Role.FLOW: None,
    Role.FLOW_LABEL: "P",
    Role.HOTSPOT: None,
    Role.FINDING: "P",
    Role.NOTE: "P",
    Role.LEGEND: "P",
    Role.FOOTER: "P",
    Role.FIGURE: "Figure",
    Role.RIBBON: "Figure",
    Role.STEP: "Figure",
    Role.EVIDENCE: "Figure",
    Role.DECORATION: None,
}
_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_RUNNING = frozenset({Role.TITLE, Role.FOOTER})


@dataclass(frozen=True, slots=True)
class TaggedGroup:
    """One structure element: its type, its marked content, what is said for it, the text it is, its box (points)."""

    tag: str
    content: int
    alternative: str
    actual: str
    box: tuple[float, float, float, float]


def tag_of(group: Group, *, is_first: bool) -> str | None:
    """Return the structure type of a group on the first or another page, or None where it is decoration.

    Titles and footers that come again on later sheets are running heads and feet (PDF/UA-1, 7.8: artifacts).
    """
    if group.role in _RUNNING and not is_first:
        return None
    tag = _TAGS[group.role]
    if tag == "P" and not any(isinstance(part, Text) for part in group.primitives):
        return "Figure" if group.description else None
    return tag


def alternative_text_of(group: Group, tag: str) -> str:
    """Return what is said instead of a figure, or of text that had to be cut; empty where the text says all."""
    if tag == "Figure" or any(line.endswith(ELLIPSIS) for line in _lines(group)):
        return clean_text(group.description or group.title)
    return ""


def actual_text_of(group: Group, *, is_drawn: bool = False) -> str:
    """Return the text of a group as typed, where it is drawn as outlines or its lines run leftward."""
    lines = list(_lines(group))
    return " ".join(lines) if is_drawn or any(map(has_right_to_left, lines)) else ""


def _lines(group: Group) -> Iterator[str]:
    return (part.run.text for part in group.primitives if isinstance(part, Text))


def add_tags(content: bytes, pages: PageSet, structure: Sequence[Sequence[TaggedGroup]]) -> bytes:
    """Return the PDF with its structure tree, language, shown title and, where it holds, PDF/UA claim."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root,
                                                Lang=String(pages.language), K=Array()))
        root.K = Array([document])
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))
        root.ParentTreeNextKey = len(structure)
        for number, (page, groups) in enumerate(zip(pdf.pages, structure, strict=True)):
            parents = _page_elements(pdf, page, document, groups)
            root.ParentTree.Nums.extend([number, pdf.make_indirect(parents)])
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        catalogue = pdf.Root
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = Dictionary(Marked=True)
        catalogue.Lang = String(pages.language)
        catalogue.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        make_readable(pdf)
        _metadata(pdf, pages)
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True, min_version="1.7",
                 object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return stream.getvalue()


def _page_elements(pdf: pikepdf.Pdf, page: Any, document: Any, groups: Sequence[TaggedGroup]) -> Array:
    """Add a page's elements to the document in reading order; return them by marked content number."""
    by_content: dict[int, Any] = {}
    for group in groups:
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{group.tag}"), P=document, Pg=page.obj,
                                               K=group.content))
        if group.alternative:
            element.Alt = String(group.alternative)
        elif group.actual:
            element.ActualText = String(group.actual)
        if group.tag == "Figure":
            element.A = Dictionary(O=Name.Layout, BBox=Array([round(value, 2) for value in group.box]))
        document.K.append(element)
        by_content[group.content] = element
    return Array([by_content[number] for number in range(len(by_content))])


def _metadata(pdf: pikepdf.Pdf, pages: PageSet) -> None:
    # The same pages are the same bytes, whenever they are made; a made-up date would be worse than none.
    for key in ("/CreationDate", "/ModDate"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = clean_text(pages.title)
        metadata["dc:language"] = {pages.language}
        if pages.author:
            metadata["dc:creator"] = [clean_text(pages.author)]
        if pages.subject:
            metadata["dc:description"] = clean_text(pages.subject)
        if pages.publisher:
            metadata["dc:publisher"] = {clean_text(pages.publisher)}
        if pages.source:
            metadata["dc:source"] = clean_text(pages.source)
        if pages.version:
            metadata["xmpMM:VersionID"] = clean_text(pages.version)
        # A date of XMP is one of ISO 8601; one in words stands among the keywords.
        if _ISO_DATE.fullmatch(pages.date):
            metadata["dc:date"] = [pages.date]
        if _has_every_glyph(pages):
            metadata["pdfuaid:part"] = "1"


def _has_every_glyph(pages: PageSet) -> bool:
    """Return whether no letter is drawn as the box of a missing glyph, which PDF/UA-1 (7.21.8) rules out."""
    return not any(find_missing_letters(page.drawing) for page in pages.pages)
