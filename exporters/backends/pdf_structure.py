"""What the pages say, as a tree in reading order (ISO 32000-1, 14.7 and 14.8; PDF/UA-1): no PDF in it yet.

A phase is a section under its heading, told as a conversation: whoever does the next steps is named by a heading, and
their steps are a list. Then it is the other side's turn. At the end, the drawing is told once more as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from visavis.blueprint.drawing import Group, Page, PageSet, Primitive, Role, Text, TextTable, Window
from visavis.blueprint.language import Message, Translator, message
from visavis.blueprint.model import Side
from visavis.blueprint.text.brand_faces import is_brand_face
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.faces import is_drawn_as_outlines
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.wrapping import ELLIPSIS

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
    Role.ITEM: "P",
    Role.NOTE: "P",
    Role.LEGEND: "P",
    Role.FOOTER: "P",
    Role.FIGURE: "Figure",
    Role.RIBBON: "Figure",
    Role.STEP: "Figure",
    Role.EVIDENCE: "Figure",
    Role.DECORATION: None,
}
_CITIZEN, _AGENTS = message("Citizen"), message("Agents")
_SIDES: dict[Side, Message] = {Side.CITIZEN: _CITIZEN}
# What only authors write: it is in their language, whatever that of the sheets is.
_TYPED = frozenset({Role.PHASE, Role.LANE, Role.FLOW_LABEL, Role.NOTE})
# What belongs to the step that it follows.
_OF_A_STEP = frozenset({Role.FLOW_LABEL, Role.NOTE})
# What a phase is told by; anything else ends it.
_OF_A_PHASE = _OF_A_STEP | {Role.STEP, Role.EVIDENCE, Role.FIGURE}
# Entries of a list.
_LISTED = frozenset({Role.FINDING, Role.ITEM})
# Fewer sheets hang side by side, each with its head.
_MANY_SHEETS = 6
# What comes on fewer of many pages is no running foot or head; of few pages it must be on each.
_MANY_FEET = 3
_ROW, _COLUMN = "Row", "Column"
# A string may be 32,767 bytes long (ISO 19005-2, 6.1.13), and a letter may take four.
_LONGEST = 8000


@dataclass(slots=True, eq=False)
class StructureElement:
    """A structure element: its type, what is said for it, and its parts or, instead, its marked content on a `page`.

    This is the ink of a `group` or what a window shows; without one it is a place without ink, for words that are
    only said, painted right before the group `before` or else at the page's end. `number` is what it is called on its
    page, once painted.
    `scope` says what a heading cell heads, `box` where a figure is (points, PDF's own direction), `language` in which
    its text is where it is not the document's.
    """

    tag: str
    page: int = -1
    group: Group | Window | None = None
    before: Group | Window | None = None
    alternative: str = ""
    actual: str = ""
    title: str = ""
    scope: str = ""
    language: str = ""
    box: tuple[float, float, float, float] | None = None
    number: int = -1
    # Most have none: an empty tuple costs nothing.
    parts: Sequence[StructureElement] = ()

    def add(self, tag: str, *, title: str = "") -> StructureElement:
        """Add a part of a type, and return it."""
        return self.hold(StructureElement(tag, title=title))

    def hold(self, part: StructureElement) -> StructureElement:
        """Add a part, and return it."""
        if not isinstance(self.parts, list):
            self.parts = []
        self.parts.append(part)
        return part

    def walk(self) -> Iterator[StructureElement]:
        """Yield the element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.parts)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading as readers list it: its words, how deep it is (from 1), its page (from 0) and its group there."""

    title: str
    depth: int
    page: int
    group: Group


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marked content of one page: by id of a group or window its own, and what comes before it; what is last."""

    of_groups: dict[int, StructureElement] = field(default_factory=dict)
    before: dict[int, list[StructureElement]] = field(default_factory=dict)
    last: list[StructureElement] = field(default_factory=list)


def marks_by_page(document: StructureElement, count: int) -> list[PageMarks]:
    """Return what is marked of a tree over `count` pages, page by page."""
    pages = [PageMarks() for _ in range(count)]
    for element in document.walk():
        if element.page < 0:
            continue
        page = pages[element.page]
        if element.group is not None:
            page.of_groups[id(element.group)] = element
        elif element.before is not None:
            page.before.setdefault(id(element.before), []).append(element)
        else:
            page.last.append(element)
    return pages


def parts_of(page: Page) -> Iterator[Page]:
    """Yield what stands on a page in reading order, each as a page: its drawing or window, then its marks."""
    yield page
    if page.marks is not None:
        yield Page(page.width, page.height, page.marks)


