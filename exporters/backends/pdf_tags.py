"""The structure tree of a PDF: what a screen reader walks, in reading order (ISO 32000-1, 14.7; PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from blueprint.drawing.display_list import Group, PageSet, Role, Text

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


@dataclass(frozen=True, slots=True)
class TaggedGroup:
    """One structure element: its type, its marked content on the page, its alternative text and box (points)."""

    tag: str
    content: int
    alternative: str
    box: tuple[float, float, float, float]


def tags_of(group: Group) -> str | None:
    """Return the structure type of a group, or None where it is decoration."""
    tag = _TAGS[group.role]
    if tag == "P" and not any(isinstance(part, Text) for part in group.primitives):
        return "Figure" if group.description else None
    return tag


def tagged(content: bytes, pages: PageSet, structure: Sequence[Sequence[TaggedGroup]]) -> bytes:
    """Return the PDF with its structure tree, language, shown title and PDF/UA claim."""
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
        _metadata(pdf, pages)
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True, min_version="1.7")
        return stream.getvalue()


def _page_elements(pdf: pikepdf.Pdf, page: Any, document: Any, groups: Sequence[TaggedGroup]) -> Array:
    """Add a page's elements to the document in reading order; return them by marked content number."""
    by_content: dict[int, Any] = {}
    for group in groups:
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{group.tag}"), P=document, Pg=page.obj,
                                               K=group.content))
        if group.alternative:
            element.Alt = String(group.alternative)
        if group.tag == "Figure":
            element.A = Dictionary(O=Name.Layout, BBox=Array([round(value, 2) for value in group.box]))
        document.K.append(element)
        by_content[group.content] = element
    return Array([by_content[number] for number in range(len(by_content))])


def _metadata(pdf: pikepdf.Pdf, pages: PageSet) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = pages.title
        metadata["dc:language"] = {pages.language}
        if pages.author:
            metadata["dc:creator"] = [pages.author]
        if pages.subject:
            metadata["dc:description"] = pages.subject
        metadata["pdfuaid:part"] = "1"
