"""How a conversation comes back to a pool: what those who sent something wait for before they go on.

In a blueprint one journey passes from side to side. In BPMN each pool has a process of its own, and only messages
pass between them: where the journey leaves a pool, the pool's process waits for the messages by which it comes back.
No one waits for what only a failure on the other side brings about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from visavis.blueprint.model import Split, StepKind
from visavis.exporters.bpmn.concurrency import JourneyWay, JourneyWays, bits_of

# More ways back than anyone follows on a drawing; others begin by themselves.
MOST_RETURNS = 6


def find_returns(ways: JourneyWays, inside: Collection[str]) -> Mapping[int, tuple[JourneyWay, ...]]:
    """Return, for each way that leaves the steps `inside`, the ways by which the journey comes back next."""
    masks = _find_masks(ways, inside)
    found = {}
    for way in ways.all:
        if way.source in inside and way.target not in inside:
            arrivals = [ways.all[number] for number in bits_of(masks[way.target])]
            arrivals.sort(key=lambda arrival: ways.order[arrival.target])
            found[way.number] = tuple(_keep_next(ways, way, arrivals[:4 * MOST_RETURNS], masks)[:MOST_RETURNS])
    return found


def _find_masks(ways: JourneyWays, inside: Collection[str]) -> dict[str, int]:
    """Return, for each step outside, the ways into the pool that it leads to by steps outside, as bits."""
    outside = [step for step in ways.order if step not in inside and _goes_on(ways, step)]
    masks = dict.fromkeys((step for step in ways.order if step not in inside), 0)
    for step in outside:
        masks[step] = sum(1 << way.number for way in ways.after[step]
                          if way.target in inside and way.flow is not None)
    todo = set(outside)
    while todo:
        step = todo.pop()
        for way in ways.before[step]:
            if way.flow is not None and way.source in masks and _goes_on(ways, way.source) \
                    and masks[step] & ~masks[way.source]:
                masks[way.source] |= masks[step]
                todo.add(way.source)
    return masks


def _goes_on(ways: JourneyWays, step: str) -> bool:
    return ways.document.step_by_id[step].kind is not StepKind.OUTCOME


def _keep_next(ways: JourneyWays, sent: JourneyWay, arrivals: Sequence[JourneyWay],
               masks: Mapping[str, int]) -> list[JourneyWay]:
    """Return the arrivals that can be the next one: not those that always come after another one."""
    if len(arrivals) < 2:
        return list(arrivals)
    choices = [ways.after[step] for step in _steps_passed(ways, sent, masks)
               if ways.document.step_by_id[step].splits is Split.ONE]

    def is_alternative(first: JourneyWay, second: JourneyWay) -> bool:
        reached = [[masks.get(way.target, 0) | 1 << way.number for way in branches] for branches in choices]
        return any(any(mask >> first.number & 1 for mask in masks_of) and any(
            mask >> second.number & 1 and not mask >> first.number & 1 for mask in masks_of) for masks_of in reached)

    return [second for second in arrivals if not any(
        first is not second and not ways.are_concurrent(first, second) and ways.leads(first, second.source)
        and not ways.leads(second, first.source) and not is_alternative(first, second) for first in arrivals)]


def _steps_passed(ways: JourneyWays, sent: JourneyWay, masks: Mapping[str, int]) -> list[str]:
    passed, todo = {sent.target: None}, [sent.target]
    while todo:
        for way in ways.after[todo.pop()]:
            if way.target in masks and way.target not in passed:
                passed[way.target] = None
                todo.append(way.target)
    return list(passed)
