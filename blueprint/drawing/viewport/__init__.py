"""The drawing where it is in sight: composed for a viewport, cached by group, repainted where it changed."""
