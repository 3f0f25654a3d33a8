"""What differs between two states of a blueprint, as one drawing: what came, what went and what changed is marked.

It is the later state with everything of the earlier one that went, where it stood: grey, with a minus. What came has
a green outline and a plus; a step that changed or moved has a pill with what changed; what stays has no mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.card_changes import ARM, SIGN, change_sign, mark_card
from visavis.blueprint.drawing.display_list import (
    Box,
    DisplayList,
    Group,
    Layer,
    Page,
    PageSet,
    Path,
    Primitive,
    Role,
    Stroke,
    Text,
)
from visavis.blueprint.drawing.poster.pages import draw_picture
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.text_setting import (
    LEAST_SIZE,
    Align,
    DrawingContext,
    make_context,
    paragraph,
    set_block,
)
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.editing.difference_words import DifferenceWords, count_differences
from visavis.blueprint.editing.differences import FLOW, LISTS, STEP, Difference, DifferenceKind, find_differences
from visavis.blueprint.editing.merge import merge
from visavis.blueprint.language import Message, Minutes, Translator, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Step, mean_minutes
from visavis.blueprint.text.styles import TextStyle, Weight

SUBJECT = message("What differs between two states of a service blueprint")
PILL_TEXT, LEGEND_TEXT = TextStyle(LEAST_SIZE, Weight.SEMIBOLD), TextStyle(15.0)
PILL_HEIGHT, LEAST_PILL, PILL_PADDING, OUTSIDE, BEYOND = 20.0, 16.0, 6.0, 14.0, 6.0
LEGEND_HEIGHT, LEGEND_GAP, LEGEND_MARGIN = 44.0, 26.0, 56.0
ARROW, UNSTATED, LOWEST_CARD = "→", "—", 48.0
# How far letters reach below and above their line, as parts of their size.
BELOW_LINE, ABOVE_LINE = 0.25, 0.7
FLOW_WIDTH, FLOW_DASH = 1.2, (3.0, 4.0)
_WORDS: Mapping[DifferenceKind, Message] = {
    DifferenceKind.ADDED: message("added"), DifferenceKind.DELETED: message("deleted"),
    DifferenceKind.MOVED: message("moved"), DifferenceKind.CHANGED: message("changed"),
}
_CARDS = (Role.STEP, Role.EVIDENCE)
_FLOWS = (Role.FLOW, Role.FLOW_LABEL)
_TIMES = ("work", "wait")
# The words of a pill, each shorter than the one before.
Pill = tuple[str, ...]


def draw_difference(before: BlueprintDocument, after: BlueprintDocument, translate: Translator, *,
                    theme: Theme = LIGHT) -> PageSet:
    """Return the drawing as one sheet of its own size, with what the marks mean below it."""
    found = find_differences(before, after)
    # Both states together are nobody's journey: it has no figures and no ribbon.
    drawing = draw_picture(join_states(before, after), None, translate, theme=theme,
                           options=ComposeOptions(ribbon=False))
    context = make_context(theme, translate)
    words = DifferenceWords(before, after, translate)
    by_kind = {kind: {one.id: one for one in found if one.kind == kind} for kind in (STEP, FLOW)}
    shown = [group for group in drawing.groups if group.role is not Role.FIGURE]
    pills = {name: _pill_words(context, one, (before.step_by_id.get(name), after.step_by_id.get(name)))
             for name, one in by_kind[STEP].items()}
    notes = [group for group in shown if group.role is Role.NOTE]
    groups = [part for group in shown for part in _mark(context, group, by_kind, words, pills, notes)]
    groups.append(_legend(context, drawing, count_differences(found, translate)))
    marked = replace(drawing, groups=tuple(groups), height=drawing.height + LEGEND_HEIGHT)
    return make_page_set((Page(marked.width, marked.height, marked),), after, translate, SUBJECT)


def join_states(before: BlueprintDocument, after: BlueprintDocument) -> BlueprintDocument:
    """Return the later state with all that only the earlier one has, each where it stood."""
    # What both have is as it was on one side, so that the other one's is taken; what one alone has counts as added.
    names = {name: {one.id for one in getattr(after.head, name)} for name in LISTS}
    shared = before.head.model_copy(update={
        name: tuple(one for one in getattr(before.head, name) if one.id in names[name]) for name in LISTS})
    base = before.replace(head=shared, steps=tuple(step for step in before.steps if step.id in after.step_by_id),
                          flows=tuple(flow for flow in before.flows if flow.key in after.flow_by_key))
    return merge(base, after, before).document


def _mark(context: DrawingContext, group: Group, found: Mapping[str, Mapping[str, Difference]],
          words: DifferenceWords, pills: Mapping[str, Pill], notes: Sequence[Group]) -> Iterator[Group]:
    """Yield a group as its difference makes it look, and its mark."""
    difference = found[STEP].get(group.id) if group.role in _CARDS else found[FLOW].get(group.id) if (
        group.role in _FLOWS) else None
    if difference is None:
        yield group
        return
    told = words.tell(difference)
    group = replace(group, description=f"{told.sentence}. {group.description}".strip())
    is_added = difference.change is DifferenceKind.ADDED
    if group.role in _FLOWS:
        yield _mark_flow(group, context.theme, difference.change)
    elif is_added or difference.change is DifferenceKind.DELETED:
        yield mark_card(group, context.theme, is_added=is_added)
        bounds = group.bounds
        yield _sign_group(group, tuple(change_sign(bounds.right + BEYOND - SIGN, bounds.y - OUTSIDE + SIGN,
                                                   context.theme, is_added=is_added)))
    else:
        yield group
        yield _pill(context, group, pills[group.id], notes)


def _mark_flow(group: Group, theme: Theme, change: DifferenceKind) -> Group:
    """Return a flow in green where it came, grey and dotted where it went; one that changed is only told."""
    if change not in (DifferenceKind.ADDED, DifferenceKind.DELETED):
        return group
    is_added = change is DifferenceKind.ADDED
    if group.role is Role.FLOW_LABEL:
        return mark_card(group, theme, is_added=is_added)
    colour = theme.good if is_added else theme.muted

    def look(primitive: Primitive) -> Primitive:
        if not isinstance(primitive, Path):
            return primitive
        if primitive.stroke is None:
            return replace(primitive, fill=colour if primitive.fill is not None else None)
        width = primitive.stroke.width + (FLOW_WIDTH if is_added else 0.0)
        return replace(primitive, stroke=Stroke(colour, width, primitive.stroke.dash if is_added else FLOW_DASH))

    return replace(group, primitives=tuple(look(primitive) for primitive in group.primitives))


def _pill_words(context: DrawingContext, difference: Difference, states: tuple[Step | None, Step | None]) -> Pill:
    """Return what stands on the pill, the first that a card has room for.

    Mean times before and after where nothing else differs, of both that which differs most; else what became of it.
    """
    fields = {field.field for field in difference.fields}
    times = [name for name in _TIMES if name in fields]
    became = context.translate(_WORDS[difference.change])
    if not times or not fields <= {*_TIMES, "basis"}:
        return became, ARROW
    means = {name: [_mean_of(step, name) for step in states] for name in times}
    before, after = means[max(times, key=lambda name: abs((means[name][1] or 0.0) - (means[name][0] or 0.0)))]
    told = [UNSTATED if mean is None else context.translate.write(Minutes(mean)) for mean in (before, after)]
    return f" {ARROW} ".join(told), f"{ARROW} {told[1]}", ARROW


def _mean_of(step: Step | None, field: str) -> float | None:
    time = getattr(step, field, None)
    return None if time is None else mean_minutes(time)


def _pill(context: DrawingContext, card: Group, words: Pill, notes: Sequence[Group]) -> Group:
    # On a slip of paper or a chip words would cover its own; an arrow stands for them.
    shown = words if card.bounds.height >= LOWEST_CARD else (ARROW,)
    # Beside it stands the next card's.
    room = card.bounds.width + BEYOND - 2 * PILL_PADDING
    tried = (paragraph(context, text, PILL_TEXT, room, 1) for text in shown)
    fitted = next((text for text in tried if not text.is_cut), paragraph(context, ARROW, PILL_TEXT, room, 1))
    width = max((line.width for line in fitted.lines), default=0.0) + 2 * PILL_PADDING
    usual = Rect(card.bounds.right + BEYOND - width, card.bounds.y - OUTSIDE, width, PILL_HEIGHT)
    box = _between_words(usual, card, notes)
    theme = context.theme
    return _sign_group(card, (Box(box, box.height / 2, theme.surface, Stroke(theme.muted)),
                              *set_block(fitted, box, theme.ink, align=Align.CENTRE, middle=True)), box)


def _between_words(pill: Rect, card: Group, notes: Sequence[Group]) -> Rect:
    """Return where a pill stands that lies over notes: in the middle between their words and those of its card."""
    said = [line.baseline + line.run.style.size * BELOW_LINE for note in notes for line in _lines_at(note, pill)
            if note.bounds.y < pill.bottom and pill.y < note.bounds.bottom]
    if not said:
        return pill
    tops = (line.baseline - line.run.style.size * ABOVE_LINE for line in _lines_at(card, pill))
    below = min(tops, default=pill.bottom)
    height = min(pill.height, max(LEAST_PILL, below - max(said)))
    return pill._replace(y=max(pill.y, (max(said) + below - height) / 2), height=height)


def _lines_at(group: Group, pill: Rect) -> Iterator[Text]:
    """Yield the lines of a group that are above or below a pill."""
    for primitive in group.primitives:
        if isinstance(primitive, Text) and primitive.x < pill.right and pill.x < primitive.x + primitive.run.width:
            yield primitive


def _sign_group(card: Group, primitives: tuple[Primitive, ...], bounds: Rect | None = None) -> Group:
    size = 2 * SIGN
    place = bounds or Rect(card.bounds.right + BEYOND - size, card.bounds.y - OUTSIDE, size, size)
    # Its card says it in words.
    return Group(f"change-{card.id}", Role.DECORATION, Layer.CHANGES, place, primitives)


def _legend(context: DrawingContext, drawing: DisplayList, counts: str) -> Group:
    """Return what the marks mean, and how many there are, in one line below the drawing."""
    theme, middle = context.theme, drawing.height + LEGEND_HEIGHT / 2 - SIGN
    x = LEGEND_MARGIN
    primitives: list[Primitive] = []
    rest = message("a pill or an arrow: changed or moved; no mark: as it was · {counts}", counts=counts)
    for is_added, word in ((True, message("added")), (False, message("deleted")), (None, rest)):
        text = context.translate(word)
        if is_added is not None:
            primitives += change_sign(x + SIGN, middle, theme, is_added=is_added)
            x += 2 * SIGN + ARM
        fitted = paragraph(context, text, LEGEND_TEXT, max(1.0, drawing.width - x - LEGEND_MARGIN), 1)
        width = max((line.width for line in fitted.lines), default=0.0)
        box = Rect(x, middle - LEGEND_HEIGHT / 2, width, LEGEND_HEIGHT)
        primitives += set_block(fitted, box, theme.muted, middle=True)
        x += width + LEGEND_GAP
    place = Rect(LEGEND_MARGIN, drawing.height - SIGN, max(1.0, drawing.width - 2 * LEGEND_MARGIN), LEGEND_HEIGHT)
    return Group("difference-legend", Role.LEGEND, Layer.LABELS, place, tuple(primitives),
                 context.translate(message("What the marks mean")), counts)
