"""Findings that are one story: a contact that a silent wait provokes is told with the wait, its root."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint.analysis.finding import Finding

# Effect, and the root that tells it: the wait names the contacts it provokes among its steps.
_ROOT_OF = {"chase-contact": "silent-wait"}


def one_story(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Leave out each effect that an open root already tells; a waived root leaves its effects standing."""
    told = {(finding.rule, step) for finding in findings if finding.waived is None for step in finding.steps[1:]}
    for finding in findings:
        root = _ROOT_OF.get(finding.rule)
        if root is None or (root, finding.steps[0]) not in told:
            yield finding
