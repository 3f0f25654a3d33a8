"""An export format of one's own: which offices a journey goes through, as a table for the reception desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob, FormatOption

from .french import TRANSLATIONS


class OfficeList:
    """Lists the steps of each office. `translations` is the French of every sentence here."""

    name = "saint-exemple-offices"
    title: Message = message("List of offices (CSV)")
    purpose: Message = message("Which offices people meet, and for what: for the reception desk.")
    options = (FormatOption("order", message("Order"), ("journey", "name"), choice_titles={
        "journey": message("as people meet them"), "name": message("by name")}),)
    translations = TRANSLATIONS

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the ending of its files."""
        del options
        return ".csv"

    def export(self, job: ExportJob) -> bytes:
        """Return the table's bytes; raise BlueprintError where there is nothing to list."""
        rows = [(step.unit, step.title) for step in job.document.steps if step.unit]
        if not rows:
            raise BlueprintError(message("no step of this blueprint says which office does it"))
        if job.options["order"] == "name":
            rows.sort()
        tr, text = translator(job.language), io.StringIO()
        csv.writer(text, delimiter=";").writerows([(tr(message("Office")), tr(message("Step"))), *rows])
        return text.getvalue().encode("utf-8-sig")


OFFICE_LIST = OfficeList()
