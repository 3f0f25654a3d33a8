"""Ways in words, on paper: « ou » between alternatives side by side, and a return to the card before on its own card.

What is said on a flow and found no place in the layout finds one on the flow's line, its share at least.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from visavis.blueprint.drawing.blueprint.cards import marks_box
from visavis.blueprint.drawing.blueprint.taken_places import APART, TakenPlaces
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Role
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Share, message
from visavis.blueprint.layout import CardBox, FlowLine, LabelBox, Layout, Point, Rect
from visavis.blueprint.layout.flow_words import fit_words, share_of, words_of
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, LaneKind, Split, Step
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight
from visavis.blueprint.text.wrapping import ELLIPSIS

# Between two alternatives: how much wider than the words their pill is, its height, and how much of both cards it
# may cover, whose titles begin farther inside.
OR_PAD, OR_HEIGHT = 1.5, 15.0
STEP = 6.0
# Words on a line: what their pill has at both sides, and above and below them together.
PILL_PAD, PILL_EDGES = 6.0, 4.0
# How much of its line a pill covers that hangs on it.
HANGS_OVER = 3.0
# From one step to another in so many flows the second follows the first: they are no alternatives.
FOLLOWING = 3
# With more flows than this nobody looks for words on a sheet: each is told in the annex.
MOST_FLOWS = 2_000


@dataclass(frozen=True, slots=True)
class Return:
    """What a card says in its third line: how many go back to the card before, and when."""

    flow: Flow
    words: FittedText
    rect: Rect


def find_returns(context: DrawingContext, document: BlueprintDocument, layout: Layout) -> Mapping[str, Return]:
    """Return by flow the returns to the card before, where the title of their own card leaves a line for them."""
    found: dict[str, Return] = {}
    taken: set[str] = set()
    for key in layout.flows:
        flow = document.flow_by_key[key]
        if flow.source in taken or not _is_return(layout, flow):
            continue
        box = layout.cards[flow.source]
        room = third_line(document.step_by_id[flow.source], box, layout)
        style = TextStyle(layout.style.least, Weight.MEDIUM)
        for words in _return_words(context, flow) if room.height > 0 else ():
            fitted = paragraph(context, words, style, room.width, 1).with_leading(layout.style.leading)
            if not fitted.is_cut:
                taken.add(flow.source)
                found[key] = Return(flow, fitted, room)
                break
    return found


def _is_return(layout: Layout, flow: Flow) -> bool:
    """Return whether a flow goes from a card to the one at its left, in its own row."""
    if flow.kind is not FlowKind.SEQUENCE or flow.source not in layout.cards or flow.target not in layout.cards:
        return False
    source, target = layout.cards[flow.source], layout.cards[flow.target]
    return (source.head is not None and source.rect.y == target.rect.y and target.rect.x < source.rect.x
            and _number(layout, source) - _number(layout, target) == 1)


def _number(layout: Layout, box: CardBox) -> int:
    """Return the number of the column that a card stands in."""
    return layout.columns_over(box.rect.x + 1.0, box.rect.right - 1.0)[0]


def third_line(step: Step, box: CardBox, layout: Layout) -> Rect:
    """Return what a card has free below its title, before its marks; 0 high where that is no line."""
    height = layout.style.least * layout.style.leading
    top = box.title_box.y + box.title.height
    marks = marks_box(step, box)
    right = marks.x if marks.width and marks.bottom <= box.rect.bottom else box.title_box.right
    free = box.title_box.bottom - top
    if free < height:
        height = 0.0
    return Rect(box.title_box.x, top + (free - height) / 2, right - box.title_box.x, height)


def _return_words(context: DrawingContext, flow: Flow) -> Iterator[str]:
    """Yield how many go back and on what condition, then how many alone; nothing where neither is known."""
    condition = (flow.label or flow.condition).strip()
    share = context.translate.write(Share(float(flow.probability))) if flow.probability is not None else ""
    if condition:
        yield f"↺ {share} {condition}" if share else f"↺ {condition}"
    if share:
        yield f"↺ {share}"


def return_group(context: DrawingContext, told: Return, title: str, description: str) -> Group:
    """Return a return as it stands on its card; it has no line."""
    texts = set_block(told.words, told.rect, context.theme.muted, middle=True)
    return Group(told.flow.key, Role.FLOW, Layer.LABELS, told.rect, texts, title, description)


def find_mute(layout: Layout) -> frozenset[str]:
    """Return the flows on whose words the layout had room for an ellipsis only: on a screen one points at it."""
    return frozenset(key for key, line in layout.flows.items() if line.label is not None
                     and [run.text for run in line.label.text.lines] == [ELLIPSIS])


def place_words(context: DrawingContext, document: BlueprintDocument, layout: Layout, drawn: Collection[str],
                taken: TakenPlaces, mute: Collection[str] = ()) -> Mapping[str, LabelBox]:
    """Return words for those of the flows `drawn` that have none in the layout, where nothing is `taken` there.

    Nor have the flows that are `mute` there.
    """
    found: dict[str, LabelBox] = {}
    if len(layout.flows) > MOST_FLOWS:
        return found
    for key in drawn:
        line = layout.flows[key]
        words = words_of(document.flow_by_key[key], context.translate)
        if (line.label is None or key in mute) and words and line.goes_to is None:
            label = _find_label(context, layout, line, words, taken)
            if label is not None:
                taken.add(label.rect)
                found[key] = label
    return found


def _find_label(context: DrawingContext, layout: Layout, line: FlowLine, words: str,
                taken: TakenPlaces) -> LabelBox | None:
    """Return words in one line, in two, or their share alone, on one of the legs of a flow."""
    style, most = layout.style, layout.style.label_width - 2 * PILL_PAD
    tries = [fit_words(words, width, lines, style, context.metrics)
             for width, lines in ((2 * most, 1), (most, 2), (most, 3))]
    tries = [*(fitted for fitted in tries if not fitted.is_cut), tries[-1]]
    share = share_of(words)
    if share and share != words:
        tries.append(replace(fit_words(share, most, 1, style, context.metrics), full=words, is_cut=True))
    for fitted in tries:
        for rect in _on_legs(line, fitted.width + 2 * PILL_PAD, fitted.height + PILL_EDGES):
            inside = rect.x >= style.heading_width and rect.right <= layout.width
            if inside and taken.is_free(rect.inset(-APART), may_speak=True, own=line.key):
                return LabelBox(rect, fitted)
    return None


def _on_legs(line: FlowLine, width: float, height: float) -> Iterator[Rect]:
    """Yield the places of words on a line's legs, the longest first, from its middle; then hanging on it."""
    for hangs in (0.0, 0.5, -0.5):
        for start, end in sorted(pairwise(line.points), key=lambda leg: -_length(*leg)):
            is_level = start.y == end.y
            reach = (_length(start, end) - (width if is_level else height)) / 2
            if reach < 0 or (hangs and not is_level):
                continue
            x, y = (start.x + end.x) / 2, (start.y + end.y) / 2 + hangs * (height - HANGS_OVER)
            for at in range(int(reach // STEP) + 1):
                for aside in sorted({at * STEP, -at * STEP}):
                    across, down = (aside, 0.0) if is_level else (0.0, aside)
                    yield Rect(x + across - width / 2, y + down - height / 2, width, height)


def _length(start: Point, end: Point) -> float:
    return abs(end.x - start.x) + abs(end.y - start.y)


def place_alternatives(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                       taken: TakenPlaces, avoided: Collection[Rect] = ()) -> Mapping[str, Group]:
    """Return the word between two citizens' cards side by side that are alternatives, by the first of the two.

    It may stand on the edges of both, and not on what is `avoided`.
    """
    word = context.translate(message("or"))
    style = TextStyle(layout.style.least, Weight.SEMIBOLD)
    width = context.metrics.width(word, style) + OR_PAD
    cards = {(_number(layout, box), box.rect.y): box for box in layout.cards.values()
             if box.head is not None and document.lane_of(document.step_by_id[box.step]).kind is LaneKind.CITIZEN}
    found: dict[str, Group] = {}
    for (column, y), box in cards.items():
        other = cards.get((column + 1, y))
        if other is None or not _are_alternatives(document, box.step, other.step):
            continue
        place = next((place for place in _between(document, layout, box, other, width, taken)
                      if not any(place.intersects(each) for each in avoided)), None)
        if place is not None:
            pill = Box(place, OR_HEIGHT / 2, context.theme.surface)
            text = set_line(context, word, style, place, context.theme.ink, align=Align.CENTRE)
            found[box.step] = Group(f"or-{box.step}", Role.TEXT, Layer.NOTES, place, (pill, text), word, word)
    return found


def _between(document: BlueprintDocument, layout: Layout, box: CardBox, other: CardBox, width: float,
             taken: TakenPlaces) -> Iterator[Rect]:
    """Yield places between two cards, over neither's words nor marks, first at their feet."""
    x = (box.rect.right + other.rect.x) / 2 - width / 2
    if x < box.title_box.right and x + width > other.title_box.x and (
            x < box.rect.right - layout.style.card_padding or x + width > other.rect.x + layout.style.card_padding):
        return
    marks = [marks_box(document.step_by_id[each.step], each) for each in (box, other)]
    for at in range(int((box.rect.height - OR_HEIGHT) // STEP)):
        place = Rect(x, box.rect.bottom - OR_HEIGHT - 2.0 - at * STEP, width, OR_HEIGHT)
        if not any(mark.width and mark.intersects(place) for mark in marks) and not taken.is_crossed(place):
            yield place


def _are_alternatives(document: BlueprintDocument, one: str, other: str) -> bool:
    """Return whether two steps come from one, each for others or in other cases, and neither follows the other."""
    ways = {flow.source: flow for flow in document.flows_to.get(one, ())}
    for flow in document.flows_to.get(other, ()):
        twin = ways.get(flow.source)
        if twin is not None and flow.source not in (one, other) and _exclude(document, twin, flow):
            return not _follows(document, one, other) and not _follows(document, other, one)
    return False


def _exclude(document: BlueprintDocument, one: Flow, other: Flow) -> bool:
    """Return whether nobody goes both ways: one out of several is taken, or they are for different personas."""
    if document.step_by_id[one.source].splits is Split.ONE:
        return True
    everyone = frozenset(persona.id for persona in document.head.personas)

    def passing(flow: Flow) -> frozenset[str]:
        return (frozenset(flow.only_for) or everyone) - frozenset(flow.not_for)

    return bool(everyone) and not passing(one) & passing(other)


def _follows(document: BlueprintDocument, step: str, other: str) -> bool:
    """Return whether one step leads to another in a few flows."""
    reached = {step}
    for _ in range(FOLLOWING):
        reached = {flow.target for source in reached for flow in document.flows_from.get(source, ())}
        if other in reached:
            return True
    return False
