"""What can be measured of a poster: its sheets, its type, how much of each sheet is used, what is cut and what overlaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts, texts
from visavis.blueprint.drawing import DisplayList, Group, Page, PageSet, Role, Text
from visavis.blueprint.language import translator
from visavis.blueprint.layout.flow_words import words_of
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import Weight
from visavis.blueprint.text.wrapping import ELLIPSIS

# Roles of what stands at the foot of a sheet: it says nothing about how much of the sheet is used.
FOOT = (Role.FOOTER, Role.LEGEND, Role.DECORATION)
# A sheet of fewer columns may stay empty below.
FEW_COLUMNS = 8
# The number of a phase, which stands before its name.
_NUMBER = re.compile(r"^\d+\s")
_QUOTES = re.compile("[«»“”]")
# What a flow is called where it goes on in another band.
_LETTER = re.compile(r"[A-Z]{1,2}")
_LETTER_WITH_SHARE = re.compile(r"\b([A-Z]{1,2}) (\d[^,→]*%)")
# Of points: what lines of two cards may share.
TOUCHING = 1.0


@dataclass(frozen=True, slots=True)
class PosterMeasures:
    """One poster: sizes in points on paper, `use` from 0 to 1, faults in words.

    `least_use` is that of the emptiest sheet that is not exempt; None where all are.
    """

    sheets: int
    annex: int
    title: float | None
    least_type: float
    least_use: float | None
    cut: int
    untold: tuple[str, ...]
    shortened: tuple[str, ...]
    overlaps: tuple[str, ...]
    letters: tuple[str, ...]
    loose: tuple[str, ...]


def measure_poster(document: BlueprintDocument, pages: PageSet) -> PosterMeasures:
    """Return what a poster measures, with its annex."""
    titles = [size for page in pages.sheets for size in title_sizes(document, page)]
    unsaid = list(unsaid_words(document, pages))
    types = [part.run.style.size * page.scale for page in pages.sheets for _, part in texts(page.drawing)]
    cut = [each for page in pages.sheets for each in cut_texts(page.drawing)]
    # A phase that goes on is named again: once whole is enough.
    whole = {_plain(group.id) for page in pages.sheets for group in page.drawing.groups
             if group.role is Role.PHASE and not any(text.endswith(ELLIPSIS) for text in shown_texts(group))}
    cut = [each for each in cut if each.group.role is not Role.PHASE or _plain(each.group.id) not in whole]
    uses = [use for number, page in enumerate(pages.sheets, start=1)
            if (use := judged_use(document, page, is_last=number == len(pages.sheets))) is not None]
    return PosterMeasures(
        len(pages.sheets), len(pages.pages) - len(pages.sheets), min(titles, default=None), min(types, default=0.0),
        min(uses, default=None), len(cut) + len(unsaid), tuple(untold_texts(pages, [*cut, *unsaid])),
        (*(each for page in pages.sheets for each in shortened_numbers(page.drawing)), *missing_shares(document, pages)),
        tuple(each for page in pages.sheets for each in overlaps(_without_letters(page.drawing))),
        tuple(each for page in pages.sheets for each in letter_overlaps(page.drawing)),
        tuple(each for page in pages.pages for each in (*loose_texts(page.drawing), *outside(page.drawing))))


def title_sizes(document: BlueprintDocument, page: Page) -> Iterator[float]:
    """Yield the size of the title of each card, in points; slips and pills have none."""
    chips = {step.id for step in document.steps
             if document.lane_by_id[step.lane].kind in ("evidence", "support") or step.kind == "evidence"}
    for group in page.drawing.groups:
        if group.role is Role.STEP and _plain(group.id) not in chips:
            yield from (part.run.style.size * page.scale for part in group.primitives
                        if isinstance(part, Text) and part.run.style.weight is Weight.SEMIBOLD)


def judged_use(document: BlueprintDocument, page: Page, *, is_last: bool) -> float | None:
    """Return how much of a sheet between its margins is used; None for one that is exempt."""
    cards = {group.id for group in page.drawing.groups if group.role in (Role.STEP, Role.EVIDENCE)}
    columns = {(step.phase, step.column) for step in document.steps if step.id in cards}
    if is_last or len(columns) < FEW_COLUMNS:
        return None
    return use_of(page)


def use_of(page: Page) -> float:
    """Return the box around head, bands and strip as a part of the sheet between its margins, 0 to 1."""
    shown = [group.bounds for group in page.drawing.groups if group.role not in FOOT]
    if not shown:
        return 0.0
    width = max(box.right for box in shown) - min(box.x for box in shown)
    height = max(box.bottom for box in shown) - min(box.y for box in shown)
    margin = 2 * min(box.x for box in shown)
    return width * height / ((page.drawing.width - margin) * (page.drawing.height - margin))


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown of a text that a sheet had to cut, with the group it stands in."""

    group: Group
    shown: str


def cut_texts(drawing: DisplayList) -> Iterator[Cut]:
    """Yield each text that ends with an ellipsis nobody typed, its lines put together."""
    for group in drawing.groups:
        for lines in _paragraphs(group):
            shown = " ".join(line.run.text for line in lines)
            is_cut = ELLIPSIS in shown if group.role is Role.FOOTER else shown.endswith(ELLIPSIS)
            if is_cut and _flat(shown) not in _flat(group.description):
                yield Cut(group, shown)


def _paragraphs(group: Group) -> Iterator[list[Text]]:
    """Yield the lines of each text: those that follow each other in one style, in one container."""
    lines = [part for part in group.primitives if isinstance(part, Text)]
    for _, found in groupby(lines, lambda line: (line.run.style, line.container)):
        yield list(found)


