"""What a team said of findings: what it justified, what it decided, and whether a decision still stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, TriageNote, TriageState, Waiver

_LETTERS = 12


def finding_fingerprint(finding: Finding) -> str:
    """Return a fingerprint of what a finding rests on: where it is, how grave, and what it says with its figures.

    Minutes and shares beside the sentence do not count: they move with every edit elsewhere.
    """
    said = translator("en")(finding.message)
    parts = (finding.rule, *finding.steps, finding.persona or "", finding.friction_class.value,
             finding.severity.word, said)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def apply_waivers(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    """Mark a finding that someone justified: for the whole document, or at the step it is marked on."""
    for waiver in waivers:
        if waiver.rule == finding.rule and (waiver.step is None or waiver.step in finding.steps[:1]):
            return replace(finding, waived=waiver)
    return finding


def attach_decisions(document: BlueprintDocument, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Let each finding bear what was decided about it.

    A dismissed one stays away only while its cause is the same; what is accepted or to be done stays so.
    """
    notes = {(note.rule, note.step, note.persona): note for note in document.head.triage}
    for finding in findings:
        note = notes.get((finding.rule, finding.steps[0] if finding.steps else None, finding.persona))
        yield replace(finding, decided=note) if note is not None and _still_applies(note, finding) else finding


def _still_applies(note: TriageNote, finding: Finding) -> bool:
    return note.state is not TriageState.DISMISSED or not note.cause or note.cause == finding_fingerprint(finding)
