"""`visavis observe`: what the records of real cases say of a drawn journey."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from visavis.blueprint.editing import assign_own_id
from visavis.blueprint.language import message, plural, translator
from visavis.blueprint.storage import encode
from visavis.blueprint.storage.write_targets import SUFFIX, Output
from visavis.exporters.cli import outputs
from visavis.exporters.cli.difference_picture import PictureOrder, picture_form, write_difference_picture
from visavis.exporters.cli.fault_lines import print_fault
from visavis.exporters.cli.inputs import files_among, read_blueprint
from visavis.exporters.cli.usage import EXIT_FINE, interface_language


def observe(asked: argparse.Namespace) -> int:
    """Replay a log on a blueprint: print the report, and write the blueprint with its numbers where that is asked."""
    from visavis.blueprint.analysis.observed.observed_document import apply_observed
    from visavis.blueprint.analysis.observed.observed_journeys import planned_visits
    from visavis.blueprint.analysis.observed.replay import replay
    from visavis.blueprint.analysis.reports.observed_json import observed_json
    from visavis.exporters.cli.observed_text import observed_text
    from visavis.exporters.event_logs.log_map import LogMap, read_log_map, write_log_map
    from visavis.exporters.event_logs.read_log import open_log

    inputs = files_among(asked.file, asked.log, asked.map)
    picture = None if asked.picture is None else PictureOrder(asked.picture, picture_form(asked.picture), inputs,
                                                              force=asked.force)
    targets = {asked.output: Output(SUFFIX, inputs, is_blueprint=True), asked.write_map: Output(".toml", inputs)}
    for name, target in targets.items():
        if name is not None:
            outputs.refuse(name, target, force=asked.force)
    document, tr = read_blueprint(asked.file).document, translator(asked.lang or interface_language())
    planned = planned_visits(document)
    said = read_log_map(Path(asked.map)) if asked.map is not None else LogMap()
    skipped: list[int] = []
    with open_log(Path(asked.log), said.said_columns() | _columns(asked), skipped) as events:
        observed = replay(document, events, said.steps)
    _tell_faults(asked.log, skipped, is_known=observed.cases > 0)
    if asked.write_map is not None:
        content = write_log_map(document, observed, tr).encode("utf-8")
        outputs.write(asked.write_map, content, targets[asked.write_map], force=asked.force)
    made = apply_observed(document, observed, translator(document.head.language))
    if picture is not None:
        write_difference_picture(document, made, picture, translator(asked.lang or document.head.language))
    if asked.output is not None:
        outputs.write(asked.output, encode(assign_own_id(made)), targets[asked.output], force=asked.force)
    if asked.format == "json":
        data = observed_json(document, observed, planned, tr)
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    else:
        sys.stdout.write(observed_text(document, observed, planned, tr))
    return EXIT_FINE


def _tell_faults(log: str, skipped: Sequence[int], *, is_known: bool) -> None:
    if skipped:
        print_fault(plural("{file}: line {line} is no event and was left out",
                           "{file}: {count} lines are no events and were left out, the first is line {line}",
                           len(skipped), file=log, line=skipped[0]))
    if not is_known:
        print_fault(message("{file}: no activity of this log is known as a step; say which with --map", file=log))


def _columns(asked: argparse.Namespace) -> dict[str, str]:
    given = {"case": asked.case, "activity": asked.activity, "ended": asked.time, "begun": asked.start}
    return {role: name for role, name in given.items() if name is not None}
