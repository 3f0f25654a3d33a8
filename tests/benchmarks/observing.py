"""A log of a million events of 100,000 cases: how long it takes, and how much memory, in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from tests.benchmarks.measurement import Measurement
from visavis.blueprint.analysis.observed.replay import replay
from visavis.blueprint.model import StepKind
from visavis.blueprint.storage import load
from visavis.exporters.event_logs.read_log import open_log

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"
CASES, STEPS = 100_000, 10
# Seconds for a million events, and megabytes for all that is held meanwhile, Python itself included.
PATIENCE, MEMORY = 120.0, 300.0


def measurements() -> Iterator[Measurement]:
    """Yield the time and the memory of a log that is sorted by nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        events = _write_log(path)
        told = subprocess.run([sys.executable, "-m", __name__, path], capture_output=True, text=True, check=True)
    seconds, megabytes = (float(word) for word in told.stdout.split())
    yield Measurement(f"replay a log of {events:,} events", seconds, "s", PATIENCE)
    yield Measurement("the same: most memory", megabytes, "MB", MEMORY)


def _write_log(path: Path) -> int:
    """Write events in the order of their columns, so that those of no case stand together; return how many."""
    document, chance = load(APA).document, Random(1)
    titles = [step.title for step in document.steps if step.kind is StepKind.ACTION][:STEPS]
    start = datetime(2025, 1, 6, 9, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as file:
        file.write("case;activity;start;end\n")
        for day, title in enumerate(titles):
            for case in range(CASES):
                begun = start + timedelta(days=day, minutes=chance.randrange(400))
                file.write(f"D{case};{title};{begun:%Y-%m-%dT%H:%M};{begun + timedelta(minutes=20):%Y-%m-%dT%H:%M}\n")
    return len(titles) * CASES


def _replay(path: Path) -> None:
    document, start = load(APA).document, perf_counter()
    with open_log(path, {}, []) as events:
        observed = replay(document, events)
    assert observed.cases == CASES
    sys.stdout.write(f"{perf_counter() - start} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


if __name__ == "__main__":
    _replay(Path(sys.argv[1]))
