"""The poster of 200 steps as a PDF, analysis not counted."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.analysis import analyse
from visavis.blueprint.registry import ExportJob, plugins

STEPS = 200
BUDGET = 1000.0


def measurements() -> Iterator[Measurement]:
    """Yield how long the poster takes, layout and tags included."""
    document = blueprint_of(STEPS)
    job = ExportJob(document, analyse(document, plugins().rules), "fr", {})
    poster = plugins().exporters["poster"]
    yield median_of("poster of 200 steps (PDF)", milliseconds(lambda: poster.export(job), 5), BUDGET)
