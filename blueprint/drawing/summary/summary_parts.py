"""The parts of the summary: who stays outside in twenty units a persona, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.decisions.left_out import MOST_PERSONAS, PersonaAccess, list_personas_by_access
from visavis.blueprint.analysis.decisions.unknowns import Unknown, list_unknowns
from visavis.blueprint.drawing.basis_words import basis_sentence
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.outcome_pictogram import count_outcomes, people_words
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.persona_facts import weight_words
from visavis.blueprint.drawing.reader_pages.access_texts import access_sentence, granted_in_twenty
from visavis.blueprint.drawing.reader_pages.outcome_units import order_outcomes, unit_row, units_legend
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, section_heading, set_lead, set_lines
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import MessageList, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.text.styles import TextStyle, Weight

NAME = TextStyle(12.2, Weight.SEMIBOLD)
UNIT_HEIGHT = 13.0
ICON = 12.5
# Of the width: a persona's name, her twenty units; the sentence has what is left.
NAME_PART, UNITS_PART = 0.22, 0.34
# « 15 usagers sur 100 » stands on one line.
LEAST_NAME = 116.0
NARROW = 460.0


# -- who stays outside

def access_rows(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                width: float) -> list[PageBlock]:
    """Return who stays outside: a heading, the personas with the fewest granted first, the legend of the units."""
    found = list_personas_by_access(document, analysis) if analysis else ()
    if not found:
        return []
    translate, theme = context.translate, context.theme
    outcomes = {name for access in found for name in count_outcomes(access.measured)}
    # Nobody is known to be lost where nobody is said to be served.
    is_open = all(access.measured.lost_share.value == 0 and access.measured.granted.is_told for access in found)
    rows = [section_heading(context, "outside", translate(message("Who is left out")), width,
                            theme.good if is_open else theme.friction.ink)]
    rows += [_access_row(context, document, access, width) for access in found[:MOST_PERSONAS]]
    if len(found) > MOST_PERSONAS:
        more = len(found) - MOST_PERSONAS
        text = translate(plural("And {count} other, of whom more are granted.",
                                "And {count} others, of whom more are granted.", more))
        parts, height = set_lines(context, text, BODY, Rect(0.0, 0.0, width, 0.0), theme.muted, 1)
        rows.append(PageBlock(width, height, (
            Group("outside-more", Role.TEXT, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, text, text),)))
    return [*rows, units_legend(context, sorted(outcomes), width)] if outcomes else rows


def _access_row(context: DrawingContext, document: BlueprintDocument, access: PersonaAccess,
                width: float) -> PageBlock:
    translate, theme = context.translate, context.theme
    who = access.persona
    name = translate(message("Everybody")) if who is None else who.name.strip() or who.id
    share = "" if who is None else translate(weight_words(document, who))
    people = count_outcomes(access.measured)
    first, second = max(NAME_PART * width, LEAST_NAME), UNITS_PART * width
    parts, y = set_lines(context, name, NAME, Rect(0.0, 0.0, first - 8.0, 0.0), theme.ink, 2)
    below, height = set_lines(context, share, BODY, Rect(0.0, y, first - 8.0, 0.0), theme.muted, 2)
    x = first + second + 12.0
    granted, sentence = granted_in_twenty(access.measured, translate), access_sentence(document, access, translate)
    told, told_height = set_lead(context, granted, sentence, Rect(x, 0.0, width - x, 0.0), 4,
                                 None if people.get("granted") else theme.friction.ink)
    tall = max(y + height, told_height)
    units = tuple(unit_row(theme, people, Rect(first, (min(tall, 30.0) - UNIT_HEIGHT) / 2, second, UNIT_HEIGHT)))
    counts = translate.write(MessageList(tuple(people_words(*each) for each in order_outcomes(people))))
    spoken = f"{name}. {share}. {counts}. {granted} {sentence}".replace(". .", ".")
    rect = Rect(0.0, 0.0, width, tall)
    return PageBlock(width, tall, (Group(f"outside-{who.id if who else 'everybody'}", Role.FIGURE, Layer.PAGE, rect,
                                         (*parts, *below, *units, *told), name, spoken, Side.CITIZEN),))


# -- what is not known

def unknown_rows(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None, width: float,
                 most: int) -> list[PageBlock]:
    """Return what is not known yet, in two columns, `most` entries; never nothing."""
    translate = context.translate
    unknowns = list_unknowns(document, analysis)
    entries = [(_lead(context, each), translate(each.reason)) for each in unknowns[:most]]
    if len(unknowns) > most:
        entries[-1:] = []
        more = len(unknowns) - most + 1
        entries.append((translate(plural("And {count} other point", "And {count} other points", more)),
                        translate(message("listed in the text version."))))
    if not entries:
        basis = basis_sentence(document)
        known = translate(message("Nothing is missing:"))
        entries = [(known, translate(basis) if basis else translate(message("every rule could judge.")))]
    heading = section_heading(context, "unknown", translate(message("What is not known yet")), width,
                              context.theme.ink)
    return [heading, *_pair_rows(context, entries, width)]


def _lead(context: DrawingContext, unknown: Unknown) -> str:
    return context.translate(message("{subject}:", subject=unknown.subject))


def _pair_rows(context: DrawingContext, entries: Sequence[tuple[str, str]], width: float) -> Iterator[PageBlock]:
    across = 1 if width < NARROW or len(entries) == 1 else 2
    room = (width - 18.0 * (across - 1)) / across
    for start in range(0, len(entries), across):
        groups, height = [], 0.0
        for place, (lead, text) in enumerate(entries[start : start + across]):
            x = place * (room + 18.0)
            told, tall = set_lead(context, lead, text, Rect(x + ICON + 6.0, 0.0, room - ICON - 6.0, 0.0), 4)
            icon = icon_path("circle-question-mark", x, 1.0, ICON, context.theme.muted, 1.1)
            groups.append(Group(f"unknown-{start + place}", Role.FINDING, Layer.PAGE, Rect(x, 0.0, room, tall),
                                (icon, *told), lead.rstrip(" :\u00a0"), f"{lead} {text}"))
            height = max(height, tall)
        yield PageBlock(width, height, tuple(groups))
