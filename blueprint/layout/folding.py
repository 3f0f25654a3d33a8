"""Lanes and phases that are folded: their steps stay where they are, small, and so does every flow.

A folded lane is as low as one line of text; a folded phase has columns just wide enough for an icon. Folding is a way
of looking: no file knows of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.model import Step

# An icon of 18 pt with air at both sides; at full size still a target of more than 24 pixels.
FOLDED_WIDTH = 34.0


@dataclass(frozen=True, slots=True)
class Folds:
    """The ids of folded lanes and phases; ids that a document does not know are of no effect."""

    lanes: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()

    def is_too_narrow(self, step: Step) -> bool:
        """Return whether a step's card is too narrow for its title."""
        return step.phase in self.phases

    def is_folded(self, step: Step) -> bool:
        """Return whether a step stands in a folded lane or phase."""
        return step.lane in self.lanes or step.phase in self.phases

    def with_lane(self, lane: str) -> Folds:
        """Return the folds with one lane folded, or unfolded if it was."""
        return Folds(self.lanes ^ {lane}, self.phases)

    def with_phase(self, phase: str) -> Folds:
        """Return the folds with one phase folded, or unfolded if it was."""
        return Folds(self.lanes, self.phases ^ {phase})


UNFOLDED = Folds()
