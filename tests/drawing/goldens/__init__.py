"""Golden display lists: twelve drawings as text, kept beside the code that makes them."""
