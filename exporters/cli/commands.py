"""What each command does. A command returns the exit status and raises BlueprintError on bad input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from blueprint.analysis.finding import Analysis, Severity
from blueprint.editing.beginnings import with_own_id
from blueprint.language import message, translator
from blueprint.model import BlueprintDocument, BlueprintError
from blueprint.model.problems import does_not_exist
from blueprint.registry import Exporter, ExportJob, Surroundings, assess, compared, plugins, surroundings_of
from blueprint.registry import templates as every_template
from blueprint.storage import decode, document_schema, encode, load, save_bytes
from exporters.cli import reports
from exporters.cli.desktop import desktop
from exporters.cli.usage import EXIT_FINE, EXIT_FOUND, UsageError, interface_language


def check(asked: argparse.Namespace) -> int:
    """List the findings; exit 1 when one that nobody waived is at or above the level asked for."""
    from blueprint.analysis.reports import findings_json

    document = load(Path(asked.file)).document
    analysis = assess(document, _around(asked.file, document, _rule_set(asked.rules), asked.as_is))
    language = asked.lang or interface_language()
    if asked.format == "json":
        _write_json(findings_json(document, analysis.frictions, translator(asked.lang or document.head.language)))
    elif asked.format == "sarif":
        _write_json(_sarif(Path(asked.file), document, analysis, asked.lang or document.head.language))
    else:
        sys.stdout.write(reports.findings_text(document, analysis.frictions, translator(language)))
    level = Severity[asked.fail_on.upper()] if asked.fail_on else None
    found = level is not None and any(finding.severity >= level for finding in analysis.frictions.open)
    return EXIT_FOUND if found else EXIT_FINE


def measure(asked: argparse.Namespace) -> int:
    """Print the measures of everybody and of each persona, or of one persona."""
    from blueprint.analysis.measures import measures
    from blueprint.analysis.reports import measures_json
    from blueprint.analysis.scale import scale
    from blueprint.analysis.scale_reports import scale_json
    from blueprint.analysis.sensitivity import sensitivities
    from blueprint.storage.organisation import organisation_of
    from exporters.cli.scale import scale_text
    from exporters.cli.worth import worth_text

    document = load(Path(asked.file)).document
    measured = measures(document, runs=asked.runs, seed=asked.seed, queues=asked.queues)
    worth = sensitivities(document) if asked.sensitivities else None
    if asked.persona is not None:
        if asked.persona not in document.persona_by_id:
            raise BlueprintError(message("{file}: {fault}", file=asked.file, fault=does_not_exist(
                message("persona"), asked.persona, document.persona_by_id)))
        measured = reports.only_persona(measured, asked.persona)
    found = scale(document, measured, organisation_of(Path(asked.file)))
    if asked.format == "json":
        _write_json({**measures_json(document, measured, worth), "scale": scale_json(found)})
    else:
        tr = translator(asked.lang or interface_language())
        sys.stdout.write(reports.measures_text(document, measured, tr) + scale_text(document, found, tr))
        sys.stdout.write(worth_text(document, worth, tr) if worth is not None else "")
    return EXIT_FINE


def compare(asked: argparse.Namespace) -> int:
    """Tell what a redesign does to both sides, for each persona."""
    from blueprint.analysis.comparison.reports import comparison_json
    from blueprint.storage.organisation import organisation_of
    from exporters.cli.comparing import comparison_text

    before, after = load(Path(asked.as_is)).document, load(Path(asked.to_be)).document
    around = Surroundings(organisation_of(Path(asked.to_be)), rules=_rule_set(asked.rules))
    found = compared(before, after, around)
    if asked.format == "json":
        _write_json(comparison_json(found, translator(asked.lang or after.head.language)))
    else:
        sys.stdout.write(comparison_text(found, translator(asked.lang or interface_language())))
    return EXIT_FINE


def schema(asked: argparse.Namespace) -> int:
    """Print a format's JSON Schema."""
    _write_json(SCHEMAS[asked.format]())
    return EXIT_FINE


def export(asked: argparse.Namespace) -> int:
    """Write one export; the file appears whole or not at all."""
    exporter = _exporter(asked.to)
    options = _format_options(exporter, asked.rest)
    document = load(Path(asked.file)).document
    around = _around(asked.file, document, as_is=asked.as_is)
    job = ExportJob(document, assess(document, around), asked.lang or document.head.language, options, around)
    content = exporter.export(job)
    if asked.output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        save_bytes(content, Path(asked.output))
    return EXIT_FINE


