"""GraphML: the graph of a blueprint for yEd, Gephi and networkx, as networkx writes it.

Numbers, texts and yes or no stay what they are; lists and parts within parts are JSON texts, since GraphML knows
neither. Notes stay out: some are private, and GraphML has no place for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Flow, Head, Informs, Step
from visavis.blueprint.registry import ExportJob, ExportOption, count_losses, describe_losses, fields_that_hold
from visavis.blueprint.registry.losses import KeptFields

# XML 1.0 has no way to write these characters.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_THE_HEAD = ("format", "id", "title", "summary", "language", "state")


class GraphMLExporter:
    """Writes the steps and flows of a blueprint as a directed multigraph."""

    name = "graphml"
    title: Message = message("Graph (GraphML)")
    purpose: Message = message("The graph alone: for yEd, Gephi and other programs that analyse graphs.")
    options: tuple[ExportOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.graphml`."""
        del options
        return ".graphml"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what is beside the graph: phases, lanes, personas, documents, notes, and the rest of the head."""
        return describe_losses(count_losses(job.document, kept_fields()))

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        import networkx as nx

        from visavis.blueprint.graph import to_graph

        whole = to_graph(job.document)
        graph = nx.MultiDiGraph(**_plain({name: whole.graph[name] for name in _OF_THE_HEAD if name in whole.graph}))
        # yEd and Gephi show an attribute of this name on what it belongs to.
        graph.add_nodes_from((_clean(step), _plain({"label": found.get("title", ""), **found}))
                             for step, found in whole.nodes(data=True))
        graph.add_edges_from((_clean(source), _clean(target), _clean(key), _plain(found))
                             for source, target, key, found in whole.edges(keys=True, data=True))
        return ("\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n").encode("utf-8")


GRAPHML = GraphMLExporter()


def kept_fields() -> KeptFields:
    """Return the fields that the file holds: all of steps and flows, a few of the head."""
    return {Head: _OF_THE_HEAD, **{element: fields_that_hold(element) for element in (Step, Informs, Flow)}}


def _plain(attributes: Mapping[str, Any]) -> dict[str, str | float | bool]:
    """Return attributes as GraphML can hold them; a key that is there without a value is left out."""
    return {_clean(name): value if isinstance(value, bool | int | float) else
            _clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for name, value in attributes.items() if value is not None}


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
