"""The slide: one number to remember, for a meeting."""
