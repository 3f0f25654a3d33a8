"""How many journeys are played when no one says, from which seed, and where playing one stops.

The command line and `import visavis` name these before any document is read, so nothing is loaded with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney

# Where chance begins: the same figures each time.
DEFAULT_SEED = 1
DEFAULT_RUNS = 2000
# So many journeys are played where only the law of a time is asked for, and its mean is known: a share is then
# known to eight tenths of a percent.
LAW_RUNS = 4_000
# After ENOUGH journeys without an end nothing more is learnt, and the simulation stops with fewer runs.
ENOUGH = 5
# From this size on fewer journeys are played by default, so that the answer does not take minutes.
LARGE = 1000
LEAST_RUNS = 200
# A journey that begins this many steps, and more than ten times all there are, never ends; neither does one with
# so many tokens.
MOST_BEGUN = 2000
MOST_TOKENS = 100
# Journeys are played side by side in groups: a first small one, so that endless journeys are noticed soon, then as
# many as fit the processor's cache, fewer where a step goes on many ways at once or documents are long.
FIRST_GROUP = 256
GROUP = 16384
_ROOM = 1 << 21
# What is written down of the steps that a group begins takes 16 bytes each.
_LINES = 1 << 23


def default_runs(compiled: CompiledJourney, runs: int = DEFAULT_RUNS) -> int:
    """Return how many journeys to play when no one says: 2,000, fewer for documents of more than 1,000 steps."""
    return max(LEAST_RUNS, runs * LARGE // max(LARGE, len(compiled.stops)))


def step_limit(compiled: CompiledJourney) -> int:
    """Return how many steps a journey may begin before it counts as one that never ends."""
    return max(MOST_BEGUN, 10 * len(compiled.stops))


def group_size(compiled: CompiledJourney) -> int:
    """Return how many journeys to play side by side."""
    widest = max(len(stop.branches) for stop in compiled.stops)
    room = _ROOM // max(1, widest, len(compiled.stops) // 64, len(compiled.limits))
    return max(1, min(GROUP, room, _LINES // len(compiled.stops)))
