"""Word processors: the page in words for Word (DOCX) and for OpenDocument (ODT)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption

if TYPE_CHECKING:
    from visavis.exporters.text_version.text_blocks import BlockText


class DocxExporter:
    """Writes the page in words for Word."""

    name = "docx"
    title: Message = message("Text for Word (DOCX)")
    purpose: Message = message("Everything in words, to be edited: for minutes and memos.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.docx`."""
        del options
        return ".docx"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.exporters.text_version.docx_text import write_docx

        return write_docx(_make_text(job))


class OdtExporter:
    """Writes the page in words as an OpenDocument text."""

    name = "odt"
    title: Message = message("Text for LibreOffice (ODT)")
    purpose: Message = message("Everything in words, to be edited: the format that public offices are asked to use.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.odt`."""
        del options
        return ".odt"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.exporters.text_version.odt_text import write_odt

        return write_odt(_make_text(job))


def _make_text(job: ExportJob) -> BlockText:
    from visavis.exporters.text_version.make_page import make_text_page
    from visavis.exporters.text_version.text_blocks import page_text

    return page_text(make_text_page(job.document, job.analysis, translator(job.language), internal=job.internal,
                                    excerpt=job.excerpt))


DOCX = DocxExporter()
ODT = OdtExporter()
