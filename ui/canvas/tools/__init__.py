"""The tools of the canvas: one small state object each."""