def unsaid_words(document: BlueprintDocument, pages: PageSet) -> Iterator[Cut]:
    """Yield the words of each flow for which its sheets have no room at all."""
    flows = {group.id: group for page in pages.sheets for group in page.drawing.groups if group.role is Role.FLOW}
    said = {_plain(group.id) for page in pages.sheets for group in page.drawing.groups
            if group.role is Role.FLOW_LABEL and not _is_letter(group)}
    for flow in document.flows:
        words = words_of(flow, translator(pages.language))
        if words and flow.key in flows and flow.key not in said:
            yield Cut(flows[flow.key], words)


def untold_texts(pages: PageSet, cut: Sequence[Cut]) -> Iterator[str]:
    """Yield texts that are cut and nowhere in the annex whole."""
    annex = "\n".join(_flat("".join(shown_texts(group))) for page in pages.pages if page.is_annex
                      for group in page.drawing.groups)
    # The record is told as a table there.
    has_record = any(group.id.startswith("record-") for page in pages.pages if page.is_annex for group in page.drawing.groups)
    for each in cut:
        start = _flat(_NUMBER.sub("", each.shown).removesuffix(ELLIPSIS))
        if not (has_record if each.group.role is Role.FOOTER else start in annex):
            yield f"{each.group.role} {each.group.id}: {each.shown}"


def shortened_numbers(drawing: DisplayList) -> Iterator[str]:
    """Yield numbers, times and shares that are cut: figures, times of cards, shares of what is said."""
    for group in drawing.groups:
        shown = shown_texts(group)
        if group.role is Role.FIGURE and any(text.endswith(ELLIPSIS) for text in shown):
            yield f"figure {group.id}: {shown}"
        if group.role is Role.STEP:
            yield from (f"time of {group.id}: {part.run.text}" for part in group.primitives if isinstance(part, Text)
                        and part.run.style.weight is Weight.REGULAR and part.run.text.endswith(ELLIPSIS))


def missing_shares(document: BlueprintDocument, pages: PageSet) -> Iterator[str]:
    """Yield shares of branches that no sheet prints, neither on the flow nor on the card it leaves.

    What is left of all cases needs no number where every other way from the same step has one.
    """
    shown: dict[str, str] = {}
    for page in pages.sheets:
        for group in page.drawing.groups:
            if group.role in (Role.FLOW, Role.FLOW_LABEL, Role.STEP, Role.HOTSPOT, Role.TEXT):
                name = _plain(group.id)
                shown[name] = f"{shown.get(name, '')} {' '.join(shown_texts(group))}"
    for key, share in _shares_of_letters(pages):
        shown[key] = f"{shown.get(key, '')} {share}"
    missing: dict[str, list[str]] = {}
    for flow in document.flows:
        if flow.probability is not None:
            share = words_of(flow.model_copy(update={"label": "", "condition": ""}), translator(pages.language))
            if not any(_flat(share) in _flat(shown.get(name, "")) for name in (flow.key, flow.source)):
                missing.setdefault(flow.source, []).append(f"share of {flow.key}: {share}")
    ways = Counter(flow.source for flow in document.flows if flow.probability is not None)
    for source, found in missing.items():
        if len(found) > 1 or ways[source] == 1:
            yield from found


def _shares_of_letters(pages: PageSet) -> Iterator[tuple[str, str]]:
    """Yield the flows that are told together where they leave a card (« A 15 %, B 85 % → sheet 2 »), and their shares."""
    labels = [(_plain(group.id), " ".join(shown_texts(group))) for page in pages.sheets for group in page.drawing.groups
              if group.role is Role.FLOW_LABEL]
    keys = {words: key for key, words in labels if _LETTER.fullmatch(words)}
    for _, words in labels:
        yield from ((keys[letter], share) for letter, share in _LETTER_WITH_SHARE.findall(words) if letter in keys)


def overlaps(drawing: DisplayList) -> Iterator[str]:
    """Yield what lies over what it must not: text over text, a card over a card, words of a flow over a card."""
    yield from overlapping_texts(drawing)
    cards = sorted((group for group in drawing.groups if group.role is Role.STEP), key=lambda group: group.bounds.x)
    for place, one in enumerate(cards):
        for other in cards[place + 1:]:
            if other.bounds.x >= one.bounds.right:
                break
            if one.bounds.inset(TOUCHING).intersects(other.bounds):
                yield f"card {one.id} over {other.id}"
    for label in (group for group in drawing.groups if group.role is Role.FLOW_LABEL):
        yield from (f"words of {label.id} over card {card.id}" for card in cards
                    if label.bounds.inset(TOUCHING).intersects(card.bounds))


def letter_overlaps(drawing: DisplayList) -> Iterator[str]:
    """Yield what the letters of flows that go on in another band lie over."""
    without = Counter(overlapping_texts(_without_letters(drawing)))
    yield from (Counter(overlapping_texts(drawing)) - without).elements()


def _without_letters(drawing: DisplayList) -> DisplayList:
    return replace(drawing, groups=tuple(group for group in drawing.groups
                                         if group.role is not Role.FLOW_LABEL or not _is_letter(group)))


def _flat(text: str) -> str:
    """Return a text without blanks and quotes: lines break anywhere, and an annex may be in another language."""
    return _QUOTES.sub("", "".join(text.split()))


def _plain(name: str) -> str:
    """Return the name of a thing whose group is the second of it."""
    return name.partition("~")[0]


def _is_letter(label: Group) -> bool:
    return all(_LETTER.fullmatch(text) for text in shown_texts(label))
