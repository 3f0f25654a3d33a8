"""Which texts a band had to cut: they stand whole in the annex."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import fit_note
from visavis.blueprint.drawing.poster.annex import CutText
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message
from visavis.blueprint.layout import LaneBox, Layout
from visavis.blueprint.layout.flow_words import words_of
from visavis.blueprint.model import BlueprintDocument, Cell, Note


def find_cut_texts(context: DrawingContext, document: BlueprintDocument,
                   layouts: Iterable[Layout], silent: Collection[str] = ()) -> Iterator[CutText]:
    """Yield the texts of bands that are not whole on them: names of phases and lanes, titles, words on flows, notes.

    What is said on a flow is told where it arrives, and what is not said on those that are `silent`; notes that found
    no room are told, too.
    """
    for layout in layouts:
        for lane in layout.lanes:
            yield from _cut_headings(context, document, lane)
        yield from _find_in_band(context, document, layout, silent)


def _find_in_band(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                  silent: Collection[str]) -> Iterator[CutText]:
    """Yield what is not whole on a band beside names of lanes, which each band has."""
    translate = context.translate
    for phase in layout.phases:
        if phase.title.is_cut and not phase.continues:
            yield CutText(translate(message("Phase")), document.phase_by_id[phase.phase].name)
    for box in layout.cards.values():
        if box.title.is_cut:
            step = document.step_by_id[box.step]
            yield CutText(document.phase_by_id[step.phase].name, step.title.strip())
    for line in layout.flows.values():
        flow = document.flow_by_key[line.key]
        words = words_of(flow, translate)
        is_whole = line.label is not None and not line.label.text.is_cut and line.key not in silent
        if words and line.goes_to is None and not is_whole:
            ends = (document.step_by_id[end] for end in (flow.source, flow.target))
            yield CutText(translate(message("{source} → {target}", source=step_name(next(ends)),
                                            target=step_name(next(ends)))), words)
    yield from (CutText(_place(context, document, note), note.text.strip())
                for note in document.head.notes if _is_not_whole(context, document, layout, note))


def _cut_headings(context: DrawingContext, document: BlueprintDocument, lane: LaneBox) -> Iterator[CutText]:
    """Yield a lane's name, and who acts in it, where they are not whole at the left of a band."""
    name = document.lane_by_id[lane.lane].name
    if lane.title.is_cut:
        yield CutText(context.translate(message("Lane")), name)
    if lane.subtitle is not None and lane.subtitle.is_cut:
        yield CutText(name, lane.subtitle.full)


def _is_not_whole(context: DrawingContext, document: BlueprintDocument, layout: Layout, note: Note) -> bool:
    """Return whether a note found too little room in the band, or one on a step of the band none at all."""
    box = layout.notes.get(note.id)
    if not note.text.strip():
        return False
    if box is not None:
        return fit_note(context, note, box.rect, layout.style).is_cut
    return isinstance(note.at, str) and note.at in layout.cards and note.at in document.step_by_id


def _place(context: DrawingContext, document: BlueprintDocument, note: Note) -> str:
    """Return where a note stands, in words: the title of its step, or the phase of its cell."""
    if isinstance(note.at, Cell):
        return document.phase_by_id[note.at.phase].name
    name = step_name(document.step_by_id[str(note.at)])
    return name if isinstance(name, str) else context.translate(name)
