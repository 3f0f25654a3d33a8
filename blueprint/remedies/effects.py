"""What a remedy would do to both sides, before anyone carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, BeforeAfter, JourneyMeasures, Measures, measure_all
from visavis.blueprint.analysis.redesign.verdicts import LEAST_SHARE, Efforts, efforts_of
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.remedies.fix import QuickFix
from visavis.blueprint.remedies.fixes import apply_fix

Assess = Callable[[BlueprintDocument], Analysis]


@dataclass(frozen=True, slots=True)
class EffectChange:
    """A number before and after."""

    before: float
    after: float

    @property
    def by(self) -> float:
        """How much it grows."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class JourneyEffect:
    """What changes for one persona, or (persona None) for everybody: a case's delay and efforts, shares of cases.

    Minutes are those of a decided case (`is_decided`), or of a started one where no one is decided before or after.
    """

    persona: str | None
    granted: BeforeAfter
    completion: BeforeAfter
    efforts: Efforts
    is_decided: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What a remedy would do. `after` is the document it would leave.

    `everybody` is None where there is no journey to measure before or after; `findings` counts the open findings,
    where someone was asked to assess.
    """

    after: BlueprintDocument
    everybody: JourneyEffect | None
    personas: tuple[JourneyEffect, ...] = ()
    findings: EffectChange | None = None


def preview(document: BlueprintDocument, fix: QuickFix, assess: Assess | None = None) -> Effect:
    """Measure a document before and after a remedy, without carrying it out.

    With `assess` (the rules that the document is checked with) findings are counted too. Takes as long as two
    measurements: keep it off the window's thread. Raises Refused when the document does not allow the fix.
    """
    after = apply_fix(document, fix)
    if assess is None:
        return _effect(after, measure_all(document), measure_all(after), None)
    was, becomes = assess(document), assess(after)
    effect_change = EffectChange(len(was.frictions.open), len(becomes.frictions.open))
    return _effect(after, was.measures, becomes.measures, effect_change)


def _effect(after: BlueprintDocument, was: Measures, becomes: Measures, findings: EffectChange | None) -> Effect:
    everybody = None
    if was.everybody is not None and becomes.everybody is not None:
        everybody = _journey(was.everybody, becomes.everybody)
    known = {journey.persona: journey for journey in becomes.personas}
    personas = tuple(_journey(journey, known[journey.persona]) for journey in was.personas
                     if journey.persona in known)
    return Effect(after, everybody, personas, findings)


def _journey(was: JourneyMeasures, becomes: JourneyMeasures) -> JourneyEffect:
    decided = was.decided is not None and becomes.decided is not None
    return JourneyEffect(
        was.persona, BeforeAfter(was.granted, becomes.granted, LEAST_SHARE),
        BeforeAfter(was.completion, becomes.completion, LEAST_SHARE),
        efforts_of(was.decided, becomes.decided) if decided else efforts_of(was.started, becomes.started), decided)
