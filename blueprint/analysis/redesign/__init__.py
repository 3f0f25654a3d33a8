"""Comparing a redesign with what it redesigns: what changed, what it does to both sides, and for whom."""
