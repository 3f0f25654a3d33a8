"""Remedies: findings that can be mended mechanically, as commands of one undo step, and what they would do."""

from visavis.blueprint.remedies.effects import Change, Effect, JourneyEffect, preview
from visavis.blueprint.remedies.endings import endings, open_ends
from visavis.blueprint.remedies.fix import QuickFix
from visavis.blueprint.remedies.fixes import fixes

__all__ = ["Change", "Effect", "JourneyEffect", "QuickFix", "endings", "fixes", "open_ends", "preview"]
