"""Composing again after an edit: what nothing happened to is taken as it was, wherever it stands by now.

People edit one thing at a time. Cards and flows are composed as if they stood at the origin and remembered with what
they were made of; documents are immutable, so "nothing happened to it" is one comparison of identity. Composing a
card again takes some 60 µs, looking it up 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from visavis.blueprint.drawing.blueprint.compose import compose_card
from visavis.blueprint.drawing.blueprint.effort_ribbon import EffortProfile, effort_of_column, effort_profile
from visavis.blueprint.drawing.blueprint.flows import flow_groups
from visavis.blueprint.drawing.display_list import Group
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Translator
from visavis.blueprint.layout import CardBox, FlowLine, Layout
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.model.identity_diff import ID, diff_by_identity
from visavis.blueprint.text.metrics import metrics

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis, Hotspot

    Marks = tuple[Hotspot, ...]

Groups = tuple[Group, ...]
_P = TypeVar("_P", CardBox, FlowLine)


@dataclass(slots=True, eq=False)
class _CachedGroups(Generic[_P]):
    """Groups at the origin, what they were made of, the place they were last wanted at, and that place's shape."""

    causes: tuple[object, ...]
    marks: Marks
    box: _P
    shape: _P
    groups: Groups


class GroupCache:
    """Composes cards and flows, and remembers them by id. `age` tells how often everything had to be forgotten."""

    def __init__(self) -> None:
        self.age = 0
        self._inks: tuple[Theme, Translator] | None = None
        self._document: BlueprintDocument | None = None
        self._cards: dict[str, _CachedGroups[CardBox]] = {}
        self._flows: dict[str, _CachedGroups[FlowLine]] = {}
        self._profile: tuple[BlueprintDocument, Analysis | None, EffortProfile] | None = None

    def begin(self, document: BlueprintDocument, theme: Theme, translate: Translator) -> DrawingContext:
        """Take another state of a document, or other inks; what they make obsolete is forgotten."""
        if self._inks != (theme, translate) or not _heads_agree(self._document, document):
            self.age += 1
            self._cards.clear()
            self._flows.clear()
            self._profile = None
        self._inks, self._document = (theme, translate), document
        return DrawingContext(theme, translate, metrics())

    def card(self, context: DrawingContext, document: BlueprintDocument, box: CardBox, marks: Marks) -> Groups:
        """Return a card, with its halo if it is marked, as if its corner were the origin."""
        step = document.step_by_id[box.step]
        causes = (step, document.step_by_id.get(step.fallback) if step.fallback else None)
        return _get_or_make(self._cards, box.step, causes, marks, box, _card_at_origin,
                            lambda shape: tuple(compose_card(context, document, shape, marks)))

    def flow(self, context: DrawingContext, document: BlueprintDocument, layout: Layout, line: FlowLine) -> Groups:
        """Return a flow's line, and its words if it has any, as if it began at the origin."""
        flow = document.flow_by_key[line.key]
        causes = (flow, document.step_by_id[flow.source], document.step_by_id[flow.target])
        return _get_or_make(self._flows, line.key, causes, (), line, _flow_at_origin,
                            lambda shape: tuple(flow_groups(context, document, layout, shape)))

    def profile(self, document: BlueprintDocument, layout: Layout, analysis: Analysis | None) -> EffortProfile:
        """Return the effort of every column; of an analysis that stands, only changed columns are summed again."""
        kept = self._profile
        everybody = analysis.measures.everybody if analysis else None
        visits = everybody.visits if everybody and everybody.visits else None
        if kept is None or kept[1] is not analysis:
            profile = effort_profile(document, visits)
        elif kept[0].steps is document.steps:
            profile = kept[2]
        else:
            profile = _update_profile(kept[2], kept[0], document, layout, visits)
        self._profile = (document, analysis, profile)
        return profile


def _get_or_make(kept_by_id: dict[str, _CachedGroups[_P]], name: str, causes: tuple[object, ...], marks: Marks,
                 place: _P,
                 at_origin: Callable[[_P], _P], made: Callable[[_P], Groups]) -> Groups:
    """Return what is remembered under a name if it would be made of the same, else make it and remember it."""
    kept = kept_by_id.get(name)
    if (kept is not None and all(one is other for one, other in zip(kept.causes, causes, strict=True))
            and (kept.marks is marks or kept.marks == marks)):
        if kept.box is place:
            return kept.groups
        if at_origin(place) == kept.shape:
            kept.box = place
            return kept.groups
    shape = at_origin(place)
    groups = made(shape)
    kept_by_id[name] = _CachedGroups(causes, marks, place, shape, groups)
    return groups


def _card_at_origin(box: CardBox) -> CardBox:
    return box.move(-box.rect.x, -box.rect.y)


def _flow_at_origin(line: FlowLine) -> FlowLine:
    start = line.points[0]
    return line.move(-start.x, -start.y)


def _heads_agree(before: BlueprintDocument | None, after: BlueprintDocument) -> bool:
    """Return whether cards and flows can show no difference: they tell neither notes nor the title."""
    if before is None:
        return False
    old, new = before.head, after.head
    return old is new or old.model_copy(update={"notes": new.notes, "title": new.title}) == new


def _update_profile(profile: EffortProfile, before: BlueprintDocument, after: BlueprintDocument, layout: Layout,
                    visits: Mapping[str, float] | None) -> EffortProfile:
    """Return a profile with the columns summed again in which a step changed."""
    pairs = diff_by_identity(before.steps, after.steps, ID)
    columns = {(step.phase, step.column) for pair in pairs for step in pair if step is not None}
    phases = {phase for phase, _ in columns}
    stacks = {(column.phase, column.index): stack
              for column, stack in zip(layout.columns, layout.stacks, strict=True) if column.phase in phases}
    citizen, agent = dict(profile.citizen), dict(profile.agent)
    for key in columns:
        steps = [after.step_by_id[one] for one in stacks.get(key, ())]
        sides = effort_of_column(after, steps, visits)
        for side, efforts in ((Side.CITIZEN, citizen), (Side.AGENT, agent)):
            efforts.pop(key, None)
            if side in sides:
                efforts[key] = sides[side]
    mended = EffortProfile(citizen, agent)
    return profile if mended == profile else mended