def _read(part: Page) -> tuple[Group | Window, ...]:
    """Return what there is to read: a drawing that is seen through a window is one figure."""
    return part.drawing.groups if part.window is None else (part.window,)


def tag_of(group: Group, *, is_first: bool, title: str = "", is_leafed_through: bool = False) -> str | None:
    """Return the structure type of a group on the first or another page, or None where it is decoration.

    Footers that come again on later sheets are running feet (PDF/UA-1, 7.8: artifacts). The `title` of the first
    tells listeners there, as it tells viewers, that another sheet begins, but is a running head where the sheets are
    so many that they are leafed through. Another title begins a chapter.
    """
    tag = _TAGS[group.role]
    if not is_first and group.role is Role.FOOTER:
        return None
    if not is_first and group.role is Role.TITLE:
        if group.title == title and is_leafed_through:
            return None
        tag = "P" if group.title == title else "H2"
    if tag in ("P", "H1", "H2") and group.role is not Role.PHASE and not _has_text(group):
        return "Figure" if group.description and tag == "P" else None
    return tag


def _has_text(group: Group) -> bool:
    return any(isinstance(part, Text) for part in group.primitives)


def alternative_text_of(group: Group, tag: str) -> str:
    """Return what is said instead of a figure, or of text that had to be cut; empty where the text says all."""
    if tag == "Figure" or any(line.endswith(ELLIPSIS) for line in _lines(group)):
        return _shorten(clean_text(group.description or group.title))
    return ""


def actual_text_of(group: Group, *, is_drawn: bool = False) -> str:
    """Return the text of a group as typed, where it is drawn as outlines, or lines run leftward in another order."""
    lines = list(_lines(group))
    is_told = is_drawn or any(map(has_right_to_left, lines)) or any(map(_is_outlined, group.primitives))
    return _shorten(" ".join(lines)) if is_told else ""


def _is_outlined(part: Primitive) -> bool:
    """Return whether a line is drawn by a brand kit's face that is never embedded."""
    return isinstance(part, Text) and any(is_brand_face(each.face) and is_drawn_as_outlines(each.face)
                                          for each in part.run.segments)


def _lines(group: Group) -> Iterator[str]:
    return (part.run.text for part in group.primitives if isinstance(part, Text))


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + ELLIPSIS


def build_structure(pages: PageSet, title: str, translate: Translator) -> StructureElement:
    """Return the document's tree; `translate` gives the words that no one typed, in the language of the pages.

    Headings begin with the `title` even where no sheet draws it (PDF/UA-1, 7.4.2).
    """
    first = [each for part in parts_of(pages.pages[0]) for each in _read(part)] if pages.pages else []
    drawn = next((each for each in first if isinstance(each, Group) and tag_of(each, is_first=True) == "H1"), None)
    builder = _Builder(pages, drawn.title if drawn is not None else title, translate)
    if first and drawn is None:
        builder.document.hold(StructureElement("H1", 0, before=first[0], actual=title))
    for number, page in enumerate(pages.pages):
        builder.read_page(number, page)
    # One row is no table.
    if pages.table is not None and len(pages.table.rows) > 1 and pages.pages:
        builder.document.hold(_told_as_table(pages.table, len(pages.pages) - 1, builder.typed_language))
    return builder.document


def bookmarks_of(document: StructureElement) -> Iterator[Bookmark]:
    """Yield the title and the headings that are seen, each phase once however many sheets it goes on over."""
    phases = set()
    for element in document.walk():
        if element.tag not in ("H1", "H2"):
            continue
        group = element.group
        if not isinstance(group, Group) or not group.title.strip():
            continue
        if group.role is Role.PHASE:
            if group.title in phases:
                continue
            phases.add(group.title)
        yield Bookmark(clean_text(group.title), int(element.tag[1]), element.page, group)


