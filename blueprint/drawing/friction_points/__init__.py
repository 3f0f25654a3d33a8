"""The page of friction points: where it gets stuck, what that costs both sides, and what would help."""
