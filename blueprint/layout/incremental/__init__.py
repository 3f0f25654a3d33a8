"""Layout after an edit: what the last layout still knows, and what has to be planned again."""
