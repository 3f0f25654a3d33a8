"""Remedies: findings that can be mended mechanically, as commands of one undo step, and what they would do."""

from visavis.blueprint.remedies.effects import Effect, EffectChange, JourneyEffect, preview
from visavis.blueprint.remedies.endings import endings, open_ends
from visavis.blueprint.remedies.fix import QuickFix
from visavis.blueprint.remedies.fixes import fixes

__all__ = ["Effect", "EffectChange", "JourneyEffect", "QuickFix", "endings", "fixes", "open_ends", "preview"]
