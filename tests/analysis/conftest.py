"""Small blueprints for tests: `sketch(steps, flows)` fills in lanes, phases, columns and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

LANES = {"evidence": "evidence", "citizen": "citizen", "front": "frontstage", "back": "backstage",
         "support": "support", "back2": "backstage", "partner": "support"}
ACTORS = [{"id": "clerk", "name": "Clerk", "side": "agent", "hourly_cost": 30},
          {"id": "firm", "name": "Firm", "side": "partner"}]
Sketch = Callable[..., BlueprintDocument]


def _document(steps: Mapping[str, Mapping[str, Any]], flows: Sequence[tuple[Any, ...]] = (),
              **head: Any) -> BlueprintDocument:
    lanes = [{"id": name, "name": name, "kind": kind,
              **({"actor": "clerk"} if name == "front" else {"actor": "firm"} if name == "partner" else {})}
             for name, kind in LANES.items()]
    nodes = [{"id": name, "title": f"Do {name}", "lane": "citizen", "phase": "p", "column": column, **told}
             for column, (name, told) in enumerate(steps.items())]
    edges = [{"source": flow[0], "target": flow[1], "key": f"f{number}", **(flow[2] if len(flow) > 2 else {})}
             for number, flow in enumerate(flows)]
    graph = {"format": "visavis/1", "id": "x", "title": "X", "actors": ACTORS, "phases": [{"id": "p", "name": "P"}],
             "lanes": lanes, **head}
    return decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges})


@pytest.fixture(scope="session")
def sketch() -> Sketch:
    """Make a document from steps by id (attributes of the file) and flows (source, target, attributes)."""
    return _document
