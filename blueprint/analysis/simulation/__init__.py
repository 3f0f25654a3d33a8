"""Simulation: journeys played with random times and turns, alone or waiting for the same people."""
