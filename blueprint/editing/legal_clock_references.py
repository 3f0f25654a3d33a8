"""The legal clock's references to steps: which parts an edit may set, and what is left when steps go or come back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import LegalClock, Step
from visavis.blueprint.model.problems import Refused


def set_parts(draft: Draft, clock: LegalClock | None, parts: Mapping[str, Any]) -> LegalClock | None:
    """Return the clock with some parts set otherwise; None where nothing is left of it.

    Refuses steps that do not exist, and one step for both ends.
    """
    fresh = change_element(clock or LegalClock(), parts)
    named = [name for name in (fresh.starts, fresh.stops, *fresh.pauses) if name is not None]
    steps = [draft.step(name) for name in named]
    if fresh.starts is not None and fresh.starts == fresh.stops:
        raise Refused(message("{step} cannot both start and stop the legal clock; choose another step for one of "
                              "them", step=_step_name(steps[0])))
    return _none_if_empty(fresh)


def drop_steps(clock: LegalClock | None, gone: Collection[str]) -> LegalClock | None:
    """Return the clock such that it names no step that is gone; None where nothing is left of it.

    Without either end it stands still until another step is chosen.
    """
    if clock is None or not {clock.starts, clock.stops, *clock.pauses} & {*gone}:
        return clock
    return _none_if_empty(change_element(clock, {
        "starts": None if clock.starts in gone else clock.starts,
        "stops": None if clock.stops in gone else clock.stops,
        "pauses": tuple(step for step in clock.pauses if step not in gone)}))


def restore_steps(draft: Draft, cut: LegalClock | None, names: Mapping[str, str]) -> None:
    """Let the clock name steps that were cut and come back as others; `names` tells as which.

    A copy of a step that is still there is not in the clock, and an end that names another step meanwhile keeps it.
    """
    back = {old: new for old, new in names.items() if old not in draft.steps}
    if cut is None or not back:
        return
    service = draft.head.service
    clock = service.legal_clock or LegalClock()
    pauses = tuple(back[step] for step in cut.pauses if step in back)
    fresh = change_element(clock, {
        "starts": clock.starts or back.get(cut.starts or ""),
        "stops": clock.stops or back.get(cut.stops or ""),
        "pauses": (*clock.pauses, *pauses)})
    draft.put_head(service=change_element(service, {"legal_clock": _none_if_empty(fresh)}))


def _none_if_empty(clock: LegalClock) -> LegalClock | None:
    return None if clock == LegalClock() else clock


def _step_name(step: Step) -> object:
    return Quoted(step.title.strip()) if step.title.strip() else step.id
