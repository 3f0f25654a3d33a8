"""The infographic's parts around the path: big title, large numbers, where it gets stuck, how it ends, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from visavis.blueprint.analysis import Analysis, Hotspot, JourneyMeasures, SideMeasures
from visavis.blueprint.drawing.blueprint.descriptions import (
    finding_sentences,
    has_full_input,
    join_sentences,
    no_friction_words,
)
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.key_figures import spell_figure, spell_time, waiting_words
from visavis.blueprint.drawing.outcome_pictogram import people_block
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks, mix_colours
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, words
from visavis.blueprint.text.styles import TextStyle, Weight

KICKER = TextStyle(11.0, Weight.SEMIBOLD)
TITLE = TextStyle(31.0, Weight.BOLD)
LEAST_TITLE = 19.0
LEAD = TextStyle(12.0)
WHO = TextStyle(12.0, Weight.SEMIBOLD)
NUMBER = TextStyle(34.0, Weight.BOLD)
LEAST_NUMBER = 22.0
UNIT = TextStyle(11.0)
HEADING = TextStyle(15.0, Weight.BOLD)
FRICTION = TextStyle(11.0, Weight.BOLD)
BODY = TextStyle(9.8)
REMEDY = TextStyle(9.8, Weight.SEMIBOLD)
SMALL = TextStyle(9.0)
LEAST = 9.0
PAD = 14.0
HERO_HEIGHT = 93.0
GAP = 12.0
# As high as the state and the title: 18 mm.
LOGO_HEIGHT = 52.0


def heading_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return the big plain title with the state above and the summary below; at its right the logo of a brand kit."""
    return put_logo_beside(context.look, width, LOGO_HEIGHT, lambda room: _title_and_summary(context, document, room),
                           gap=GAP)


