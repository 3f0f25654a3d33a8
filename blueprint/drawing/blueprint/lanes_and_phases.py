"""What steps stand on: phase arrows, lane strips with their spines, the derived lines, the conversation band."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from visavis.blueprint.drawing.blueprint.descriptions import lane_name
from visavis.blueprint.drawing.blueprint.effort_ribbon import RAMP, EffortProfile, is_rated, ribbon_half, ribbon_runs
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import polygon, polyline, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.layout import DerivedLine, LaneBox, Layout, LineKind, PhaseBox, Rect
from visavis.blueprint.layout.columns import Column
from visavis.blueprint.model import BlueprintDocument, words
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight
from visavis.blueprint.text.wrapping import breaks_a_word

CHEVRON = 14.0
CHEVRON_GAP = 8.0
# What a phase's figure keeps from its name and, with the chevron's tip, from its end.
FIGURE_GAP, FIGURE_INSET = 14.0, 4.0
LANE_RADIUS = 8.0
SPINE = 5.0
# The line of interaction is the strongest line of the picture.
INTERACTION_WIDTH = 2.6
LINE_WIDTH = 1.3
# An empty lane: half a millimetre.
RULE_WIDTH = 1.4
DASHES = {LineKind.VISIBILITY: (7.0, 5.0), LineKind.INTERNAL: (1.5, 4.5)}
CAPTION_GAP = 8.0
CAPTION_LEADING = 1.15
RIBBON_MARGIN = 8.0

LINE_NAMES: dict[LineKind, Message] = {
    LineKind.INTERACTION: message("line of interaction"),
    LineKind.VISIBILITY: message("line of visibility"),
    LineKind.INTERNAL: message("line of internal interaction"),
}
LINE_MEANINGS: dict[LineKind, Message] = {
    LineKind.INTERACTION: message("Above it the citizen acts, below it the organisation."),
    LineKind.VISIBILITY: message("The citizen does not see what lies below it."),
    LineKind.INTERNAL: message("What lies below it supports the agents: tools and partners."),
}
_EFFORTS = message("Citizen’s effort"), message("Agents’ effort")
_MINUTES = message("Citizen’s minutes"), message("Agents’ minutes")


def phase_group(context: DrawingContext, document: BlueprintDocument, layout: Layout, box: PhaseBox,
                figures: Sequence[str] = ()) -> Group:
    """Return a phase's arrow; neighbours without a colour of their own alternate two inks, the same in every band.

    The longest of its `figures` that has room stands at its right, where it begins.
    """
    theme = context.theme
    order = next(at for at, phase in enumerate(document.head.phases) if phase.id == box.phase)
    first = layout.phases and layout.phases[0].phase == box.phase
    last = layout.phases and layout.phases[-1].phase == box.phase
    colour = theme.of_phase(document.head.phases[order], order)
    arrow = polygon(_chevron(box.rect, notched=not first or box.continues, last=bool(last)), fill=colour)
    inside = Rect(box.rect.x + CHEVRON, box.rect.y, box.rect.width - 2 * CHEVRON, box.rect.height)
    align = Align.LEFT if box.is_numbered else Align.CENTRE
    texts = set_block(box.title, inside, theme.on_phase, align=align, middle=True)
    figure, place = fit_phase_figure(context, layout, box, figures)
    if figure:
        texts += (set_line(context, figure, _figure_style(layout), place, theme.on_phase),)
    name = document.phase_by_id[box.phase].name
    columns = document.columns_of_phase[box.phase]
    lines = [context.translate.plural("Phase {name}, {count} column.", "Phase {name}, {count} columns.", columns,
                                      name=name)]
    lines += [f"{figure[:1].upper()}{figure[1:]}." for figure in figures[:1]]
    if box.continues:
        lines.append(context.translate(message("It began in the band above.")))
    return Group(box.phase, Role.PHASE, Layer.LANES, box.rect, (arrow, *texts), name, " ".join(lines))


def fit_phase_figure(context: DrawingContext, layout: Layout, box: PhaseBox,
                     figures: Sequence[str]) -> tuple[str, Rect]:
    """Return the longest figure that has room beside a phase's name, and where it stands; empty where none has."""
    inner = box.rect.width - 2 * CHEVRON
    for figure in () if box.continues else figures:
        width = context.metrics.width(figure, _figure_style(layout))
        if box.title.width + FIGURE_GAP + width + FIGURE_INSET <= inner:
            return figure, Rect(box.rect.right - CHEVRON - FIGURE_INSET - width, box.rect.y, width, box.rect.height)
    return "", Rect(box.rect.right, box.rect.y, 0.0, box.rect.height)


