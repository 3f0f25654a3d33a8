"""What is allowed. Commands ask before they act; the session asks once more when they are done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.blueprint.editing.changes import ChangeSet
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import BlueprintDocument, Element, Flow, Head, Problem, Step, StepKind
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.model.validation import (
    fallback_problems,
    flow_problems,
    head_problems,
    problems,
    step_problems,
)

# Lists of the head whose ids are named elsewhere: when one of them goes, every reference must be looked at.
_NAMED = ("channels", "personas", "actors", "phases", "lanes", "items")


def refuse_contradictions(before: BlueprintDocument, after: BlueprintDocument, changes: ChangeSet) -> None:
    """Refuse a document that contradicts itself. Only what changed since `before`, a valid document, is checked."""
    problem = next(_new_problems(before, after, changes), None)
    if problem is not None:
        raise Refused(problem.describe())


def _new_problems(
    before: BlueprintDocument, after: BlueprintDocument, changes: ChangeSet
) -> Iterator[Problem]:
    if _has_lost_names(before.head, after.head):
        yield from problems(after)
        return
    gone = changes.steps.removed_ids
    if changes.head is not None or gone:
        yield from head_problems(after)
    steps, flows = list(changes.steps.present), list(changes.flows.present)
    if gone:
        steps += [step for step in after.steps if step.fallback in gone]
        flows += [flow for flow in after.flows if flow.source in gone or flow.target in gone]
    for step in steps:
        yield from step_problems(after, step)
        yield from fallback_problems(after, step)
    for flow in flows:
        yield from flow_problems(after, flow)


def _has_lost_names(before: Head, after: Head) -> bool:
    return any(
        getattr(before, name) is not getattr(after, name) and not _names(before, name) <= _names(after, name)
        for name in _NAMED
    )


def _names(head: Head, field: str) -> set[str]:
    elements: tuple[Element, ...] = getattr(head, field)
    return {element.id for element in elements}  # type: ignore[attr-defined]  # every list of _NAMED has ids


def refuse_flow(draft: Draft, flow: Flow) -> None:
    """Refuse a flow that means nothing: to itself, out of an outcome, or the same as another."""
    reason = _reason_against(flow, draft.step(flow.source), draft.step(flow.target), draft.flows.values())
    if reason is not None:
        raise Refused(reason)


def may_connect(document: BlueprintDocument, source: str, target: str) -> bool:
    """Return whether `AddFlow(source, target)` would be allowed, fast enough to ask for every card in sight."""
    start, end = document.step_by_id.get(source), document.step_by_id.get(target)
    if start is None or end is None:
        return False
    kind = flow_kind(document, document.lane_of(start), document.lane_of(end))
    flow = Flow(source=source, target=target, key="new", kind=kind)
    return _reason_against(flow, start, end, document.flows_from.get(source, ())) is None


def _reason_against(flow: Flow, source: Step, target: Step, others: Iterable[Flow]) -> Message | None:
    if source.id == target.id:
        return message("a flow leads from one step to another, not to itself")
    if source.kind is StepKind.OUTCOME:
        return message("{step} is an outcome: the journey ends there. Change its kind first",
                       step=Quoted(source.title or source.id))
    if is_redundant_flow(flow, others):
        return message("{source} already leads to {target}", source=Quoted(source.title or source.id),
                       target=Quoted(target.title or target.id))
    return None


def is_redundant_flow(flow: Flow, others: Iterable[Flow]) -> bool:
    """Return whether another flow already leads from the same step to the same, and says the same."""
    # All flows of a large document pass by here at every new one; hardly any has both ends of it.
    beside = [other for other in others if other.target == flow.target and other.source == flow.source]
    return any(_is_same_statement(flow, other) for other in beside if other.key != flow.key)


def _is_same_statement(flow: Flow, other: Flow) -> bool:
    return all(
        getattr(other, name) == getattr(flow, name) for name in ("kind", "label", "condition", "only_for", "not_for")
    )
