"""Golden display lists: thirteen drawings as text, kept beside the code that makes them."""
