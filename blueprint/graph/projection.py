"""Between a document and its networkx MultiDiGraph; attributes are those of the file.

networkx takes a fifth of a second to load, and the window analyses (which needs this package, not networkx) at
start; so it is imported when a graph is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data
from visavis.blueprint.storage.validation_messages import refuse_half_characters

if TYPE_CHECKING:
    import networkx as nx


def to_graph(document: BlueprintDocument) -> nx.MultiDiGraph:
    """Return the frozen graph of a document: nodes by step id, edges by flow key, the rest in `graph`.

    Attributes are the keys that the file has; `from_graph` reads what `node_link_data` makes of them.
    """
    import networkx as nx

    graph = nx.MultiDiGraph(**document.head.to_json())
    for step in document.steps:
        attributes = step.to_json()
        graph.add_node(attributes.pop("id"), **attributes)
    for flow in document.flows:
        attributes = flow.to_json()
        graph.add_edge(attributes.pop("source"), attributes.pop("target"), key=attributes.pop("key"), **attributes)
    return nx.freeze(graph)


def from_graph(graph: nx.MultiDiGraph) -> BlueprintDocument:
    """Return the validated document of a graph, or raise BlueprintError naming what is wrong in it."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(graph, edges="edges")
    refuse_half_characters(data)
    return decode_data(data)
