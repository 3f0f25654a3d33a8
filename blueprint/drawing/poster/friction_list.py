"""The friction list of a poster: numbered cards with what hurts, what it costs each side and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, FrictionReport, Hotspot
from visavis.blueprint.drawing.blueprint.descriptions import (
    finding_sentences,
    has_full_input,
    join_sentences,
    no_friction_words,
)
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Message, Minutes, Share, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

HEADING = TextStyle(24.0, Weight.BOLD)
SUBHEADING = TextStyle(15.0)
TITLE = TextStyle(16.0, Weight.BOLD)
BODY = TextStyle(14.0)
REMEDY = TextStyle(14.0, Weight.MEDIUM)
BAR_LABEL = TextStyle(LEAST_SIZE, Weight.SEMIBOLD)
CARD_WIDTH = 246.0
GAP = 16.0
PAD = 16.0
BADGE_ROOM = 34.0
SHARE = TextStyle(LEAST_SIZE)
BAR = 9.0
BAR_ROW = 19.0
BAR_LABEL_ROOM = 62.0
# Bars and their minutes keep to the left part of a card; how many meet the friction stands at the right.
BARS_SHARE = 0.57
TITLE_LINES = 3
MESSAGE_LINES = 5
REMEDY_LINES = 4


@dataclass(frozen=True, slots=True)
class FrictionCard:
    """One finding with its texts fitted to the card's width."""

    hotspot: Hotspot
    title: FittedText
    message: FittedText
    remedy: FittedText
    share: FittedText | None

    @property
    def height(self) -> float:
        """The height the card needs."""
        body = self.message.height + 6.0 + self.remedy.height + 10.0 + 2 * BAR_ROW
        return PAD + max(self.title.height, 26.0) + 6.0 + body + PAD - 6.0


@dataclass(frozen=True, slots=True)
class FrictionRows:
    """The list broken into rows of cards of one width; each row is as high as its highest card."""

    rows: tuple[tuple[FrictionCard, ...], ...]
    card_width: float
    most_minutes: float

    def height(self, first: int, last: int) -> float:
        """Return the height of rows `first` up to but without `last`, with the gaps between them."""
        heights = [row_height(row) for row in self.rows[first:last]]
        return sum(heights) + GAP * max(0, len(heights) - 1)


def row_height(row: Sequence[FrictionCard]) -> float:
    """Return the height of a row."""
    return max(card.height for card in row)


