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
    choices, passed = _find_choices(ways, masks)
    found: dict[int, tuple[JourneyWay, ...]] = {}
    # What comes back is the same from all steps that lead to the same: in a loop, from each of its steps.
    known: dict[tuple[int, int], tuple[JourneyWay, ...]] = {}
    for way in ways.all:
        if way.source in inside and way.target not in inside:
            beyond = masks[way.target], passed[way.target]
            if beyond not in known:
                arrivals = [ways.all[number] for number in bits_of(beyond[0])]
                arrivals.sort(key=lambda arrival: ways.order[arrival.target])
                met = [choices[number] for number in bits_of(beyond[1])]
                known[beyond] = tuple(_keep_next(ways, arrivals[:4 * MOST_RETURNS], met)[:MOST_RETURNS])
            found[way.number] = known[beyond]
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


def _keep_next(ways: JourneyWays, arrivals: Sequence[JourneyWay],
               choices: Sequence[Sequence[int]]) -> list[JourneyWay]:
    """Return the arrivals that can be the next one: not those that always come after another one.

    `choices` has, for each choice that is passed on the way to them, the ways that each branch leads to, as bits.
    """
    if len(arrivals) < 2:
        return list(arrivals)

    def is_alternative(first: JourneyWay, second: JourneyWay) -> bool:
        return any(any(mask >> first.number & 1 for mask in masks_of) and any(
            mask >> second.number & 1 and not mask >> first.number & 1 for mask in masks_of) for masks_of in choices)

    return [second for second in arrivals if not any(
        first is not second and not ways.are_concurrent(first, second) and ways.leads(first, second.source)
        and not ways.leads(second, first.source) and not is_alternative(first, second) for first in arrivals)]


def _find_choices(ways: JourneyWays, masks: Mapping[str, int]) -> tuple[list[list[int]], dict[str, int]]:
    """Return the choices outside, and for each step outside those that are passed from it on, as bits.

    A choice is the ways into the pool that each of its branches leads to, as bits, its own way included.
    """
    choices = [step for step in masks if ways.document.step_by_id[step].splits is Split.ONE]
    branches = [[masks.get(way.target, 0) | 1 << way.number for way in ways.after[step]] for step in choices]
    passed = dict.fromkeys(masks, 0) | {step: 1 << number for number, step in enumerate(choices)}
    todo = set(choices)
    while todo:
        step = todo.pop()
        for source in {way.source for way in ways.before[step]}:
            if source in masks and passed[step] & ~passed[source]:
                passed[source] |= passed[step]
                todo.add(source)
    return branches, passed
