"""Opening a file that someone else has open: who it is, and what can be done.

The lock beside a file only tells: nothing prevents that both write, so it is asked what each wants.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from visavis.blueprint.storage.lock import Holder
from visavis.ui.kit.i18n import moment_text, tr
from visavis.ui.kit.messages import ask


class LockChoice(Enum):
    """How a file is opened that someone else has open."""

    LOOK = auto()
    COPY = auto()
    TAKE_OVER = auto()


def ask_lock_choice(parent: QWidget, name: str, holder: Holder) -> LockChoice | None:
    """Tell who has a file open, and ask whether to look at it, to open a copy, or (None) not to open it.

    Of another machine no one can tell from here whether it still has the file open: its lock can be taken over.
    """
    text = tr("{user} has “{name}” open on {host}, since {moment}.", user=holder.user[:60], name=name[:80],
              host=holder.host[:60], moment=_since(holder))
    answers = {tr("Open read-only"): LockChoice.LOOK, tr("Open a copy"): LockChoice.COPY}
    if holder.is_elsewhere:
        if holder.is_long_ago():
            text += "\n\n" + tr("That is long ago: the program there has probably ended without releasing the file.")
        answers[tr("Take it over")] = LockChoice.TAKE_OVER
    return ask(parent, tr("The file is open elsewhere"), text, answers)


def _since(holder: Holder) -> str:
    return moment_text(holder.moment) if holder.moment is not None else holder.since[:40]