def friction_rows(context: DrawingContext, hotspots: Sequence[Hotspot], width: float) -> FrictionRows:
    """Return the findings in rows that fill `width`; rows hold equally many where that leaves no row almost empty."""
    across = max(1, int((width + GAP) // (CARD_WIDTH + GAP)))
    count = max(1, -(-len(hotspots) // across))
    across = min(across, max(1, -(-len(hotspots) // count)))
    card_width = min((width - GAP * (across - 1)) / across, 1.6 * CARD_WIDTH)
    cards = [_fit_card(context, hotspot, card_width) for hotspot in hotspots]
    rows = tuple(tuple(cards[start : start + across]) for start in range(0, len(cards), across))
    findings = [hotspot.finding for hotspot in hotspots]
    minutes = [minutes for each in findings for minutes in (each.citizen_minutes, each.agent_minutes)]
    return FrictionRows(rows, card_width, max([each for each in minutes if each is not None], default=0.0))


def _fit_card(context: DrawingContext, hotspot: Hotspot, width: float) -> FrictionCard:
    finding, translate = hotspot.finding, context.translate
    inner = width - 2 * PAD
    share = None if finding.share is None else translate(_share(hotspot))
    remedy = translate(message("→ {remedy}", remedy=finding.remedy))
    return FrictionCard(
        hotspot,
        paragraph(context, translate(finding.title), TITLE, inner - BADGE_ROOM, TITLE_LINES, least=LEAST_SIZE),
        paragraph(context, translate(finding.message), BODY, inner, MESSAGE_LINES, least=LEAST_SIZE),
        paragraph(context, remedy, REMEDY, inner, REMEDY_LINES, least=LEAST_SIZE),
        paragraph(context, share, SHARE, inner * (1 - BARS_SHARE), 2) if share else None)


def _share(hotspot: Hotspot) -> Message:
    share = Share(hotspot.finding.share or 0.0)
    return message("{share} of cases", share=share)


def rows_block(context: DrawingContext, listed: FrictionRows, first: int, last: int) -> PageBlock:
    """Return rows `first` up to but without `last` as a block."""
    groups: list[Group] = []
    y = 0.0
    for row in listed.rows[first:last]:
        height = row_height(row)
        for index, card in enumerate(row):
            rect = Rect(index * (listed.card_width + GAP), y, listed.card_width, height)
            groups.append(_card_group(context, card, rect, listed.most_minutes))
        y += height + GAP
    width = max((len(row) * (listed.card_width + GAP) - GAP for row in listed.rows), default=0.0)
    return PageBlock(width, max(0.0, y - GAP), tuple(groups))


def _card_group(context: DrawingContext, card: FrictionCard, rect: Rect, most: float) -> Group:
    finding = card.hotspot.finding
    description = join_sentences(context.translate, finding_sentences(finding))
    title = f"{card.hotspot.number}. {context.translate(finding.title)}"
    return Group(f"friction-{card.hotspot.number}", Role.FINDING, Layer.PAGE, rect,
                 tuple(_card(context, card, rect, most)), title, description)


def _card(context: DrawingContext, card: FrictionCard, rect: Rect, most: float) -> Iterator[Primitive]:
    theme, finding = context.theme, card.hotspot.finding
    inner = rect.inset(PAD)
    yield Box(rect, 10.0, theme.surface, Stroke(theme.hairline))
    yield from number_badge(context, str(card.hotspot.number), inner.x + 12.0, inner.y + 11.0,
                            hypothesis=finding.is_hypothesis)
    title = Rect(inner.x + BADGE_ROOM, inner.y, inner.width - BADGE_ROOM, max(card.title.height, 26.0))
    yield from set_block(card.title, title, theme.ink)
    said = Rect(inner.x, title.bottom + 6.0, inner.width, card.message.height)
    yield from set_block(card.message, said, theme.muted)
    yield from set_block(card.remedy, Rect(inner.x, said.bottom + 6.0, inner.width, card.remedy.height), theme.good)
    foot = rect.bottom - PAD + 6.0 - 2 * BAR_ROW
    if card.share is not None:
        area = Rect(inner.right - card.share.width, foot, card.share.width, 2 * BAR_ROW)
        yield from set_block(card.share, area, theme.muted, align=Align.RIGHT, middle=True)
    sides = ((finding.citizen_minutes, theme.citizen.ink), (finding.agent_minutes, theme.agent.ink))
    for index, (minutes, colour) in enumerate(sides):
        row = Rect(inner.x, foot + index * BAR_ROW, inner.width * BARS_SHARE, BAR_ROW)
        yield from _bar(context, minutes, most, row, colour)


def _bar(context: DrawingContext, minutes: float | None, most: float, row: Rect, colour: str) -> Iterator[Primitive]:
    """Yield one side's bar with its minutes; unknown minutes have no bar and say so."""
    theme = context.theme
    if minutes is None:
        text = context.translate(message("unknown"))
        yield set_line(context, text, BAR_LABEL, row, theme.muted)
        return
    longest = row.width - BAR_LABEL_ROOM
    length = max(1.5, longest * max(0.0, minutes) / most) if most > 0 else 1.5
    top = row.y + (row.height - BAR) / 2
    yield Box(Rect(row.x, top, length, BAR), min(BAR, length) / 2, colour)
    label = Rect(row.x + length + 7.0, row.y, row.right - row.x - length - 7.0, row.height)
    yield set_line(context, context.translate.write(Minutes(minutes)), BAR_LABEL, label, colour)


def list_heading(context: DrawingContext, analysis: Analysis, width: float, more: int = 0,
                 most: int | None = None) -> PageBlock:
    """Return the list's heading: how many frictions, how they are ranked, and what is not told here.

    `more` are told on further sheets; `most` is how many the poster tells at all.
    """
    theme, translate, report = context.theme, context.translate, analysis.frictions
    count = len(report.open)
    text = (translate.plural("{count} friction to avoid", "{count} frictions to avoid", count) if count
            else translate(no_friction_words(analysis)))
    title = paragraph(context, text, HEADING, width, 1, least=LEAST_SIZE)
    colour = theme.friction.ink if count else theme.good if has_full_input(analysis) else theme.muted
    remarks = " · ".join(translate(part) for part in _remarks(report, more, most))
    beside = width - title.width - GAP
    narrow = beside < 420.0
    lines = 3 if narrow else 2
    remark = paragraph(context, remarks, SUBHEADING, width if narrow else beside, lines, least=LEAST_SIZE)
    title_box = Rect(0.0, 0.0, title.width, title.height)
    if narrow:
        remark_box = Rect(0.0, title.height + 4.0, width, remark.height)
    else:
        remark_box = Rect(title.width + GAP, title.ascent - remark.ascent, beside, remark.height)
    parts = (*set_block(title, title_box, colour), *set_block(remark, remark_box, theme.muted))
    height = max(title_box.bottom, remark_box.bottom)
    group = Group("frictions-heading", Role.HEADING, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, text, remarks)
    return PageBlock(width, height, (group,))


def _remarks(report: FrictionReport, more: int, most: int | None) -> Iterator[Message]:
    if most is not None and len(report.open) > most:
        yield message("the {count} most severe are listed here", count=most)
    elif len(report.open) > 1:
        yield message("ranked by severity, on both sides of the line")
    hypotheses = sum(finding.is_hypothesis for finding in report.open)
    if hypotheses:
        yield plural("{count} hypothesis, on assumed numbers", "{count} hypotheses, on assumed numbers", hypotheses)
    waived = len(report.findings) - len(report.open)
    if waived:
        yield plural("{count} kept on purpose", "{count} kept on purpose", waived)
    if report.not_assessed:
        yield plural("{count} rule not assessed for lack of numbers",
                     "{count} rules not assessed for lack of numbers", len(report.not_assessed))
    if more:
        yield plural("{count} more on the next sheet", "{count} more on the next sheets", more)
