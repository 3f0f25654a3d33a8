"""What the public is told of a journey, in plain words: what to do, what agents do, what to attach, how often."""
