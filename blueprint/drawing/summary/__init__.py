"""The summary: one page for those who decide."""
