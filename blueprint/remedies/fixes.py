"""Which remedies a finding has. Rules are known by name, so a remedy needs nothing of the rule but its finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from visavis.blueprint.analysis import Finding
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.remedies import leave_out_steps, requests, shared_work, stopped_journeys, tell_people
from visavis.blueprint.remedies.fix import QuickFix

Remedy = Callable[[BlueprintDocument, Finding], Iterable[QuickFix]]

REMEDIES: Mapping[str, Remedy] = MappingProxyType({
    "silent-wait": tell_people.fix_silent_wait,
    "invisible-decision": tell_people.fix_hidden_decision,
    "hidden-prerequisite": tell_people.fix_hidden_prerequisite,
    "no-receipt": tell_people.fix_missing_receipt,
    "decision-without-reasons-or-appeal": tell_people.fix_missing_reasons,
    "notice-without-ack": tell_people.fix_unproved_notice,
    "asked-twice": requests.fix_asked_twice,
    "already-held": requests.fix_already_held,
    "proof-without-use": requests.fix_unused_proof,
    "blocked-persona": stopped_journeys.fix_no_human,
    "channel-unsupported": stopped_journeys.fix_unsupported,
    "no-human-fallback": stopped_journeys.fix_no_human,
    "dead-end": stopped_journeys.fix_dead_end,
    "rework-loop": stopped_journeys.fix_loop,
    "unbounded-loop": stopped_journeys.fix_loop,
    "blind-agent": shared_work.fix_blind_agent,
    "channel-break": shared_work.fix_channel_break,
    "single-point-of-failure": shared_work.fix_only_one,
    "print-sign-scan": leave_out_steps.fix_print_sign_scan,
    "orphan-backstage": leave_out_steps.fix_orphan,
})


def fixes(document: BlueprintDocument, finding: Finding) -> tuple[QuickFix, ...]:
    """Return what would mend a finding mechanically, the best remedy first; nothing where people must think.

    Every fix can be carried out on `document` as it is and changes something. A finding whose steps are gone has
    none.
    """
    remedy = REMEDIES.get(finding.rule)
    if remedy is None or any(name not in document.step_by_id for name in finding.steps):
        return ()
    return tuple(fix for fix in remedy(document, finding) if _has_effect(document, fix))


def _has_effect(document: BlueprintDocument, fix: QuickFix) -> bool:
    try:
        return apply_fix(document, fix) != document
    except Refused:
        return False


def apply_fix(document: BlueprintDocument, fix: QuickFix) -> BlueprintDocument:
    """Return the document as a fix would leave it. Raises Refused when the document does not allow it (any more)."""
    return EditSession(document, identifiers=Identifiers(seed=0)).preview(fix.command)
