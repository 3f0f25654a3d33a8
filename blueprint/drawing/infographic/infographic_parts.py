"""The infographic's parts around the path: big title, large numbers, where it gets stuck, how it ends, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from visavis.blueprint.analysis.frictions.finding import Analysis, Hotspot
from visavis.blueprint.analysis.measures.figure_words import granted_words, left_out
from visavis.blueprint.analysis.measures.figures import JourneyMeasures, SideMeasures
from visavis.blueprint.drawing import words
from visavis.blueprint.drawing.blueprint.descriptions import finding_sentences, nothing_found, sees_everything, told
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.infographic.chapters import spelled, spelled_figure
from visavis.blueprint.drawing.outcome_pictogram import people_block
from visavis.blueprint.drawing.page_block import Block, stacked
from visavis.blueprint.drawing.poster.key_figures import waiting_words
from visavis.blueprint.drawing.poster.legend import PROGRAM, basis_sentence
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import Align, Atelier, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks, mixed
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout.result import Rect
from visavis.blueprint.model import BlueprintDocument
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


def heading_block(atelier: Atelier, document: BlueprintDocument, width: float) -> Block:
    """Return the big plain title with the state above and the summary below."""
    theme, head = atelier.theme, document.head
    kicker_text = atelier.translate(words.STATES[head.state])
    if head.service.authority:
        kicker_text = f"{kicker_text} · {head.service.authority}"
    kicker = paragraph(atelier, kicker_text, KICKER, width, 1, least=LEAST)
    name = head.title.strip() or atelier.translate(message("Untitled blueprint"))
    title = paragraph(atelier, name, TITLE, width, 2, least=LEAST_TITLE)
    boxes = [Rect(0.0, 0.0, width, kicker.height), Rect(0.0, kicker.height + 2.0, width, title.height)]
    groups = [
        Group("title", Role.TITLE, Layer.PAGE, boxes[1], set_block(title, boxes[1], theme.ink), name, name),
        Group("state", Role.TEXT, Layer.PAGE, boxes[0], set_block(kicker, boxes[0], theme.muted), kicker_text,
              kicker_text),
    ]
    bottom = boxes[1].bottom
    if head.summary.strip():
        lead = paragraph(atelier, head.summary.strip(), LEAD, width, 3, least=10.0)
        box = Rect(0.0, bottom + 4.0, width, lead.height)
        groups.append(Group("summary", Role.TEXT, Layer.PAGE, box, set_block(lead, box, theme.muted), head.summary,
                            head.summary))
        bottom = box.bottom
    return Block(width, bottom, tuple(groups))


def hero_block(atelier: Atelier, analysis: Analysis | None, width: float) -> Block:
    """Return the large numbers: your time, the days that go by, the agents' time, face to face."""
    theme = atelier.theme
    journey = analysis.measures.everybody if analysis else None
    tile = (width - 2 * GAP) / 3
    you, days, agents = (Rect(place * (tile + GAP), 0.0, tile, HERO_HEIGHT) for place in range(3))
    return Block(width, HERO_HEIGHT, (
        _hero(atelier, _side_number(atelier, "you", journey.told.citizen if journey else None), theme.citizen, you),
        _hero(atelier, _days_number(atelier, journey), Inks(theme.ink, theme.backstage.tint, theme.hairline), days),
        _hero(atelier, _side_number(atelier, "agents", journey.told.agent if journey else None), theme.agent, agents),
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


def _side_number(atelier: Atelier, name: str, side: SideMeasures | None) -> _Number:
    translate = atelier.translate
    you = name == "you"
    who = translate(message("You") if you else message("The agents"))
    icon = "user" if you else "users"
    if side is None or side.work_minutes.value is None:
        return _Number(name, icon, who, "—", translate(message("time unknown")))
    unit = translate(message("of your time") if you else message("of their time"))
    if side.work_minutes.at_least:
        unit = translate(plural("at least; {count} step has no time", "at least; {count} steps have no time",
                                side.untimed))
    return _Number(name, icon, who, translate.write(spelled(side.work_minutes.value)), unit)


def _days_number(atelier: Atelier, journey: JourneyMeasures | None) -> _Number:
    translate = atelier.translate
    who = translate(message("In all"))
    if journey is None or journey.told.elapsed.mean_minutes.value is None:
        return _Number("days", "hourglass", who, "—", translate(message("time unknown")))
    elapsed, waiting = journey.told.elapsed.mean_minutes, journey.told.citizen.wait_minutes
    total, wait = elapsed.known, min(elapsed.known, waiting.known)
    unit = message("from start to outcome")
    if wait:
        unit = waiting_words(translate, spelled_figure(elapsed), spelled_figure(replace(waiting, value=wait)))
    if journey.decided is None:
        unit = message("to the end of the drawing")
    share = wait / total if total and waiting.is_known and elapsed.is_known else None
    return _Number("days", "hourglass", who, translate.write(spelled_figure(elapsed)), translate(unit), share)


def _hero(atelier: Atelier, told: _Number, inks: Inks, rect: Rect) -> Group:
    theme, room = atelier.theme, rect.width - 2 * PAD
    value = paragraph(atelier, told.number, NUMBER, room, 1, least=LEAST_NUMBER)
    label = paragraph(atelier, told.who, WHO, room - 24.0, 1, least=LEAST)
    below = paragraph(atelier, told.unit, UNIT, room, 2, least=LEAST)
    x, y = rect.x + PAD, rect.y + 11.0
    parts: list[Primitive] = [
        Box(rect, 14.0, inks.tint),
        icon_path(told.icon, x, y + (label.height - 17.0) / 2, 17.0, inks.ink, 1.5),
        *set_block(label, Rect(x + 24.0, y, room - 24.0, label.height), inks.ink),
    ]
    y += label.height - 3.0
    parts += set_block(value, Rect(x, y, room, value.height), inks.ink)
    y += value.height - 5.0
    parts += set_block(below, Rect(x, y, room, below.height), theme.ink)
    if told.share is not None:
        parts += _share_bar(atelier, told.share, Rect(x, rect.bottom - 12.0, room, 5.0))
    return Group(told.id, Role.FIGURE, Layer.PAGE, rect, tuple(parts), told.who,
                 f"{told.who}. {told.number} {told.unit}.")


def _share_bar(atelier: Atelier, waiting: float, bar: Rect) -> Iterator[Primitive]:
    """Yield the days as one bar: what is done dark, what is waited for pale."""
    theme = atelier.theme
    yield Box(bar, bar.height / 2, mixed(theme.background, theme.ink, 0.2))
    if waiting < 1:
        length = max(bar.height, bar.width * (1 - waiting))
        yield Box(Rect(bar.x, bar.y, length, bar.height), bar.height / 2, theme.ink)


def sides_heading(atelier: Atelier, width: float) -> Block:
    """Return the headings of the two sides of the path, face to face."""
    theme = atelier.theme
    half = width / 2 - 30.0
    left = paragraph(atelier, atelier.translate(message("What you do")), HEADING, half, 1, least=10.0)
    right = paragraph(atelier, atelier.translate(message("What the agents do")), HEADING, half, 1, least=10.0)
    boxes = (Rect(0.0, 0.0, half, left.height), Rect(width - half, 0.0, half, right.height))
    mine = set_block(left, boxes[0], theme.citizen.ink)
    theirs = set_block(right, boxes[1], theme.agent.ink, align=Align.RIGHT)
    return Block(width, left.height, (
        Group("your-side", Role.HEADING, Layer.PAGE, boxes[0], mine, left.full, left.full),
        Group("their-side", Role.HEADING, Layer.PAGE, boxes[1], theirs, right.full, right.full),
    ))


def friction_panel(atelier: Atelier, analysis: Analysis | None, width: float, most: int) -> Block:
    """Return where it gets stuck and what would help; a kind word where nothing does."""
    if analysis is None:
        return Block(width, 0.0)
    theme, translate = atelier.theme, atelier.translate
    hotspots = analysis.frictions.hotspots
    if not hotspots:
        return _nothing_stuck(atelier, analysis, width)
    across = min(most, len(hotspots))
    more = len(hotspots) - across
    rest = translate(plural("And {count} more", "And {count} more", more)) if more else ""
    heading = _heading(atelier, "stuck", translate(message("Where it gets stuck, and what would help")), width,
                       theme.friction.ink, rest)
    card = (width - GAP * (across - 1)) / across
    blocks = [_friction(atelier, hotspot, card) for hotspot in hotspots[:across]]
    height = max(block.height for block in blocks)
    groups = [group for place, block in enumerate(blocks) for group in block.at(place * (card + GAP), 0.0)]
    return stacked([heading, Block(width, height, tuple(groups))], 8.0)


def _nothing_stuck(atelier: Atelier, analysis: Analysis, width: float) -> Block:
    theme, translate = atelier.theme, atelier.translate
    text = translate(message("{found}.", found=nothing_found(analysis)))
    return _heading(atelier, "stuck", text, width, theme.good if sees_everything(analysis) else theme.muted)


def _heading(atelier: Atelier, name: str, text: str, width: float, colour: str, remark: str = "") -> Block:
    """Return a heading with a remark at the right end of its line."""
    aside = paragraph(atelier, remark, SMALL, width * 0.4, 1, least=LEAST)
    line = paragraph(atelier, text, HEADING, width - aside.width - GAP, 2, least=10.0)
    rect = Rect(0.0, 0.0, width, line.height)
    box = Rect(width - aside.width, line.ascent - aside.ascent, aside.width, aside.height)
    parts = (*set_block(line, rect, colour), *set_block(aside, box, atelier.theme.muted))
    return Block(width, line.height, (Group(name, Role.HEADING, Layer.PAGE, rect, parts, text, f"{text} {remark}"),))


def _friction(atelier: Atelier, hotspot: Hotspot, width: float) -> Block:
    theme, translate, finding = atelier.theme, atelier.translate, hotspot.finding
    title = paragraph(atelier, translate(finding.title), FRICTION, width - 26.0, 2, least=LEAST)
    body = paragraph(atelier, translate(finding.message), BODY, width, 4, least=LEAST)
    help_text = translate(message("→ {remedy}", remedy=finding.remedy))
    remedy = paragraph(atelier, help_text, REMEDY, width, 3, least=LEAST)
    top = max(title.height, 20.0)
    boxes = (Rect(26.0, 0.0, width - 26.0, top), Rect(0.0, top + 5.0, width, body.height),
             Rect(0.0, top + body.height + 9.0, width, remedy.height))
    parts = [*number_badge(atelier, str(hotspot.number), 10.0, 10.0, hypothesis=finding.is_hypothesis, radius=10.0),
             *set_block(title, boxes[0], theme.ink), *set_block(body, boxes[1], theme.muted),
             *set_block(remedy, boxes[2], theme.good)]
    rect = Rect(0.0, 0.0, width, boxes[2].bottom)
    name = f"{hotspot.number}. {translate(finding.title)}"
    group = Group(f"friction-{hotspot.number}", Role.FINDING, Layer.PAGE, rect, tuple(parts), name,
                  told(translate, finding_sentences(finding)))
    return Block(width, rect.height, (group,))


def outcomes_panel(atelier: Atelier, analysis: Analysis | None, width: float) -> Block:
    """Return how requests end, as twenty people; nothing where nobody knows."""
    journey = analysis.measures.everybody if analysis else None
    if journey is None or not journey.outcomes:
        return Block(width, 0.0)
    if any(share.value is None for share in journey.outcomes.values()):
        words = atelier.translate(message("How requests end is not known: some ways have no probability."))
        return _heading(atelier, "of-twenty", words, width, atelier.theme.muted)
    text = atelier.translate(message("Of 20 requests"))
    shares = {name: share.known for name, share in journey.outcomes.items()}
    return stacked([_heading(atelier, "of-twenty", text, width, atelier.theme.ink),
                    people_block(atelier, shares, width)], 6.0)


def sources_block(atelier: Atelier, document: BlueprintDocument, analysis: Analysis | None, width: float) -> Block:
    """Return where the numbers come from, and what made the sheet."""
    theme = atelier.theme
    program = paragraph(atelier, PROGRAM, SMALL, width / 4, 1, least=LEAST)
    text = " ".join(_sources(atelier, document, analysis))
    line = paragraph(atelier, text, SMALL, width - program.width - GAP, 3, least=LEAST)
    rect = Rect(0.0, 0.0, width, line.height)
    right = Rect(width - program.width, line.height - program.height, program.width, program.height)
    left = Rect(0.0, 0.0, right.x - GAP, line.height)
    parts = (*set_block(line, left, theme.muted), *set_block(program, right, theme.muted))
    return Block(width, line.height, (Group("sources", Role.FOOTER, Layer.PAGE, rect, parts, PROGRAM, text),))


def _sources(atelier: Atelier, document: BlueprintDocument, analysis: Analysis | None) -> Iterator[str]:
    basis = basis_sentence(document)
    yield atelier.translate(basis) if basis else atelier.translate(message("No times are known yet."))
    journey = analysis.measures.everybody if analysis else None
    if journey is not None and journey.told.elapsed.mean_minutes.value is not None:
        yield atelier.translate(message("Times are means over all requests.") if journey.decided is None else message(
            "Times are means over requests that reach a decision: {shares}.", shares=granted_words(journey)))
    if journey is not None:
        missing = left_out(journey.missing)
        if missing is not None:
            yield atelier.translate(missing)
    if document.head.service.legal_basis:
        yield atelier.translate(message("Legal basis: {law}.", law=document.head.service.legal_basis))
