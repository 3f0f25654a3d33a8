"""A command that is not allowed, and why."""

from __future__ import annotations

from visavis.blueprint.model import BlueprintError


class Refused(BlueprintError):
    """A command was not carried out. The message says why, and what to do instead."""
