"""Questions about graphs, against networkx on random graphs."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.documents import blueprint_of
from visavis.blueprint.graph.queries import component_numbers, components, dominators
from visavis.blueprint.registry import assess

GRAPHS = st.integers(1, 12).flatmap(lambda size: st.lists(
    st.lists(st.integers(0, size - 1), max_size=4, unique=True), min_size=size, max_size=size))


def drawn(arcs: list[list[int]]) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(arcs)))
    graph.add_edges_from((source, target) for source, targets in enumerate(arcs) for target in targets)
    return graph


@given(arcs=GRAPHS)
def test_components_are_those_of_networkx_sources_first(arcs: list[list[int]]) -> None:
    numbers = component_numbers(arcs)
    expected = {frozenset(part) for part in nx.strongly_connected_components(drawn(arcs))}
    groups = components({str(node): [str(target) for target in targets] for node, targets in enumerate(arcs)})
    assert {frozenset(map(int, part)) for part in groups} == expected
    assert all(numbers[source] <= numbers[target] for source, targets in enumerate(arcs) for target in targets)
    assert all((numbers[one] == numbers[other]) == any({one, other} <= part for part in expected)
               for one in range(len(arcs)) for other in range(len(arcs)))


@given(arcs=GRAPHS, more=st.booleans())
def test_dominators_are_those_of_networkx(arcs: list[list[int]], more: bool) -> None:
    starts = [0, len(arcs) - 1] if more and len(arcs) > 1 else [0]
    graph = drawn(arcs)
    graph.add_edges_from(("root", start) for start in starts)
    above = nx.immediate_dominators(graph, "root")
    expected = [-1 if above.get(node, "root") in ("root", None) else above[node] for node in range(len(arcs))]
    assert list(dominators(arcs, starts)) == expected


def test_one_assessment_asks_networkx_once_about_each_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    # Building a graph takes longer than the answer: this was a sixth of assessing a service of 2,000 steps.
    asked = list[frozenset[tuple[int, int]]]()
    components_of = nx.strongly_connected_components

    def ask(graph: nx.DiGraph) -> Iterator[set[int]]:
        asked.append(frozenset(graph.edges))
        yield from components_of(graph)

    monkeypatch.setattr(nx, "strongly_connected_components", ask)
    assess(blueprint_of(60, seed=1201))
    assert asked
    assert len(asked) == len(set(asked))


def test_members_keep_the_order_they_were_given_in() -> None:
    assert components({"b": ["c"], "a": ["b"], "c": ["b"], "d": ["x"]})[-1] in (("b", "c"), ("d",))
    assert ("b", "c") in components({"b": ["c"], "a": ["b"], "c": ["b"], "d": ["x"]})
