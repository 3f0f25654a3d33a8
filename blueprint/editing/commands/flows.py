"""Adding, changing and leading flows elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.branch_probabilities import rescale_branches, rescale_for_new_branch
from visavis.blueprint.editing.commands.edit import Edit
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.removal import remove_flows
from visavis.blueprint.editing.rules import refuse_flow
from visavis.blueprint.editing.step_chains import redirect_flow
from visavis.blueprint.editing.values import change_element, make_element
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Flow, FlowKind, Step
from visavis.blueprint.model.problems import Refused


@dataclass(frozen=True)
class AddFlow:
    """Connect two steps. The kind follows from their lanes unless given; `fields` are further fields of the model.

    Out of a decision whose ways have probabilities, the new way gets what they leave, or an equal part.
    """

    source: str
    target: str
    kind: FlowKind | None = None
    id: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Connect two steps")

    def apply(self, draft: Draft) -> None:
        """Connect them."""
        connect(draft, draft.step(self.source), draft.step(self.target), self.kind, self.id, self.fields)


class EditFlow(Edit):
    """Change fields of a flow. A new probability rescales those of the other ways out of the same decision."""

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Edit a flow")

    def apply(self, draft: Draft) -> None:
        """Change it."""
        flow = draft.flow(self.target)
        fresh = change_element(flow, self.changes)
        if (fresh.source, fresh.target, fresh.kind) != (flow.source, flow.target, flow.kind):
            refuse_flow(draft, fresh)
        draft.put_flow(fresh)
        if fresh.source != flow.source:
            rescale_branches(draft, flow.source)
        if fresh.probability != flow.probability or fresh.source != flow.source:
            rescale_branches(draft, fresh.source, fresh.key if fresh.probability is not None else None)


@dataclass(frozen=True)
class ReconnectFlow:
    """Lead a flow from or to another step. It keeps what was written on it; its kind follows the lanes."""

    flow: str
    source: str | None = None
    target: str | None = None

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Reconnect a flow")

    def apply(self, draft: Draft) -> None:
        """Reconnect it."""
        flow = draft.flow(self.flow)
        source, target = draft.step(self.source or flow.source), draft.step(self.target or flow.target)
        if (source.id, target.id) == (flow.source, flow.target):
            return
        values = {"probability": None} if source.id != flow.source else {}
        fresh = redirect_flow(draft, flow, source, target, values)
        refuse_flow(draft, fresh)
        draft.put_flow(fresh)
        if source.id != flow.source:
            rescale_branches(draft, flow.source)
            rescale_for_new_branch(draft, fresh)


@dataclass(frozen=True)
class ReverseFlow:
    """Turn a flow round."""

    flow: str

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Reverse a flow")

    def apply(self, draft: Draft) -> None:
        """Turn it round."""
        flow = draft.flow(self.flow)
        ReconnectFlow(flow.key, flow.target, flow.source).apply(draft)


@dataclass(frozen=True)
class RemoveFlow:
    """Remove a flow; the other ways out of a decision take over its probability."""

    flow: str

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Delete a flow")

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        remove_flows(draft, (self.flow,))


def connect(
    draft: Draft,
    source: Step,
    target: Step,
    kind: FlowKind | None = None,
    key: str | None = None,
    fields: Mapping[str, Any] = MappingProxyType({}),
) -> Flow:
    """Put a new flow into the draft and return it."""
    if key is not None and key in draft.flows:
        raise Refused(message("the id '{name}' is taken", name=key[:60]))
    kind = kind or draft.derived_kind(source, target)
    ends = {"source": source.id, "target": target.id, "key": key or draft.new_id("f", draft.flows)}
    flow = make_element(Flow, {"kind": kind, **fields, **ends})
    refuse_flow(draft, flow)
    draft.put_flow(flow)
    rescale_for_new_branch(draft, flow)
    return draft.flow(flow.key)
