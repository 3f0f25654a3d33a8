"""Drawing: one display list for the screen, the poster, the infographic and every picture."""
