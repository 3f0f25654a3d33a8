"""Paths: the distinct journeys of one person, and each as the conversation it is."""
