"""The infographic's parts around the path: big title, large numbers, where it gets stuck, how it ends, sources."""

from __future__ import annotations

from collections.abc import Iterator

from blueprint.analysis.finding import Analysis, Hotspot, JourneyMeasures, SideMeasures
from blueprint.drawing import words
from blueprint.drawing.blocks import Block, stacked
from blueprint.drawing.descriptions import finding_sentences, told
from blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from blueprint.drawing.legend import PROGRAM, basis_sentence
from blueprint.drawing.lettering import Align, Atelier, paragraph, set_block
from blueprint.drawing.overlays import number_badge
from blueprint.drawing.people import people_block
from blueprint.drawing.shapes import circle, icon_path
from blueprint.drawing.theme import Inks, mixed
from blueprint.language import Message, Minutes, message, plural
from blueprint.layout.places import Rect
from blueprint.model import BlueprintDocument
from blueprint.text.styles import TextStyle, Weight

KICKER = TextStyle(11.0, Weight.SEMIBOLD)
TITLE = TextStyle(32.0, Weight.BOLD)
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
HERO_HEIGHT = 76.0
BAR_HEIGHT = 24.0
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
    """Return the large numbers: your time and theirs face to face, and below them the days that go by."""
    theme = atelier.theme
    journey = analysis.measures.everybody if analysis else None
    half = (width - GAP) / 2
    you, agents = Rect(0.0, 0.0, half, HERO_HEIGHT), Rect(half + GAP, 0.0, half, HERO_HEIGHT)
    numbers = Block(width, HERO_HEIGHT, (
        _hero(atelier, "you", (message("You"), message("of your time")),
              journey.citizen if journey else None, theme.citizen, "user", you),
        _hero(atelier, "agents", (message("The agents"), message("of their time")),
              journey.agent if journey else None, theme.agent, "users", agents),
    ))
    days = _days_bar(atelier, journey, width)
    return stacked([numbers, days], GAP) if days else numbers


def _hero(atelier: Atelier, name: str, labels: tuple[Message, Message], side: SideMeasures | None, inks: Inks,
          icon: str, rect: Rect) -> Group:
    who, unit = (atelier.translate(label) for label in labels)
    known = side is not None and (side.work_minutes > 0 or not side.untimed)
    number = atelier.translate.write(Minutes(side.work_minutes)) if side and known else "—"
    if not known:
        unit = atelier.translate(message("time unknown"))
    elif side and side.untimed:
        unit = atelier.translate(plural("{unit} at least ({count} step untold)",
                                        "{unit} at least ({count} steps untold)", side.untimed, unit=unit))
    room = rect.width - 2 * PAD - 46.0
    value = paragraph(atelier, number, NUMBER, room, 1, least=LEAST_NUMBER)
    label = paragraph(atelier, who, WHO, room, 1, least=LEAST)
    below = paragraph(atelier, unit, UNIT, room, 1, least=LEAST)
    x, y = rect.x + PAD + 46.0, rect.y + (rect.height - value.height - label.height - below.height + 12.0) / 2
    parts: list[Primitive] = [
        Box(rect, 14.0, inks.tint),
        circle(rect.x + PAD + 18.0, rect.centre.y, 18.0, inks.ink),
        icon_path(icon, rect.x + PAD + 8.0, rect.centre.y - 10.0, 20.0, atelier.theme.background, 1.6),
        *set_block(label, Rect(x, y, room, label.height), inks.ink),
    ]
    y += label.height - 6.0
    parts += set_block(value, Rect(x, y, room, value.height), inks.ink)
    y += value.height - 6.0
    parts += set_block(below, Rect(x, y, room, below.height), atelier.theme.ink)
    return Group(name, Role.FIGURE, Layer.PAGE, rect, tuple(parts), who, f"{who}: {number} {unit}.")


