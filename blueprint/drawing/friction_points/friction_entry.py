"""One friction point on its page: number, name, place and message at the left; its cost and its remedy beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import FrictionGroup
from visavis.blueprint.drawing.blueprint.descriptions import join_sentences, step_name
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.friction_words import counted_before, first_step, friction_cells, losses_of, place_of
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.side_bars import SideBars, draw_side_bars, fit_side_bars
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

NAME = TextStyle(14.5, Weight.BOLD)
PLACE = TextStyle(11.5, Weight.SEMIBOLD)
PHASE, BODY = TextStyle(LEAST_TYPE), TextStyle(11.5)
REMEDY = TextStyle(11.5, Weight.SEMIBOLD)
PEOPLE = TextStyle(12.5, Weight.BOLD)
# Units.
BADGE = 13.0
BADGE_ROOM = 2 * BADGE + 10.0
COST_PART, COST_GAP = 0.36, 18.0
GAP = 2.0
BAR_ROW = 15.0
MESSAGE_LINES = 4


@dataclass(frozen=True, slots=True)
class FrictionEntry:
    """A friction point with its texts fitted to the width of a column; `left` and `right` from top to bottom."""

    group: FrictionGroup
    width: float
    left: tuple[tuple[FittedText, str], ...]
    right: tuple[tuple[FittedText, str], ...]
    bars: SideBars | None

    @property
    def cost_width(self) -> float:
        """The width of what stands at the right."""
        return (self.width - BADGE_ROOM) * COST_PART

    @property
    def height(self) -> float:
        """The height that it takes."""
        left = sum(text.height + GAP for text, _ in self.left)
        right = sum(text.height + GAP for text, _ in self.right) + (self.bars.height + GAP if self.bars else 0.0)
        return max(left, right, 2 * BADGE)


def fit_entries(context: DrawingContext, document: BlueprintDocument, groups: Sequence[FrictionGroup],
                width: float) -> list[FrictionEntry]:
    """Return the entries of a column `width` units wide, their bars on one scale."""
    bars = fit_side_bars(context, [(group.citizen_minutes, group.agent_minutes) for group in groups], LEAST_TYPE,
                         BAR_ROW)
    return [_fit(context, document, group, width, bars, counted_before(groups, group)) for group in groups]


def _fit(context: DrawingContext, document: BlueprintDocument, group: FrictionGroup, width: float,
         bars: SideBars, same: Message | None) -> FrictionEntry:
    theme, translate = context.theme, context.translate
    cost = (width - BADGE_ROOM) * COST_PART
    room = width - BADGE_ROOM - cost - COST_GAP
    told = next(iter(dict.fromkeys(translate(finding.message) for finding in group.findings)))
    left = [(paragraph(context, translate(group.call_out), NAME, room, 2, least=12.0), theme.friction.ink)]
    step = first_step(document, group)
    if step is not None:
        ink = theme.of_side(document.side_of(step)).ink
        left.append((paragraph(context, translate.write(step_name(step)), PLACE, room, 2, least=LEAST_TYPE), ink))
    left.append((paragraph(context, translate(place_of(document, group)), PHASE, room, 2), theme.muted))
    left.append((paragraph(context, told, BODY, room, MESSAGE_LINES, least=LEAST_TYPE), theme.ink))
    right = [(paragraph(context, translate(words), PEOPLE, cost, 3, least=LEAST_TYPE), theme.friction.ink)
             for words in losses_of(group)]
    if same is not None:
        right.append((paragraph(context, translate(same), PHASE, cost, 2), theme.muted))
    is_unknown = group.citizen_minutes.value is None and group.agent_minutes.value is None
    if is_unknown:
        words = translate(message("Minutes: not known, on both sides"))
        right.append((paragraph(context, words, PHASE, cost, 2), theme.muted))
    remedy = translate(message("→ {remedy}", remedy=group.remedy))
    right.append((paragraph(context, remedy, REMEDY, cost, 4, least=LEAST_TYPE), theme.good))
    return FrictionEntry(group, width, tuple(left), tuple(right), None if is_unknown else bars)


def place_entry(context: DrawingContext, document: BlueprintDocument, entry: FrictionEntry,
                rule: float | None, groups: Sequence[FrictionGroup] = ()) -> PageBlock:
    """Return an entry as a block: one group that is read as a whole, a line `rule` units below it if there is one."""
    parts: list[Primitive] = list(number_badge(context, str(entry.group.number), BADGE, BADGE,
                                               hypothesis=entry.group.is_hypothesis, radius=BADGE))
    room = entry.width - BADGE_ROOM - entry.cost_width - COST_GAP
    parts += _column(entry.left, BADGE_ROOM, room, 0.0)
    x = entry.width - entry.cost_width
    losses = entry.right[:-1]
    parts += _column(losses, x, entry.cost_width, 0.0)
    y = sum(text.height + GAP for text, _ in losses)
    if entry.bars is not None:
        bars = Rect(x, y, entry.cost_width, entry.bars.height)
        parts += draw_side_bars(context, entry.bars, entry.group.citizen_minutes, entry.group.agent_minutes, bars)
        y += entry.bars.height + GAP
    parts += _column(entry.right[-1:], x, entry.cost_width, y)
    rect = Rect(0.0, 0.0, entry.width, entry.height)
    if rule is not None:
        y = rect.bottom + rule
        parts.append(straight_line(BADGE_ROOM, y, entry.width, y, Stroke(context.theme.hairline)))
    name = context.translate(entry.group.call_out)
    where, told, cost, remedy = friction_cells(context, document, entry.group, groups)[1:]
    sentences = (message("{title}.", title=each) for each in (name, where, told, cost))
    spoken = join_sentences(context.translate, sentences)
    help_words = context.translate(message("What would help: {remedy}", remedy=remedy))
    group = Group(f"friction-{entry.group.number}", Role.FINDING, Layer.PAGE, rect, tuple(parts),
                  f"{entry.group.number}. {name}", f"{spoken} {help_words}")
    return PageBlock(entry.width, entry.height, (group,))


def _column(texts: Sequence[tuple[FittedText, str]], x: float, width: float, y: float) -> Iterator[Primitive]:
    for text, colour in texts:
        yield from set_block(text, Rect(x, y, width, text.height), colour)
        y += text.height + GAP
