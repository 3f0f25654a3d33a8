"""The friction rules that ship with the program."""

from __future__ import annotations

from blueprint.analysis.rule import FrictionRule

RULES: tuple[FrictionRule, ...] = ()
