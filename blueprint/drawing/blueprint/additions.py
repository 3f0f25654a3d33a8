"""What paper adds to a band beside what the layout placed, each where nothing else stands.

On a screen one points at a card or looks along a flow; a sheet must say it. What is worth most finds its place first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from visavis.blueprint.drawing.blueprint.call_out_places import place_call_outs
from visavis.blueprint.drawing.blueprint.cards import marks_box
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.blueprint.equal_ways import place_equal_ways, told_words
from visavis.blueprint.drawing.blueprint.flow_letters import find_stubs, place_letters
from visavis.blueprint.drawing.blueprint.flow_looks import ALL_WAYS, FlowLooks, find_looks
from visavis.blueprint.drawing.blueprint.flows import PlacedLetter, describe_flow, flow_groups
from visavis.blueprint.drawing.blueprint.lanes_and_phases import fit_phase_figure
from visavis.blueprint.drawing.blueprint.persona_tabs import place_tabs
from visavis.blueprint.drawing.blueprint.taken_places import TakenPlaces
from visavis.blueprint.drawing.blueprint.ways import (
    Return,
    find_mute,
    find_returns,
    place_alternatives,
    place_words,
    return_group,
)
from visavis.blueprint.drawing.blueprint.work_ribbon import place_peaks
from visavis.blueprint.drawing.display_list import Group
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.layout import LabelBox, Layout
from visavis.blueprint.model import BlueprintDocument


@dataclass(frozen=True, slots=True)
class Additions:
    """What is added to a band.

    By step: call-outs, personas' tabs, what stands between alternatives, the share of ways that are all alike. By
    flow: letters, words, returns, looks.

    Of the flows that are `mute` the layout had room for an ellipsis only, which is not drawn: they have other words,
    or none. `peaks` are those of the ribbon.
    """

    call_outs: Mapping[str, Group] = field(default_factory=dict)
    tabs: Mapping[str, Group] = field(default_factory=dict)
    alternatives: Mapping[str, Group] = field(default_factory=dict)
    equal_ways: Mapping[str, Group] = field(default_factory=dict)
    letters: Mapping[str, PlacedLetter] = field(default_factory=dict)
    words: Mapping[str, LabelBox] = field(default_factory=dict)
    returns: Mapping[str, Return] = field(default_factory=dict)
    mute: Collection[str] = ()
    looks: FlowLooks = ALL_WAYS
    peaks: tuple[Group, ...] = ()

    def at_card(self, step: str) -> Iterator[Group]:
        """Yield what stands at a card."""
        for groups in (self.tabs, self.call_outs, self.alternatives, self.equal_ways):
            if step in groups:
                yield groups[step]

    def at_flow(self, context: DrawingContext, document: BlueprintDocument, layout: Layout,
                key: str) -> Iterator[Group]:
        """Yield a flow's line and what is said on it; of a return that its card tells, only that."""
        line = layout.flows[key]
        if key in self.returns:
            title, description = describe_flow(context, document, layout, line)
            yield return_group(context, self.returns[key], title, description)
            return
        if key in self.words or key in self.mute:
            line = replace(line, label=self.words.get(key))
        yield from flow_groups(context, document, layout, line, self.letters.get(key), self.looks.of(key))


def place_additions(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                    options: ComposeOptions) -> Additions:
    """Return what is added to a band."""
    call_outs = options.call_outs or {}
    returns = find_returns(context, document, layout) if options.is_on_paper else {}
    undrawn = find_stubs(layout, options.letters) | returns.keys()
    looks = find_looks(document, layout, call_outs) if options.is_on_paper else ALL_WAYS
    mute = find_mute(layout) | {*looks.silent} if options.is_on_paper else frozenset()
    taken = TakenPlaces(layout, undrawn, mute)
    for phase in layout.phases:
        _, figure = fit_phase_figure(context, layout, phase, options.phase_figures.get(phase.phase, ()))
        taken.add_words(figure)
    for box in layout.cards.values():
        # Marks may stand on a card's lower edge, where they reach out of it.
        marks = marks_box(document.step_by_id[box.step], box)
        if marks.width and not box.is_chip and marks.bottom > box.rect.bottom:
            taken.add(marks)
    tabs = place_tabs(context, document, layout, options, taken)
    letters = place_letters(context, document, layout, options.letters, call_outs, taken)
    named = place_call_outs(context, document, layout, call_outs, taken)
    if not options.is_on_paper:
        return Additions(named, tabs, letters=letters)
    alternatives = place_alternatives(context, document, layout, taken, [each.rect for each in letters.values()])
    for group in alternatives.values():
        taken.add(group.bounds)
    drawn = [key for key in layout.flows if key not in undrawn and key not in looks.silent]
    words = place_words(context, document, layout, drawn, taken, mute)
    equal = place_equal_ways(context, document, layout, told_words(layout, letters, words, returns, mute),
                             {told.flow.source for told in returns.values()})
    peaks = place_peaks(context, document, layout, taken) if options.ribbon else ()
    return Additions(named, tabs, alternatives, equal, letters, words, returns, mute, looks, peaks)
