"""Legal numbers at their ends, empty columns, hundreds of phases: refused with a line, or computed, in time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.need import need
from tests.profiles import IS_DEEP
from tests.work import count_calls
from visavis.blueprint.analysis.simulation.agent_pools import MANY_SERVERS, Queue
from visavis.blueprint.drawing.poster.band_breaking import break_bands
from visavis.blueprint.layout import column_count
from visavis.blueprint.layout.empty_columns import close_gaps
from visavis.blueprint.model import BlueprintDocument, Cell
from visavis.blueprint.registry import ExportJob, assess, plugins
from visavis.blueprint.storage import decode
from visavis.exporters.cli import main

ROOT = Path(__file__).parents[2]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
PASSPORT = ROOT / "examples" / "passeport.blueprint.json"
AMOUNTS = {"cases_per_year", "price", "fixed_cost", "weight", "hourly_cost", "capacity", "value"}
SHARES = {"probability", "fails", "availability", "helped"}
TIMES = {"standard_time", "tolerated_time", "legal_deadline", "valid_for", "work", "wait", "deadline", "help"}
ENDS = {"amount": (0, 1e308, 1e12, 1e9, 5e-324), "share": (5e-324, 1e-9), "time": ("P999999999Y", "PT0.000000001S")}
# Far more than any of it takes, far less than anyone waits for in vain.
PATIENCE = 4.0


def rich() -> dict[str, Any]:
    """A blueprint in which every kind of number is told."""
    data: dict[str, Any] = json.loads(PASSPORT.read_text(encoding="utf-8"))
    data["graph"]["service"].update(cases_per_year=1200, standard_time="P7D", tolerated_time="P14D",
                                    legal_deadline="P2M", price=12.5, fixed_cost=1, currency="EUR")
    for actor in data["graph"]["actors"]:
        if actor["side"] == "agent":
            actor.update(hourly_cost=31.5, capacity=2, availability=0.9)
    data["graph"]["avoid"] = [{"id": "v", "text": "x", "rule": "silent-wait", "limit": {"value": 5, "unit": "day"}}]
    data["graph"]["thresholds"] = [{"id": "t", "rule": "silent-wait", "name": "wait", "value": 8, "unit": "day"}]
    data["nodes"][1].update(deadline="P30D", helped=0.2, help="PT20M", fails=0.1)
    return data


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield the first place of each kind of number in each kind of element."""
    if isinstance(value, dict):
        for key, inner in value.items():
            kind = "amount" if key in AMOUNTS else "share" if key in SHARES else "time" if key in TIMES else None
            if kind and not isinstance(inner, dict):
                yield (*path, key), kind
            else:
                yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


def cases() -> list[Any]:
    seen, found = set(), []
    for path, kind in places(rich()):
        key = tuple(part for part in path if isinstance(part, str))
        if key not in seen:
            seen.add(key)
            found += [pytest.param(path, end, id=f"{'.'.join(key)}={end}")
                      for end in (ENDS[kind] if IS_DEEP else ENDS[kind][:1])]
    return found


COMMANDS = (("check", "--rules", "all", "--format", "json"), ("check", "--rules", "all"),
            ("measure", "--format", "json", "--sensitivities"), ("measure", "--runs", "200"),
            ("measure", "--queues", "--runs", "200"), ("compare",), ("export", "-t", "spec", "-o", "-"))


@pytest.mark.few(7)
@pytest.mark.parametrize(("path", "end"), cases())
def test_the_ends_of_numbers(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path,
                             monkeypatch: pytest.MonkeyPatch, path: tuple[Any, ...], end: object) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")
    data = rich()
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = end
    file = tmp_path / "x.blueprint.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    for command in COMMANDS if IS_DEEP else COMMANDS[::2]:
        begun = time.monotonic()
        status = main((command[0], *[str(file)] * (2 if command[0] == "compare" else 1), *command[1:]))
        assert time.monotonic() - begun < PATIENCE
        out, err = capfdbinary.readouterr()
        assert b"should not have happened" not in err
        if end == 1e308:
            assert (status, err.count(b"\n")) == (2, 1)
            assert b"1e+308 is too large; the most is 1000000000000" in err
        else:
            assert status == 0, err
            if out.startswith(b"{"):
                json.loads(out, parse_constant=lambda word: pytest.fail(word))


