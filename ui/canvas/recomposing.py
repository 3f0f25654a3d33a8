"""Composing again after an edit: the groups of cards and flows that nothing happened to are taken as they are.

At 200 steps composing everything takes some 50 ms, most of it descriptions; after a rename, this takes 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from blueprint.analysis.finding import Analysis
from blueprint.drawing.compose import (
    ComposeOptions,
    cards_in_reading_order,
    compose_card,
    compose_flows,
    compose_furniture,
)
from blueprint.drawing.display_list import DisplayList, Group
from blueprint.drawing.furniture import phase_group
from blueprint.drawing.lettering import Atelier
from blueprint.drawing.overlays import hotspots_by_step, note_groups
from blueprint.drawing.theme import Theme
from blueprint.language import Translator
from blueprint.layout.places import Layout
from blueprint.model import BlueprintDocument
from blueprint.text.metrics import metrics


@dataclass(frozen=True, eq=False)
class _Kept:
    made_of: tuple[object, ...]
    groups: tuple[Group, ...]


class Recomposer:
    """Makes drawings as `blueprint.drawing.compose` does, and remembers the last one's groups by what made them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._common: tuple[object, ...] = ()

    def compose(self, document: BlueprintDocument, layout: Layout, analysis: Analysis | None, theme: Theme,
                translate: Translator, *, private: bool = True) -> DisplayList:
        """Return the drawing of a document, groups in reading order."""
        common = (document.head, theme, translate)
        if any(new is not old for new, old in zip(common, self._common or (None,) * 3, strict=True)):
            self._kept, self._common = {}, common
        before, self._kept = self._kept, {}
        atelier = Atelier(theme, translate, metrics())
        groups = tuple(self._groups(atelier, document, layout, analysis, before, private=private))
        return DisplayList(layout.width, layout.height, groups, theme.background, translate.language,
                           document.head.title)

    def _groups(self, atelier: Atelier, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
                before: dict[tuple[str, str], _Kept], *, private: bool) -> Iterator[Group]:
        yield from compose_furniture(atelier, document, layout, analysis, ComposeOptions())
        for arrow in layout.phases:
            yield phase_group(atelier, document, layout, arrow)
        hotspots = hotspots_by_step(analysis.frictions.hotspots) if analysis else {}
        steps = document.step_by_id
        for place in cards_in_reading_order(document, layout):
            step, marks = steps[place.step], hotspots.get(place.step, ())
            fallback = steps.get(step.fallback or "")
            yield from self._group_of("card", place.step, (step, fallback, place, marks), before,
                                      lambda place=place, marks=marks: compose_card(atelier, document, place, marks))
        yield from note_groups(atelier, document, layout, private=private)
        for flow in document.flows:
            place = layout.flows.get(flow.key)
            if place is not None:
                made_of = (flow, steps[flow.source], steps[flow.target], place)
                yield from self._group_of("flow", flow.key, made_of, before,
                                          lambda key=flow.key: compose_flows(atelier, document, layout, (key,)))

    def _group_of(self, kind: str, name: str, made_of: tuple[object, ...], before: dict[tuple[str, str], _Kept],
                  make: Callable[[], Iterable[Group]]) -> tuple[Group, ...]:
        kept = before.get((kind, name))
        if kept is None or kept.made_of != made_of:
            kept = _Kept(made_of, tuple(make()))
        self._kept[kind, name] = kept
        return kept.groups
