"""Markdown: the page in words as text that any editor opens."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message
from visavis.blueprint.registry import ExportJob, FormatOption


class MarkdownExporter:
    """Writes the page in words as Markdown."""

    name = "markdown"
    title: Message = message("Text (Markdown)")
    purpose: Message = message("Everything in words, phase by phase: for whoever cannot see the picture.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.md`."""
        del options
        return ".md"

    def export(self, job: ExportJob) -> bytes:
        """Return the text as UTF-8."""
        from visavis.exporters.text_version.page_words import tell_blueprint

        return tell_blueprint(job).encode()


MARKDOWN = MarkdownExporter()
