"""Putting the horizontals of channels on tracks: all of them, or those near what was planned last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import TrackY
from visavis.blueprint.layout.routing.plan import Plan, TrackZone
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.routing.side_labels import CLEARANCE
from visavis.blueprint.layout.routing.track_assignment import FROM_BELOW, run_of
from visavis.blueprint.layout.routing.track_order import clusters, tracks_of
from visavis.blueprint.model import BlueprintDocument

Stretch = tuple[float, float]


@dataclass(frozen=True, eq=False)
class TrackAssignment:
    """Routes on their tracks by flow, the horizontals by zone and flow, and how many tracks each zone needs."""

    routes: Mapping[str, Route]
    tracks: Mapping[TrackZone, Mapping[str, TrackY]]
    needed: Mapping[TrackZone, int]


def assign_tracks(plan: Plan, across: XAxis, document: BlueprintDocument,
                  needed: Mapping[TrackZone, int]) -> TrackAssignment:
    """Give the horizontals of touched zones their tracks; `needed` are those of the zones before.

    Only clusters of runs in which something happened are sorted out again. What changes is replaced, so that routes
    of earlier layouts stay as they are.
    """
    routes, tracks = dict(plan.routes), dict(plan.tracks)
    order = {flow.key: at for at, flow in enumerate(document.flows)} if plan.touched else {}
    stretches = [_stretch_between(across, *stretch) for stretch in plan.stretches]
    counts = {zone: count for zone, count in needed.items() if tracks.get(zone)}
    for zone in plan.touched:
        if not tracks.get(zone):
            counts.pop(zone, None)
            tracks.pop(zone, None)
            continue
        entries = tracks[zone] = dict(tracks[zone])
        for key, number in _assign_in_clusters(entries, plan, across, stretches, order):
            if key in plan.fresh:
                entries[key].track = number
            elif entries[key].track != number:
                routes[key] = routes[key].with_track(number)
                track = routes[key].track()
                assert track is not None
                entries[key] = track
        counts[zone] = 1 + max(track.track for track in entries.values())
    return TrackAssignment(routes, tracks, counts)


def _stretch_between(across: XAxis, first: int, last: int) -> Stretch:
    return across.gutters[first][0], across.gutters[last + 1][1]


def _assign_in_clusters(entries: Mapping[str, TrackY], plan: Plan, across: XAxis, stretches: Sequence[Stretch],
                        order: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the flows of one zone's clusters in which something happened, each with its track."""
    keys = sorted(entries, key=order.__getitem__)
    runs = [run_of(entries[key], across, below=entries[key].zone in FROM_BELOW) for key in keys]
    for cluster in clusters(runs, CLEARANCE):
        members = [runs[at] for at in cluster]
        low, high = min(run.low for run in members), max(run.high for run in members)
        if (any(keys[at] in plan.fresh for at in cluster)
                or any(start <= high and low <= end for start, end in stretches)):
            indices, _ = tracks_of(members, CLEARANCE)
            yield from zip((keys[at] for at in cluster), indices, strict=True)
