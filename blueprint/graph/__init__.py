"""The networkx view of a document."""

from visavis.blueprint.graph.projection import from_graph, to_graph

__all__ = ["from_graph", "to_graph"]