def _title_and_summary(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    theme, head = context.theme, document.head
    kicker_text = context.translate(words.STATES[head.state].in_text)
    if head.service.authority:
        kicker_text = f"{kicker_text} · {head.service.authority}"
    kicker = paragraph(context, kicker_text, KICKER, width, 1, least=LEAST)
    name = head.title.strip() or context.translate(message("Untitled blueprint"))
    title = paragraph(context, name, TITLE, width, 2, least=LEAST_TITLE)
    boxes = [Rect(0.0, 0.0, width, kicker.height), Rect(0.0, kicker.height + 2.0, width, title.height)]
    groups = [
        Group("title", Role.TITLE, Layer.PAGE, boxes[1], set_block(title, boxes[1], theme.ink), name, name),
        Group("state", Role.TEXT, Layer.PAGE, boxes[0], set_block(kicker, boxes[0], theme.muted), kicker_text,
              kicker_text),
    ]
    bottom = boxes[1].bottom
    if head.summary.strip():
        lead = paragraph(context, head.summary.strip(), LEAD, width, 3, least=10.0)
        box = Rect(0.0, bottom + 4.0, width, lead.height)
        groups.append(Group("summary", Role.TEXT, Layer.PAGE, box, set_block(lead, box, theme.muted), head.summary,
                            head.summary))
        bottom = box.bottom
    return PageBlock(width, bottom, tuple(groups))


def hero_block(context: DrawingContext, analysis: Analysis | None, width: float) -> PageBlock:
    """Return the large numbers: your time, the days that go by, the agents' time, face to face."""
    theme = context.theme
    journey = analysis.measures.everybody if analysis else None
    tile = (width - 2 * GAP) / 3
    you, days, agents = (Rect(index * (tile + GAP), 0.0, tile, HERO_HEIGHT) for index in range(3))
    return PageBlock(width, HERO_HEIGHT, (
        _hero(context, _side_number(context, "you", journey.headline_cases.citizen if journey else None),
              theme.citizen, you),
        _hero(context, _days_number(context, journey), Inks(theme.ink, theme.backstage.tint, theme.hairline), days),
        _hero(context, _side_number(context, "agents", journey.headline_cases.agent if journey else None),
              theme.agent, agents),
    ))


@dataclass(frozen=True, slots=True)
class _Number:
    """A large number with its words; `share` of a whole is drawn as a bar below it."""

    id: str
    icon: str
    who: str
    number: str
    unit: str
    share: float | None = None


def _side_number(context: DrawingContext, name: str, side: SideMeasures | None) -> _Number:
    translate = context.translate
    you = name == "you"
    who = translate(message("You") if you else message("The agents"))
    icon = "user" if you else "users"
    if side is None or side.work_minutes.value is None:
        return _Number(name, icon, who, "—", translate(message("time unknown")))
    unit = translate(message("of your time") if you else message("of their time"))
    if side.work_minutes.at_least:
        unit = translate(plural("at least; {count} step has no time", "at least; {count} steps have no time",
                                side.untimed))
    return _Number(name, icon, who, translate.write(spell_time(side.work_minutes.value)), unit)


def _days_number(context: DrawingContext, journey: JourneyMeasures | None) -> _Number:
    translate = context.translate
    who = translate(message("In all"))
    if journey is None or journey.headline_cases.elapsed.mean_minutes.value is None:
        return _Number("days", "hourglass", who, "—", translate(message("time unknown")))
    elapsed, waiting = journey.headline_cases.elapsed.mean_minutes, journey.headline_cases.citizen.wait_minutes
    total, wait = elapsed.known_value, min(elapsed.known_value, waiting.known_value)
    unit = message("from start to outcome")
    if wait:
        unit = waiting_words(translate, spell_figure(elapsed), spell_figure(replace(waiting, value=wait)))
    if journey.decided is None:
        unit = message("to the end of the drawing")
    share = wait / total if total and waiting.is_known and elapsed.is_known else None
    return _Number("days", "hourglass", who, translate.write(spell_figure(elapsed)), translate(unit), share)


def _hero(context: DrawingContext, number: _Number, inks: Inks, rect: Rect) -> Group:
    theme, room = context.theme, rect.width - 2 * PAD
    value = paragraph(context, number.number, NUMBER, room, 1, least=LEAST_NUMBER)
    label = paragraph(context, number.who, WHO, room - 24.0, 1, least=LEAST)
    below = paragraph(context, number.unit, UNIT, room, 2, least=LEAST)
    x, y = rect.x + PAD, rect.y + 11.0
    parts: list[Primitive] = [
        Box(rect, 14.0, inks.tint),
        icon_path(number.icon, x, y + (label.height - 17.0) / 2, 17.0, inks.ink, 1.5),
        *set_block(label, Rect(x + 24.0, y, room - 24.0, label.height), inks.ink),
    ]
    y += label.height - 3.0
    parts += set_block(value, Rect(x, y, room, value.height), inks.ink)
    y += value.height - 5.0
    parts += set_block(below, Rect(x, y, room, below.height), theme.ink)
    if number.share is not None:
        parts += _share_bar(context, number.share, Rect(x, rect.bottom - 12.0, room, 5.0))
    return Group(number.id, Role.FIGURE, Layer.PAGE, rect, tuple(parts), number.who,
                 f"{number.who}. {number.number} {number.unit}.")


def _share_bar(context: DrawingContext, waiting: float, bar: Rect) -> Iterator[Primitive]:
    """Yield the days as one bar: what is done dark, what is waited for pale."""
    theme = context.theme
    yield Box(bar, bar.height / 2, mix_colours(theme.background, theme.ink, 0.2))
    if waiting < 1:
        length = max(bar.height, bar.width * (1 - waiting))
        yield Box(Rect(bar.x, bar.y, length, bar.height), bar.height / 2, theme.ink)


def sides_heading(context: DrawingContext, width: float) -> PageBlock:
    """Return the headings of the two sides of the path, face to face."""
    theme = context.theme
    half = width / 2 - 30.0
    left = paragraph(context, context.translate(message("What you do")), HEADING, half, 1, least=10.0)
    right = paragraph(context, context.translate(message("What the agents do")), HEADING, half, 1, least=10.0)
    boxes = (Rect(0.0, 0.0, half, left.height), Rect(width - half, 0.0, half, right.height))
    mine = set_block(left, boxes[0], theme.citizen.ink)
    theirs = set_block(right, boxes[1], theme.agent.ink, align=Align.RIGHT)
    return PageBlock(width, left.height, (
        Group("your-side", Role.TEXT, Layer.PAGE, boxes[0], mine, left.full, left.full),
        Group("their-side", Role.TEXT, Layer.PAGE, boxes[1], theirs, right.full, right.full),
    ))


def friction_panel(context: DrawingContext, analysis: Analysis | None, width: float, most: int) -> PageBlock:
    """Return where it gets stuck and what would help; a kind word where nothing does."""
    if analysis is None:
        return PageBlock(width, 0.0)
    theme, translate = context.theme, context.translate
    hotspots = analysis.frictions.leading[:most]
    if not hotspots:
        return _no_friction_block(context, analysis, width)
    across = len(hotspots)
    more = sum(len(group.findings) for group in analysis.frictions.groups[across:])
    rest = translate(plural("And {count} more", "And {count} more", more)) if more else ""
    heading = _heading(context, "stuck", translate(message("Where it gets stuck, and what would help")), width,
                       theme.friction.ink, rest)
    card = (width - GAP * (across - 1)) / across
    blocks = [_friction(context, hotspot, card) for hotspot in hotspots]
    height = max(block.height for block in blocks)
    groups = [group for index, block in enumerate(blocks) for group in block.at(index * (card + GAP), 0.0)]
    return stack_blocks([heading, PageBlock(width, height, tuple(groups))], 8.0)


def _no_friction_block(context: DrawingContext, analysis: Analysis, width: float) -> PageBlock:
    theme, translate = context.theme, context.translate
    text = translate(message("{found}.", found=no_friction_words(analysis)))
    return _heading(context, "stuck", text, width, theme.good if has_full_input(analysis) else theme.muted)


def _heading(context: DrawingContext, name: str, text: str, width: float, colour: str, remark: str = "") -> PageBlock:
    """Return a heading with a remark at the right end of its line."""
    aside = paragraph(context, remark, SMALL, width * 0.4, 1, least=LEAST)
    line = paragraph(context, text, HEADING, width - aside.width - GAP, 2, least=10.0)
    rect = Rect(0.0, 0.0, width, line.height)
    box = Rect(width - aside.width, line.ascent - aside.ascent, aside.width, aside.height)
    parts = (*set_block(line, rect, colour), *set_block(aside, box, context.theme.muted))
    return PageBlock(width, line.height,
                     (Group(name, Role.HEADING, Layer.PAGE, rect, parts, text, f"{text} {remark}"),))


def _friction(context: DrawingContext, hotspot: Hotspot, width: float) -> PageBlock:
    theme, translate, finding = context.theme, context.translate, hotspot.finding
    title = paragraph(context, translate(finding.title), FRICTION, width - 26.0, 2, least=LEAST)
    body = paragraph(context, translate(finding.message), BODY, width, 4, least=LEAST)
    help_text = translate(message("→ {remedy}", remedy=finding.remedy))
    remedy = paragraph(context, help_text, REMEDY, width, 3, least=LEAST)
    top = max(title.height, 20.0)
    boxes = (Rect(26.0, 0.0, width - 26.0, top), Rect(0.0, top + 5.0, width, body.height),
             Rect(0.0, top + body.height + 9.0, width, remedy.height))
    parts = [*number_badge(context, str(hotspot.number), 10.0, 10.0, hypothesis=finding.is_hypothesis, radius=10.0),
             *set_block(title, boxes[0], theme.ink), *set_block(body, boxes[1], theme.muted),
             *set_block(remedy, boxes[2], theme.good)]
    rect = Rect(0.0, 0.0, width, boxes[2].bottom)
    name = f"{hotspot.number}. {translate(finding.title)}"
    group = Group(f"friction-{hotspot.number}", Role.FINDING, Layer.PAGE, rect, tuple(parts), name,
                  join_sentences(translate, finding_sentences(finding)))
    return PageBlock(width, rect.height, (group,))


def outcomes_panel(context: DrawingContext, analysis: Analysis | None, width: float) -> PageBlock:
    """Return how requests end, as twenty people; nothing where no one knows."""
    journey = analysis.measures.everybody if analysis else None
    if journey is None or not journey.outcomes:
        return PageBlock(width, 0.0)
    if any(share.value is None for share in journey.outcomes.values()):
        words = context.translate(message("How requests end is not known: some ways have no probability."))
        return _heading(context, "of-twenty", words, width, context.theme.muted)
    text = context.translate(message("Of 20 requests"))
    shares = {name: share.known_value for name, share in journey.outcomes.items()}
    return stack_blocks([_heading(context, "of-twenty", text, width, context.theme.ink),
                         people_block(context, shares, width)], 6.0)


def contact_block(context: DrawingContext, width: float) -> PageBlock:
    """Return whom to ring, where a brand kit says so; 0 high where none does."""
    phone = context.look.phone if context.look is not None else ""
    if not phone:
        return PageBlock(width, 0.0)
    text = context.translate(message("A question? Call {phone}", phone=phone))
    line = paragraph(context, text, WHO, width, 1, least=LEAST)
    rect = Rect(0.0, 0.0, width, line.height)
    return PageBlock(width, line.height, (
        Group("contact", Role.TEXT, Layer.PAGE, rect, set_block(line, rect, context.theme.ink), "", text),))
