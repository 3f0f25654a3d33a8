"""Remedies: findings that can be mended mechanically, as commands of one undo step, and what they would do."""

from blueprint.remedies.effects import Change, Effect, JourneyEffect, preview
from blueprint.remedies.endings import endings, open_ends
from blueprint.remedies.fix import QuickFix
from blueprint.remedies.fixes import fixes

__all__ = ["Change", "Effect", "JourneyEffect", "QuickFix", "endings", "fixes", "open_ends", "preview"]
