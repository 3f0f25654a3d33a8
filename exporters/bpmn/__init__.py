"""BPMN 2.0 with its diagram: citizens and administration face to face, for process offices and workflow engines.

What BPMN has no place for stands in extensions of a namespace of ours, so that a file of ours is read back whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, FormatOption

__all__ = ["BPMN", "BpmnExporter", "read_own_bpmn"]


class BpmnExporter:
    """Writes a blueprint as two or more pools with messages between them, laid out as the canvas is."""

    name = "bpmn"
    title: Message = message("Processes (BPMN 2.0)")
    purpose: Message = message(
        "Citizens and administration face to face, as processes that exchange messages: for business analysts and "
        "workflow engines.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.bpmn`."""
        del options
        return ".bpmn"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from importlib.metadata import version

        from visavis.exporters.bpmn.model import make_model
        from visavis.exporters.bpmn.write_xml import write_bpmn

        return write_bpmn(make_model(job.document, translator(job.language), job.excerpt), version("visavis"))

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return nothing: whatever the document says is in the file."""
        del job
        return ()


BPMN = BpmnExporter()


def read_own_bpmn(content: bytes) -> BlueprintDocument:
    """Return the document that a BPMN file of ours holds; raise BlueprintError where it holds none.

    What other programs changed of it since is read as `read_own` says.
    """
    from visavis.exporters.bpmn.read_own import read_own_bpmn as read

    return read(content)
