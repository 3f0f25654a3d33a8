"""Fields: which there are, their choices and values, and the editors that take them."""
