"""The infographic: the journey for citizens, what they do and what agents do for them, in plain words."""
