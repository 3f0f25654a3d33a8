"""Spreadsheets: steps, flows, friction points and measures as tables for Excel, LibreOffice and what reads CSV."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message
from visavis.blueprint.registry import ExportJob, FormatOption

ALL = "all"
BY_LANGUAGE, COMMA = "language", "comma"
# As `exporters.tables.make_tables` has them, which is not imported before something is made.
TABLE_TITLES = {
    "steps": message("Steps"), "flows": message("Flows: what is said, with what"),
    "frictions": message("Friction points"), "measures": message("Measures"), "personas": message("Personas"),
    "documents": message("Documents and data"), "notes": message("Notes"), "record": message("Record"),
    "lanes": message("Lanes"), "phases": message("Phases"), "actors": message("Actors"),
    "channels": message("More channels"), "avoid": message("What must be avoided"),
    "waivers": message("Frictions kept on purpose"), "limits": message("Limits of its own"),
    "decisions": message("Friction points decided on"),
    ALL: message("All of them, in one archive (ZIP)")}


class XlsxExporter:
    """Writes every table as a sheet of a workbook for Excel."""

    name = "xlsx"
    title: Message = message("Tables for Excel (XLSX)")
    purpose: Message = message("Steps, friction points and measures in columns: to sort, to sum up, to check.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.xlsx`."""
        del options
        return ".xlsx"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.exporters.tables.make_tables import make_tables
        from visavis.exporters.tables.xlsx_workbook import write_xlsx

        return write_xlsx(make_tables(job))

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the workbook does not hold."""
        from visavis.exporters.tables.held_fields import table_losses

        return tuple(table_losses(job, is_cut=True))


class OdsExporter:
    """Writes every table as a sheet of an OpenDocument spreadsheet."""

    name = "ods"
    title: Message = message("Tables for LibreOffice (ODS)")
    purpose: Message = message("Steps, friction points and measures in columns: the format that public offices are "
                               "asked to use.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.ods`."""
        del options
        return ".ods"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.exporters.tables.make_tables import make_tables
        from visavis.exporters.tables.ods_workbook import write_ods

        return write_ods(make_tables(job))

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the workbook does not hold."""
        from visavis.exporters.tables.held_fields import table_losses

        return tuple(table_losses(job))


class CsvExporter:
    """Writes one table as CSV, or all of them in an archive."""

    name = "csv"
    title: Message = message("One table (CSV)")
    purpose: Message = message("One table as plain text, for programs and for every spreadsheet.")
    options: tuple[FormatOption, ...] = (
        FormatOption("table", message("Table"), tuple(TABLE_TITLES), choice_titles=TABLE_TITLES),
        FormatOption("separator", message("Separator"), (BY_LANGUAGE, COMMA), choice_titles={
            BY_LANGUAGE: message("as spreadsheets of the language expect it"),
            COMMA: message("commas and decimal points, for programs")}, is_rare=True),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.csv`, or `.zip` for all tables."""
        return ".zip" if options.get("table") == ALL else ".csv"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.exporters.tables.csv_text import is_continental, write_csv, write_csv_archive
        from visavis.exporters.tables.make_tables import TABLES, make_tables

        table = job.options.get("table", TABLES[0])
        marks = is_continental(job.language) and job.options.get("separator", BY_LANGUAGE) != COMMA
        if table == ALL:
            return write_csv_archive(make_tables(job), is_continental=marks)
        return write_csv(make_tables(job, (table,)).tables[0], is_continental=marks)

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the file does not hold; of one table, that it is one."""
        from visavis.exporters.tables.held_fields import only_table_loss, table_losses

        table = job.options.get("table", "steps")
        return tuple(table_losses(job)) if table == ALL else (only_table_loss(TABLE_TITLES[table]),)


XLSX, ODS, CSV = XlsxExporter(), OdsExporter(), CsvExporter()
