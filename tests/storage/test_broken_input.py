"""Whatever a file holds: one sentence that says what is wrong and where, and never another exception."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.samples import FULL, Path, as_bytes, full, places, put
from visavis.blueprint.language import LANGUAGES, translator
from visavis.blueprint.model import BlueprintError, Flow, Head, Step
from visavis.blueprint.storage import decode, encode

JUNK: list[Any] = [None, True, 0, -1, 3.5, 10**17, "", "x", "é" * 500, [], {}, [[]], [None], {"a": {}}, ["x"],
                   {"min": "PT1M"}, "\x00", "=1+1", "<script>"]


def refusal(content: bytes) -> str:
    """The one sentence that `content` is refused with."""
    with pytest.raises(BlueprintError) as caught:
        decode(content)
    return sentence(caught.value)


def sentence(error: BlueprintError) -> str:
    """What an error says, which must be one line in every language, and no library's own words."""
    for language in LANGUAGES:
        assert translator(language)(error.message).strip()
    told = str(error)
    assert "\n" not in told
    assert "pydantic" not in told
    assert "Input should" not in told
    assert len(told) < 700
    return told


def read_or_refused(content: bytes) -> None:
    """What is read can be written, and is then read the same; the rest is refused in one sentence."""
    try:
        once = encode(decode(content))
    except BlueprintError as error:
        sentence(error)
        return
    assert encode(decode(once)) == once


