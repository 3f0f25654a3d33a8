"""One line of a conversation, drawn: the speaker's words on their side, the channel on the line, slips opposite."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis.paths.spoken_lines import SpokenLine
from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS
from visavis.blueprint.drawing.blueprint.descriptions import join_sentences
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.blueprint.outlines import slip
from visavis.blueprint.drawing.conversation.conversation_rows import (
    BADGE,
    BADGE_GAP,
    BOX,
    BOX_PAD,
    DAY,
    NUMBER,
    REACH,
    SHARE_GAP,
    ConversationParts,
    share_width,
)
from visavis.blueprint.drawing.conversation.conversation_words import carried_words, line_sentences
from visavis.blueprint.drawing.conversation.page_columns import PlacedRow
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.reader_pages.figure_texts import turn_words
from visavis.blueprint.drawing.shapes import circle, icon_path, polygon, straight_line
from visavis.blueprint.drawing.text_setting import Align, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side

CHANNEL, ICON = 8.4, 10.5
CORNER = 6.0
EDGE = 1.1
# The tail of a box: how far its tip is from the middle of the line, and half its root.
TIP, TAIL = 11.0, 3.2
SLIP, SLIP_PAD, SLIP_ICON = 15.4, 5.0, 9.5
OTHER_CHANNEL, NO_CHANNEL = "link", "message-circle"


def line_group(parts: ConversationParts, placed: PlacedRow, number: int) -> Group:
    """Return the group of a line: what is seen, and all of it in words."""
    line = placed.row.entry
    assert isinstance(line, SpokenLine)
    hotspots = placed.row.hotspots
    row = Rect(0.0, placed.y + placed.above, parts.widths.whole, placed.height - placed.above)
    primitives = [*_words(parts, placed, row, line), *_carried(parts, row, line), *_channel(parts, row, line)]
    sentences = line_sentences(parts.document, line, parts.scale, parts.spoken.has_times,
                               [each.number for each in hotspots])
    side = Side.CITIZEN if line.is_citizens else Side.AGENT
    bounds = row._replace(x=parts.widths.labels, width=row.width - parts.widths.labels)
    told = join_sentences(parts.context.translate, sentences)
    return Group(f"line-{number}", Role.STEP, Layer.CARDS, bounds, tuple(primitives), line.words,
                 told[:1].upper() + told[1:], side)


def _words(parts: ConversationParts, placed: PlacedRow, row: Rect, line: SpokenLine) -> Iterator[Primitive]:
    theme, words, hotspots = parts.context.theme, placed.row.words, placed.row.hotspots
    assert words is not None
    inks = theme.citizen if line.is_citizens else (theme.agent if line.side is Side.AGENT else theme.backstage)
    width, height = words.width + 2 * BOX_PAD, words.height - words.line_height + BOX
    top = row.y + (row.height - height) / 2
    x = parts.widths.line - REACH - width if line.is_citizens else parts.widths.line + REACH
    box = Rect(x, top, width, height)
    yield from _bubble(parts, box, inks, is_citizens=line.is_citizens)
    inner = Rect(box.x + BOX_PAD, box.y, words.width, box.height)
    yield from set_block(words, inner, inks.ink, middle=True)
    end = box.x if line.is_citizens else box.right
    if hotspots:
        # Beside the words, never on them.
        away = -(BADGE + BADGE_GAP) if line.is_citizens else BADGE + BADGE_GAP
        yield from number_badge(parts.context, str(hotspots[0].number), end + away, box.centre.y, radius=BADGE,
                                hypothesis=hotspots[0].is_hypothesis, least=NUMBER)
        end += away + (-BADGE if line.is_citizens else BADGE)
    yield from _share(parts, row, line, end)


def _bubble(parts: ConversationParts, box: Rect, inks: Inks, *, is_citizens: bool) -> Iterator[Primitive]:
    surface, edge = parts.context.theme.surface, Stroke(inks.ink, EDGE)
    yield Box(box, CORNER, surface, edge)
    root, tip = (box.right, parts.widths.line - TIP) if is_citizens else (box.x, parts.widths.line + TIP)
    inside = root + (-EDGE if is_citizens else EDGE)
    middle = box.y + box.height / 2
    yield polygon(((inside, middle - TAIL), (root, middle - TAIL), (tip, middle), (root, middle + TAIL),
                   (inside, middle + TAIL)), surface)
    yield Path((("M", root, middle - TAIL), ("L", tip, middle), ("L", root, middle + TAIL)), stroke=edge)


def _share(parts: ConversationParts, row: Rect, line: SpokenLine, end: float) -> Iterator[Primitive]:
    """Yield the share of a turn beside its words, or across the line where they leave no room."""
    told, width = turn_words(line.share), share_width(parts, line)
    if told is None:
        return
    widths = parts.widths
    is_left = line.is_citizens
    free = end - widths.labels if is_left else widths.whole - end
    if free < width:
        is_left, end = not is_left, widths.line + (REACH if line.is_citizens else -REACH)
    fitted = paragraph(parts.context, parts.context.translate(told), DAY, width, 1)
    x = end - width if is_left else end + SHARE_GAP
    box = Rect(x, row.y, width - SHARE_GAP, row.height)
    yield from set_block(fitted, box, parts.context.theme.muted, align=Align.RIGHT if is_left else Align.LEFT,
                         middle=True)


def _carried(parts: ConversationParts, row: Rect, line: SpokenLine) -> Iterator[Primitive]:
    """Yield the slip of what travels along, on the side of whoever receives it."""
    if not line.carries:
        return
    theme, widths = parts.context.theme, parts.widths
    room = (widths.agent if line.is_citizens else widths.citizen) - 3 * SLIP_PAD - SLIP_ICON - 8.0
    name = parts.context.translate.write(carried_words(line))
    fitted = paragraph(parts.context, name, DAY, room, 1)
    width = fitted.width + 3 * SLIP_PAD + SLIP_ICON + 8.0
    x = widths.line + REACH if line.is_citizens else widths.line - REACH - width
    box = Rect(x, row.centre.y - SLIP / 2, width, SLIP)
    near, far = (widths.line + CHANNEL, box.x) if line.is_citizens else (box.right, widths.line - CHANNEL)
    yield straight_line(near, box.centre.y, far, box.centre.y, Stroke(theme.muted, EDGE))
    yield from slip(box, theme.surface, Stroke(theme.muted, EDGE))
    yield icon_path("file-text", box.x + SLIP_PAD, box.centre.y - SLIP_ICON / 2, SLIP_ICON, theme.muted, 1.0)
    words = Rect(box.x + 2 * SLIP_PAD + SLIP_ICON, box.y, fitted.width, box.height)
    yield from set_block(fitted, words, theme.ink, middle=True)


def _channel(parts: ConversationParts, row: Rect, line: SpokenLine) -> Iterator[Primitive]:
    """Yield the circle on the line with the channel's icon; where nobody tells it, that of speech."""
    theme, x, y = parts.context.theme, parts.widths.line, row.centre.y
    yield circle(x, y, CHANNEL, theme.surface, Stroke(theme.ink, 1.3))
    yield icon_path(channel_icon(line.channel), x - ICON / 2, y - ICON / 2, ICON, theme.ink, 1.0)


def channel_icon(channel: str | None) -> str:
    """Return the icon of a channel; one that an author declared has none of its own."""
    return NO_CHANNEL if channel is None else CHANNEL_ICONS.get(channel, OTHER_CHANNEL)