class _Builder:
    """Reads groups in their order, and keeps in mind in which phase, whose turn and which step it is."""

    def __init__(self, pages: PageSet, title: str, translate: Translator) -> None:
        self.document = StructureElement("Document")
        self.typed_language = "" if pages.typed_language == pages.language else pages.typed_language
        self._is_leafed_through = len(pages.pages) >= _MANY_SHEETS
        self._count = len(pages.pages)
        self._title = title
        self._is_drawn = pages.is_outlined
        self._annex = [number for number, page in enumerate(pages.pages) if page.is_annex]
        self._translate = translate
        self._section = self.document
        self._side: Side | None = None
        self._list: StructureElement | None = None
        self._step: StructureElement | None = None

    def _tells_foot(self, page: Page, number: int) -> bool:
        """Return whether a foot is told: the first of the sheets and of the annex, and any that is no running one."""
        alike = len(self._annex) if page.is_annex else self._count - len(self._annex)
        is_running = alike >= (_MANY_FEET if self._is_leafed_through else self._count)
        return not is_running or number == (self._annex[0] if page.is_annex else 0)

    def read_page(self, number: int, page: Page) -> None:
        """Add what is on a page; phases begin again there."""
        self._leave_phase()
        for part in parts_of(page):
            for each in _read(part):
                self._read(each, number, part)

    def _read(self, each: Group | Window, number: int, page: Page) -> None:
        if isinstance(each, Window):
            self.document.hold(StructureElement("Figure", number, each, alternative=clean_text(each.description),
                                                box=bounds_on(page, each)))
            return
        is_first = self._tells_foot(page, number) if each.role is Role.FOOTER else number == 0
        tag = tag_of(each, is_first=is_first, title=self._title, is_leafed_through=self._is_leafed_through)
        if tag is None:
            return
        leaf = StructureElement(tag, number, each, alternative=alternative_text_of(each, tag),
                                actual=actual_text_of(each, is_drawn=self._is_drawn),
                                box=bounds_on(page, each) if tag == "Figure" else None)
        if tag == "H1" or each.role in _TYPED or (each.role is Role.TEXT and each.side is not None):
            leaf.language = self.typed_language
        self._add(leaf, number, each)

    def _add(self, leaf: StructureElement, page: int, group: Group) -> None:
        if group.role is Role.PHASE:
            self._leave_phase()
            name = clean_text(group.title).strip() or self._translate(message("Unnamed phase"))
            if not (group.title.strip() and _has_text(group)):
                # A bar without a name has a number, and what its phase takes.
                leaf.actual = " ".join((name, *filter(None, _lines(group))))
            self._section = self.document.add("Sect", title=name)
            self._section.hold(leaf)
        elif group.side is not None and self._section is not self.document:
            self._add_to_turn(leaf, page, group, Side.CITIZEN if group.side is Side.CITIZEN else Side.AGENT)
        elif group.role in _OF_A_STEP and self._step is not None:
            self._step.hold(leaf)
        elif group.role in _LISTED:
            self._add_to_list(leaf)
        else:
            if group.role not in _OF_A_PHASE:
                self._leave_phase()
            self._section.hold(leaf)

    def _add_to_turn(self, leaf: StructureElement, page: int, group: Group, side: Side) -> None:
        if self._list is None or side is not self._side:
            name = self._translate(_SIDES.get(side, _AGENTS))
            turn = self._section.add("Sect", title=name)
            turn.hold(StructureElement("H3", page, before=group, actual=name))
            self._side, self._list = side, turn.add("L")
        self._step = self._list.add("LI").add("LBody")
        self._step.hold(leaf)

    def _add_to_list(self, leaf: StructureElement) -> None:
        """Add an entry to the list of those before it, or begin one."""
        self._leave_phase()
        last = self.document.parts[-1] if self.document.parts else None
        if last is None or last.tag != "L":
            last = self.document.add("L")
        last.add("LI").add("LBody").hold(leaf)

    def _leave_phase(self) -> None:
        self._section, self._side, self._list, self._step = self.document, None, None, None


def _told_as_table(table: TextTable, page: int, typed_language: str) -> StructureElement:
    """Return the table of words, on places without ink: who sees the sheets has it all before them already."""
    section = StructureElement("Sect", title=table.title)
    section.hold(_said("H2", table.title, page))
    grid = section.add("Table")
    grid.add("TR").parts = [_said("TH", column, page, _COLUMN) for column in table.columns]
    for cells in table.rows:
        grid.add("TR").parts = [_said("TD" if at else "TH", cell, page, "" if at else _ROW,
                                      typed_language if at in table.typed else "") for at, cell in enumerate(cells)]
    return section


def _said(tag: str, words: str, page: int, scope: str = "", language: str = "") -> StructureElement:
    return StructureElement(tag, page, actual=_shorten(clean_text(words)), scope=scope, language=language)


def bounds_on(page: Page, thing: Group | Window) -> tuple[float, float, float, float]:
    """Return the box of a group or window on its page, in PDF's own direction: left, bottom, right, top (points)."""
    if isinstance(thing, Window):
        rect = thing.rect
        return rect.x, page.height - rect.bottom, rect.right, page.height - rect.y
    rect, scale = thing.bounds, page.scale
    top = page.height - page.y - rect.y * scale
    return page.x + rect.x * scale, top - rect.height * scale, page.x + rect.right * scale, top
