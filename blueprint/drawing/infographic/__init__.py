"""The infographic: one sheet that a citizen understands."""
