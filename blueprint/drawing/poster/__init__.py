"""The poster: sheets of exact paper with title, figures, bands, friction list and legend."""
