"""What the signs of a conversation mean: channels, slips, friction points by name, and how long a length lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.blueprint.outlines import slip
from visavis.blueprint.drawing.conversation.conversation_rows import BADGE, NUMBER, ConversationParts
from visavis.blueprint.drawing.conversation.line_drawing import channel_icon
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import circle, icon_path
from visavis.blueprint.drawing.text_setting import paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model.words import channel_name
from visavis.blueprint.text.styles import TextStyle

TEXT = TextStyle(11.0)
LINE, ICON = 15.6, 11.5
SIGN_GAP = 5.0
# From one entry to the next: the widest that takes no line more than the narrowest.
ENTRY_GAPS = (16.0, 14.0, 12.0, 10.0, 8.0)
DOT_STEP, DOT = 4.4, 1.5
MOST_LINES = 4
# A sign: how wide it is, what it means, and how it is drawn in its box.
_Sign = tuple[float, str, Callable[[Rect], Iterator[Primitive]]]


def conversation_legend(parts: ConversationParts, numbers: Sequence[tuple[int, str, bool]], points: float,
                        width: float) -> PageBlock:
    """Return the legend, at most four lines.

    `points` is how long a unit of time is drawn, 0 where none is;
    `numbers` are the friction points on the page: number, name, whether it is assumed.
    """
    blocks = [_set_legend(parts, numbers, points, width, gap) for gap in ENTRY_GAPS]
    return min(blocks, key=lambda block: block.height)


def _set_legend(parts: ConversationParts, numbers: Sequence[tuple[int, str, bool]], points: float, width: float,
                gap: float) -> PageBlock:
    primitives: list[Primitive] = []
    names: list[str] = []
    x = y = 0.0
    for sign_width, name, draw in _signs(parts, numbers, points):
        fitted = paragraph(parts.context, name, TEXT, width - sign_width - SIGN_GAP, 1)
        entry = sign_width + SIGN_GAP + fitted.width
        if x and x + entry > width:
            x, y = 0.0, y + LINE
            if y >= MOST_LINES * LINE:
                y -= LINE
                break
        primitives += draw(Rect(x, y, sign_width, LINE))
        box = Rect(x + sign_width + SIGN_GAP, y, fitted.width, LINE)
        primitives += set_block(fitted, box, parts.context.theme.muted, middle=True)
        names.append(name)
        x += entry + gap
    rect = Rect(0.0, 0.0, width, y + LINE if primitives else 0.0)
    title = parts.context.translate(message("Legend"))
    group = Group("legend", Role.LEGEND, Layer.PAGE, rect, tuple(primitives), title, " · ".join(names))
    return PageBlock(width, rect.height, (group,) if primitives else ())


def _signs(parts: ConversationParts, numbers: Sequence[tuple[int, str, bool]], points: float) -> Iterator[_Sign]:
    translate, theme, lines = parts.context.translate, parts.context.theme, parts.spoken.lines

    def icon(name: str) -> Callable[[Rect], Iterator[Primitive]]:
        return lambda box: iter([icon_path(name, box.x, box.y + (LINE - ICON) / 2, ICON, theme.muted, 1.1)])

    for channel in dict.fromkeys(line.channel for line in lines if line.channel is not None):
        yield ICON, translate(channel_name(parts.document, channel)), icon(channel_icon(channel))
    if any(line.channel is None for line in lines):
        yield ICON, translate(message("channel not given")), icon(channel_icon(None))
    if any(line.carries for line in lines):
        yield 14.0, translate(message("handed over")), lambda box: slip(
            Rect(box.x, box.y + 3.0, box.width, LINE - 6.0), theme.surface, Stroke(theme.muted))
    if points:
        length = min(140.0, parts.scale.sample_units * points)
        yield length, translate(message("silence: {time}", time=parts.scale.sample_words())), lambda box: (
            circle(box.x + along, box.centre.y, DOT, theme.ink) for along in dots(box.width))
    if points and parts.scale.counts_days:
        # A phase may begin before its first words.
        yield -SIGN_GAP, translate(message("day: of the words beside it")), lambda _: iter(())
    for number, name, is_assumed in numbers:
        yield 2 * BADGE, name, _badge(parts, number, is_assumed=is_assumed)


def dots(length: float) -> Iterator[float]:
    """Yield where the dots of a silence are along its length: as far apart in each, from end to end."""
    count = max(1, int(length // DOT_STEP))
    return (length * (index + 0.5) / count for index in range(count))


def _badge(parts: ConversationParts, number: int, *, is_assumed: bool) -> Callable[[Rect], Iterator[Primitive]]:
    return lambda box: iter(number_badge(parts.context, str(number), box.centre.x, box.centre.y, radius=BADGE - 0.9,
                                         hypothesis=is_assumed, least=NUMBER))
