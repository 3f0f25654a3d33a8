"""The journey specification: `visavis-spec/2`, self-contained JSON for the people who will build the service."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SpecificationExporter:
    """Writes the specification as JSON."""

    name = "spec"
    title: Message = message("Specification (JSON)")
    purpose: Message = message("Every step, flow and time as data: for developers.")
    options: tuple[FormatOption, ...] = (
        FormatOption("private-notes", message("Private notes too"), ("no", "yes"), choice_titles={
            "no": message("no"), "yes": message("yes")}),
        FormatOption("date", message("Date"), ("record", "today"), choice_titles={
            "record": message("that of the record"), "today": message("today")}, is_rare=True),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.spec.json`."""
        del options
        return ".spec.json"

    def export(self, job: ExportJob) -> bytes:
        """Return the JSON, indented, in a fixed order; findings speak the language of the job."""
        from visavis.exporters.spec.content import specification

        made = specification(job.document, job.analysis, translator(job.language),
                             organisation=job.around.organisation if job.around is not None else None,
                             private_notes=job.internal or job.options.get("private-notes") == "yes",
                             recorded=job.excerpt.recorded if job.excerpt is not None else None,
                             dated_today=job.options.get("date") == "today")
        # Everything is said but `extensions` and the fields of a statement, which stand only where there are some.
        data = made.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


SPECIFICATION = SpecificationExporter()


def spec_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `visavis-spec/2`; later versions of the program may add keys."""
    from visavis.exporters.spec.form import SPEC_ID, Specification

    schema = Specification.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": _DIALECT, "$id": SPEC_ID, **schema, "title": "Vis-à-vis journey specification"}
