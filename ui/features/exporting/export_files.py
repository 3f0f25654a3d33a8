"""Where several exports go: one folder, names as the command line has them, one question about what is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from visavis.blueprint.language import Message, MessageList, plural
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportOrder, name_export, number_name
from visavis.blueprint.storage.write_targets import Output, WriteAnswer, clearance
from visavis.ui.features.exporting.export_source import ExportSource, find_exporter
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import ask

# As many names are told in a question.
MOST_NAMES = 5
REPLACE, KEEP_BOTH = "replace", "keep"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """An order, and the file it becomes; or why it has none: its format cannot even say what its files end in."""

    order: ExportOrder
    path: Path | None
    suffix: str = ""
    fault: Message | None = None


def plan_files(source: ExportSource, orders: Sequence[ExportOrder], folder: Path) -> list[PlannedFile]:
    """Return a file in a folder for each order: no two have one name, and none is what is never written over."""
    planned: list[PlannedFile] = []
    taken: set[str] = set()
    for order in orders:
        try:
            suffix = find_exporter(order).suffix(order.options)
        except BlueprintError as error:
            planned.append(PlannedFile(order, None, fault=error.message))
            continue
        name = number_name(name_export(source.document, order, suffix), suffix,
                           partial(_is_taken, taken, partial(_is_kept, Output(suffix, source.inputs)), folder))
        taken.add(name.casefold())
        planned.append(PlannedFile(order, folder / name, suffix))
    return planned


def ask_folder(parent: QWidget, start: Path) -> Path | None:
    """Ask for the folder that several files go to; None where nothing is to be written."""
    name = QFileDialog.getExistingDirectory(parent, tr("Folder for the files"), str(start))
    return Path(name) if name else None


def settle_existing(parent: QWidget, planned: Sequence[PlannedFile]) -> list[PlannedFile] | None:
    """Ask once about files that are there already; return what is written where, or None for nothing at all."""
    there = [file.path for file in planned if file.path is not None and file.path.exists()]
    if not there:
        return list(planned)
    named = [f"“{path.name}”" for path in there[:MOST_NAMES]]
    if len(there) > MOST_NAMES:
        named.append(tr(plural("{count} more", "{count} more", len(there) - MOST_NAMES)))
    told = tr(plural("This file is there already: {names}.", "These files are there already: {names}.", len(there),
                     names=MessageList(tuple(named))))
    answer = ask(parent, tr("Print and export"), told, {tr("Replace"): REPLACE, tr("Keep both"): KEEP_BOTH},
                 careful=True)
    if answer is None:
        return None
    return list(planned) if answer == REPLACE else _keep_both(planned)


def _keep_both(planned: Sequence[PlannedFile]) -> list[PlannedFile]:
    """Give files whose name is there already a number."""
    taken = {file.path.name.casefold() for file in planned if file.path is not None}
    kept: list[PlannedFile] = []
    for file in planned:
        if file.path is None or not file.path.exists():
            kept.append(file)
            continue
        folder = file.path.parent
        name = number_name(file.path.name, file.suffix, partial(_is_taken, taken, Path.exists, folder))
        taken.add(name.casefold())
        kept.append(replace(file, path=folder / name))
    return kept


def _is_taken(taken: Collection[str], is_there: Callable[[Path], bool], folder: Path, name: str) -> bool:
    """Return whether a name is one of a series already, or that of something in the folder."""
    return name.casefold() in taken or is_there(folder / name)


def _is_kept(target: Output, path: Path) -> bool:
    """Return whether something is never written over, however much that is meant; of what is unknown, no."""
    try:
        return clearance(path, target).answer is WriteAnswer.NEVER
    except (OSError, ValueError):
        return False
