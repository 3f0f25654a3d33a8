"""What a friction is in words: where it is, whom it is about, what it costs; the line says it, and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import Minutes, Share, message
from visavis.ui.kit.i18n import interface_language, tr

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Finding, Hotspot
    from visavis.blueprint.model import BlueprintDocument

# By the class's name in the file.
CLASS_WORDS = {"loss": message("LOSS"), "law": message("LAW"), "shift": message("SHIFT"), "load": message("LOAD")}


def minutes_text(minutes: float | None) -> str:
    """Return a number of minutes as people say it; "" where it is unknown."""
    return "" if minutes is None else tr("{time}", time=Minutes(minutes))


def share_text(finding: Finding) -> str:
    """Return the part of the cases that a finding is about; "" where it is unknown."""
    return "" if finding.share is None else tr("{share} of cases", share=Share(finding.share))


def who_text(document: BlueprintDocument, finding: Finding) -> str:
    """Return who is affected: a persona, a part of the cases, or both; "" where neither is known."""
    persona = document.persona_by_id.get(finding.persona or "")
    if persona is None:
        return share_text(finding)
    name = " ".join(persona.name.split()) or persona.id
    return name if finding.share is None else f"{name} · {tr('{share}', share=Share(finding.share))}"


def step_text(document: BlueprintDocument, finding: Finding) -> str:
    """Return the step that a finding is about, and how many others; the whole blueprint where it is about none."""
    steps = [step for name in finding.steps if (step := document.step_by_id.get(name)) is not None]
    if not steps:
        return tr("The whole blueprint")
    first = " ".join(steps[0].title.split()) or tr("Without a title")
    others = len(steps) - 1
    if not others:
        return first
    return f"{first} · " + interface_language.translator.plural("{count} other", "{count} others", others)


def row_text(document: BlueprintDocument, hotspot: Hotspot) -> str:
    """Return a row as one sentence."""
    finding = hotspot.finding
    parts = [f"{hotspot.number}. {tr(finding.title)}", step_text(document, finding),
             tr(CLASS_WORDS[finding.friction_class]), tr(finding.message)]
    if finding.is_hypothesis:
        parts.append(tr("hypothesis"))
    if share := share_text(finding):
        parts.append(share)
    if finding.citizen_minutes is not None:
        parts.append(tr("citizen {time}", time=Minutes(finding.citizen_minutes)))
    if finding.agent_minutes is not None:
        parts.append(tr("agents {time}", time=Minutes(finding.agent_minutes)))
    return "; ".join([*parts, tr(finding.remedy)])
