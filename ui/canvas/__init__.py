"""The canvas: one view, the parts it is made of, and (in `tools`) what the mouse does."""
