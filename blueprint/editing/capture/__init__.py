"""Capture: what people type and paste, read as steps, times, numbers, lists and tables."""
