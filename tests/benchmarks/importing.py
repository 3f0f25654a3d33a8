"""Reading a workbook of 10,000 steps: its sheets, and the blueprint that they make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.analysis import analyse
from visavis.blueprint.registry import ExportJob, import_document, initial_values, plugins
from visavis.exporters.importers.tables.sheet_files import read_sheets

STEPS = 10_000
# Milliseconds; half of the first is spent in reading the XML.
SHEETS, DOCUMENT = 10_000.0, 10_000.0


def measurements() -> Iterator[Measurement]:
    """Yield how long the sheets take, and then the blueprint that is made of them, for each kind of workbook."""
    document = blueprint_of(STEPS)
    job = ExportJob(document, analyse(document, ()), "fr", {})
    for kind in ("ods", "xlsx"):
        content = plugins().exporters[kind].export(job)
        importer = plugins().importers[kind]
        read = partial(read_sheets.__wrapped__, content)
        make = partial(import_document, importer, content, initial_values(importer.options, "fr"), "")
        yield median_of(f"sheets of {STEPS} steps ({kind.upper()})", milliseconds(read, 3), SHEETS)
        # They were read by the call that does not count.
        yield median_of(f"blueprint of these sheets ({kind.upper()})", milliseconds(make, 3), DOCUMENT)
