"""The friction list."""
