"""The canonical form: one line a node, fixed order, and reading and writing are inverse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.json_schema import Draft202012Validator
from tests.storage.samples import FULL, as_bytes, document, full
from visavis.blueprint.model import Step
from visavis.blueprint.storage import decode, document_schema, encode
from visavis.blueprint.storage.json_text import element_line

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/*.blueprint.json"), *ROOT.glob("templates/**/*.blueprint.json")])

LOAD = """
import json, sys

class OnlyNetworkx:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("blueprint", "exporters", "ui", "templates", "examples", "pydantic"):
            raise ImportError(f"not without this project: {name}")

sys.meta_path.insert(0, OnlyNetworkx())
import networkx
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as stream:
        graph = networkx.node_link_graph(json.load(stream), edges="edges")
    assert graph.is_directed() and graph.is_multigraph() and graph.graph["format"] == "visavis/1"
    print(len(graph), graph.number_of_edges())
"""


def test_there_are_examples() -> None:
    assert FILES


@pytest.mark.few(16)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_shipped_files_are_canonical(path: Path) -> None:
    content = path.read_bytes()
    assert encode(decode(content)) == content
    Draft202012Validator(document_schema()).validate(json.loads(content))


def test_networkx_alone_reads_every_file(tmp_path: Path) -> None:
    sample = tmp_path / "carte.blueprint.json"
    sample.write_bytes(encode(document()))
    done = subprocess.run([sys.executable, "-c", LOAD, *map(str, [sample, *FILES])], cwd=tmp_path, check=False,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "3 3"
    assert len(done.stdout.splitlines()) == len(FILES) + 1


def test_each_node_and_edge_has_a_line() -> None:
    lines = encode(document()).decode().split("\n")
    assert lines[:4] == ["{", '"directed": true,', '"multigraph": true,', '"graph": {']
    assert sum(line.startswith('{"id": "s') for line in lines) == 3
    assert sum(line.startswith('{"source": ') for line in lines) == 3
    assert lines[-2:] == ["}", ""]


def test_keys_come_in_the_order_of_the_format_whatever_the_order_of_the_input() -> None:
    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    data: Any = turned(full())
    data["graph"]["notes"][0]["votes"] = {"p1": 2}
    assert encode(decode(as_bytes(data))) == encode(document())


def test_everything_said_is_read_and_written_back() -> None:
    assert json.loads(encode(document())) == FULL


def test_numbers_and_nulls_keep_the_form_they_have() -> None:
    data = full()
    data["edges"][1]["probability"] = 1
    data["edges"][2]["probability"] = 1.0
    data["nodes"][1]["fallback"] = None
    text = encode(decode(as_bytes(data))).decode()
    assert '"probability": 1, ' in text
    assert '"probability": 1.0, ' in text
    assert '"fallback": null' in text


def test_unknown_keys_are_kept_everywhere() -> None:
    data = full()
    for place in (data, data["graph"], data["nodes"][0], data["edges"][0], data["graph"]["service"]):
        place["x-note"] = {"kept": [1, 2.5, None]}
    assert json.loads(encode(decode(as_bytes(data)))) == data


def test_a_byte_order_mark_is_read_and_not_written() -> None:
    assert encode(decode(b"\xef\xbb\xbf" + as_bytes(FULL))) == encode(document())


def test_an_older_format_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.blueprint.storage import migrations

    def renamed(data: dict[str, Any]) -> dict[str, Any]:
        graph = dict(data["graph"])
        graph["title"] = graph.pop("name")
        return {**data, "graph": {**graph, "format": "visavis/1"}}

    monkeypatch.setitem(migrations.MIGRATIONS, 0, renamed)
    old = full()
    old["graph"].update(format="visavis/0", name=old["graph"].pop("title"))
    assert decode(as_bytes(old)) == document()


@given(st.text())
def test_any_text_is_plain_text(text: str) -> None:
    data = full()
    data["nodes"][0]["title"] = data["graph"]["title"] = text
    written = encode(decode(as_bytes(data)))
    assert decode(written).step_by_id["s1"].title == text
    assert len(written.split(b"\n")) == len(encode(document()).split(b"\n"))


def test_a_line_is_made_once_for_each_element_and_forgotten_with_it() -> None:
    from visavis.blueprint.storage import json_text

    step = Step(id="a", lane="l", phase="p")
    assert element_line(step) is element_line(step)
    assert element_line(step.model_copy(update={"column": 3})) != element_line(step)
    count = len(json_text._lines)
    del step
    assert len(json_text._lines) == count - 1
