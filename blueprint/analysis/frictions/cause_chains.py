"""Findings that are one story: silence provokes contacts, contacts load a pool, and the pool makes people wait.

Each effect names its root, so that no one mends or counts one story twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visavis.blueprint.analysis.frictions.finding import Finding, FindingKey
from visavis.blueprint.language import message

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
# Effects that their cause names, after the step where it is.
_NAMED = frozenset({"chase-contact"})
_Causes = Mapping[tuple[str, str, bool], tuple[int, Finding]]


def attach_roots(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Let each effect name its root: the first cause of its chain. A friction that was justified has no effects."""
    roots: dict[FindingKey, FindingKey] = {}
    causes = _causes(findings)
    direct = {finding.key: cause for finding in findings if (cause := _cause(finding, causes)) is not None}
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


def _cause(finding: Finding, causes: _Causes) -> Finding | None:
    is_named = finding.rule in _NAMED
    steps = finding.steps[:1] if is_named else finding.steps
    for rule in _CAUSES.get(finding.rule, ()):
        met = [causes[key] for step in steps if (key := (rule, step, is_named)) in causes]
        if met:
            return min(met, key=lambda one: one[0])[1]
    return None


def _causes(findings: Sequence[Finding]) -> _Causes:
    """Return the first open finding of every rule that meets each step; True: with the step as one that it names."""
    found: dict[tuple[str, str, bool], tuple[int, Finding]] = {}
    for number, finding in enumerate(findings):
        if finding.is_open:
            for index, step in enumerate(finding.steps):
                found.setdefault((finding.rule, step, False), (number, finding))
                if index:
                    found.setdefault((finding.rule, step, True), (number, finding))
    return found
