"""Making the tables of a blueprint: all of them for a workbook, or one for a file that holds no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from visavis.blueprint.drawing import publish
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob
from visavis.exporters.tables.cell_words import CellWords
from visavis.exporters.tables.data_table import DataTable, TableSet
from visavis.exporters.tables.findings_table import findings_table
from visavis.exporters.tables.flows_table import flows_table
from visavis.exporters.tables.listed_tables import (
    SUPPLEMENTS,
    documents_table,
    notes_table,
    personas_table,
    record_table,
    supplement_table,
)
from visavis.exporters.tables.measures_table import measures_table
from visavis.exporters.tables.steps_table import steps_table

# The tables in their order; the command line names one by these words.
TABLES = ("steps", "flows", "frictions", "measures", "personas", "documents", "notes", "record",
          *SUPPLEMENTS.values())


def make_tables(job: ExportJob, chosen: Sequence[str] = TABLES) -> TableSet:
    """Return the chosen tables of what an export shows: of what is public, unless it is internal.

    Raises BlueprintError for a table that there is not.
    """
    document = job.document if job.internal else publish(job.document)
    analysis, cells = job.analysis, CellWords(document, translator(job.language))
    makers: dict[str, Callable[[], DataTable]] = {
        "steps": lambda: steps_table(document, analysis, cells, internal=job.internal),
        "flows": lambda: flows_table(document, analysis, cells),
        "frictions": lambda: findings_table(document, analysis, cells),
        "measures": lambda: measures_table(document, analysis, cells),
        "personas": lambda: personas_table(document, cells),
        "documents": lambda: documents_table(document, cells),
        "notes": lambda: notes_table(document, cells),
        **{table: partial(supplement_table, document, listed, cells) for listed, table in SUPPLEMENTS.items()},
        "record": lambda: record_table(document, cells, job.excerpt),
    }
    unknown = [name for name in chosen if name not in makers]
    if unknown:
        raise BlueprintError(message("there is no table '{name}'", name=unknown[0][:40]))
    head = document.head
    title = head.title.strip() or cells.say(message("Untitled blueprint"))
    return TableSet(cells.translate.language, title, head.summary.strip(), tuple(makers[name]() for name in chosen))
