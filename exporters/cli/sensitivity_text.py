"""What small changes are worth, as text for a terminal: the honest ranking of where to begin."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Sensitivities
from visavis.blueprint.analysis.measures.sensitivity import BranchWorth, StepWorth
from visavis.blueprint.language import Decimal, Quoted, Translator, message
from visavis.blueprint.model import BlueprintDocument
from visavis.exporters.cli.report_texts import INDENT

MOST_ROWS = 8


def worth_text(document: BlueprintDocument, sensitivities: Sensitivities, tr: Translator) -> str:
    """Return the steps where a minute less saves most, and the branches where a point more does."""
    lines = ["", tr(message("What a minute less at a step saves, per started case"))]
    lines += [INDENT + _step(document, worth, tr) for worth in sensitivities.steps[:MOST_ROWS]]
    if sensitivities.branches:
        lines += ["", tr(message("What one more case in a hundred on a way changes, per started case"))]
        lines += [INDENT + _branch(document, worth, tr) for worth in sensitivities.branches[:MOST_ROWS]]
    if not sensitivities.is_exact:
        lines.append(tr(message("A persona's journey has no exact solution: its elapsed times are left out.")))
    return "\n".join(lines) + "\n"


def _step(document: BlueprintDocument, worth: StepWorth, tr: Translator) -> str:
    parts = [tr(message("citizen {minutes} min", minutes=_signed_text(-worth.citizen_minutes, tr))),
             tr(message("agents {minutes} min", minutes=_signed_text(-worth.agent_minutes, tr)))]
    if worth.elapsed_minutes is not None:
        parts.append(tr(message("elapsed {minutes} min", minutes=_signed_text(-worth.elapsed_minutes, tr))))
    return tr(message("{step}: {changes}", step=_step_name(document, worth.step, tr), changes=" · ".join(parts)))


def _branch(document: BlueprintDocument, worth: BranchWorth, tr: Translator) -> str:
    return tr(message("{step} → {target}: {changes}", step=_step_name(document, worth.step, tr),
                      target=_step_name(document, worth.target, tr), changes=" · ".join(_changes(worth, tr))))


def _changes(worth: BranchWorth, tr: Translator) -> Iterator[str]:
    yield tr(message("citizen {minutes} min", minutes=_signed_text(worth.citizen_minutes, tr)))
    yield tr(message("agents {minutes} min", minutes=_signed_text(worth.agent_minutes, tr)))
    yield tr(message("elapsed {minutes} min", minutes=_signed_text(worth.elapsed_minutes, tr)))
    yield tr(message("completion {points} points", points=_signed_text(worth.completion * 100, tr)))


def _signed_text(number: float, tr: Translator) -> str:
    rounded = round(number, 2)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + tr.write(Decimal(abs(rounded), 2))


def _step_name(document: BlueprintDocument, step: str, tr: Translator) -> str:
    title = " ".join(document.step_by_id[step].title.split())
    return tr.write(Quoted(title)) if title else step
