"""Findings that are one story: silence provokes contacts, contacts load a pool, and the pool makes people wait.

Each effect names its root, so that nobody mends or counts one story twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from blueprint.analysis.finding import Finding, FindingKey
from blueprint.language import message

# Each effect, and the frictions that cause it, the likeliest first. Cause and effect share a step.
_CAUSES: Mapping[str, tuple[str, ...]] = {
    "chase-contact": ("silent-wait",),
    "overloaded-pool": ("chase-contact", "rework-loop", "rekeying"),
    "blind-agent": ("channel-break",),
    "asked-twice": ("already-held",),
    "rework-loop": ("hidden-prerequisite",),
    "dropout-cliff": ("no-human-fallback",),
}
# Effects whose minutes their cause already counts.
_COUNTED = frozenset({"chase-contact"})


def with_roots(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Let each effect name its root: the first cause of its chain. A friction that was justified has no effects."""
    roots: dict[FindingKey, FindingKey] = {}
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.is_open:
            by_rule.setdefault(finding.rule, []).append(finding)
    direct = {finding.key: cause for finding in findings if (cause := _cause(finding, by_rule)) is not None}
    for key, found in direct.items():
        cause = found
        seen = {key}
        while cause.key in direct and cause.key not in seen:
            seen.add(cause.key)
            cause = direct[cause.key]
        roots[key] = cause.key
    for finding in findings:
        cause = direct.get(finding.key)
        if cause is None:
            yield finding
        elif finding.rule in _COUNTED:
            yield replace(finding, root=roots[finding.key], message=message(
                "{effect} (counted with: {root})", effect=finding.message, root=cause.title))
        else:
            yield replace(finding, root=roots[finding.key])


def _cause(finding: Finding, open_by_rule: Mapping[str, Sequence[Finding]]) -> Finding | None:
    causes = (other for rule in _CAUSES.get(finding.rule, ()) for other in open_by_rule.get(rule, ()))
    return next((other for other in causes if _share(finding, other)), None)


def _share(effect: Finding, cause: Finding) -> bool:
    """Tell whether two findings meet at a step; a contact is the effect of the wait that names it."""
    if effect.rule == "chase-contact":
        return effect.steps[0] in cause.steps[1:]
    return not set(effect.steps).isdisjoint(cause.steps)
