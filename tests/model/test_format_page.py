"""The page of the file format names every field of the model, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from visavis.blueprint.model import Element, Flow, Head, Step
from visavis.blueprint.model.fields import Listed, annotations_of, element_in

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return what stands under a title of the page."""
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0].strip()


def keys(title: str) -> str:
    """Return the paragraph under a title of the page that lists the keys."""
    return section(title).split("\n\n")[0]


def row(key: str) -> str:
    """Return the row of the page's table that is about a key of the graph."""
    rows = [line for line in section("`graph`").splitlines() if re.match(rf"\|[^|]*`{key}(\[\])?`", line)]
    assert len(rows) == 1, f"docs/format.md has {len(rows)} rows about {key!r} of the graph, and not one"
    return rows[0]


def names(text: str) -> set[str]:
    """Return the words that stand between backquotes."""
    return {word for code in re.findall(r"`([^`]*)`", text) for word in re.findall(r"[a-z_]+", code)}


def parts() -> Iterator[tuple[str, type[BaseModel], str]]:
    """Yield each element of the format with the text that describes it."""
    yield "step", Step, keys("Nodes: steps")
    yield "flow", Flow, keys("Edges: flows")
    for key, field in Head.model_fields.items():
        element = element_in(field.annotation)
        if element is not None:
            yield key, element, row(key)


@pytest.mark.parametrize(("name", "element", "text"), [pytest.param(*found, id=found[0]) for found in parts()])
def test_every_field_is_on_the_page_of_the_format(name: str, element: type[BaseModel], text: str) -> None:
    for key, field in element.model_fields.items():
        assert key in names(text), f"docs/format.md does not name {key!r} in the row of {name}"
        part = element_in(field.annotation)
        if part is not None and issubclass(part, Element):
            untold = sorted(set(part.model_fields) - names(text) - names(section("Nodes: steps")))
            assert not untold, f"docs/format.md does not name {', '.join(untold)}, parts of {key!r}, in the row of {name}"


def test_every_key_of_the_graph_has_a_row() -> None:
    for key, note in annotations_of(Head).items():
        assert row(key).count(f"`{key}[]`") == isinstance(note, Listed), key


@pytest.mark.parametrize(("element", "title"), [(Step, "Nodes: steps"), (Flow, "Edges: flows")])
def test_the_keys_of_steps_and_flows_stand_in_the_order_of_the_file(element: type[Element], title: str) -> None:
    plain = re.sub(r"\([^)]*\)", "", keys(title).replace("`", ""))
    assert re.findall(r"[a-z_]+", plain) == list(element.model_fields)
