"""Diagrams of a blueprint in Mermaid: flowchart, swimlanes, the journey as it is felt."""

from visavis.exporters.mermaid_diagrams.flowchart import can_be_drawn, write_flowchart

__all__ = ["can_be_drawn", "write_flowchart"]
