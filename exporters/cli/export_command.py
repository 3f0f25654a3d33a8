"""The command `export`: a format into a file, or several into a folder; all of a blueprint, or a part of it."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import PluginError
from visavis.blueprint.registry import (
    ContentChoice,
    ExportEnd,
    Exporter,
    ExportJob,
    ExportOrder,
    ExportOutcome,
    assess,
    initial_values,
    make_content,
    make_job,
    name_export,
    plugins,
    remarks_of,
    try_export,
)
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.write_targets import Output
from visavis.exporters.cli import outputs
from visavis.exporters.cli.brand_command import read_brand
from visavis.exporters.cli.fault_lines import print_bug, print_fault, print_line
from visavis.exporters.cli.format_arguments import describe_unknown_option, find_exporter, read_format_options
from visavis.exporters.cli.inputs import STANDARD, files_among, read_blueprint, read_surroundings
from visavis.exporters.cli.parser import UsageError
from visavis.exporters.cli.usage import EXIT_BAD_INPUT, EXIT_FINE, interface_language

OWN_OPTIONS = ("--output", "--as-is", "--brand", "--lang", "--language", "--persona", "--phases", "--lanes",
               "--journeys", "--internal", "--all", "--formats", "--force")


def export(asked: argparse.Namespace) -> int:
    """Write one export, or with `--all` or `--formats` several.

    A file appears whole or not at all. Letters that no font has are told on standard error.
    """
    if asked.all or asked.formats:
        return _export_several(asked)
    known = plugins().exporters
    exporter = find_exporter(asked.to) if asked.to is not None else outputs.format_of(asked.output, known)
    given = read_format_options(exporter, asked.rest, OWN_OPTIONS)
    options = initial_values(exporter.options, asked.lang or interface_language()) | given
    fitted = outputs.fit_options(asked.output, exporter, options, given, known, force=asked.force)
    target = Output(exporter.suffix(fitted), files_among(asked.file, asked.as_is))
    outputs.refuse(asked.output, target, force=asked.force)
    _write(exporter, _make_job(asked, fitted), asked.output, target, force=asked.force)
    return EXIT_FINE


def _make_job(asked: argparse.Namespace, options: Mapping[str, str]) -> ExportJob:
    """Read and analyse what is exported, and choose of it what was asked for."""
    document = read_blueprint(asked.file).document
    around = read_surroundings(asked.file, document, as_is=asked.as_is)
    if asked.brand is not None:
        around = replace(around, brand=read_brand(asked.brand))
    return make_job(document, assess(document, around), asked.lang or document.head.language, options, around,
                    _read_choice(asked))


def _read_choice(asked: argparse.Namespace) -> ContentChoice:
    return ContentChoice(tuple(_split(asked.persona)), tuple(_split(asked.phases)), tuple(_split(asked.lanes)),
                         tuple(_split(asked.journeys)), asked.internal)


def _split(given: str | None) -> Iterator[str]:
    return (name.strip() for name in (given or "").split(",") if name.strip())


def _write(exporter: Exporter, job: ExportJob, name: str, target: Output, *, force: bool) -> None:
    made = make_content(exporter, job)
    outputs.write(name, made.content, target, force=force)
    # Standard output has no neighbour.
    remarks = remarks_of(made if name != STANDARD else replace(made, words=None), Path(name))
    for remark in remarks:
        print_fault(message("{file}: {fault}", file=name, fault=remark))


@dataclass(frozen=True, slots=True)
class _Series:
    """Exports of one job into one folder."""

    job: ExportJob
    choice: ContentChoice
    folder: Path
    inputs: tuple[Path, ...]
    force: bool
    # Formats that were named must be possible; of all there are, those that are about something else stay out.
    is_named: bool


def _export_several(asked: argparse.Namespace) -> int:
    """Write several formats into a folder, a line each; one that fails does not stop the others."""
    if asked.to is not None or asked.output == STANDARD or (asked.all and asked.formats):
        raise UsageError(message("--all and --formats each write into the folder that -o names, and go without -t"))
    known = plugins().exporters
    chosen = [find_exporter(name) for name in _split(asked.formats)] if asked.formats else list(known.values())
    given = _read_options(chosen, asked.rest)
    folder = Path(asked.output)
    job = _make_job(asked, {})
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise BlueprintError(message("{file}: {reason}", file=asked.output, reason=reason_of(error))) from None
    series = _Series(job, _read_choice(asked), folder, files_among(asked.file, asked.as_is), asked.force,
                     bool(asked.formats))
    outcomes = [_export_one(series, exporter, given.get(exporter.name, {})) for exporter in chosen]
    return EXIT_FINE if all(outcomes) else EXIT_BAD_INPUT


def _export_one(series: _Series, exporter: Exporter, given: Mapping[str, str]) -> bool:
    """Write one of several formats and say so on a line; return whether nothing went wrong."""
    def write() -> tuple[Path, tuple[Message, ...]]:
        options = initial_values(exporter.options, series.job.language) | dict(given)
        if series.job.internal and "private-notes" in options:
            options["private-notes"] = "yes"
        order = ExportOrder(exporter.name, options, series.job.language, series.choice)
        target = Output(exporter.suffix(options), series.inputs)
        path = series.folder / name_export(series.job.document, order, target.suffix)
        if not series.force and path.exists():
            # Nobody named this file: what has its name may be of another day.
            raise BlueprintError(message("{file} exists already; replace it with --force", file=str(path)))
        outputs.refuse(str(path), target, force=series.force)
        made = make_content(exporter, replace(series.job, options=options))
        outputs.write(str(path), made.content, target, force=series.force)
        return path, remarks_of(made, path)

    return _tell(try_export(exporter.name, write), is_named=series.is_named)


def _tell(outcome: ExportOutcome, *, is_named: bool) -> bool:
    """Say on a line what became of an export; return whether nothing went wrong."""
    if isinstance(outcome.error, PluginError):
        return False  # it is told with the others of plug-ins
    if outcome.end is ExportEnd.LEFT_OUT and not is_named:
        print_line(message("{format}: left out ({reason})", format=outcome.form, reason=outcome.reason))
        return True
    if isinstance(outcome.error, BlueprintError | OSError):
        print_fault(message("{format}: {fault}", format=outcome.form, fault=outcome.reason))
        return False
    if outcome.error is not None:
        print_bug(outcome.error)
        return False
    for remark in outcome.remarks:
        print_fault(message("{file}: {fault}", file=str(outcome.path), fault=remark))
    print_line(message("{format}: {file}", format=outcome.form, file=str(outcome.path)))
    return True


def _read_options(chosen: Collection[Exporter], rest: list[str]) -> dict[str, dict[str, str]]:
    """Return the options of each format: what none of them knows is refused; a value goes to those that take it."""
    found: dict[str, dict[str, str]] = {exporter.name: {} for exporter in chosen}
    for words in _pairs(rest):
        name = words[0].partition("=")[0]
        having = [one for one in chosen if name in {f"--{option.name}" for option in one.options}]
        if not having:
            raise UsageError(describe_unknown_option(chosen, words[0], OWN_OPTIONS))
        refused: UsageError | None = None
        taken = False
        for exporter in having:
            try:
                found[exporter.name] |= read_format_options(exporter, words, OWN_OPTIONS)
                taken = True
            except UsageError as error:
                refused = error
        if refused is not None and not taken:
            raise refused
    return found


def _pairs(rest: list[str]) -> Iterator[list[str]]:
    """Yield `--name value` and `--name=value` as they were typed."""
    words = list(rest)
    while words:
        taken = 2 if "=" not in words[0] and len(words) > 1 and not words[1].startswith("--") else 1
        yield words[:taken]
        del words[:taken]
