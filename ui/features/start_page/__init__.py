"""The first minute: where to begin, and a tour on the real canvas."""
