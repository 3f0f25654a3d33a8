"""The three backends of the display list: Qt, PDF and SVG. None of them measures, wraps or decides anything."""
