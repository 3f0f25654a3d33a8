"""What stands in the annex of a poster, entry by entry: frictions, what was kept on purpose, whole texts.

Entries are drawn in points, as wide as the page's columns; nothing of them is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Finding, FrictionGroup, NotAssessed
from visavis.blueprint.drawing.blueprint.descriptions import amount, finding_sentences, join_sentences, step_name
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, MessageList, Share, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, words
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

# Points: an annex is read in the hand.
BODY = TextStyle(9.5)
STRONG = TextStyle(9.5, Weight.SEMIBOLD)
NAME = TextStyle(11.0, Weight.BOLD)
SECTION = TextStyle(14.0, Weight.BOLD)
BADGE = 8.5
INDENT = 2 * BADGE + 7.0
FIGURES_WIDTH = 140.0
COLUMN_GAP = 14.0
ENTRY_GAP = 8.0
LINE_GAP = 1.5
# More lines than any piece of text has: pieces are no longer than this many letters, and wrap by themselves.
MANY_LINES = 400
MOST_LETTERS = 1200
# The other steps of a finding that are named, and how much of a title is its name there.
MOST_NAMED = 5
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece that stays on one page, `gap` points below the one before; a heading stays with the next."""

    block: PageBlock
    gap: float = ENTRY_GAP
    keeps_next: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph of an entry: its words, how they are set, their colour, and at which side they stand."""

    text: str
    style: TextStyle
    colour: str
    align: Align = Align.LEFT


def section_entry(context: DrawingContext, name: str, title: str, remark: str, width: float) -> Entry:
    """Return the heading of a section, with what there is to know of it before reading on."""
    y, groups = 0.0, []
    for role, line in ((Role.HEADING, TextLine(title, SECTION, context.theme.ink)),
                       (Role.TEXT, TextLine(remark, BODY, context.theme.muted))):
        if line.text:
            parts, height = _set_lines(context, [line], Rect(0.0, y, width, 0.0))
            groups.append(Group(name, role, Layer.PAGE, Rect(0.0, y, width, height), parts, line.text, line.text))
            y += height
    return Entry(PageBlock(width, y, tuple(groups)), 22.0, keeps_next=True)


def friction_entries(context: DrawingContext, document: BlueprintDocument, group: FrictionGroup,
                     sheets: Mapping[str, int], width: float, *, is_called_out: bool) -> Iterator[Entry]:
    """Yield one friction: its number, its title and its remedy, then each place where it is met.

    One that the sheets call out has the name there beside its title.
    """
    yield _friction_heading(context, group, width, is_called_out=is_called_out)
    for index, finding in enumerate(group.findings):
        yield _place_entry(context, document, (f"friction-{group.number}.{index + 1}", finding), sheets, width)


def _friction_heading(context: DrawingContext, group: FrictionGroup, width: float, *, is_called_out: bool) -> Entry:
    theme, translate = context.theme, context.translate
    title = translate(group.title)
    lines = [TextLine(title, NAME, theme.ink),
             TextLine(translate(message("→ {remedy}", remedy=group.remedy)), STRONG, theme.good)]
    if is_called_out and translate(group.call_out) != title:
        said = translate(message("On the sheets: {name}", name=group.call_out))
        lines.insert(1, TextLine(said, BODY, theme.muted))
    rule = 7.0
    parts, height = _set_lines(context, lines, Rect(INDENT, rule, width - INDENT, 0.0))
    badge = number_badge(context, str(group.number), BADGE, rule + BADGE, hypothesis=group.is_hypothesis,
                         radius=BADGE)
    height = max(rule + height, rule + 2 * BADGE)
    hairline = straight_line(0.0, 0.0, width, 0.0, Stroke(theme.hairline, 0.8))
    drawn = Group(f"friction-{group.number}", Role.FINDING, Layer.PAGE, Rect(0.0, 0.0, width, height),
                  (hairline, *badge, *parts), f"{group.number}. {title}", f"{group.number}. {title}.")
    return Entry(PageBlock(width, height, (drawn,)), keeps_next=True)


def _place_entry(context: DrawingContext, document: BlueprintDocument, named: tuple[str, Finding],
                 sheets: Mapping[str, int], width: float) -> Entry:
    """Return one place of a friction: where it is and what hurts at the left, what it costs at the right."""
    theme, translate = context.theme, context.translate
    name, finding = named
    where, *others = place_lines(document, finding, sheets)
    left = [TextLine(translate(where), STRONG, theme.ink),
            *(TextLine(translate(line), BODY, theme.ink) for line in others),
            TextLine(translate(finding.message), BODY, theme.muted)]
    right = [TextLine(translate(line), style, colour, Align.RIGHT)
             for line, style, colour in _figures(context, finding)]
    room = width - INDENT - COLUMN_GAP - FIGURES_WIDTH
    parts, height = _set_lines(context, left, Rect(INDENT, 0.0, room, 0.0))
    figures, beside = _set_lines(context, right, Rect(width - FIGURES_WIDTH, 0.0, FIGURES_WIDTH, 0.0))
    rect = Rect(0.0, 0.0, width, max(height, beside))
    title = translate(where)
    places = [message("{place}.", place=line) for line in (where, *others)]
    said = join_sentences(translate, (*places, *finding_sentences(finding)))
    drawn = Group(name, Role.FINDING, Layer.PAGE, rect, (*parts, *figures), title, said)
    return Entry(PageBlock(width, rect.height, (drawn,)), 5.0)


def place_lines(document: BlueprintDocument, finding: Finding, sheets: Mapping[str, int]) -> Iterator[Message]:
    """Yield where a finding is: its step, phase and sheet, then the other steps that take part in it."""
    steps = [document.step_by_id[name] for name in finding.steps if name in document.step_by_id]
    if finding.is_whole or not steps:
        yield message("The whole journey")
    else:
        step = steps[0]
        phase, sheet = document.phase_by_id[step.phase].name, sheets.get(step.id)
        if sheet is None:
            yield message("{step} · {phase}", step=step_name(step), phase=phase)
        else:
            yield message("{step} · {phase} · sheet {sheet}", step=step_name(step), phase=phase, sheet=sheet)
        others = [_shorten(step_name(other)) for other in steps[1:]]
        if len(others) > MOST_NAMED:
            rest = len(others) - MOST_NAMED
            others[MOST_NAMED:] = [plural("{count} other step", "{count} other steps", rest)]
        if others:
            yield message("with {steps}", steps=MessageList(tuple(others)))
    persona = document.persona_by_id.get(finding.persona or "")
    if persona is not None:
        yield message("for {persona}", persona=persona.name.strip() or persona.id)


def _shorten(name: Message | str) -> Message | str:
    """Return the beginning of a title that is longer than a line; it is whole where the step itself is told."""
    return f"{name[:LONGEST_NAME].rstrip()}…" if isinstance(name, str) and len(name) > LONGEST_NAME else name


def _figures(context: DrawingContext, finding: Finding) -> Iterator[tuple[Message, TextStyle, str]]:
    """Yield what a finding costs each side, and how many meet it; what no one knows is said once."""
    theme = context.theme
    if finding.citizen_minutes is None and finding.agent_minutes is None:
        yield message("minutes unknown"), BODY, theme.muted
    else:
        yield message("citizen: {time}", time=amount(finding.citizen_minutes)), STRONG, theme.citizen.ink
        yield message("agents: {time}", time=amount(finding.agent_minutes)), STRONG, theme.agent.ink
    share = None if finding.share is None else message("{share} of cases", share=Share(finding.share))
    if share is not None and finding.is_hypothesis:
        yield message("{share}, a hypothesis", share=share), BODY, theme.ink
    elif finding.is_hypothesis:
        yield message("a hypothesis"), BODY, theme.ink
    elif share is not None:
        yield share, BODY, theme.ink


def kept_entries(context: DrawingContext, document: BlueprintDocument, number: int, finding: Finding,
                 sheets: Mapping[str, int], width: float) -> Iterator[Entry]:
    """Yield a friction that is kept on purpose: where it is, why, who said so when, and in which words."""
    theme, translate, waiver = context.theme, context.translate, finding.waived
    lines = [TextLine(translate(finding.title), STRONG, theme.ink)]
    lines += [TextLine(translate(line), BODY, theme.ink) for line in place_lines(document, finding, sheets)]
    if waiver is not None:
        lines.append(TextLine(translate(words.WAIVER_REASONS[waiver.reason].in_text), BODY, theme.muted))
        signed = " · ".join(part.strip() for part in (waiver.author, waiver.date) if part and part.strip())
        lines += [TextLine(signed, BODY, theme.muted)] if signed else []
    yield _text_entry(context, f"kept-{number}", lines, width)
    for index, part in enumerate(_pieces(waiver.text if waiver is not None else "")):
        said = _text_entry(context, f"kept-{number}.{index + 1}", [TextLine(part, BODY, theme.ink)], width)
        yield Entry(said.block, LINE_GAP)


def gap_entry(context: DrawingContext, number: int, gap: NotAssessed, width: float) -> Entry:
    """Return a rule that could not be judged, and what it lacks."""
    theme, translate = context.theme, context.translate
    lacks = translate(message("Lacks: {needs}", needs=MessageList(gap.missing)))
    if gap.steps:
        where = translate(plural("at {count} step", "at {count} steps", len(gap.steps)))
        lacks = f"{lacks}, {where}"
    lines = [TextLine(translate(gap.title), STRONG, theme.ink), TextLine(lacks, BODY, theme.muted)]
    return _text_entry(context, f"gap-{number}", lines, width)


def whole_text_entries(context: DrawingContext, number: int, where: str, text: str, width: float) -> Iterator[Entry]:
    """Yield a text that the sheets had to cut, whole, below where it stands; a long one in several pieces."""
    theme = context.theme
    for index, part in enumerate(_pieces(text)):
        lines = [TextLine(part, BODY, theme.ink)]
        if not index and where.strip():
            lines.insert(0, TextLine(where, STRONG, theme.muted))
        entry = _text_entry(context, f"text-{number}.{index + 1}", lines, width)
        yield Entry(entry.block, LINE_GAP if index else ENTRY_GAP)


def _text_entry(context: DrawingContext, name: str, lines: Sequence[TextLine], width: float) -> Entry:
    parts, height = _set_lines(context, lines, Rect(0.0, 0.0, width, 0.0))
    said = " ".join(line.text for line in lines)
    group = Group(name, Role.TEXT, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, lines[0].text, said)
    return Entry(PageBlock(width, height, (group,)))


def _set_lines(context: DrawingContext, lines: Sequence[TextLine],
               column: Rect) -> tuple[tuple[Primitive, ...], float]:
    """Return paragraphs one below the other in a column from its top on, and the height they take."""
    parts: list[Primitive] = []
    y = column.y
    for index, line in enumerate(lines):
        fitted: FittedText = paragraph(context, line.text, line.style, column.width, MANY_LINES)
        y += LINE_GAP if index else 0.0
        parts += set_block(fitted, Rect(column.x, y, column.width, fitted.height), line.colour, align=line.align)
        y += fitted.height
    return tuple(parts), y - column.y


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that fit on a page each: its paragraphs, and long ones after a sentence or word."""
    for part in text.splitlines():
        rest = part.strip()
        while len(rest) > MOST_LETTERS:
            ends = (rest.rfind(mark, MOST_LETTERS // 2, MOST_LETTERS) + 1 for mark in (". ", " "))
            end = next((at for at in ends if at), MOST_LETTERS)
            yield rest[:end].strip()
            rest = rest[end:].strip()
        if rest:
            yield rest
