"""Export formats (one module each), the three backends of the display list, and the command line."""
