"""What the next run of the layout can reuse of the one before: people edit one thing at a time.

Documents are immutable and edits replace what they touch: what is the same object looks the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.cards import has_foot
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.folding import Folds
from visavis.blueprint.layout.labels import Pills
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.routing.plan import Plan, TrackZone
from visavis.blueprint.layout.rows import YAxis
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Flow, Step
from visavis.blueprint.model.identity_diff import ID, KEY, Pair, diff_by_identity
from visavis.blueprint.text import FittedText


@dataclass(frozen=True, eq=False)
class PreviousRun:
    """A finished run: document, folds and density, fitted texts, cards' sizes, the plan, and what it came to."""

    document: BlueprintDocument
    folds: Folds
    style: LayoutStyle
    titles: Mapping[str, FittedText]
    flow_texts: Mapping[str, FittedText]
    feet: Mapping[str, float]
    tallest: Mapping[str, float]
    heights: Mapping[int, float]
    plan: Plan
    x_axis: XAxis
    needed: Mapping[TrackZone, int]
    pills: Pills
    y_axis: YAxis
    layout: Layout


@dataclass(frozen=True, eq=False)
class Reusable:
    """What a run can reuse of the one before, `previous`, and which steps and flows changed since."""

    previous: PreviousRun
    steps: Sequence[Pair[Step]]
    flows: Sequence[Pair[Flow]]
    titles: Mapping[str, FittedText]
    flow_texts: Mapping[str, FittedText]

    @property
    def fresh_steps(self) -> list[Step]:
        """The steps that are new or not what they were."""
        return [new for _, new in self.steps if new is not None]

    @property
    def fresh_flows(self) -> list[Flow]:
        """The flows that are new or not what they were."""
        return [new for _, new in self.flows if new is not None]

    def feet(self) -> Mapping[str, float] | None:
        """Return the feet of the lanes' cards, if they are surely as before."""
        same = all(_foot(old) == _foot(new) for old, new in self.steps)
        return self.previous.feet if same else None

    def tallest(self, titles: Mapping[str, FittedText]) -> Mapping[str, float] | None:
        """Return the height of each lane's tallest title, if with these titles it is surely as before."""
        known = self.previous
        for old, new in self.steps:
            before = known.titles[old.id].height if old is not None else 0.0
            after = titles[new.id].height if new is not None else 0.0
            if old is not None and new is not None and old.lane == new.lane and before == after:
                continue
            if old is not None and before >= known.tallest.get(old.lane, 0.0):
                return None
            if new is not None and after > known.tallest.get(new.lane, 0.0):
                return None
        return known.tallest


def _foot(step: Step | None) -> tuple[str, bool] | None:
    return (step.lane, True) if step is not None and has_foot(step) else None


def find_reusable(previous: PreviousRun | None, document: BlueprintDocument, folds: Folds,
                  style: LayoutStyle) -> Reusable | None:
    """Return what a run for `document` can reuse of `previous`; None where everything has to be laid out."""
    if previous is None or (previous.folds, previous.style) != (folds, style):
        return None
    if not _heads_agree(previous.document, document):
        return None
    before = previous.document
    steps = diff_by_identity(before.steps, document.steps, ID)
    flows = diff_by_identity(before.flows, document.flows, KEY)
    return Reusable(previous, steps, flows,
                    _drop_keys(previous.titles, [old.id for old, _ in steps if old is not None]),
                    _drop_keys(previous.flow_texts, [old.key for old, _ in flows if old is not None]))


def _heads_agree(before: BlueprintDocument, after: BlueprintDocument) -> bool:
    """Return whether nothing changed that fitting and placing read of the head, but for its notes."""
    old, new = before.head, after.head
    return old is new or ((old.language, old.lanes, old.phases, old.actors)
                          == (new.language, new.lanes, new.phases, new.actors))


def _drop_keys(kept: Mapping[str, FittedText], keys: Sequence[str]) -> dict[str, FittedText]:
    left = dict(kept)
    for key in keys:
        left.pop(key, None)
    return left