def _days_bar(atelier: Atelier, journey: JourneyMeasures | None, width: float) -> Block | None:
    """Return the time that goes by as one bar, the waiting in it pale; None where nobody knows the time."""
    if journey is None or journey.elapsed.mean_minutes <= 0:
        return None
    theme, translate = atelier.theme, atelier.translate
    total, wait = journey.elapsed.mean_minutes, max(0.0, journey.citizen.wait_minutes)
    wait = min(wait, total)
    if wait:
        said = message("{total} go by, {wait} of them waiting", total=Minutes(total), wait=Minutes(wait))
    else:
        said = message("{total} go by from start to outcome", total=Minutes(total))
    text = translate(said)
    label = paragraph(atelier, text, HEADING, width - 30.0, 1, least=10.0)
    parts: list[Primitive] = [icon_path("hourglass", 0.0, (label.height - 18.0) / 2, 18.0, theme.ink, 1.5)]
    parts += set_block(label, Rect(25.0, 0.0, width - 30.0, label.height), theme.ink)
    bar = Rect(0.0, label.height + 6.0, width, 9.0)
    parts.append(Box(bar, 4.5, mixed(theme.background, theme.ink, 0.16)))
    active = width * (total - wait) / total
    if active > 0:
        parts.append(Box(Rect(bar.x, bar.y, max(active, 9.0), bar.height), 4.5, theme.ink))
    rect = Rect(0.0, 0.0, width, bar.bottom)
    return Block(width, bar.bottom, (Group("days", Role.FIGURE, Layer.PAGE, rect, tuple(parts), text, text + "."),))


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
        return _nothing_stuck(atelier, width)
    heading = _heading(atelier, "stuck", translate(message("Where it gets stuck, and what would help")), width,
                       theme.friction.ink)
    across = min(most, len(hotspots))
    card = (width - GAP * (across - 1)) / across
    blocks = [_friction(atelier, hotspot, card) for hotspot in hotspots[:across]]
    height = max(block.height for block in blocks)
    groups = [group for place, block in enumerate(blocks) for group in block.at(place * (card + GAP), 0.0)]
    more = len(hotspots) - across
    parts = [heading, Block(width, height, tuple(groups))]
    if more:
        text = translate(plural("And {count} more friction, told on the poster.",
                                "And {count} more frictions, told on the poster.", more))
        parts.append(_line(atelier, "more-frictions", text, width))
    return stacked(parts, 8.0)


def _nothing_stuck(atelier: Atelier, width: float) -> Block:
    text = atelier.translate(message("No friction was found on this journey."))
    return _heading(atelier, "stuck", text, width, atelier.theme.good)


def _heading(atelier: Atelier, name: str, text: str, width: float, colour: str) -> Block:
    line = paragraph(atelier, text, HEADING, width, 2, least=10.0)
    rect = Rect(0.0, 0.0, width, line.height)
    return Block(width, line.height, (Group(name, Role.HEADING, Layer.PAGE, rect, set_block(line, rect, colour), text,
                                            text),))


def _line(atelier: Atelier, name: str, text: str, width: float) -> Block:
    line = paragraph(atelier, text, SMALL, width, 2, least=LEAST)
    rect = Rect(0.0, 0.0, width, line.height)
    return Block(width, line.height, (Group(name, Role.TEXT, Layer.PAGE, rect,
                                            set_block(line, rect, atelier.theme.muted), text, text),))


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
    if journey is None or not any(journey.outcomes.values()):
        return Block(width, 0.0)
    text = atelier.translate(message("Of 20 requests"))
    return stacked([_heading(atelier, "of-twenty", text, width, atelier.theme.ink),
                    people_block(atelier, journey.outcomes, width)], 6.0)


def sources_block(atelier: Atelier, document: BlueprintDocument, width: float) -> Block:
    """Return where the numbers come from, and what made the sheet."""
    return _line(atelier, "sources", " ".join(_sources(atelier, document)), width)


def _sources(atelier: Atelier, document: BlueprintDocument) -> Iterator[str]:
    basis = basis_sentence(document)
    yield atelier.translate(basis) if basis else atelier.translate(message("No times are known yet."))
    yield atelier.translate(message("Times are means over all requests."))
    if document.head.service.legal_basis:
        yield atelier.translate(message("Legal basis: {law}.", law=document.head.service.legal_basis))
    yield PROGRAM + "."
