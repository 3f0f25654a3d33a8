"""Print, sign, scan: digital, then paper, then digital again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import CARRIES_FILES, PAPER
from visavis.blueprint.language import message
from visavis.blueprint.model import LegalMark, Side, Step, StepKind

# Words of someone who prints, signs by hand, and makes it digital again, in French and English titles and details.
_PRINTS = re.compile(r"\b(?:(?:ré)?imprime[rz]?\b|(?<!fine )(?<!small )print(?:s|ing)?\s+(?:it|out|the|a|and|your)\b|"
                     r"prints?,)", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:signe[rz]?|signs?|signing)\b", re.IGNORECASE)
_SCANS = re.compile(r"\b(?:scanne[rz]?|num[ée]rise[rz]?|photographie[rz]?|scans?|photographs?)\b", re.IGNORECASE)


class PrintSignScan:
    """Digital, then paper, then digital again, by the citizen.

    Either a citizen's paper step between two digital ones that follow each other, or a digital step whose words say
    that something is printed and then signed or scanned. A paper step that people choose instead of a digital one is
    no detour. Not where a handwritten signature is prescribed at one of the steps.
    """

    name = "print-sign-scan"
    title = message("Print, sign, scan")
    short = message("Print and scan")
    reader_action = message("Ask whether a signature on screen will do.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("What is digital is turned into paper, only to be made digital again: people need a printer, "
                        "a scanner and an evening."),
        fires=message("A citizen's paper step stands between two digital ones, or a digital step says that something "
                      "is printed, then signed or scanned."),
        cost=message("The citizen's work at the paper step and the digital one after it."),
        remedy=message("A declaration on honour, or an electronic signature."),
        side_effect=message("An electronic signature that needs an account of its own shuts people out."),
        spares=(message("A handwritten signature that the law requires."),
                message("People who choose paper from the start.")),
        sources=("nsw",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each detour over paper."""
        mine = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                and step.kind in (StepKind.ACTION, StepKind.DECISION)]
        if mine and all(step.channel is None for step in mine):
            yield context.not_assessed(self, [step.id for step in mine])
            return
        for step in mine:
            detour = self._detour(context, step)
            if detour and not any(LegalMark.SIGNATURE in context.step(name).legal for name in detour):
                spent = {name: context.visits(name) for name in detour[:2]}
                yield context.finding(
                    self, detour, message("A digital document becomes paper, then digital again"),
                    message("Sign electronically, or not at all"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=0.0, share=context.share(step.id), used=spent)

    def _detour(self, context: RuleContext, step: Step) -> tuple[str, ...]:
        """Return the paper step, the digital one after it and the one before it; or a step that says it all."""
        if step.channel in CARRIES_FILES and _is_by_hand(f"{step.title}\n{step.detail}"[:2000]):
            return (step.id,)
        if step.channel not in PAPER:
            return ()
        after = _next_of_citizen(context, step.id, forward=True)
        before = _next_of_citizen(context, step.id, forward=False)
        later = next((name for name in after if context.step(name).channel in CARRIES_FILES), None)
        earlier = next((name for name in before if context.step(name).channel in CARRIES_FILES
                        and not _is_choice(context, name)), None)
        return (step.id, later, earlier) if later is not None and earlier is not None else ()


def _is_by_hand(words: str) -> bool:
    """Return whether words say that something is printed, and then signed or made digital again."""
    return bool(_PRINTS.search(words)) and bool(_SIGNS.search(words) or _SCANS.search(words))


def _is_choice(context: RuleContext, name: str) -> bool:
    """Return whether after a digital step people can also go on digitally, so that paper is their choice."""
    following = _next_of_citizen(context, name, forward=True)
    return any(context.step(other).channel in CARRIES_FILES for other in following)


def _next_of_citizen(context: RuleContext, start: str, *, forward: bool) -> tuple[str, ...]:
    """Return the citizen's contacts that come next after a step, or last before it, past waits and agents' steps."""
    found, seen, todo = set(), {start}, [start]
    while todo:
        name = todo.pop()
        near = context.whole.stops[name].next_steps if forward else context.whole.comes_from.get(name, ())
        for other in near:
            if other in seen:
                continue
            seen.add(other)
            step = context.step(other)
            if context.side(step) is Side.CITIZEN and step.channel is not None and step.kind is not StepKind.WAIT:
                found.add(other)
            elif step.kind not in (StepKind.START, StepKind.OUTCOME):
                todo.append(other)
    return context.in_order(found)
