"""Deciding about frictions: accept, plan, dismiss, justify; mend them mechanically; fill in what a rule lacks."""
