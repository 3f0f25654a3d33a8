"""The structure tree and the bookmarks of a PDF, as objects in its file (ISO 32000-1, 14.7 and 12.3.3; PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from visavis.blueprint.drawing import PageSet
from visavis.blueprint.language import Translator
from visavis.exporters.backends.pdf_fonts import make_readable
from visavis.exporters.backends.pdf_metadata import write_metadata
from visavis.exporters.backends.pdf_structure import Bookmark, StructureElement, bookmarks_of, bounds_on


def add_tags(content: bytes, pages: PageSet, document: StructureElement, translate: Translator) -> bytes:
    """Return the PDF, whose content has the numbers of the tree, with this tree, bookmarks, language and metadata."""
    with pikepdf.open(BytesIO(content)) as pdf:
        catalogue = pdf.Root
        catalogue.StructTreeRoot = _StructureWriter(pdf).write(document, pages.language)
        catalogue.MarkInfo = Dictionary(Marked=True)
        catalogue.Lang = String(pages.language)
        catalogue.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for number, page in enumerate(pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            # An empty transition, which reportlab adds, is one nonetheless.
            if "/Trans" in page.obj:
                del page.obj.Trans
        _add_bookmarks(pdf, pages, list(bookmarks_of(document)))
        make_readable(pdf)
        write_metadata(pdf, pages, translate)
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True, min_version="1.7",
                 object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return stream.getvalue()


class _StructureWriter:
    """Writes elements as objects, and by page and number which of them holds a piece of marked content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._parents: list[dict[int, Any]] = [{} for _ in self._pages]
        self._names: dict[str, Name] = {}
        self._scopes: dict[str, Any] = {}

    def write(self, document: StructureElement, language: str) -> Any:
        """Return the root of the tree."""
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._write(document, root)
        top.Lang = String(language)
        root.K = Array([top])
        nums = Array()
        for number, parents in enumerate(self._parents):
            nums.extend([number, self._pdf.make_indirect(Array([parents[each] for each in range(len(parents))]))])
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=nums))
        root.ParentTreeNextKey = len(self._pages)
        return root

    def _write(self, element: StructureElement, parent: Any) -> Any:
        entries = self._entries(element, parent)
        if element.page >= 0:
            entries["/Pg"], entries["/K"] = self._pages[element.page], element.number
        written = self._pdf.make_indirect(Dictionary(entries))
        if element.page >= 0:
            self._parents[element.page][element.number] = written
        else:
            written.K = Array([self._write(part, written) for part in element.parts])
        return written

    def _entries(self, element: StructureElement, parent: Any) -> dict[str, Any]:
        entries = {"/S": self._name(element.tag), "/P": parent}
        if element.title:
            entries["/T"] = String(element.title)
        if element.alternative:
            entries["/Alt"] = String(element.alternative)
        elif element.actual:
            entries["/ActualText"] = String(element.actual)
        if element.language:
            entries["/Lang"] = String(element.language)
        if element.scope:
            entries["/A"] = self._scope(element.scope)
        elif element.box is not None:
            entries["/A"] = Dictionary(O=Name.Layout, BBox=Array([round(value, 2) for value in element.box]))
        return entries

    def _name(self, tag: str) -> Name:
        if tag not in self._names:
            self._names[tag] = Name(f"/{tag}")
        return self._names[tag]

    def _scope(self, scope: str) -> Any:
        if scope not in self._scopes:
            self._scopes[scope] = self._pdf.make_indirect(Dictionary(O=Name.Table, Scope=Name(f"/{scope}")))
        return self._scopes[scope]


def _add_bookmarks(pdf: pikepdf.Pdf, pages: PageSet, bookmarks: Sequence[Bookmark]) -> None:
    """Add the outline: headings below their title, each where its group begins on its page."""
    if not bookmarks:
        return
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    last_at: list[tuple[int, Any]] = [(0, outlines)]
    for bookmark in bookmarks:
        page = pages.pages[bookmark.page]
        left, _, _, top = bounds_on(page, bookmark.group)
        goal = Array([pdf.pages[bookmark.page].obj, Name.XYZ, round(left, 2), round(top, 2), None])
        item = pdf.make_indirect(Dictionary(Title=String(bookmark.title), Dest=goal))
        while last_at[-1][0] >= bookmark.depth:
            last_at.pop()
        _hang(last_at[-1][1], item)
        for _, above in last_at:
            above.Count = int(above.get("/Count", 0)) + 1
        last_at.append((bookmark.depth, item))
    pdf.Root.Outlines = outlines


def _hang(parent: Any, item: Any) -> None:
    """Hang an item below its parent, after those that are there."""
    item.Parent = parent
    if "/Last" in parent:
        item.Prev = parent.Last
        parent.Last.Next = item
    else:
        parent.First = item
    parent.Last = item