@pytest.mark.parametrize("busy", [0.5, 0.9, 0.99, 0.999, 0.9999])
def test_many_servers_wait_as_the_recursion_says(busy: float) -> None:
    few, many = Queue(busy * MANY_SERVERS, 1.0, MANY_SERVERS), Queue(busy * (MANY_SERVERS + 1), 1.0, MANY_SERVERS + 1)
    assert few.waits is not None
    assert many.waits == pytest.approx(few.waits, rel=2e-3, abs=1e-200)


def test_a_thousand_million_people_are_counted_at_once() -> None:
    begun = time.monotonic()
    for busy in (1e-300, 0.5, 0.99999, 1 - 1e-9):
        queue = Queue(busy * 1e9, 1.0, 10**9)
        assert queue.waits is not None
        assert 0 <= queue.waits <= 1
        assert queue.empty is not None
    assert time.monotonic() - begun < 1


def spread(column: int = 0, phases: int = 0) -> BlueprintDocument:
    data = json.loads(SHOESHINE.read_text(encoding="utf-8"))
    next(node for node in data["nodes"] if node["id"] == "leave")["column"] = column
    data["graph"]["phases"] += [{"id": f"p{number}", "name": f"Phase {number}"} for number in range(phases)]
    return decode(json.dumps(data).encode())


def exported(document: BlueprintDocument, form: str) -> tuple[bytes, int]:
    """Return an export, and how many functions it calls."""
    exporter = plugins().exporters[form]
    job = ExportJob(document, assess(document), "en", {option.name: option.initial for option in exporter.options})
    made: list[bytes] = []
    calls = count_calls(lambda: made.append(exporter.export(job)))
    return made[0], calls


@pytest.mark.few(1)
@pytest.mark.parametrize("form", ["poster", "svg", "png", "dot", "spec"])
def test_empty_columns_cost_nothing(form: str) -> None:
    exported(spread(), form)  # imports
    _, usual = exported(spread(), form)
    for column in (1_000, 10_000):
        content, calls = exported(spread(column), form)
        assert content
        assert calls < 1.3 * usual


def test_a_gap_stays_a_gap_and_notes_stay_where_they_are() -> None:
    document = spread(1_000)
    data = json.loads(SHOESHINE.read_text(encoding="utf-8"))
    note = {"id": "far", "at": {"lane": "customer", "phase": "settle", "column": 500}, "kind": "idea", "text": "x"}
    data["graph"]["notes"].append(note)
    data["nodes"] = [{**node, **({"column": 1_000} if node["id"] == "leave" else {})} for node in data["nodes"]]
    closer = close_gaps(decode(json.dumps(data).encode()))
    assert closer.step_by_id["leave"].column == 4
    assert need(next(one for one in closer.head.notes if one.id == "far").at, Cell).column == 2
    assert column_count(close_gaps(document)) == column_count(spread(2))
    near = spread(2)
    assert close_gaps(near) is near


@pytest.mark.slow
@pytest.mark.parametrize("form", ["poster", "svg", "infographic"])
def test_five_hundred_phases_are_drawn_in_time(form: str) -> None:
    document = spread(phases=500)
    begun = time.process_time()
    content, _ = exported(document, form)
    spent = time.process_time() - begun
    assert content
    assert spent < 15


@pytest.mark.slow
def test_many_columns_break_into_bands_of_about_one_length() -> None:
    document = spread(phases=500)
    bands = break_bands(document, 40, column_count(document))
    assert len(bands) == 40
    assert [band.first for band in bands[1:]] == [band.last + 1 for band in bands[:-1]]
    lengths = [band.columns for band in bands]
    assert max(lengths) <= 2 * min(lengths)