def _figure_style(layout: Layout) -> TextStyle:
    return TextStyle(layout.style.time.size, Weight.MEDIUM)


def _chevron(rect: Rect, *, notched: bool, last: bool) -> list[tuple[float, float]]:
    middle = rect.y + rect.height / 2
    tip = rect.right if last else rect.right + CHEVRON - CHEVRON_GAP
    points = [(rect.x, rect.y), (tip - CHEVRON, rect.y), (tip, middle), (tip - CHEVRON, rect.bottom),
              (rect.x, rect.bottom)]
    return [*points, (rect.x + CHEVRON, middle)] if notched else points


def lane_group(context: DrawingContext, document: BlueprintDocument, box: LaneBox) -> Group:
    """Return a lane's strip with its spine and heading."""
    lane = document.lane_by_id[box.lane]
    inks = context.theme.of(lane)
    rect = box.rect
    parts: list[Primitive] = [*_strip(context, box, inks), *_heading(context, box, inks)]
    name = context.translate(message("{name}", name=lane_name(lane)))
    texts = [name, context.translate(words.LANE_KINDS[box.kind].in_text)]
    actor = document.actor_by_id.get(lane.actor or "")
    if actor is not None:
        texts.append(actor.name)
    steps = document.steps_in_lane[lane.id]
    texts.append(context.translate(plural("{count} step", "{count} steps", steps)))
    return Group(lane.id, Role.LANE, Layer.LANES, rect, tuple(parts), name, ". ".join(texts) + ".")


def _strip(context: DrawingContext, box: LaneBox, inks: Inks) -> Iterator[Primitive]:
    """Yield strip and spine; of an empty lane a rule, of the lower of two in a row what is below its steps."""
    rect = box.rect
    stroke = Stroke(inks.line) if inks.tint == context.theme.background else None
    top, bottom = box.span or (rect.y, rect.bottom)
    if box.is_rule:
        middle = rect.y + rect.height / 2
        start = min(box.heading.x + box.title.width + CAPTION_GAP, rect.right)
        yield straight_line(start, middle, rect.right, middle, Stroke(inks.line, RULE_WIDTH))
    elif box.steps:
        corners = [*box.steps, (rect.right, rect.bottom), (rect.x, rect.bottom)]
        yield polygon(corners, inks.tint, stroke)
    else:
        yield Box(rect, LANE_RADIUS, inks.tint, stroke)
    yield Box(Rect(rect.x, top, SPINE, bottom - top), SPINE / 2, inks.ink)


def _heading(context: DrawingContext, lane_box: LaneBox, inks: Inks) -> Iterator[Primitive]:
    theme = context.theme
    title_box, below = name_boxes(lane_box)
    yield from set_block(lane_box.title, title_box, inks.ink)
    if lane_box.subtitle is not None:
        yield from set_block(lane_box.subtitle, below, theme.muted)


def name_boxes(lane_box: LaneBox) -> tuple[Rect, Rect]:
    """Return where a lane's name is written, and what is said below it."""
    box, title, subtitle = lane_box.heading, lane_box.title, lane_box.subtitle
    gap = 3.0
    height = title.height + (subtitle.height + gap if subtitle else 0.0)
    above = (box.height - height) / 2
    # A rule may be lower than its name, which then stands in its middle.
    top = box.y + (above if lane_box.is_rule else max(0.0, above))
    below = top + title.height + gap
    return (Rect(box.x, top, max(box.width, title.width), title.height),
            Rect(box.x, below, box.width, subtitle.height if subtitle else 0.0))


