"""The rules that judge a redesign beside the blueprint it redesigns."""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.rules.effort_shift import (
    EffortShiftToAgent,
    EffortShiftToCitizen,
    UnevenGain,
)
from visavis.blueprint.analysis.frictions.rules.redesigned import CheckRemovedUpstream, CounterClone, OneLaneRedesign

COMPARISON_RULES: tuple[FrictionRule, ...] = (
    UnevenGain(), EffortShiftToCitizen(), EffortShiftToAgent(), CounterClone(), OneLaneRedesign(),
    CheckRemovedUpstream(),
)
