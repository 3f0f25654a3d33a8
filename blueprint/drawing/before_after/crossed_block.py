"""What crossed the line in a redesign, and what became of friction points: three columns each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Comparison, Finding
from visavis.blueprint.analysis.redesign.compared_points import ComparedPoints, sort_points
from visavis.blueprint.analysis.redesign.crossed_line import CrossedLine, find_crossed_line
from visavis.blueprint.drawing.before_after.before_after_words import (
    access_rise_words,
    crossing_steps,
    crossing_words,
    is_crossing_unknown,
    moves_and_loses,
    name_of,
)
from visavis.blueprint.drawing.before_after.change_rows import is_measured
from visavis.blueprint.drawing.blueprint.descriptions import finding_sentences, join_sentences
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.access_texts import tells_share
from visavis.blueprint.drawing.reader_pages.page_texts import section_heading, set_lead
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import Message, MessageList, Minutes, Quoted, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Basis, BlueprintDocument, Side, Step

ICON, TEXT_X, ROW_GAP, COLUMN_GAP = 12.5, 18.0, 4.0, 18.0
# Narrower pages have one column.
NARROW = 500.0
MOST_NAMED, MOST_CROSSED, MOST_RESOLVED, MOST_OTHERS, MOST_LINES = 2, 3, 5, 6, 7
# Names of resolved points are short, what remains is told in sentences.
POINT_PARTS = (0.8, 1.2, 1.0)
NOTHING = message("Nothing.")


def beside(columns: Sequence[PageBlock], rooms: Sequence[float], width: float) -> PageBlock:
    """Return three columns beside each other, or one below the other on a narrow page."""
    groups: list[Group] = []
    x = y = height = 0.0
    for column, room in zip(columns, rooms, strict=True):
        groups += column.at(x, y)
        if room < width:
            x, height = x + room + COLUMN_GAP, max(height, column.height)
        else:
            y += column.height + COLUMN_GAP / 2
            height = y - COLUMN_GAP / 2
    return PageBlock(width, height, tuple(groups))


def column_widths(width: float, parts: Sequence[float] = (1.0, 1.0, 1.0)) -> list[float]:
    """Return the widths of three columns, as wide as `parts` to each other; all of a narrow page for each."""
    free = width - COLUMN_GAP * (len(parts) - 1)
    return [width if width < NARROW else free * part / sum(parts) for part in parts]


def lead_row(context: DrawingContext, name: str, icon: str, colour: str, lead: str, text: str, width: float,
             description: str = "") -> PageBlock:
    """Return a row: an icon, words in bold, a text."""
    parts, height = set_lead(context, lead, text, Rect(TEXT_X, 0.0, width - TEXT_X, 0.0), MOST_LINES)
    return PageBlock(width, height, (Group(
        name, Role.FINDING, Layer.PAGE, Rect(0.0, 0.0, width, height), (
            *((icon_path(icon, 0.0, 1.0, ICON, colour, 1.4),) if icon else ()), *parts), lead or text,
        description or f"{lead} {text}".strip()),))


# -- what crossed the line

def crossed_section(context: DrawingContext, comparison: Comparison, width: float) -> list[PageBlock]:
    """Return the heading and the three cases."""
    theme, translate = context.theme, context.translate
    crossed, rooms = find_crossed_line(comparison), column_widths(width)
    cases = (("to-tools", "server", theme.muted, message("From citizens to tools."), _to_tools(context, crossed)),
             ("to-other-side", "repeat", theme.agent.ink, message("From one side to the other."),
              " ".join(_to_other_side(context, comparison, crossed))),
             ("vanished", "eye-off", theme.friction.ink, message("No longer counted."),
              _vanished(context, comparison, crossed)))
    columns = [lead_row(context, name, icon, colour, translate(lead), text, room)
               for (name, icon, colour, lead, text), room in zip(cases, rooms, strict=True)]
    return [section_heading(context, "crossed", translate(message("What changed sides")), width, theme.ink),
            beside(columns, rooms, width)]


def _to_tools(context: DrawingContext, crossed: CrossedLine) -> str:
    translate, told = context.translate, []
    if crossed.items:
        names = _names([item.name or item.id for item in crossed.items])
        told.append(translate(plural("{count} document is fetched and no longer asked for: {names}.",
                                     "{count} documents are fetched and no longer asked for: {names}.",
                                     len(crossed.items), names=names)))
    if crossed.tool_steps:
        told.append(translate(message("Done by a tool now: {names}.", names=_names(
            [_title(step) for step in crossed.tool_steps]))))
    return " ".join(told) or translate(NOTHING)


def _names(names: Sequence[str]) -> MessageList:
    """Return the first names in quotation marks, and that there are more."""
    named: list[object] = [Quoted(name) for name in names[:MOST_NAMED]]
    more = len(names) - MOST_NAMED
    if more > 0:
        named.append(plural("{count} other", "{count} others", more))
    return MessageList(tuple(named))


def _title(step: Step) -> str:
    return " ".join(step.title.split()) or step.id


def _to_other_side(context: DrawingContext, comparison: Comparison, crossed: CrossedLine) -> Iterator[str]:
    """Yield what one side does now that the other did, or in which phase a side works more; or that it is nothing."""
    translate = context.translate
    told = [*_crossings(context, comparison), *_side_steps(context, crossed)]
    worse = next((verdict for verdict in comparison.verdicts if moves_and_loses(verdict)), None)
    if worse is not None:
        told.append(translate(message(
            "For {name}, one side works less and the other more, and fewer people get what they came for.",
            name=name_of(comparison, worse))))
    if told:
        yield from told
    elif any(map(is_crossing_unknown, comparison.verdicts)):
        yield translate(message("That is not known: some working time is missing."))
    elif crossed.rises:
        yield translate(message("In all, no work. By phase:"))
        for rise in crossed.rises[:MOST_NAMED]:
            phase = comparison.matching.after.phase_by_id[rise.phase]
            yield translate(_rise_words(rise.side, Minutes(round(rise.minutes)), Quoted(phase.name or phase.id)))
    else:
        yield translate(NOTHING)
    for side in (Side.CITIZEN, Side.AGENT):
        words = access_rise_words(comparison.verdicts[0], side) if comparison.verdicts else None
        if words is not None:
            yield translate(words)


def _rise_words(side: Side, minutes: Minutes, phase: Quoted) -> Message:
    if side is Side.CITIZEN:
        return message("{minutes} more for the citizen in {phase}.", minutes=minutes, phase=phase)
    return message("{minutes} more for agents in {phase}.", minutes=minutes, phase=phase)


def _crossings(context: DrawingContext, comparison: Comparison) -> Iterator[str]:
    """Yield the minutes that crossed, for everybody or else for the personas for whom some did."""
    found = [verdict for verdict in comparison.verdicts if verdict.crossing is not None]
    shown = found[:1] if found and found[0].persona is None else found[:MOST_CROSSED]
    for verdict in shown:
        crossing = verdict.crossing
        assert crossing is not None
        words = context.translate(crossing_words(crossing))
        steps = context.translate.write(MessageList(tuple(crossing_steps(comparison, crossing, context.translate))))
        who = "" if verdict.persona is None else f"{context.translate(name_of(comparison, verdict))}. "
        yield f"{who}{words}. {steps}." if steps else f"{who}{words}."
    more = len(found) - MOST_CROSSED
    if more > 0 and len(shown) > 1:
        yield context.translate(plural("and {count} more", "and {count} more", more))


def _side_steps(context: DrawingContext, crossed: CrossedLine) -> Iterator[str]:
    for side, words in ((Side.CITIZEN, message("Done by citizens now")), (Side.AGENT, message("Done by agents now")),
                        (Side.PARTNER, message("Done by partners now"))):
        steps = [_title(step) for step, now in crossed.side_steps if now is side]
        if steps:
            yield context.translate(message("{what}: {names}.", what=words, names=_names(steps)))


def _vanished(context: DrawingContext, comparison: Comparison, crossed: CrossedLine) -> str:
    if not crossed.vanished:
        return context.translate(NOTHING)
    before = comparison.matching.before
    parts = tuple(message("{step} ({time})", step=Quoted(_title(step)), time=Minutes(before.effort_of(step)))
                  if step.work is not None else Quoted(_title(step)) for step in crossed.vanished[:MOST_NAMED])
    return context.translate(message("{steps}: who does it now?", steps=MessageList(parts)))


# -- friction points

def points_section(context: DrawingContext, comparison: Comparison, width: float, *,
                   is_brief: bool = False) -> list[PageBlock]:
    """Return what became of friction points: resolved, still there and new, not known.

    A brief one says of a point where it is, not what it is like; what is read out is the same.
    """
    points, rooms = sort_points(comparison), column_widths(width, POINT_PARTS)
    columns = [_stack(column) for column in (
        list(_resolved(context, points, rooms[0])),
        list(_left(context, comparison.matching.after, points, rooms[1], is_brief=is_brief)),
        list(_unknown(context, comparison, points, rooms[2])))]
    return [beside(columns, rooms, width)] if rooms[0] < width else columns


def _stack(rows: Sequence[PageBlock]) -> PageBlock:
    groups: list[Group] = []
    y = 0.0
    for row in rows:
        groups += row.at(0.0, y)
        y += row.height + ROW_GAP
    return PageBlock(max(row.width for row in rows), y - ROW_GAP, tuple(groups))


def _resolved(context: DrawingContext, points: ComparedPoints, width: float) -> Iterator[PageBlock]:
    """Yield the first resolved points by rank, each name once with how many it stands for, and how many others."""
    translate, theme = context.translate, context.theme
    title = translate(plural("{count} point resolved", "{count} points resolved", len(points.resolved)))
    yield section_heading(context, "resolved", title, width, theme.good if points.resolved else theme.ink)
    by_name: dict[str, list[Finding]] = {}
    for finding in points.resolved:
        by_name.setdefault(translate(finding.short or finding.title), []).append(finding)
    shown = list(by_name.items())[:MOST_RESOLVED]
    for index, (name, findings) in enumerate(shown):
        times = translate(message("({count})", count=len(findings))) if len(findings) > 1 else ""
        yield lead_row(context, f"resolved-{index}", "check", theme.good, name, times, width,
                       join_sentences(translate, finding_sentences(findings[0])))
    more = len(points.resolved) - sum(len(findings) for _, findings in shown)
    if more > 0:
        yield lead_row(context, "resolved-more", "", theme.muted, "", translate(
            plural("and {count} other", "and {count} others", more)), width)


def _left(context: DrawingContext, document: BlueprintDocument, points: ComparedPoints, width: float, *,
          is_brief: bool) -> Iterator[PageBlock]:
    """Yield what remains and what is new, up to six of both."""
    translate, theme = context.translate, context.theme
    remaining, new = len(points.remaining), len(points.new)
    title = translate(message("{left}, {new}", left=plural("{count} remains", "{count} remain", remaining),
                              new=plural("{count} is new", "{count} are new", new)))
    yield section_heading(context, "left", title, width, theme.good if points.is_clear else theme.friction.ink)
    found = [("minus", theme.ink, alike) for alike in _join_alike(points.remaining)]
    found += [("plus", theme.friction.ink, alike) for alike in _join_alike(points.new)]
    for index, (icon, colour, alike) in enumerate(found[:MOST_OTHERS]):
        name = alike[0].short or alike[0].title
        lead = translate(message("New: {title}", title=name) if icon == "plus" else name)
        text = _where(context, document, alike, is_brief=is_brief)
        yield lead_row(context, f"left-{index}", icon, colour, lead, text, width,
                       " ".join(join_sentences(translate, finding_sentences(finding)) for finding in alike))
    more = sum(len(alike) for *_, alike in found[MOST_OTHERS:])
    if more:
        yield lead_row(context, "left-more", "", theme.muted, "", translate(
            plural("and {count} other", "and {count} others", more)), width)


def _join_alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings of one rule together, at the place of the first."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return list(by_rule.values())


def _where(context: DrawingContext, document: BlueprintDocument, alike: Sequence[Finding], *, is_brief: bool) -> str:
    """Return what a friction point says; of several of one kind, or briefly, at which steps they are."""
    if len(alike) == 1 and not is_brief and not tells_share(alike[0].message):
        return context.translate(alike[0].message)
    names = [_title(document.step_by_id[finding.steps[0]]) for finding in alike
             if finding.steps and finding.steps[0] in document.step_by_id]
    return context.translate.write(_names(names)) if names else ""


def _unknown(context: DrawingContext, comparison: Comparison, points: ComparedPoints,
             width: float) -> Iterator[PageBlock]:
    """Yield what cannot be told of the target: rules that could not judge, its times, what to mind."""
    translate, theme = context.translate, context.theme
    yield section_heading(context, "unknown", translate(message("Not known yet")), width, theme.ink)
    gaps = {gap.rule: gap for gap in points.not_assessed}
    was = [finding.rule for finding in points.unjudged]
    rows: list[tuple[str, str]] = []
    for rule in dict.fromkeys([*was, *gaps]):
        gap = gaps[rule]
        rows.append((translate(message("{title}:", title=gap.title)), translate(message("not judged"))))
    if not is_measured(comparison.matching.after):
        rows.append((translate(message("Times of the target:")), translate(_basis_words(comparison))))
    rows += [("", translate(note)) for note in comparison.notes]
    if not rows:
        rows = [("", translate(message("Nothing: every rule could judge.")))]
    for index, (lead, text) in enumerate(rows[:MOST_OTHERS]):
        yield lead_row(context, f"unknown-{index}", "circle-question-mark", theme.muted, lead, text, width)
    if len(rows) > MOST_OTHERS:
        more = len(rows) - MOST_OTHERS
        yield lead_row(context, "unknown-more", "", theme.muted, "", translate(
            plural("and {count} other", "and {count} others", more)), width)


def _basis_words(comparison: Comparison) -> Message:
    """Return how many of the target's times are measured."""
    timed = [step for step in comparison.matching.after.steps if step.work is not None or step.wait is not None]
    measured = sum(step.basis is Basis.MEASURED for step in timed)
    if not timed:
        return message("none is known")
    if not measured:
        return message("none is measured")
    return plural("{count} of {whole} is measured", "{count} of {whole} are measured", measured, whole=len(timed))
