"""What one run of the layout leaves for the next: people edit one thing at a time, and most of a layout stands.

Documents are immutable and edits replace what they touch: what is the same object looks the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from blueprint.layout.bands import Band
from blueprint.layout.cards import asks_for_foot
from blueprint.layout.folding import Folds
from blueprint.layout.grid import Grid
from blueprint.layout.places import CardPlace, Layout
from blueprint.model import BlueprintDocument, Cell, Flow, Step
from blueprint.text import FittedText

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Kept:
    """A finished run: the document, what was folded, its grid, the fitted texts, its rows' sizes, its layout."""

    document: BlueprintDocument
    folds: Folds
    bands: tuple[Band, ...]
    grid: Grid
    titles: Mapping[str, FittedText]
    spoken: Mapping[str, FittedText]
    feet: Mapping[str, float]
    heights: Mapping[int, float]
    layout: Layout


@dataclass(frozen=True, eq=False)
class Carried:
    """What a run may take over: the fitted texts and cards of all steps and flows but the `fresh` ones.

    `frame` is the run before where the same steps stand in the same cells and the same flows join them.
    """

    fresh_steps: Sequence[Step]
    fresh_flows: Sequence[Flow]
    titles: Mapping[str, FittedText]
    spoken: Mapping[str, FittedText]
    cards: Mapping[str, CardPlace]
    frame: Kept | None = None

    @property
    def feet(self) -> Mapping[str, float] | None:
        """The feet of the lanes' cards, if they are surely as before."""
        if self.frame is None:
            return None
        before = self.frame.document.step_by_id
        same = all(asks_for_foot(step) == asks_for_foot(before[step.id]) for step in self.fresh_steps)
        return self.frame.feet if same else None

    def heights(self, titles: Mapping[str, FittedText], feet: Mapping[str, float]) -> Mapping[int, float] | None:
        """Return the heights of the rows, if with these titles and feet they are surely as before."""
        if self.frame is None or feet != self.frame.feet:
            return None
        before = self.frame.titles
        same = all(titles[step.id].height == before[step.id].height for step in self.fresh_steps)
        return self.frame.heights if same else None

    def layout(self, spoken: Mapping[str, FittedText], feet: Mapping[str, float],
               heights: Mapping[int, float]) -> Layout | None:
        """Return the layout before if, with these words and sizes, nothing of it changes but texts on cards."""
        frame = self.frame
        if frame is None or (spoken, feet, heights) != (frame.spoken, frame.feet, frame.heights):
            return None
        return frame.layout


def carried(kept: Kept | None, document: BlueprintDocument, folds: Folds) -> Carried:
    """Return what a run for `document` may take over from the run that left `kept`; from none, nothing."""
    if kept is None or kept.folds != folds or not _heads_agree(kept.document, document):
        return Carried(document.steps, document.flows, {}, {}, {})
    before = kept.document
    steps, flows = _differing(before.steps, document.steps, _place), _differing(before.flows, document.flows, _ends)
    if steps is not None and flows is not None:
        gone, unsaid = [step.id for step in steps], [flow.key for flow in flows]
        frame = kept if _noted_columns(before) == _noted_columns(document) else None
    else:
        steps = [step for step in document.steps if before.step_by_id.get(step.id) is not step]
        flows = [flow for flow in document.flows if before.flow_by_key.get(flow.key) is not flow]
        gone = [step.id for step in before.steps if document.step_by_id.get(step.id) is not step]
        unsaid = [flow.key for flow in before.flows if document.flow_by_key.get(flow.key) is not flow]
        frame = None
    return Carried(steps, flows, _without(kept.titles, gone), _without(kept.spoken, unsaid),
                   _without(kept.layout.cards, gone), frame)


def _heads_agree(before: BlueprintDocument, after: BlueprintDocument) -> bool:
    """Tell whether nothing changed that fitting and placing read of the head, but for its notes."""
    old, new = before.head, after.head
    return old is new or ((old.language, old.lanes, old.phases, old.actors)
                          == (new.language, new.lanes, new.phases, new.actors))


def _noted_columns(document: BlueprintDocument) -> set[tuple[str, int]]:
    """Return the columns that notes hold open."""
    return {(note.at.phase, note.at.column) for note in document.head.notes if isinstance(note.at, Cell)}


def _differing(before: Sequence[_T], after: Sequence[_T], what: Callable[[_T], object]) -> list[_T] | None:
    """Return what of `after` is not what stood there before; None if `what` is not the same of all."""
    if len(before) != len(after):
        return None
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
    return [new for _, new in pairs] if all(what(old) == what(new) for old, new in pairs) else None


def _place(step: Step) -> object:
    return step.id, step.lane, step.phase, step.column


def _ends(flow: Flow) -> object:
    return flow.key, flow.source, flow.target


def _without(kept: Mapping[str, _T], keys: Sequence[str]) -> dict[str, _T]:
    left = dict(kept)
    for key in keys:
        left.pop(key, None)
    return left
