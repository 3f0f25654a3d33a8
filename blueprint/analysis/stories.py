"""Findings that are one story: a contact that a silent wait provokes is told together with the wait, its root."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from blueprint.analysis.finding import Finding
from blueprint.language import message

# Effect, and its root. The root names the steps it provokes after its own, and counts their minutes as well.
_ROOT_OF = {"chase-contact": "silent-wait"}


def with_roots(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Let each effect name its root, so that nobody mends or counts one story twice. A waived root has no effects."""
    roots = {(finding.rule, step): finding for finding in findings if finding.waived is None
             for step in finding.steps[1:]}
    for finding in findings:
        root = roots.get((_ROOT_OF.get(finding.rule, ""), finding.steps[0]))
        if root is None:
            yield finding
        else:
            yield replace(finding, message=message("{effect} (counted with: {root})", effect=finding.message,
                                                   root=root.title))
