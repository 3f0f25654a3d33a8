"""What a log says of a drawn journey, as figures, and what is drawn beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from visavis.blueprint.analysis.measures.measure import measure_all
from visavis.blueprint.analysis.observed.activities import ActivityMap
from visavis.blueprint.analysis.observed.deviations import Deviation
from visavis.blueprint.analysis.observed.spread import Spread
from visavis.blueprint.model import BlueprintDocument, Outcome, Step, mean_effort, mean_minutes


@dataclass(slots=True)
class ObservedStep:
    """What was seen of a step: how often, in how many cases, and its times in minutes.

    `work` are times from a beginning to an end on the same day: longer ones hold nights, and are `overnight`. `wait`
    is the time until what came next; where the next one's beginning is not logged, its work is in it (`open_waits`).
    """

    visits: int = 0
    cases: int = 0
    work: Spread = field(default_factory=Spread)
    wait: Spread = field(default_factory=Spread)
    overnight: int = 0
    open_waits: int = 0


@dataclass(frozen=True, slots=True)
class ObservedJourneys:
    """What the cases of a log did. Times are in minutes, moments in seconds since 1970 (UTC).

    `steps` are those that left a trace, and those without one whose wait was measured. `flows` counts
    how often a flow was surely taken. `as_drawn` are the cases that never left the drawing. `outcomes` are how cases
    ended, None where that is not to be told: still open, or left by the citizen. `elapsed` are the times from the
    first to the last event of the cases that came to an outcome.
    """

    cases: int
    events: int
    first: float | None
    last: float | None
    activities: Mapping[str, int]
    mapped: ActivityMap
    steps: Mapping[str, ObservedStep]
    flows: Mapping[str, int]
    as_drawn: int
    deviations: tuple[Deviation, ...]
    outcomes: Mapping[Outcome | None, int]
    elapsed: Spread

    @property
    def unmapped(self) -> Mapping[str, int]:
        """The activities that no step is known for, with the number of their events."""
        known = self.mapped.steps.keys() | self.mapped.ignored
        return {name: count for name, count in self.activities.items() if name not in known}


def planned_visits(document: BlueprintDocument) -> Mapping[str, float]:
    """Return how often a case of everybody comes to each step, as drawn; nothing where that cannot be worked out."""
    everybody = measure_all(document).everybody
    return everybody.visits if everybody is not None else {}


def planned_minutes(document: BlueprintDocument, step: Step) -> tuple[float | None, float | None]:
    """Return the drawn minutes of effort in a step, and of the wait after it; None for one that nobody stated."""
    return (mean_effort(step.work, document.hours_per_day) if step.work is not None else None,
            mean_minutes(step.wait) if step.wait is not None else None)
