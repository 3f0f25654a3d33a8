"""The poster as a PDF, analysis not counted: how long it takes, and that twice the columns take about twice the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.analysis import analyse
from visavis.blueprint.registry import ExportJob, plugins

# Steps, and milliseconds.
BUDGETS = ((200, 1000.0), (500, 2500.0))
TWICE, RATIO = 400, 2.2


def measurements() -> Iterator[Measurement]:
    """Yield how long the poster takes, layout and tags included."""
    for steps, budget in BUDGETS:
        yield median_of(f"poster of {steps} steps (PDF)", milliseconds(_export(steps), 5), budget)
    shorter, longer = (min(milliseconds(_export(steps), 5)) for steps in (TWICE // 2, TWICE))
    yield Measurement(f"poster of {TWICE} steps, of half as many", longer / shorter, "times", RATIO)


def _export(steps: int) -> Callable[[], object]:
    document = blueprint_of(steps)
    job = ExportJob(document, analyse(document, plugins().rules), "fr", {})
    poster = plugins().exporters["poster"]
    return lambda: poster.export(job)
