"""The before/after page around its chart: heading, verdict, figures, what crossed the line, frictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import BeforeAfter, ComparedFinding, Comparison, FrictionStatus, PersonaVerdict, Trend
from visavis.blueprint.analysis.measures.figure_words import share_words
from visavis.blueprint.drawing.before_after.before_after_words import (
    FOR_SIDE,
    STATUS_ICONS,
    VERDICT_ICONS,
    VERDICTS,
    crossing_steps,
    crossing_words,
    is_crossing_unknown,
    moves_and_loses,
    name_of,
    signed_hours,
    status_ink,
    verdict_inks,
    verdict_sentences,
    yearly_hours,
)
from visavis.blueprint.drawing.blueprint.descriptions import finding_sentences, join_sentences
from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.key_figures import spell_figure
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, MessageList, Quoted, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

KICKER = TextStyle(11.0, Weight.SEMIBOLD)
TITLE = TextStyle(29.0, Weight.BOLD)
LEAD = TextStyle(12.0)
BANNER = TextStyle(18.0, Weight.BOLD)
BODY = TextStyle(9.8)
FIGURE = TextStyle(20.0, Weight.BOLD)
SMALL = TextStyle(9.2)
LABEL = TextStyle(10.0, Weight.SEMIBOLD)
HEADING = TextStyle(14.0, Weight.BOLD)
ROW_TITLE = TextStyle(10.4, Weight.BOLD)
LEAST = 8.5
PAD = 13.0
GAP = 10.0
TILE = 62.0
# As high as what the page is and the title: 18 mm.
LOGO_HEIGHT = 52.0
MOST_RESOLVED = 5
MOST_OTHERS = 5
# Everybody and the first personas; each has its verdict in the chart.
MOST_CROSSED = 7


def heading_block(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    """Return the title of the redesign, what the page is above it, and below it what was redesigned."""
    return put_logo_beside(context.look, width, LOGO_HEIGHT, lambda room: _heading(context, comparison, room),
                           gap=GAP)


def _heading(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    theme, translate = context.theme, context.translate
    head, before = comparison.matching.after.head, comparison.matching.before.head
    kicker_text = translate(message("Before and after"))
    if head.service.authority:
        kicker_text = f"{kicker_text} · {head.service.authority}"
    name = head.title.strip() or translate(message("Untitled blueprint"))
    was = before.title.strip() or translate(message("Untitled blueprint"))
    lead_text = translate(message("What redesigning {name} changes, on both sides of the line.", name=Quoted(was)))
    told_parts = ((kicker_text, KICKER, 1, LEAST, theme.muted, Role.TEXT, "state"),
                  (name, TITLE, 2, 18.0, theme.ink, Role.TITLE, "title"),
                  (lead_text, LEAD, 2, 10.0, theme.muted, Role.TEXT, "summary"))
    groups, y = [], 0.0
    for text, style, lines, least, colour, role, id_ in told_parts:
        fitted = paragraph(context, text, style, width, lines, least=least)
        box = Rect(0.0, y, width, fitted.height)
        groups.append(Group(id_, role, Layer.PAGE, box, set_block(fitted, box, colour), text, text))
        y = box.bottom + 2.0
    return PageBlock(width, y, tuple(groups))


def verdict_banner(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    """Return the verdict for everybody as one banner; where nothing can be measured, that."""
    theme, translate = context.theme, context.translate
    if not comparison.verdicts:
        words = translate(message("There is nothing to compare yet: a journey cannot be measured."))
        line = paragraph(context, words, LEAD, width - 2 * PAD, 2, least=LEAST)
        rect = Rect(0.0, 0.0, width, line.height + 2 * PAD)
        parts: tuple[Primitive, ...] = (Box(rect, 12.0, theme.backstage.tint),
                                        *set_block(line, rect.inset(PAD), theme.ink))
        return PageBlock(width, rect.height, (Group("verdict", Role.FIGURE, Layer.PAGE, rect, parts, words, words),))
    verdict = comparison.verdicts[0]
    inks = verdict_inks(theme, verdict.verdict)
    word = translate(VERDICTS[verdict.verdict])
    sentence = " ".join(translate(part) for part in verdict_sentences(comparison, verdict))
    room = width - 2 * PAD - 40.0
    big = paragraph(context, word, BANNER, room, 1, least=12.0)
    below = paragraph(context, sentence, BODY, room, 3, least=LEAST)
    rect = Rect(0.0, 0.0, width, big.height + below.height + 18.0)
    x = PAD + 40.0
    parts = (Box(rect, 12.0, inks.tint, Stroke(inks.line, 0.8)),
             icon_path(VERDICT_ICONS[verdict.verdict], PAD, rect.centre.y - 14.0, 28.0, inks.ink, 2.2),
             *set_block(big, Rect(x, 8.0, room, big.height), inks.ink),
             *set_block(below, Rect(x, 8.0 + big.height, room, below.height), theme.ink))
    return PageBlock(width, rect.height, (
        Group("verdict", Role.FIGURE, Layer.PAGE, rect, parts, word, f"{word}. {sentence}"),))


@dataclass(frozen=True, slots=True)
class _Tile:
    id: str
    label: Message
    value: object
    remark: Message
    colour: str


def figures_row(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    """Return the figures for everybody: elapsed time, who gets an answer, hours a year of each side, frictions."""
    tiles = list(_tiles(context, comparison))
    if not tiles:
        return PageBlock(width, 0.0)
    each = (width - GAP * (len(tiles) - 1)) / len(tiles)
    groups = [_tile_group(context, tile, Rect(index * (each + GAP), 0.0, each, TILE))
              for index, tile in enumerate(tiles)]
    return PageBlock(width, TILE, tuple(groups))


def _tiles(context: DrawingContext, comparison: Comparison) -> Iterator[_Tile]:
    theme = context.theme
    if not comparison.verdicts:
        return
    verdict = comparison.verdicts[0]
    yield _Tile("granted", message("Granted"), share_words(verdict.granted.after),
                message("instead of {before}", before=share_words(verdict.granted.before)),
                _people_ink(theme, verdict.granted))
    yield _Tile("completion", message("Decision reached"), share_words(verdict.completion.after),
                message("instead of {before}", before=share_words(verdict.completion.before)),
                _people_ink(theme, verdict.completion))
    yield _Tile("elapsed", message("Elapsed time"), spell_figure(verdict.elapsed.after),
                message("instead of {before}", before=spell_figure(verdict.elapsed.before)), theme.ink)
    for side, label, colour in ((Side.CITIZEN, message("Citizens, a year"), theme.citizen.ink),
                                (Side.AGENT, message("Agents, a year"), theme.agent.ink)):
        hours = yearly_hours(comparison, verdict, side)
        if hours is not None:
            yield _Tile(f"year-{side.value}", label, signed_hours(hours), message("of working time"), colour)
    resolved = comparison.count(FrictionStatus.RESOLVED)
    left = comparison.count(FrictionStatus.REMAINING) + comparison.count(FrictionStatus.NEW)
    yield _Tile("frictions", message("Frictions resolved"), str(resolved),
                plural("{count} is left", "{count} are left", left), theme.good if resolved else theme.friction.ink)


def _people_ink(theme: Theme, people: BeforeAfter) -> str:
    """Return the colour of how many people get something: no good colour for what no one knows."""
    return {Trend.LOWER: theme.friction.ink, Trend.UNKNOWN: theme.muted}.get(people.trend, theme.good)


def _tile_group(context: DrawingContext, tile: _Tile, rect: Rect) -> Group:
    theme, translate = context.theme, context.translate
    value = translate(tile.value) if isinstance(tile.value, Message) else translate.write(tile.value)
    room = rect.width - 17.0
    rows = ((translate(tile.label), LABEL, theme.muted, 14.0), (value, FIGURE, tile.colour, 25.0),
            (translate(tile.remark), SMALL, theme.muted, 14.0))
    parts: list[Primitive] = [Box(rect, 9.0, theme.surface, Stroke(theme.hairline, 0.9)),
                              Box(Rect(rect.x, rect.y, 4.0, rect.height), 2.0, tile.colour)]
    y = rect.y + 4.5
    for text, style, colour, height in rows:
        fitted = paragraph(context, text, style, room, 1, least=LEAST)
        parts += set_block(fitted, Rect(rect.x + 12.0, y, room, height), colour, middle=True)
        y += height
    told_words = f"{translate(tile.label)}. {value}, {translate(tile.remark)}."
    return Group(tile.id, Role.FIGURE, Layer.PAGE, rect, tuple(parts), translate(tile.label), told_words)


def crossing_block(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    """Return what crossed the line of interaction and for whom, or that nothing did."""
    if not comparison.verdicts:
        return PageBlock(width, 0.0)
    theme, translate = context.theme, context.translate
    crossed = [verdict for verdict in comparison.verdicts if verdict.crossing is not None]
    worse = [verdict for verdict in comparison.verdicts if moves_and_loses(verdict)]
    title = section_heading(context, "crossed", translate(message("What crossed the line")), width,
                            theme.friction.ink if crossed or worse else theme.good)
    rows = [_crossing_row(context, comparison, verdict, width) for verdict in crossed]
    rows += [_remark_row(context, verdict, message(
        "For {name}, one side works less and the other more, and fewer people get what they came for.",
        name=name_of(comparison, verdict)), width) for verdict in worse]
    if not rows and any(map(is_crossing_unknown, comparison.verdicts)):
        words = translate(message("That is not known: some working time is missing."))
        rows = [_row(context, "crossed-unknown", "info", theme.muted, "", words, width)]
    if not rows:
        words = translate(message("Nothing: no effort was moved across the line for anybody."))
        rows = [_row(context, "crossed-none", "check", theme.good, "", words, width)]
    rows += [_remark_row(context, verdict, message(
        "For {name}, minutes rise on one side over all started cases because more people get through.",
        name=name_of(comparison, verdict)), width) for verdict in comparison.verdicts
        if any(verdict.access_rise(side) is not None for side in FOR_SIDE)]
    rows += [_remark_row(context, verdict, message(
        "For {name}, times are those of all started cases: no one reached a decision before.",
        name=name_of(comparison, verdict)), width, "started") for verdict in comparison.verdicts
        if verdict.has_no_decisions and verdict.completion.after.value]
    more = len(rows) - MOST_CROSSED
    if more > 0:
        words = translate(plural("and {count} more", "and {count} more", more))
        rows[MOST_CROSSED:] = [_row(context, "crossed-more", "", theme.muted, "", words, width)]
    return stack_blocks([title, stack_blocks(rows, 4.0)], 4.0)


def _remark_row(context: DrawingContext, verdict: PersonaVerdict, words: Message, width: float,
                name: str = "aside") -> PageBlock:
    return _row(context, f"{name}-{verdict.persona or 'everybody'}", "info", context.theme.muted, "",
                context.translate(words), width)


def _crossing_row(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict,
                  width: float) -> PageBlock:
    translate, crossing = context.translate, verdict.crossing
    assert crossing is not None
    steps = MessageList(tuple(message("{step}", step=step)
                              for step in crossing_steps(comparison, crossing, translate)))
    words = translate(crossing_words(crossing))
    if steps.parts:
        words = f"{words}. {translate.write(steps)}"
    return _row(context, f"crossed-{verdict.persona or 'everybody'}", "repeat", context.theme.friction.ink,
                translate(name_of(comparison, verdict)), f"{words}.", width)


def frictions_block(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    """Return the gravest frictions that are resolved at the left; what remains and what is new at the right."""
    theme, translate = context.theme, context.translate
    gone = [one for one in comparison.findings if one.status is FrictionStatus.RESOLVED]
    left = [one for one in comparison.findings if one.status is FrictionStatus.NEW]
    left += [one for one in comparison.findings if one.status is FrictionStatus.REMAINING]
    half = (width - 2 * GAP) / 2
    resolved = _list(context, "resolved", translate(plural("{count} friction resolved", "{count} frictions resolved",
                                                           len(gone))), theme.good, gone, MOST_RESOLVED, half)
    title = translate(plural("{count} friction left", "{count} frictions left", len(left)))
    remaining = _list(context, "left", title, theme.friction.ink if left else theme.good, left, MOST_OTHERS, half)
    return PageBlock(width, max(resolved.height, remaining.height),
                     (*resolved.groups, *remaining.at(half + 2 * GAP, 0.0)))


def _list(context: DrawingContext, name: str, title: str, colour: str, findings: Sequence[ComparedFinding], most: int,
          width: float) -> PageBlock:
    rows = [section_heading(context, name, title, width, colour)]
    rows += [_friction_row(context, f"{name}-{index}", one, width) for index, one in enumerate(findings[:most])]
    more = len(findings) - most
    if more > 0:
        words = context.translate(plural("and {count} more", "and {count} more", more))
        rows.append(_row(context, f"{name}-more", "", context.theme.muted, "", words, width))
    return stack_blocks(rows, 5.0)


def _friction_row(context: DrawingContext, name: str, one: ComparedFinding, width: float) -> PageBlock:
    translate, finding = context.translate, one.finding
    title = translate(finding.title)
    if one.status is FrictionStatus.NEW:
        title = translate(message("New: {title}", title=title))
    return _row(context, name, STATUS_ICONS[one.status], status_ink(context.theme, one.status), title,
                translate(finding.message), width, join_sentences(translate, finding_sentences(finding)))


def section_heading(context: DrawingContext, name: str, text: str, width: float, colour: str) -> PageBlock:
    """Return the heading of a part of the page."""
    line = paragraph(context, text, HEADING, width, 2, least=10.0)
    rect = Rect(0.0, 0.0, width, line.height)
    return PageBlock(width, line.height, (
        Group(name, Role.HEADING, Layer.PAGE, rect, set_block(line, rect, colour), text, text),))


def _row(context: DrawingContext, name: str, icon: str, colour: str, title: str, words: str, width: float,
         description: str = "") -> PageBlock:
    """Return a sentence with an icon before it and, where there is one, its title above it."""
    theme, x = context.theme, 18.0
    fitted: list[tuple[FittedText, str]] = []
    if title:
        fitted.append((paragraph(context, title, ROW_TITLE, width - x, 1, least=LEAST), theme.ink))
    fitted.append((paragraph(context, words, BODY, width - x, 2, least=LEAST), theme.muted if title else theme.ink))
    parts: list[Primitive] = [icon_path(icon, 0.0, 1.0, 12.0, colour, 1.7)] if icon else []
    y = 0.0
    for text, ink in fitted:
        parts += set_block(text, Rect(x, y, width - x, text.height), ink)
        y += text.height
    rect = Rect(0.0, 0.0, width, y)
    told_words = description or " ".join(part for part in (f"{title}." if title else "", words) if part)
    return PageBlock(width, y,
                     (Group(name, Role.FINDING, Layer.PAGE, rect, tuple(parts), title or words, told_words),))


def notes_block(context: DrawingContext, comparison: Comparison, width: float) -> PageBlock:
    """Return what to mind when reading the comparison."""
    rows = [_row(context, f"note-{index}", "info", context.theme.muted, "", context.translate(note), width)
            for index, note in enumerate(comparison.notes)]
    return stack_blocks(rows, 3.0) if rows else PageBlock(width, 0.0)
