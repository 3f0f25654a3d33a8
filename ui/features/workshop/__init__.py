"""The workshop: a wall to draw on, prompts and a clock, notes, the parking lot and dot votes."""
