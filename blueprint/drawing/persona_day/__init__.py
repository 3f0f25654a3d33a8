"""The persona's day: one persona's whole way as they live it, what it costs them and how it feels."""
