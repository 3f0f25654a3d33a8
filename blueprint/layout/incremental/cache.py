"""What the next run of the layout can reuse of the one before: people edit one thing at a time.

Documents are immutable and edits replace what they touch: what is the same object looks the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.folding import Folds
from visavis.blueprint.layout.labels import Pills
from visavis.blueprint.layout.result import Layout
from visavis.blueprint.layout.routing.plan import Plan, TrackZone
from visavis.blueprint.layout.rows import LaneRooms, YAxis
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import BlueprintDocument, Flow, Step
from visavis.blueprint.model.identity_diff import ID, KEY, Pair, diff_by_identity
from visavis.blueprint.text import FittedText


@dataclass(frozen=True, eq=False)
class PreviousRun:
    """A finished run: the document, folds and density, fitted texts, cards' sizes, the plan, and what it came to."""

    document: BlueprintDocument
    folds: Folds
    style: LayoutStyle
    titles: Mapping[str, FittedText]
    flow_texts: Mapping[str, FittedText]
    heights: Mapping[int, float]
    plan: Plan
    x_axis: XAxis
    needed: Mapping[TrackZone, int]
    pills: Pills
    free: LaneRooms
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
