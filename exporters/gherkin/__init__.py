"""Gherkin: a feature file of what the service must do for people, and what it must not do to them."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption


class GherkinExporter:
    """Writes a scenario for each interaction, each clause, each friction point and each end of a journey."""

    name = "gherkin"
    title: Message = message("Acceptance tests (Gherkin)")
    purpose: Message = message("What each side says and what must not happen, as scenarios: for testers.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.feature`."""
        del options
        return ".feature"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the scenarios do not tell."""
        from visavis.blueprint.registry import count_losses, describe_losses
        from visavis.exporters.gherkin.kept_fields import KEPT, describe_silent_steps

        return (*describe_silent_steps(job.document), *describe_losses(count_losses(job.document, KEPT)))

    def export(self, job: ExportJob) -> bytes:
        """Return the feature as UTF-8, in the language of the job."""
        from visavis.exporters.gherkin.feature_text import write_feature
        from visavis.exporters.gherkin.scenarios import make_feature

        return write_feature(make_feature(job, translator(job.language))).encode()


GHERKIN = GherkinExporter()
