"""The conversation: one persona's exchanges with the agents, line by line, silences to scale."""
