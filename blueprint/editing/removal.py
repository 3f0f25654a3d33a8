"""Taking steps and flows out, with everything that refers to them; what someone typed in words is kept."""

from __future__ import annotations

from collections.abc import Collection

from visavis.blueprint.editing.branch_probabilities import rescale_branches
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.legal_clock_references import drop_steps
from visavis.blueprint.editing.step_chains import bypass_chain, find_chains
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.model import AvoidClause, Scope


def remove_steps(draft: Draft, ids: Collection[str], *, heals: bool = True) -> None:
    """Remove steps and their flows; where they were a chain, what led to it leads to where it led (`heals`).

    Their notes go to the parking lot; their waivers, and what was decided about their findings, go with them. The
    legal clock no longer names them.
    """
    gone = frozenset(draft.step(step_id).id for step_id in ids)
    if heals:
        for chain in find_chains(list(draft.flows.values()), ids):
            bypass_chain(draft, chain)
    remove_flows(draft, [flow.key for flow in draft.flows.values() if flow.source in gone or flow.target in gone])
    draft.drop_steps(gone)
    for step in list(draft.steps.values()):
        if step.fallback in gone:
            draft.put_step(change_element(step, {"fallback": None}))
    head = draft.head
    draft.put_head(
        notes=tuple(change_element(note, {"at": None}) if isinstance(note.at, str) and note.at in gone else note
                    for note in head.notes),
        waivers=tuple(waiver for waiver in head.waivers if waiver.step not in gone),
        triage=tuple(note for note in head.triage if note.step not in gone),
    )
    widen_scopes(draft, "step", gone)
    _take_out_of_clock(draft, gone)


def _take_out_of_clock(draft: Draft, gone: frozenset[str]) -> None:
    service = draft.head.service
    left = drop_steps(service.legal_clock, gone)
    if left is not service.legal_clock:
        draft.put_head(service=change_element(service, {"legal_clock": left}))


def remove_flows(draft: Draft, keys: Collection[str]) -> None:
    """Remove flows; the probabilities of the ways that remain become a whole again."""
    sources = dict.fromkeys(draft.flow(key).source for key in keys)
    draft.drop_flows(dict.fromkeys(keys))
    for source in sources:
        rescale_branches(draft, source)


def widen_scopes(draft: Draft, part: str, gone: Collection[str]) -> None:
    """Take a part (`step`, `lane`, `phase`, `persona`) out of the to-avoid clauses that name something gone."""
    draft.put_head(avoid=tuple(_widen(clause, part, gone) for clause in draft.head.avoid))


def _widen(clause: AvoidClause, part: str, gone: Collection[str]) -> AvoidClause:
    if clause.scope is None or getattr(clause.scope, part) not in gone:
        return clause
    scope = change_element(clause.scope, {part: None})
    return change_element(clause, {"scope": None if scope == Scope() else scope})
