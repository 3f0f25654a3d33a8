"""The place of journeys: as many as users, each to be read as a conversation and walked on the canvas."""
