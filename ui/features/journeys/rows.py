"""The smaller rows of the journeys' list, and what its strips say when they are read out."""

from __future__ import annotations

from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.analysis.paths.conversation import one_line
from visavis.blueprint.drawing import DrawingContext, Group, Layer, PageBlock, Primitive, Role, paragraph, set_block
from visavis.blueprint.drawing.persona_facts import can_use, service_channels
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.language import Share
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.words import OUTCOMES, channel_name
from visavis.blueprint.text.styles import TextStyle, Weight
from visavis.ui.features.journeys.journey_finder import Section
from visavis.ui.kit.i18n import tr

MORE_HEIGHT = 32.0
MORE = TextStyle(12.5, Weight.SEMIBOLD)
LEFT = 14.0
ICON = 14.0


def cut(text: str, most: int) -> str:
    """Return a text on one line, cut with an ellipsis after `most` letters."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1] + "…"


def more_row(context: DrawingContext, words: str, width: float, *, opened: bool | None) -> PageBlock:
    """Return the row below a persona's ways; `opened` is None where there is nothing to open."""
    colour = context.theme.muted if opened is None else context.theme.agent.ink
    x = LEFT
    parts: list[Primitive] = []
    if opened is not None:
        name = "chevron-up" if opened else "chevron-down"
        parts.append(icon_path(name, x, (MORE_HEIGHT - ICON) / 2, ICON, colour, 1.6))
        x += ICON + 8.0
    fitted = paragraph(context, words, MORE, width - x - LEFT, 1, least=10.0)
    parts += set_block(fitted, Rect(x, 0.0, width - x, MORE_HEIGHT), colour, middle=True)
    rect = Rect(0.0, 0.0, width, MORE_HEIGHT)
    return PageBlock(width, MORE_HEIGHT, (Group("more", Role.TEXT, Layer.CARDS, rect, tuple(parts)),))


def strip_words(document: BlueprintDocument, section: Section) -> str:
    """Return a persona's strip as sentences."""
    persona, measured = section.persona, section.measures
    parts = [tr("Everybody")]
    if persona is not None:
        parts = [persona.name, persona.story, tr("{share} of users", share=Share(measured.weight))]
        met = service_channels(document)
        can = [tr(channel_name(document, one)) for one in met if can_use(persona, one)]
        cannot = [tr(channel_name(document, one)) for one in met if not can_use(persona, one)]
        parts += [tr("uses: {channels}", channels=", ".join(can))] if can else []
        parts += [tr("cannot use: {channels}", channels=", ".join(cannot))] if cannot else []
    parts += [f"{tr(words.in_text)} {tr('{share}', share=share_words(measured.outcomes[outcome]))}"
              for outcome, words in OUTCOMES.items() if outcome in measured.outcomes]
    cases = measured.headline_cases
    parts += [tr("elapsed time {time}", time=minutes_words(cases.elapsed.mean_minutes)),
              tr("citizen {time}", time=minutes_words(cases.citizen.work_minutes)),
              tr("agents {time}", time=minutes_words(cases.agent.work_minutes))]
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())
