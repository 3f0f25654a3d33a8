"""Boards to hang up: a blueprint to fill with notes, and marks by which a photograph of it is read."""
