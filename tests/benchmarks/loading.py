"""Reading a file of 10,000 steps."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.storage import load, save

STEPS = 10_000
BUDGET = 1000.0


def measurements() -> Iterator[Measurement]:
    """Yield how long a load takes, validation included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.blueprint.json"
        save(blueprint_of(STEPS), path)
        yield median_of("load a file of 10,000 steps", milliseconds(lambda: load(path), 3), BUDGET)
