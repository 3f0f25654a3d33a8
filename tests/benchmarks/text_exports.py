"""Each text format of a thousand steps, and of a thousand in a tangle of cycles; the analysis is a row of its own.

A format is written once: what it works out it may keep, and the second file would cost less than anyone waits for.
Times are the processor's: on a machine that does other things as well, a clock on the wall tells of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from tests.benchmarks.measurement import Measurement
from tests.benchmarks.tangles import described_service_of, tangle_of
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess, plugins

STEPS, SMALL, ARROWS = 1000, 40, 100
# Milliseconds for a format, and for the measures and findings that are given to all of them. In the tangle each message
# can follow hundreds of others: the specification of it is 49 MB.
BUDGETS = {"service": 1000.0, "tangle": 2500.0}
ANALYSIS_BUDGETS = {"service": 3000.0, "tangle": 3000.0}
FORMATS: tuple[tuple[str, dict[str, str]], ...] = (
    ("spec", {}), ("gherkin", {}), ("xstate", {"format": "json"}), ("xstate", {"format": "mjs"}),
    ("mermaid", {"kind": "flowchart"}), ("mermaid", {"kind": "swimlane"}), ("mermaid", {"kind": "journey"}),
    ("dot", {}), ("graphml", {}), ("openapi", {"messages": "all"}), ("asyncapi", {"messages": "all"}), ("arazzo", {}),
    ("sarif", {}), ("markdown", {}), ("handoff", {}), ("page", {}), ("backlog", {}), ("drawio", {}), ("bpmn", {}),
    ("cpsv-ap", {}), ("csv", {"table": "steps"}), ("csv", {"table": "flows"}), ("csv", {"table": "frictions"}))


def measurements() -> Iterator[Measurement]:
    """Yield what each format takes of either blueprint."""
    small = described_service_of(SMALL)
    _load(small, assess(small))
    for name, document in (("service", described_service_of(STEPS)), ("tangle", tangle_of(STEPS, ARROWS))):
        start = process_time()
        analysis = assess(document)
        taken = (process_time() - start) * 1000
        yield Measurement(f"{name} of {STEPS:,} steps, assessed", taken, "ms", ANALYSIS_BUDGETS[name])
        for form, options in FORMATS:
            start = process_time()
            plugins().exporters[form].export(ExportJob(document, analysis, "fr", options))
            taken = (process_time() - start) * 1000
            yield Measurement(f"{name} of {STEPS:,} steps as {' '.join((form, *options.values()))}", taken, "ms", BUDGETS[name])


def _load(document: BlueprintDocument, analysis: Analysis) -> None:
    """Write a small one in each format, so that nothing is loaded while another is measured."""
    for form, options in FORMATS:
        plugins().exporters[form].export(ExportJob(document, analysis, "fr", options))
