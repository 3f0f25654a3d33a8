"""A persona at a glance: who it is, how it can be reached, how its journeys end, and what they take of both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Figure, JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.journeys.journey_strip import outcome_inks
from visavis.blueprint.drawing.outcome_pictogram import DASHES
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.persona_facts import can_use, portrait_icon, service_channels
from visavis.blueprint.drawing.shapes import circle, icon_path, straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Message, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona
from visavis.blueprint.model.words import OUTCOMES
from visavis.blueprint.text.styles import TextStyle, Weight

HEIGHT = 100.0
PAD = 12.0
# Half a line, so that nothing is cut at the edge.
EDGE = 0.75
DISC = 22.0
NAME = TextStyle(17.0, Weight.BOLD)
WEIGHT = TextStyle(12.5, Weight.SEMIBOLD)
STORY = TextStyle(12.5)
LABEL = TextStyle(12.0, Weight.MEDIUM)
VALUE = TextStyle(19.0, Weight.BOLD)
LEAST = 9.0
CHANNEL = 15.0
CHANNEL_STEP = 23.0
BAR = 12.0
# The three columns, as parts of the width: who, how it ends, what it takes.
ENDS_FROM = 0.46
FIGURES_FROM = 0.72
COLUMN_GAP = 24.0


def persona_strip(context: DrawingContext, document: BlueprintDocument, persona: Persona | None,
                  measured: JourneyMeasures, width: float) -> PageBlock:
    """Return a persona's strip, or (persona None) that of the whole population."""
    rect = Rect(0.0, 0.0, width, HEIGHT)
    inner = rect.inset(PAD)
    ends, figures = inner.x + inner.width * ENDS_FROM, inner.x + inner.width * FIGURES_FROM
    who = Rect(inner.x, inner.y, ends - COLUMN_GAP - inner.x, inner.height)
    parts = [Box(rect.inset(EDGE), 10.0, context.theme.surface, Stroke(context.theme.hairline)),
             *_who(context, document, persona, measured, who),
             *_ends(context, measured, Rect(ends, inner.y, figures - COLUMN_GAP - ends, inner.height)),
             *_figures(context, measured, Rect(figures, inner.y, inner.right - figures, inner.height))]
    return PageBlock(width, HEIGHT, (Group(persona.id if persona else "everybody", Role.FIGURE, Layer.CARDS, rect,
                                           tuple(parts)),))


def _who(context: DrawingContext, document: BlueprintDocument, persona: Persona | None, measured: JourneyMeasures,
         box: Rect) -> Iterator[Primitive]:
    theme = context.theme
    yield circle(box.x + DISC, box.y + DISC, DISC, theme.citizen.tint, Stroke(theme.citizen.line, 1.4))
    face = "users" if persona is None else portrait_icon(persona.portrait)
    yield icon_path(face, box.x + DISC - 12.0, box.y + DISC - 12.0, 24.0, theme.citizen.ink)
    text = Rect(box.x + 2 * DISC + 14.0, box.y - 3.0, box.width - 2 * DISC - 14.0, box.height)
    share = context.translate(message("{share} of users", share=Share(measured.weight)))
    share_width = 0.0 if persona is None else context.metrics.width(share, WEIGHT) + 12.0
    name = persona.name.strip() or persona.id if persona is not None else context.translate(message("Everybody"))
    title = paragraph(context, name, NAME, text.width - share_width, 1, least=13.0)
    yield from set_block(title, Rect(text.x, text.y, text.width, title.height), theme.ink)
    if persona is not None:
        line = Rect(text.x + title.width + 12.0, text.y + 2.0, share_width, title.height)
        yield set_line(context, share, WEIGHT, line, theme.muted)
    story = persona.story if persona is not None else context.translate(
        message("All personas, each counted by its share of users."))
    fitted = paragraph(context, story.strip(), STORY, text.width, 2)
    yield from set_block(fitted, Rect(text.x, text.y + title.height + 2.0, text.width, fitted.height), theme.muted)
    yield from _channels(context, document, persona, Rect(text.x, box.bottom - CHANNEL - 1.0, text.width, CHANNEL))


