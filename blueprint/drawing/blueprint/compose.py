"""Composition: one band of a blueprint as a display list. The canvas and the paper are drawn by this one path.

Groups come in reading order (lanes and lines, then phase by phase, column by column, lanes from top to bottom, each
step with its hotspots, its notes and the flows that leave it) and are equal when nothing about them changed: the
canvas repaints only groups that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.cards import card_group
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.blueprint.effort_ribbon import EffortProfile, effort_profile
from visavis.blueprint.drawing.blueprint.flows import flow_groups
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspot_group, hotspots_by_step, note_groups
from visavis.blueprint.drawing.blueprint.lanes_and_phases import lane_group, line_group, phase_group, ribbon_group
from visavis.blueprint.drawing.display_list import DisplayList, Group
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Translator
from visavis.blueprint.layout import CardBox, Layout
from visavis.blueprint.model import BlueprintDocument, Lane, StepKind
from visavis.blueprint.text.metrics import metrics as shipped_metrics
from visavis.blueprint.text.styles import TextMetrics

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis, Hotspot
    from visavis.blueprint.drawing.blueprint.additions import Additions
    from visavis.blueprint.drawing.excerpt import Excerpt


def compose(document: BlueprintDocument, layout: Layout, analysis: Analysis | None, theme: Theme,
            translate: Translator, *, options: ComposeOptions | None = None,
            metrics: TextMetrics | None = None) -> DisplayList:
    """Return the drawing of one band, its origin at the band's top left.

    `translate` decides the language of everything that the document's authors did not write themselves: the
    interface's on screen, the document's in exports. Without an analysis there are no hotspots and every step counts
    once in the ribbon.
    """
    context = DrawingContext(theme, translate, metrics or shipped_metrics())
    groups = tuple(band_groups(context, document, layout, analysis, options or ComposeOptions()))
    return DisplayList(layout.width, layout.height, groups, theme.background, translate.language, document.head.title)


def band_groups(context: DrawingContext, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
                options: ComposeOptions) -> Iterator[Group]:
    """Yield the groups of one band in reading order."""
    yield from compose_lanes_and_lines(context, document, layout, analysis, options)
    has_numbers = options.hotspots and options.call_outs is None
    shown = analysis.frictions.hotspots[:options.most_frictions] if analysis and has_numbers else ()
    hotspots = hotspots_by_step(shown)
    additions = _add_to_band(context, document, layout, options)
    notes = _notes_by_step(context, document, layout, options)
    flows = _flows_by_step(document, layout)
    phases = iter(layout.phases)
    current: str | None = None
    for box in cards_in_reading_order(document, layout):
        phase = document.step_by_id[box.step].phase
        while current != phase:
            arrow = next(phases, None)
            if arrow is None:
                break
            current = arrow.phase
            yield phase_group(context, document, layout, arrow, options.phase_figures.get(arrow.phase, ()))
        is_end = options.is_on_paper and document.step_by_id[box.step].kind is StepKind.OUTCOME
        reached = options.reached.get(box.step, "") if is_end else None
        yield from compose_card(context, document, box, hotspots.get(box.step, ()), options.homes.get(box.step),
                                reached)
        if additions is not None:
            yield from additions.at_card(box.step)
        if options.excerpt is not None:
            yield from _loose_ends(context, options.excerpt, box)
        yield from notes.pop(box.step, ())
        yield from compose_flows(context, document, layout, flows.pop(box.step, ()), additions)
    for arrow in phases:
        yield phase_group(context, document, layout, arrow, options.phase_figures.get(arrow.phase, ()))
    if additions is not None:
        yield from additions.peaks
    for left in notes.values():
        yield from left
    for keys in flows.values():
        yield from compose_flows(context, document, layout, keys, additions)


def compose_lanes_and_lines(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                            analysis: Analysis | None,
                            options: ComposeOptions) -> Iterator[Group]:
    """Yield lanes, the ribbon of effort, or of work on paper, and the derived lines."""
    for lane in layout.lanes:
        yield lane_group(context, document, lane)
    if options.ribbon:
        profile = _work_of(document) if options.is_on_paper else effort_of(document, analysis)
        ribbon = ribbon_group(context, layout, profile, options.ribbon_peak or profile.peak)
        if ribbon is not None:
            yield ribbon
    for line in layout.lines:
        yield line_group(context, layout, line)


def _work_of(document: BlueprintDocument) -> EffortProfile:
    from visavis.blueprint.drawing.blueprint.work_ribbon import work_profile

    return work_profile(document)


def effort_of(document: BlueprintDocument, analysis: Analysis | None) -> EffortProfile:
    """Return the effort profile, weighted by everybody's visits where there are measures."""
    everybody = analysis.measures.everybody if analysis else None
    return effort_profile(document, everybody.visits if everybody and everybody.visits else None)