def test_the_sample_speaks_in_every_field() -> None:
    for model, rows in ((Head, [FULL["graph"]]), (Step, FULL["nodes"]), (Flow, FULL["edges"])):
        assert set().union(*(row for row in rows)) >= set(model.model_fields)


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "the file is empty"),
    (b"  \n\t ", "the file is empty"),
    (b"\xef\xbb\xbf", "the file is empty"),
    (b"hello", "it does not begin with '{'"),
    (b"[1]", "it does not begin with '{'"),
    (b"null", "it does not begin with '{'"),
    (b"\x89PNG\r\n\x1a\n", "it does not begin with '{'"),
    ('{"graph": "é"}'.encode("utf-16"), "this is UTF-16 or UTF-32 text; save it as UTF-8"),
    ('{"graph": "é"}'.encode("utf-16-be"), "save it as UTF-8"),
    ('{"graph": "é"}'.encode("utf-32"), "save it as UTF-8"),
    (b'{"graph": "\xe9"}', "byte 11 is not UTF-8 text"),
    (b"{", "the file ends too early"),
    (b'{"a": 1, "a": 2}', "the key 'a' appears twice"),
    (b'{"graph": {}} {}', "this is not JSON"),
    (b'{"graph": {}}}', "line 1, column 14: this is not JSON (there is something after its end)"),
    (b'{"graph": {}}\n}\n', "line 2, column 1: this is not JSON (there is something after its end)"),
    (b'{\n"text": "NaN",\n"a": [1,\nNaN]}', "line 4: 'NaN' is not a number that JSON allows"),
    (b'{\n"a": {"b": 1},\n"b": {"a": 2},\n"\\u0061": 3}', "line 4: the key 'a' appears twice"),
    (b'{\n"a": 1,\n"b": ' + b"9" * 30 + b"}", "line 3: the number 99999999999999999999… is too large"),
    (b'{"a": 1,\n}', "line 2, column 1: this is not JSON (a key between double quotes is missing)"),
    (b"{'graph': 1}", "this is not JSON"),
    (b'{"a": NaN}', "'NaN' is not a number that JSON allows"),
    (b'{"a": -Infinity}', "'-Infinity' is not a number"),
    (b'{"a": 1e999}', "the number 1e999… is too large"),
    (b'{"a": ' + b"9" * 6000 + b"}", "is too large"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b"{" + b" " * 1000 + b"\x01}", "this is not JSON"),
    (b"{}", "'graph' is missing"),
    (b'{"graph": {}}', "this is not a blueprint"),
    (b'{"graph": {"format": "visavis/1", "id": "a"}, "nodes": []}', "'edges' is missing"),
    (b'{"graph": {"format": "visavis/1", "id": "a"}, "nodes": [], "links": []}', "edges=\"edges\""),
    (b'{"graph": {"format": "visavis/0", "id": "a"}}', "was never published"),
    (b'{"graph": {"format": "visavis/3", "id": "a"}}', "newer than this program"),
    (b'{"graph": {"format": "visavis/1.5", "id": "a"}}', "this is not a blueprint"),
    (b'{"graph": {"format": 1, "id": "a"}}', "this is not a blueprint"),
])
def test_what_is_no_blueprint_is_refused(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_a_file_that_was_cut_anywhere_is_refused() -> None:
    whole = encode(decode(as_bytes(FULL)))
    for end in range(len(whole) - 2):
        refusal(whole[:end])


def test_fifty_megabytes_of_junk_are_refused() -> None:
    for piece in (b"x", b"{", b"{\n", b" ", b"\x00"):
        refusal(piece * (50_000_000 // len(piece)))


@pytest.mark.few(80)
@pytest.mark.parametrize("path", list(places(FULL)), ids=lambda path: ".".join(map(str, path)))
def test_the_wrong_type_in_any_place_is_refused_or_read(path: Path) -> None:
    for junk in JUNK:
        data = full()
        put(data, path, junk)
        read_or_refused(as_bytes(data))


REQUIRED: list[Path] = [
    ("graph",), ("nodes",), ("edges",), ("graph", "format"), ("graph", "id"), ("graph", "personas", 0, "name"),
    ("graph", "actors", 0, "side"), ("graph", "lanes", 0, "kind"), ("graph", "notes", 1, "at", "lane"),
    ("graph", "avoid", 0, "limit", "unit"), ("graph", "waivers", 0, "reason"), ("nodes", 0, "id"),
    ("nodes", 0, "lane"), ("nodes", 0, "work", "mode"), ("nodes", 0, "wait", "mean"), ("edges", 0, "source"),
    ("edges", 0, "key"),
]


@pytest.mark.parametrize("path", REQUIRED, ids=lambda path: ".".join(map(str, path)))
def test_what_is_missing_is_named(path: Path) -> None:
    data = full()
    holder: Any = data
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    told = refusal(as_bytes(data))
    assert str(path[-1]) in told


@pytest.mark.parametrize(("path", "value", "told"), [
    (("nodes", 0, "effort"), 9, "step s1: effort 9 is too large; the most is 5"),
    (("nodes", 0, "effort"), "très", "step s1: effort 'très' is not right: it must be a whole number"),
    (("nodes", 0, "kind"), "strat", "step s1: kind 'strat' is unknown; did you mean 'start'?"),
    (("nodes", 0, "kind"), 3, "step s1: kind 3 is unknown; there are 'start', 'action'"),
    (("nodes", 0, "work"), "25 min", "step s1: work: '25 min' is not a duration; write it as PT25M"),
    (("nodes", 0, "work"), 25, "step s1: work: '25' is not a duration"),
    (("nodes", 0, "work", "max"), "PT1M", "step s1: work: min, mode and max must be in rising order"),
    (("nodes", 0, "work", "most"), "PT1M", "step s1: work.most 'PT1M' is not right: this key has no meaning here"),
    (("nodes", 0, "wait", "mean"), "long", "step s1: wait.mean: 'long' is not a duration"),
    (("nodes", 0, "lane"), "vou", "step s1: lane 'vou' does not exist; did you mean 'vous'?"),
    (("nodes", 0, "phase"), "?", "step s1: phase '?' does not exist; there are 'avant'"),
    (("nodes", 0, "gives"), ["foto"], "step s1: item 'foto' does not exist; did you mean 'photo'?"),
    (("nodes", 0, "channel"), "contoir", "step s1: channel 'contoir' does not exist; did you mean 'counter'?"),
    (("nodes", 0, "markers"), ["x"], "step s1: markers.0 'x' is unknown"),
    (("nodes", 0, "efort"), 3, "step s1: the key 'efort' is unknown; did you mean 'effort'?"),
    (("nodes", 0, "informs", "promiss"), 3, "step s1: the key 'promiss' is unknown; did you mean 'promise'?"),
    (("nodes", 0, "title"), 3, "step s1: title 3 is not right: it must be a text"),
    (("nodes", 0, "title"), "\ud83d", "step s1: a text holds half a character"),
    (("nodes", 0, "id"), "", "step number 1: id '' is not right: it must not be empty"),
    (("nodes", 0, "id"), "s2", "steps: the id 's2' is used 2 times"),
    (("nodes", 0), 3, "step number 1: 3 is not right: it must be an object"),
    (("nodes", 0, "fallback"), "s2", "step s1: its fallback leads back to itself (s1 → s2 → s1)"),
    (("nodes", 1, "fallback"), "s2", "step s2: its fallback leads back to itself (s2 → s2)"),
    (("nodes", 1, "fails"), "often", "step s2: fails 'often' is not right: it must be a number"),
    (("edges", 0, "target"), "s9", "flow f1: target step 's9' does not exist; did you mean"),
    (("edges", 0, "key"), "f2", "flows: the id 'f2' is used 2 times"),
    (("edges", 1, "only_for"), ["rous"], "flow f2: persona 'rous' does not exist; did you mean 'roux'?"),
    (("edges", 1, "only_for"), "roux", "flow f2: only_for 'roux' is not right: it must be a list"),
    (("edges", 2, "max_times"), -1, "flow f3: max_times -1 is too small; the least is 0"),
    (("graph", "redesigns"), "carte", "it says that it redesigns itself"),
    (("graph", "language"), "français", "it must be a language tag such as fr or en-GB"),
    (("graph", "titel"), "x", "blueprint: the key 'titel' is unknown; did you mean 'title'?"),
    (("graph", "service", "prise"), 3, "service: the key 'prise' is unknown; did you mean 'price'?"),
    (("graph", "service", "price"), -1, "blueprint: service.price -1 is too small"),
    (("graph", "lanes", 1, "actor"), "agnt", "lane scene: actor 'agnt' does not exist; did you mean 'agent'?"),
    (("graph", "personas", 0, "channels"), ["born"], "persona roux: channel 'born' does not exist; did you mean"),
    (("graph", "notes", 0, "at"), "s7", "note n1: step 's7' does not exist"),
    (("graph", "notes", 0, "at"), 7, "note n1: at 7 is not right: it must be a text"),
    (("graph", "notes", 1, "at"), {"lane": "vous"}, "note n2: 'at.phase' is missing"),
    (("graph", "notes", 0, "votes"), {"p1": -1}, "note n1: votes.p1 -1 is too small"),
    (("graph", "avoid", 0, "scope", "step"), "s7", "to-avoid clause a1: step 's7' does not exist"),
    (("graph", "avoid", 0, "scope", "sid"), 1, "clause a1: the key 'sid' is unknown; did you mean 'side'?"),
    (("graph", "avoid", 0, "limit"), {"value": 5}, "to-avoid clause a1: 'limit.unit' is missing"),
    (("graph", "waivers", 0, "step"), "s7", "justification w1: step 's7' does not exist"),
    (("directed",), False, "'directed' must be true"),
])
def test_the_fault_is_told_with_its_place_and_the_way_out(path: Path, value: Any, told: str) -> None:
    data = full()
    put(data, path, value)
    assert told in refusal(json.dumps(data).encode())


def test_faults_are_counted() -> None:
    data = full()
    data["nodes"][0]["effort"] = 9
    data["nodes"][1]["work"] = 7
    assert refusal(as_bytes(data)).endswith("(and 1 more problem)")


def test_a_million_faults_are_refused_at_the_first() -> None:
    began = time.process_time()
    empty = b'{"graph": {"format": "visavis/1", "id": "a"}, "edges": [], "nodes": [' + b"{}," * 1_000_000 + b"{}]}"
    assert refusal(empty) == "step number 1: 'id' is missing (and at least 19 more problems)"
    data = full()
    data["nodes"] += [{"id": f"node-{n}", "lane": "vous", "phase": "avant"} for n in range(5000)]
    data["edges"] += [{"source": f"nod-{n}", "target": "s1", "key": f"k{n}"} for n in range(5000)]
    assert "(and at least 19 more problems)" in refusal(as_bytes(data))
    assert time.process_time() - began < 10


def test_the_number_of_a_row_counts_from_the_beginning_of_the_file() -> None:
    data = full()
    data["nodes"] += [{"id": f"node-{n}", "lane": "vous", "phase": "avant"} for n in range(2500)] + [{"title": "x"}]
    assert refusal(as_bytes(data)).startswith("step number 2504: 'id' is missing")


@pytest.mark.parametrize("place", [(), ("graph",), ("nodes", 0), ("graph", "notes", 0, "at")])
def test_unknown_keys_may_be_deep_but_not_bottomless(place: Path) -> None:
    for depth, allowed in ((20, True), (300, False)):
        data = full()
        data["graph"]["notes"][0]["at"] = {"lane": "vous", "phase": "avant"}
        value: Any = 1
        for _ in range(depth):
            value = [value] if depth % 2 else {"deeper": value}
        put(data, (*place, "zzz"), value)
        if allowed:
            assert decode(encode(decode(as_bytes(data)))) == decode(as_bytes(data))
        else:
            assert "'zzz' is nested too deeply" in refusal(as_bytes(data))


def test_a_chain_of_ten_thousand_fallbacks_is_read_and_its_cycle_found() -> None:
    data = full()
    last = 10_000
    data["nodes"] += [{"id": f"c{n}", "lane": "vous", "phase": "avant", "fallback": f"c{n + 1}"} for n in range(last)]
    data["nodes"].append({"id": f"c{last}", "lane": "vous", "phase": "avant"})
    assert len(decode(as_bytes(data)).steps) == last + 4
    data["nodes"][-1]["fallback"] = "c5000"
    assert "step c5000: its fallback leads back to itself (c5000 → c5001 →" in refusal(as_bytes(data))


@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_mutation_of_a_file_is_read_or_refused(chance: random.Random, times: int) -> None:
    data = full()
    for _ in range(times):
        mutate(data, chance)
    read_or_refused(as_bytes(data))


@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_mutation_of_its_bytes_is_read_or_refused(chance: random.Random, times: int) -> None:
    content = bytearray(encode(decode(as_bytes(FULL))))
    for _ in range(times):
        at = chance.randrange(len(content))
        fresh = chance.choices(b'{}[]",:0159eE+-.\\ud8\x00\xff\n ', k=chance.randrange(4))
        content[at:at + chance.randrange(4)] = bytes(fresh)
    read_or_refused(bytes(content))


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    refusal(content)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)))
def test_any_json_is_refused(value: Any) -> None:
    refusal(json.dumps({"graph": value, "nodes": value, "edges": value}).encode())


def mutate(data: Any, chance: random.Random) -> None:
    """Replace, remove, copy or swap something somewhere."""
    path = chance.choice(list(places(data)))
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    other: Any = data
    for key in chance.choice(list(places(data))):
        other = other[key]
    match chance.randrange(4):
        case 0:
            holder[path[-1]] = chance.choice(JUNK)
        case 1:
            del holder[path[-1]]
        case 2:
            holder[path[-1]] = json.loads(json.dumps(other))
        case _:
            if isinstance(holder, list):
                holder.append(json.loads(json.dumps(other)))
            else:
                holder[chance.choice(["zzz", "id", "titel", "at", "work"])] = json.loads(json.dumps(other))
