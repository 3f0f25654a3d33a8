"""Parallel runs on tracks: which of two runs that overlap stands nearer to one side, so that few of them cross.

A run spans an interval; at each end it turns to the near or to the far side. Seen from the near side:

- of two runs that lead from near to far in the same direction, the one that begins later stands nearer, so that
  neither crosses the other (staircases stay staircases);
- a run that turns back to the near side (a loop) stands nearer the shorter it is, and one that turns back to the far
  side stands farther the shorter it is (loops nest).
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

# Sorting runs out costs the square of a cluster's number; above it they only keep apart.
MOST_SORTED = 120


class Run(NamedTuple):
    """A run from `start` to `end` along its tracks; each end says whether it turns to the near side."""

    start: float
    end: float
    starts_near: bool
    ends_near: bool

    @property
    def low(self) -> float:
        """Where it begins, in the direction of its tracks."""
        return min(self.start, self.end)

    @property
    def high(self) -> float:
        """Where it ends, in the direction of its tracks."""
        return max(self.start, self.end)


def tracks_of(runs: Sequence[Run], clearance: float = 0.0) -> tuple[list[int], int]:
    """Return the track of each run, from 0 at the near side, and how many tracks there are.

    Runs on one track keep more than `clearance` between them.
    """
    tracks = [0] * len(runs)
    count = 0
    for cluster in clusters(runs, clearance):
        members = [runs[each] for each in cluster]
        indices, needed = (_assign_in_order if len(members) <= MOST_SORTED else _assign_fewest)(members, clearance)
        count = max(count, needed)
        for each, track in zip(cluster, indices, strict=True):
            tracks[each] = track
    return tracks, count


def clusters(runs: Sequence[Run], clearance: float = 0.0) -> list[list[int]]:
    """Return the places of the runs that are chained by overlapping, cluster by cluster, in their order in each.

    What happens to a run concerns no other cluster.
    """
    found: list[list[int]] = []
    reach = 0.0
    for each in sorted(range(len(runs)), key=lambda index: runs[index].low):
        if not found or runs[each].low - clearance > reach:
            found.append([])
            reach = runs[each].high
        found[-1].append(each)
        reach = max(reach, runs[each].high)
    for cluster in found:
        cluster.sort()
    return found


def _assign_in_order(runs: Sequence[Run], clearance: float) -> tuple[list[int], int]:
    tracks = [0] * len(runs)
    done: list[tuple[float, float, int]] = []
    count = 0
    for index in sorted(range(len(runs)), key=lambda each: (_nearness(runs[each]), each)):
        low, high = runs[index].low - clearance, runs[index].high + clearance
        track = 1 + max((taken for start, end, taken in done if start <= high and low <= end), default=-1)
        tracks[index] = track
        done.append((runs[index].low, runs[index].high, track))
        count = max(count, track + 1)
    return tracks, count


def _nearness(run: Run) -> tuple[int, float]:
    """Return what sorts runs from the near side to the far one."""
    if run.starts_near and run.ends_near:
        return (0, run.high - run.low)
    if not run.starts_near and not run.ends_near:
        return (2, run.low - run.high)
    near, far = (run.start, run.end) if run.starts_near else (run.end, run.start)
    return (1, -near if far > near else near)


def _assign_fewest(runs: Sequence[Run], clearance: float) -> tuple[list[int], int]:
    """Return the fewest tracks (the left edge algorithm of channel routing: Hashimoto and Stevens, 1971)."""
    tracks = [0] * len(runs)
    running: list[tuple[float, int]] = []
    free: list[int] = []
    count = 0
    for index in sorted(range(len(runs)), key=lambda each: (runs[each].low, runs[each].high, each)):
        while running and running[0][0] < runs[index].low - clearance:
            heappush(free, heappop(running)[1])
        if free:
            tracks[index] = heappop(free)
        else:
            tracks[index] = count
            count += 1
        heappush(running, (runs[index].high, tracks[index]))
    return tracks, count