def line_group(context: DrawingContext, layout: Layout, line: DerivedLine) -> Group:
    """Return a derived line with its caption at the left; the line of interaction is the strongest."""
    theme = context.theme
    interaction = line.kind is LineKind.INTERACTION
    name = context.translate(LINE_NAMES[line.kind])
    left = _caption_left(layout, line)
    fitted = _fit_caption(context, layout, line, name, left)
    caption = Rect(left, line.y - fitted.height / 2, fitted.width, fitted.height)
    if _covers_a_name(layout, caption):
        fitted, caption = replace(fitted, lines=()), Rect(left, line.y, 0.0, 0.0)
    start = max(line.x, caption.right + CAPTION_GAP, *_ends_of_names(layout, line.y))
    if interaction:
        stroke = Stroke(theme.ink, INTERACTION_WIDTH)
    else:
        stroke = Stroke(theme.muted, LINE_WIDTH, DASHES[line.kind])
    corners = [(max(start, x), y) for x, y in line.steps or ((start, line.y), (line.x + line.width, line.y))]
    parts: tuple[Primitive, ...] = (
        polyline(corners, stroke), *set_block(fitted, caption, theme.ink if interaction else theme.muted))
    top = min(caption.y, *(y for _, y in corners))
    bounds = Rect(left, top, line.x + line.width - left, max(caption.bottom, *(y for _, y in corners)) - top)
    return Group(line.kind.value, Role.LINE, Layer.LINES, bounds, parts, name,
                 f"{name}. {context.translate(LINE_MEANINGS[line.kind])}")


def _fit_caption(context: DrawingContext, layout: Layout, line: DerivedLine, name: str, left: float) -> FittedText:
    """Return a line's name as it fits beside it; nothing of what is not read whole: the line's title tells it."""
    interaction = line.kind is LineKind.INTERACTION
    style = TextStyle(layout.style.least, Weight.BOLD if interaction else Weight.SEMIBOLD)
    room = max(layout.style.heading_width - left - CAPTION_GAP, style.size)
    tries = [(name.upper(), room, 2), (name, room, 2)] if interaction else (
        [(name, room, lines + 1) for lines in range(layout.style.caption_lines)] if line.steps
        # Between two lanes there is room for one line, which may reach under the first card: no flow passes there.
        else [(name, room + layout.style.card_width / 3, 1)])
    for shown, width, lines in tries:
        fitted = paragraph(context, shown, style, width, lines, least=style.size).with_leading(CAPTION_LEADING)
        if not fitted.is_cut and not breaks_a_word(fitted):
            return fitted
    return replace(fitted, lines=())


def _covers_a_name(layout: Layout, caption: Rect) -> bool:
    """Return whether a line's name would be written over a lane's: between lanes that are rules there is no room."""
    # Boxes of texts are as high as their lines; a fifth of that is white.
    ink = caption.inset(layout.style.least / 5)
    return ink.height > 0 and any(ink.intersects(box) for lane in layout.lanes for box in name_boxes(lane))


def _ends_of_names(layout: Layout, y: float) -> Iterator[float]:
    """Yield where lines at a height begin after names: that of a lane which is a rule reaches over its edges."""
    yield 0.0
    for lane in layout.lanes:
        name, _ = name_boxes(lane)
        if lane.is_rule and name.contains(name.x, y):
            yield name.x + lane.title.width + CAPTION_GAP


def caption_room(layout: Layout, line: DerivedLine) -> Rect:
    """Return what the caption of a line takes at most of the headings' column."""
    left, style = _caption_left(layout, line), layout.style
    half = style.caption_lines * style.least * CAPTION_LEADING / 2
    return Rect(left, line.y - half, style.heading_width - CAPTION_GAP - left, 2 * half)


def _caption_left(layout: Layout, line: DerivedLine) -> float:
    """Return where captions begin: under the lanes' headings."""
    return layout.lanes[0].heading.x if layout.lanes else line.x


def ribbon_group(context: DrawingContext, layout: Layout, profile: EffortProfile, peak: float) -> Group | None:
    """Return both sides' effort around the line of interaction; nothing while a side or the columns are missing."""
    return ribbon_over(context, layout, profile, peak, range(len(layout.columns)),
                       lambda: _ribbon_words(context, layout, profile))


# How the ribbon is over a column depends on its neighbours: whether it goes on there, and how high.
RIBBON_CONTEXT = 1