def _channels(context: DrawingContext, document: BlueprintDocument, persona: Persona | None,
              box: Rect) -> Iterator[Primitive]:
    """Yield the channels of the service: those the persona can use, then, struck out, those they cannot."""
    theme = context.theme
    if persona is None:
        return
    met = service_channels(document)
    can = [channel for channel in met if can_use(persona, channel)]
    cannot = [channel for channel in met if not can_use(persona, channel)]
    most = max(1, int(box.width // CHANNEL_STEP))
    for index, channel in enumerate([*can, *cannot][:most]):
        x = box.x + index * CHANNEL_STEP + (10.0 if channel in cannot and can else 0.0)
        able = channel in can
        yield icon_path(CHANNEL_ICONS.get(channel, "link"), x, box.y, CHANNEL,
                        theme.citizen.ink if able else theme.muted, 1.4)
        if not able:
            yield straight_line(x - 1.5, box.bottom + 1.0, x + CHANNEL + 1.5, box.y - 1.0,
                                Stroke(theme.friction.ink, 1.8))


def _ends(context: DrawingContext, measured: JourneyMeasures, box: Rect) -> Iterator[Primitive]:
    """Yield how journeys end: one bar of all, then each outcome with its share."""
    theme = context.theme
    heading = paragraph(context, context.translate(message("How journeys end")), LABEL, box.width, 1, least=LEAST)
    yield from set_block(heading, Rect(box.x, box.y - 3.0, box.width, 16.0), theme.muted, middle=True)
    if any(share.value is None for share in measured.outcomes.values()):
        words = paragraph(context, context.translate(message("Not known: some ways have no probability.")), LABEL,
                          box.width, 2, least=LEAST)
        yield from set_block(words, Rect(box.x, box.y + 19.0, box.width, words.height), theme.muted)
        return
    ends = [(outcome, measured.outcomes[outcome].known_value) for outcome in Outcome
            if outcome in measured.outcomes and measured.outcomes[outcome].known_value > 0]
    x, y = box.x, box.y + 19.0
    for outcome, share in ends:
        inks = outcome_inks(theme, outcome)
        solid = outcome in (Outcome.GRANTED, Outcome.REFUSED)
        width = max(2.0, box.width * share - 1.5)
        stroke = None if solid else Stroke(inks.ink, 1.4, DASHES.get(outcome, ()))
        bar = Rect(x, y, width, BAR) if solid else Rect(x, y, width, BAR).inset(0.7)
        yield Box(bar, 3.0, inks.ink if solid else inks.tint, stroke)
        x += box.width * share
    yield from _legend(context, ends, Rect(box.x, y + BAR + 7.0, box.width, box.bottom - y - BAR - 7.0))


def _legend(context: DrawingContext, ends: Sequence[tuple[Outcome, float]], box: Rect) -> Iterator[Primitive]:
    x, y = box.x, box.y
    for outcome, share in ends:
        words = context.translate(message("{share} {outcome}", share=Share(share), outcome=OUTCOMES[outcome].in_text))
        fitted = paragraph(context, words, LABEL, box.width, 1, least=LEAST)
        if x > box.x and x + fitted.width > box.right:
            x, y = box.x, y + fitted.line_height + 1.0
        if y + fitted.height > box.bottom + 6.0:
            return
        ink = outcome_inks(context.theme, outcome).ink
        yield from set_block(fitted, Rect(x, y, fitted.width, fitted.height), ink)
        x += fitted.width + 14.0


def _figures(context: DrawingContext, measured: JourneyMeasures, box: Rect) -> Iterator[Primitive]:
    theme = context.theme
    cases = measured.headline_cases
    figures: tuple[tuple[Message, Figure, str], ...] = (
        (message("Elapsed time"), cases.elapsed.mean_minutes, theme.ink),
        (message("Citizen"), cases.citizen.work_minutes, theme.citizen.ink),
        (message("Agents"), cases.agent.work_minutes, theme.agent.ink),
    )
    width = box.width / len(figures)
    for index, (label, figure, colour) in enumerate(figures):
        column = Rect(box.x + index * width, box.y - 3.0, width - 12.0, 16.0)
        words = paragraph(context, context.translate(label), LABEL, column.width, 1, least=LEAST)
        yield from set_block(words, column, theme.muted, middle=True)
        value = "—" if figure.value is None else context.translate.write(minutes_words(figure))
        fitted = paragraph(context, value, VALUE, column.width, 1, least=12.0)
        yield from set_block(fitted, Rect(column.x, column.bottom + 1.0, column.width, 24.0), colour, middle=True)
    yield from _balance(context, measured, Rect(box.x + width, box.y + 44.0, box.width - width, 30.0))


def _balance(context: DrawingContext, measured: JourneyMeasures, box: Rect) -> Iterator[Primitive]:
    """Yield both sides' work as two bars of one scale."""
    theme = context.theme
    sides = ((measured.headline_cases.citizen.work_minutes.known_value, theme.citizen.ink),
             (measured.headline_cases.agent.work_minutes.known_value, theme.agent.ink))
    most = max(minutes for minutes, _ in sides)
    for index, (minutes, colour) in enumerate(sides):
        if minutes > 0:
            yield Box(Rect(box.x, box.y + index * 11.0, max(2.0, box.width * 0.9 * minutes / most), 7.0), 2.5, colour)
