"""What lies over the drawing: highlights, sticky headings, the map, the emotion curve, hints."""
