"""The handoff: one Markdown text with everything that a team needs to build a service, all of it linked."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message
from visavis.blueprint.registry import ExportJob, FormatOption


class HandoffExporter:
    """Writes service, diagram, measures, personas, interactions, clauses, friction points and documents."""

    name = "handoff"
    # A file that ends in `.md` is the page in words unless somebody says otherwise.
    needs_name = True
    title: Message = message("Handoff to developers (Markdown)")
    purpose: Message = message("Service, measures, every interaction with its acceptance: for the team that builds "
                               "it.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.md`."""
        del options
        return ".md"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return the steps that are in the diagram alone, and the fields that are nowhere."""
        from visavis.blueprint.registry import count_losses, describe_losses
        from visavis.exporters.handoff.kept_fields import KEPT

        return describe_losses(count_losses(job.document, KEPT))

    def export(self, job: ExportJob) -> bytes:
        """Return the text as UTF-8, in the language of the job."""
        from visavis.exporters.handoff.make_handoff import make_handoff

        return make_handoff(job).encode("utf-8", "replace")


HANDOFF = HandoffExporter()
