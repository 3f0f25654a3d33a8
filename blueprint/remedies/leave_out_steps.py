"""Remedies that leave a step out: work that serves no one, and paper between two digital steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Finding
from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.editing import Draft
from visavis.blueprint.editing.commands import ReconnectFlow, RemoveElements
from visavis.blueprint.editing.removal import remove_steps
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.remedies.fix import QuickFix, combine


@dataclass(frozen=True)
class LeaveOut:
    """Remove a step; what led to it leads to the only step that it leads to."""

    caption: Message
    step: str
    onward: str

    def apply(self, draft: Draft) -> None:
        """Lead past it and remove it."""
        for flow in [flow for flow in draft.flows.values() if flow.target == self.step]:
            if flow.source != self.onward:
                ReconnectFlow(flow.key, target=self.onward).apply(draft)
        remove_steps(draft, (self.step,))


def fix_print_sign_scan(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Go from digital to digital without paper, where the paper step leads to one step only."""
    paper = document.step_by_id[finding.steps[0]]
    onward = {flow.target for flow in document.flows_from.get(paper.id, ())}
    if len(finding.steps) < 2 or len(onward) != 1 or not document.flows_to.get(paper.id):
        return
    following = document.step_by_id[onward.pop()]
    title = message("Leave out {step}: go straight on to {following}", step=step_words(paper),
                    following=step_words(following))
    yield QuickFix(title, LeaveOut(title, paper.id, following.id),
                   message("A declaration on honour or an electronic signature must be enough."))


def fix_orphan(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Stop work that serves no one, where nothing follows it."""
    step = document.step_by_id[finding.steps[0]]
    if not document.flows_from.get(step.id):
        yield combine(message("Leave out {step}", step=step_words(step)), [RemoveElements(steps=(step.id,))],
                      message("Somebody may be using it unseen: ask first."))
