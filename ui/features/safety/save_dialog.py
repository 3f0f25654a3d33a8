"""Where to save: a name with its suffix before the question, and what to do about a file that is not there."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.write_targets import Output, PathKind, WriteAnswer, clearance, kind_of, with_suffix
from visavis.ui.features.safety.outside_changes import LostFile
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import ask, show_message


class MissingFileChoice(Enum):
    """What becomes of a save when the file has its name no more."""

    FOLLOW = auto()
    AGAIN = auto()
    ELSEWHERE = auto()


def ask_path(parent: QWidget, title: str, start: Path, names: str, output: Output) -> Path | None:
    """Ask where to write `output`, and return the path with its suffix; None where nothing is to be written.

    The dialog asks about the name that was typed; about the one that the suffix makes of it, this does. What may
    never be written over is told.
    """
    name, _ = QFileDialog.getSaveFileName(parent, title, str(start), names)
    if not name:
        return None
    typed = Path(name)
    path = with_suffix(typed, output.suffix)
    if not may_write(parent, title, path, output):
        return None
    if path != typed and kind_of(path) is PathKind.FILE and not _ask_replace(parent, title, path):
        return None
    return path


def may_write(parent: QWidget, title: str, path: Path, output: Output) -> bool:
    """Return whether `output` may be written to `path`; tell why where it may not."""
    try:
        found = clearance(path, output)
    except (OSError, ValueError) as error:
        show_message(parent, title, f"{path.name}: {tr(reason_of(error))}")
        return False
    if found.answer is WriteAnswer.NEVER and found.reason is not None:
        show_message(parent, title, f"{path.name}: {tr(found.reason)}")
    return found.answer is not WriteAnswer.NEVER


def ask_missing(parent: QWidget, path: Path, gone: LostFile) -> MissingFileChoice | None:
    """Tell that a file is not there any more, and ask where to save; None: nowhere."""
    answers = {tr("Save it there again"): MissingFileChoice.AGAIN,
               tr("Save elsewhere…"): MissingFileChoice.ELSEWHERE}
    text = lost_file_text(path, gone)
    if gone.now is not None:
        answers = {tr("Save to “{name}”", name=gone.now.name[:60]): MissingFileChoice.FOLLOW} | answers
    return ask(parent, tr("The file is not there any more"), text, answers)


def lost_file_text(path: Path, gone: LostFile) -> str:
    """Return in a sentence what became of a file."""
    if gone.now is not None:
        return tr("“{name}” was renamed by somebody else; it is called “{now}” now.", name=path.name[:80],
                  now=gone.now.name[:80])
    return tr("“{name}” is not there any more: it was moved, renamed or deleted.", name=path.name[:80])


def _ask_replace(parent: QWidget, title: str, path: Path) -> bool:
    return ask(parent, title, tr("“{name}” exists already in this folder. Replace it?", name=path.name[:120]),
               {tr("Replace it"): True}, careful=True) is True
