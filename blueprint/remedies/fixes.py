"""Which remedies a finding has. Rules are known by name, so a remedy needs nothing of the rule but its finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.editing import EditSession, Identifiers, Refused
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.remedies import leave_out_steps, requests, shared_work, stopped_journeys, tell_people
from visavis.blueprint.remedies.fix import QuickFix

Remedy = Callable[[BlueprintDocument, Finding], Iterable[QuickFix]]

REMEDIES: Mapping[str, Remedy] = MappingProxyType({
    "silent-wait": tell_people.of_silent_wait,
    "invisible-decision": tell_people.of_hidden_decision,
    "hidden-prerequisite": tell_people.of_hidden_prerequisite,
    "no-receipt": tell_people.of_missing_receipt,
    "decision-without-reasons-or-appeal": tell_people.of_missing_reasons,
    "notice-without-ack": tell_people.of_unproved_notice,
    "asked-twice": requests.of_asked_twice,
    "already-held": requests.of_already_held,
    "proof-without-use": requests.of_unused_proof,
    "blocked-persona": stopped_journeys.of_no_human,
    "channel-unsupported": stopped_journeys.of_unsupported,
    "no-human-fallback": stopped_journeys.of_no_human,
    "dead-end": stopped_journeys.of_dead_end,
    "rework-loop": stopped_journeys.of_loop,
    "unbounded-loop": stopped_journeys.of_loop,
    "blind-agent": shared_work.of_blind_agent,
    "channel-break": shared_work.of_channel_break,
    "single-point-of-failure": shared_work.of_only_one,
    "print-sign-scan": leave_out_steps.of_print_sign_scan,
    "orphan-backstage": leave_out_steps.of_orphan,
})


def fixes(document: BlueprintDocument, finding: Finding) -> tuple[QuickFix, ...]:
    """Return what would mend a finding mechanically, the best remedy first; nothing where people must think.

    Every fix can be carried out on `document` as it is and changes something. A finding whose steps are gone has
    none.
    """
    remedy = REMEDIES.get(finding.rule)
    if remedy is None or any(name not in document.step_by_id for name in finding.steps):
        return ()
    return tuple(fix for fix in remedy(document, finding) if _does_something(document, fix))


def _does_something(document: BlueprintDocument, fix: QuickFix) -> bool:
    try:
        return mended(document, fix) != document
    except Refused:
        return False


def mended(document: BlueprintDocument, fix: QuickFix) -> BlueprintDocument:
    """Return the document as a fix would leave it. Raises Refused when the document does not allow it (any more)."""
    return EditSession(document, identifiers=Identifiers(seed=0)).preview(fix.command)
