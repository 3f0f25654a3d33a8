"""The icons that ship: part of the Lucide set (ISC), as SVG files and as one list of path segments."""
