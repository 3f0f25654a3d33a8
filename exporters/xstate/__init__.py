"""XState: both sides of the service as one machine, for those who build what people and agents work with."""

from __future__ import annotations

import json
from collections.abc import Mapping

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption, as_written


class XStateExporter:
    """Writes a machine of XState 5: as JSON, or as a module that has what the machine needs and runs as it is."""

    name = "xstate"
    # A file that ends in `.json` is a specification unless somebody says otherwise.
    needs_name = True
    title: Message = message("State machine (XState)")
    purpose: Message = message("Both sides as states, waits and what is said between them: for front-end developers.")
    options: tuple[FormatOption, ...] = (
        FormatOption("format", message("File format"), ("json", "mjs"), choice_titles={
            "json": as_written("JSON"), "mjs": message("JavaScript module that runs as it is")}),)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.xstate.json`, or `.mjs` where a module is asked for."""
        return ".mjs" if options.get("format") == "mjs" else ".xstate.json"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what a machine cannot tell, and the fields that it does not hold."""
        from visavis.blueprint.registry import count_losses, describe_losses
        from visavis.exporters.xstate.kept_fields import KEPT, describe_simplified_steps

        return (*describe_simplified_steps(job.document), *describe_losses(count_losses(job.document, KEPT)))

    def export(self, job: ExportJob) -> bytes:
        """Return the machine as UTF-8."""
        from visavis.blueprint.drawing.excerpt import excerpt_sentences
        from visavis.exporters.xstate.javascript_text import write_module
        from visavis.exporters.xstate.machine import make_machine

        # In a page, `</script>` would end the script that holds it.
        machine = make_machine(job.document)
        if job.excerpt is not None:
            translate = translator(job.language)
            machine["meta"]["extract"] = [translate(sentence) for sentence in excerpt_sentences(job.excerpt)]
        data = json.dumps(machine, ensure_ascii=False, indent=2, allow_nan=False)
        data = data.encode("utf-8", "replace").decode().replace("</", "<\\/")
        return (write_module(data) if job.options.get("format") == "mjs" else f"{data}\n").encode()


XSTATE = XStateExporter()
