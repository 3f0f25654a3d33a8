"""Minutes: what a clerk writes after a workshop, for Word and LibreOffice, with room to complete and to sign."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message
from visavis.blueprint.registry import ExportJob, FormatOption, abbreviations


class MinutesExporter:
    """Writes the minutes of a workshop."""

    name = "minutes"
    title: Message = message("Workshop minutes (DOCX, ODT)")
    purpose: Message = message("Notes, dots, decisions and next steps, to be completed and signed: for whoever was "
                               "there.")
    # A file’s name alone asks for the text of the blueprint, which ends alike.
    needs_name = True
    options = (FormatOption("format", message("File format"), ("docx", "odt"),
                            choice_titles=abbreviations("docx", "odt")),)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the ending of the chosen file format."""
        return f".{options.get('format', 'docx')}"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.exporters.minutes.make_minutes import make_minutes

        text = make_minutes(job)
        if job.options.get("format") == "odt":
            from visavis.exporters.text_version.odt_text import write_odt

            return write_odt(text)
        from visavis.exporters.text_version.docx_text import write_docx

        return write_docx(text)


MINUTES = MinutesExporter()
