"""Taking steps and flows out, with everything that refers to them; what somebody typed in words is kept."""

from __future__ import annotations

from collections.abc import Collection

from visavis.blueprint.editing.branch_probabilities import settle
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.legal_clock_references import without_steps
from visavis.blueprint.editing.step_chains import chains_among, heal
from visavis.blueprint.editing.values import changed
from visavis.blueprint.model import AvoidClause, Scope


def remove_steps(draft: Draft, ids: Collection[str], *, heals: bool = True) -> None:
    """Remove steps and their flows; where they were a chain, what led to it leads to where it led (`heals`).

    Their notes go to the parking lot; their waivers, and what was decided about their findings, go with them. The
    legal clock no longer names them.
    """
    gone = frozenset(draft.step(step_id).id for step_id in ids)
    if heals:
        for chain in chains_among(list(draft.flows.values()), ids):
            heal(draft, chain)
    remove_flows(draft, [flow.key for flow in draft.flows.values() if flow.source in gone or flow.target in gone])
    draft.drop_steps(gone)
    for step in list(draft.steps.values()):
        if step.fallback in gone:
            draft.put_step(changed(step, {"fallback": None}))
    head = draft.head
    draft.put_head(
        notes=tuple(changed(note, {"at": None}) if isinstance(note.at, str) and note.at in gone else note
                    for note in head.notes),
        waivers=tuple(waiver for waiver in head.waivers if waiver.step not in gone),
        triage=tuple(note for note in head.triage if note.step not in gone),
    )
    widen_scopes(draft, "step", gone)
    _take_out_of_clock(draft, gone)


def _take_out_of_clock(draft: Draft, gone: frozenset[str]) -> None:
    service = draft.head.service
    left = without_steps(service.legal_clock, gone)
    if left is not service.legal_clock:
        draft.put_head(service=changed(service, {"legal_clock": left}))


def remove_flows(draft: Draft, keys: Collection[str]) -> None:
    """Remove flows; the probabilities of the ways that remain become a whole again."""
    sources = dict.fromkeys(draft.flow(key).source for key in keys)
    draft.drop_flows(dict.fromkeys(keys))
    for source in sources:
        settle(draft, source)


def widen_scopes(draft: Draft, part: str, gone: Collection[str]) -> None:
    """Take a part (`step`, `lane`, `phase`, `persona`) out of the to-avoid clauses that name something gone."""
    draft.put_head(avoid=tuple(_widened(clause, part, gone) for clause in draft.head.avoid))


def _widened(clause: AvoidClause, part: str, gone: Collection[str]) -> AvoidClause:
    if clause.scope is None or getattr(clause.scope, part) not in gone:
        return clause
    scope = changed(clause.scope, {part: None})
    return changed(clause, {"scope": None if scope == Scope() else scope})