def compose_card(context: DrawingContext, document: BlueprintDocument, box: CardBox,
                 hotspots: Sequence[Hotspot], home: Lane | None = None,
                 reached: str | None = None) -> Iterator[Group]:
    """Yield a step's card and its hotspot halo.

    `home` is its own lane where it stands in another one, `reached` tells on paper how many come to an outcome.
    """
    yield card_group(context, document, box, hotspots, home, reached)
    if hotspots:
        yield hotspot_group(context, document, box, hotspots)


def compose_flows(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                  keys: Sequence[str], additions: Additions | None = None) -> Iterator[Group]:
    """Yield the lines and labels of some flows."""
    for key in keys:
        if additions is None:
            yield from flow_groups(context, document, layout, layout.flows[key])
        else:
            yield from additions.at_flow(context, document, layout, key)


def cards_in_reading_order(document: BlueprintDocument, layout: Layout) -> list[CardBox]:
    """Return the band's cards phase by phase, column by column, lanes from top to bottom, stacks in file order."""
    columns = {(column.phase, column.index): index for index, column in enumerate(layout.columns)}
    lanes = {lane.lane: index for index, lane in enumerate(layout.lanes)}

    def order(box: CardBox) -> tuple[int, int]:
        step = document.step_by_id[box.step]
        return columns.get((step.phase, step.column), len(columns)), lanes.get(step.lane, len(lanes))

    return sorted((layout.cards[step.id] for step in document.steps if step.id in layout.cards), key=order)


def _add_to_band(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                 options: ComposeOptions) -> Additions | None:
    """Return what paper adds to a band; None where it adds nothing: a screen, above all, which starts without it."""
    if not options.has_additions:
        return None
    from visavis.blueprint.drawing.blueprint.additions import place_additions

    return place_additions(context, document, layout, options)


def _loose_ends(context: DrawingContext, excerpt: Excerpt, box: CardBox) -> Iterator[Group]:
    from visavis.blueprint.drawing.excerpt import loose_end_groups

    return loose_end_groups(context, excerpt, box)


def _notes_by_step(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                   options: ComposeOptions) -> dict[str, list[Group]]:
    """Return note groups by the step they stand on; those on cells under the empty id."""
    found: dict[str, list[Group]] = {}
    if not options.notes or not document.head.notes:
        return found
    steps = {note.id: note.at for note in document.head.notes}
    for group in note_groups(context, document, layout, private=options.internal):
        at = steps[group.id]
        found.setdefault(at if isinstance(at, str) else "", []).append(group)
    return found


def _flows_by_step(document: BlueprintDocument, layout: Layout) -> dict[str, list[str]]:
    """Return the band's flows by the step they are read after: their source, or their target when it is elsewhere."""
    found: dict[str, list[str]] = {}
    flows: Mapping[str, object] = layout.flows
    for flow in document.flows:
        if flow.key in flows:
            found.setdefault(flow.source if flow.source in layout.cards else flow.target, []).append(flow.key)
    return found
