"""The window: a Qt shell around the blueprint, which knows nothing of it."""
