"""The page of figures: how requests end, how long they take, what they cost both sides, by persona and phase."""
