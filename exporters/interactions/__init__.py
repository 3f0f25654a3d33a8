"""What crosses the line of interaction, and what is so when it is done well: for all formats that developers read."""

from visavis.exporters.interactions.interaction_list import (
    ToldInteraction,
    list_interactions,
    name_of_lane,
    name_of_step,
)

__all__ = ["ToldInteraction", "list_interactions", "name_of_lane", "name_of_step"]
