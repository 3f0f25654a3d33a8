"""Cards of friction points: number, name, step, what happens, its cost to both sides, its remedy, places for dots."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, FrictionGroup
from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.card_decks.card import (
    BODY,
    BOLD,
    DISC,
    GAP,
    LEAST,
    LINE_STEP,
    SIGN_ROOM,
    SMALL,
    STRIP,
    TITLE,
    CardFace,
    DeckCard,
    below_head,
    beside_disc,
    dots_row,
    fit_sentences,
    inner,
    say,
    side_sign,
    strip,
    write_lines,
)
from visavis.blueprint.drawing.card_decks.card_backs import draw_back
from visavis.blueprint.drawing.display_list import Primitive, Stroke
from visavis.blueprint.drawing.friction_words import first_step, friction_cells, losses_of, phase_of
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.side_bars import SideBars, draw_side_bars, fit_side_bars
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText

DECK = message("Friction point")
QUESTION = message("Who can lift it? What do we try first?")
BAR_ROW = 14.5
# What stands above the dots.
DOTS_ROOM = 22.0
SPACE = 3.0


def friction_cards(context: DrawingContext, document: BlueprintDocument, analysis: Analysis) -> Iterator[DeckCard]:
    """Yield a card for each friction point, the heaviest first, and a blank one."""
    groups, title = analysis.frictions.groups, document.head.title.strip()
    bars = fit_side_bars(context, [(group.citizen_minutes, group.agent_minutes) for group in groups], LEAST, BAR_ROW)
    inks = context.theme.friction
    for group in groups:
        name = f"{group.number}. {context.translate(group.call_out)}"
        back = draw_back(context, deck=DECK, icon="triangle-alert", inks=inks, name=name, question=QUESTION,
                         blueprint=title)
        yield DeckCard(f"friction-{group.number}", _front(context, document, group, bars), back)
    back = draw_back(context, deck=DECK, icon="triangle-alert", inks=inks, name="", question=QUESTION,
                     blueprint=title)
    yield DeckCard("friction-blank", _blank(context), back)


def _front(context: DrawingContext, document: BlueprintDocument, group: FrictionGroup, bars: SideBars) -> CardFace:
    theme, translate, box = context.theme, context.translate, inner()
    name = translate(group.call_out)
    centre = box.y + STRIP + GAP + DISC
    parts: list[Primitive] = [*strip(theme.friction.ink), circle(box.x + DISC, centre, DISC, theme.friction.tint),
                              *number_badge(context, str(group.number), box.x + DISC, centre,
                                            hypothesis=group.is_hypothesis, radius=DISC - 3.0),
                              *beside_disc(context, name, TITLE, theme.friction.ink)]
    where, cost = list(_where(context, document, group)), list(_cost(context, group))
    words = translate(message("→ {remedy}", remedy=group.remedy))
    remedy = paragraph(context, words, BOLD, box.width, 3, least=LEAST)
    is_unknown = group.citizen_minutes.value is None and group.agent_minutes.value is None
    y, bottom = below_head(), box.bottom - DOTS_ROOM
    taken = sum(text.height for text, _ in (*where, *cost)) + remedy.height + 3 * SPACE
    room = bottom - y - taken - (0.0 if is_unknown else bars.height)
    told = fit_sentences(context, translate(group.findings[0].message), box.width, room)
    step = first_step(document, group)
    if step is not None:
        parts.append(side_sign(theme, document.side_of(step), box.x, y + 1.5))
    for rows in (where, [(told, theme.ink)], cost):
        for text, colour in rows:
            x = box.x + (SIGN_ROOM if rows is where and len(where) > 1 and text is where[0][0] else 0.0)
            parts += set_block(text, Rect(x, y, box.right - x, text.height), colour)
            y += text.height
        y += SPACE
    if not is_unknown:
        place = Rect(box.x, y, box.width, bars.height)
        parts += draw_side_bars(context, bars, group.citizen_minutes, group.agent_minutes, place)
    place = Rect(box.x, bottom - remedy.height - 2.0, box.width, remedy.height)
    parts += set_block(remedy, place, theme.good)
    parts += dots_row(context, translate(message("dots")))
    return CardFace(tuple(parts), f"{group.number}. {name}", say(friction_cells(context, document, group)[1:]))


def _where(context: DrawingContext, document: BlueprintDocument,
           group: FrictionGroup) -> Iterator[tuple[FittedText, str]]:
    """Yield the step in the colour of its side, and its phase with how many more steps there are."""
    theme, room = context.theme, inner().width
    step = first_step(document, group)
    if step is not None:
        ink = theme.of_side(document.side_of(step)).ink
        name = context.translate.write(step_name(step))
        yield paragraph(context, name, BOLD, room - SIGN_ROOM, 2, least=LEAST), ink
    place = context.translate(phase_of(document, group))
    yield paragraph(context, place, SMALL, room, 2, least=LEAST), theme.muted


def _cost(context: DrawingContext, group: FrictionGroup) -> Iterator[tuple[FittedText, str]]:
    """Yield who is lost, that a duty is missed, that no minutes are known."""
    theme, room = context.theme, inner().width
    for told in losses_of(group):
        yield paragraph(context, context.translate(told), BOLD, room, 2, least=LEAST), theme.friction.ink
    if group.citizen_minutes.value is None and group.agent_minutes.value is None:
        words = context.translate(message("Minutes: not known"))
        yield paragraph(context, words, SMALL, room, 1, least=LEAST), theme.muted


def _blank(context: DrawingContext) -> CardFace:
    theme, translate, box = context.theme, context.translate, inner()
    asked = translate(message("What gets stuck?"))
    dashed = Stroke(theme.friction.ink, 1.4, (3.0, 2.4))
    ring = circle(box.x + DISC, box.y + STRIP + GAP + DISC, DISC - 2.0, stroke=dashed)
    parts: list[Primitive] = [*strip(theme.friction.ink, is_blank=True), ring,
                              *beside_disc(context, asked, TITLE, theme.friction.ink)]
    y = below_head()
    parts += write_lines(theme, box.x, box.width, y, 2)
    y += 2 * LINE_STEP + GAP
    where = translate(message("At which step?"))
    sides = [translate(message("{side}: ____ min", side=side)) for side in (message("citizen"), message("agents"))]
    rows = [(where, BOLD, theme.ink, 1), (sides[0], BOLD, theme.citizen.ink, 0), (sides[1], BOLD, theme.agent.ink, 0),
            (translate(message("→ An idea?")), BODY, theme.good, 1)]
    for words, style, colour, lines in rows:
        text = paragraph(context, words, style, box.width, 1, least=LEAST)
        parts += set_block(text, Rect(box.x, y, box.width, text.height), colour)
        y += text.height + 2.0
        parts += write_lines(theme, box.x, box.width, y, lines)
        y += lines * LINE_STEP + (GAP if lines else 0.0)
    parts += dots_row(context, translate(message("dots")))
    return CardFace(tuple(parts), asked, say((asked, where)))
