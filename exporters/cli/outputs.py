"""Where a command's result goes: what `-o` may write on, and which format its name asks for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import PluginError
from visavis.blueprint.registry import Exporter, Importer, importers_of, initial_values
from visavis.blueprint.storage import BlueprintFileError, save_bytes
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.write_targets import SUFFIX, Output, WriteAnswer, clearance
from visavis.exporters.cli.inputs import STANDARD
from visavis.exporters.cli.usage import interface_language


def refuse(name: str, output: Output, *, force: bool) -> None:
    """Raise BlueprintFileError when `-o name` may not be written, or not without `--force`."""
    if name == STANDARD:
        return
    path = Path(name)
    try:
        found = clearance(path, output)
    except (OSError, ValueError) as error:
        raise BlueprintFileError(path, reason_of(error)) from None
    if found.reason is None or (found.answer is WriteAnswer.ASK and force):
        return
    if found.answer is WriteAnswer.ASK:
        raise BlueprintFileError(path, message("{reason}; choose another name, or replace it with --force",
                                               reason=found.reason))
    raise BlueprintFileError(path, found.reason)


def write(name: str, content: bytes, output: Output, *, force: bool) -> None:
    """Write a result to the file that `-o` names, or to standard output; raises what `refuse` and a save raise."""
    if name == STANDARD:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    # Again: making it may have taken minutes.
    refuse(name, output, force=force)
    save_bytes(content, Path(name))


def format_of(name: str, exporters: Mapping[str, Exporter]) -> Exporter:
    """Return the format that a file's name asks for; raises BlueprintError where it asks for none or several."""
    if name == STANDARD:
        raise BlueprintError(message("name the format of standard output with -t; there are {listed}",
                                     listed=_list_names(exporters)))
    found = _formats_named(name, exporters)
    if len(found) == 1:
        return found[0]
    if found:
        names = _list_names(exporter.name for exporter in found)
        raise BlueprintError(message("{file}: several formats have this suffix; name one with -t: {listed}",
                                     file=name, listed=names))
    raise BlueprintError(message("{file}: no format has this suffix; name the format with -t: {listed}",
                                 file=name, listed=_list_names(exporters)))


def importer_of(name: str, importers: Mapping[str, Importer]) -> Importer:
    """Return the import format that a file's name asks for; raises BlueprintError as `format_of` does."""
    if name == STANDARD:
        raise BlueprintError(message("name the format of standard input with -t; there are {listed}",
                                     listed=_list_names(importers)))
    found = importers_of(name, importers.values())
    if len(found) == 1:
        return found[0]
    if found:
        names = _list_names(importer.name for importer in found)
        raise BlueprintError(message("{file}: several formats have this suffix; name one with -t: {listed}",
                                     file=name, listed=names))
    if name.lower().endswith(SUFFIX):
        raise BlueprintError(message("{file}: this is a blueprint already; there is nothing to import", file=name))
    raise BlueprintError(message("{file}: no format has this suffix; name the format with -t: {listed}",
                                 file=name, listed=_list_names(importers)))


def fit_options(name: str, exporter: Exporter, options: Mapping[str, str], given: Iterable[str],
                exporters: Mapping[str, Exporter], *, force: bool) -> Mapping[str, str]:
    """Return the options with which files end as `name` does, if one that was not `given` can do it.

    Raises BlueprintError when the name says another format (`-t poster -o x.svg`), unless that is insisted on.
    """
    # What fits by an ending of one part is nobody else's business: plug-ins that failed are not asked.
    if name == STANDARD or (len(Path(name).suffixes) < 2 and _fits(name, exporter, options)):
        return options
    others = _formats_named(name, exporters)
    # `x.json` may be any of several; `x.openapi.json` says which one.
    if exporter in others or not any(_has_whole_suffix(name, other) for other in others):
        if _fits(name, exporter, options):
            return options
        for option in exporter.options:
            for choice in option.choices if option.name not in given else ():
                if _fits(name, exporter, {**options, option.name: choice}):
                    return {**options, option.name: choice}
    if name.lower().endswith(SUFFIX) or (others and not force):
        what: Message = message("a blueprint") if not others else message(
            "the format {listed}", listed=" / ".join(other.name for other in others))
        raise BlueprintError(message("{file}: this suffix says {what}, and -t says {format}, whose files end in "
                                     "{suffix}; change one of them", file=name, what=what, format=exporter.name,
                                     suffix=exporter.suffix(options)))
    return options


def _formats_named(name: str, exporters: Mapping[str, Exporter]) -> list[Exporter]:
    """Return the formats that a file's name asks for; `.openapi.json` is that of one format, not of any JSON."""
    answering = [exporter for exporter in exporters.values() if _answers(exporter)]
    return [exporter for exporter in answering if _has_whole_suffix(name, exporter)] or [
        exporter for exporter in answering if _fits_unasked(name, exporter)]


def _answers(exporter: Exporter) -> bool:
    """Return whether a format says how its files end; one of a plug-in that failed is none that a name asks for."""
    try:
        exporter.suffix(initial_values(exporter.options, interface_language()))
    except PluginError:
        return False
    return True


def _fits(name: str, exporter: Exporter, options: Mapping[str, str]) -> bool:
    lower, suffix = name.lower(), exporter.suffix(options).lower()
    if lower.endswith(SUFFIX):
        return False
    return lower.endswith(suffix) or Path(lower).suffix == Path(f"x{suffix}").suffix


def _has_whole_suffix(name: str, exporter: Exporter) -> bool:
    suffix = exporter.suffix(initial_values(exporter.options, interface_language())).lower()
    return suffix.count(".") > 1 and name.lower().endswith(suffix)


def _fits_unasked(name: str, exporter: Exporter) -> bool:
    """Return whether a file’s name alone asks for a format; some must be named, as their suffix is another one’s."""
    if getattr(exporter, "needs_name", False):
        return False
    return _fits(name, exporter, initial_values(exporter.options, interface_language()))


def _list_names(names: Iterable[str]) -> MessageList:
    return MessageList(tuple(names))
