"""Frictions: what a rule is and sees, what it finds, how findings are ranked, and what a team decided about them."""
