"""SARIF: the friction points of a blueprint for code reviews, as `visavis check --format sarif` has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption, plugins


class SarifExporter:
    """Writes the friction points as results of a static analysis, on the lines of a file saved by the program."""

    name = "sarif"
    title: Message = message("Friction points for code reviews (SARIF)")
    purpose: Message = message("Each friction point on the line of its step: for GitHub, GitLab and editors.")
    options: tuple[FormatOption, ...] = (
        FormatOption("file", message("Where the blueprint is, from the root of its repository"), is_rare=True),)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.sarif`."""
        del options
        return ".sarif"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; without a file named, the blueprint is taken to be called as its id."""
        from importlib.metadata import version

        from visavis.blueprint.analysis.reports.sarif import sarif
        from visavis.blueprint.storage import encode

        file = job.options.get("file") or f"{job.document.head.id}.blueprint.json"
        told = sarif(job.document, job.analysis.frictions, plugins().rules, translator(job.language), uri=quote(file),
                     content=encode(job.document), version=version("visavis"))
        return (json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


SARIF = SarifExporter()
