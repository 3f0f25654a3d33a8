"""Which steps of a redesign stand for which steps of the as-is blueprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest

from visavis.blueprint.model import BlueprintDocument, Side, Step


@dataclass(frozen=True)
class Matching:
    """Two blueprints and the steps they share.

    A step of the redesign stands for the steps that it `replaces`; where it names none that exist, for the step of
    the same id.
    """

    before: BlueprintDocument
    after: BlueprintDocument

    @cached_property
    def origins(self) -> Mapping[str, tuple[str, ...]]:
        """For each step of the redesign the as-is steps that it stands for; none for a new step."""
        known = self.before.step_by_id
        found = {}
        for step in self.after.steps:
            named = tuple(dict.fromkeys(name for name in step.replaces if name in known))
            found[step.id] = named or ((step.id,) if step.id in known and not self._is_taken(step.id) else ())
        return found

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """For each as-is step the steps of the redesign that stand for it; none for a step that is gone."""
        found: dict[str, list[str]] = {step.id: [] for step in self.before.steps}
        for name, origins in self.origins.items():
            for origin in origins:
                found[origin].append(name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def _replaced_ids(self) -> frozenset[str]:
        return frozenset(name for step in self.after.steps for name in step.replaces)

    def _is_taken(self, name: str) -> bool:
        """Return whether another step says that it replaces the as-is step of this id."""
        return name in self._replaced_ids

    @cached_property
    def phases(self) -> tuple[tuple[str | None, str | None], ...]:
        """The phases that face each other, by id: those of the same id, and between these one after the other.

        None where one of the blueprints has no phase there.
        """
        before, after = ([phase.id for phase in document.head.phases] for document in (self.before, self.after))
        pairs: list[tuple[str | None, str | None]] = []
        start, other = 0, 0
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            pairs += zip_longest(before[start:block.a], after[other:block.b])
            start, other = block.a + block.size, block.b + block.size
            pairs += zip(before[block.a:start], after[block.b:other], strict=True)
        return tuple(pairs)

    @property
    def added_steps(self) -> tuple[Step, ...]:
        """The steps of the redesign that stand for none."""
        return tuple(step for step in self.after.steps if not self.origins[step.id])

    @property
    def removed_steps(self) -> tuple[Step, ...]:
        """The as-is steps that nothing stands for."""
        return tuple(step for step in self.before.steps if not self.successors[step.id])

    def sides(self, name: str) -> tuple[frozenset[Side | None], Side | None]:
        """Return the sides that bore what a step of the redesign stands for, and the side that bears it now."""
        origins = self.origins[name]
        before = frozenset(self.before.side_of(self.before.step_by_id[origin]) for origin in origins)
        return before, self.after.side_of(self.after.step_by_id[name])
