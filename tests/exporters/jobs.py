"""Export jobs on the example journey."""

from __future__ import annotations

from tests.drawing.apa import apa, apa_analysis
from visavis.blueprint.registry import Exporter, ExportJob


def job(exporter: Exporter, language: str = "fr", **options: str) -> ExportJob:
    made = apa()
    return ExportJob(made, apa_analysis(made), language,
                     {**{option.name: option.initial for option in exporter.options}, **options})
