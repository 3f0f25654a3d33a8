"""The parts around the canvas: header, palette, friction list, search."""
