"""Small blueprints to mend: `sketch(steps, flows)` fills in lanes, phases, columns and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

LANES = [{"id": "citizen", "name": "Citizen", "kind": "citizen"},
         {"id": "front", "name": "Counter", "kind": "frontstage"},
         {"id": "back", "name": "Office", "kind": "backstage"},
         {"id": "register", "name": "Register", "kind": "support"}]
Sketch = Callable[..., BlueprintDocument]


def _document(steps: Mapping[str, Mapping[str, Any]], flows: Sequence[tuple[Any, ...]] = (),
              **head: Any) -> BlueprintDocument:
    nodes = [{"id": name, "title": f"Do {name}", "lane": "citizen", "phase": "p", "column": column, **told}
             for column, (name, told) in enumerate(steps.items())]
    edges = [{"source": flow[0], "target": flow[1], "key": f"f{number}", **(flow[2] if len(flow) > 2 else {})}
             for number, flow in enumerate(flows)]
    graph = {"format": "visavis/1", "id": "x", "title": "X", "language": "en", "phases": [{"id": "p", "name": "P"}],
             "lanes": LANES, **head}
    return decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges})


@pytest.fixture(scope="session")
def sketch() -> Sketch:
    """Make a document from steps by id (attributes of the file) and flows (source, target, attributes)."""
    return _document
