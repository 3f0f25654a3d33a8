"""A part of a blueprint on paper: what was chosen, whose figures these are, and what goes on outside of it.

A sheet that shows two phases of five looks as if the service had two: it says that it is an extract, and a card from
which a flow leads out of it, or to which one comes from outside, has a loose end on that edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Count, Message, MessageList, Quoted, message, plural
from visavis.blueprint.layout import CardBox, Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

TEXT = TextStyle(15.0)
LINES = 3
GAP = 8.0
LOOSE_END = 4.5
LINE_WIDTH = 1.6
# More flows than these are counted.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A flow with one end outside of an extract: the step inside, and what the other one is."""

    step: str
    title: Message | str
    other: Message | str
    place: str
    goes_out: bool


@dataclass(frozen=True, eq=False)
class Excerpt:
    """What a document is an extract of: the chosen parts in words, and the flows that cross its edge.

    `recorded` is the document that the figures and the record are of, its only persona the one whose figures they are
    where one was chosen. `figures_of` is that persona's name; None: the figures are everybody's.
    """

    recorded: BlueprintDocument
    chosen: tuple[Message, ...] = ()
    loose_ends: tuple[LooseEnd, ...] = ()
    figures_of: str | None = None

    @cached_property
    def ends_of(self) -> dict[str, tuple[LooseEnd, ...]]:
        """The loose ends of each step."""
        found: dict[str, tuple[LooseEnd, ...]] = {}
        for end in self.loose_ends:
            found[end.step] = (*found.get(end.step, ()), end)
        return found


def excerpt_sentences(excerpt: Excerpt) -> Iterator[Message]:
    """Yield what was chosen, what the figures are of, and which flows lead out."""
    yield message("An extract: {parts}.", parts=MessageList(excerpt.chosen))
    if excerpt.figures_of is None:
        yield message("The figures are those of the whole journey, the friction points those of the extract.")
    else:
        yield message("The figures are those of the whole journey of {persona}, the friction points those of the "
                      "extract.", persona=excerpt.figures_of)
    for told, ends in ((message("Goes on outside"), [end for end in excerpt.loose_ends if end.goes_out]),
                       (message("Comes from outside"), [end for end in excerpt.loose_ends if not end.goes_out])):
        if ends:
            yield message("{told}: {flows}.", told=told, flows=MessageList(tuple(_named(ends))))


def _named(ends: Sequence[LooseEnd]) -> Iterator[Message]:
    """Yield the steps outside, each once."""
    places = list({(str(end.other), end.place): end for end in ends}.values())
    for end in places[:MOST_NAMED]:
        yield message("{step} ({phase})", step=_quoted(end.other), phase=end.place)
    if len(places) > MOST_NAMED:
        others = len(places) - MOST_NAMED
        yield plural("{number} other step", "{number} other steps", others, number=Count(others))


def _quoted(title: Message | str) -> Message | Quoted:
    return Quoted(title) if isinstance(title, str) else title


def excerpt_block(context: DrawingContext, excerpt: Excerpt, width: float) -> PageBlock:
    """Return what a sheet says of being an extract; its description says all of it."""
    whole = " ".join(context.translate(sentence) for sentence in excerpt_sentences(excerpt))
    fitted = paragraph(context, whole, TEXT, width, LINES, least=LEAST_SIZE)
    rect = Rect(0.0, 0.0, width, fitted.height)
    group = Group("excerpt", Role.TEXT, Layer.PAGE, rect, set_block(fitted, rect, context.theme.ink),
                  context.translate(message("Extract")), whole)
    return PageBlock(width, fitted.height, (group,))


def put_below(block: PageBlock, context: DrawingContext, excerpt: Excerpt | None) -> PageBlock:
    """Return a head with what its sheet is an extract of below it."""
    if excerpt is None:
        return block
    return stack_blocks([block, excerpt_block(context, excerpt, block.width)], GAP)


def loose_end_groups(context: DrawingContext, excerpt: Excerpt, box: CardBox) -> Iterator[Group]:
    """Yield the loose ends of a card: on its right edge what goes on outside, on its left what comes from there."""
    ends = excerpt.ends_of.get(box.step, ())
    for goes_out, x, name in ((False, box.rect.x, "in"), (True, box.rect.right, "out")):
        found = [end for end in ends if end.goes_out is goes_out]
        if not found:
            continue
        y = box.rect.centre.y
        told = message("Goes on outside") if goes_out else message("Comes from outside")
        text = message("{told}: {flows}.", told=told, flows=MessageList(tuple(_named(found))))
        bounds = Rect(x - LOOSE_END, y - LOOSE_END, 2 * LOOSE_END, 2 * LOOSE_END)
        yield Group(f"{box.step}~{name}", Role.FLOW_LABEL, Layer.LABELS, bounds,
                    (loose_end(context.theme.surface, context.theme.ink, x, y, goes_out=goes_out),),
                    context.translate(told), context.translate(text))


def loose_end(surface: str, ink: str, x: float, y: float, *, goes_out: bool) -> Primitive:
    """Return the sign of a flow that leaves what is shown (hollow), or comes into it (full), around (x, y)."""
    return circle(x, y, LOOSE_END - LINE_WIDTH / 2, surface if goes_out else ink, Stroke(ink, LINE_WIDTH))
