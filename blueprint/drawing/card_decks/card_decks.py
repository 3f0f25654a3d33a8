"""Decks of cards on sheets: nine cards a sheet, its back mirrored so that printed on both sides each card is whole.

Sheets are printed at their size and turned on the long edge; a line of 63 mm on each tells whether they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand_look import logo_block
from visavis.blueprint.drawing.card_decks.card import HEIGHT, LEAST, WIDTH, CardFace, DeckCard
from visavis.blueprint.drawing.card_decks.channel_cards import channel_cards
from visavis.blueprint.drawing.card_decks.emotion_cards import emotion_cards
from visavis.blueprint.drawing.card_decks.friction_cards import friction_cards
from visavis.blueprint.drawing.card_decks.persona_cards import persona_cards
from visavis.blueprint.drawing.display_list import (
    DisplayList,
    Group,
    Layer,
    Page,
    PageSet,
    Primitive,
    Role,
    Stroke,
)
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.paper import Orientation, PaperSheet, make_sheet
from visavis.blueprint.drawing.reader_pages.page_foot import measured_words
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.shapes import icon_path, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

COLUMNS, ROWS = 3, 3
PERSONAS, CHANNELS, EMOTIONS, FRICTIONS, ALL = "personas", "channels", "emotions", "friction-points", "all"
SMALL = TextStyle(LEAST)
# Points: how far crop marks stand off the cards, how long they are; the icon beside the title.
MARK_GAP, MARK_LENGTH, SCISSORS = 3.0, 12.0, 12.0
LOW_MARGIN = 30.0
LOGO_HEIGHT = 20.0

DeckMaker = Callable[[DrawingContext, BlueprintDocument, Analysis], Iterator[DeckCard]]
_DECKS: Mapping[str, DeckMaker] = MappingProxyType({
    PERSONAS: persona_cards,
    CHANNELS: lambda context, document, _: channel_cards(context, document),
    EMOTIONS: lambda context, document, _: emotion_cards(context, document),
    FRICTIONS: friction_cards,
})


def draw_card_decks(context: DrawingContext, document: BlueprintDocument, analysis: Analysis, *, paper: str = "A4",
                    deck: str = ALL, has_backs: bool = True) -> PageSet:
    """Return the sheets of a deck, or of all, each front followed by its back if it has one.

    Blank cards fill the last sheet of a deck up: a workshop always needs more.
    """
    sheet = make_sheet(paper, Orientation.PORTRAIT)
    cards = [card for name, make in _DECKS.items() if deck in (name, ALL)
             for card in _fill_up(list(make(context, document, analysis)))]
    leaves = [cards[start : start + COLUMNS * ROWS] for start in range(0, len(cards), COLUMNS * ROWS)]
    pages = []
    for number, leaf in enumerate(leaves, start=1):
        pages.append(_page(context, document, sheet, leaf, (number, len(leaves)), is_back=False))
        if has_backs:
            pages.append(_page(context, document, sheet, leaf, (number, len(leaves)), is_back=True))
    return make_page_set(tuple(pages), document, context.translate, message("Workshop cards of a service blueprint"))


def _fill_up(cards: Sequence[DeckCard]) -> list[DeckCard]:
    """Return the cards of a deck with its blank one, the last, as often as the sheet has room."""
    missing = -len(cards) % (COLUMNS * ROWS)
    return [*cards, *[cards[-1]] * missing]


def _page(context: DrawingContext, document: BlueprintDocument, sheet: PaperSheet, leaf: Sequence[DeckCard],
          number: tuple[int, int], *, is_back: bool) -> Page:
    left, top = (sheet.width - COLUMNS * WIDTH) / 2, (sheet.height - ROWS * HEIGHT) / 2
    logo = _logo(context, left, top)
    groups = [_heading(context, document, sheet, number, left + logo.width, top, is_back=is_back), *logo.groups]
    # Read in the order of the fronts; on the back a card lies where its front does, seen from the other side.
    for place, card in enumerate(leaf):
        row, column = divmod(place, COLUMNS)
        across = COLUMNS - 1 - column if is_back else column
        face = card.back if is_back else card.front
        block = PageBlock(WIDTH, HEIGHT, (_group(card, face, place),))
        groups += block.at(left + across * WIDTH, top + row * HEIGHT)
    groups += [_cuts(context, left, top), _foot(context, sheet, left, top)]
    drawing = DisplayList(sheet.width, sheet.height, tuple(groups), context.theme.background,
                          context.translate.language, document.head.title)
    return Page(sheet.width, sheet.height, drawing)


def _group(card: DeckCard, face: CardFace, place: int) -> Group:
    return Group(f"{card.id}~{place + 1}", Role.FINDING, Layer.CARDS, Rect(0.0, 0.0, WIDTH, HEIGHT), face.primitives,
                 face.title, f"{face.title}. {face.spoken}")


def _logo(context: DrawingContext, left: float, top: float) -> PageBlock:
    """Return the logo of a brand kit above the cards, and how much room it takes; none without a kit."""
    if context.look is None or context.look.logo is None:
        return PageBlock(0.0, 0.0)
    height = min(LOGO_HEIGHT, top - 6.0)
    block = logo_block(context.look.logo, WIDTH / 2, height)
    middle = _middle(top)
    return PageBlock(block.width + 8.0, block.height, block.at(left + 4.0, middle - block.height / 2))


def _middle(top: float) -> float:
    """Return where the line above the cards stands: between the marks where the margin is low, else above them."""
    return (top - MARK_GAP - MARK_LENGTH) / 2 + 4.0 if top > LOW_MARGIN else top / 2


def _heading(context: DrawingContext, document: BlueprintDocument, sheet: PaperSheet, number: tuple[int, int],
             left: float, top: float, *, is_back: bool) -> Group:
    """Return the line above the cards: what they are, of which blueprint, which sheet and which side of it."""
    translate, title = context.translate, document.head.title.strip()
    side = message("back") if is_back else message("front")
    named = message("Workshop cards · {title} · {figures}", title=title or message("Untitled blueprint"),
                    figures=measured_words(document))
    told = translate(message("sheet {number} of {count}, {side}", number=number[0], count=number[1], side=side))
    right = paragraph(context, told, SMALL, sheet.width / 2, 1)
    # What is left of the width of the cards, with a logo or without.
    width = sheet.width - left - (sheet.width - COLUMNS * WIDTH) / 2
    room = width - right.width - SCISSORS - 30.0
    name = paragraph(context, translate(named), SMALL, room, 1)
    middle = _middle(top)
    box = Rect(left + SCISSORS + 10.0, middle - name.height / 2, room, name.height)
    parts: list[Primitive] = [icon_path("scissors", left + 4.0, middle - SCISSORS / 2, SCISSORS, context.theme.muted),
                              *set_block(name, box, context.theme.muted),
                              *set_block(right, Rect(left, box.y, width - 6.0, right.height),
                                         context.theme.muted, align=Align.RIGHT)]
    words = f"{translate(named)}. {told}"
    rect = Rect(left, 0.0, width, top)
    return Group("heading", Role.TITLE, Layer.PAGE, rect, tuple(parts), translate(named), words)


def _cuts(context: DrawingContext, left: float, top: float) -> Group:
    """Return dashed lines between the cards, and marks outside of them."""
    dashed, solid = Stroke(context.theme.muted, 0.6, (3.0, 2.4)), Stroke(context.theme.ink, 0.6)
    right, bottom = left + COLUMNS * WIDTH, top + ROWS * HEIGHT
    parts: list[Primitive] = []
    for column in range(COLUMNS + 1):
        x = left + column * WIDTH
        parts.append(straight_line(x, top, x, bottom, dashed))
        if top > LOW_MARGIN or column in (0, COLUMNS):
            parts += [straight_line(x, y, x, y + way * MARK_LENGTH, solid)
                      for y, way in ((top - MARK_GAP, -1), (bottom + MARK_GAP, 1))]
    for row in range(ROWS + 1):
        y = top + row * HEIGHT
        parts.append(straight_line(left, y, right, y, dashed))
        parts += [straight_line(x, y, x + way * MARK_LENGTH, y, solid)
                  for x, way in ((left - MARK_GAP, -1), (right + MARK_GAP, 1))]
    reach = MARK_GAP + MARK_LENGTH
    box = Rect(left - reach, top - reach, right - left + 2 * reach, bottom - top + 2 * reach)
    return Group("cuts", Role.DECORATION, Layer.LINES, box, tuple(parts))


def _foot(context: DrawingContext, sheet: PaperSheet, left: float, top: float) -> Group:
    """Return the line below the cards: how to print them, and a line of a card's width to measure."""
    bottom = top + ROWS * HEIGHT + (MARK_GAP + MARK_LENGTH if top > LOW_MARGIN else 0.0)
    translate, muted = context.translate, context.theme.muted
    words = translate(message("Print at 100%, double-sided, flip on the long edge"))
    length = translate(message("63 mm"))
    room = (COLUMNS - 1) * WIDTH - 8.0
    text = paragraph(context, words, SMALL, room - 6.0, 1)
    figures = paragraph(context, length, SMALL, WIDTH, 1)
    free = sheet.height - bottom
    y = bottom + max(1.0, (free - text.height) / 2 - 5.0)
    x = left + (COLUMNS - 1) * WIDTH
    line, control = Stroke(context.theme.ink, 0.8), y + 4.0
    parts: list[Primitive] = [*set_block(text, Rect(left + 6.0, y, room - 6.0, text.height), muted),
                              straight_line(x, control, x + WIDTH, control, line),
                              straight_line(x, control - 4.0, x, control + 4.0, line),
                              straight_line(x + WIDTH, control - 4.0, x + WIDTH, control + 4.0, line),
                              *set_block(figures, Rect(x, control + 4.0, WIDTH, figures.height), muted,
                                         align=Align.CENTRE)]
    box = Rect(left, y, COLUMNS * WIDTH, max(text.height, figures.height + 4.0))
    return Group("footer", Role.FOOTER, Layer.PAGE, box, tuple(parts), words, f"{words}. {length}.")
