"""What each command does. A command returns the exit status and raises BlueprintError on bad input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from visavis.blueprint.analysis import Analysis, Severity
from visavis.blueprint.editing import assign_own_id
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import PluginError, describe_missing
from visavis.blueprint.registry import (
    Surroundings,
    assess,
    compare_redesign,
    initial_values,
    plugins,
    read_import,
    refuse_slips,
    update_document,
)
from visavis.blueprint.registry import templates as every_template
from visavis.blueprint.storage import StoredDocument, decode, document_schema, encode
from visavis.blueprint.storage.write_targets import SUFFIX, Output
from visavis.exporters.cli import outputs, report_texts
from visavis.exporters.cli.brand_command import brand
from visavis.exporters.cli.desktop import desktop
from visavis.exporters.cli.diff_command import diff
from visavis.exporters.cli.diff_json import diff_schema, merge_schema
from visavis.exporters.cli.export_command import export
from visavis.exporters.cli.fault_lines import print_fault
from visavis.exporters.cli.format_arguments import describe_unknown, read_format_options, titles_of
from visavis.exporters.cli.format_command import format_files
from visavis.exporters.cli.inputs import (
    STANDARD,
    files_among,
    find_blueprints,
    read_blueprint,
    read_content,
    read_surroundings,
)
from visavis.exporters.cli.merge_command import merge
from visavis.exporters.cli.observe_command import observe
from visavis.exporters.cli.parser import UsageError, shorten
from visavis.exporters.cli.usage import EXIT_BAD_INPUT, EXIT_FINE, EXIT_FOUND, EXIT_PLUGIN, interface_language


def check(asked: argparse.Namespace) -> int:
    """List the findings of each file; exit 1 when one that no one waived is at or above the level asked for.

    Where a plug-in failed, something that it would have said is missing: the status is then 3, whatever was found.
    """
    stored = _read_all(find_blueprints(asked.files))
    if stored is None:
        return EXIT_BAD_INPUT
    found = {file: assess(one.document, read_surroundings(file, one.document, _rule_set(asked.rules), asked.as_is))
             for file, one in stored.items()}
    for file, analysis in found.items():
        for slip in analysis.frictions.slips:
            sys.stderr.write(f"visavis: {file}: {' '.join(translator(interface_language())(slip).split())}\n")
    _write_findings(asked, stored, found)
    if any(analysis.frictions.failures for analysis in found.values()):
        return EXIT_PLUGIN
    level = Severity[asked.fail_on.upper()] if asked.fail_on else None
    is_found = level is not None and any(finding.severity >= level for analysis in found.values()
                                         for finding in analysis.frictions.open)
    return EXIT_FOUND if is_found else EXIT_FINE


def _read_all(files: Sequence[str]) -> dict[str, StoredDocument] | None:
    """Return what stands in each file; None where one cannot be read, after all of these were told."""
    stored, faults = {}, 0
    for file in files:
        try:
            stored[file] = read_blueprint(file)
        except BlueprintError as error:
            print_fault(error.message)
            faults += 1
    return None if faults else stored


def _write_findings(asked: argparse.Namespace, stored: Mapping[str, StoredDocument],
                    found: Mapping[str, Analysis]) -> None:
    """Write the findings: of one file as ever, of several with their names, in a list or as runs of one log."""
    from visavis.blueprint.analysis.reports.analysis_json import findings_json
    from visavis.blueprint.analysis.reports.code_quality import code_quality, join_runs

    if asked.format == "text":
        tr = translator(asked.lang or interface_language())
        for number, (file, one) in enumerate(stored.items()):
            if len(stored) > 1:
                sys.stdout.write("\n" * bool(number) + f"{file}\n\n")
            sys.stdout.write(report_texts.findings_text(one.document, found[file].frictions, tr))
        return
    told: list[dict[str, Any]] = []
    for file, one in stored.items():
        language = asked.lang or one.document.head.language
        told.append(findings_json(one.document, found[file].frictions, translator(language))
                    if asked.format == "json" else _sarif(Path(file), one, found[file], language))
    if asked.format == "json":
        _write_json(told[0] if len(told) == 1 else told)
    else:
        log = join_runs(told)
        _write_json(log if asked.format == "sarif" else code_quality(log))


def measure(asked: argparse.Namespace) -> int:
    """Print the measures of everybody and of each persona, or of one persona."""
    from visavis.blueprint.analysis import measure_all, scale, sensitivities
    from visavis.blueprint.analysis.reports.analysis_json import measures_json
    from visavis.blueprint.analysis.reports.scale_json import scale_json
    from visavis.blueprint.storage.organisation import organisation_of
    from visavis.exporters.cli.scale_text import scale_text
    from visavis.exporters.cli.sensitivity_text import worth_text

    document = read_blueprint(asked.file).document
    measured = measure_all(document, runs=asked.runs, seed=asked.seed, queues=asked.queues)
    worth = sensitivities(document) if asked.sensitivities else None
    if asked.persona is not None:
        if asked.persona not in document.persona_by_id:
            fault = describe_missing(message("persona"), asked.persona, document.persona_by_id)
            raise BlueprintError(message("{file}: {fault}", file=asked.file, fault=fault))
        measured = report_texts.select_persona(measured, asked.persona)
    found = scale(document, measured, organisation_of(Path(asked.file)))
    if asked.format == "json":
        _write_json({**measures_json(document, measured, worth), "scale": scale_json(found)})
    else:
        tr = translator(asked.lang or interface_language())
        sys.stdout.write(report_texts.measures_text(document, measured, tr) + scale_text(document, found, tr))
        sys.stdout.write(worth_text(document, worth, tr) if worth is not None else "")
    return EXIT_FINE


def compare(asked: argparse.Namespace) -> int:
    """Tell what a redesign does to both sides, for each persona."""
    from visavis.blueprint.analysis.reports.comparison_json import comparison_json
    from visavis.blueprint.storage.organisation import organisation_of
    from visavis.exporters.cli.comparison_text import comparison_text

    before, after = read_blueprint(asked.as_is).document, read_blueprint(asked.to_be).document
    around = Surroundings(organisation_of(Path(asked.to_be)), rules=_rule_set(asked.rules))
    refuse_slips(Path(asked.to_be), after, around.organisation)
    found = compare_redesign(before, after, around)
    if asked.format == "json":
        _write_json(comparison_json(found, translator(asked.lang or after.head.language)))
    else:
        sys.stdout.write(comparison_text(found, translator(asked.lang or interface_language())))
    return EXIT_FINE


def schema(asked: argparse.Namespace) -> int:
    """Print a format's JSON Schema; refuse the URN of another version than this program's."""
    made = SCHEMAS[asked.format]()
    if asked.format.urn not in (None, made["$id"]):
        raise UsageError(message("there is no {urn} here; this program has {known}", urn=shorten(asked.format.urn),
                                 known=made["$id"]))
    _write_json(made)
    return EXIT_FINE


def import_file(asked: argparse.Namespace) -> int:
    """Write the blueprint that a file of another format makes, and tell on standard error what it could not hold."""
    known = plugins().importers
    if asked.form is not None and asked.form not in known:
        raise UsageError(describe_unknown(message("import format"), asked.form, known, titles_of(known.values())))
    importer = known[asked.form] if asked.form is not None else outputs.importer_of(asked.file, known)
    target = Output(SUFFIX, files_among(asked.file), is_blueprint=True)
    given = read_format_options(importer, asked.rest, ("--output", "--into"))
    outputs.refuse(asked.output, target, force=asked.force)
    into = read_blueprint(asked.into).document if asked.into is not None else None
    language = interface_language() if into is None else into.head.language
    options = initial_values(importer.options, language) | given
    content = read_content(asked.file)
    try:
        made = (read_import(importer, content, options, "" if asked.file == STANDARD else asked.file) if into is None
                else update_document(importer, content, options, into))
    except PluginError:
        raise
    except BlueprintError as error:
        raise BlueprintError(message("{file}: {fault}", file=asked.file, fault=error.message)) from None
    outputs.write(asked.output, encode(made.document), target, force=asked.force)
    tr = translator(interface_language())
    for loss in made.told:
        sys.stderr.write(f"visavis: {asked.file}: {' '.join(tr(loss).split())}\n")
    return EXIT_FINE


def formats(asked: argparse.Namespace) -> int:
    """List the formats of exports and of imports, their options and the values these take."""
    tr = translator(asked.lang or interface_language())
    sys.stdout.write(report_texts.formats_text(plugins().exporters.values(), plugins().importers.values(), tr))
    return EXIT_FINE


def new(asked: argparse.Namespace) -> int:
    """Write a new blueprint from a template; over an existing file only where that is insisted on."""
    known = every_template()
    if asked.template not in known:
        raise UsageError(describe_unknown(message("template"), asked.template, known))
    target = Output(SUFFIX, is_blueprint=True)
    outputs.refuse(asked.output, target, force=asked.force)
    language = asked.lang or interface_language()
    content = encode(assign_own_id(decode(known[asked.template].content(language))))
    outputs.write(asked.output, content, target, force=asked.force)
    return EXIT_FINE


def templates(asked: argparse.Namespace) -> int:
    """List the templates."""
    language = asked.lang or interface_language()
    sys.stdout.write(report_texts.templates_text(every_template().values(), language))
    return EXIT_FINE


def _sarif(file: Path, stored: StoredDocument, analysis: Analysis, language: str) -> dict[str, Any]:
    from importlib.metadata import version

    from visavis.blueprint.analysis.reports.sarif import sarif

    return sarif(stored.document, analysis.frictions, plugins().rules, translator(language),
                 uri=quote(file.as_posix()), content=stored.content, version=version("visavis"))


def _rule_set(name: str | None) -> str | None:
    from visavis.blueprint.analysis import set_names

    known = set_names(plugins().rules)
    if name is not None and name not in known:
        raise UsageError(describe_unknown(message("rule set"), name, known))
    return name


def _write_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _spec_schema() -> dict[str, Any]:
    from importlib import import_module

    # By name: the command line knows formats as plugins, not as modules.
    schema_of: Callable[[], dict[str, Any]] = import_module("visavis.exporters.spec").spec_schema
    return schema_of()


def _findings_schema() -> dict[str, Any]:
    from visavis.blueprint.analysis.reports.analysis_json import findings_schema

    return findings_schema()


def _measures_schema() -> dict[str, Any]:
    from visavis.blueprint.analysis.reports.analysis_json import measures_schema

    return measures_schema()


def _comparison_schema() -> dict[str, Any]:
    from visavis.blueprint.analysis.reports.comparison_json import comparison_schema

    return comparison_schema()


def _observed_schema() -> dict[str, Any]:
    from visavis.blueprint.analysis.reports.observed_json import observed_schema

    return observed_schema()


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check, "measure": measure, "compare": compare, "diff": diff, "merge": merge, "format": format_files,
    "observe": observe, "schema": schema, "export": export,
    "import": import_file, "formats": formats, "new": new, "templates": templates, "brand": brand,
    "desktop": desktop,
}
SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "document": document_schema, "spec": _spec_schema, "findings": _findings_schema, "measures": _measures_schema,
    "comparison": _comparison_schema, "diff": diff_schema, "merge": merge_schema, "observed": _observed_schema,
}
