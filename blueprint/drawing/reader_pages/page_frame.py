"""What stands around a page for readers: the head at its top, the record at its foot, the same on every page.

A page is composed in units (`PageFormat`). Whoever draws one asks the frame for its `width` and for the `room` of a
sheet, makes bodies that fit, and hands them over: one sheet for each body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import DisplayList, Group, Layer, Page, PageSet, Role, TextTable
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique
from visavis.blueprint.drawing.reader_pages.page_foot import foot_block, measured_words
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE, SIDE_MARGIN, TOP_MARGIN, PageFormat
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, words
from visavis.blueprint.text.styles import TextStyle, Weight

KICKER = TextStyle(LEAST_TYPE)
CONTINUED = TextStyle(14.5, Weight.BOLD)
# From the title to the least size that a long one is set in.
LEAST_TITLE, LEAST_SENTENCE = 16.0, 12.0
TITLE_LINES, SENTENCE_LINES = 2, 4
# A title is rather of one line than of its full size, down to this.
LEAST_ONE_LINE = 17.5
# A screen is low: its title takes less of it.
SCREEN_TITLE = 24.0
# Units between head, body and foot.
GAP = 14.0
LOGO_HEIGHT = 48.0


@dataclass(frozen=True, slots=True)
class PageHead:
    """The top of a page: what it is (`kind`), its title, and one or two sentences that say what it shows.

    Sizes are those of the page's kind, in units; a longer text is set smaller, then cut. `more` stands in the line
    above the title after the state: which path, whose. A page of one path (`is_one_path`) shows no means; `notes`
    are sentences for the foot.
    """

    kind: Message
    title: str
    sentence: str = ""
    title_size: float = 30.0
    sentence_size: float = 16.0
    more: tuple[Message, ...] = ()
    is_one_path: bool = False
    notes: tuple[Message, ...] = ()


def fit_head(context: DrawingContext, head: PageHead, page_format: PageFormat) -> PageHead:
    """Return a head of which a title or sentence that is only a little too long for one line is set smaller."""
    width = page_format.inner_width

    def size_of(text: str, style: TextStyle, least: float) -> float:
        fitted = style.size * width / max(1.0, context.metrics.width(text, style))
        return min(style.size, int(2 * fitted) / 2) if fitted >= least else style.size

    return replace(head, title_size=size_of(head.title, TextStyle(head.title_size, Weight.BOLD), LEAST_ONE_LINE),
                   sentence_size=size_of(head.sentence, TextStyle(head.sentence_size, Weight.SEMIBOLD),
                                         LEAST_SENTENCE))


@dataclass(frozen=True)
class PageFrame:
    """A page's format with what stands at its top and at its foot."""

    context: DrawingContext
    document: BlueprintDocument
    format: PageFormat
    head: PageHead
    subject: Message
    analysis: Analysis | None = None
    excerpt: Excerpt | None = None

    @property
    def width(self) -> float:
        """The width of a body, in units."""
        return self.format.inner_width

    @cached_property
    def room(self) -> float:
        """The height of the first body, in units."""
        return self.format.inner_height - self._head.height - self._foot_block(1, 1).height - 2 * GAP

    @cached_property
    def further_room(self) -> float:
        """The height of the body of a further sheet, in units."""
        return self.format.inner_height - self._short_head.height - self._foot_block(1, 1).height - 2 * GAP

    def make_pages(self, bodies: Sequence[PageBlock], table: TextTable | None = None) -> PageSet:
        """Return a sheet for each body, numbered; `table` tells in words what they draw."""
        pages = tuple(self._page(body, number, len(bodies)) for number, body in enumerate(bodies, start=1))
        recorded = self.excerpt.recorded if self.excerpt else self.document
        return make_page_set(pages, recorded, self.context.translate, self.subject, table)

    @cached_property
    def _head(self) -> PageBlock:
        return put_logo_beside(self.context.look, self.width, LOGO_HEIGHT, self._title_block, gap=GAP)

    def _title_block(self, width: float) -> PageBlock:
        context, head, theme = self.context, self.head, self.context.theme
        kicker = " · ".join(self._kicker())
        size = min(SCREEN_TITLE, head.title_size) if self.format.is_screen else head.title_size
        rows = [("kind", Role.TEXT, kicker, KICKER, theme.muted, 2, LEAST_TYPE, 1.0),
                ("title", Role.TITLE, head.title.strip() or context.translate(message("Untitled blueprint")),
                 TextStyle(size, Weight.BOLD), theme.ink, TITLE_LINES, LEAST_TITLE, 3.0),
                ("sentence", Role.TEXT, head.sentence.strip(), TextStyle(head.sentence_size, Weight.SEMIBOLD),
                 theme.ink, SENTENCE_LINES, LEAST_SENTENCE, 0.0)]
        groups, y = [], 0.0
        for name, role, text, style, colour, lines, least, below in rows:
            if not text:
                continue
            fitted = paragraph(context, text, style, width, lines, least=least)
            box = Rect(0.0, y, width, fitted.height)
            groups.append(Group(name, role, Layer.PAGE, box, set_block(fitted, box, colour), text, text))
            y = box.bottom + below
        # The title is read first.
        groups.sort(key=lambda group: group.role is not Role.TITLE)
        return PageBlock(width, y, tuple(groups))

    def _kicker(self) -> list[str]:
        """Return what the page is, of which state of the journey, whose, and how sure its figures are."""
        translate, head = self.context.translate, self.document.head
        told = [translate(self.head.kind), translate(words.STATES[head.state].in_text)]
        told += [translate(each) for each in self.head.more]
        told += [head.service.authority.strip()] if head.service.authority else []
        return [*told, translate(measured_words(self.document))]

    @cached_property
    def _short_head(self) -> PageBlock:
        text = self.context.translate(message("{title} (continued)", title=self.head.title))
        fitted = paragraph(self.context, text, CONTINUED, self.width, 1, least=LEAST_TYPE)
        box = Rect(0.0, 0.0, self.width, fitted.height)
        parts = set_block(fitted, box, self.context.theme.muted)
        return PageBlock(self.width, fitted.height, (
            Group("continued", Role.TITLE, Layer.PAGE, box, parts, self.head.title, text),))

    def _foot_block(self, number: int, count: int) -> PageBlock:
        analysis = None if self.head.is_one_path else self.analysis
        return foot_block(self.context, self.document, analysis, self.width, (number, count), self.excerpt,
                          notes=self.head.notes, is_screen=self.format.is_screen)

    def _page(self, body: PageBlock, number: int, count: int) -> Page:
        head = self._head if number == 1 else self._short_head
        foot = self._foot_block(number, count)
        groups = [*head.groups, *body.at(0.0, head.height + GAP),
                  *foot.at(0.0, self.format.inner_height - foot.height)]
        placed = PageBlock(0.0, 0.0, tuple(make_ids_unique(groups))).at(SIDE_MARGIN, TOP_MARGIN)
        size, theme = self.format, self.context.theme
        drawing = DisplayList(size.width / size.scale, size.height / size.scale, placed, theme.background,
                              self.context.translate.language, self.head.title)
        return Page(size.width, size.height, drawing, scale=size.scale)
