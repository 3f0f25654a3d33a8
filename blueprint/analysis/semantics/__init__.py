"""Semantics: what a drawing means as a journey; branches, tokens, joins, times, contacts."""