def ribbon_over(context: DrawingContext, layout: Layout, profile: EffortProfile, peak: float, columns: range,
                describe: Callable[[], str] = str) -> Group | None:
    """Return the part of the ribbon over some consecutive columns, and a little more of it on both sides."""
    areas, band = ribbon_areas(layout), layout.conversation
    if areas is None or band is None or not columns:
        return None
    first, last = columns[0] - RIBBON_CONTEXT, columns[-1] + RIBBON_CONTEXT
    shown = layout.columns[max(0, first):last + 1]
    left, right = shown[0].x - RAMP, shown[-1].x + shown[-1].width + RAMP
    above, below = (area._replace(x=left, width=right - left) for area in areas)
    parts: list[Primitive] = []
    parts += _half(context, shown, above, profile, peak, upward=True)
    parts += _half(context, shown, below, profile, peak, upward=False)
    start = layout.lanes[0].heading.x if first <= 0 else left
    if first <= 0:
        parts += _ribbon_captions(context, layout, profile, above, below)
    title = context.translate(message("Minutes of both sides") if profile.in_minutes else
                              message("Effort of both sides"))
    bounds = Rect(start, band.y, right - start, band.height)
    return Group("effort", Role.RIBBON, Layer.RIBBON, bounds, tuple(parts), title, describe())


def ribbon_areas(layout: Layout) -> tuple[Rect, Rect] | None:
    """Return what the ribbon has of the two halves of the conversation; None where there is none."""
    line = next((line for line in layout.lines if line.kind is LineKind.INTERACTION), None)
    band = layout.conversation
    if band is None or line is None:
        return None
    most = layout.style.ribbon_height
    up, down = min(most, line.y - band.y - RIBBON_MARGIN), min(most, band.bottom - line.y - RIBBON_MARGIN)
    return Rect(band.x, line.y - up, band.width, up), Rect(band.x, line.y, band.width, down)


def _half(context: DrawingContext, columns: Sequence[Column], area: Rect, profile: EffortProfile, peak: float, *,
          upward: bool) -> Iterator[Path]:
    """Yield one side's half: a piece for every run of columns whose effort is known."""
    theme = context.theme
    efforts = profile.citizen if upward else profile.agent
    ink = theme.citizen.ink if upward else theme.agent.ink
    fill = theme.citizen_ribbon if upward else theme.agent_ribbon
    for run in ribbon_runs(efforts, columns):
        known = [efforts.get((column.phase, column.index)) or 0.0 for column in run]
        yield from ribbon_half(known, run, area, peak=peak, upward=upward, fill=fill, stroke=Stroke(ink, 1.6),
                               least=profile.base)


def _ribbon_captions(context: DrawingContext, layout: Layout, profile: EffortProfile, above: Rect,
                     below: Rect) -> Iterator[Primitive]:
    """Yield what each half is, above and below the caption of the line."""
    theme = context.theme
    left = layout.lanes[0].heading.x
    style = TextStyle(layout.style.least, Weight.SEMIBOLD)
    height = context.metrics.line_height(style)
    beyond = CAPTION_LEADING * style.size
    citizen, agent = _MINUTES if profile.in_minutes else _EFFORTS
    for text, efforts, top, colour in (
            (citizen, profile.citizen, above.bottom - beyond - height, theme.citizen.ink),
            (agent, profile.agent, below.y + beyond, theme.agent.ink)):
        if is_rated(efforts):
            room = layout.style.heading_width - left
            words = paragraph(context, context.translate(text), style, room, 2, least=style.size)
            words = words.with_leading(CAPTION_LEADING)
            # Its second line is farther from the line of interaction.
            y = top if top > above.bottom else top + height - words.height
            yield from set_block(words, Rect(left, y, room, words.height), colour)


def _ribbon_words(context: DrawingContext, layout: Layout, profile: EffortProfile) -> str:
    """Say where each side's effort is highest."""
    texts = [context.translate(
        message("Minutes of work on the cards of each side, column by column.") if profile.in_minutes else
        message("Felt effort of each side, column by column, weighted by how often steps happen."))]
    for side, efforts in zip(_MINUTES if profile.in_minutes else _EFFORTS, (profile.citizen, profile.agent),
                             strict=True):
        if not is_rated(efforts):
            texts.append(context.translate(message("{side}: unknown.", side=side) if profile.in_minutes else
                                           message("{side}: nobody rated it.", side=side)))
            continue
        shown = {(column.phase, column.index): efforts.get((column.phase, column.index)) or 0.0
                 for column in layout.columns}
        (phase, column), highest = max(shown.items(), key=lambda each: each[1])
        if highest > 0:
            name = next((box.title.full for box in layout.phases if box.phase == phase), phase)
            texts.append(context.translate(message("{side}: highest in phase {phase}, column {column}.", side=side,
                                                   phase=name, column=column + 1)))
    return " ".join(texts)
