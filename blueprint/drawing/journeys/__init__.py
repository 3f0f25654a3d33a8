"""Journeys as strips and as conversations, for the screen of journeys."""
