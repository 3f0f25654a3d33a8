"""Ways out of one step that equally many cases take, told once on its card where the sheet cannot tell each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from visavis.blueprint.drawing.blueprint.flows import PlacedLetter
from visavis.blueprint.drawing.blueprint.ways import Return, third_line
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Share
from visavis.blueprint.layout import LabelBox, Layout
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

# What is left of all cases needs no number: of so many ways without one, two are one too many.
LEAST_UNTOLD = 2


def told_words(layout: Layout, letters: Mapping[str, PlacedLetter], words: Mapping[str, LabelBox],
               returns: Mapping[str, Return], mute: Collection[str]) -> Mapping[str, str]:
    """Return what a band prints of each flow that it says something of."""
    found = {key: _shown(line.label.text) for key, line in layout.flows.items()
             if line.label is not None and key not in mute}
    found |= {key: placed.words.full for key, placed in letters.items()}
    found |= {key: _shown(label.text) for key, label in words.items()}
    return found | {key: told.words.full for key, told in returns.items()}


def _shown(text: FittedText) -> str:
    return " ".join(run.text for run in text.lines)


def place_equal_ways(context: DrawingContext, document: BlueprintDocument, layout: Layout, told: Mapping[str, str],
                     taken: Collection[str]) -> Mapping[str, Group]:
    """Return by step « 6 × 17 % », in the third line of its card, where two of these ways say no share.

    `told` are the words of flows; the cards of the steps `taken` have something else in that line.
    """
    found: dict[str, Group] = {}
    for step, words in _equal_ways(context, document, layout, told):
        box = layout.cards[step]
        if step in taken or box.head is None:
            continue
        room = third_line(document.step_by_id[step], box, layout)
        fitted = paragraph(context, words, TextStyle(layout.style.least, Weight.MEDIUM), room.width, 1)
        fitted = fitted.with_leading(layout.style.leading)
        if room.height > 0 and not fitted.is_cut:
            texts = set_block(fitted, room, context.theme.muted, middle=True)
            found[step] = Group(f"{step}~ways", Role.TEXT, Layer.LABELS, room, texts, words, words)
    return found


def _equal_ways(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for step in layout.cards:
        ways = [flow for flow in document.flows_from.get(step, ()) if flow.probability is not None]
        if len(ways) < LEAST_UNTOLD:
            continue
        shares = [context.translate.write(Share(float(flow.probability or 0.0))) for flow in ways]
        untold = sum(share not in told.get(flow.key, "") for flow, share in zip(ways, shares, strict=True))
        if untold >= LEAST_UNTOLD and len(set(shares)) == 1:
            yield step, f"{len(ways)} × {shares[0]}"
