"""Mermaid: the blueprint as text that wikis, code hosts and notebooks draw."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from visavis.blueprint.drawing import publish
from visavis.blueprint.language import Count, Message, message, plural, translator
from visavis.blueprint.model import Actor, Flow, Head, Lane, Phase, Step
from visavis.blueprint.registry import ExportJob, FormatOption, count_losses, describe_losses
from visavis.blueprint.registry.losses import KeptFields

_GRAPH: KeptFields = MappingProxyType({
    Head: ("format", "title", "summary", "lanes"), Lane: ("id", "name"), Step: ("id", "title", "lane", "kind"),
    Flow: ("source", "target", "kind", "label", "condition", "probability")})
_FELT: KeptFields = MappingProxyType({
    Head: ("format", "title", "lanes", "phases", "actors"), Lane: ("id", "name", "actor"), Phase: ("id", "name"),
    Actor: ("id", "name"), Step: ("title", "lane", "phase", "emotion")})


class MermaidExporter:
    """Writes a flowchart with a frame for each lane, swimlanes, or the journey as it is felt."""

    name = "mermaid"
    title: Message = message("Diagram as text (Mermaid)")
    purpose: Message = message("The drawing for a README, a wiki or a notebook: for developers.")
    options: tuple[FormatOption, ...] = (
        FormatOption("kind", message("Kind of diagram"), ("flowchart", "swimlane", "journey"), choice_titles={
            "flowchart": message("flowchart, a frame for each lane"),
            "swimlane": message("swimlanes (Mermaid 11.16 and newer)"),
            "journey": message("the journey as it is felt")}),)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.mmd`."""
        del options
        return ".mmd"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what the diagram does not hold, and that it is larger than Mermaid draws by itself."""
        from visavis.exporters.mermaid_diagrams.flowchart import MOST_FLOWS, can_be_drawn, write_flowchart

        told: list[Message] = []
        if job.options.get("kind") == "journey":
            unfelt = sum(step.emotion is None for step in job.document.steps)
            if unfelt:
                told.append(plural("not in this file: {count} step that does not say how it feels",
                                   "not in this file: {count} steps that do not say how they feel", unfelt))
            if job.document.flows:
                told.append(plural("not in this file: {count} flow", "not in this file: {count} flows",
                                   len(job.document.flows)))
            return (*told, *describe_losses(count_losses(job.document.replace(flows=()), _FELT)))
        if not can_be_drawn(job.document, write_flowchart(job.document, translator(job.language))):
            told.append(message("Mermaid draws fewer than {most} flows: this diagram needs its settings maxEdges "
                                "and maxTextSize", most=Count(MOST_FLOWS)))
        return (*told, *describe_losses(count_losses(job.document, _GRAPH)))

    def export(self, job: ExportJob) -> bytes:
        """Return the text as UTF-8; raise NothingToShow for a journey of which nobody said how it feels."""
        from visavis.exporters.mermaid_diagrams import write_flowchart
        from visavis.exporters.mermaid_diagrams.felt_journey import write_felt_journey

        shown, kind = job.document if job.internal else publish(job.document), job.options.get("kind")
        text = write_felt_journey(shown) if kind == "journey" else write_flowchart(
            shown, translator(job.language), swimlanes=kind == "swimlane", excerpt=job.excerpt)
        return text.encode("utf-8", "replace")


MERMAID = MermaidExporter()