def formats(asked: argparse.Namespace) -> int:
    """List the export formats, their options and the values these take."""
    tr = translator(asked.lang or interface_language())
    sys.stdout.write(reports.formats_text(plugins().exporters.values(), tr))
    return _told_failures()


def new(asked: argparse.Namespace) -> int:
    """Write a new blueprint from a template; never over an existing file."""
    known = every_template()
    if asked.template not in known:
        raise BlueprintError(does_not_exist(message("template"), asked.template, known))
    target = Path(asked.output)
    if target.exists():
        raise BlueprintError(message("{file}: this file exists already; choose another name", file=str(target)))
    language = asked.lang or interface_language()
    content = encode(with_own_id(decode(known[asked.template].content(language))))
    save_bytes(content, target)
    return EXIT_FINE


def templates(asked: argparse.Namespace) -> int:
    """List the templates."""
    language = asked.lang or interface_language()
    sys.stdout.write(reports.templates_text(every_template().values(), language))
    return _told_failures()


def _around(file: str, document: BlueprintDocument, rules: str | None = None,
            as_is: str | None = None) -> Surroundings:
    around = replace(surroundings_of(Path(file), document), rules=rules)
    if as_is is None:
        return around
    from blueprint.analysis.runner import context_of

    return replace(around, before=context_of(load(Path(as_is)).document))


def _sarif(file: Path, document: BlueprintDocument, analysis: Analysis, language: str) -> dict[str, Any]:
    from importlib.metadata import version

    from blueprint.analysis.sarif import sarif

    return sarif(document, analysis.frictions, plugins().rules, translator(language), uri=quote(file.as_posix()),
                 content=file.read_bytes(), version=version("visavis"))


def _rule_set(name: str | None) -> str | None:
    from blueprint.analysis.rulesets import set_names

    known = set_names(plugins().rules)
    if name is not None and name not in known:
        raise BlueprintError(does_not_exist(message("rule set"), name, known))
    return name


def _told_failures() -> int:
    tr = translator(interface_language())
    for failure in plugins().failures:
        sys.stderr.write(f"visavis: {' '.join(tr(failure).split())}\n")
    return EXIT_FINE


def _exporter(name: str) -> Exporter:
    known = plugins().exporters
    if name not in known:
        raise BlueprintError(does_not_exist(message("format"), name, known))
    return known[name]


def _format_options(exporter: Exporter, rest: list[str]) -> Mapping[str, str]:
    """Read `--name value` and `--name=value` pairs as the options of a format."""
    chosen = {option.name: option.initial for option in exporter.options}
    words = iter(rest)
    for word in words:
        name, equals, value = word.removeprefix("--").partition("=")
        option = next((option for option in exporter.options if option.name == name), None)
        if not word.startswith("--") or option is None:
            listed = ", ".join(f"--{option.name}" for option in exporter.options) or "none"
            raise UsageError(f"unknown option {word} for {exporter.name}; its options: {listed}")
        if not equals:
            value = next(words, "")
        if option.choices and value not in option.choices:
            raise UsageError(f"--{name} '{value}' is not possible; there are {', '.join(option.choices)}")
        chosen[name] = value
    return chosen


def _write_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _spec_schema() -> dict[str, Any]:
    from importlib import import_module

    # By name: the command line knows formats as plugins, not as modules.
    schema_of: Callable[[], dict[str, Any]] = import_module("exporters.spec").spec_schema
    return schema_of()


def _findings_schema() -> dict[str, Any]:
    from blueprint.analysis.reports import findings_schema

    return findings_schema()


def _measures_schema() -> dict[str, Any]:
    from blueprint.analysis.reports import measures_schema

    return measures_schema()


def _comparison_schema() -> dict[str, Any]:
    from blueprint.analysis.comparison.reports import comparison_schema

    return comparison_schema()


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check, "measure": measure, "compare": compare, "schema": schema, "export": export,
    "formats": formats, "new": new, "templates": templates, "desktop": desktop,
}
SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "document": document_schema, "spec": _spec_schema, "findings": _findings_schema, "measures": _measures_schema,
    "comparison": _comparison_schema,
}
